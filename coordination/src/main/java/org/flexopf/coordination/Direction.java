package org.flexopf.coordination;

/** Which way an activation moves the net injection of a bus. */
public enum Direction {

    /** The injection rises: more generation, or less load. */
    UP(1.0),

    /** The injection falls: less generation, or more load. */
    DOWN(-1.0);

    private final double sign;

    Direction(double sign) {
        this.sign = sign;
    }

    /** The other one. */
    public Direction opposite() {
        return switch (this) {
            case UP -> DOWN;
            case DOWN -> UP;
        };
    }

    /** What an activated MW adds to the injection, MW: 1 or -1. */
    public double sign() {
        return sign;
    }
}
