package org.flexopf.acopf.nlp;

import java.util.Objects;

/**
 * What of a {@link NonlinearProgram} is the same at every point. Its unknowns are the variables and the multipliers of
 * its equalities; they stand in small groups, such as the voltage of a bus with the multipliers of its balances, whose
 * order decides how cheap a step is.
 *
 * @param lower least value of each variable; -infinity for none. A variable whose bounds are equal is held there
 * @param upper largest value of each variable; infinity for none
 * @param equalities the number of equalities
 * @param inequalities the number of inequalities
 * @param equalityPattern where the Jacobian of the equalities has entries
 * @param inequalityPattern where the Jacobian of the inequalities has entries, row after row
 * @param hessianPattern where one triangle of the Hessian of the Lagrangian has entries
 * @param groups the number of groups of unknowns
 * @param groupOfVariable the group of each variable
 * @param groupOfEquality the group of the multiplier of each equality
 */
public record ProgramStructure(
        double[] lower,
        double[] upper,
        int equalities,
        int inequalities,
        Triplets equalityPattern,
        Triplets inequalityPattern,
        Triplets hessianPattern,
        int groups,
        int[] groupOfVariable,
        int[] groupOfEquality) {

    /**
     * Arrays are copied, here and by their accessors.
     *
     * @throws IllegalArgumentException if the arrays are not of one length per variable and equality, or the entries of
     *     the inequalities do not stand row after row
     */
    public ProgramStructure {
        lower = lower.clone();
        upper = upper.clone();
        groupOfVariable = groupOfVariable.clone();
        groupOfEquality = groupOfEquality.clone();
        Objects.requireNonNull(equalityPattern, "equalityPattern");
        Objects.requireNonNull(hessianPattern, "hessianPattern");
        if (upper.length != lower.length || groupOfVariable.length != lower.length) {
            throw new IllegalArgumentException("there are " + lower.length + " lower and " + upper.length
                    + " upper bounds and " + groupOfVariable.length + " groups of variables; one of each is needed");
        }
        if (groupOfEquality.length != equalities) {
            throw new IllegalArgumentException(
                    "there are " + equalities + " equalities and groups of " + groupOfEquality.length);
        }
        for (int t = 1; t < inequalityPattern.count(); t++) {
            if (inequalityPattern.row(t) < inequalityPattern.row(t - 1)) {
                throw new IllegalArgumentException("the entries of the inequalities do not stand row after row: row "
                        + inequalityPattern.row(t) + " follows row " + inequalityPattern.row(t - 1));
            }
        }
    }

    @Override
    public double[] lower() {
        return lower.clone();
    }

    @Override
    public double[] upper() {
        return upper.clone();
    }

    @Override
    public int[] groupOfVariable() {
        return groupOfVariable.clone();
    }

    @Override
    public int[] groupOfEquality() {
        return groupOfEquality.clone();
    }

    /** The number of variables. */
    public int variables() {
        return lower.length;
    }

    /** Whether the bounds of a variable are equal. */
    public boolean isHeld(int variable) {
        return lower[variable] == upper[variable];
    }

    @Override
    public String toString() {
        return variables() + " variables, " + equalities + " equalities, " + inequalities + " inequalities";
    }
}
