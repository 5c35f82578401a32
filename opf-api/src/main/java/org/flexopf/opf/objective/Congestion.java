package org.flexopf.opf.objective;

import java.util.List;
import java.util.Locale;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.opf.branchflow.EndFlows;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.state.OperatingPoint;

/**
 * The power above a share of the ratings, summed over all branches, MVA: for each branch {@code max(0, |S| - threshold
 * * limit)} at its worse end, where the limit is the smaller of rating and current limit (at 1 p.u. voltage). Branches
 * without either do not count.
 *
 * <p>Convex as it stands: one variable per branch above zero and above {@code |S| - threshold * limit}, a second-order
 * cone at each end; in a model without reactive power |S| is |P|, and the program stays linear.
 *
 * @param threshold the share of a limit from which on power counts, such as 0.8; zero counts all of it
 */
public record Congestion(double threshold) implements Objective {

    /** @throws IllegalArgumentException if the threshold is negative or not finite */
    public Congestion {
        if (!(threshold >= 0.0 && threshold < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a congestion threshold of " + threshold
                    + ": it is a share of the rating, so give a finite number of zero or more, such as 0.8");
        }
    }

    @Override
    public String name() {
        return "congestion";
    }

    /** The variables that it minimises, by branch. */
    public VariableFamily overload() {
        return new VariableFamily(
                "power-above-" + threshold,
                String.format(Locale.ROOT, "power above %s times the limit", threshold),
                Branch.KIND,
                Unit.MVA);
    }

    @Override
    public Unit unit() {
        return Unit.MVA;
    }

    @Override
    public void addTo(BlockModel model, double weight) {
        List<Branch> branches = model.network().branches();
        requireEndFlows(model);
        ProgramBuilder program = model.program();
        Variables overloads = program.variables(
                overload(), b -> model.topology().isActive(b) && limit(branches.get(b)) < Double.POSITIVE_INFINITY);
        for (int b = 0; b < branches.size(); b++) {
            if (overloads.has(b)) {
                Variable overload = overloads.of(b);
                EndFlows flow = model.endFlows(b);
                double free = model.perUnit().power(threshold * limit(branches.get(b)));
                program.cost(model.perUnit().pricePerUnit(weight), overload);
                program.atLeast(null, b, LinearExpression.of(overload), 0.0);
                atMost(program, b, LinearExpression.of(free).plus(overload), flow.pFrom(), flow.qFrom());
                boolean sameAtBothEnds = flow.losses().isZero()
                        && flow.qFrom().plus(flow.qTo()).simplified().isZero();
                if (!sameAtBothEnds) {
                    atMost(program, b, LinearExpression.of(free).plus(overload), flow.pTo(), flow.qTo());
                }
            }
        }
    }

    /** {@code |p + jq| <= bound}, in straight lines where there is no q. */
    private static void atMost(
            ProgramBuilder program, int branch, LinearExpression bound, LinearExpression p, LinearExpression q) {
        if (q.isZero()) {
            program.atLeast(null, branch, LinearExpression.zero().plus(bound).minus(p), 0.0);
            program.atLeast(null, branch, LinearExpression.zero().plus(bound).plus(p), 0.0);
        } else {
            program.cone(null, branch, bound, p, q);
        }
    }

    private static double limit(Branch branch) {
        return Math.min(branch.rating(), branch.currentLimit());
    }

    @Override
    public double at(Network network, OperatingPoint point) {
        List<Branch> branches = network.branches();
        double sum = 0.0;
        for (int b = 0; b < branches.size(); b++) {
            double limit = limit(branches.get(b));
            if (network.topology().isActive(b) && limit < Double.POSITIVE_INFINITY) {
                sum += Math.max(0.0, point.apparentPower(b) - threshold * limit);
            }
        }
        return sum;
    }
}
