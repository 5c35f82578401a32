package org.flexopf.lopf;

import org.flexopf.model.Unit;
import org.flexopf.network.Network;
import org.flexopf.opf.limit.BrokenLimit;
import org.flexopf.opf.limit.FeasibilityTolerance;
import org.flexopf.opf.limit.LimitCheck;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.state.OperatingPoint;

/**
 * What an AC state is worth: its cost plus penalties on the limits that it breaks, currency per hour.
 *
 * @param network the network
 * @param settings with the penalties
 */
record Merit(Network network, SensitivitySettings settings) {

    /** The cost of generation. */
    double cost(OperatingPoint point) {
        return Objective.cost().at(network, point);
    }

    /**
     * Cost and penalties. Violations as small as the rounding of the programs are free: times their penalty, they would
     * hide small gains.
     */
    double of(OperatingPoint point) {
        LimitCheck check = LimitCheck.of(network, point);
        double penalty = 0.0;
        for (BrokenLimit broken : check.exceeded()) {
            double free =
                    FeasibilityTolerance.SHARE_OF_ITERATIONS * check.tolerance().of(broken.limit());
            penalty += penalty(broken.limit().kind().unit()) * Math.max(0.0, broken.excess() - free);
        }
        return cost(point) + penalty;
    }

    /** Per unit of what is limited. */
    private double penalty(Unit unit) {
        return switch (unit) {
            case PER_UNIT -> settings.voltagePenalty();
            case DEGREE -> Math.toRadians(settings.voltagePenalty());
            case MW, MVAR, MVA -> settings.powerPenalty();
            case MWH, PER_UNIT_SQUARED, RADIAN, CELSIUS, CURRENCY_PER_HOUR, ONE ->
                throw new IllegalArgumentException("no state is limited in " + unit.symbol());
        };
    }
}
