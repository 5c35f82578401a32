package org.flexopf.testkit;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * A small program written down row by row, as it stands in a textbook. Rows keep the order in which they are written;
 * so do the multipliers: y of the equalities, z of the inequalities and cones.
 */
public final class ProgramSketch {

    private final double[] linear;
    private double constant;
    private SparseMatrix quadratic;
    private final List<double[]> equalities = new ArrayList<>();
    private final List<Double> equalityRhs = new ArrayList<>();
    private final List<double[]> coneRows = new ArrayList<>();
    private final List<Double> coneRhs = new ArrayList<>();
    private final List<Cone> cones = new ArrayList<>();
    private final boolean[] integer;

    private ProgramSketch(double[] linear) {
        this.linear = linear.clone();
        this.quadratic = SparseMatrix.zero(linear.length, linear.length);
        this.integer = new boolean[linear.length];
    }

    /** A program that minimises {@code q'x}, with no constraints yet. */
    public static ProgramSketch minimise(double... q) {
        return new ProgramSketch(q);
    }

    /** The coefficients of a row, for the sake of reading. */
    public static double[] row(double... coefficients) {
        return coefficients;
    }

    /** The affine expression {@code constant + coefficients'x}, for the entries of a cone. */
    public static double[] affine(double constant, double... coefficients) {
        double[] expression = new double[coefficients.length + 1];
        expression[0] = constant;
        System.arraycopy(coefficients, 0, expression, 1, coefficients.length);
        return expression;
    }

    /** Adds a constant to the objective. */
    public ProgramSketch plus(double value) {
        constant += value;
        return this;
    }

    /** Adds {@code 1/2 x'Px} to the objective, with the whole symmetric P given by its rows. */
    public ProgramSketch plusHalfSquare(double[]... symmetric) {
        SparseMatrix.Builder builder = new SparseMatrix.Builder(linear.length, linear.length);
        for (int i = 0; i < linear.length; i++) {
            for (int j = 0; j < linear.length; j++) {
                if (symmetric[i][j] != symmetric[j][i]) {
                    throw new IllegalArgumentException("P is not symmetric at (" + i + ", " + j + ")");
                }
                if (i <= j && symmetric[i][j] != 0.0) {
                    builder.add(i, j, symmetric[i][j]);
                }
            }
        }
        quadratic = builder.build();
        return this;
    }

    /** The row {@code a'x = b}. */
    public ProgramSketch equal(double[] a, double b) {
        equalities.add(a);
        equalityRhs.add(b);
        return this;
    }

    /** The row {@code a'x <= h}; its multiplier z is nonnegative and {@code df/dh = -z}. */
    public ProgramSketch atMost(double[] a, double h) {
        if (!cones.isEmpty() && cones.get(cones.size() - 1) instanceof Cone.Nonnegative last) {
            cones.set(cones.size() - 1, new Cone.Nonnegative(last.dimension() + 1));
        } else {
            cones.add(new Cone.Nonnegative(1));
        }
        coneRows.add(a);
        coneRhs.add(h);
        return this;
    }

    /** The row {@code a'x >= lower}, stored as {@code -a'x <= -lower}. */
    public ProgramSketch atLeast(double[] a, double lower) {
        double[] negated = new double[a.length];
        for (int j = 0; j < a.length; j++) {
            negated[j] = 0.0 - a[j];
        }
        return atMost(negated, 0.0 - lower);
    }

    /** Rows {@code x_j >= 0} for all variables. */
    public ProgramSketch nonnegative() {
        for (int j = 0; j < linear.length; j++) {
            double[] unit = new double[linear.length];
            unit[j] = 1.0;
            atLeast(unit, 0.0);
        }
        return this;
    }

    /** The constraint {@code e_0 >= ||(e_1, .., e_k)||} on {@link #affine affine} expressions. */
    public ProgramSketch secondOrder(double[]... expressions) {
        for (double[] expression : expressions) {
            double[] row = new double[linear.length];
            for (int j = 0; j < row.length; j++) {
                row[j] = 0.0 - expression[j + 1];
            }
            coneRows.add(row);
            coneRhs.add(expression[0]);
        }
        cones.add(new Cone.SecondOrder(expressions.length));
        return this;
    }

    /** Flags variables as integer. */
    public ProgramSketch integer(int... variables) {
        for (int j : variables) {
            integer[j] = true;
        }
        return this;
    }

    /** The program. */
    public ConicProgram program() {
        return new ConicProgram(
                quadratic,
                linear,
                constant,
                matrix(equalities),
                vector(equalityRhs),
                matrix(coneRows),
                vector(coneRhs),
                cones,
                integer);
    }

    private SparseMatrix matrix(List<double[]> rows) {
        SparseMatrix.Builder builder = new SparseMatrix.Builder(rows.size(), linear.length);
        for (int i = 0; i < rows.size(); i++) {
            double[] row = rows.get(i);
            if (row.length != linear.length) {
                throw new IllegalArgumentException("row " + i + " has " + row.length + " coefficients, the program "
                        + linear.length + " variables");
            }
            for (int j = 0; j < row.length; j++) {
                if (row[j] != 0.0) {
                    builder.add(i, j, row[j]);
                }
            }
        }
        return builder.build();
    }

    private static double[] vector(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
