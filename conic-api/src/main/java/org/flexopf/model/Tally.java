package org.flexopf.model;

/** A number that adds up while a program is written, and how it does once parameters are in it. */
final class Tally {

    private static final long NOTHING = Double.doubleToRawLongBits(-0.0);

    private double value;
    /** {@code null} while no parameter is in it. */
    private Datum datum;

    private Tally(double value, Datum datum) {
        this.value = value;
        this.datum = datum;
    }

    /** A number that stays. */
    static Tally of(double value) {
        return new Tally(value, null);
    }

    /** A parameter. */
    static Tally of(Parameter parameter) {
        return new Tally(parameter.value(), parameter.isFixed() ? null : new Datum.Given(parameter.place()));
    }

    /** A number that is given with how it follows from parameters; {@code null} if it stays. */
    static Tally of(double value, Datum datum) {
        return new Tally(value, datum);
    }

    /** This one as it is now, times a number that stays. */
    Tally times(double factor) {
        return new Tally(factor * value, datum == null ? null : new Datum.Product(factor, datum));
    }

    /** Adds a number that stays. */
    void add(double number) {
        // Nothing becomes another bit by adding -0.0, which is what an expression without a constant is subtracted as.
        if (datum != null && Double.doubleToRawLongBits(number) != NOTHING) {
            datum = new Datum.Sum(datum, new Datum.Constant(number));
        }
        value += number;
    }

    /** Adds another one. */
    void add(Tally other) {
        add(1.0, other);
    }

    /** Adds another one times a number that stays. */
    void add(double factor, Tally other) {
        if (other.datum == null) {
            add(factor * other.value);
        } else {
            datum = new Datum.Sum(datum(), new Datum.Product(factor, other.datum));
            value += factor * other.value;
        }
    }

    /** What it is while the program is written. */
    double value() {
        return value;
    }

    /** Whether a parameter is in it. */
    boolean follows() {
        return datum != null;
    }

    /** How it follows from parameters. */
    Datum datum() {
        return datum == null ? new Datum.Constant(value) : datum;
    }
}
