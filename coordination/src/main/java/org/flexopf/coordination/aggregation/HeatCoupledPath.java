package org.flexopf.coordination.aggregation;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.network.CogenerationUnit;
import org.flexopf.network.CogenerationUnit.Vertex;
import org.flexopf.network.Range;

/**
 * A plant of combined heat and power that is always on and has no store of heat, so that every period stands by itself:
 * the least cost of a power, with a boiler for the heat that is then missing,
 *
 * <pre>
 *   C(p) = min c + boilerCost max(0, D - h),   (p, h, c) in the hull of the vertices,
 *          D - boilerMax &lt;= h &lt;= D + dumpMax
 * </pre>
 *
 * On the line of a power the hull is spanned by the points where it crosses the segments between two vertices; an
 * optimum is one of these, or lies between two of them at D or at an end of the range of heat.
 */
final class HeatCoupledPath implements DevicePath {

    /** The cost is cut into so many pieces. */
    private static final int PIECES = 4;

    /** Powers and heats that are the same, MW. */
    private static final double SAME = 1e-12;

    private final CogenerationUnit[] plant;

    HeatCoupledPath(DevicePool pool, PooledDevice device) {
        this.plant = new CogenerationUnit[pool.periods()];
        for (int t = 0; t < plant.length; t++) {
            plant[t] = (CogenerationUnit) pool.in(t, device);
        }
    }

    /** Where a power and a heat lie together, and what the fuel costs there. */
    private record Point(double heat, double cost) {}

    private static Range heat(CogenerationUnit plant) {
        return new Range(plant.heatDemand() - plant.boilerMax(), plant.heatDemand() + plant.dumpMax());
    }

    /** Extreme powers of the hull within the range of heat: at vertices, or where a segment leaves the range. */
    @Override
    public Range power(int period) {
        Range heat = heat(plant[period]);
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (Vertex one : plant[period].vertices()) {
            for (Vertex other : plant[period].vertices()) {
                for (double at : new double[] {one.heat(), heat.min(), heat.max()}) {
                    double span = other.heat() - one.heat();
                    double share = Math.abs(span) <= SAME ? 0.0 : (at - one.heat()) / span;
                    boolean isThere = share >= 0.0
                            && share <= 1.0
                            && heat.excess(one.heat() + share * span) <= SAME
                            && Math.abs(one.heat() + share * span - at) <= SAME;
                    if (isThere) {
                        double power = one.power() + share * (other.power() - one.power());
                        least = Math.min(least, power);
                        largest = Math.max(largest, power);
                    }
                }
            }
        }
        return new Range(least, largest);
    }

    @Override
    public double excess(double[] injection) {
        return powerExcess(injection);
    }

    @Override
    public double cost(int period, double from, double to) {
        return least(period, to) - least(period, from);
    }

    /** The least cost of a power, currency per hour. */
    private double least(int period, double power) {
        CogenerationUnit unit = plant[period];
        Range heat = heat(unit);
        List<Point> points = points(unit, power);
        double least = Double.POSITIVE_INFINITY;
        for (Point one : points) {
            for (Point other : points) {
                for (double at : new double[] {one.heat(), unit.heatDemand(), heat.min(), heat.max()}) {
                    double span = other.heat() - one.heat();
                    double share = Math.abs(span) <= SAME ? 0.0 : (at - one.heat()) / span;
                    double reached = one.heat() + share * span;
                    if (share >= 0.0 && share <= 1.0 && heat.excess(reached) <= 1e-9) {
                        double fuel = one.cost() + share * (other.cost() - one.cost());
                        least = Math.min(least, fuel + unit.boilerCost() * Math.max(0.0, unit.heatDemand() - reached));
                    }
                }
            }
        }
        return least;
    }

    /** Where the line of a power, or of the nearest one that there is, crosses segments between vertices. */
    private static List<Point> points(CogenerationUnit unit, double power) {
        double least = unit.vertices().stream().mapToDouble(Vertex::power).min().orElse(0.0);
        double largest =
                unit.vertices().stream().mapToDouble(Vertex::power).max().orElse(0.0);
        double at = Math.min(largest, Math.max(least, power));
        List<Point> points = new ArrayList<>();
        for (Vertex one : unit.vertices()) {
            for (Vertex other : unit.vertices()) {
                double span = other.power() - one.power();
                double share = Math.abs(span) <= SAME ? 0.0 : (at - one.power()) / span;
                if (share >= 0.0 && share <= 1.0 && Math.abs(one.power() + share * span - at) <= 1e-9) {
                    points.add(new Point(
                            one.heat() + share * (other.heat() - one.heat()),
                            one.cost() + share * (other.cost() - one.cost())));
                }
            }
        }
        return points;
    }

    @Override
    public List<Double> kinks(int period) {
        Range power = power(period);
        List<Double> kinks = new ArrayList<>();
        for (int k = 1; k < PIECES; k++) {
            kinks.add(power.min() + (power.max() - power.min()) * k / PIECES);
        }
        return kinks;
    }

    @Override
    public String toString() {
        return plant[0].label();
    }
}
