package org.flexopf.solver.branchandbound.internal;

import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.SolverOptions;

/**
 * What multipliers prove of a box, whatever their errors. For any x, any y and any z in the dual cone, no feasible w in
 * the box has an objective below
 *
 * <pre>
 *   c - 1/2 x'Px - b'y - h'z + min over w in the box of r'w,   r = Px + q + A'y + G'z,
 * </pre>
 *
 * <p>because {@code 1/2 w'Pw >= x'Pw - 1/2 x'Px}. So a solver's dual objective is corrected for the dual infeasibility
 * that it leaves, and z is first moved into its cone. Where the box is open, a feasible point that matters is taken to
 * lie within a thousand times the size of the optimum of the continuous program.
 */
final class DualBound {

    private static final double REACH = 1e3;
    private static final double BLUNT_SHARE = 0.3;
    private static final double FINER = 1e-3;
    /** A certificate has to exceed its largest term by this share; rounding of a few thousand terms is far below. */
    private static final double CERTAIN = 1e-10;
    /** A few times the rounding of one operation. */
    private static final double ROUNDING = 1e-15;

    private DualBound() {}

    /** What an answer's multipliers prove of the objective; minus infinity without any. */
    static double of(ConicProgram program, Box box, CheckedAnswer answer) {
        return answer.hasDuals()
                ? of(program, box, answer.x(), answer.y(), answer.z(), new double[program.variableCount()])
                : Double.NEGATIVE_INFINITY;
    }

    /**
     * What multipliers prove of the objective; minus infinity where there is no number.
     *
     * @param residual becomes r: by how much the bound rises per unit that a variable moves off the bound it is put at
     */
    static double of(ConicProgram program, Box box, double[] x, double[] y, double[] z, double[] residual) {
        double bound = ofObjective(program, box, x, y, z, residual);
        return Double.isNaN(bound) ? Double.NEGATIVE_INFINITY : bound;
    }

    /**
     * Whether an optimum was found, and its bound lost a good part of the gap asked for to small errors in large boxes.
     */
    static boolean isBlunt(CheckedAnswer answer, double bound, SolverOptions asked) {
        return answer.status().isOptimal() && isBlunt(answer.objective(), bound, asked);
    }

    /** Whether the bound of an optimum lost a good part of the gap asked for. */
    static boolean isBlunt(double objective, double bound, SolverOptions asked) {
        return objective - bound > BLUNT_SHARE * asked.largestIntegerGap(objective);
    }

    /** What to ask of a solver where a bound is blunt; it need not get there. */
    static SolverOptions finer(SolverOptions options) {
        return options.withTolerances(FINER * options.feasibilityTolerance(), FINER * options.gapTolerance());
    }

    private static double ofObjective(
            ConicProgram program, Box box, double[] x, double[] y, double[] z, double[] residual) {
        int n = program.variableCount();
        program.quadratic().symmetricMultiplyAdd(1.0, x, residual);
        double value = program.constant();
        for (int j = 0; j < n; j++) {
            value -= 0.5 * x[j] * residual[j];
            residual[j] += program.linear(j);
        }
        return value + lagrangian(program, box, x, y, z, residual);
    }

    /**
     * Whether multipliers prove that the box has no feasible point: then the objective zero has a bound above zero, by
     * more than rounding of its terms could make.
     */
    static boolean provesEmpty(ConicProgram program, Box box, double[] y, double[] z) {
        double[] none = new double[program.variableCount()];
        double size = Math.max(size(y, program.equalityRhs()), size(z, program.coneRhs()));
        double rounding = rounding(program.equalityMatrix(), y, box) + rounding(program.coneMatrix(), z, box);
        return lagrangian(program, box, none, y, z, none.clone()) > CERTAIN * size + rounding;
    }

    /** The largest term of a product, and at least the largest multiplier. */
    private static double size(double[] multipliers, double[] rhs) {
        double size = 0.0;
        for (int i = 0; i < multipliers.length; i++) {
            size = Math.max(size, Math.abs(multipliers[i]) * Math.max(1.0, Math.abs(rhs[i])));
        }
        return size;
    }

    /** What rounding of the combined rows can make within a box. */
    private static double rounding(SparseMatrix matrix, double[] multipliers, Box box) {
        double sum = 0.0;
        for (int j = 0; j < matrix.columns(); j++) {
            double terms = 0.0;
            for (int e = matrix.columnStart(j); e < matrix.columnStart(j + 1); e++) {
                terms += Math.abs(matrix.value(e) * multipliers[matrix.rowIndex(e)]);
            }
            sum += terms * Math.max(reach(box.lower()[j]), reach(box.upper()[j]));
        }
        return ROUNDING * sum;
    }

    private static double reach(double bound) {
        return Double.isInfinite(bound) ? REACH : Math.abs(bound);
    }

    private static double lagrangian(
            ConicProgram program, Box box, double[] x, double[] y, double[] z, double[] residual) {
        double[] inside = z.clone();
        project(program, inside);
        program.equalityMatrix().transposeMultiplyAdd(1.0, y, residual);
        program.coneMatrix().transposeMultiplyAdd(1.0, inside, residual);
        double value = 0.0;
        for (int i = 0; i < y.length; i++) {
            value -= program.equalityRhs(i) * y[i];
        }
        for (int i = 0; i < inside.length; i++) {
            value -= program.coneRhs(i) * inside[i];
        }
        for (int j = 0; j < residual.length; j++) {
            double reach = REACH * Math.max(1.0, Math.abs(x[j]));
            if (residual[j] > 0.0) {
                value += residual[j] * Math.max(box.lower()[j], -reach);
            } else if (residual[j] < 0.0) {
                value += residual[j] * Math.min(box.upper()[j], reach);
            }
        }
        return value;
    }

    /** Moves z into the dual cone: negative entries to zero, heads of second-order cones up to their tails. */
    private static void project(ConicProgram program, double[] z) {
        int row = 0;
        for (Cone cone : program.cones()) {
            int end = row + cone.dimension();
            if (cone instanceof Cone.Nonnegative) {
                for (int i = row; i < end; i++) {
                    z[i] = Math.max(z[i], 0.0);
                }
            } else {
                double square = 0.0;
                for (int i = row + 1; i < end; i++) {
                    square += z[i] * z[i];
                }
                z[row] = Math.max(z[row], Math.sqrt(square) * (1.0 + Math.ulp(1.0)));
            }
            row = end;
        }
    }
}
