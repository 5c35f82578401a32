package org.flexopf.program;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A convex program with a quadratic objective and conic constraints, immutable and checked:
 *
 * <pre>
 *   minimise    1/2 x'Px + q'x + c
 *   subject to  Ax = b,   Gx + s = h,   s in K = K_1 x K_2 x ...
 * </pre>
 *
 * <p>The cones stand in the order of the rows of G and together cover all of them. P is given by its upper triangle and
 * must be positive semidefinite (checked on its diagonal here; a solver finds out the rest). Bounds on variables are
 * rows of G like any other inequality. Variables may be flagged as integer; a solver without integers refuses such a
 * program.
 *
 * <p>Dual variables: y for the equalities, free; z for the cone rows, in the dual cone of K (which is K). At an optimum
 * {@code Px + q + A'y + G'z = 0} and {@code s'z = 0}. The optimal value f changes by {@code df/db = -y} and
 * {@code df/dh = -z}.
 */
public final class ConicProgram {

    private final SparseMatrix quadratic;
    private final double[] linear;
    private final double constant;
    private final SparseMatrix equalityMatrix;
    private final double[] equalityRhs;
    private final SparseMatrix coneMatrix;
    private final double[] coneRhs;
    private final List<Cone> cones;
    private final boolean[] integer;

    /**
     * A program from its data; arrays are copied.
     *
     * @param quadratic P, n by n, its upper triangle only
     * @param linear q, of length n
     * @param constant c, added to both objectives
     * @param equalityMatrix A, p by n
     * @param equalityRhs b, of length p
     * @param coneMatrix G, m by n
     * @param coneRhs h, of length m
     * @param cones K, in the order of the rows of G
     * @param integer which variables must be integer, of length n; see {@link #continuous} for a program without any
     * @throws IllegalArgumentException if sizes disagree, a number is NaN or infinite, P has an entry below its
     *     diagonal or a negative diagonal entry
     */
    public ConicProgram(
            SparseMatrix quadratic,
            double[] linear,
            double constant,
            SparseMatrix equalityMatrix,
            double[] equalityRhs,
            SparseMatrix coneMatrix,
            double[] coneRhs,
            List<Cone> cones,
            boolean[] integer) {
        this(
                List.copyOf(cones),
                quadratic,
                linear.clone(),
                constant,
                equalityMatrix,
                equalityRhs.clone(),
                coneMatrix,
                coneRhs.clone(),
                Objects.requireNonNull(integer, "the integer flags; see ConicProgram.continuous")
                        .clone());
        requireFinite("q", linear);
        requireFinite("b", equalityRhs);
        requireFinite("h", coneRhs);
        requireFinite(constant);
        requireFinite("P", quadratic);
        requireFinite("A", equalityMatrix);
        requireFinite("G", coneMatrix);
        requireUpperTriangle(quadratic);
        requireCovered(cones, coneRhs.length);
    }

    /**
     * A program whose variables are all continuous, from its data; arrays are copied. Whoever derives one program from
     * another says by this, or by {@link #integers()}, what becomes of the integers.
     *
     * @param quadratic P, n by n, its upper triangle only
     * @param linear q, of length n
     * @param constant c, added to both objectives
     * @param equalityMatrix A, p by n
     * @param equalityRhs b, of length p
     * @param coneMatrix G, m by n
     * @param coneRhs h, of length m
     * @param cones K, in the order of the rows of G
     * @throws IllegalArgumentException as the constructor does
     */
    public static ConicProgram continuous(
            SparseMatrix quadratic,
            double[] linear,
            double constant,
            SparseMatrix equalityMatrix,
            double[] equalityRhs,
            SparseMatrix coneMatrix,
            double[] coneRhs,
            List<Cone> cones) {
        return new ConicProgram(
                quadratic,
                linear,
                constant,
                equalityMatrix,
                equalityRhs,
                coneMatrix,
                coneRhs,
                cones,
                new boolean[linear.length]);
    }

    /** From parts whose numbers are known to be finite; whoever brings new ones looks at those alone. */
    private ConicProgram(
            List<Cone> cones,
            SparseMatrix quadratic,
            double[] linear,
            double constant,
            SparseMatrix equalityMatrix,
            double[] equalityRhs,
            SparseMatrix coneMatrix,
            double[] coneRhs,
            boolean[] integer) {
        this.quadratic = quadratic;
        this.linear = linear;
        this.constant = constant;
        this.equalityMatrix = equalityMatrix;
        this.equalityRhs = equalityRhs;
        this.coneMatrix = coneMatrix;
        this.coneRhs = coneRhs;
        this.cones = cones;
        this.integer = integer;
        int n = linear.length;
        requireShape("P", quadratic, n, n);
        requireShape("A", equalityMatrix, equalityRhs.length, n);
        requireShape("G", coneMatrix, coneRhs.length, n);
        if (integer.length != n) {
            throw new IllegalArgumentException("the integer flags must have length " + n + ", got " + integer.length);
        }
    }

    /** The number of variables. */
    public int variableCount() {
        return linear.length;
    }

    /** The number of equality rows. */
    public int equalityCount() {
        return equalityRhs.length;
    }

    /** The number of rows of G. */
    public int coneRowCount() {
        return coneRhs.length;
    }

    /** P by its upper triangle. */
    public SparseMatrix quadratic() {
        return quadratic;
    }

    /** The cost q of a variable. */
    public double linear(int variable) {
        return linear[variable];
    }

    /** A copy of q. */
    public double[] linear() {
        return linear.clone();
    }

    /** The constant c of the objective. */
    public double constant() {
        return constant;
    }

    /** The matrix A of the equalities. */
    public SparseMatrix equalityMatrix() {
        return equalityMatrix;
    }

    /** The right-hand side b of an equality row. */
    public double equalityRhs(int row) {
        return equalityRhs[row];
    }

    /** A copy of b. */
    public double[] equalityRhs() {
        return equalityRhs.clone();
    }

    /** The matrix G of the cone rows. */
    public SparseMatrix coneMatrix() {
        return coneMatrix;
    }

    /** The right-hand side h of a cone row. */
    public double coneRhs(int row) {
        return coneRhs[row];
    }

    /** A copy of h. */
    public double[] coneRhs() {
        return coneRhs.clone();
    }

    /** The cones in the order of the rows of G. */
    public List<Cone> cones() {
        return cones;
    }

    /** Whether a variable must be integer. */
    public boolean isInteger(int variable) {
        return integer[variable];
    }

    /** A copy of the flags that tell which variables must be integer. */
    public boolean[] integers() {
        return integer.clone();
    }

    /** Whether any variable must be integer. */
    public boolean hasIntegers() {
        for (boolean flag : integer) {
            if (flag) {
                return true;
            }
        }
        return false;
    }

    /** Whether the objective has a quadratic part. */
    public boolean hasQuadraticObjective() {
        for (int k = 0; k < quadratic.entryCount(); k++) {
            if (quadratic.value(k) != 0.0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a second-order cone of dimension above 1 occurs. */
    public boolean hasSecondOrderCones() {
        return cones.stream().anyMatch(cone -> cone instanceof Cone.SecondOrder && cone.dimension() > 1);
    }

    /** The objective at a point. */
    public double objective(double[] x) {
        double value = constant;
        double[] px = new double[x.length];
        quadratic.symmetricMultiplyAdd(1.0, x, px);
        for (int j = 0; j < x.length; j++) {
            value += (linear[j] + 0.5 * px[j]) * x[j];
        }
        return value;
    }

    /** Whether another program has the same sizes, cones and stored positions, so that symbolic work can be shared. */
    public boolean samePattern(ConicProgram other) {
        return quadratic.samePattern(other.quadratic)
                && equalityMatrix.samePattern(other.equalityMatrix)
                && coneMatrix.samePattern(other.coneMatrix)
                && (cones == other.cones || cones.equals(other.cones))
                && Arrays.equals(integer, other.integer);
    }

    /**
     * The continuous relaxation: the same program without integers. What proves it infeasible proves this one
     * infeasible too, and no point of this one has a lower objective than its optimum.
     */
    public ConicProgram relaxed() {
        return new ConicProgram(
                cones,
                quadratic,
                linear,
                constant,
                equalityMatrix,
                equalityRhs,
                coneMatrix,
                coneRhs,
                new boolean[linear.length]);
    }

    /** The same constraints with another objective. */
    public ConicProgram withObjective(SparseMatrix newQuadratic, double[] newLinear, double newConstant) {
        requireFinite("P", newQuadratic);
        requireUpperTriangle(newQuadratic);
        requireFinite("q", newLinear);
        requireFinite(newConstant);
        return new ConicProgram(
                cones,
                newQuadratic,
                newLinear.clone(),
                newConstant,
                equalityMatrix,
                equalityRhs,
                coneMatrix,
                coneRhs,
                integer);
    }

    /** The same program with another matrix A. */
    public ConicProgram withEqualityMatrix(SparseMatrix newEqualityMatrix) {
        requireFinite("A", newEqualityMatrix);
        return new ConicProgram(
                cones, quadratic, linear, constant, newEqualityMatrix, equalityRhs, coneMatrix, coneRhs, integer);
    }

    /** The same program with another matrix G. */
    public ConicProgram withConeMatrix(SparseMatrix newConeMatrix) {
        requireFinite("G", newConeMatrix);
        return new ConicProgram(
                cones, quadratic, linear, constant, equalityMatrix, equalityRhs, newConeMatrix, coneRhs, integer);
    }

    /** The same program with another linear cost and constant. */
    public ConicProgram withLinear(double[] newLinear, double newConstant) {
        requireFinite("q", newLinear);
        requireFinite(newConstant);
        return new ConicProgram(
                cones,
                quadratic,
                newLinear.clone(),
                newConstant,
                equalityMatrix,
                equalityRhs,
                coneMatrix,
                coneRhs,
                integer);
    }

    /** The same program with other right-hand sides b and h. */
    public ConicProgram withRightHandSides(double[] newEqualityRhs, double[] newConeRhs) {
        requireFinite("b", newEqualityRhs);
        requireFinite("h", newConeRhs);
        return new ConicProgram(
                cones,
                quadratic,
                linear,
                constant,
                equalityMatrix,
                newEqualityRhs.clone(),
                coneMatrix,
                newConeRhs.clone(),
                integer);
    }

    @Override
    public String toString() {
        return variableCount() + " variables, " + equalityCount() + " equalities, " + coneRowCount() + " cone rows in "
                + cones.size() + " cones";
    }

    private static void requireShape(String name, SparseMatrix matrix, int rows, int columns) {
        if (matrix.rows() != rows || matrix.columns() != columns) {
            throw new IllegalArgumentException(name + " must be " + rows + " x " + columns + " to fit the vectors, got "
                    + matrix.rows() + " x " + matrix.columns());
        }
    }

    private static void requireFinite(double constant) {
        if (!Double.isFinite(constant)) {
            throw new IllegalArgumentException("the constant of the objective must be finite, got " + constant);
        }
    }

    private static void requireFinite(String name, double[] vector) {
        for (int i = 0; i < vector.length; i++) {
            if (!Double.isFinite(vector[i])) {
                throw new IllegalArgumentException(
                        name + "[" + i + "] is " + vector[i] + "; every number of a program must be finite (leave an "
                                + "unlimited side out instead of giving an infinite bound)");
            }
        }
    }

    private static void requireFinite(String name, SparseMatrix matrix) {
        if (matrix.isFinite()) {
            return;
        }
        for (int j = 0; j < matrix.columns(); j++) {
            for (int k = matrix.columnStart(j); k < matrix.columnStart(j + 1); k++) {
                if (!Double.isFinite(matrix.value(k))) {
                    throw new IllegalArgumentException(name + "[" + matrix.rowIndex(k) + ", " + j + "] is "
                            + matrix.value(k) + "; every number of a program must be finite");
                }
            }
        }
    }

    private static void requireUpperTriangle(SparseMatrix quadratic) {
        for (int j = 0; j < quadratic.columns(); j++) {
            for (int k = quadratic.columnStart(j); k < quadratic.columnStart(j + 1); k++) {
                int i = quadratic.rowIndex(k);
                if (i > j) {
                    throw new IllegalArgumentException(
                            "P[" + i + ", " + j + "] lies below the diagonal; give the upper triangle only");
                }
                if (i == j && quadratic.value(k) < 0.0) {
                    throw new IllegalArgumentException("P[" + i + ", " + i + "] is " + quadratic.value(k)
                            + "; a convex objective has no negative diagonal entry");
                }
            }
        }
    }

    private static void requireCovered(List<Cone> cones, int rows) {
        long covered = 0;
        for (Cone cone : cones) {
            covered += cone.dimension();
        }
        if (covered != rows) {
            throw new IllegalArgumentException("the cones cover " + covered + " rows, G has " + rows);
        }
    }
}
