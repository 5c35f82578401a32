package org.flexopf.opf.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.flexopf.model.Unit;
import org.flexopf.network.Network;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.state.OperatingPoint;

/**
 * A sum of objectives, each times a weight. The weights also convert units: with costs in currency per hour, losses in
 * MW have a weight in currency per MWh.
 *
 * @param terms the terms; equal objectives are added up and sums within the sum are spread out, so that each objective
 *     stands here once
 */
public record WeightedObjective(List<Term> terms) implements Objective {

    /**
     * One objective of a sum.
     *
     * @param weight not negative
     * @param objective what it weighs
     */
    public record Term(double weight, Objective objective) {
        /** @throws IllegalArgumentException if the weight is negative, NaN or infinite */
        public Term {
            Objects.requireNonNull(objective, "objective");
            if (!(weight >= 0.0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the weight " + weight + " of the objective '" + objective.name()
                        + "': a negative or infinite weight makes the sum lose its convexity "
                        + "or its value; give a finite weight of zero or more");
            }
        }
    }

    /** Spreads out sums and adds up equal objectives. */
    public WeightedObjective {
        List<Term> merged = new ArrayList<>();
        terms.forEach(term -> merge(term, merged));
        terms = List.copyOf(merged);
    }

    private static void merge(Term term, List<Term> merged) {
        if (term.objective() instanceof WeightedObjective sum) {
            sum.terms().forEach(inner -> merge(new Term(term.weight() * inner.weight(), inner.objective()), merged));
            return;
        }
        for (int k = 0; k < merged.size(); k++) {
            if (merged.get(k).objective().equals(term.objective())) {
                merged.set(k, new Term(merged.get(k).weight() + term.weight(), term.objective()));
                return;
            }
        }
        merged.add(term);
    }

    /** This sum and another objective times a weight. */
    public WeightedObjective plus(double weight, Objective objective) {
        List<Term> longer = new ArrayList<>(terms);
        longer.add(new Term(weight, objective));
        return new WeightedObjective(longer);
    }

    @Override
    public String name() {
        return terms.stream()
                .map(term -> term.weight() + " " + term.objective().name())
                .collect(Collectors.joining(" + "));
    }

    /**
     * {@inheritDoc} The weights convert units: with a cost among the terms the sum is one. Without it the sum has the
     * unit that its terms have in common, and no unit if they have none.
     */
    @Override
    public Unit unit() {
        Set<Unit> units = terms.stream().map(term -> term.objective().unit()).collect(Collectors.toSet());
        if (units.contains(Unit.CURRENCY_PER_HOUR)) {
            return Unit.CURRENCY_PER_HOUR;
        }
        return units.size() == 1 ? units.iterator().next() : Unit.ONE;
    }

    @Override
    public void addTo(BlockModel model, double weight) {
        for (Term term : terms) {
            if (term.weight() > 0.0) {
                term.objective().addTo(model, weight * term.weight());
            }
        }
    }

    @Override
    public double at(Network network, OperatingPoint point) {
        double sum = 0.0;
        for (Term term : terms) {
            // A term of weight zero is left out even where its value is NaN.
            sum += term.weight() == 0.0 ? 0.0 : term.weight() * term.objective().at(network, point);
        }
        return sum;
    }
}
