package org.flexopf.program;

import java.util.Arrays;

/**
 * The continuous program that is left of a program once its integer variables have values. Its multipliers are the
 * fixed-integer prices (O'Neill, Sotkiewicz, Hobbs, Rothkopf and Stewart, "Efficient market-clearing prices in markets
 * with nonconvexities", European Journal of Operational Research 164, 2005).
 *
 * <p>Values are put into the rows, so that none leaks: where a row says {@code p <= M u}, an {@code u} of 1e-9 in place
 * of 0 would leave {@code p} room of M times as much. Variables and rows keep their places; an equality per integer
 * variable, in their order, stands behind the others and holds it. Rows that nothing continuous is in are no rows of
 * what is left: where the values meet them, they are given a room of 1; where not, the program is infeasible.
 */
public final class FixedIntegers {

    /** How far values may miss a row that nothing continuous is in, relative to one plus its right-hand side. */
    private static final double ROUNDING = 1e-9;

    private final ConicProgram program;
    private final double[] values;

    private FixedIntegers(ConicProgram program, double[] values) {
        this.program = program;
        this.values = values;
    }

    /**
     * The continuous program at the integers next to a point's integer variables.
     *
     * @param x the point, of which only integer variables are looked at
     * @throws IllegalArgumentException if x has not the program's length, or an integer variable is not finite
     */
    public static ConicProgram at(ConicProgram program, double[] x) {
        if (x.length != program.variableCount()) {
            throw new IllegalArgumentException(
                    "the point has length " + x.length + ", the program needs " + program.variableCount());
        }
        double[] values = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            if (program.isInteger(j)) {
                values[j] = Math.rint(x[j]);
                if (!Double.isFinite(values[j])) {
                    throw new IllegalArgumentException("the integer variable x[" + j + "] is " + x[j]);
                }
            }
        }
        return new FixedIntegers(program, values).program();
    }

    private ConicProgram program() {
        int n = values.length;
        int p = program.equalityCount();
        double[] quadraticPart = new double[n];
        program.quadratic().symmetricMultiplyAdd(1.0, values, quadraticPart);
        double[] linear = program.linear();
        for (int j = 0; j < n; j++) {
            linear[j] = program.isInteger(j) ? 0.0 : linear[j] + quadraticPart[j];
        }
        double[] b = program.equalityRhs();
        program.equalityMatrix().multiplyAdd(-1.0, values, b);
        double[] h = program.coneRhs();
        program.coneMatrix().multiplyAdd(-1.0, values, h);
        settleEqualities(b);
        settleCones(h);
        b = Arrays.copyOf(b, p + integerCount());
        int row = p;
        for (int j = 0; j < n; j++) {
            if (program.isInteger(j)) {
                b[row++] = values[j];
            }
        }
        return ConicProgram.continuous(
                continuousQuadratic(),
                linear,
                program.objective(values),
                equalities(),
                b,
                continuousPart(program.coneMatrix()),
                h,
                program.cones());
    }

    private int integerCount() {
        int count = 0;
        for (int j = 0; j < values.length; j++) {
            count += program.isInteger(j) ? 1 : 0;
        }
        return count;
    }

    /** Columns of integer variables become zero; they stay stored, so that the pattern is that of any values. */
    private SparseMatrix continuousPart(SparseMatrix matrix) {
        double[] kept = new double[matrix.entryCount()];
        matrix.copyValues(kept);
        for (int j = 0; j < values.length; j++) {
            if (program.isInteger(j)) {
                Arrays.fill(kept, matrix.columnStart(j), matrix.columnStart(j + 1), 0.0);
            }
        }
        return matrix.withValues(kept);
    }

    private SparseMatrix continuousQuadratic() {
        SparseMatrix quadratic = program.quadratic();
        double[] kept = new double[quadratic.entryCount()];
        quadratic.copyValues(kept);
        for (int j = 0; j < values.length; j++) {
            for (int k = quadratic.columnStart(j); k < quadratic.columnStart(j + 1); k++) {
                if (program.isInteger(j) || program.isInteger(quadratic.rowIndex(k))) {
                    kept[k] = 0.0;
                }
            }
        }
        return quadratic.withValues(kept);
    }

    private SparseMatrix equalities() {
        SparseMatrix part = continuousPart(program.equalityMatrix());
        int integers = integerCount();
        SparseMatrix.Builder builder =
                new SparseMatrix.Builder(part.rows() + integers, values.length, part.entryCount() + integers);
        int row = part.rows();
        for (int j = 0; j < values.length; j++) {
            for (int k = part.columnStart(j); k < part.columnStart(j + 1); k++) {
                builder.add(part.rowIndex(k), j, part.value(k));
            }
            if (program.isInteger(j)) {
                builder.add(row++, j, 1.0);
            }
        }
        return builder.build();
    }

    private void settleEqualities(double[] b) {
        boolean[] live = rowsWithContinuous(program.equalityMatrix());
        for (int i = 0; i < b.length; i++) {
            if (!live[i] && Math.abs(b[i]) <= ROUNDING * (1.0 + Math.abs(program.equalityRhs(i)))) {
                b[i] = 0.0;
            }
        }
    }

    private void settleCones(double[] h) {
        boolean[] live = rowsWithContinuous(program.coneMatrix());
        int row = 0;
        for (Cone cone : program.cones()) {
            int end = row + cone.dimension();
            if (cone instanceof Cone.Nonnegative) {
                for (int i = row; i < end; i++) {
                    if (!live[i] && h[i] >= -ROUNDING * (1.0 + Math.abs(program.coneRhs(i)))) {
                        h[i] = 1.0;
                    }
                }
            } else {
                settleSecondOrder(h, live, row, end);
            }
            row = end;
        }
    }

    private void settleSecondOrder(double[] h, boolean[] live, int start, int end) {
        double square = 0.0;
        double size = 1.0;
        for (int i = start; i < end; i++) {
            if (live[i]) {
                return;
            }
            square += i > start ? h[i] * h[i] : 0.0;
            size = Math.max(size, 1.0 + Math.abs(program.coneRhs(i)));
        }
        if (Math.sqrt(square) - h[start] <= ROUNDING * size) {
            Arrays.fill(h, start, end, 0.0);
            h[start] = 1.0;
        }
    }

    private boolean[] rowsWithContinuous(SparseMatrix matrix) {
        boolean[] live = new boolean[matrix.rows()];
        for (int j = 0; j < values.length; j++) {
            for (int k = matrix.columnStart(j); !program.isInteger(j) && k < matrix.columnStart(j + 1); k++) {
                live[matrix.rowIndex(k)] |= matrix.value(k) != 0.0;
            }
        }
        return live;
    }
}
