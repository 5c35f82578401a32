package org.flexopf.dcopf;

/**
 * How far each generator may be moved after an outage, before the limits after the outage have to hold.
 *
 * @param up MW that the generator index may rise by, not negative; its upper limit holds besides
 * @param down MW that the generator index may fall by, not negative; its lower limit holds besides
 */
public record CorrectiveActions(double[] up, double[] down) {

    /** Arrays are copied. @throws IllegalArgumentException if a number is negative, or the lengths differ */
    public CorrectiveActions {
        up = up.clone();
        down = down.clone();
        if (up.length != down.length) {
            throw new IllegalArgumentException("there are " + up.length + " ramps up and " + down.length
                    + " ramps down; give one of each per generator");
        }
        for (int g = 0; g < up.length; g++) {
            if (!(up[g] >= 0.0) || !(down[g] >= 0.0)) {
                throw new IllegalArgumentException("generator index " + g + " may move by " + up[g] + " up and "
                        + down[g] + " MW down; give numbers that are not negative");
            }
        }
    }

    /** MW that each generator may rise by; a copy. */
    @Override
    public double[] up() {
        return up.clone();
    }

    /** MW that a generator index may rise by. */
    public double up(int generator) {
        return up[generator];
    }

    /** MW that each generator may fall by; a copy. */
    @Override
    public double[] down() {
        return down.clone();
    }

    /** MW that a generator index may fall by. */
    public double down(int generator) {
        return down[generator];
    }

    /** How many generators it is about. */
    public int size() {
        return up.length;
    }

    @Override
    public String toString() {
        return "corrective actions of " + up.length + " generators";
    }
}
