package org.flexopf.opf.family;

import org.flexopf.model.ElementKind;
import org.flexopf.model.Family;

/** What a part of a price is paid for. */
public enum PriceComponent {
    /** The price of the same good at the root that serves the bus. */
    ENERGY,
    /** What marginal losses, active and reactive, add at the prices of the root. */
    LOSSES,
    /** What limits of branches add: ratings, current limits, angle limits, and limits on sums of flows. */
    CONGESTION,
    /** What limits of voltage magnitudes add. */
    VOLTAGE,
    /** What anything else adds: an objective on flows or voltages, bounds of a formulation's own. */
    OTHER;

    /**
     * Where a binding limit belongs. Limits of what generators, DC lines, transformers and shunts can do are about
     * decisions, which are held at the optimum, so that they are no part of any price: they say which unit sets the
     * price.
     */
    public static PriceComponent of(Family limit) {
        if (limit.equals(OpfConstraints.VOLTAGE_MIN) || limit.equals(OpfConstraints.VOLTAGE_MAX)) {
            return VOLTAGE;
        }
        if (limit.equals(OpfConstraints.LOSS_BOUND) || limit.equals(OpfConstraints.CURRENT_CONE)) {
            return OTHER;
        }
        if (isFlowLimit(limit) || limit.kind().equals(ElementKind.OWN)) {
            return CONGESTION;
        }
        return OTHER;
    }

    private static boolean isFlowLimit(Family limit) {
        return limit.equals(OpfConstraints.RATING_FROM)
                || limit.equals(OpfConstraints.RATING_TO)
                || limit.equals(OpfConstraints.CURRENT_LIMIT_FROM)
                || limit.equals(OpfConstraints.CURRENT_LIMIT_TO)
                || limit.equals(OpfConstraints.ANGLE_MIN)
                || limit.equals(OpfConstraints.ANGLE_MAX)
                || limit.equals(OpfConstraints.ANGLE_SECTOR_MIN)
                || limit.equals(OpfConstraints.ANGLE_SECTOR_MAX)
                || limit.equals(OpfConstraints.INTERFACE_MIN)
                || limit.equals(OpfConstraints.INTERFACE_MAX);
    }
}
