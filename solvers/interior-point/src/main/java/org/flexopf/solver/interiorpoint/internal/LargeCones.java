package org.flexopf.solver.interiorpoint.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.Certificate;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.WarmStart;

/**
 * A program whose large second-order cones are written as trees of small ones, for a cone of d rows makes d^2 products
 * in the KKT system. The tail of a large cone is cut into pieces, each under a variable u of its own:
 *
 * <pre>
 *   s_0 >= |(s_1, .., s_d)|   becomes   s_0 >= |(u_1, .., u_m)|,   u_b >= |piece b|.
 * </pre>
 *
 * <p>If the new cone is large too, it is cut in turn. The multipliers of the rows that were there before are those of
 * the whole cone; those of the rows of u drop out (Ben-Tal and Nemirovski, Lectures on Modern Convex Optimization,
 * 2001, on towers of cones).
 */
final class LargeCones {

    /** The largest dimension that stays whole. */
    private static final int LARGEST = 100;
    /** The entries of a piece. */
    private static final int PIECE = 32;
    /** Errors of the pieces of a cone add up, so they are asked to be smaller than those of the whole. */
    private static final double SHARE_OF_TOLERANCE = 0.1;

    private final ConicProgram original;
    private final ConicProgram program;
    /**
     * Where each of the original rows has gone; and where each piece starts and ends in the original, with the rows of
     * its u.
     */
    private final int[] newRow;

    private final List<Piece> pieces = new ArrayList<>();

    /**
     * Original rows {@code begin .. end - 1} below the variable u, which stands in one row of the cut cone and heads
     * its own.
     */
    private record Piece(int begin, int end, int rowInCutCone, int ownHead) {}

    private LargeCones(ConicProgram original) {
        this.original = original;
        int n = original.variableCount();
        newRow = new int[original.coneRowCount()];
        List<Cone> cones = new ArrayList<>();
        int row = 0;
        int next = 0;
        for (Cone cone : original.cones()) {
            if (!isLarge(cone)) {
                for (int end = row + cone.dimension(); row < end; row++) {
                    newRow[row] = next++;
                }
                cones.add(cone);
                continue;
            }
            int end = row + cone.dimension();
            int count = (cone.dimension() - 1 + PIECE - 1) / PIECE;
            newRow[row++] = next;
            int cutCone = next + 1;
            next += 1 + count;
            cones.add(new Cone.SecondOrder(1 + count));
            for (int b = 0; b < count; b++) {
                int pieceEnd = Math.min(end, row + PIECE);
                pieces.add(new Piece(row, pieceEnd, cutCone + b, next));
                cones.add(new Cone.SecondOrder(1 + pieceEnd - row));
                next++;
                while (row < pieceEnd) {
                    newRow[row++] = next++;
                }
            }
        }
        int columns = n + pieces.size();
        SparseMatrix.Builder g = new SparseMatrix.Builder(next, columns);
        copy(original.coneMatrix(), newRow, g);
        for (int b = 0; b < pieces.size(); b++) {
            g.add(pieces.get(b).rowInCutCone, n + b, -1.0);
            g.add(pieces.get(b).ownHead, n + b, -1.0);
        }
        double[] h = new double[next];
        for (int i = 0; i < newRow.length; i++) {
            h[newRow[i]] = original.coneRhs(i);
        }
        program = new ConicProgram(
                widened(original.quadratic(), columns, columns),
                Arrays.copyOf(original.linear(), columns),
                original.constant(),
                widened(original.equalityMatrix(), original.equalityCount(), columns),
                original.equalityRhs(),
                g.build(),
                h,
                cones,
                Arrays.copyOf(original.integers(), columns));
    }

    private static boolean isLarge(Cone cone) {
        return cone instanceof Cone.SecondOrder && cone.dimension() > LARGEST;
    }

    /** Whether a program has cones that are better cut. */
    static boolean in(ConicProgram program) {
        return program.cones().stream().anyMatch(LargeCones::isLarge);
    }

    /** Cuts the large cones of a program once. */
    static LargeCones cut(ConicProgram program) {
        return new LargeCones(program);
    }

    /** The program with smaller cones. */
    ConicProgram program() {
        return program;
    }

    /** The options that lead to an answer which holds for the original. */
    SolverOptions options(SolverOptions options) {
        return options.withTolerances(
                SHARE_OF_TOLERANCE * options.feasibilityTolerance(), SHARE_OF_TOLERANCE * options.gapTolerance());
    }

    /** A hint for the original as one for the program with smaller cones. */
    WarmStart start(WarmStart hint) {
        if (hint == null) {
            return null;
        }
        double[] slack = original.coneRhs();
        original.coneMatrix().multiplyAdd(-1.0, hint.x(), slack);
        double[] x = Arrays.copyOf(hint.x(), program.variableCount());
        for (int b = 0; b < pieces.size(); b++) {
            x[original.variableCount() + b] = norm(slack, pieces.get(b));
        }
        if (!hint.hasMultipliers()) {
            return WarmStart.primal(x);
        }
        double[] z = new double[program.coneRowCount()];
        for (int i = 0; i < newRow.length; i++) {
            z[newRow[i]] = hint.z()[i];
        }
        for (Piece piece : pieces) {
            z[piece.ownHead] = norm(hint.z(), piece);
            z[piece.rowInCutCone] = -z[piece.ownHead];
        }
        return new WarmStart(x, hint.y(), z);
    }

    /** The answer to the original, checked against it. */
    SolverResult answer(SolverResult result, SolverOptions options) {
        double[] x = Arrays.copyOf(result.x(), original.variableCount());
        double[] z = new double[newRow.length];
        double[] s = new double[newRow.length];
        for (int i = 0; i < newRow.length; i++) {
            z[i] = result.z()[newRow[i]];
            s[i] = result.s()[newRow[i]];
        }
        SolveStatus status = result.status();
        String message = result.message();
        if (status.isInfeasible()) {
            Certificate certificate = status == SolveStatus.PRIMAL_INFEASIBLE
                    ? Certificate.ofPrimalInfeasibility(original, result.y(), z)
                    : Certificate.ofDualInfeasibility(original, x);
            message = certificate.message();
            if (!(certificate.violation() <= 2.0 * options.feasibilityTolerance())) {
                status = SolveStatus.NUMERICAL_FAILURE;
            }
        } else {
            KktReport report = KktReport.of(original, x, result.y(), z);
            message = report.toString();
            if (report.within(options, true)) {
                status = SolveStatus.OPTIMAL;
            } else if (status == SolveStatus.OPTIMAL) {
                status = SolveStatus.ALMOST_OPTIMAL;
            }
        }
        return result.toBuilder().status(status).x(x).s(s).z(z).message(message).build();
    }

    private static double norm(double[] v, Piece piece) {
        double square = 0.0;
        for (int i = piece.begin; i < piece.end; i++) {
            square += v[i] * v[i];
        }
        return Math.sqrt(square);
    }

    private static SparseMatrix widened(SparseMatrix matrix, int rows, int columns) {
        SparseMatrix.Builder builder = new SparseMatrix.Builder(rows, columns);
        int[] same = new int[matrix.rows()];
        Arrays.setAll(same, i -> i);
        copy(matrix, same, builder);
        return builder.build();
    }

    private static void copy(SparseMatrix matrix, int[] rowOf, SparseMatrix.Builder target) {
        for (int j = 0; j < matrix.columns(); j++) {
            for (int k = matrix.columnStart(j); k < matrix.columnStart(j + 1); k++) {
                target.add(rowOf[matrix.rowIndex(k)], j, matrix.value(k));
            }
        }
    }
}
