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
    /** How coefficients follow from parameters, by term; {@code null} while none does. */
    private Datum[] data;

    private double constant;
    /** The constant once a parameter is in it; {@code null} before. */
    private Tally given;

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
        if (given == null) {
            constant += number;
        } else {
            given.add(number);
        }
        return this;
    }

    /** Adds a parameter times a number. */
    public LinearExpression plus(double factor, Parameter parameter) {
        return plus(factor, Tally.of(parameter));
    }

    private LinearExpression plus(double factor, Tally amount) {
        if (given == null && amount.follows()) {
            given = Tally.of(constant);
        }
        if (given == null) {
            constant += factor * amount.value();
        } else {
            given.add(factor, amount);
        }
        return this;
    }

    /** Adds a variable times a parameter, which is not zero whatever it is given. */
    public LinearExpression plus(Parameter coefficient, Variable variable) {
        if (coefficient.isFixed()) {
            return plus(coefficient.value(), variable);
        }
        if (variable.isDecided()) {
            holdsDecided = true;
            return plus(variable.value(), Tally.of(coefficient));
        }
        return term(coefficient.value(), Tally.of(coefficient).datum(), variable.column());
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
            holdsDecided = true;
            return plus(coefficient * variable.value());
        }
        return coefficient == 0.0 ? this : term(coefficient, null, variable.column());
    }

    private LinearExpression term(double coefficient, Datum how, int column) {
        if (size == columns.length) {
            columns = Arrays.copyOf(columns, 2 * size);
            coefficients = Arrays.copyOf(coefficients, 2 * size);
            data = data == null ? null : Arrays.copyOf(data, 2 * size);
        }
        if (how != null && data == null) {
            data = new Datum[columns.length];
        }
        if (data != null) {
            data[size] = how;
        }
        columns[size] = column;
        coefficients[size++] = coefficient;
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
            double coefficient = factor * other.coefficients[k];
            Datum how = other.datum(k);
            if (coefficient != 0.0) {
                term(coefficient, how == null ? null : new Datum.Product(factor, how), other.columns[k]);
            }
        }
        holdsDecided |= other.holdsDecided;
        return other.given == null ? plus(factor * other.constant) : plus(factor, other.given);
    }

    /**
     * Adds an expression times a parameter, which is not zero whatever it is given.
     *
     * @throws IllegalArgumentException if the expression has parameters of its own
     */
    public LinearExpression plus(Parameter factor, LinearExpression other) {
        if (other.data != null || other.given != null) {
            throw new IllegalArgumentException(
                    "an expression with parameters is multiplied by another one; multiply it by a number");
        }
        Tally product = Tally.of(factor);
        for (int k = 0; k < other.size; k++) {
            Tally coefficient = product.times(other.coefficients[k]);
            term(coefficient.value(), coefficient.follows() ? coefficient.datum() : null, other.columns[k]);
        }
        holdsDecided |= other.holdsDecided;
        return plus(other.constant, product);
    }

    /** Adds an expression. */
    public LinearExpression plus(LinearExpression other) {
        return plus(1.0, other);
    }

    /** Subtracts an expression. */
    public LinearExpression minus(LinearExpression other) {
        return plus(-1.0, other);
    }

    /**
     * Adds up terms of the same variable, orders them by variable and drops those that cancel. An expression with
     * parameters for coefficients stays as it is, since whether they cancel is not known.
     */
    public LinearExpression simplified() {
        if (data != null) {
            return this;
        }
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
        return size == 0 && given == null && constant == 0.0;
    }

    /** The number without a variable, and how it follows from parameters. */
    Tally constant() {
        return given == null ? Tally.of(constant) : given;
    }

    /** The number without a variable where the parameters of the program are these. */
    double constantAt(double[] parameters) {
        return given == null ? constant : given.datum().at(parameters);
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

    /** How a coefficient follows from parameters; {@code null} if it stays. */
    Datum datum(int term) {
        return data == null ? null : data[term];
    }

    /** A coefficient with how it follows from parameters. */
    Tally tally(int term) {
        return Tally.of(coefficients[term], datum(term));
    }

    /** The value at a point of the program, with the parameters that it was written with. */
    public double at(double[] x) {
        double value = constant().value();
        for (int k = 0; k < size; k++) {
            value += coefficients[k] * x[columns[k]];
        }
        return value;
    }

    @Override
    public String toString() {
        return constant().value() + " and " + size + (size == 1 ? " term" : " terms");
    }
}
