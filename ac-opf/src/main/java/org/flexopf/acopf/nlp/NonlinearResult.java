package org.flexopf.acopf.nlp;

/**
 * What a local solve has found. The Lagrangian is {@code f + y'g + z'h} less what bounds add; multipliers of
 * inequalities and of bounds are not negative. Whole arrays are copies.
 */
public final class NonlinearResult {

    private final NonlinearStatus status;
    private final double[] x;
    private final double[] equalityMultipliers;
    private final double[] inequalityMultipliers;
    private final double[] lowerMultipliers;
    private final double[] upperMultipliers;
    private final double violation;
    private final double stationarity;
    private final double complementarity;
    private final int iterations;

    /** The arrays are this object's from here on. */
    NonlinearResult(
            NonlinearStatus status,
            double[] x,
            double[] equalityMultipliers,
            double[] inequalityMultipliers,
            double[] lowerMultipliers,
            double[] upperMultipliers,
            double violation,
            double stationarity,
            double complementarity,
            int iterations) {
        this.status = status;
        this.x = x;
        this.equalityMultipliers = equalityMultipliers;
        this.inequalityMultipliers = inequalityMultipliers;
        this.lowerMultipliers = lowerMultipliers;
        this.upperMultipliers = upperMultipliers;
        this.violation = violation;
        this.stationarity = stationarity;
        this.complementarity = complementarity;
        this.iterations = iterations;
    }

    /** How it ended. */
    public NonlinearStatus status() {
        return status;
    }

    /** The variables. */
    public double[] x() {
        return x.clone();
    }

    /** A variable. */
    public double x(int variable) {
        return x[variable];
    }

    /** The multipliers y of {@code g(x) = 0}. */
    public double[] equalityMultipliers() {
        return equalityMultipliers.clone();
    }

    /** The multiplier of an equality. */
    public double equalityMultiplier(int row) {
        return equalityMultipliers[row];
    }

    /** The multiplier z of an inequality {@code h(x) <= 0}. */
    public double inequalityMultiplier(int row) {
        return inequalityMultipliers[row];
    }

    /** The multiplier of the lower bound of a variable; of one that is held, what its gradient needs. */
    public double lowerMultiplier(int variable) {
        return lowerMultipliers[variable];
    }

    /** The multiplier of the upper bound of a variable; of one that is held, what its gradient needs. */
    public double upperMultiplier(int variable) {
        return upperMultipliers[variable];
    }

    /** The largest violation of a constraint, in the program's units. */
    public double violation() {
        return violation;
    }

    /** The largest entry of the gradient of the Lagrangian. */
    public double stationarity() {
        return stationarity;
    }

    /** The largest product of a multiplier with its room. */
    public double complementarity() {
        return complementarity;
    }

    /** The number of iterations, restorations included. */
    public int iterations() {
        return iterations;
    }

    @Override
    public String toString() {
        return status + " after " + iterations + " iterations, violation " + violation;
    }
}
