package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Model;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.SolverChoice;

/**
 * What everybody has answered at prices, as a bound of the dual function, and the next prices to ask:
 *
 * <pre>
 *   max  sum over parties t_j - |pi - centre|^2 / (2 width)      t_j &lt;= cost of an answer + (its slope) pi
 * </pre>
 *
 * <p>The multipliers of the rows of a party are weights that add up to one: the mean of its answers with them.
 */
final class Bundle {

    private static final VariableFamily PRICE = new VariableFamily("bundle-price", "price", ElementKind.OWN, Unit.ONE);
    private static final VariableFamily VALUE = new VariableFamily("bundle-value", "value", ElementKind.OWN, Unit.ONE);
    private static final ConstraintFamily CUT = new ConstraintFamily("bundle-cut", "answer", ElementKind.OWN, Unit.ONE);

    /** Widths stay between these, currency per MWh and MW. */
    private static final double NARROWEST = 0.05;

    private static final double WIDEST = 500.0;

    /**
     * An answer.
     *
     * @param party the place of the feeder, or their number for the transmission network
     * @param cost currency per hour
     * @param slopes what each price counts beside it, MW
     */
    private record Cut(int party, double cost, double[] slopes) {}

    /**
     * The next prices.
     *
     * @param prices to ask at, currency per MWh
     * @param value what the bundle says of them, currency per hour
     * @param flows the mean of what feeders answered, MW
     * @param apart how far that is from the mean of the transmission network, MW
     */
    record Step(double[] prices, double value, double[] flows, double apart) {}

    private final SolverChoice solver;
    private final int feeders;
    private final List<Cut> cuts = new ArrayList<>();
    private double width = 5.0;

    Bundle(SolverChoice solver, int feeders) {
        this.solver = solver;
        this.feeders = feeders;
    }

    /** Adds what the transmission network decided. */
    void transmission(double cost, double[] flows) {
        double[] slopes = new double[feeders];
        for (int k = 0; k < feeders; k++) {
            slopes[k] = -flows[k];
        }
        cuts.add(new Cut(feeders, cost, slopes));
    }

    /** Adds what a feeder decided. */
    void feeder(int k, double cost, double flow) {
        double[] slopes = new double[feeders];
        slopes[k] = flow;
        cuts.add(new Cut(k, cost, slopes));
    }

    void wider() {
        width = Math.min(WIDEST, 2.0 * width);
    }

    void narrower() {
        width = Math.max(NARROWEST, 0.9 * width);
    }

    /** The best of the bundle near a centre. */
    Step step(double[] centre) {
        ProgramBuilder program = new ProgramBuilder(kind -> 0);
        // Prices are counted from the centre, so that the quadratic term has no linear part.
        Variables moves = program.variables(PRICE, feeders);
        Variables values = program.variables(VALUE, feeders + 1);
        for (int k = 0; k < feeders; k++) {
            program.squareCost(0.5 / width, moves.of(k));
        }
        for (int j = 0; j <= feeders; j++) {
            program.cost(-1.0, values.of(j));
        }
        for (int i = 0; i < cuts.size(); i++) {
            Cut cut = cuts.get(i);
            LinearExpression row = LinearExpression.of(values.of(cut.party));
            double rhs = cut.cost;
            for (int k = 0; k < feeders; k++) {
                if (cut.slopes[k] != 0.0) {
                    row.plus(-cut.slopes[k], moves.of(k));
                    rhs += cut.slopes[k] * centre[k];
                }
            }
            program.atMost(CUT, i, row, rhs);
        }
        Model model = program.build();
        CheckedAnswer answer = solver.solverFor(model.program()).solve(model.program(), solver.options());
        if (!answer.status().isOptimal()) {
            throw new SchemeFailure(
                    OutcomeStatus.FAILED,
                    "the bundle of " + cuts.size() + " answers was not solved: " + answer.message());
        }
        ModelSolution solution = model.solution(answer);
        return step(
                centre,
                solution.values(PRICE, feeders),
                solution.values(VALUE, feeders + 1),
                solution.duals(CUT, cuts.size()));
    }

    private Step step(double[] centre, double[] moves, double[] values, double[] weights) {
        double value = 0.0;
        for (double part : values) {
            value += part;
        }
        double[] prices = centre.clone();
        double[] taken = new double[feeders];
        double[] given = new double[feeders];
        for (int i = 0; i < cuts.size(); i++) {
            Cut cut = cuts.get(i);
            for (int k = 0; k < feeders; k++) {
                double[] mean = cut.party == feeders ? given : taken;
                mean[k] += (cut.party == feeders ? -weights[i] : weights[i]) * cut.slopes[k];
            }
        }
        double apart = 0.0;
        for (int k = 0; k < feeders; k++) {
            prices[k] += moves[k];
            apart = Math.max(apart, Math.abs(taken[k] - given[k]));
        }
        return new Step(prices, value, taken, apart);
    }

    @Override
    public String toString() {
        return cuts.size() + " answers";
    }
}
