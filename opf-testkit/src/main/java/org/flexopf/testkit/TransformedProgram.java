package org.flexopf.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.SolverResult;

/**
 * A program written in another way, and the way back: from an optimal answer to it, the answer to the original.
 *
 * @param program the other program
 * @param back takes an optimal answer to it to an answer to the original, multipliers included if it holds any
 */
public record TransformedProgram(ConicProgram program, UnaryOperator<SolverResult> back) {

    /**
     * Rows multiplied by factors between 1/100 and 100, equalities also by negative ones, second-order cones by one
     * factor each.
     */
    public static TransformedProgram scaledRows(ConicProgram from, long seed) {
        Random random = new Random(seed);
        double[] equalityFactors = new double[from.equalityCount()];
        for (int i = 0; i < equalityFactors.length; i++) {
            equalityFactors[i] = factor(random) * (random.nextBoolean() ? 1.0 : -1.0);
        }
        double[] coneFactors = new double[from.coneRowCount()];
        int row = 0;
        for (Cone cone : from.cones()) {
            double shared = factor(random);
            for (int end = row + cone.dimension(); row < end; row++) {
                coneFactors[row] = cone instanceof Cone.Nonnegative ? factor(random) : shared;
            }
        }
        ConicProgram program = new ConicProgram(
                from.quadratic(),
                from.linear(),
                from.constant(),
                scaledRows(from.equalityMatrix(), equalityFactors),
                product(from.equalityRhs(), equalityFactors),
                scaledRows(from.coneMatrix(), coneFactors),
                product(from.coneRhs(), coneFactors),
                from.cones(),
                from.integers());
        return new TransformedProgram(
                program,
                answer -> with(
                        answer,
                        answer.x(),
                        quotient(answer.s(), coneFactors),
                        product(answer.y(), equalityFactors),
                        product(answer.z(), coneFactors)));
    }

    /** The variables in another order. */
    public static TransformedProgram permutedVariables(ConicProgram from, long seed) {
        int n = from.variableCount();
        Random random = new Random(seed);
        int[] place = new int[n];
        for (int j = 0; j < n; j++) {
            int other = random.nextInt(j + 1);
            place[j] = place[other];
            place[other] = j;
        }
        double[] linear = new double[n];
        boolean[] integer = new boolean[n];
        SparseMatrix.Builder p = new SparseMatrix.Builder(n, n);
        for (int j = 0; j < n; j++) {
            linear[place[j]] = from.linear(j);
            integer[place[j]] = from.isInteger(j);
            for (int k = from.quadratic().columnStart(j); k < from.quadratic().columnStart(j + 1); k++) {
                int i = place[from.quadratic().rowIndex(k)];
                p.add(
                        Math.min(i, place[j]),
                        Math.max(i, place[j]),
                        from.quadratic().value(k));
            }
        }
        ConicProgram program = new ConicProgram(
                p.build(),
                linear,
                from.constant(),
                permutedColumns(from.equalityMatrix(), place),
                from.equalityRhs(),
                permutedColumns(from.coneMatrix(), place),
                from.coneRhs(),
                from.cones(),
                integer);
        return new TransformedProgram(program, answer -> {
            double[] x = new double[n];
            for (int j = 0; j < n; j++) {
                x[j] = answer.x()[place[j]];
            }
            return with(answer, x, answer.s(), answer.y(), answer.z());
        });
    }

    /**
     * Every second-order cone of dimension above 2 in two linked pieces: {@code s_0 >= ||(s_1, .., s_k, u)||} and
     * {@code u >= ||(s_(k+1), ..)||} with a new variable u for each. The multipliers of u's two rows drop out; the
     * others are those of the whole cone.
     */
    public static TransformedProgram splitCones(ConicProgram from) {
        List<Cone> cones = new ArrayList<>();
        List<Integer> origins = new ArrayList<>();
        List<Integer> links = new ArrayList<>();
        int extra = 0;
        int row = 0;
        for (Cone cone : from.cones()) {
            int dimension = cone.dimension();
            boolean split = cone instanceof Cone.SecondOrder && dimension > 2;
            int first = split ? 1 + (dimension - 1) / 2 : dimension;
            append(origins, links, row, first);
            if (split) {
                cones.add(new Cone.SecondOrder(first + 1));
                cones.add(new Cone.SecondOrder(dimension - first + 1));
                origins.add(-1);
                origins.add(-1);
                links.add(extra);
                links.add(extra++);
                append(origins, links, row + first, dimension - first);
            } else {
                cones.add(cone);
            }
            row += dimension;
        }
        int n = from.variableCount();
        int columns = n + extra;
        int rows = origins.size();
        int[] newRow = new int[from.coneRowCount()];
        double[] rhs = new double[rows];
        SparseMatrix.Builder g = new SparseMatrix.Builder(rows, columns);
        for (int i = 0; i < rows; i++) {
            if (origins.get(i) < 0) {
                g.add(i, n + links.get(i), -1.0);
            } else {
                newRow[origins.get(i)] = i;
                rhs[i] = from.coneRhs(origins.get(i));
            }
        }
        copy(from.coneMatrix(), newRow, g);
        ConicProgram program = new ConicProgram(
                widened(from.quadratic(), columns, columns),
                Arrays.copyOf(from.linear(), columns),
                from.constant(),
                widened(from.equalityMatrix(), from.equalityCount(), columns),
                from.equalityRhs(),
                g.build(),
                rhs,
                cones,
                Arrays.copyOf(from.integers(), columns));
        return new TransformedProgram(
                program,
                answer -> with(
                        answer,
                        Arrays.copyOf(answer.x(), n),
                        gathered(answer.s(), newRow),
                        answer.y(),
                        answer.z().length == 0 ? answer.z() : gathered(answer.z(), newRow)));
    }

    private static void append(List<Integer> origins, List<Integer> links, int firstRow, int count) {
        for (int i = 0; i < count; i++) {
            origins.add(firstRow + i);
            links.add(-1);
        }
    }

    private static double factor(Random random) {
        return Math.pow(100.0, 2.0 * random.nextDouble() - 1.0);
    }

    private static SparseMatrix scaledRows(SparseMatrix matrix, double[] factors) {
        double[] values = new double[matrix.entryCount()];
        for (int k = 0; k < values.length; k++) {
            values[k] = matrix.value(k) * factors[matrix.rowIndex(k)];
        }
        return matrix.withValues(values);
    }

    private static SparseMatrix permutedColumns(SparseMatrix matrix, int[] place) {
        SparseMatrix.Builder builder = new SparseMatrix.Builder(matrix.rows(), matrix.columns());
        for (int j = 0; j < matrix.columns(); j++) {
            for (int k = matrix.columnStart(j); k < matrix.columnStart(j + 1); k++) {
                builder.add(matrix.rowIndex(k), place[j], matrix.value(k));
            }
        }
        return builder.build();
    }

    private static SparseMatrix widened(SparseMatrix matrix, int rows, int columns) {
        SparseMatrix.Builder builder = new SparseMatrix.Builder(rows, columns);
        int[] same = new int[matrix.rows()];
        for (int i = 0; i < same.length; i++) {
            same[i] = i;
        }
        copy(matrix, same, builder);
        return builder.build();
    }

    private static void copy(SparseMatrix matrix, int[] newRow, SparseMatrix.Builder target) {
        for (int j = 0; j < matrix.columns(); j++) {
            for (int k = matrix.columnStart(j); k < matrix.columnStart(j + 1); k++) {
                target.add(newRow[matrix.rowIndex(k)], j, matrix.value(k));
            }
        }
    }

    /** Entry by entry; an empty vector, from a solver without multipliers, stays empty. */
    private static double[] product(double[] v, double[] factors) {
        double[] product = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            product[i] = v[i] * factors[i];
        }
        return product;
    }

    private static double[] quotient(double[] v, double[] factors) {
        double[] quotient = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            quotient[i] = v[i] / factors[i];
        }
        return quotient;
    }

    private static double[] gathered(double[] v, int[] places) {
        double[] gathered = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            gathered[i] = v[places[i]];
        }
        return gathered;
    }

    private static SolverResult with(SolverResult answer, double[] x, double[] s, double[] y, double[] z) {
        return answer.toBuilder().x(x).s(s).y(y).z(z).build();
    }
}
