package org.flexopf.market;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.flexopf.model.Model;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfVariables;
import org.flexopf.opf.SoftLimit;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.WarmStart;

/**
 * The program of a market without some generators, in the pattern of the program with all of them, so that symbolic
 * work and a warm start carry over.
 *
 * <p>A generator leaves by losing its coefficients in every row that it shares with others. What remains of it stands
 * alone within its own limits, keeps its interior however small the network's room is, and costs what
 * {@link Change#ownCost} tells; the cost of all others is the difference.
 */
final class Absence {

    private final Network network;
    private final Model model;
    private final ConicProgram program;
    private final SparseMatrix equalityRows;
    private final SparseMatrix coneRows;

    Absence(Network network, Model model) {
        this.network = network;
        this.model = model;
        this.program = model.program();
        this.equalityRows = program.equalityMatrix().transpose();
        this.coneRows = program.coneMatrix().transpose();
    }

    /**
     * A program without some generators.
     *
     * @param program the program
     * @param columns the variables of the generators that left
     * @param constant the constant costs of the generators that left, currency per hour
     * @param own what those variables have for themselves; empty if a cone of theirs holds others as well
     */
    record Change(ConicProgram program, int[] columns, double constant, Optional<OwnProgram> own) {

        /**
         * A start from the solution with all generators. Those that left start where they will end, at the best within
         * their own limits: one that was needed at full power and whose best is now to stand still would hold up all
         * others until its multipliers have changed sides.
         */
        WarmStart startFrom(WarmStart neighbour, CheckedSolver solver, SolverOptions options) {
            return own.map(part -> part.within(neighbour, solver, options)).orElse(neighbour);
        }

        /** What the objective is charged for the generators that left, at a point; currency per hour. */
        double ownCost(double[] x) {
            double sum = constant;
            for (int column : columns) {
                sum += (program.linear(column) + 0.5 * program.quadratic().get(column, column) * x[column]) * x[column];
            }
            return sum;
        }
    }

    /** The program without some generators; empty if their own limits cannot be told from rows that they share. */
    Optional<Change> of(IntPredicate absent) {
        double[] equalities = valuesOf(program.equalityMatrix());
        double[] cones = valuesOf(program.coneMatrix());
        int[] columns = {};
        int[] ownEqualities = {};
        int[] ownConeRows = {};
        double constant = 0.0;
        List<Generator> generators = network.generators();
        for (int g = 0; g < generators.size(); g++) {
            Generator generator = generators.get(g);
            if (absent.test(generator.id()) && network.isActive(generator)) {
                int[] own = columnsOf(g);
                int[] fixed = disconnect(own, program.equalityMatrix(), equalityRows, equalities);
                if (fixed.length != fixedPowers(g)) {
                    // A bus without lines: its balance holds nothing but the generator, and reads like a limit of it.
                    return Optional.empty();
                }
                columns = concatenated(columns, own);
                ownEqualities = concatenated(ownEqualities, fixed);
                ownConeRows = concatenated(ownConeRows, disconnect(own, program.coneMatrix(), coneRows, cones));
                constant += constant(generator.cost())
                        + (model.column(OpfVariables.GENERATOR_Q, g) < 0 ? 0.0 : constant(generator.reactiveCost()));
            }
        }
        ConicProgram changed = program.withMatrices(
                program.equalityMatrix().withValues(equalities),
                program.coneMatrix().withValues(cones));
        int[] all = Arrays.stream(columns).sorted().toArray();
        return Optional.of(new Change(
                changed,
                columns,
                constant,
                OwnProgram.of(changed, columns, ownEqualities, ownConeRows, row -> isShared(row, all, coneRows))));
    }

    private int[] columnsOf(int generator) {
        return IntStream.of(
                        model.column(OpfVariables.GENERATOR_P, generator),
                        model.column(OpfVariables.GENERATOR_Q, generator),
                        model.column(OpfVariables.GENERATOR_COST, generator),
                        model.column(OpfVariables.GENERATOR_REACTIVE_COST, generator),
                        model.column(SoftLimit.GENERATION.slack(), generator))
                .filter(column -> column >= 0)
                .sorted()
                .toArray();
    }

    /** How many of a generator's powers are held at one value, each by an equality. */
    private int fixedPowers(int index) {
        Generator generator = network.generators().get(index);
        double mostP = generator.capability().pMax();
        double mostQ = generator.capability().qMax();
        boolean p = Math.max(generator.pMin(), -mostP) == Math.min(generator.pMax(), mostP)
                && model.column(SoftLimit.GENERATION.slack(), index) < 0;
        boolean q = model.column(OpfVariables.GENERATOR_Q, index) >= 0
                && Math.max(generator.qMin(), -mostQ) == Math.min(generator.qMax(), mostQ);
        return (p ? 1 : 0) + (q ? 1 : 0);
    }

    /**
     * Clears the coefficients of a generator's columns in the rows that other columns share; returns the rows that stay
     * its own.
     */
    private static int[] disconnect(int[] own, SparseMatrix matrix, SparseMatrix byRow, double[] values) {
        int[] kept = {};
        for (int column : own) {
            for (int entry = matrix.columnStart(column); entry < matrix.columnStart(column + 1); entry++) {
                int row = matrix.rowIndex(entry);
                if (isShared(row, own, byRow)) {
                    values[entry] = 0.0;
                } else if (Arrays.stream(kept).noneMatch(known -> known == row)) {
                    kept = concatenated(kept, row);
                }
            }
        }
        return kept;
    }

    private static boolean isShared(int row, int[] own, SparseMatrix byRow) {
        for (int entry = byRow.columnStart(row); entry < byRow.columnStart(row + 1); entry++) {
            if (Arrays.binarySearch(own, byRow.rowIndex(entry)) < 0) {
                return true;
            }
        }
        return false;
    }

    private static double[] valuesOf(SparseMatrix matrix) {
        double[] values = new double[matrix.entryCount()];
        matrix.copyValues(values);
        return values;
    }

    private static int[] concatenated(int[] first, int... second) {
        int[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** What the objective is charged whatever the power is; a piecewise linear curve is charged by its own variable. */
    private static double constant(CostCurve curve) {
        return curve instanceof CostCurve.PiecewiseLinear ? 0.0 : curve.at(0.0);
    }
}
