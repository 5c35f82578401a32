package org.flexopf.acopf.nlp;

/**
 * A nonlinear program with exact first and second derivatives:
 *
 * <pre>
 *   minimise f(x)   subject to   g(x) = 0,   h(x) &lt;= 0,   lower &lt;= x &lt;= upper
 * </pre>
 *
 * <p>All methods that are called per iteration write to arrays of the caller and allocate nothing.
 */
public interface NonlinearProgram {

    /** Bounds, patterns and groups; the same object at every call. */
    ProgramStructure structure();

    /** The objective at a point. */
    double objective(double[] x);

    /** The gradient of the objective, one number per variable. */
    void gradient(double[] x, double[] gradient);

    /**
     * The size of the objective's gradient at a start, to which accuracy is relative: its largest entry, unless the
     * program knows that some of them, such as penalties, mean nothing for the others.
     */
    default double gradientSize(double[] x) {
        double[] gradient = new double[x.length];
        gradient(x, gradient);
        double largest = 0.0;
        for (int i = 0; i < x.length; i++) {
            largest = Math.max(largest, structure().isHeld(i) ? 0.0 : Math.abs(gradient[i]));
        }
        return largest;
    }

    /** The values of both kinds of constraint. */
    void constraints(double[] x, double[] equalities, double[] inequalities);

    /** The entries of both Jacobians, in the order of their patterns. */
    void jacobians(double[] x, double[] equalities, double[] inequalities);

    /**
     * The entries of the Hessian of {@code weight f + y'g + z'h}, in the order of its pattern.
     *
     * @param y multipliers of the equalities
     * @param z multipliers of the inequalities
     */
    void hessian(double[] x, double weight, double[] y, double[] z, double[] entries);
}
