package org.flexopf.exchange.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.exchange.check.LimitingElement.Kind;
import org.flexopf.exchange.schedule.MonitoredLimit;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.powerflow.PowerFlowSession;

/**
 * The limits of an AC check in the order in which elements are named: that of {@link MonitoredLimit#of}. What a
 * violation may exceed the least one so far by is {@link Violation#TOLERANCE}. Immutable.
 */
final class AcLimits {

    private final PerUnit perUnit;
    private final LimitingElement[] elements;
    /** Branch or bus index per element. */
    private final int[] places;

    AcLimits(Network network) {
        perUnit = network.perUnit();
        List<MonitoredLimit> limits = MonitoredLimit.of(network);
        elements = limits.stream().map(AcLimits::element).toArray(LimitingElement[]::new);
        places = limits.stream().mapToInt(MonitoredLimit::index).toArray();
    }

    private static LimitingElement element(MonitoredLimit limit) {
        Kind kind = switch (limit.kind()) {
            case LINE -> limit.atFrom() ? Kind.FROM_END : Kind.TO_END;
            case LOW -> Kind.LOW;
            case HIGH -> Kind.HIGH;
        };
        return new LimitingElement(kind, limit.id(), limit.limit());
    }

    int count() {
        return elements.length;
    }

    LimitingElement element(int number) {
        return elements[number];
    }

    /** The branch index or bus index of an element. */
    int place(int number) {
        return places[number];
    }

    /** How far each element is beyond its limit, MVA or p.u.; negative within it. */
    void measure(PowerFlowSession solved, double[] beyond) {
        for (int k = 0; k < elements.length; k++) {
            beyond[k] = beyond(k, value(k, solved));
        }
    }

    private double value(int number, PowerFlowSession solved) {
        int place = places[number];
        return switch (elements[number].kind()) {
            case FROM_END -> perUnit.physicalPower(solved.apparentFrom(place));
            case TO_END -> perUnit.physicalPower(solved.apparentTo(place));
            case LOW, HIGH -> solved.vm(place);
            case FORWARD, BACKWARD, NO_POWER_FLOW ->
                throw new IllegalStateException(elements[number] + " is no limit of a power flow");
        };
    }

    /** How far a value of an element is beyond its limit. */
    double beyond(int number, double value) {
        double limit = elements[number].limit();
        return elements[number].kind() == Kind.LOW ? limit - value : value - limit;
    }

    /** Elements beyond their limits by more than the tolerance, by name. */
    Map<String, Double> violations(double[] beyond) {
        Map<String, Double> violations = new LinkedHashMap<>();
        for (int k = 0; k < elements.length; k++) {
            if (beyond[k] > Violation.TOLERANCE) {
                violations.put(elements[k].name(), beyond[k]);
            }
        }
        return violations;
    }
}
