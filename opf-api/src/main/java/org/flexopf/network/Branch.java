package org.flexopf.network;

import java.util.Objects;
import org.flexopf.model.ElementKind;

/**
 * A line or transformer: a pi-model with an ideal transformer at its from end (the MATPOWER manual, "Branches").
 *
 * @param id number of the branch, positive and unique
 * @param name a name for people, possibly empty
 * @param fromBus bus at the from end, where the transformer is
 * @param toBus bus at the to end
 * @param r series resistance, p.u.
 * @param x series reactance, p.u.
 * @param b total charging susceptance, p.u.; half of it stands at each end, behind the transformer
 * @param ratio turns ratio tau, 1 for a line
 * @param shift phase shift theta, degrees; positive delays the to end
 * @param rating largest apparent power at either end, MVA; infinite if unlimited
 * @param currentLimit largest current at either end, given as the MVA that it carries at 1 p.u. voltage; infinite if
 *     unlimited
 * @param angleMin lower limit of the angle difference from minus to, degrees; -360 or less if unlimited
 * @param angleMax upper limit of the angle difference from minus to, degrees; 360 or more if unlimited
 * @param inService whether the branch is switched in
 */
public record Branch(
        int id,
        String name,
        int fromBus,
        int toBus,
        double r,
        double x,
        double b,
        double ratio,
        double shift,
        double rating,
        double currentLimit,
        double angleMin,
        double angleMax,
        boolean inService)
        implements ConnectedElement {

    /** The kind of element. */
    public static final ElementKind KIND = new ElementKind("branch", "branch");

    /** A name is required; what is wrong with the numbers, a {@link NetworkBuilder} finds. */
    public Branch {
        Objects.requireNonNull(name, "name");
    }

    /** A line without charging and without limits. */
    public static Branch line(int id, int fromBus, int toBus, double r, double x) {
        return new Branch(
                id,
                "",
                fromBus,
                toBus,
                r,
                x,
                0.0,
                1.0,
                0.0,
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                -360.0,
                360.0,
                true);
    }

    /** The MVA that a current of so many kA carries at a nominal voltage of so many kV: {@code sqrt(3) kV kA}. */
    public static double mvaAtNominal(double kv, double ka) {
        return Math.sqrt(3.0) * kv * ka;
    }

    /** This branch with another total charging susceptance, p.u. */
    public Branch withCharging(double charging) {
        return new Branch(
                id,
                name,
                fromBus,
                toBus,
                r,
                x,
                charging,
                ratio,
                shift,
                rating,
                currentLimit,
                angleMin,
                angleMax,
                inService);
    }

    /** This branch with a transformer of another ratio and shift (degrees) at its from end. */
    public Branch withTap(double newRatio, double newShift) {
        return new Branch(
                id,
                name,
                fromBus,
                toBus,
                r,
                x,
                b,
                newRatio,
                newShift,
                rating,
                currentLimit,
                angleMin,
                angleMax,
                inService);
    }

    /** This branch with another apparent-power rating, MVA. */
    public Branch withRating(double mva) {
        return new Branch(
                id, name, fromBus, toBus, r, x, b, ratio, shift, mva, currentLimit, angleMin, angleMax, inService);
    }

    /** This branch with another current limit, MVA at 1 p.u. voltage. */
    public Branch withCurrentLimit(double mvaAtNominal) {
        return new Branch(
                id, name, fromBus, toBus, r, x, b, ratio, shift, rating, mvaAtNominal, angleMin, angleMax, inService);
    }

    /** This branch with other limits of the angle difference, degrees. */
    public Branch withAngleLimits(double lower, double upper) {
        return new Branch(
                id, name, fromBus, toBus, r, x, b, ratio, shift, rating, currentLimit, lower, upper, inService);
    }

    /** This branch switched in or out. */
    @Override
    public Branch withInService(boolean service) {
        return new Branch(
                id, name, fromBus, toBus, r, x, b, ratio, shift, rating, currentLimit, angleMin, angleMax, service);
    }

    /** Whether an apparent-power rating is set. */
    public boolean hasRating() {
        return rating < Double.POSITIVE_INFINITY;
    }

    /** Whether a current limit is set. */
    public boolean hasCurrentLimit() {
        return currentLimit < Double.POSITIVE_INFINITY;
    }

    /** Whether the angle difference is limited on either side. */
    public boolean hasAngleLimits() {
        return angleMin > -360.0 || angleMax < 360.0;
    }

    @Override
    public ElementKind kind() {
        return KIND;
    }

    @Override
    public int terminals() {
        return 2;
    }

    @Override
    public int terminal(int number) {
        return number == 0 ? fromBus : toBus;
    }

    /** How messages call it. */
    @Override
    public String label() {
        return "branch " + id + " (" + fromBus + "-" + toBus + ")";
    }
}
