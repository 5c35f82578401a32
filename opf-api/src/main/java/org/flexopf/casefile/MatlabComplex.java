package org.flexopf.casefile;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import org.flexopf.casefile.MatlabValue.Complex;
import org.flexopf.casefile.MatlabValue.Matrix;

/** Calculates with complex numbers, as case files do with impedances and admittances. */
final class MatlabComplex {

    /** A power is multiplied out up to this exponent, so that {@code z^2} has no rounding of angles. */
    private static final int MOST_MULTIPLIED = 64;

    private static final Map<String, Function<Complex, MatlabValue>> FUNCTIONS = Map.of(
            "real", Complex::real,
            "imag", Complex::imaginary,
            "conj", z -> of(z.real(), negated(z.imaginary())),
            "abs", z -> MatlabFunctions.combined(z.real(), z.imaginary(), Math::hypot),
            "angle", z -> MatlabFunctions.combined(z.imaginary(), z.real(), Math::atan2));

    private MatlabComplex() {}

    static boolean isKnown(String name) {
        return FUNCTIONS.containsKey(name);
    }

    static MatlabValue apply(String name, MatlabValue argument) {
        return FUNCTIONS.get(name).apply(complex(argument));
    }

    /** A multiple of the imaginary unit. */
    static MatlabValue imaginary(double multiple) {
        return of(Matrix.scalar(0.0), Matrix.scalar(multiple));
    }

    /** Real numbers where no imaginary part is left, as MATLAB has it. */
    private static MatlabValue of(Matrix real, Matrix imaginary) {
        return Arrays.stream(imaginary.values()).allMatch(value -> value == 0.0) ? real : new Complex(real, imaginary);
    }

    private static Complex complex(MatlabValue value) {
        if (value instanceof Complex complex) {
            return complex;
        }
        Matrix real = MatlabFunctions.numbers(value);
        return new Complex(real, new Matrix(real.rows(), real.columns(), new double[real.values().length]));
    }

    static MatlabValue sum(MatlabValue left, MatlabValue right, double sign) {
        Complex a = complex(left);
        Complex b = complex(right);
        DoubleBinaryOperator plus = (x, y) -> x + sign * y;
        return of(combined(a.real(), b.real(), plus), combined(a.imaginary(), b.imaginary(), plus));
    }

    static MatlabValue product(MatlabValue left, MatlabValue right) {
        Complex a = complex(left);
        Complex b = complex(right);
        return of(
                combined(times(a.real(), b.real()), times(a.imaginary(), b.imaginary()), (x, y) -> x - y),
                combined(times(a.real(), b.imaginary()), times(a.imaginary(), b.real()), Double::sum));
    }

    static MatlabValue quotient(MatlabValue left, MatlabValue right) {
        Complex b = complex(right);
        Matrix square = combined(times(b.real(), b.real()), times(b.imaginary(), b.imaginary()), Double::sum);
        MatlabValue reciprocal = new Complex(
                combined(b.real(), square, (x, y) -> x / y), combined(b.imaginary(), square, (x, y) -> -x / y));
        return product(left, reciprocal);
    }

    static MatlabValue power(MatlabValue base, double exponent) {
        if (exponent == Math.rint(exponent) && Math.abs(exponent) <= MOST_MULTIPLIED) {
            MatlabValue power = Matrix.scalar(1.0);
            for (int k = 0; k < Math.abs(exponent); k++) {
                power = product(power, base);
            }
            return exponent < 0.0 ? quotient(Matrix.scalar(1.0), power) : power;
        }
        Complex z = complex(base);
        Matrix size = combined(z.real(), z.imaginary(), (x, y) -> Math.pow(Math.hypot(x, y), exponent));
        Matrix angle = combined(z.imaginary(), z.real(), (y, x) -> exponent * Math.atan2(y, x));
        return of(
                combined(size, angle, (r, phi) -> r * Math.cos(phi)),
                combined(size, angle, (r, phi) -> r * Math.sin(phi)));
    }

    /** Rows as columns; a quote alone conjugates as well. */
    static MatlabValue transposed(Complex value, boolean conjugated) {
        Matrix imaginary = MatlabFunctions.transposed(value.imaginary());
        return of(MatlabFunctions.transposed(value.real()), conjugated ? negated(imaginary) : imaginary);
    }

    private static Matrix negated(Matrix table) {
        return combined(Matrix.scalar(-1.0), table, (x, y) -> x * y);
    }

    private static Matrix times(Matrix a, Matrix b) {
        return combined(a, b, (x, y) -> x * y);
    }

    private static Matrix combined(Matrix a, Matrix b, DoubleBinaryOperator operator) {
        return MatlabFunctions.combined(a, b, operator);
    }
}
