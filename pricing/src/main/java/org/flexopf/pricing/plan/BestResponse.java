package org.flexopf.pricing.plan;

import java.util.List;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Model;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variable;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverChoice;

/**
 * What every part of a priced program does best at prices: with the yes/no decisions of its own, and without anybody
 * else's limits.
 *
 * <p>Prices that differ by rounding would let a network without limits, or a source without limits, earn without end.
 * So what a part puts into a balance is bounded there by several times what all trade in it together.
 */
final class BestResponse {

    /** How many times the whole trade of a balance a part without limits may trade. */
    private static final double ROOM = 4.0;

    private final PricedParts parts;
    private final SolverChoice choice;
    private final double[] room;

    /** @param trade what all parts together trade in each balance */
    BestResponse(PricedParts parts, SolverChoice choice, double[] trade) {
        this.parts = parts;
        this.choice = choice;
        this.room = new double[trade.length];
        for (int row = 0; row < trade.length; row++) {
            room[row] = ROOM * trade[row];
        }
    }

    /**
     * What a part does.
     *
     * @param x its variables by column; 0 for those of others
     * @param value its cost less its revenue
     * @param bound what that is at least
     */
    record Answer(double[] x, double value, double bound) {}

    /** The best that one part can do at prices by rows, which are those of the program: d cost / d demand. */
    Answer of(int part, double[] prices) {
        return solve(List.of(part), prices, false);
    }

    /** The best that several parts can do, all at once: they share nothing. */
    Answer of(List<Integer> some, double[] prices) {
        return solve(some, prices, false);
    }

    /** The same where trades are bounded whether need be or not. */
    Answer bounded(List<Integer> some, double[] prices) {
        return solve(some, prices, true);
    }

    private Answer solve(List<Integer> some, double[] prices, boolean bounded) {
        boolean[] wanted = new boolean[parts.count()];
        some.forEach(part -> wanted[part] = true);
        ProgramBuilder builder = new ProgramBuilder(kind -> 0);
        Variable[] variables = parts.write(builder, part -> wanted[part]);
        for (int row = 0; row < parts.equalityCount(); row++) {
            if (parts.isPriced(row)) {
                LinearExpression put = parts.balance(row, variables);
                builder.cost(-prices[row], put);
                if (bounded && !put.isZero()) {
                    builder.between(null, null, 0, put, -room[row], room[row]);
                }
            }
        }
        Model model = builder.build();
        CheckedAnswer answer = choice.ableSolverFor(model.program()).solve(model.program(), choice.options());
        if (answer.status() != SolveStatus.OPTIMAL) {
            if (!bounded) {
                return solve(some, prices, true);
            }
            throw new OpfNotSolvedException(
                    answer.status(), "what would be best at given prices was not found: " + answer.message());
        }
        double[] x = new double[variables.length];
        for (int j = 0; j < x.length; j++) {
            x[j] = variables[j] == null ? 0.0 : answer.x()[variables[j].column()];
            if (variables[j] != null && parts.program().isInteger(j)) {
                x[j] = Math.rint(x[j]);
            }
        }
        double bound = answer.lowerBound().orElse(answer.claimedBound().orElse(answer.objective()));
        return new Answer(x, answer.objective(), Math.min(bound, answer.objective()));
    }
}
