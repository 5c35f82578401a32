package org.flexopf.acopf;

import java.util.Arrays;
import java.util.Optional;
import org.flexopf.acopf.nlp.NonlinearResult;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.network.Bus;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.state.OperatingPoint;

/**
 * Angles and magnitudes of voltages. References hold their angle. Limits of magnitudes are bounds; soft ones are rows
 *
 * <pre>
 *   (vMin^2 - v^2 - slack) / 2 vMin &lt;= 0,    (v^2 - vMax^2 - slack) / 2 vMax &lt;= 0
 * </pre>
 */
final class Voltages implements Part {

    private final ActiveGrid grid;
    private final double[] lower;
    private final double[] upper;
    /** Of every soft limit the place of its bus, its slack, its bound, its row, and 1 above or -1 below. */
    private final int[] softBus;

    private final int[] slack;
    private final double[] bound;
    private final int[] row;
    private final double[] sign;

    Voltages(ActiveGrid grid, Layout layout, Slacks slacks) {
        this.grid = grid;
        int buses = grid.buses;
        for (int k = 0; k < buses; k++) {
            Bus bus = grid.network.buses().get(grid.bus[k]);
            double angle = Math.toRadians(bus.angle());
            layout.variable(
                    k,
                    bus.isReference() ? angle : Double.NEGATIVE_INFINITY,
                    bus.isReference() ? angle : Double.POSITIVE_INFINITY);
        }
        lower = new double[buses];
        upper = new double[buses];
        for (int k = 0; k < buses; k++) {
            Bus bus = grid.network.buses().get(grid.bus[k]);
            lower[k] = slacks.isSoft(SoftLimit.LOWER_VOLTAGE, grid.bus[k]) ? 0.0 : bus.vMin();
            upper[k] = slacks.isSoft(SoftLimit.UPPER_VOLTAGE, grid.bus[k]) ? Double.POSITIVE_INFINITY : bus.vMax();
            layout.variable(k, lower[k], upper[k]);
        }
        IntBag at = new IntBag();
        IntBag slackOf = new IntBag();
        IntBag rows = new IntBag();
        DoubleBag bounds = new DoubleBag();
        DoubleBag signs = new DoubleBag();
        for (int k = 0; k < buses; k++) {
            Bus bus = grid.network.buses().get(grid.bus[k]);
            if (slacks.isSoft(SoftLimit.LOWER_VOLTAGE, grid.bus[k])) {
                at.add(k);
                slackOf.add(slacks.of(SoftLimit.LOWER_VOLTAGE, grid.bus[k], k));
                rows.add(layout.inequality());
                bounds.add(bus.vMin());
                signs.add(-1.0);
            }
            if (slacks.isSoft(SoftLimit.UPPER_VOLTAGE, grid.bus[k]) && bus.vMax() < Double.POSITIVE_INFINITY) {
                at.add(k);
                slackOf.add(slacks.of(SoftLimit.UPPER_VOLTAGE, grid.bus[k], k));
                rows.add(layout.inequality());
                bounds.add(bus.vMax());
                signs.add(1.0);
            }
        }
        softBus = at.toArray();
        slack = slackOf.toArray();
        row = rows.toArray();
        bound = bounds.toArray();
        sign = signs.toArray();
    }

    /** One at the angle of the island's reference. */
    @Override
    public void flatStart(double[] x) {
        double[] angle = new double[grid.network.topology().islandCount()];
        for (int i : grid.bus) {
            if (grid.network.buses().get(i).isReference()) {
                angle[grid.network.topology().island(i)] =
                        Math.toRadians(grid.network.buses().get(i).angle());
            }
        }
        for (int k = 0; k < grid.buses; k++) {
            x[k] = angle[grid.network.topology().island(grid.bus[k])];
        }
        Arrays.fill(x, grid.buses, 2 * grid.buses, 1.0);
    }

    @Override
    public void start(OperatingPoint point, double[] x) {
        for (int k = 0; k < grid.buses; k++) {
            if (Double.isFinite(point.va(grid.bus[k]))) {
                x[k] = Math.toRadians(point.va(grid.bus[k]));
            }
            if (Double.isFinite(point.vm(grid.bus[k]))) {
                x[grid.magnitude(k)] = point.vm(grid.bus[k]);
            }
        }
    }

    @Override
    public void follow(double[] x) {
        for (int i = 0; i < row.length; i++) {
            double v = x[grid.magnitude(softBus[i])];
            x[slack[i]] = Math.max(0.0, sign[i] * (v * v - bound[i] * bound[i]));
        }
    }

    @Override
    public void inequalityEntries(Triplets.Builder entries) {
        for (int i = 0; i < row.length; i++) {
            entries.add(row[i], grid.magnitude(softBus[i]));
            entries.add(row[i], slack[i]);
        }
    }

    @Override
    public void hessianEntries(Triplets.Builder entries) {
        for (int at : softBus) {
            entries.add(grid.magnitude(at), grid.magnitude(at));
        }
    }

    @Override
    public void constraints(double[] x, double[] g, double[] h) {
        for (int i = 0; i < row.length; i++) {
            double v = x[grid.magnitude(softBus[i])];
            h[row[i]] = 0.5 * (sign[i] * (v * v - bound[i] * bound[i]) - x[slack[i]]) / bound[i];
        }
    }

    @Override
    public int inequalityValues(double[] x, double[] h, int at) {
        int next = at;
        for (int i = 0; i < row.length; i++) {
            h[next++] = sign[i] * x[grid.magnitude(softBus[i])] / bound[i];
            h[next++] = -0.5 / bound[i];
        }
        return next;
    }

    @Override
    public int hessianValues(double[] x, double weight, double[] y, double[] z, double[] entries, int at) {
        int next = at;
        for (int i = 0; i < row.length; i++) {
            entries[next++] = sign[i] * z[row[i]] / bound[i];
        }
        return next;
    }

    @Override
    public void write(double[] x, OperatingPoint.Builder point) {
        double[] va = point.build().va();
        double[] vm = point.build().vm();
        for (int k = 0; k < grid.buses; k++) {
            va[grid.bus[k]] = Math.toDegrees(x[k]);
            vm[grid.bus[k]] = x[grid.magnitude(k)];
        }
        point.va(va).vm(vm);
    }

    @Override
    public void multipliers(NonlinearResult result, LimitWorth worth) {
        for (int k = 0; k < grid.buses; k++) {
            if (lower[k] > 0.0) {
                worth.add(NetworkLimit.VOLTAGE_MIN, grid.bus[k], result.lowerMultiplier(grid.magnitude(k)));
            }
            if (upper[k] < Double.POSITIVE_INFINITY) {
                worth.add(NetworkLimit.VOLTAGE_MAX, grid.bus[k], result.upperMultiplier(grid.magnitude(k)));
            }
        }
        for (int i = 0; i < row.length; i++) {
            worth.add(
                    sign[i] > 0.0 ? NetworkLimit.VOLTAGE_MAX : NetworkLimit.VOLTAGE_MIN,
                    grid.bus[softBus[i]],
                    result.inequalityMultiplier(row[i]));
        }
    }

    @Override
    public Optional<PriceComponent> component() {
        return Optional.of(PriceComponent.VOLTAGE);
    }

    /**
     * The voltages of roots are held, and so are the angles of further references: their balances make up for others.
     */
    @Override
    public void laws(double[] x, PriceLaws laws) {
        for (int k = 0; k < grid.buses; k++) {
            boolean isRoot = grid.network.topology().parentBus(grid.bus[k]) < 0;
            if (!isRoot && !grid.network.buses().get(grid.bus[k]).isReference()) {
                laws.state(k, PriceComponent.OTHER);
                laws.law(k);
            }
            if (!isRoot) {
                laws.state(grid.magnitude(k), PriceComponent.VOLTAGE);
                laws.law(grid.reactive(k));
            }
        }
    }
}
