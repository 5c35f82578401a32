package org.flexopf.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * The data of a program in the making: sparse random matrices by dense rows, which are easy to bend to a known answer.
 */
final class RandomMatrices {

    /** Where in its cone a block lies. */
    enum Place {
        INSIDE,
        BOUNDARY,
        APEX
    }

    private static final int LARGEST_CONE = 6;

    final int variables;
    final int equalities;
    final List<Cone> cones;
    /** P is the sum of the squares of these rows. */
    final double[][] factors;

    final double[][] a;
    final double[] q;
    final double[] b;
    double[][] g;
    double[] h;
    int coneRows;
    /** The rows from here on are bounds on variables. */
    int firstBound;

    private final Random random;

    RandomMatrices(ProgramShape shape, Random random) {
        this.random = random;
        this.cones = new ArrayList<>();
        int rows = shape.inequalities();
        if (shape.inequalities() > 0) {
            cones.add(new Cone.Nonnegative(shape.inequalities()));
        }
        for (int i = 0; i < shape.cones(); i++) {
            Cone cone = new Cone.SecondOrder(1 + random.nextInt(LARGEST_CONE));
            cones.add(random.nextInt(cones.size() + 1), cone);
            rows += cone.dimension();
        }
        this.variables = shape.variables();
        this.equalities = shape.equalities();
        this.coneRows = rows;
        this.firstBound = rows;
        this.factors = sparseRows(shape.quadraticRank());
        this.a = sparseRows(equalities);
        this.g = sparseRows(coneRows);
        this.q = new double[variables];
        this.b = new double[equalities];
        this.h = new double[coneRows];
    }

    /**
     * Appends rows that bound each variable from both sides or, given a direction, from the side that it does not run
     * towards.
     */
    void appendBounds(double[] direction) {
        int count = direction == null ? 2 * variables : variables;
        g = Arrays.copyOf(g, firstBound + count);
        for (int k = 0; k < count; k++) {
            double[] row = new double[variables];
            row[k % variables] = direction == null ? (k < variables ? 1.0 : -1.0) : -Math.signum(direction[k]);
            g[firstBound + k] = row;
        }
        cones.add(new Cone.Nonnegative(count));
        coneRows = firstBound + count;
        h = new double[coneRows];
    }

    /**
     * Bends the rows before the bounds so that a random direction keeps the equalities and leads strictly into every
     * cone.
     */
    void openAlongSomeDirection() {
        double[] direction = vector(variables);
        int anchor = random.nextInt(variables);
        direction[anchor] = 1.0 + random.nextDouble();
        for (double[] row : a) {
            row[anchor] -= KktFigures.dot(row, direction) / direction[anchor];
        }
        int row = 0;
        for (Cone cone : cones) {
            int end = row + cone.dimension();
            int block = cone instanceof Cone.Nonnegative ? 1 : cone.dimension();
            for (; row < end && row < firstBound; row += block) {
                double square = 0.0;
                for (int i = row + 1; i < row + block; i++) {
                    double tail = KktFigures.dot(g[i], direction);
                    square += tail * tail;
                }
                double missing = Math.sqrt(square) + 0.1 + KktFigures.dot(g[row], direction);
                if (missing > 0.0) {
                    g[row][anchor] -= missing / direction[anchor];
                }
            }
        }
    }

    /** Numbers of a standard normal distribution. */
    double[] vector(int length) {
        double[] vector = new double[length];
        for (int i = 0; i < length; i++) {
            vector[i] = random.nextGaussian();
        }
        return vector;
    }

    /** A vector inside all cones. */
    double[] interior() {
        double[] vector = new double[coneRows];
        int row = 0;
        for (Cone cone : cones) {
            if (cone instanceof Cone.Nonnegative) {
                for (int i = 0; i < cone.dimension(); i++) {
                    drawBlock(row + i, 1, Place.INSIDE, vector);
                }
            } else {
                drawBlock(row, cone.dimension(), Place.INSIDE, vector);
            }
            row += cone.dimension();
        }
        return vector;
    }

    /** Draws one block of a second-order cone, or a single nonnegative entry, whose boundary is its apex. */
    void drawBlock(int row, int dimension, Place place, double[] target) {
        if (place == Place.APEX || (place == Place.BOUNDARY && dimension == 1)) {
            return;
        }
        double square = 0.0;
        for (int i = row + 1; i < row + dimension; i++) {
            target[i] = random.nextGaussian();
            square += target[i] * target[i];
        }
        target[row] = Math.sqrt(square) + (place == Place.INSIDE ? 0.5 + random.nextDouble() : 0.0);
    }

    /**
     * The first row of a second-order cone, or any row of a nonnegative one, before the bounds; -1 if there is none.
     */
    int headOfSomeCone() {
        if (firstBound == 0) {
            return -1;
        }
        int chosen = random.nextInt(firstBound < coneRows ? cones.size() - 1 : cones.size());
        int row = 0;
        for (int i = 0; i < chosen; i++) {
            row += cones.get(i).dimension();
        }
        return cones.get(chosen) instanceof Cone.Nonnegative cone ? row + random.nextInt(cone.dimension()) : row;
    }

    /** {@code A'y + G'z}. */
    double[] combination(double[] y, double[] z) {
        double[] sum = new double[variables];
        for (int i = 0; i < equalities; i++) {
            add(sum, y[i], a[i]);
        }
        for (int i = 0; i < coneRows; i++) {
            add(sum, z[i], g[i]);
        }
        return sum;
    }

    /** {@code b = Ax} and {@code h = Gx + s}. */
    void setRightHandSides(double[] x, double[] s) {
        for (int i = 0; i < equalities; i++) {
            b[i] = KktFigures.dot(a[i], x);
        }
        for (int i = 0; i < coneRows; i++) {
            h[i] = KktFigures.dot(g[i], x) + s[i];
        }
    }

    /** {@code q = -(Px + A'y + G'z)}. */
    void setStationary(double[] x, double[] y, double[] z) {
        double[] gradient = combination(y, z);
        for (double[] factor : factors) {
            add(gradient, KktFigures.dot(factor, x), factor);
        }
        for (int j = 0; j < variables; j++) {
            q[j] = 0.0 - gradient[j];
        }
    }

    /**
     * Scales rows and columns by random powers of ten, and a primal-dual point with them; a second-order cone has one
     * factor.
     */
    void scale(double decades, double[] x, double[] y, double[] z) {
        if (decades == 0.0) {
            return;
        }
        for (int j = 0; j < variables; j++) {
            double factor = powerOfTen(decades);
            q[j] *= factor;
            x[j] /= factor;
            for (double[][] rows : new double[][][] {factors, a, g}) {
                for (double[] row : rows) {
                    row[j] *= factor;
                }
            }
        }
        for (int i = 0; i < equalities; i++) {
            scaleRow(a, b, y, i, powerOfTen(decades));
        }
        int row = 0;
        for (Cone cone : cones) {
            double shared = powerOfTen(decades);
            for (int end = row + cone.dimension(); row < end; row++) {
                scaleRow(g, h, z, row, cone instanceof Cone.Nonnegative ? powerOfTen(decades) : shared);
            }
        }
    }

    /** Scales rows and columns where no point is to follow. */
    void scale(double decades) {
        scale(decades, new double[variables], new double[equalities], new double[coneRows]);
    }

    ConicProgram program() {
        SparseMatrix.Builder p = new SparseMatrix.Builder(variables, variables);
        for (double[] factor : factors) {
            for (int j = 0; j < variables; j++) {
                for (int i = 0; i <= j && factor[j] != 0.0; i++) {
                    if (factor[i] != 0.0) {
                        p.add(i, j, factor[i] * factor[j]);
                    }
                }
            }
        }
        return ConicProgram.continuous(p.build(), q, 0.0, sparse(a), b, sparse(g), h, cones);
    }

    private double powerOfTen(double decades) {
        return Math.pow(10.0, decades * (2.0 * random.nextDouble() - 1.0));
    }

    private void scaleRow(double[][] rows, double[] rhs, double[] multipliers, int i, double factor) {
        for (int j = 0; j < variables; j++) {
            rows[i][j] *= factor;
        }
        rhs[i] *= factor;
        multipliers[i] /= factor;
    }

    /** Rows of one to four normal entries at random places. */
    private double[][] sparseRows(int count) {
        double[][] rows = new double[count][variables];
        for (double[] row : rows) {
            for (int k = random.nextInt(4); k >= 0; k--) {
                row[random.nextInt(variables)] = random.nextGaussian();
            }
        }
        return rows;
    }

    private SparseMatrix sparse(double[][] rows) {
        SparseMatrix.Builder builder = new SparseMatrix.Builder(rows.length, variables);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < variables; j++) {
                if (rows[i][j] != 0.0) {
                    builder.add(i, j, rows[i][j]);
                }
            }
        }
        return builder.build();
    }

    private static void add(double[] target, double factor, double[] row) {
        for (int j = 0; j < target.length; j++) {
            target[j] += factor * row[j];
        }
    }
}
