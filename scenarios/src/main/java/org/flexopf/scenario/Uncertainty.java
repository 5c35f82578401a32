package org.flexopf.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.flexopf.network.Fault;
import org.flexopf.network.Network;

/**
 * What is not known of some elements: each of their numbers is multiplied by a factor of its own.
 *
 * @param quantity which number
 * @param elements ids of the elements; all if empty
 * @param factor how their factors are distributed
 * @param correlation between the normal scores of any two of the factors (a Gaussian copula with one common score),
 *     from 0 to 1; at 1 all elements have one factor
 * @param sampled how factors are drawn instead, so that draws are taken where they matter; the weight of a draw makes
 *     up for it. Empty for as they are distributed
 * @param common the common score, where other uncertainties have the same one: between factors of two of them the
 *     correlation is the root of the product of theirs. Empty for one of its own
 */
public record Uncertainty(
        Quantity quantity,
        List<Integer> elements,
        Distribution factor,
        double correlation,
        Optional<Distribution> sampled,
        Optional<Common> common) {

    /**
     * A score that several uncertainties have in common, such as the weather.
     *
     * @param name which one
     * @param isOpposed whether factors fall where it rises: those of another uncertainty that rises with it have a
     *     correlation below zero with them
     */
    public record Common(String name, boolean isOpposed) {

        /** @throws IllegalArgumentException if it has no name */
        public Common {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a common score has no name; give it one, such as weather");
            }
        }

        @Override
        public String toString() {
            return (isOpposed ? "against " : "with ") + name;
        }
    }

    /**
     * @throws IllegalArgumentException if the correlation is none, factors that depend on each other are sampled, or
     *     factors that there are would never be sampled
     */
    public Uncertainty {
        Objects.requireNonNull(quantity, "quantity");
        Objects.requireNonNull(factor, "factor");
        Objects.requireNonNull(sampled, "sampled");
        elements = List.copyOf(elements);
        if (!(correlation >= 0.0 && correlation <= 1.0)) {
            throw new IllegalArgumentException("the correlation is " + correlation + "; give one from 0 to 1");
        }
        if (sampled.isPresent() && correlation > 0.0) {
            throw new IllegalArgumentException("factors of correlation " + correlation
                    + " are to be sampled from another distribution; only independent ones can");
        }
        sampled.ifPresent(other -> requireReach(factor, other));
        Objects.requireNonNull(common, "common");
        if (common.isPresent() && correlation == 0.0) {
            throw new IllegalArgumentException(
                    "factors that move " + common.get() + " have no correlation; give one above 0");
        }
    }

    /** What is never drawn has no weight that could make up for it. */
    private static void requireReach(Distribution factor, Distribution sampled) {
        if (sampled.least() > factor.least() || sampled.largest() < factor.largest()) {
            throw new IllegalArgumentException("factors from " + factor.least() + " to " + factor.largest()
                    + " are to be sampled from " + sampled.least() + " to " + sampled.largest()
                    + ": what lies outside would never be drawn, and no weight makes up for it; sample from a "
                    + "distribution that reaches as far");
        }
    }

    /** Independent factors of all elements. */
    public static Uncertainty of(Quantity quantity, Distribution factor) {
        return new Uncertainty(quantity, List.of(), factor, 0.0, Optional.empty(), Optional.empty());
    }

    /** The same of some elements. */
    public Uncertainty at(List<Integer> ids) {
        return new Uncertainty(quantity, ids, factor, correlation, sampled, common);
    }

    /** The same with factors that depend on each other. */
    public Uncertainty correlated(double newCorrelation) {
        return new Uncertainty(quantity, elements, factor, newCorrelation, sampled, common);
    }

    /** The same with factors that rise with a score that other uncertainties have in common with it. */
    public Uncertainty movingWith(String score) {
        return new Uncertainty(quantity, elements, factor, correlation, sampled, Optional.of(new Common(score, false)));
    }

    /** The same with factors that fall where a score rises that other uncertainties have in common with it. */
    public Uncertainty movingAgainst(String score) {
        return new Uncertainty(quantity, elements, factor, correlation, sampled, Optional.of(new Common(score, true)));
    }

    /** The same with factors drawn where they matter. */
    public Uncertainty sampledFrom(Distribution other) {
        return new Uncertainty(quantity, elements, factor, correlation, Optional.of(other), common);
    }

    List<Fault> faults(Network base) {
        List<Fault> faults = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (int id : elements) {
            if (!seen.add(id)) {
                faults.add(new Fault(quantity.label(), Integer.toString(id), "it is named twice", "name it once"));
            }
            try {
                quantity.index(base, id);
            } catch (NoSuchElementException missing) {
                faults.add(new Fault(
                        quantity.label(), Integer.toString(id), missing.getMessage(), "name an element of the case"));
            }
        }
        return faults;
    }

    /** How many places of chance a draw asks for: one for the common score, one each for the elements. */
    int places(Network base) {
        return 1 + (elements.isEmpty() ? quantity.size(base) : elements.size());
    }

    /**
     * A draw with factors.
     *
     * @param place the first place of chance that is its own
     * @param commonPlace that of the common score
     */
    Draw applied(Draw draw, Chance chance, int place, int commonPlace) {
        double side = common.isPresent() && common.get().isOpposed() ? -1.0 : 1.0;
        int[] at = quantity.places(draw.profile().network(), elements);
        double[] factors = new double[at.length];
        double weight = 1.0;
        DoubleUnaryOperator quantiles = sampled.orElse(factor).quantiles();
        for (int k = 0; k < at.length; k++) {
            double probability = correlation == 0.0
                    ? chance.at(place + 1 + k)
                    : Distribution.below(side * Math.sqrt(correlation) * Distribution.standard(chance.at(commonPlace))
                            + Math.sqrt(1.0 - correlation) * Distribution.standard(chance.at(place + 1 + k)));
            factors[k] = quantiles.applyAsDouble(probability);
            if (sampled.isPresent()) {
                weight *= factor.density(factors[k]) / sampled.get().density(factors[k]);
            }
        }
        return draw.withProfile(quantity.times(draw.profile(), at, factors)).weighing(weight);
    }

    @Override
    public String toString() {
        return quantity.label() + (elements.isEmpty() ? " of all" : " of " + elements) + " times " + factor
                + (correlation == 0.0 ? "" : ", correlation " + correlation)
                + common.map(score -> " " + score).orElse("")
                + sampled.map(other -> ", sampled from " + other).orElse("");
    }
}
