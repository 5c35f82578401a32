package org.flexopf.exchange.check;

import org.flexopf.exchange.schedule.Violation;
import org.flexopf.network.PerUnit;

/**
 * What the limits of radial feeders allow: each the limit and the least violation since the opening, with the
 * tolerance. Held twice: in physical units, in which decisions are taken, and by node in p.u. of referred quantities,
 * for bounds.
 */
final class RadialLimits {

    private final AcLimits limits;
    private final RadialFeeders feeders;
    private final PerUnit perUnit;
    /** The least violation of each element since the opening, MVA or p.u. */
    private final double[] ceilings;
    /** Apparent power that is allowed at both ends of a node's branch, and voltages that are, p.u.; by node. */
    final double[] parentEnd;

    final double[] nodeEnd;
    final double[] low;
    final double[] high;

    RadialLimits(AcLimits limits, RadialFeeders feeders, PerUnit perUnit, double[] ceilings) {
        this.limits = limits;
        this.feeders = feeders;
        this.perUnit = perUnit;
        this.ceilings = ceilings.clone();
        int count = feeders.count();
        parentEnd = new double[count];
        nodeEnd = new double[count];
        low = new double[count];
        high = new double[count];
        for (int k = 0; k < count; k++) {
            allow(k);
        }
    }

    private void allow(int k) {
        parentEnd[k] = power(feeders.parentEnd[k]);
        nodeEnd[k] = power(feeders.nodeEnd[k]);
        int below = feeders.low[k];
        low[k] = below < 0
                ? 0.0
                : (limits.element(below).limit() - ceilings[below] - Violation.TOLERANCE) * feeders.ratio[k];
        int above = feeders.high[k];
        high[k] = above < 0
                ? Double.POSITIVE_INFINITY
                : (limits.element(above).limit() + ceilings[above] + Violation.TOLERANCE) * feeders.ratio[k];
    }

    private double power(int element) {
        return element < 0
                ? Double.POSITIVE_INFINITY
                : perUnit.power(limits.element(element).limit() + ceilings[element] + Violation.TOLERANCE);
    }

    LimitingElement element(int element) {
        return limits.element(element);
    }

    int count() {
        return ceilings.length;
    }

    double ceiling(int element) {
        return ceilings[element];
    }

    double[] ceilings() {
        return ceilings.clone();
    }

    /** A value in p.u. as an element's limit has it. */
    double physical(int element, double value) {
        return switch (limits.element(element).kind()) {
            case FROM_END, TO_END -> perUnit.physicalPower(value);
            case LOW, HIGH -> value;
            case FORWARD, BACKWARD, NO_POWER_FLOW ->
                throw new IllegalStateException(limits.element(element) + " is no limit of a power flow");
        };
    }

    /** How far an element is beyond its limit in the last solution of a flow, MVA or p.u. */
    double beyond(int element, RadialFlow flow) {
        int k = feeders.nodeOfElement[element];
        double value;
        if (feeders.parentEnd[k] == element) {
            value = perUnit.physicalPower(flow.parentEnd(k));
        } else if (feeders.nodeEnd[k] == element) {
            value = perUnit.physicalPower(flow.nodeEnd(k));
        } else {
            value = flow.magnitude(k);
        }
        return limits.beyond(element, value);
    }

    /** How far an element whose value is known, in p.u. and not referred, is beyond its limit, MVA or p.u. */
    double beyond(int element, double value) {
        return limits.beyond(element, physical(element, value));
    }

    /** The first element of a feeder that the last solution violates newly or worse; -1 if there is none. */
    int firstViolated(int feeder, RadialFlow flow) {
        for (int element : feeders.elements[feeder]) {
            if (beyond(element, flow) > ceilings[element] + Violation.TOLERANCE) {
                return element;
            }
        }
        return -1;
    }

    /** The last solution of a feeder is confirmed: violations that have become less may not grow again. */
    void lower(int feeder, RadialFlow flow) {
        for (int element : feeders.elements[feeder]) {
            if (ceilings[element] > 0.0) {
                set(element, Math.min(ceilings[element], Math.max(0.0, beyond(element, flow))));
            }
        }
    }

    /** Sets the least violation of an element. */
    void set(int element, double ceiling) {
        if (ceilings[element] != ceiling) {
            ceilings[element] = ceiling;
            allow(feeders.nodeOfElement[element]);
        }
    }

    @Override
    public String toString() {
        return ceilings.length + " limits of " + feeders;
    }
}
