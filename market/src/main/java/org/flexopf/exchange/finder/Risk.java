package org.flexopf.exchange.finder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.flexopf.exchange.Direction;

/**
 * How much has to be expected in a period and direction, over the scenarios.
 *
 * @param period the period
 * @param direction the direction
 * @param level the level a of quantile and CVaR
 * @param perScenario what is asked for in each scenario, MW, in their order; empty where no requests were found
 * @param expected its mean, MW; empty, as the other figures, if any scenario has none
 * @param quantile the smallest R with P(asked for &lt;= R) &gt;= a, MW
 * @param cvar the mean of the worst 1 - a: {@code min over z of z + E[(R - z)+] / (1 - a)}, MW (Rockafellar and Uryasev
 *     2000)
 */
public record Risk(
        int period,
        Direction direction,
        double level,
        List<OptionalDouble> perScenario,
        OptionalDouble expected,
        OptionalDouble quantile,
        OptionalDouble cvar) {

    /** A sum of probabilities that misses the level by no more has reached it: 0.5 + 0.3 is meant to reach 0.8. */
    private static final double ROUNDING = 1e-12;

    /** All parts are required. */
    public Risk {
        Objects.requireNonNull(direction, "direction");
        perScenario = List.copyOf(perScenario);
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(quantile, "quantile");
        Objects.requireNonNull(cvar, "cvar");
    }

    /** The risk of quantities with probabilities that add up to 1. */
    static Risk of(
            int period, Direction direction, double level, List<OptionalDouble> perScenario, List<Double> probability) {
        if (perScenario.stream().anyMatch(OptionalDouble::isEmpty)) {
            OptionalDouble none = OptionalDouble.empty();
            return new Risk(period, direction, level, perScenario, none, none, none);
        }
        double[] asked =
                perScenario.stream().mapToDouble(OptionalDouble::getAsDouble).toArray();
        List<Integer> ascending =
                new ArrayList<>(IntStream.range(0, asked.length).boxed().toList());
        ascending.sort(Comparator.comparingDouble(s -> asked[s]));
        double quantile = asked[ascending.get(asked.length - 1)];
        double reached = 0.0;
        for (int s : ascending) {
            reached += probability.get(s);
            if (reached >= level - ROUNDING) {
                quantile = asked[s];
                break;
            }
        }
        double expected = 0.0;
        double beyond = 0.0;
        for (int s = 0; s < asked.length; s++) {
            expected += probability.get(s) * asked[s];
            beyond += probability.get(s) * Math.max(0.0, asked[s] - quantile);
        }
        // The quantile is a z at which the minimum is taken.
        return new Risk(
                period,
                direction,
                level,
                perScenario,
                OptionalDouble.of(expected),
                OptionalDouble.of(quantile),
                OptionalDouble.of(quantile + beyond / (1.0 - level)));
    }
}
