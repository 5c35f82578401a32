package org.flexopf.coordination;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * What becomes of a day under a scheme.
 *
 * @param scheme the name of the scheme
 * @param hours how long each period lasts
 * @param periods the outcome of each period, whose money is per hour
 */
public record DayOutcome(String scheme, double hours, List<Outcome> periods) {

    /** All parts are required. */
    public DayOutcome {
        Objects.requireNonNull(scheme, "scheme");
        periods = List.copyOf(periods);
    }

    /** That of the first period that has no optimum; optimal if all have one. */
    public OutcomeStatus status() {
        return periods.stream()
                .map(Outcome::status)
                .filter(status -> status != OutcomeStatus.OPTIMAL)
                .findFirst()
                .orElse(OutcomeStatus.OPTIMAL);
    }

    /** In how many periods something was decided. */
    public long decided() {
        return periods.stream()
                .filter(outcome -> outcome.dispatch().isPresent())
                .count();
    }

    /** In how many periods what was decided breaks no limit and leaves nothing over. */
    public long gridSafe() {
        return periods.stream().filter(Outcome::isGridSafe).count();
    }

    /** Whether every period is {@linkplain Outcome#isGridSafe() grid-safe}: only then do costs of days compare. */
    public boolean isGridSafe() {
        return gridSafe() == periods.size();
    }

    /** What the day costs by the scheme's own model, in its currency; NaN if a period is not decided. */
    public double cost() {
        return hours * sum(outcome -> outcome.dispatch().map(Dispatch::cost).orElse(Double.NaN));
    }

    /** What the day costs once every period is closed, in its currency; NaN if one cannot be. */
    public double closedCost() {
        return hours
                * sum(outcome ->
                        outcome.verification().map(Verification::closedCost).orElse(Double.NaN));
    }

    private double sum(ToDoubleFunction<Outcome> figure) {
        return periods.stream().mapToDouble(figure).sum();
    }

    /** How often the market was cleared, or how many rounds the parties went through, in all periods. */
    public int rounds() {
        return periods.stream().mapToInt(Outcome::rounds).sum();
    }

    /** How many messages were sent in all periods. */
    public int messageCount() {
        return periods.stream().mapToInt(Outcome::messageCount).sum();
    }

    /** What each buyer has paid over the day, in its currency. */
    public Map<String, Double> outlays() {
        Map<String, Double> outlays = new LinkedHashMap<>();
        for (Outcome outcome : periods) {
            outcome.settlement()
                    .outlays()
                    .forEach((payer, amount) -> outlays.merge(payer, hours * amount, Double::sum));
        }
        return outlays;
    }

    @Override
    public String toString() {
        return scheme + ": " + status() + ", " + decided() + " of " + periods.size() + " periods decided, " + gridSafe()
                + " grid-safe";
    }
}
