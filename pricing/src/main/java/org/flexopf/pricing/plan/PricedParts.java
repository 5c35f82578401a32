package org.flexopf.pricing.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variable;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * A program whose balances are priced: without these rows it falls apart into parts that share no variable, such as the
 * network in a period, a unit over all periods, or a family of linked bids. At prices every part minimises its own cost
 * less what it is paid for what it puts into the balances.
 */
final class PricedParts {

    private final ConicProgram program;
    private final boolean[] priced;
    private final SparseMatrix equalitiesByRow;
    private final SparseMatrix conesByRow;
    private final int[] partOf;
    private final int count;
    private final boolean[] hasIntegers;

    /** @param priced which equalities are balances */
    PricedParts(ConicProgram program, boolean[] priced) {
        this.program = program;
        this.priced = priced;
        this.equalitiesByRow = program.equalityMatrix().transpose();
        this.conesByRow = program.coneMatrix().transpose();
        int[] root = new int[program.variableCount()];
        Arrays.setAll(root, j -> j);
        for (int row = 0; row < priced.length; row++) {
            if (!priced[row]) {
                join(root, equalitiesByRow, row, row + 1);
            }
        }
        int row = 0;
        for (Cone cone : program.cones()) {
            int end = row + cone.dimension();
            int step = cone instanceof Cone.SecondOrder ? cone.dimension() : 1;
            for (; row < end; row += step) {
                join(root, conesByRow, row, row + step);
            }
        }
        joinQuadratic(root);
        this.partOf = new int[root.length];
        int[] number = new int[root.length];
        Arrays.fill(number, -1);
        int parts = 0;
        for (int j = 0; j < root.length; j++) {
            int r = find(root, j);
            if (number[r] < 0) {
                number[r] = parts++;
            }
            partOf[j] = number[r];
        }
        this.count = parts;
        this.hasIntegers = new boolean[parts];
        for (int j = 0; j < root.length; j++) {
            hasIntegers[partOf[j]] |= program.isInteger(j);
        }
    }

    private static int find(int[] root, int j) {
        int r = j;
        while (root[r] != r) {
            root[r] = root[root[r]];
            r = root[r];
        }
        return r;
    }

    /** All variables of rows (columns of the transposed matrix) belong together; zeros that are stored do not count. */
    private static void join(int[] root, SparseMatrix byRow, int first, int end) {
        int one = -1;
        for (int k = byRow.columnStart(first); k < byRow.columnStart(end); k++) {
            if (byRow.value(k) != 0.0) {
                int r = find(root, byRow.rowIndex(k));
                if (one < 0) {
                    one = r;
                } else if (r != one) {
                    root[Math.max(r, one)] = Math.min(r, one);
                    one = Math.min(r, one);
                }
            }
        }
    }

    private void joinQuadratic(int[] root) {
        SparseMatrix quadratic = program.quadratic();
        for (int j = 0; j < root.length; j++) {
            for (int k = quadratic.columnStart(j); k < quadratic.columnStart(j + 1); k++) {
                int a = find(root, j);
                int b = find(root, quadratic.rowIndex(k));
                if (quadratic.value(k) != 0.0 && a != b) {
                    root[Math.max(a, b)] = Math.min(a, b);
                }
            }
        }
    }

    /** The number of parts. */
    int count() {
        return count;
    }

    /** The part of a variable. */
    int partOf(int column) {
        return partOf[column];
    }

    /** Whether a part has yes/no decisions. */
    boolean hasIntegers(int part) {
        return hasIntegers[part];
    }

    boolean isPriced(int row) {
        return priced[row];
    }

    /** The number of equalities, priced or not. */
    int equalityCount() {
        return priced.length;
    }

    /** What a balance asks for: demand. */
    double demand(int row) {
        return program.equalityRhs(row);
    }

    /** What every part costs at a point, by its variables; constants are nobody's here. */
    double[] costs(double[] x) {
        double[] costs = new double[count];
        double[] px = new double[x.length];
        program.quadratic().symmetricMultiplyAdd(1.0, x, px);
        for (int j = 0; j < x.length; j++) {
            costs[partOf[j]] += (program.linear(j) + 0.5 * px[j]) * x[j];
        }
        return costs;
    }

    /** What every part is paid at a point for what it puts into the balances, at prices by rows. */
    double[] revenues(double[] x, double[] prices) {
        double[] revenues = new double[count];
        SparseMatrix a = program.equalityMatrix();
        for (int j = 0; j < x.length; j++) {
            for (int k = a.columnStart(j); k < a.columnStart(j + 1); k++) {
                if (priced[a.rowIndex(k)]) {
                    revenues[partOf[j]] += prices[a.rowIndex(k)] * a.value(k) * x[j];
                }
            }
        }
        return revenues;
    }

    /** What a part puts into the balances at a point, by rows. */
    double[] use(int part, double[] x) {
        double[] use = new double[priced.length];
        SparseMatrix a = program.equalityMatrix();
        for (int j = 0; j < x.length; j++) {
            for (int k = a.columnStart(j); partOf[j] == part && k < a.columnStart(j + 1); k++) {
                if (priced[a.rowIndex(k)]) {
                    use[a.rowIndex(k)] += a.value(k) * x[j];
                }
            }
        }
        return use;
    }

    /** The parts that a condition holds for. */
    List<Integer> parts(IntPredicate condition) {
        List<Integer> parts = new ArrayList<>();
        for (int part = 0; part < count; part++) {
            if (condition.test(part)) {
                parts.add(part);
            }
        }
        return parts;
    }

    /**
     * Writes the program of some parts with their costs into another one; balances are left to the caller.
     *
     * @return the variables by column; null where a column belongs to another part
     */
    Variable[] write(ProgramBuilder into, IntPredicate wanted) {
        Variable[] variables = new Variable[program.variableCount()];
        for (int j = 0; j < variables.length; j++) {
            if (wanted.test(partOf[j])) {
                variables[j] = into.variable();
                into.cost(program.linear(j), variables[j]);
                double curvature = program.quadratic().get(j, j);
                if (curvature != 0.0) {
                    into.squareCost(0.5 * curvature, variables[j]);
                }
                if (program.isInteger(j)) {
                    into.integer(variables[j]);
                }
            }
        }
        for (int row = 0; row < priced.length; row++) {
            LinearExpression expression = priced[row] ? null : equality(row, variables);
            if (expression != null) {
                into.equal(null, 0, expression, program.equalityRhs(row));
            }
        }
        writeCones(into, variables);
        return variables;
    }

    private void writeCones(ProgramBuilder into, Variable[] variables) {
        int row = 0;
        for (Cone cone : program.cones()) {
            int end = row + cone.dimension();
            if (cone instanceof Cone.Nonnegative) {
                for (; row < end; row++) {
                    LinearExpression expression = coneRow(row, variables);
                    if (expression != null) {
                        into.atMost(null, 0, expression, program.coneRhs(row));
                    }
                }
            } else {
                LinearExpression[] slacks = new LinearExpression[cone.dimension()];
                boolean isWanted = false;
                for (int k = 0; k < slacks.length; k++) {
                    LinearExpression expression = coneRow(row + k, variables);
                    isWanted |= expression != null;
                    slacks[k] = LinearExpression.zero().plus(program.coneRhs(row + k));
                    if (expression != null) {
                        slacks[k].minus(expression);
                    }
                }
                if (isWanted) {
                    into.cone(null, 0, slacks[0], Arrays.copyOfRange(slacks, 1, slacks.length));
                }
                row = end;
            }
        }
    }

    /** An equality by the variables that are there; null if there are none of it. */
    LinearExpression equality(int row, Variable[] variables) {
        return expression(equalitiesByRow, row, variables);
    }

    /** A row of the cones by the variables that are there; null if there are none of it. */
    LinearExpression coneRow(int row, Variable[] variables) {
        return expression(conesByRow, row, variables);
    }

    /** A row by the variables that are there; null if there are none of it. */
    private static LinearExpression expression(SparseMatrix byRow, int row, Variable[] variables) {
        LinearExpression expression = null;
        for (int k = byRow.columnStart(row); k < byRow.columnStart(row + 1); k++) {
            Variable variable = variables[byRow.rowIndex(k)];
            if (variable != null && byRow.value(k) != 0.0) {
                expression = expression == null ? LinearExpression.zero() : expression;
                expression.plus(byRow.value(k), variable);
            }
        }
        return expression;
    }

    /** What variables that are there put into a balance. */
    LinearExpression balance(int row, Variable[] variables) {
        LinearExpression expression = equality(row, variables);
        return expression == null ? LinearExpression.zero() : expression;
    }

    /** The program that everything comes from. */
    ConicProgram program() {
        return program;
    }
}
