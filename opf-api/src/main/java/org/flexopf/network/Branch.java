package org.flexopf.network;

import java.util.Objects;
import org.flexopf.model.ElementKind;

/**
 * A line or transformer: a pi-model with an ideal transformer at its from end (the MATPOWER manual, "Branches"). It is
 * made of small parts, so that no number can stand in another's place:
 *
 * <pre>
 *   Branch.line(7, 1, 2, r, x).withCharging(b).withTap(ratio, shift).withRating(mva)
 * </pre>
 *
 * @param id number of the branch, positive and unique
 * @param name a name for people, possibly empty
 * @param fromBus bus at the from end, where the transformer is
 * @param toBus bus at the to end
 * @param pi series impedance and charging
 * @param tap the transformer
 * @param limits what it may carry
 * @param inService whether the branch is switched in
 */
public record Branch(int id, String name, int fromBus, int toBus, Pi pi, Tap tap, Limits limits, boolean inService)
        implements ConnectedElement {

    /** The kind of element. */
    public static final ElementKind KIND = new ElementKind("branch", "branch");

    /**
     * The pi-model of a branch, p.u.
     *
     * @param r series resistance
     * @param x series reactance
     * @param b total charging susceptance; half of it stands at each end, behind the transformer
     */
    public record Pi(double r, double x, double b) {}

    /**
     * An ideal transformer at the from end.
     *
     * @param ratio turns ratio tau, 1 for a line
     * @param shift phase shift theta, degrees; positive delays the to end
     */
    public record Tap(double ratio, double shift) {

        /** No transformer: a line. */
        public static final Tap NONE = new Tap(1.0, 0.0);
    }

    /**
     * What a branch may carry.
     *
     * @param rating largest apparent power at either end, MVA; infinite if unlimited
     * @param current largest current at either end, given as the MVA that it carries at 1 p.u. voltage; infinite if
     *     unlimited
     * @param angle limits of the angle difference from minus to, degrees; -360 or less and 360 or more are none
     */
    public record Limits(double rating, double current, Range angle) {

        /** No limits. */
        public static final Limits NONE =
                new Limits(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, new Range(-360.0, 360.0));

        /** The range of the angle difference is required. */
        public Limits {
            Objects.requireNonNull(angle, "angle");
        }
    }

    /** All parts are required; what is wrong with the numbers, a {@link NetworkBuilder} finds. */
    public Branch {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(pi, "pi");
        Objects.requireNonNull(tap, "tap");
        Objects.requireNonNull(limits, "limits");
    }

    /** A line without charging and without limits. */
    public static Branch line(int id, int fromBus, int toBus, double r, double x) {
        return new Branch(id, "", fromBus, toBus, new Pi(r, x, 0.0), Tap.NONE, Limits.NONE, true);
    }

    /** The MVA that a current of so many kA carries at a nominal voltage of so many kV: {@code sqrt(3) kV kA}. */
    public static double mvaAtNominal(double kv, double ka) {
        return Math.sqrt(3.0) * kv * ka;
    }

    private Branch with(Limits newLimits) {
        return new Branch(id, name, fromBus, toBus, pi, tap, newLimits, inService);
    }

    /** This branch under another name. */
    public Branch withName(String newName) {
        return new Branch(id, newName, fromBus, toBus, pi, tap, limits, inService);
    }

    /** This branch with another total charging susceptance, p.u. */
    public Branch withCharging(double charging) {
        return new Branch(id, name, fromBus, toBus, new Pi(r(), x(), charging), tap, limits, inService);
    }

    /** This branch with a transformer of another ratio and shift (degrees) at its from end. */
    public Branch withTap(double newRatio, double newShift) {
        return new Branch(id, name, fromBus, toBus, pi, new Tap(newRatio, newShift), limits, inService);
    }

    /** This branch with another apparent-power rating, MVA. */
    public Branch withRating(double mva) {
        return with(new Limits(mva, currentLimit(), limits.angle()));
    }

    /** This branch with another current limit, MVA at 1 p.u. voltage. */
    public Branch withCurrentLimit(double mvaAtNominal) {
        return with(new Limits(rating(), mvaAtNominal, limits.angle()));
    }

    /** This branch with other limits of the angle difference, degrees. */
    public Branch withAngleLimits(double lower, double upper) {
        return with(new Limits(rating(), currentLimit(), new Range(lower, upper)));
    }

    /** This branch switched in or out. */
    @Override
    public Branch withInService(boolean service) {
        return new Branch(id, name, fromBus, toBus, pi, tap, limits, service);
    }

    /** Series resistance, p.u. */
    public double r() {
        return pi.r();
    }

    /** Series reactance, p.u. */
    public double x() {
        return pi.x();
    }

    /** Total charging susceptance, p.u. */
    public double b() {
        return pi.b();
    }

    /** Turns ratio tau, 1 for a line. */
    public double ratio() {
        return tap.ratio();
    }

    /** Phase shift theta, degrees; positive delays the to end. */
    public double shift() {
        return tap.shift();
    }

    /** Largest apparent power at either end, MVA; infinite if unlimited. */
    public double rating() {
        return limits.rating();
    }

    /** Largest current at either end, MVA at 1 p.u. voltage; infinite if unlimited. */
    public double currentLimit() {
        return limits.current();
    }

    /** Lower limit of the angle difference from minus to, degrees; -360 or less if unlimited. */
    public double angleMin() {
        return limits.angle().min();
    }

    /** Upper limit of the angle difference from minus to, degrees; 360 or more if unlimited. */
    public double angleMax() {
        return limits.angle().max();
    }

    /** Whether an apparent-power rating is set. */
    public boolean hasRating() {
        return rating() < Double.POSITIVE_INFINITY;
    }

    /** Whether a current limit is set. */
    public boolean hasCurrentLimit() {
        return currentLimit() < Double.POSITIVE_INFINITY;
    }

    /** Whether the angle difference is limited on either side. */
    public boolean hasAngleLimits() {
        return angleMin() > -360.0 || angleMax() < 360.0;
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
