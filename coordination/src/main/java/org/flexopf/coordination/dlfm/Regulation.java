package org.flexopf.coordination.dlfm;

/**
 * Power in both directions of a unit, held or called.
 *
 * @param up MW upwards, not negative
 * @param down MW downwards, not negative
 */
public record Regulation(double up, double down) {

    /** None. */
    public static final Regulation NONE = new Regulation(0.0, 0.0);

    /** The sum with another. */
    public Regulation plus(Regulation other) {
        return new Regulation(up + other.up, down + other.down);
    }

    /** What is left of it when another is taken from it. */
    Regulation less(Regulation other) {
        return new Regulation(Math.max(0.0, up - other.up), Math.max(0.0, down - other.down));
    }

    /** One direction alone with the same net: what is called both ways costs nothing, and is of no use. */
    Regulation alone() {
        return new Regulation(Math.max(0.0, up - down), Math.max(0.0, down - up));
    }

    /** The net injection, MW. */
    double net() {
        return up - down;
    }

    boolean isNone() {
        return up == 0.0 && down == 0.0;
    }
}
