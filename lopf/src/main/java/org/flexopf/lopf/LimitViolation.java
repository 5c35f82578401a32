package org.flexopf.lopf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.opf.state.OperatingPoint;

/**
 * A limit that an operating point breaks.
 *
 * @param element how messages call the bus or branch
 * @param kind which limit
 * @param value what it is: p.u. of voltage; MVA at an end of a branch; MVA at 1 p.u. for a current
 * @param limit what it may be, in the same unit
 */
public record LimitViolation(String element, Kind kind, double value, double limit) {

    /** A violation of a voltage that passes for rounding, p.u. */
    private static final double VOLTAGE_TOLERANCE = 1e-6;
    /** A violation of a branch limit that passes for rounding, relative to the limit. */
    private static final double LOADING_TOLERANCE = 1e-6;

    /** Which limit is broken. */
    public enum Kind {
        /** The voltage is too low. */
        LOWER_VOLTAGE,
        /** The voltage is too high. */
        UPPER_VOLTAGE,
        /** The apparent power at an end of a branch is too high. */
        RATING,
        /** The current at an end of a branch is too high. */
        CURRENT
    }

    /** By how much the limit is broken, in its unit; positive. */
    public double amount() {
        return Math.abs(value - limit);
    }

    /** By how much the limit may be broken as if by rounding, in its unit. */
    double tolerance() {
        return isVoltage() ? VOLTAGE_TOLERANCE : LOADING_TOLERANCE * limit;
    }

    /** Whether it is a limit of voltage. */
    boolean isVoltage() {
        return kind == Kind.LOWER_VOLTAGE || kind == Kind.UPPER_VOLTAGE;
    }

    /**
     * The limits of voltages and branches that a point breaks by more than rounding: 1e-6 p.u., 1e-6 of a branch limit.
     */
    static List<LimitViolation> of(Network network, OperatingPoint point) {
        return all(network, point).stream()
                .filter(violation -> violation.amount() > violation.tolerance())
                .toList();
    }

    /** All limits of voltages and branches that a point breaks, by however little; both ends of a branch count. */
    static List<LimitViolation> all(Network network, OperatingPoint point) {
        List<LimitViolation> violations = new ArrayList<>();
        for (int i = 0; i < network.buses().size(); i++) {
            Bus bus = network.buses().get(i);
            // A reference holds the voltage that it is told to hold; no resource can change it.
            if (network.topology().island(i) >= 0 && !bus.isReference()) {
                if (point.vm(i) < bus.vMin()) {
                    violations.add(new LimitViolation(bus.label(), Kind.LOWER_VOLTAGE, point.vm(i), bus.vMin()));
                } else if (point.vm(i) > bus.vMax()) {
                    violations.add(new LimitViolation(bus.label(), Kind.UPPER_VOLTAGE, point.vm(i), bus.vMax()));
                }
            }
        }
        for (int b = 0; b < network.branches().size(); b++) {
            if (network.topology().isActive(b)) {
                addEnd(
                        violations,
                        network.branches().get(b),
                        point.pFrom(b),
                        point.qFrom(b),
                        point.vm(network.topology().from(b)));
                addEnd(
                        violations,
                        network.branches().get(b),
                        point.pTo(b),
                        point.qTo(b),
                        point.vm(network.topology().to(b)));
            }
        }
        return violations;
    }

    private static void addEnd(List<LimitViolation> violations, Branch branch, double p, double q, double voltage) {
        double apparent = Math.hypot(p, q);
        if (apparent > branch.rating()) {
            violations.add(new LimitViolation(branch.label(), Kind.RATING, apparent, branch.rating()));
        }
        if (apparent / voltage > branch.currentLimit()) {
            violations.add(new LimitViolation(branch.label(), Kind.CURRENT, apparent / voltage, branch.currentLimit()));
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %s, %.6f against %.6f",
                element,
                kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                value,
                limit);
    }
}
