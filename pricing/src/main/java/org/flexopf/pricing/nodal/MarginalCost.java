package org.flexopf.pricing.nodal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flexopf.model.Key;
import org.flexopf.model.ProgramNames;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverChoice;

/**
 * The one-sided slopes of the optimal cost in one demand.
 *
 * <p>By duality of convex programs the slope for more demand is the largest multiplier of the balance among all optimal
 * dual solutions, and that for less demand the smallest. Each is the optimum of a linear program in the direction d in
 * which the optimum moves: least {@code g'd} with {@code A d = e} (the change of demand) over the directions that leave
 * no constraint that is active. With the multipliers at hand, the gradient is taken as {@code g = -A'y - G'z}, so that
 * the program is bounded by the price itself.
 *
 * <p>What is active is read off the optimum: a row whose slack is below its multiplier or below {@value #TIGHT}; a cone
 * at its boundary by its smaller eigenvalue, at its apex by its larger one.
 *
 * <p>The linear programs go to the solver that made the solution, with its options; to the first installed one that
 * takes them if that solver cannot, as one without cones cannot where an active cone stands at its apex.
 */
final class MarginalCost {

    /** A slack that is zero for certain, p.u. */
    private static final double TIGHT = 1e-7;
    /** The tolerances of the linear programs over those of the optimum that they start from: no more is supported. */
    private static final double LOOSER = 10.0;

    /**
     * What will do where the constraints that are active depend on one another, which keeps the last digits out of
     * reach: what {@link PriceAgreement} takes for rounding.
     */
    private static final double ROUGH_TOLERANCE = PriceAgreement.RELATIVE;

    private final Network network;
    private final ConicProgram program;
    private final ProgramNames names;
    private final CheckedAnswer result;
    private final SparseMatrix tangent;
    private final List<Cone> cones = new ArrayList<>();
    private final double[] gradient;
    private final SolverChoice choice;

    private MarginalCost(OpfSolution solution) {
        network = solution.network();
        program = solution.named().model().program();
        names = ProgramNames.of(solution.named().model());
        result = solution.named().result();
        SolverChoice given = solution.run().prepared().solverChoice();
        choice = given.withOptions(given.options()
                .withTolerances(
                        LOOSER * given.options().feasibilityTolerance(),
                        LOOSER * given.options().gapTolerance()));
        gradient = new double[program.variableCount()];
        program.equalityMatrix().transposeMultiplyAdd(-1.0, result.y(), gradient);
        double scale = Arrays.stream(result.y()).map(Math::abs).max().orElse(0.0);
        tangent = tangentRows(scale > 0.0 ? scale : 1.0);
    }

    static MarginalCost of(OpfSolution solution) {
        return new MarginalCost(solution);
    }

    /**
     * The rows {@code G d <= 0} of what is active: half spaces first, then the cones that stand at their apex. Adds
     * their share to the gradient.
     */
    private SparseMatrix tangentRows(double scale) {
        SparseMatrix byRows = program.coneMatrix().transpose();
        double[] s = result.s();
        double[] z = result.z();
        double[] activeMultiplier = new double[z.length];
        List<double[]> halfSpaces = new ArrayList<>();
        List<int[]> apexes = new ArrayList<>();
        int row = 0;
        for (Cone cone : program.cones()) {
            int size = cone instanceof Cone.SecondOrder ? cone.dimension() : 1;
            for (int end = row + cone.dimension(); row < end; row += size) {
                double sTail = tail(s, row, size);
                double zTail = tail(z, row, size);
                if (s[row] - sTail > Math.max(TIGHT, (z[row] + zTail) / scale)) {
                    continue;
                }
                if (size > 1 && s[row] + sTail <= Math.max(TIGHT, (z[row] - zTail) / scale)) {
                    apexes.add(new int[] {row, size});
                    System.arraycopy(z, row, activeMultiplier, row, size);
                    continue;
                }
                // The half space that touches a cone along the ray of s: its normal is s with its tail reversed.
                double[] normal = new double[size + 1];
                normal[0] = row;
                double along = 0.0;
                double square = 0.0;
                for (int k = 0; k < size; k++) {
                    normal[k + 1] = size == 1 ? 1.0 : k == 0 ? sTail : -s[row + k];
                    along += normal[k + 1] * z[row + k];
                    square += normal[k + 1] * normal[k + 1];
                }
                for (int k = 0; k < size; k++) {
                    normal[k + 1] /= Math.sqrt(square);
                    activeMultiplier[row + k] = Math.max(0.0, along / Math.sqrt(square)) * normal[k + 1];
                }
                halfSpaces.add(normal);
            }
        }
        program.coneMatrix().transposeMultiplyAdd(-1.0, activeMultiplier, gradient);
        return assemble(byRows, halfSpaces, apexes);
    }

    private SparseMatrix assemble(SparseMatrix byRows, List<double[]> halfSpaces, List<int[]> apexes) {
        int rows = halfSpaces.size() + apexes.stream().mapToInt(apex -> apex[1]).sum();
        SparseMatrix.Builder matrix = new SparseMatrix.Builder(rows, program.variableCount());
        int next = 0;
        for (double[] halfSpace : halfSpaces) {
            for (int k = 1; k < halfSpace.length; k++) {
                copyRow(byRows, (int) halfSpace[0] + k - 1, halfSpace[k], matrix, next);
            }
            next++;
        }
        if (next > 0) {
            cones.add(new Cone.Nonnegative(next));
        }
        for (int[] apex : apexes) {
            cones.add(new Cone.SecondOrder(apex[1]));
            for (int k = 0; k < apex[1]; k++) {
                copyRow(byRows, apex[0] + k, 1.0, matrix, next++);
            }
        }
        return matrix.build();
    }

    private static void copyRow(
            SparseMatrix byRows, int row, double factor, SparseMatrix.Builder target, int targetRow) {
        for (int e = byRows.columnStart(row); e < byRows.columnStart(row + 1); e++) {
            target.add(targetRow, byRows.rowIndex(e), factor * byRows.value(e));
        }
    }

    private static double tail(double[] vector, int row, int size) {
        double square = 0.0;
        for (int k = 1; k < size; k++) {
            square += vector[row + k] * vector[row + k];
        }
        return Math.sqrt(square);
    }

    /** Both slopes of the optimal cost in the demand of a bus index, currency per MWh (or Mvarh). */
    PriceInterval interval(Power power, int bus) {
        Key balance =
                new Key(power == Power.ACTIVE ? OpfConstraints.ACTIVE_BALANCE : OpfConstraints.REACTIVE_BALANCE, bus);
        int row = 0;
        while (row < program.equalityCount()
                && !names.equality(row).filter(balance::equals).isPresent()) {
            row++;
        }
        if (row == program.equalityCount()) {
            return new PriceInterval(0.0, 0.0, result.solver());
        }
        double price = network.perUnit().pricePerMwh(-result.y()[row]);
        // Rounding of the solver must not turn the ends round: the price itself lies between them.
        CheckedAnswer less = moved(row, -1.0);
        CheckedAnswer more = moved(row, 1.0);
        return new PriceInterval(Math.min(price, -slope(less)), Math.max(price, slope(more)), more.solver());
    }

    /** The direction in which the optimum moves with the right-hand side of a row. */
    private CheckedAnswer moved(int row, double change) {
        double[] demand = new double[program.equalityCount()];
        demand[row] = change;
        ConicProgram direction = ConicProgram.continuous(
                SparseMatrix.zero(gradient.length, gradient.length),
                gradient,
                0.0,
                program.equalityMatrix(),
                demand,
                tangent,
                new double[tangent.rows()],
                cones);
        return choice.ableSolverFor(direction).solve(direction, choice.options());
    }

    /** What the move costs, currency per MWh (or Mvarh); infinite if it is impossible. */
    private double slope(CheckedAnswer answer) {
        if (answer.status() == SolveStatus.PRIMAL_INFEASIBLE) {
            return Double.POSITIVE_INFINITY;
        }
        boolean near =
                answer.status() == SolveStatus.ALMOST_OPTIMAL && answer.kkt().worst() <= ROUGH_TOLERANCE;
        if (answer.status() != SolveStatus.OPTIMAL && !near) {
            throw new ArithmeticException(network.name() + ": the price interval was not found, since "
                    + answer.solver() + " ended with " + answer.status() + ": " + answer.message());
        }
        return network.perUnit().pricePerMwh(answer.objective());
    }
}
