package org.flexopf.acopf.nlp;

/**
 * A nonlinear program with exact first and second derivatives:
 *
 * <pre>
 *   minimise f(x)   subject to   g(x) = 0,   h(x) &lt;= 0,   lower &lt;= x &lt;= upper
 * </pre>
 *
 * <p>Its unknowns are the variables and the multipliers of its equalities. The program puts them into small groups that
 * are eliminated together, such as the voltage of a bus with the multipliers of its balance: a group is chosen so that
 * its own block of the KKT matrix can be inverted. A variable whose bounds are equal is held there. All methods that
 * are called per iteration write to arrays of the caller and allocate nothing.
 */
public interface NonlinearProgram {

    /** Least value of each variable; -infinity for none. */
    double[] lower();

    /** Largest value of each variable; infinity for none. */
    double[] upper();

    /** The number of equalities. */
    int equalities();

    /** The number of inequalities. */
    int inequalities();

    /** Where the Jacobian of the equalities has entries. */
    Triplets equalityPattern();

    /** Where the Jacobian of the inequalities has entries, row after row. */
    Triplets inequalityPattern();

    /** Where one triangle of the Hessian of the Lagrangian has entries. */
    Triplets hessianPattern();

    /** The number of groups of unknowns. */
    int groups();

    /** The group of each variable. */
    int[] groupOfVariable();

    /** The group of the multiplier of each equality. */
    int[] groupOfEquality();

    /**
     * The group of the multiplier of each inequality; -1 where it is to be eliminated, which couples the variables of
     * the inequality to each other and loses digits where it binds with large entries.
     */
    int[] groupOfInequality();

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
            largest = Math.max(largest, lower()[i] < upper()[i] ? Math.abs(gradient[i]) : 0.0);
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
