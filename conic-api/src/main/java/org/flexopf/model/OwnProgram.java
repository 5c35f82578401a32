package org.flexopf.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.WarmStart;

/**
 * The part of a program that some variables have for themselves: their costs, and the rows that hold nothing else.
 *
 * @param program that part
 * @param columns its variables, by their numbers in the whole
 * @param equalities its equalities, by their numbers in the whole
 * @param coneRows its cone rows, by their numbers in the whole
 */
record OwnProgram(ConicProgram program, int[] columns, int[] equalities, int[] coneRows) {

    /**
     * Takes the part out of the whole.
     *
     * @param columns the variables
     * @param equalities the equalities in which they stand
     * @param coneRows the cone rows in which they stand
     * @param holdsOthers which cone rows hold other variables
     * @return empty if a cone cannot be taken out, for it holds other variables as well
     */
    static Optional<OwnProgram> of(
            ConicProgram whole, int[] columns, int[] equalities, int[] coneRows, IntPredicate holdsOthers) {
        int[] touched = Arrays.stream(coneRows).sorted().toArray();
        List<Cone> cones = new ArrayList<>();
        IntStream.Builder rows = IntStream.builder();
        int begin = 0;
        int next = 0;
        for (Cone cone : whole.cones()) {
            int end = begin + cone.dimension();
            int first = next;
            while (next < touched.length && touched[next] < end) {
                next++;
            }
            if (next > first && cone instanceof Cone.Nonnegative) {
                Arrays.stream(touched, first, next).forEach(rows::add);
                cones.add(new Cone.Nonnegative(next - first));
            } else if (next > first) {
                if (IntStream.range(begin, end).anyMatch(holdsOthers)) {
                    return Optional.empty();
                }
                IntStream.range(begin, end).forEach(rows::add);
                cones.add(cone);
            }
            begin = end;
        }
        int[] ownRows = rows.build().toArray();
        ConicProgram program = new ConicProgram(
                part(whole.quadratic(), columns, columns),
                picked(whole.linear(), columns),
                0.0,
                part(whole.equalityMatrix(), equalities, columns),
                picked(whole.equalityRhs(), equalities),
                part(whole.coneMatrix(), ownRows, columns),
                picked(whole.coneRhs(), ownRows),
                cones,
                picked(whole.integers(), columns));
        return Optional.of(new OwnProgram(program, columns, equalities, ownRows));
    }

    private static SparseMatrix part(SparseMatrix whole, int[] rows, int[] columns) {
        SparseMatrix.Builder part = new SparseMatrix.Builder(rows.length, columns.length);
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; i < rows.length; i++) {
                double value = whole.get(rows[i], columns[j]);
                if (value != 0.0) {
                    part.add(i, j, value);
                }
            }
        }
        return part.build();
    }

    private static boolean[] picked(boolean[] whole, int[] places) {
        boolean[] part = new boolean[places.length];
        for (int k = 0; k < places.length; k++) {
            part[k] = whole[places[k]];
        }
        return part;
    }

    private static double[] picked(double[] whole, int[] places) {
        return Arrays.stream(places).mapToDouble(place -> whole[place]).toArray();
    }

    /**
     * A start for the whole with these variables and rows at their own optimum; the start as it is if they have none,
     * or multipliers are wanted and the solver gives none.
     */
    WarmStart within(WarmStart start, CheckedSolver solver, SolverOptions options) {
        CheckedAnswer own = solver.solve(program, options);
        if (own.status() != SolveStatus.OPTIMAL || (start.hasMultipliers() && !own.hasDuals())) {
            return start;
        }
        double[] x = put(own.x(), columns, start.x());
        return start.hasMultipliers()
                ? new WarmStart(x, put(own.y(), equalities, start.y()), put(own.z(), coneRows, start.z()))
                : WarmStart.primal(x);
    }

    private static double[] put(double[] values, int[] places, double[] whole) {
        double[] changed = whole.clone();
        for (int k = 0; k < places.length; k++) {
            changed[places[k]] = values[k];
        }
        return changed;
    }
}
