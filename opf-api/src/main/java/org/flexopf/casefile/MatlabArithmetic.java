package org.flexopf.casefile;

import java.util.function.DoubleBinaryOperator;
import org.flexopf.casefile.MatlabValue.Complex;
import org.flexopf.casefile.MatlabValue.Matrix;
import org.flexopf.casefile.MatlabValue.Truths;

/**
 * What the operators of an expression make of real and complex values. What they cannot take is an
 * {@link IllegalArgumentException} with the reason.
 */
final class MatlabArithmetic {

    private MatlabArithmetic() {}

    /** Whether two numbers stand in a relation. */
    interface Comparison {
        boolean holds(double a, double b);
    }

    /** Element by element, whether they stand in a relation. */
    static Truths truths(MatlabValue left, MatlabValue right, Comparison comparison) {
        return new Truths(combined(left, right, (a, b) -> comparison.holds(a, b) ? 1.0 : 0.0));
    }

    /** The one value plus a sign times the other. */
    static MatlabValue sum(MatlabValue left, MatlabValue right, double sign) {
        return isComplex(left, right)
                ? MatlabComplex.sum(left, right, sign)
                : combined(left, right, (a, b) -> a + sign * b);
    }

    /** The product, or element by element: of a number and anything, and of two tables. */
    static MatlabValue product(MatlabValue left, MatlabValue right, boolean byElement, MatlabWork work) {
        boolean scaled = byElement || isScalar(left) || isScalar(right);
        if (isComplex(left, right)) {
            requireScaled(scaled);
            return MatlabComplex.product(left, right);
        }
        if (scaled) {
            return combined(left, right, (a, b) -> a * b);
        }
        Matrix first = MatlabFunctions.numbers(left);
        Matrix second = MatlabFunctions.numbers(right);
        work.steps((double) first.rows() * first.columns() * second.columns());
        return MatlabFunctions.product(first, second);
    }

    /** The quotient by a number, or element by element. */
    static MatlabValue quotient(MatlabValue left, MatlabValue right, boolean byElement) {
        boolean scaled = byElement || isScalar(right);
        if (isComplex(left, right)) {
            requireScaled(scaled);
            return MatlabComplex.quotient(left, right);
        }
        if (!scaled) {
            throw new IllegalArgumentException("the division of tables is not interpreted; ./ goes element by element");
        }
        return combined(left, right, (a, b) -> a / b);
    }

    private static void requireScaled(boolean scaled) {
        if (!scaled) {
            throw new IllegalArgumentException(
                    "the product of complex tables is not interpreted; .* and ./ go element by element");
        }
    }

    /** A power of a number, or element by element. */
    static MatlabValue power(MatlabValue base, Matrix exponent, boolean byElement) {
        if (base instanceof Complex && (byElement || isScalar(base)) && exponent.isScalar()) {
            return MatlabComplex.power(base, exponent.values()[0]);
        }
        if (!byElement && !(MatlabFunctions.numbers(base).isScalar() && exponent.isScalar())) {
            throw new IllegalArgumentException("the power of a table is not interpreted; .^ goes element by element");
        }
        return combined(base, exponent, Math::pow);
    }

    /** A value with the other sign. */
    static MatlabValue negated(MatlabValue value) {
        Matrix minus = Matrix.scalar(-1.0);
        return value instanceof Complex ? MatlabComplex.product(minus, value) : combined(minus, value, (a, b) -> a * b);
    }

    /** What does not hold where a value does. */
    static Truths not(MatlabValue value) {
        return truths(Matrix.scalar(0.0), value, (zero, b) -> b == zero);
    }

    /** Real values element by element. */
    private static Matrix combined(MatlabValue left, MatlabValue right, DoubleBinaryOperator operator) {
        return MatlabFunctions.combined(MatlabFunctions.numbers(left), MatlabFunctions.numbers(right), operator);
    }

    private static boolean isComplex(MatlabValue left, MatlabValue right) {
        return left instanceof Complex || right instanceof Complex;
    }

    private static boolean isScalar(MatlabValue value) {
        return (value instanceof Complex complex ? complex.real() : MatlabFunctions.numbers(value)).isScalar();
    }
}
