package org.flexopf.model;

/**
 * A start in the making: where a formulation puts the variables, in their own units, with the parameters that the
 * program has been given.
 */
public final class StartPoint {

    private final double[] x;
    private final double[] parameters;

    StartPoint(double[] x, double[] parameters) {
        this.x = x;
        this.parameters = parameters;
    }

    /** Puts a variable; one that was decided elsewhere stays. */
    public void put(Variable variable, double value) {
        if (!variable.isDecided()) {
            x[variable.column()] = value;
        }
    }

    /** Where a variable is; 0 unless it was put. */
    public double of(Variable variable) {
        return variable.isDecided() ? variable.value() : x[variable.column()];
    }

    /** What a parameter is. */
    public double of(Parameter parameter) {
        return parameter.at(parameters);
    }

    /** What an expression is where all variables are zero. */
    public double constantOf(LinearExpression expression) {
        return expression.constantAt(parameters);
    }

    double[] x() {
        return x;
    }

    @Override
    public String toString() {
        return "a start in the making for " + x.length + " variables";
    }
}
