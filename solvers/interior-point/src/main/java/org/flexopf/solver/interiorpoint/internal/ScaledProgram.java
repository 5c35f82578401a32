package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;
import org.flexopf.program.ConicProgram;

/**
 * The numbers of a program in the order of its {@link ProgramStructure}, equilibrated: {@code C -> E C D}, {@code P ->
 * k D P D}, {@code q -> k D q}, {@code d -> E d}, so that {@code x -> D^-1 x}, {@code s -> E s}, {@code v -> k E^-1 v}.
 * E is one number within each second-order cone.
 */
final class ScaledProgram {

    final ProgramStructure structure;
    final SparseColumns quadratic;
    final SparseRows matrix;
    /** q and d = (b, h). */
    final double[] cost;

    final double[] rhs;
    /** D, E and k. */
    final double[] variableScale;

    final double[] rowScale;
    /** The inverses of D and E: powers of two, as D and E are. */
    final double[] inverseVariableScale;

    final double[] inverseRowScale;
    double costScale;
    /** The largest |q_j| (times k) and |d_i| in the program's own units. */
    double largestCost;

    double largestRhs;
    /** The least of D and of E, at most 1. */
    double smallestVariableScale;

    double smallestRowScale;
    boolean hasQuadratic;
    /** Room for the equilibration. */
    final int[] variableLogarithm;

    final int[] rowLogarithm;
    final int[] columnNorm;
    final int[] rowNorm;

    ScaledProgram(ProgramStructure structure) {
        this.structure = structure;
        quadratic = structure.quadratic;
        matrix = structure.matrix;
        cost = new double[structure.variables];
        rhs = new double[structure.rows];
        variableScale = new double[structure.variables];
        rowScale = new double[structure.rows];
        inverseVariableScale = new double[structure.variables];
        inverseRowScale = new double[structure.rows];
        variableLogarithm = new int[structure.variables];
        rowLogarithm = new int[structure.rows];
        columnNorm = new int[structure.variables];
        rowNorm = new int[structure.rows];
    }

    /** Takes over the numbers of a program of this structure and equilibrates them. */
    void load(ConicProgram program) {
        hasQuadratic = false;
        for (int k = 0; k < structure.quadraticEntry.length; k++) {
            double value = program.quadratic().value(k);
            quadratic.value()[structure.quadraticEntry[k]] = value;
            hasQuadratic |= value != 0.0;
        }
        for (int k = 0; k < structure.equalityEntry.length; k++) {
            matrix.value[structure.equalityEntry[k]] = program.equalityMatrix().value(k);
        }
        for (int k = 0; k < structure.coneEntry.length; k++) {
            matrix.value[structure.coneEntry[k]] = program.coneMatrix().value(k);
        }
        for (int j = 0; j < structure.variables; j++) {
            cost[j] = program.linear(structure.variableOf[j]);
        }
        for (int i = 0; i < structure.rows; i++) {
            int row = structure.rowOf[i];
            rhs[i] =
                    row < structure.equalities ? program.equalityRhs(row) : program.coneRhs(row - structure.equalities);
        }
        RuizEquilibration.compute(this);
        scale();
        structure.nodeColumns.load(matrix.value);
    }

    private void scale() {
        matrix.scale(rowScale, variableScale);
        largestCost = costScale * largestSize(cost);
        largestRhs = largestSize(rhs);
        smallestVariableScale = smallest(variableScale);
        smallestRowScale = smallest(rowScale);
        for (int j = 0; j < structure.variables; j++) {
            double d = variableScale[j];
            for (int k = quadratic.start()[j]; k < quadratic.start()[j + 1]; k++) {
                quadratic.value()[k] *= costScale * variableScale[quadratic.row()[k]] * d;
            }
            cost[j] *= costScale * d;
            inverseVariableScale[j] = 1.0 / d;
        }
        for (int i = 0; i < structure.rows; i++) {
            rhs[i] *= rowScale[i];
            inverseRowScale[i] = 1.0 / rowScale[i];
        }
    }

    private static double largestSize(double[] numbers) {
        double largest = 0.0;
        for (double number : numbers) {
            double size = Math.abs(number);
            if (size > largest) {
                largest = size;
            }
        }
        return largest;
    }

    /** The least of the scales, at most 1. */
    private static double smallest(double[] scales) {
        double smallest = 1.0;
        for (double scale : scales) {
            if (scale < smallest) {
                smallest = scale;
            }
        }
        return smallest;
    }

    /** Puts {@code P x} into a target. */
    void multiplyQuadratic(double[] x, double[] target) {
        Arrays.fill(target, 0.0);
        if (hasQuadratic) {
            quadratic.symmetricMultiplyAdd(x, target);
        }
    }

    /** A multiple of the primal point of the program, in its own order and units. */
    double[] unscaledPrimal(double[] x, double factor) {
        double[] answer = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            answer[structure.variableOf[j]] = factor * x[j] * variableScale[j];
        }
        return answer;
    }

    /** A multiple of a block of multipliers in the program's own order and units: equalities or cone rows. */
    double[] unscaledMultipliers(double[] v, boolean equalities, double factor) {
        double[] answer = new double[equalities ? structure.equalities : structure.rows - structure.equalities];
        int offset = equalities ? 0 : structure.equalities;
        double unit = factor / costScale;
        for (int i = offset; i < offset + answer.length; i++) {
            answer[structure.rowOf[i] - offset] = unit * v[i] * rowScale[i];
        }
        return answer;
    }

    /** Writes a hint into scaled coordinates. */
    void scalePrimal(double[] hint, double[] x) {
        for (int j = 0; j < x.length; j++) {
            x[j] = hint[structure.variableOf[j]] / variableScale[j];
        }
    }

    /** Writes hinted multipliers into scaled coordinates. */
    void scaleMultipliers(double[] y, double[] z, double[] v) {
        for (int i = 0; i < v.length; i++) {
            int row = structure.rowOf[i];
            double multiplier = row < structure.equalities ? y[row] : z[row - structure.equalities];
            v[i] = multiplier * costScale / rowScale[i];
        }
    }
}
