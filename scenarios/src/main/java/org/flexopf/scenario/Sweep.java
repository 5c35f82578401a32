package org.flexopf.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.flexopf.network.Fault;
import org.flexopf.network.Network;

/**
 * One draw for each of some values of a factor.
 *
 * @param parameter how the factor is called among the figures of a draw
 * @param quantity which number is multiplied by it
 * @param elements ids of the elements; all if empty
 * @param values the factors, one draw each
 */
public record Sweep(String parameter, Quantity quantity, List<Integer> elements, List<Double> values)
        implements DrawSource {

    /** @throws IllegalArgumentException if there is no value, or one is not finite */
    public Sweep {
        Objects.requireNonNull(parameter, "parameter");
        Objects.requireNonNull(quantity, "quantity");
        elements = List.copyOf(elements);
        values = List.copyOf(values);
        if (values.isEmpty() || !values.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "the values of " + parameter + " are " + values + "; give one finite number or more");
        }
    }

    @Override
    public List<Fault> faults(Network base) {
        return new Uncertainty(
                        quantity, elements, new Distribution.Uniform(0.0, 1.0), 0.0, Optional.empty(), Optional.empty())
                .faults(base);
    }

    @Override
    public OptionalLong size(Network base) {
        return OptionalLong.of(values.size());
    }

    @Override
    public int places(Network base) {
        return 0;
    }

    @Override
    public List<String> parameters() {
        return List.of(parameter);
    }

    @Override
    public Draw draw(Draw before, long number, Chance chance, int place) {
        double value = values.get(Math.toIntExact(number));
        int[] at = quantity.places(before.profile().network(), elements);
        double[] factors = new double[at.length];
        Arrays.fill(factors, value);
        return before.withProfile(quantity.times(before.profile(), at, factors)).with(parameter, value);
    }

    @Override
    public String toString() {
        return parameter + ": " + quantity.label() + (elements.isEmpty() ? " of all" : " of " + elements) + " times "
                + values;
    }
}
