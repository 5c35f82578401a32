package org.flexopf.report.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.opf.limit.Slack;

/**
 * One period of a plan.
 *
 * @param number its place, from 1
 * @param hours how long it lasts, hours
 * @param objective what it costs, currency: its hours times its hourly cost
 * @param state every element
 * @param on whether a unit is on, by the number of its generator; only of those that are switched on and off
 * @param slacks the limits that give way; empty if all are hard
 * @param exactness whether the relaxation's answer is one of the AC problem; empty for models that are none
 */
public record PeriodResult(
        int number,
        double hours,
        double objective,
        StateResult state,
        Map<Integer, Boolean> on,
        Optional<List<Slack>> slacks,
        Optional<ExactnessResult> exactness) {

    /** All parts are required; lists are copied. */
    public PeriodResult {
        Objects.requireNonNull(state, "state");
        on = Map.copyOf(on);
        slacks = slacks.map(List::copyOf);
        Objects.requireNonNull(exactness, "exactness");
    }

    /** Demand of all buses, MW. */
    public double demandMw() {
        return state.buses().stream().mapToDouble(BusResult::demandMw).sum();
    }

    /** Demand that is not served, MW. */
    public double shedMw() {
        return state.curtailed().stream()
                .mapToDouble(load -> load.demandMw() - load.servedMw())
                .sum();
    }

    /** Generation of all generators, MW. */
    public double generationMw() {
        return state.generators().stream()
                .mapToDouble(generator -> generator.p().value())
                .sum();
    }

    /** The lowest price of active power at any bus, currency per MWh; NaN if there is none. */
    public double lowestPrice() {
        return state.buses().stream()
                .mapToDouble(bus -> bus.active().total())
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
    }

    /** The highest price of active power at any bus, currency per MWh; NaN if there is none. */
    public double highestPrice() {
        return state.buses().stream()
                .mapToDouble(bus -> bus.active().total())
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
    }

    PeriodResult withExactness(ExactnessResult result) {
        return new PeriodResult(number, hours, objective, state, on, slacks, Optional.of(result));
    }
}
