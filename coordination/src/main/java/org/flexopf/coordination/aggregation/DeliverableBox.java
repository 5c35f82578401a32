package org.flexopf.coordination.aggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.Offer;
import org.flexopf.coordination.Resource;
import org.flexopf.network.Bid;

/**
 * An inner aggregate: in every period a range of change against a plan, each part of which can be delivered whatever is
 * called for in the other periods. It is the sum of such ranges of the devices.
 *
 * <p>A device's range reaches from its plan towards its largest and its least power, by one share for each direction:
 * the largest share with which it can keep both corners, all up and all down. Whatever lies between the corners it can
 * keep too, since its state moves one way with its power; devices of which that is not known have no range. Immutable.
 */
public final class DeliverableBox {

    /** What solvers leave, MW, MWh or K. */
    private static final double ROUNDING = 1e-6;

    /** The bisection ends at this share. */
    private static final double RESOLUTION = 1e-9;

    /** Less than this is no quantity, MW. */
    private static final double LEAST = 1e-9;

    private final DevicePool pool;
    private final PoolPlan base;
    private final List<DeviceRange> ranges;
    private final Map<String, DevicePath> paths;
    /** What can be called, cheapest first, by direction and period. */
    private final Map<Direction, List<List<Piece>>> pieces = new LinkedHashMap<>();

    /** A part of a device's range at one price. */
    private record Piece(String device, double quantity, double price) {}

    private DeliverableBox(DevicePool pool, PoolPlan base, List<DeviceRange> ranges, Map<String, DevicePath> paths) {
        this.pool = pool;
        this.base = base;
        this.ranges = List.copyOf(ranges);
        this.paths = paths;
        for (Direction direction : Direction.values()) {
            List<List<Piece>> byPeriod = new ArrayList<>();
            for (int t = 0; t < pool.periods(); t++) {
                byPeriod.add(pieces(t, direction));
            }
            pieces.put(direction, byPeriod);
        }
    }

    /**
     * The box around a plan.
     *
     * @param first the first period that is offered, from 1
     * @param last the last one
     * @param energyValue what a MWh is worth at the terminals that is left in devices at the end, currency per MWh;
     *     where a storage has a value of its own for that, its own holds
     */
    public static DeliverableBox of(DevicePool pool, PoolPlan base, int first, int last, double energyValue) {
        Objects.requireNonNull(base, "base");
        if (!(1 <= first && first <= last && last <= pool.periods())) {
            throw new IllegalArgumentException("periods " + first + " to " + last + " of a pool with " + pool.periods()
                    + " periods; give the first and the last one, counted from 1");
        }
        if (!Double.isFinite(energyValue)) {
            throw new IllegalArgumentException(
                    "a value of energy of " + energyValue + " per MWh; give a finite number");
        }
        List<DeviceRange> ranges = new ArrayList<>();
        Map<String, DevicePath> paths = new LinkedHashMap<>();
        for (PooledDevice device : pool.devices()) {
            Optional<DevicePath> path = DevicePath.of(pool, device, energyValue);
            if (path.isEmpty()) {
                continue;
            }
            double[] planned = base.of(device.name()).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            double slack = path.get().excess(planned);
            if (slack <= ROUNDING) {
                paths.put(device.name(), path.get());
                ranges.add(new DeviceRange(
                        device.name(),
                        reach(path.get(), planned, first, last, -1, slack),
                        reach(path.get(), planned, first, last, 1, slack)));
            }
        }
        return new DeliverableBox(pool, base, ranges, paths);
    }

    /** How far a device can go in one direction in all periods that are offered, MW. */
    private static List<Double> reach(DevicePath path, double[] planned, int first, int last, int sign, double slack) {
        double[] room = new double[planned.length];
        for (int t = first - 1; t < last; t++) {
            double end = sign > 0 ? path.power(t).max() : path.power(t).min();
            room[t] = Math.max(0.0, sign * (end - planned[t]));
        }
        double share = largestShare(path, planned, room, sign, slack);
        List<Double> reach = new ArrayList<>();
        for (double mw : room) {
            // Infinite room is nobody's to offer.
            reach.add(Double.isInfinite(mw) || share * mw < LEAST ? 0.0 : share * mw);
        }
        return reach;
    }

    private static double largestShare(DevicePath path, double[] planned, double[] room, int sign, double slack) {
        for (double mw : room) {
            if (Double.isInfinite(mw)) {
                return 0.0;
            }
        }
        if (path.excess(moved(planned, room, sign)) <= slack) {
            return 1.0;
        }
        double kept = 0.0;
        double broken = 1.0;
        double[] part = new double[room.length];
        while (broken - kept > RESOLUTION) {
            double middle = 0.5 * (kept + broken);
            for (int t = 0; t < part.length; t++) {
                part[t] = middle * room[t];
            }
            if (path.excess(moved(planned, part, sign)) <= slack) {
                kept = middle;
            } else {
                broken = middle;
            }
        }
        return kept;
    }

    private static double[] moved(double[] planned, double[] by, int sign) {
        double[] path = planned.clone();
        for (int t = 0; t < path.length; t++) {
            path[t] += sign * by[t];
        }
        return path;
    }

    private List<Piece> pieces(int t, Direction direction) {
        List<Piece> all = new ArrayList<>();
        double sign = direction.sign();
        for (DeviceRange range : ranges) {
            double from = base.of(range.device()).get(t);
            double end = from + sign * (sign > 0.0 ? range.up() : range.down()).get(t);
            DevicePath path = paths.get(range.device());
            List<Double> stops = new ArrayList<>();
            for (double kink : path.kinks(t)) {
                if (sign * (kink - from) > LEAST && sign * (end - kink) > LEAST) {
                    stops.add(kink);
                }
            }
            stops.sort(sign > 0.0 ? Comparator.naturalOrder() : Comparator.reverseOrder());
            stops.add(end);
            for (double to : stops) {
                double quantity = sign * (to - from);
                if (quantity > 0.0) {
                    all.add(new Piece(range.device(), quantity, path.cost(t, from, to) / quantity));
                }
                from = to;
            }
        }
        all.sort(Comparator.comparingDouble(Piece::price));
        return List.copyOf(all);
    }

    /** The plan that the box is around. */
    public PoolPlan base() {
        return base;
    }

    /** The ranges of the devices that have one. */
    public List<DeviceRange> ranges() {
        return ranges;
    }

    /** How much can be called in a direction in every period, MW. */
    public List<Double> quantity(Direction direction) {
        return pieces.get(direction).stream()
                .map(period -> period.stream().mapToDouble(Piece::quantity).sum())
                .toList();
    }

    /**
     * A price-quantity bid of a period and direction, cheapest step first. Devices of one price are one step; if there
     * are more steps than asked for, neighbours are put together at the dearest price among them.
     *
     * @param period from 1
     * @param most so many steps at most
     */
    public List<PriceStep> steps(int period, Direction direction, int most) {
        if (most < 1) {
            throw new IllegalArgumentException(most + " steps are no bid; ask for one or more");
        }
        List<PriceStep> steps = new ArrayList<>();
        for (Piece piece : pieces.get(direction).get(period - 1)) {
            PriceStep last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
            if (last != null && piece.price() - last.price() <= 1e-9 * (1.0 + Math.abs(last.price()))) {
                steps.set(
                        steps.size() - 1,
                        new PriceStep(period, direction, last.quantity() + piece.quantity(), last.price()));
            } else {
                steps.add(new PriceStep(period, direction, piece.quantity(), piece.price()));
            }
        }
        return steps.size() <= most ? List.copyOf(steps) : together(steps, most);
    }

    /** Neighbours together, so that steps are about equally large. */
    private static List<PriceStep> together(List<PriceStep> steps, int most) {
        double each = steps.stream().mapToDouble(PriceStep::quantity).sum() / most;
        List<PriceStep> fewer = new ArrayList<>();
        double quantity = 0.0;
        double sum = 0.0;
        for (int k = 0; k < steps.size(); k++) {
            quantity += steps.get(k).quantity();
            sum += steps.get(k).quantity();
            if (sum >= each * (fewer.size() + 1) - LEAST || k == steps.size() - 1) {
                fewer.add(new PriceStep(
                        steps.get(k).period(),
                        steps.get(k).direction(),
                        quantity,
                        steps.get(k).price()));
                quantity = 0.0;
            }
        }
        return List.copyOf(fewer);
    }

    /**
     * All steps as bids for a market over these periods: to sell upwards, to buy downwards, each by itself and in any
     * part, since any part of the box can be delivered.
     *
     * @param most so many steps at most in each period and direction
     */
    public List<Bid> bids(int most) {
        List<Bid> bids = new ArrayList<>();
        for (int t = 1; t <= pool.periods(); t++) {
            for (Direction direction : Direction.values()) {
                int number = 0;
                for (PriceStep step : steps(t, direction, most)) {
                    List<Double> quantity = new ArrayList<>(Collections.nCopies(pool.periods(), 0.0));
                    quantity.set(t - 1, direction.sign() * step.quantity());
                    bids.add(Bid.of(
                                    bids.size() + 1,
                                    pool.bus(),
                                    new Bid.Block(quantity, direction.sign() * step.price(), 0.0))
                            .withName(direction.name().toLowerCase(Locale.ROOT) + " " + t + "." + ++number));
                }
            }
        }
        return bids;
    }

    /**
     * The steps of a period as resources of a system, for schemes of coordination.
     *
     * @param period from 1
     * @param bus the bus of the pool in the system
     * @param most so many steps at most in each direction
     */
    public List<Resource> resources(int period, int bus, int most) {
        List<PriceStep> up = steps(period, Direction.UP, most);
        List<PriceStep> down = steps(period, Direction.DOWN, most);
        List<Resource> resources = new ArrayList<>();
        for (int k = 0; k < Math.max(1, Math.max(up.size(), down.size())); k++) {
            Resource step = Resource.of(pool.name() + "." + (k + 1), bus, offer(up, k), offer(down, k));
            resources.add(k == 0 ? step.withSchedule(base.injection().get(period - 1), 0.0) : step);
        }
        return resources;
    }

    private static Offer offer(List<PriceStep> steps, int k) {
        return k < steps.size()
                ? new Offer(steps.get(k).quantity(), steps.get(k).price())
                : Offer.NONE;
    }

    /**
     * What every device does where so much is called: the cheapest first, in every period by itself. Its own cost is
     * that of the plan and what the calls cost, with the value of what is left at the end.
     *
     * @param change against the plan in every period, MW
     * @throws IllegalArgumentException if more is called in a period than the box has
     */
    public PoolPlan split(List<Double> change) {
        if (change.size() != pool.periods()) {
            throw new IllegalArgumentException(
                    change.size() + " changes for " + pool.periods() + " periods; give one for each period, MW");
        }
        Map<String, double[]> devices = new LinkedHashMap<>();
        base.devices()
                .forEach((name, series) -> devices.put(
                        name, series.stream().mapToDouble(Double::doubleValue).toArray()));
        double cost = base.ownCost();
        for (int t = 0; t < pool.periods(); t++) {
            Direction direction = change.get(t) < 0.0 ? Direction.DOWN : Direction.UP;
            double left = Math.abs(change.get(t));
            Map<String, Double> called = new LinkedHashMap<>();
            for (Piece piece : pieces.get(direction).get(t)) {
                if (left <= 0.0) {
                    break;
                }
                double part = Math.min(left, piece.quantity());
                called.merge(piece.device(), part, Double::sum);
                left -= part;
            }
            if (!(left <= ROUNDING)) {
                throw new IllegalArgumentException(
                        "period " + (t + 1) + ": a change of " + change.get(t) + " MW is more than the box has, by "
                                + left + " MW; call less, or ask an Aggregator to deliver");
            }
            for (Map.Entry<String, Double> call : called.entrySet()) {
                double[] series = devices.get(call.getKey());
                double to = series[t] + direction.sign() * call.getValue();
                cost += pool.hours().get(t) * paths.get(call.getKey()).cost(t, series[t], to);
                series[t] = to;
            }
        }
        Map<String, List<Double>> split = new LinkedHashMap<>();
        devices.forEach(
                (name, series) -> split.put(name, Arrays.stream(series).boxed().toList()));
        return new PoolPlan(split, base.fixed(), cost);
    }

    @Override
    public String toString() {
        return "what " + ranges.size() + " devices of " + pool.name() + " can be called for";
    }
}
