package org.flexopf.coordination;

/**
 * How much of a resource is activated.
 *
 * @param up how much more it injects, MW, not negative
 * @param down how much less, MW, not negative
 */
public record Activation(double up, double down) {

    /** Nothing. */
    public static final Activation NONE = new Activation(0.0, 0.0);

    /** What it adds to the injection of its bus, MW. */
    public double net() {
        return up - down;
    }

    /** The quantity in a direction, MW. */
    public double in(Direction direction) {
        return switch (direction) {
            case UP -> up;
            case DOWN -> down;
        };
    }

    /** Both together. */
    public Activation plus(Activation other) {
        return new Activation(up + other.up, down + other.down);
    }

    /** A share of it. */
    public Activation times(double share) {
        return new Activation(share * up, share * down);
    }
}
