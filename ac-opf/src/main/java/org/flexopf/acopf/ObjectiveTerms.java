package org.flexopf.acopf;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.network.Branch;
import org.flexopf.opf.objective.Congestion;
import org.flexopf.opf.objective.Feasibility;
import org.flexopf.opf.objective.GenerationCost;
import org.flexopf.opf.objective.Losses;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.objective.VoltageDeviation;
import org.flexopf.opf.objective.WeightedObjective;

/** The terms that make an objective. */
final class ObjectiveTerms {

    private final ActiveGrid grid;
    private final Layout layout;
    private final BranchFlows flows;
    private final Generators generators;
    private final HvdcLines lines;

    ObjectiveTerms(ActiveGrid grid, Layout layout, BranchFlows flows, Generators generators, HvdcLines lines) {
        this.grid = grid;
        this.layout = layout;
        this.flows = flows;
        this.generators = generators;
        this.lines = lines;
    }

    /** The objectives within an objective that have no terms here. */
    static List<Objective> unknown(Objective objective) {
        if (objective instanceof WeightedObjective sum) {
            return sum.terms().stream()
                    .filter(term -> term.weight() > 0.0)
                    .flatMap(term -> unknown(term.objective()).stream())
                    .toList();
        }
        boolean known = objective instanceof GenerationCost
                || objective instanceof Losses
                || objective instanceof VoltageDeviation
                || objective instanceof Congestion
                || objective instanceof Feasibility;
        return known ? List.of() : List.of(objective);
    }

    List<Part> of(Objective objective, double weight) {
        if (objective instanceof GenerationCost) {
            return List.of(new CostCurves(grid, layout, generators, lines, weight));
        }
        if (objective instanceof Losses) {
            return List.of(new LossTerms(grid, flows, lines, weight));
        }
        if (objective instanceof VoltageDeviation deviation) {
            return List.of(new VoltageDeviationTerms(grid, deviation, weight));
        }
        if (objective instanceof Congestion congestion) {
            return congestion(congestion, weight);
        }
        if (objective instanceof WeightedObjective sum) {
            List<Part> parts = new ArrayList<>();
            for (WeightedObjective.Term term : sum.terms()) {
                if (term.weight() > 0.0) {
                    parts.addAll(of(term.objective(), weight * term.weight()));
                }
            }
            return parts;
        }
        return List.of();
    }

    /** A variable per limited branch, at least zero and at least what flows above the share of the limit. */
    private List<Part> congestion(Congestion congestion, double weight) {
        ApparentPowerLimits limits = new ApparentPowerLimits(grid, flows, false);
        IntBag overloads = new IntBag();
        for (int k = 0; k < grid.branch.length; k++) {
            Branch branch = grid.network.branches().get(grid.branch[k]);
            double limit = grid.perUnit.power(Math.min(branch.rating(), branch.currentLimit()));
            if (limit < Double.POSITIVE_INFINITY) {
                int overload = layout.variable(grid.from[k], 0.0, Double.POSITIVE_INFINITY);
                overloads.add(overload);
                limits.add(k, congestion.threshold() * limit, limit, overload, layout);
            }
        }
        limits.close();
        return List.of(limits, new OverloadTerms(overloads.toArray(), grid.perUnit.physicalPower(weight)));
    }
}
