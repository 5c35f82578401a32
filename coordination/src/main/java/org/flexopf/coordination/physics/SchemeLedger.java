package org.flexopf.coordination.physics;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * What a scenario costs under a scheme: the sums of its periods, and nothing else.
 *
 * @param scheme its name; {@value CostBenefit#NO_MARKET} for no market at all
 * @param periods the periods
 */
public record SchemeLedger(String scheme, List<PeriodLedger> periods) {

    /** All parts are required. */
    public SchemeLedger {
        Objects.requireNonNull(scheme, "scheme");
        periods = List.copyOf(periods);
    }

    /** The sum of a figure over all periods. */
    public double sum(ToDoubleFunction<PeriodLedger> figure) {
        return periods.stream().mapToDouble(figure).sum();
    }

    /** What the market's orders cost, currency. */
    public double mfrrCost() {
        return sum(PeriodLedger::mfrrCost);
    }

    /** What automatic reserve has to give, MWh. */
    public double missing() {
        return sum(PeriodLedger::missing);
    }

    /** What automatic reserve has to take, MWh. */
    public double surplus() {
        return sum(PeriodLedger::surplus);
    }

    /** What automatic reserve costs, currency. */
    public double afrrCost() {
        return sum(PeriodLedger::afrrCost);
    }

    /** What is moved that the market has not ordered, MWh. */
    public double unwanted() {
        return sum(PeriodLedger::unwanted);
    }

    /** What that costs, currency. */
    public double unwantedCost() {
        return sum(PeriodLedger::unwantedCost);
    }

    /** Broken limits times how long they were, element-hours. */
    public double violationHours() {
        return sum(PeriodLedger::violationHours);
    }

    /** How many rounds there were. */
    public int rounds() {
        return periods.stream().mapToInt(PeriodLedger::rounds).sum();
    }

    /** How many messages were sent. */
    public int messages() {
        return periods.stream().mapToInt(PeriodLedger::messages).sum();
    }

    /** What messages and installations cost, currency. */
    public double technologyCost() {
        return sum(PeriodLedger::technologyCost);
    }

    /** All costs, currency. */
    public double total() {
        return sum(PeriodLedger::total);
    }

    /** In how many periods the market decided nothing. */
    public long undecided() {
        return periods.stream().filter(period -> !period.isDecided()).count();
    }

    /** Whether there is a market at all. */
    public boolean hasMarket() {
        return !scheme.equals(CostBenefit.NO_MARKET);
    }
}
