package org.flexopf.network;

import java.util.Objects;

/**
 * A setting that an operator can change: the ratio or the phase shift of a transformer, or the susceptance of a shunt.
 * The element itself holds the present setting, and whoever does not optimise settings uses that one.
 *
 * @param kind what is set
 * @param element id of the branch or shunt that it is set at
 * @param lower the lowest setting: a ratio, degrees, or Mvar at 1 p.u.
 * @param upper the highest setting
 * @param steps number of equal steps from the lowest to the highest setting; 0 if every value between them can be set
 */
public record StepControl(Kind kind, int element, double lower, double upper, int steps) {

    /** A kind is required; what is wrong with the numbers, a {@link NetworkBuilder} finds. */
    public StepControl {
        Objects.requireNonNull(kind, "kind");
    }

    /** What can be set. */
    public enum Kind {
        /** The turns ratio of a branch. */
        TAP_RATIO("ratio", ""),
        /** The phase shift of a branch, degrees. */
        PHASE_SHIFT("phase shift", " degrees"),
        /** The reactive power that a shunt supplies at 1 p.u. voltage, Mvar. */
        SHUNT_SUSCEPTANCE("susceptance", " Mvar");

        private final String quantity;
        private final String unit;

        Kind(String quantity, String unit) {
            this.quantity = quantity;
            this.unit = unit;
        }

        /** Whether it is set at a branch; at a shunt otherwise. */
        public boolean isAtBranch() {
            return this != SHUNT_SUSCEPTANCE;
        }
    }

    /** A tap changer on a branch: ratios from the lowest to the highest in equal steps. */
    public static StepControl tapRatio(int branch, double lower, double upper, int steps) {
        return new StepControl(Kind.TAP_RATIO, branch, lower, upper, steps);
    }

    /** A phase shifter on a branch: degrees from the lowest to the highest in equal steps. */
    public static StepControl phaseShift(int branch, double lower, double upper, int steps) {
        return new StepControl(Kind.PHASE_SHIFT, branch, lower, upper, steps);
    }

    /** A switchable shunt: Mvar at 1 p.u. from the lowest to the highest in equal steps. */
    public static StepControl shuntSusceptance(int shunt, double lower, double upper, int steps) {
        return new StepControl(Kind.SHUNT_SUSCEPTANCE, shunt, lower, upper, steps);
    }

    /** Whether every value of the range can be set. */
    public boolean isContinuous() {
        return steps == 0;
    }

    /** The setting of a step, counted from 0 at the lowest. */
    public double setting(int step) {
        return step == steps ? upper : lower + (upper - lower) * step / steps;
    }

    /** The setting that is closest to a value; the lower one of two at the same distance. */
    public double nearest(double value) {
        double within = Math.max(lower, Math.min(upper, value));
        if (isContinuous() || upper == lower) {
            return within;
        }
        return setting((int) Math.ceil((within - lower) / (upper - lower) * steps - 0.5));
    }

    /** How messages call it. */
    public String label() {
        return kind.quantity + " of " + (kind.isAtBranch() ? "branch " : "shunt ") + element;
    }

    /** A setting with its unit, for messages. */
    public String describe(double setting) {
        return setting + kind.unit;
    }
}
