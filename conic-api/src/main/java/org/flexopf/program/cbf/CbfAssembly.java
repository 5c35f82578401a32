package org.flexopf.program.cbf;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.program.cbf.CbfReader.Block;

/**
 * Lays the expressions of a CBF file, its variables first and then its constraints {@code Ax + b}, into the rows of a
 * {@link ConicProgram}: those in L= become equalities, those in F nothing, the others cone rows with {@code s} the
 * expression itself (L+, Q), its negative (L-), or its rotation: {@code 2 e_0 e_1 >= ||rest||^2} is {@code (e_0 + e_1,
 * e_0 - e_1, sqrt 2 rest) / sqrt 2} in Q.
 */
final class CbfAssembly {

    private static final double HALF_ROOT = Math.sqrt(0.5);

    /** The places that an expression goes to: up to two rows, each with a factor. */
    private static final class Places {
        private final int[] row;
        private final double[] factor;
        private final int[] otherRow;
        private final double[] otherFactor;
        private final boolean[] equality;

        Places(int count) {
            row = new int[count];
            factor = new double[count];
            otherRow = new int[count];
            otherFactor = new double[count];
            equality = new boolean[count];
        }
    }

    private final int variableCount;
    private final Places variablePlaces;
    private final Places constraintPlaces;
    private final List<Cone> cones = new ArrayList<>();
    private int equalityCount;
    private int coneRowCount;

    CbfAssembly(List<Block> variables, int variableCount, List<Block> constraints, int constraintCount) {
        this.variableCount = variableCount;
        this.variablePlaces = place(variables, variableCount);
        this.constraintPlaces = place(constraints, constraintCount);
    }

    private Places place(List<Block> blocks, int count) {
        Places places = new Places(count);
        int k = 0;
        for (Block block : blocks) {
            int end = k + block.dimension();
            int start = k;
            for (; k < end; k++) {
                switch (block.domain()) {
                    case FREE -> places.factor[k] = 0.0;
                    case ZERO -> {
                        places.equality[k] = true;
                        places.row[k] = equalityCount++;
                        places.factor[k] = 1.0;
                    }
                    case NONNEGATIVE, QUADRATIC -> put(places, k, 1.0);
                    case NONPOSITIVE -> put(places, k, -1.0);
                    case ROTATED -> {
                        put(places, k, k < start + 2 ? (k == start ? HALF_ROOT : -HALF_ROOT) : 1.0);
                        if (k < start + 2) {
                            places.otherRow[k] = k == start ? places.row[k] + 1 : places.row[k] - 1;
                            places.otherFactor[k] = HALF_ROOT;
                        }
                    }
                }
            }
            if (block.dimension() > 0) {
                switch (block.domain()) {
                    case NONNEGATIVE, NONPOSITIVE -> cones.add(new Cone.Nonnegative(block.dimension()));
                    case QUADRATIC, ROTATED -> cones.add(new Cone.SecondOrder(block.dimension()));
                    case FREE, ZERO -> {
                        // Free expressions need no cone, and equalities are rows of their own.
                    }
                }
            }
        }
        return places;
    }

    private void put(Places places, int k, double factor) {
        places.row[k] = coneRowCount++;
        places.factor[k] = factor;
    }

    ConicProgram program(
            CbfTriplets objective,
            double objectiveConstant,
            CbfTriplets matrix,
            CbfTriplets constants,
            boolean maximised,
            boolean[] integer) {
        double sense = maximised ? -1.0 : 1.0;
        double[] linear = new double[variableCount];
        for (int k = 0; k < objective.count(); k++) {
            linear[objective.first(k)] = sense * objective.value(k);
        }
        SparseMatrix.Builder a = new SparseMatrix.Builder(equalityCount, variableCount);
        SparseMatrix.Builder g = new SparseMatrix.Builder(coneRowCount, variableCount);
        double[] b = new double[equalityCount];
        double[] h = new double[coneRowCount];
        for (int j = 0; j < variableCount; j++) {
            addTerm(variablePlaces, j, j, 1.0, a, g);
        }
        for (int k = 0; k < matrix.count(); k++) {
            addTerm(constraintPlaces, matrix.first(k), matrix.second(k), matrix.value(k), a, g);
        }
        for (int k = 0; k < constants.count(); k++) {
            addConstant(constants.first(k), constants.value(k), b, h);
        }
        return new ConicProgram(
                SparseMatrix.zero(variableCount, variableCount),
                linear,
                sense * objectiveConstant,
                a.build(),
                b,
                g.build(),
                h,
                cones,
                integer);
    }

    /** A term of an expression: on the left of an equality, or with its sign changed in G, as {@code s = h - Gx}. */
    private static void addTerm(
            Places places, int expression, int variable, double value, SparseMatrix.Builder a, SparseMatrix.Builder g) {
        if (places.equality[expression]) {
            a.add(places.row[expression], variable, value);
        } else if (places.factor[expression] != 0.0) {
            g.add(places.row[expression], variable, -places.factor[expression] * value);
            if (places.otherFactor[expression] != 0.0) {
                g.add(places.otherRow[expression], variable, -places.otherFactor[expression] * value);
            }
        }
    }

    /** The constant of a constraint: with its sign changed on the right of an equality, or in h. */
    private void addConstant(int constraint, double value, double[] b, double[] h) {
        if (constraintPlaces.equality[constraint]) {
            b[constraintPlaces.row[constraint]] = 0.0 - value;
        } else if (constraintPlaces.factor[constraint] != 0.0) {
            h[constraintPlaces.row[constraint]] += constraintPlaces.factor[constraint] * value;
            if (constraintPlaces.otherFactor[constraint] != 0.0) {
                h[constraintPlaces.otherRow[constraint]] += constraintPlaces.otherFactor[constraint] * value;
            }
        }
    }
}
