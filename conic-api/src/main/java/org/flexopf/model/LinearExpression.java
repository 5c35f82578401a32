package org.flexopf.model;

import java.util.Arrays;

/**
 * A sum of scaled variables and a constant, built up in place: each {@code plus} and {@code minus} changes this
 * expression and returns it. Terms of the same variable add up.
 */
public final class LinearExpression {

    private static final int USUAL_TERMS = 4;

    private int[] columns = new int[USUAL_TERMS];
    private double[] coefficients = new double[USUAL_TERMS];
    private int size;
    private double constant;
    private boolean holdsDecided;

    private LinearExpression() {}

    /** The expression 0. */
    public static LinearExpression zero() {
        return new LinearExpression();
    }

    /** The expression of a number. */
    public static LinearExpression of(double constant) {
        return new LinearExpression().plus(constant);
    }

    /** The expression of a variable. */
    public static LinearExpression of(Variable variable) {
        return new LinearExpression().plus(1.0, variable);
    }

    /** The expression of a scaled variable. */
    public static LinearExpression of(double coefficient, Variable variable) {
        return new LinearExpression().plus(coefficient, variable);
    }

    /** Adds a number. */
    public LinearExpression plus(double number) {
        constant += number;
        return this;
    }

    /** Adds a variable. */
    public LinearExpression plus(Variable variable) {
        return plus(1.0, variable);
    }

    /** Subtracts a variable. */
    public LinearExpression minus(Variable variable) {
        return plus(-1.0, variable);
    }

    /** Adds a scaled variable. A coefficient of zero is kept out. */
    public LinearExpression plus(double coefficient, Variable variable) {
        if (variable.isDecided()) {
            constant += coefficient * variable.value();
            holdsDecided = true;
            return this;
        }
        if (coefficient != 0.0) {
            if (size == columns.length) {
                columns = Arrays.copyOf(columns, 2 * size);
                coefficients = Arrays.copyOf(coefficients, 2 * size);
            }
            columns[size] = variable.column();
            coefficients[size++] = coefficient;
        }
        return this;
    }

    /** Subtracts a scaled variable. */
    public LinearExpression minus(double coefficient, Variable variable) {
        return plus(-coefficient, variable);
    }

    /** Adds a scaled expression. */
    public LinearExpression plus(double factor, LinearExpression other) {
        int count = other.size;
        for (int k = 0; k < count; k++) {
            plus(factor * other.coefficients[k], new Variable(other.columns[k]));
        }
        constant += factor * other.constant;
        holdsDecided |= other.holdsDecided;
        return this;
    }

    /** Adds an expression. */
    public LinearExpression plus(LinearExpression other) {
        return plus(1.0, other);
    }

    /** Subtracts an expression. */
    public LinearExpression minus(LinearExpression other) {
        return plus(-1.0, other);
    }

    /** Adds up terms of the same variable, orders them by variable and drops those that cancel. */
    public LinearExpression simplified() {
        long[] order = new long[size];
        for (int k = 0; k < size; k++) {
            order[k] = ((long) columns[k] << 32) | k;
        }
        Arrays.sort(order);
        int[] oldColumns = columns;
        double[] oldCoefficients = coefficients;
        columns = new int[Math.max(1, size)];
        coefficients = new double[Math.max(1, size)];
        int terms = size;
        size = 0;
        for (int k = 0; k < terms; ) {
            int column = oldColumns[(int) order[k]];
            double sum = 0.0;
            for (; k < terms && oldColumns[(int) order[k]] == column; k++) {
                sum += oldCoefficients[(int) order[k]];
            }
            plus(sum, new Variable(column));
        }
        return this;
    }

    /** Whether it has no terms and no constant. Terms that cancel count until it is {@link #simplified}. */
    public boolean isZero() {
        return size == 0 && constant == 0.0;
    }

    /** The number without a variable. */
    public double constant() {
        return constant;
    }

    /** Whether it says something of variables that were decided elsewhere, and nothing of any other. */
    boolean isDecided() {
        return holdsDecided && size == 0;
    }

    /** The number of terms. */
    int size() {
        return size;
    }

    int column(int term) {
        return columns[term];
    }

    double coefficient(int term) {
        return coefficients[term];
    }

    /** The value at a point of the program. */
    public double at(double[] x) {
        double value = constant;
        for (int k = 0; k < size; k++) {
            value += coefficients[k] * x[columns[k]];
        }
        return value;
    }

    @Override
    public String toString() {
        return constant + " and " + size + (size == 1 ? " term" : " terms");
    }
}
