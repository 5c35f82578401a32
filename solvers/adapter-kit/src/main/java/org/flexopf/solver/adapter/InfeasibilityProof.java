package org.flexopf.solver.adapter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.Certificate;
import org.flexopf.solver.SolverOptions;

/**
 * Turns "infeasible" and "unbounded" into something that can be checked, for libraries that only say so.
 *
 * <p>Both proofs are the optimum of another convex program, which the same library can solve: a phase one whose
 * multipliers are the theorem-of-the-alternative certificate, and the steepest direction in the recession cone. (Boyd
 * and Vandenberghe, "Convex Optimization", sections 5.8 and 11.4.) They are proofs of the continuous relaxation, which
 * are proofs for a program with integers too.
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
        return ConicProgram.continuous(
                SparseMatrix.zero(n + 1, n + 1),
                linear,
                0.0,
                SparseMatrix.zero(0, n + 1),
                new double[0],
                matrix.build(),
                rhs,
                cones);
    }

    /**
     * The certificate that the multipliers of {@link #phaseOne} hold, with {@code b'y + h'z = -1}, if it stands up to
     * the check.
     */
    static Optional<Multipliers> certificate(ConicProgram program, Multipliers phaseOne, SolverOptions options) {
        int p = program.equalityCount();
        int m = program.coneRowCount();
        if (phaseOne.z().length != 2 * p + m + 1) {
            return Optional.empty();
        }
        double[] y = new double[p];
        for (int i = 0; i < p; i++) {
            y[i] = phaseOne.z()[i] - phaseOne.z()[p + i];
        }
        return checked(program, new Multipliers(y, Arrays.copyOfRange(phaseOne.z(), 2 * p, 2 * p + m)), options);
    }

    /** Multipliers scaled to {@code b'y + h'z = -1}, if they stand up to the check of {@link Certificate}. */
    static Optional<Multipliers> checked(ConicProgram program, Multipliers candidate, SolverOptions options) {
        if (candidate.y().length != program.equalityCount() || candidate.z().length != program.coneRowCount()) {
            return Optional.empty();
        }
        Certificate certificate = Certificate.ofPrimalInfeasibility(program, candidate.y(), candidate.z());
        return certificate.holds(options)
                ? Optional.of(new Multipliers(certificate.y(), certificate.z()))
                : Optional.empty();
    }

    /**
     * A certificate made of one row, or one cone, without variables that no point satisfies. Libraries differ in what
     * they make of such rows, so they are looked at before.
     */
    static Optional<Multipliers> emptyRow(ConicProgram program, SolverOptions options) {
        boolean[] equalityUsed = usedRows(program.equalityMatrix());
        for (int i = 0; i < equalityUsed.length; i++) {
            if (!equalityUsed[i] && program.equalityRhs(i) != 0.0) {
                double[] y = new double[equalityUsed.length];
                y[i] = -1.0 / program.equalityRhs(i);
                Optional<Multipliers> proof =
                        checked(program, new Multipliers(y, new double[program.coneRowCount()]), options);
                if (proof.isPresent()) {
                    return proof;
                }
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
                    Optional<Multipliers> proof =
                            checked(program, new Multipliers(new double[equalityUsed.length], z), options);
                    if (proof.isPresent()) {
                        return proof;
                    }
                }
            } else {
                for (int i = row; i < end; i++) {
                    if (!coneUsed[i] && program.coneRhs(i) < 0.0) {
                        double[] z = new double[coneUsed.length];
                        z[i] = -1.0 / program.coneRhs(i);
                        Optional<Multipliers> proof =
                                checked(program, new Multipliers(new double[equalityUsed.length], z), options);
                        if (proof.isPresent()) {
                            return proof;
                        }
                    }
                }
            }
            row = end;
        }
        return Optional.empty();
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
        return ConicProgram.continuous(
                SparseMatrix.zero(n, n),
                program.linear(),
                0.0,
                equalities.build(),
                new double[p + quadraticRows],
                matrix.build(),
                rhs,
                cones);
    }

    /**
     * A direction of the recession cone scaled to {@code q'd = -1}, if it stands up to the check of
     * {@link Certificate}.
     */
    static Optional<double[]> direction(ConicProgram program, double[] candidate, SolverOptions options) {
        Certificate certificate = Certificate.ofDualInfeasibility(program, candidate);
        return certificate.holds(options) ? Optional.of(certificate.x()) : Optional.empty();
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
}
