package org.flexopf.coordination.physics;

import java.util.Objects;
import java.util.Optional;

/**
 * What acts in feeders without being asked.
 *
 * @param tap the tap changer at the root; empty if the voltage of the root stays as it is
 * @param droop how units with free reactive power follow their voltage; empty if they keep what the scheme chose
 * @param protection what switches off; empty if nothing does, whatever is broken
 */
public record AutomaticControls(
        Optional<TapChanger> tap, Optional<VoltageDroop> droop, Optional<Protection> protection) {

    /** Nothing acts by itself. */
    public static final AutomaticControls NONE =
            new AutomaticControls(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * A transformer at the root that changes its tap by one step after a time step in which a voltage was out of its
     * limits, if that helps more than it harms at the other end.
     *
     * @param step what one tap changes the voltage of the root by, p.u.
     * @param most so many steps it can go in either direction
     */
    public record TapChanger(double step, int most) {}

    /**
     * Reactive power by voltage, Q(V): as the scheme chose it while the voltage is near its reference, then in
     * proportion up to the largest injection at low voltage, and down to the least at high voltage.
     *
     * @param reference the voltage where nothing changes, p.u.
     * @param deadband up to this distance from it nothing changes, p.u.
     * @param width at this distance all of the range is used, p.u.
     */
    public record VoltageDroop(double reference, double deadband, double width) {

        /** Reactive injection, Mvar, at a voltage, p.u., of a unit whose own choice and range are given. */
        double reactive(double voltage, double chosen, double least, double largest) {
            double away = voltage - reference;
            double share = Math.min(1.0, Math.max(0.0, Math.abs(away) - deadband) / (width - deadband));
            return chosen + share * ((away < 0.0 ? largest : least) - chosen);
        }
    }

    /**
     * Protection. A line that carries too much for some time opens, and all behind it is dark. A unit that injects at a
     * bus whose voltage is too high for so long goes off; so does what draws power where it is too low. All comes back
     * at the beginning of the next period.
     *
     * @param loading the share of its rating above which a line opens
     * @param voltageMargin how far beyond the limits of its bus a voltage has to be, p.u.
     * @param delay for how long that has to last, minutes
     */
    public record Protection(double loading, double voltageMargin, double delay) {}

    /** All are required, and may be empty. */
    public AutomaticControls {
        Objects.requireNonNull(tap, "tap");
        Objects.requireNonNull(droop, "droop");
        Objects.requireNonNull(protection, "protection");
    }

    /** These with a tap changer at every root. */
    public AutomaticControls withTap(TapChanger changer) {
        return new AutomaticControls(Optional.of(changer), droop, protection);
    }

    /** These with reactive power by voltage. */
    public AutomaticControls withDroop(VoltageDroop curve) {
        return new AutomaticControls(tap, Optional.of(curve), protection);
    }

    /** These with protection. */
    public AutomaticControls withProtection(Protection relay) {
        return new AutomaticControls(tap, droop, Optional.of(relay));
    }
}
