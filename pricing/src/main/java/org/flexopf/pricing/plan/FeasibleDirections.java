package org.flexopf.pricing.plan;

import java.util.Arrays;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variable;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;

/**
 * The directions in which a plan may move while its yes/no decisions stay and its balances are left to prices: the
 * tangent cone of all other rows at the plan, with the slope of the cost there.
 *
 * <p>Prices are optimal for the plan at its integers exactly where no direction costs less than it is paid (the
 * conditions of Karush, Kuhn and Tucker). What is strictly inside its limits may move both ways, so that its price is
 * met to the last digit, however little room it has: asking that the dual function come near its optimum instead would
 * leave a unit with 1 kW to spare any price that it loses next to nothing at.
 */
final class FeasibleDirections {

    /** A row whose slack is no larger than this, relative to one plus its terms, holds with equality. */
    private static final double AT_LIMIT = 1e-7;

    private final PricedParts parts;
    private final ConicProgram program;
    private final double[] plan;

    /** @param plan an optimal point at its integers, by columns */
    FeasibleDirections(PricedParts parts, double[] plan) {
        this.parts = parts;
        this.program = parts.program();
        this.plan = plan;
    }

    /**
     * Writes a variable for the move of each continuous variable, with its cost and its rows.
     *
     * @param balances what every move adds to, by rows; null where a row is no balance
     */
    void write(ProgramBuilder into, LinearExpression[] balances) {
        double[] slope = program.linear();
        program.quadratic().symmetricMultiplyAdd(1.0, plan, slope);
        Variable[] moves = new Variable[plan.length];
        for (int j = 0; j < moves.length; j++) {
            if (!program.isInteger(j)) {
                moves[j] = into.variable();
                into.cost(slope[j], moves[j]);
            }
        }
        for (int row = 0; row < balances.length; row++) {
            if (balances[row] != null) {
                balances[row].plus(parts.balance(row, moves));
            } else {
                LinearExpression change = parts.equality(row, moves);
                if (change != null) {
                    into.equal(null, 0, change, 0.0);
                }
            }
        }
        writeCones(into, moves);
    }

    private void writeCones(ProgramBuilder into, Variable[] moves) {
        double[] value = new double[program.coneRowCount()];
        double[] size = new double[value.length];
        for (int row = 0; row < value.length; row++) {
            value[row] = program.coneRhs(row);
            size[row] = 1.0 + Math.abs(value[row]);
        }
        for (int j = 0; j < plan.length; j++) {
            for (int k = program.coneMatrix().columnStart(j);
                    k < program.coneMatrix().columnStart(j + 1);
                    k++) {
                double term = program.coneMatrix().value(k) * plan[j];
                value[program.coneMatrix().rowIndex(k)] -= term;
                size[program.coneMatrix().rowIndex(k)] += Math.abs(term);
            }
        }
        int row = 0;
        for (Cone cone : program.cones()) {
            int end = row + cone.dimension();
            if (cone instanceof Cone.SecondOrder) {
                writeSecondOrder(into, moves, Arrays.copyOfRange(value, row, end), size[row], row);
            } else {
                for (int r = row; r < end; r++) {
                    LinearExpression change = value[r] > AT_LIMIT * size[r] ? null : parts.coneRow(r, moves);
                    if (change != null) {
                        into.atMost(null, 0, change, 0.0);
                    }
                }
            }
            row = end;
        }
    }

    /** Inside, every direction; on the surface, those of the half space that touches it; at the tip, the cone itself. */
    private void writeSecondOrder(ProgramBuilder into, Variable[] moves, double[] slack, double size, int first) {
        double norm = 0.0;
        for (int k = 1; k < slack.length; k++) {
            norm = Math.hypot(norm, slack[k]);
        }
        if (slack[0] - norm > AT_LIMIT * size) {
            return;
        }
        LinearExpression[] changes = new LinearExpression[slack.length];
        boolean moving = false;
        for (int k = 0; k < slack.length; k++) {
            LinearExpression change = parts.coneRow(first + k, moves);
            moving |= change != null;
            changes[k] = change == null ? LinearExpression.zero() : LinearExpression.zero().minus(change);
        }
        if (!moving) {
            return;
        }
        if (slack[0] <= AT_LIMIT * size) {
            into.cone(null, 0, changes[0], Arrays.copyOfRange(changes, 1, changes.length));
            return;
        }
        LinearExpression outwards = LinearExpression.zero().minus(changes[0]);
        for (int k = 1; k < slack.length; k++) {
            outwards.plus(slack[k] / norm, changes[k]);
        }
        into.atMost(null, 0, outwards, 0.0);
    }
}
