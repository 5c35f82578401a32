package org.flexopf.coordination.reserve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.reserve.IspOutcome.Attempt;
import org.flexopf.coordination.reserve.IspOutcome.Overload;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.solver.SolverChoice;

/** One period of a reserve market. Selections are MW by place in {@link #bids}. */
final class IspClearing {

    /** Boundaries are divided by at most that; then nothing passes. */
    private static final int LARGEST_DIVISOR = 5;

    /** What a line may be beyond its limit, MW: rounding. */
    private static final double ROUNDING = 1e-6;

    /** A selection that the feeder bears, with what the DSO does for it. */
    private record Borne(double[] selection, double[] counter) {}

    private final ReserveDay day;
    private final Network feeder;
    private final FeederFlows flows;
    private final int period;
    private final Direction direction;
    private final double request;
    /** The bids of the direction, the cheapest first. */
    private final List<ReserveBid> bids;

    private final List<ReserveBid> opposite;
    private final double[] base;
    private final CounterActivation relief;
    private final List<Attempt> attempts = new ArrayList<>();

    IspClearing(ReserveDay day, FeederFlows flows, SolverChoice solver, int period) {
        this.day = day;
        this.feeder = day.feeder();
        this.flows = flows;
        this.period = period;
        double signed = day.request().get(period);
        this.direction = signed < 0.0 ? Direction.DOWN : Direction.UP;
        this.request = Math.abs(signed);
        this.bids = day.bids().stream()
                .filter(bid -> bid.direction() == direction)
                .sorted(Comparator.comparingDouble(ReserveBid::cost).thenComparing(ReserveBid::aggregator))
                .toList();
        this.opposite = day.rules().dsoFlexibility() == DsoFlexibility.NONE
                ? List.of()
                : day.bids().stream()
                        .filter(bid -> bid.direction() != direction)
                        .toList();
        this.base = new double[feeder.buses().size()];
        day.baseInjection().forEach((bus, series) -> base[feeder.busIndex(bus)] += series.get(period));
        this.relief = new CounterActivation(feeder, flows, solver);
    }

    IspOutcome clear(ReserveScheme scheme) {
        double[] unchecked = select(volumes());
        Optional<Borne> borne = switch (scheme) {
            case HYBRID -> hybrid(unchecked);
            case HYBRID_RESELECT -> hybridWithReselection();
            case DSO_MANAGED -> dsoManaged();
        };
        Borne found = borne.orElseGet(() -> new Borne(new double[bids.size()], new double[opposite.size()]));
        int divisor = borne.isPresent() ? attempts.get(attempts.size() - 1).divisor() : 0;
        return outcome(unchecked, found, divisor);
    }

    private double[] volumes() {
        return bids.stream().mapToDouble(bid -> bid.volume().get(period)).toArray();
    }

    /** The merit order: the cheapest bids within their boundaries, up to the request. */
    private double[] select(double[] boundaries) {
        double[] selection = new double[bids.size()];
        double left = request;
        for (int k = 0; k < selection.length; k++) {
            selection[k] = Math.min(left, boundaries[k]);
            left -= selection[k];
        }
        return selection;
    }

    private Optional<Borne> hybrid(double[] selected) {
        for (int divisor = 1; divisor <= LARGEST_DIVISOR; divisor++) {
            Optional<Borne> borne = attempt(divisor, divided(selected, divisor));
            if (borne.isPresent()) {
                return borne;
            }
        }
        return Optional.empty();
    }

    private Optional<Borne> hybridWithReselection() {
        boolean[] wasSelected = new boolean[bids.size()];
        for (int divisor = 1; divisor <= LARGEST_DIVISOR; divisor++) {
            double[] boundaries = volumes();
            for (int k = 0; k < boundaries.length; k++) {
                boundaries[k] /= wasSelected[k] ? divisor : 1;
            }
            double[] selection = select(boundaries);
            Optional<Borne> borne = attempt(divisor, selection);
            if (borne.isPresent()) {
                return borne;
            }
            for (int k = 0; k < selection.length; k++) {
                wasSelected[k] |= selection[k] > 0.0;
            }
        }
        return Optional.empty();
    }

    /** What passes in full need not pass in part where relief was part of it; then the boundaries shrink further. */
    private Optional<Borne> dsoManaged() {
        for (int divisor = 1; divisor <= LARGEST_DIVISOR; divisor++) {
            double[] boundaries = divided(volumes(), divisor);
            if (borne(boundaries).isPresent()) {
                Optional<Borne> borne = attempt(divisor, select(boundaries));
                if (borne.isPresent()) {
                    return borne;
                }
            } else {
                attempts.add(new Attempt(divisor, false));
            }
        }
        return Optional.empty();
    }

    private Optional<Borne> attempt(int divisor, double[] selection) {
        Optional<Borne> borne = borne(selection);
        attempts.add(new Attempt(divisor, borne.isPresent()));
        return borne;
    }

    /** The DSO's check, and its relief where it has any. */
    private Optional<Borne> borne(double[] selection) {
        double[] flow = flow(selection);
        if (overloads(flow).isEmpty()) {
            return Optional.of(new Borne(selection, new double[opposite.size()]));
        }
        return relief.relieve(flow, opposite, period).map(counter -> new Borne(selection, counter));
    }

    private static double[] divided(double[] amounts, int divisor) {
        return Arrays.stream(amounts).map(amount -> amount / divisor).toArray();
    }

    private double[] flow(double[] selection) {
        return flows.of(injection(selection));
    }

    private double[] injection(double[] selection) {
        double[] injection = base.clone();
        for (int k = 0; k < selection.length; k++) {
            injection[feeder.busIndex(bids.get(k).bus())] += direction.sign() * selection[k];
        }
        return injection;
    }

    private List<Overload> overloads(double[] flow) {
        List<Overload> overloads = new ArrayList<>();
        for (int b = 0; b < flow.length; b++) {
            double excess = flows.excess(b, flow[b]);
            if (excess > ROUNDING) {
                Branch branch = feeder.branches().get(b);
                overloads.add(new Overload(branch.id(), branch.fromBus(), branch.toBus(), excess));
            }
        }
        return overloads;
    }

    private IspOutcome outcome(double[] unchecked, Borne borne, int divisor) {
        double[] injection = injection(borne.selection());
        Map<String, Double> counter = new LinkedHashMap<>();
        double countered = 0.0;
        for (int k = 0; k < opposite.size(); k++) {
            ReserveBid bid = opposite.get(k);
            double power = borne.counter()[k];
            injection[feeder.busIndex(bid.bus())] += bid.direction().sign() * power;
            countered += power;
            if (power > 0.0) {
                counter.put(bid.aggregator(), power);
            }
        }
        Map<String, Double> activated = named(borne.selection());
        Map<String, Double> profit = new LinkedHashMap<>();
        for (ReserveBid bid : bids) {
            if (activated.containsKey(bid.aggregator())) {
                double earned = bid.cost() - day.rules().brpPrice();
                profit.put(
                        bid.aggregator(),
                        activated.get(bid.aggregator()) * day.rules().hours() * earned);
            }
        }
        return new IspOutcome(
                period + 1,
                direction,
                request,
                named(unchecked),
                overloads(flow(unchecked)),
                attempts,
                divisor,
                activated,
                Math.max(0.0, request - Arrays.stream(borne.selection()).sum()),
                counter,
                flows.largestLoading(flows.of(injection)),
                profit,
                countered * day.rules().hours() * day.rules().dsoPrice());
    }

    private Map<String, Double> named(double[] selection) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int k = 0; k < selection.length; k++) {
            if (selection[k] > 0.0) {
                named.put(bids.get(k).aggregator(), selection[k]);
            }
        }
        return named;
    }
}
