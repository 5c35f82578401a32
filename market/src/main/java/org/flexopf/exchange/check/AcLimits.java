package org.flexopf.exchange.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.exchange.check.LimitingElement.Kind;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.powerflow.PowerFlowSession;

/**
 * The limits of an AC check in the order in which elements are named: branches by row, from end before to end, then
 * buses by row, low before high. A limit of 0 is none, and the voltages of references are no elements. Immutable.
 */
final class AcLimits {

    /** What a violation may exceed the least one so far by: MVA of a branch, p.u. of a voltage. */
    static final double TOLERANCE = 1e-6;

    private final PerUnit perUnit;
    private final LimitingElement[] elements;
    /** Branch or bus index per element. */
    private final int[] places;

    AcLimits(Network network) {
        perUnit = network.perUnit();
        List<LimitingElement> limited = new ArrayList<>();
        List<Integer> at = new ArrayList<>();
        for (int b = 0; b < network.branches().size(); b++) {
            Branch branch = network.branches().get(b);
            if (network.topology().isActive(b) && FactorRows.isRated(branch)) {
                limited.add(new LimitingElement(Kind.FROM_END, branch.id(), branch.rating()));
                limited.add(new LimitingElement(Kind.TO_END, branch.id(), branch.rating()));
                at.add(b);
                at.add(b);
            }
        }
        for (int i = 0; i < network.buses().size(); i++) {
            Bus bus = network.buses().get(i);
            if (bus.isReference() || bus.isIsolated()) {
                continue;
            }
            if (bus.vMin() > 0.0) {
                limited.add(new LimitingElement(Kind.LOW, bus.id(), bus.vMin()));
                at.add(i);
            }
            if (bus.vMax() > 0.0 && bus.vMax() < Double.POSITIVE_INFINITY) {
                limited.add(new LimitingElement(Kind.HIGH, bus.id(), bus.vMax()));
                at.add(i);
            }
        }
        elements = limited.toArray(LimitingElement[]::new);
        places = at.stream().mapToInt(place -> place).toArray();
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
            if (beyond[k] > TOLERANCE) {
                violations.put(elements[k].name(), beyond[k]);
            }
        }
        return violations;
    }
}
