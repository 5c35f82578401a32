package org.flexopf.pricing.payment;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Model;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverChoice;

/**
 * Profits as close as may be to their upper bounds, while given groups earn no more than they save: a small quadratic
 * program.
 */
final class CoreProjection {

    private static final VariableFamily PROFIT =
            new VariableFamily("profit", "profit", ElementKind.OWN, Unit.CURRENCY_PER_HOUR);

    private final double[] upper;
    private final List<int[]> groups = new ArrayList<>();
    private final List<Double> savings = new ArrayList<>();

    private final SolverChoice choice;
    private String caveat = "";

    CoreProjection(double[] upper, SolverChoice choice) {
        this.upper = upper;
        this.choice = choice;
    }

    /** Which other solver was asked, and why, if the chosen one cannot take quadratic programs; else empty. */
    String caveat() {
        return caveat;
    }

    /** Limits what a group earns. */
    void add(int[] members, double saved) {
        groups.add(members);
        savings.add(saved);
    }

    /** The closest profits, currency per hour. */
    double[] closest() {
        ProgramBuilder program = new ProgramBuilder(type -> upper.length);
        Variables profits = program.variables(PROFIT, upper.length);
        for (int k = 0; k < upper.length; k++) {
            program.squareCost(1.0, profits.of(k));
            program.cost(-2.0 * upper[k], profits.of(k));
            program.between(null, null, k, LinearExpression.of(profits.of(k)), 0.0, upper[k]);
        }
        for (int g = 0; g < groups.size(); g++) {
            LinearExpression earned = LinearExpression.zero();
            for (int member : groups.get(g)) {
                earned.plus(profits.of(member));
            }
            // A group saves nothing less than zero; below that is a solver's rounding.
            program.atMost(null, g, earned, Math.max(0.0, savings.get(g)));
        }
        Model model = program.build();
        CheckedAnswer answer = choice.ableSolverFor(model.program()).solve(model.program(), choice.options());
        choice.whyNot(model.program())
                .ifPresent(reason -> caveat =
                        "profits in the core were found by the solver '" + answer.solver() + "', since " + reason);
        if (answer.status() != SolveStatus.OPTIMAL) {
            throw new OpfNotSolvedException(
                    answer.status(),
                    "the profits in the core that are closest to VCG were not found: " + answer.message());
        }
        return model.solution(answer).values(PROFIT, upper.length);
    }
}
