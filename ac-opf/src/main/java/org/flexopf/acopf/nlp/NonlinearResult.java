package org.flexopf.acopf.nlp;

/**
 * What a local solve has found.
 *
 * @param status how it ended
 * @param x the variables
 * @param equalityMultipliers multipliers y of g(x) = 0; the Lagrangian is f + y'g + z'h
 * @param inequalityMultipliers multipliers z of h(x) &lt;= 0, not negative
 * @param lowerMultipliers of the lower bounds, not negative; of a variable that is held, what its gradient needs
 * @param upperMultipliers of the upper bounds, not negative
 * @param violation largest violation of a constraint, in the program's units
 * @param stationarity largest entry of the gradient of the Lagrangian
 * @param complementarity largest product of a multiplier with its room
 * @param iterations number of iterations, restorations included
 */
public record NonlinearResult(
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

    @Override
    public String toString() {
        return status + " after " + iterations + " iterations, violation " + violation;
    }
}
