package org.flexopf.coordination.aggregation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.solver.SolverChoice;

/**
 * A pool and what its aggregator wants to know.
 *
 * @param name what it is called
 * @param pool the devices
 * @param prices the forecast price of energy in every period, currency per MWh
 * @param energyValue what a MWh is worth that is left in devices at the end, currency per MWh
 * @param margin the share of energies and temperatures that the plan holds back at both ends; without one, a best plan
 *     uses stores to their last MWh, and leaves nothing to call for
 * @param first the first period in which flexibility is offered, from 1
 * @param last the last one
 * @param mostSteps so many steps at most in a bid of a period and direction
 * @param up the markets for upward flexibility, in their order
 * @param down the markets for downward flexibility
 * @param request a change against the plan that is called in every period, MW; empty if nothing is
 */
public record AggregationCase(
        String name,
        DevicePool pool,
        List<Double> prices,
        double energyValue,
        double margin,
        int first,
        int last,
        int mostSteps,
        MarketLayers up,
        MarketLayers down,
        Optional<List<Double>> request) {

    /**
     * All parts are required.
     *
     * @throws InvalidNetworkException if they do not go together, with every fault found
     */
    public AggregationCase {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(pool, "pool");
        prices = List.copyOf(prices);
        Objects.requireNonNull(up, "up");
        Objects.requireNonNull(down, "down");
        request = request.map(List::copyOf);
        List<Fault> faults = new ArrayList<>();
        series(faults, "prices", prices, pool.periods());
        request.ifPresent(change -> series(faults, "request", change, pool.periods()));
        if (!Double.isFinite(energyValue)) {
            faults.add(new Fault(name, "energyValue " + energyValue, "it is not finite", "give a finite number"));
        }
        if (!(1 <= first && first <= last && last <= pool.periods())) {
            faults.add(new Fault(
                    name,
                    "offered from period " + first + " to " + last,
                    "there are periods 1 to " + pool.periods(),
                    "give the first and the last period that is offered"));
        }
        if (!(margin >= 0.0 && margin < 0.5)) {
            faults.add(new Fault(
                    name, "margin " + margin, "it leaves nothing to plan with, or is none", "give 0 to below 0.5"));
        }
        if (mostSteps < 1) {
            faults.add(new Fault(name, mostSteps + " steps", "a bid has steps", "give 1 or more"));
        }
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(name, faults);
        }
    }

    private static void series(List<Fault> faults, String what, List<Double> series, int periods) {
        if (series.size() != periods) {
            faults.add(new Fault(
                    what, series.size() + " numbers", "there are " + periods + " periods", "give one for each period"));
        }
        for (int t = 0; t < series.size(); t++) {
            if (!Double.isFinite(series.get(t))) {
                faults.add(new Fault(
                        what + ", period " + (t + 1),
                        String.valueOf(series.get(t)),
                        "it is not finite",
                        "give a finite number"));
            }
        }
    }

    /**
     * What becomes of it: plan, inner and outer aggregates, and who does what for what is called.
     *
     * @throws org.flexopf.opf.OpfNotSolvedException if the devices have no plan
     */
    public AggregationOutcome study(SolverChoice solver) {
        Aggregator aggregator = Aggregator.of(pool).withSolver(solver);
        PoolPlan plan =
                Aggregator.of(pool.withMargin(margin)).withSolver(solver).plan(prices);
        DeliverableBox box = DeliverableBox.of(pool, plan, first, last, energyValue);
        OuterBound bound = aggregator.bound(first, last);
        Alternatives alternatives = aggregator.alternatives(plan, prices, first, last);
        Optional<Delivery> delivery = request.map(change -> {
            List<Double> target = new ArrayList<>();
            for (int t = 0; t < change.size(); t++) {
                target.add(plan.injection().get(t) + change.get(t));
            }
            return aggregator.deliver(target);
        });
        return new AggregationOutcome(plan, box, bound, alternatives, delivery);
    }

    @Override
    public String toString() {
        return name + ": " + pool;
    }
}
