package org.flexopf.solver.adapter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * Turns "infeasible" and "unbounded" into something that can be checked, for libraries that only say so.
 *
 * <p>Both proofs are the optimum of another convex program, which the same library can solve: a phase one whose
 * multipliers are the theorem-of-the-alternative certificate, and the steepest direction in the recession cone. (Boyd
 * and Vandenberghe, "Convex Optimization", sections 5.8 and 11.4.)
 */
final class InfeasibilityProof {

    private InfeasibilityProof() {}

    /**
     * The smallest violation {@code t} with which the constraints can be met: {@code min t, |Ax - b| <= a t, h + e t -
     * Gx in K, t >= 0}. The weights a and e are the sizes of the rows, and e acts on the first row of a second-order
     * cone. Where the optimum is positive its multipliers, divided by it, are a certificate.
     */
    static ConicProgram phaseOne(ConicProgram program) {
        int n = program.variableCount();
        int p = program.equalityCount();
        int m = program.coneRowCount();
        double[] equalityWeight = rowSizes(program.equalityMatrix());
        double[] coneWeight = rowSizes(program.coneMatrix());
        SparseMatrix.Builder matrix = new SparseMatrix.Builder(2 * p + m + 1, n + 1);
        addEntries(matrix, program.equalityMatrix(), 1.0, 0);
        addEntries(matrix, program.equalityMatrix(), -1.0, p);
        addEntries(matrix, program.coneMatrix(), 1.0, 2 * p);
        double[] rhs = new double[2 * p + m + 1];
        for (int i = 0; i < p; i++) {
            rhs[i] = program.equalityRhs(i);
            rhs[p + i] = -program.equalityRhs(i);
            matrix.add(i, n, -equalityWeight[i]);
            matrix.add(p + i, n, -equalityWeight[i]);
        }
        List<Cone> cones = new ArrayList<>();
        if (p > 0) {
            cones.add(new Cone.Nonnegative(2 * p));
        }
        int row = 0;
        for (Cone cone : program.cones()) {
            int end = row + cone.dimension();
            if (cone instanceof Cone.SecondOrder) {
                double weight = 0.0;
                for (int i = row; i < end; i++) {
                    weight = Math.max(weight, coneWeight[i]);
                }
                matrix.add(2 * p + row, n, -weight);
            } else {
                for (int i = row; i < end; i++) {
                    matrix.add(2 * p + i, n, -coneWeight[i]);
                }
            }
            cones.add(cone);
            row = end;
        }
        System.arraycopy(program.coneRhs(), 0, rhs, 2 * p, m);
        matrix.add(2 * p + m, n, -1.0);
        cones.add(new Cone.Nonnegative(1));
        double[] linear = new double[n + 1];
        linear[n] = 1.0;
        return new ConicProgram(
                SparseMatrix.zero(n + 1, n + 1),
                linear,
                0.0,
                SparseMatrix.zero(0, n + 1),
                new double[0],
                matrix.build(),
                rhs,
                cones,
                null);
    }

    /**
     * The certificate that the multipliers of {@link #phaseOne} hold, with {@code b'y + h'z = -1}, if it stands up to
     * the check.
     */
    static Optional<Multipliers> certificate(ConicProgram program, Multipliers phaseOne, double tolerance) {
        int p = program.equalityCount();
        int m = program.coneRowCount();
        if (phaseOne.z().length != 2 * p + m + 1) {
            return Optional.empty();
        }
        double[] y = new double[p];
        for (int i = 0; i < p; i++) {
            y[i] = phaseOne.z()[i] - phaseOne.z()[p + i];
        }
        return checked(program, new Multipliers(y, Arrays.copyOfRange(phaseOne.z(), 2 * p, 2 * p + m)), tolerance);
    }

    /**
     * Multipliers scaled to {@code b'y + h'z = -1}, if they stand up to the check. Where right-hand sides that are
     * moved by no more than the tolerance would undo the contradiction it proves nothing: a point that violates them by
     * so little counts as feasible.
     */
    static Optional<Multipliers> checked(ConicProgram program, Multipliers candidate, double tolerance) {
        double[] y = candidate.y().clone();
        double[] z = candidate.z().clone();
        if (y.length != program.equalityCount() || z.length != program.coneRowCount()) {
            return Optional.empty();
        }
        double value = 0.0;
        for (int i = 0; i < y.length; i++) {
            value += program.equalityRhs(i) * y[i];
        }
        for (int i = 0; i < z.length; i++) {
            value += program.coneRhs(i) * z[i];
        }
        if (!(value < 0.0)) {
            return Optional.empty();
        }
        scale(y, -1.0 / value);
        scale(z, -1.0 / value);
        double undone = 0.0;
        for (int i = 0; i < y.length; i++) {
            undone += tolerance * (1.0 + Math.abs(program.equalityRhs(i))) * Math.abs(y[i]);
        }
        for (int i = 0; i < z.length; i++) {
            undone += tolerance * (1.0 + Math.abs(program.coneRhs(i))) * Math.abs(z[i]);
        }
        if (!(undone < 1.0)) {
            return Optional.empty();
        }
        double[] equalityPart = new double[program.variableCount()];
        double[] conePart = new double[program.variableCount()];
        program.equalityMatrix().transposeMultiplyAdd(1.0, y, equalityPart);
        program.coneMatrix().transposeMultiplyAdd(1.0, z, conePart);
        double error = distanceOutside(program, z);
        double size = 1.0;
        for (int j = 0; j < equalityPart.length; j++) {
            error = Math.max(error, Math.abs(equalityPart[j] + conePart[j]));
            size = Math.max(size, Math.abs(equalityPart[j]));
        }
        return error <= tolerance * size ? Optional.of(new Multipliers(y, z)) : Optional.empty();
    }

    /**
     * A certificate made of one row, or one cone, without variables that no point satisfies. Libraries differ in what
     * they make of such rows, so they are looked at before.
     */
    static Optional<Multipliers> emptyRow(ConicProgram program) {
        boolean[] equalityUsed = usedRows(program.equalityMatrix());
        for (int i = 0; i < equalityUsed.length; i++) {
            if (!equalityUsed[i] && program.equalityRhs(i) != 0.0) {
                double[] y = new double[equalityUsed.length];
                y[i] = -1.0 / program.equalityRhs(i);
                return finite(new Multipliers(y, new double[program.coneRowCount()]));
            }
        }
        boolean[] coneUsed = usedRows(program.coneMatrix());
        int row = 0;
        for (Cone cone : program.cones()) {
            int end = row + cone.dimension();
            if (cone instanceof Cone.SecondOrder) {
                boolean empty = true;
                double tail = 0.0;
                for (int i = row; i < end; i++) {
                    empty &= !coneUsed[i];
                    tail = i == row ? 0.0 : Math.hypot(tail, program.coneRhs(i));
                }
                double depth = program.coneRhs(row) - tail;
                if (empty && depth < 0.0) {
                    double[] z = new double[coneUsed.length];
                    z[row] = -1.0 / depth;
                    for (int i = row + 1; i < end && tail > 0.0; i++) {
                        z[i] = program.coneRhs(i) / tail / depth;
                    }
                    return finite(new Multipliers(new double[equalityUsed.length], z));
                }
            } else {
                for (int i = row; i < end; i++) {
                    if (!coneUsed[i] && program.coneRhs(i) < 0.0) {
                        double[] z = new double[coneUsed.length];
                        z[i] = -1.0 / program.coneRhs(i);
                        return finite(new Multipliers(new double[equalityUsed.length], z));
                    }
                }
            }
            row = end;
        }
        return Optional.empty();
    }

    /** A violation so small that its reciprocal overflows is none. */
    private static Optional<Multipliers> finite(Multipliers certificate) {
        for (double[] part : List.of(certificate.y(), certificate.z())) {
            for (double value : part) {
                if (!Double.isFinite(value)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(certificate);
    }

    private static boolean[] usedRows(SparseMatrix matrix) {
        boolean[] used = new boolean[matrix.rows()];
        for (int k = 0; k < matrix.entryCount(); k++) {
            used[matrix.rowIndex(k)] |= matrix.value(k) != 0.0;
        }
        return used;
    }

    /**
     * The steepest direction that never leaves the constraints: {@code min q'd, Pd = 0, Ad = 0, -Gd in K, q'd >= -1}.
     */
    static ConicProgram recession(ConicProgram program) {
        int n = program.variableCount();
        int p = program.equalityCount();
        int m = program.coneRowCount();
        SparseMatrix quadratic = program.quadratic();
        int[] quadraticRow = new int[n];
        int quadraticRows = 0;
        boolean[] used = new boolean[n];
        for (int j = 0; j < n; j++) {
            for (int k = quadratic.columnStart(j); k < quadratic.columnStart(j + 1); k++) {
                if (quadratic.value(k) != 0.0) {
                    used[j] = true;
                    used[quadratic.rowIndex(k)] = true;
                }
            }
        }
        for (int j = 0; j < n; j++) {
            quadraticRow[j] = used[j] ? quadraticRows++ : -1;
        }
        SparseMatrix.Builder equalities = new SparseMatrix.Builder(p + quadraticRows, n);
        addEntries(equalities, program.equalityMatrix(), 1.0, 0);
        for (int j = 0; j < n; j++) {
            for (int k = quadratic.columnStart(j); k < quadratic.columnStart(j + 1); k++) {
                int i = quadratic.rowIndex(k);
                if (quadratic.value(k) != 0.0) {
                    equalities.add(p + quadraticRow[i], j, quadratic.value(k));
                    if (i != j) {
                        equalities.add(p + quadraticRow[j], i, quadratic.value(k));
                    }
                }
            }
        }
        SparseMatrix.Builder matrix = new SparseMatrix.Builder(m + 1, n);
        addEntries(matrix, program.coneMatrix(), 1.0, 0);
        for (int j = 0; j < n; j++) {
            matrix.add(m, j, -program.linear(j));
        }
        double[] rhs = new double[m + 1];
        rhs[m] = 1.0;
        List<Cone> cones = new ArrayList<>(program.cones());
        cones.add(new Cone.Nonnegative(1));
        return new ConicProgram(
                SparseMatrix.zero(n, n),
                program.linear(),
                0.0,
                equalities.build(),
                new double[p + quadraticRows],
                matrix.build(),
                rhs,
                cones,
                null);
    }

    /**
     * A direction of the recession cone scaled to {@code q'd = -1}, if it stands up to the check and costs moved by the
     * tolerance would not undo it.
     */
    static Optional<double[]> direction(ConicProgram program, double[] candidate, double tolerance) {
        double[] d = candidate.clone();
        double slope = 0.0;
        for (int j = 0; j < d.length; j++) {
            slope += program.linear(j) * d[j];
        }
        if (!(slope < 0.0)) {
            return Optional.empty();
        }
        scale(d, -1.0 / slope);
        double undone = 0.0;
        for (int j = 0; j < d.length; j++) {
            undone += tolerance * (1.0 + Math.abs(program.linear(j))) * Math.abs(d[j]);
        }
        if (!(undone < 1.0)) {
            return Optional.empty();
        }
        double[] pd = new double[d.length];
        program.quadratic().symmetricMultiplyAdd(1.0, d, pd);
        double[] ad = new double[program.equalityCount()];
        program.equalityMatrix().multiplyAdd(1.0, d, ad);
        double[] slack = new double[program.coneRowCount()];
        program.coneMatrix().multiplyAdd(-1.0, d, slack);
        double error = Math.max(distanceOutside(program, slack), largest(ad));
        boolean inside = error <= tolerance * Math.max(1.0, largest(d));
        // Curvature is held against the terms that must cancel: however small, it stops the fall in the end.
        return inside && largest(pd) <= tolerance * curvatureTerms(program.quadratic(), d)
                ? Optional.of(d)
                : Optional.empty();
    }

    /** The largest product {@code |P_ij d_j|}. */
    private static double curvatureTerms(SparseMatrix quadratic, double[] d) {
        double largest = 0.0;
        for (int j = 0; j < d.length; j++) {
            for (int k = quadratic.columnStart(j); k < quadratic.columnStart(j + 1); k++) {
                double size = Math.max(Math.abs(d[j]), Math.abs(d[quadratic.rowIndex(k)]));
                largest = Math.max(largest, Math.abs(quadratic.value(k)) * size);
            }
        }
        return largest;
    }

    private static void addEntries(SparseMatrix.Builder target, SparseMatrix source, double factor, int firstRow) {
        for (int j = 0; j < source.columns(); j++) {
            for (int k = source.columnStart(j); k < source.columnStart(j + 1); k++) {
                target.add(firstRow + source.rowIndex(k), j, factor * source.value(k));
            }
        }
    }

    /** The largest entry of every row; 1 for an empty row, whose violation counts as it is. */
    private static double[] rowSizes(SparseMatrix matrix) {
        double[] sizes = new double[matrix.rows()];
        for (int k = 0; k < matrix.entryCount(); k++) {
            sizes[matrix.rowIndex(k)] = Math.max(sizes[matrix.rowIndex(k)], Math.abs(matrix.value(k)));
        }
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] == 0.0) {
                sizes[i] = 1.0;
            }
        }
        return sizes;
    }

    private static double distanceOutside(ConicProgram program, double[] v) {
        double worst = 0.0;
        int row = 0;
        for (Cone cone : program.cones()) {
            int end = row + cone.dimension();
            if (cone instanceof Cone.SecondOrder) {
                double tail = 0.0;
                for (int i = row + 1; i < end; i++) {
                    tail = Math.hypot(tail, v[i]);
                }
                worst = Math.max(worst, tail - v[row]);
            } else {
                for (int i = row; i < end; i++) {
                    worst = Math.max(worst, -v[i]);
                }
            }
            row = end;
        }
        return worst;
    }

    private static void scale(double[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }

    private static double largest(double[] vector) {
        double largest = 0.0;
        for (double value : vector) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
