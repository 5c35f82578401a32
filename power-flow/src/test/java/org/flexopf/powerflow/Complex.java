package org.flexopf.powerflow;

/** A complex number, for checks that share no arithmetic with what they check. */
record Complex(double re, double im) {

    static final Complex ZERO = new Complex(0.0, 0.0);

    static Complex polar(double magnitude, double degrees) {
        return new Complex(
                magnitude * Math.cos(Math.toRadians(degrees)), magnitude * Math.sin(Math.toRadians(degrees)));
    }

    Complex plus(Complex other) {
        return new Complex(re + other.re, im + other.im);
    }

    Complex minus(Complex other) {
        return new Complex(re - other.re, im - other.im);
    }

    Complex times(Complex other) {
        return new Complex(re * other.re - im * other.im, re * other.im + im * other.re);
    }

    Complex dividedBy(Complex other) {
        double squared = other.re * other.re + other.im * other.im;
        Complex product = times(other.conjugate());
        return new Complex(product.re / squared, product.im / squared);
    }

    Complex conjugate() {
        return new Complex(re, -im);
    }

    double magnitude() {
        return Math.hypot(re, im);
    }
}
