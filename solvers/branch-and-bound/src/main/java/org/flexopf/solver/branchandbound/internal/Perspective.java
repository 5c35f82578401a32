package org.flexopf.solver.branchandbound.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * The perspective of squares that a binary switches: where {@code y = 0} forces {@code x = 0}, the cost {@code 1/2 c
 * x^2} becomes {@code s t} with {@code s = 1/2 c X^2} and
 *
 * <pre>
 *   t y at least (x / X)^2,   that is   |(2 x / X, t - y)| at most t + y,
 * </pre>
 *
 * <p>with X the largest x there may be. Integer points cost the same, and a relaxation no longer has half a unit for a
 * quarter of its square: it is the convex hull of the two branches. (Frangioni and Gentile, "Perspective cuts for a
 * class of convex 0-1 mixed integer programs", Mathematical Programming 106, 2006; Gunluk and Linderoth, "Perspective
 * reformulations of mixed integer nonlinear programs with indicator variables", Mathematical Programming 124, 2010.)
 */
final class Perspective {

    /** A bound that is no further from zero is zero, but for the rounding of its row. */
    private static final double ZERO = 1e-12;

    private static final int CONE = 3;
    private static final int BOUNDS = 2;
    private static final int ENTRIES = 7;

    private Perspective() {}

    /**
     * The program with a column for each switched square, after all its own columns, and a cone for it, after all its
     * own rows; the program itself if there is no such square.
     */
    static ConicProgram of(ConicProgram program) {
        int n = program.variableCount();
        int[] switches = switches(program);
        int count = (int) Arrays.stream(switches).filter(y -> y >= 0).count();
        if (count == 0) {
            return program;
        }
        SparseMatrix g = program.coneMatrix();
        int m = g.rows();
        SparseMatrix.Builder squares =
                new SparseMatrix.Builder(n + count, n + count, program.quadratic().entryCount());
        SparseMatrix.Builder rows =
                new SparseMatrix.Builder(m + (CONE + BOUNDS) * count, n + count, g.entryCount() + ENTRIES * count);
        SparseMatrix.Builder equalities = new SparseMatrix.Builder(
                program.equalityCount(), n + count, program.equalityMatrix().entryCount());
        double[] h = Arrays.copyOf(program.coneRhs(), m + (CONE + BOUNDS) * count);
        double[] linear = Arrays.copyOf(program.linear(), n + count);
        List<Cone> cones = new ArrayList<>(program.cones());
        Box reach = Box.open(n);
        new Propagation(program).tighten(reach);
        int t = n;
        for (int j = 0; j < n; j++) {
            copyColumn(program.equalityMatrix(), j, equalities);
            copyColumn(g, j, rows);
            if (switches[j] < 0) {
                copyColumn(program.quadratic(), j, squares);
                continue;
            }
            double largest = Math.max(Math.abs(reach.lower()[j]), Math.abs(reach.upper()[j]));
            linear[t] = 0.5 * program.quadratic().get(j, j) * largest * largest;
            rows.add(m, t, -1.0).add(m, switches[j], -1.0);
            rows.add(m + 1, j, -2.0 / largest);
            rows.add(m + 2, t, -1.0).add(m + 2, switches[j], 1.0);
            cones.add(new Cone.SecondOrder(CONE));
            m += CONE;
            // Integer points meet these, and a linear program needs its columns bounded.
            rows.add(m, t, -1.0).add(m + 1, t, 1.0);
            h[m + 1] = 1.0;
            cones.add(new Cone.Nonnegative(BOUNDS));
            m += BOUNDS;
            t++;
        }
        return new ConicProgram(
                squares.build(),
                linear,
                program.constant(),
                equalities.build(),
                program.equalityRhs(),
                rows.build(),
                h,
                cones,
                Arrays.copyOf(program.integers(), n + count));
    }

    private static void copyColumn(SparseMatrix from, int column, SparseMatrix.Builder into) {
        for (int e = from.columnStart(column); e < from.columnStart(column + 1); e++) {
            into.add(from.rowIndex(e), column, from.value(e));
        }
    }

    /** By column: the binary that switches its square; -1 where there is none. */
    private static int[] switches(ConicProgram program) {
        int n = program.variableCount();
        int[] switches = new int[n];
        Arrays.fill(switches, -1);
        int[] squared = squared(program);
        if (squared.length == 0) {
            return switches;
        }
        Propagation propagation = new Propagation(program);
        Box root = Box.open(n);
        if (!propagation.tighten(root)) {
            return switches;
        }
        for (int y = 0; y < n; y++) {
            if (!program.isInteger(y) || root.lower()[y] != 0.0 || root.upper()[y] != 1.0) {
                continue;
            }
            Box off = root.below(y, 0.0);
            if (propagation.tighten(off, y)) {
                for (int j : squared) {
                    boolean isZero = Math.abs(off.lower()[j]) <= ZERO && Math.abs(off.upper()[j]) <= ZERO;
                    boolean isBounded = Double.isFinite(root.upper()[j] - root.lower()[j]);
                    if (switches[j] < 0 && isZero && !root.isFixed(j) && isBounded) {
                        switches[j] = y;
                    }
                }
            }
        }
        return switches;
    }

    /** The continuous columns whose squares are in the objective, and no products with others. */
    private static int[] squared(ConicProgram program) {
        SparseMatrix quadratic = program.quadratic();
        boolean[] squared = new boolean[program.variableCount()];
        for (int j = 0; j < squared.length; j++) {
            squared[j] = !program.isInteger(j) && quadratic.get(j, j) > 0.0;
        }
        for (int j = 0; j < squared.length; j++) {
            for (int e = quadratic.columnStart(j); e < quadratic.columnStart(j + 1); e++) {
                if (quadratic.rowIndex(e) != j && quadratic.value(e) != 0.0) {
                    squared[j] = false;
                    squared[quadratic.rowIndex(e)] = false;
                }
            }
        }
        return IntStream.range(0, squared.length).filter(j -> squared[j]).toArray();
    }
}
