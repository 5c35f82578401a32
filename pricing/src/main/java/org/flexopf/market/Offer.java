package org.flexopf.market;

import java.util.Objects;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;

/**
 * What a participant offers at one bus: a range of power and what it costs. Injection is positive; a consumer that
 * could draw up to 2 MW offers -2 to 0 MW at its value.
 *
 * @param participant whose offer it is
 * @param bus the number of the bus
 * @param pMin least active power, MW
 * @param pMax largest active power, MW
 * @param qMin least reactive power, Mvar
 * @param qMax largest reactive power, Mvar
 * @param cost currency per hour as a function of active power in MW
 * @param reactiveCost currency per hour as a function of reactive power in Mvar
 */
public record Offer(
        String participant,
        int bus,
        double pMin,
        double pMax,
        double qMin,
        double qMax,
        CostCurve cost,
        CostCurve reactiveCost) {

    /** The owner and the costs are required; what is wrong with the numbers, the network that takes the offer finds. */
    public Offer {
        Objects.requireNonNull(participant, "participant");
        Objects.requireNonNull(cost, "cost");
        Objects.requireNonNull(reactiveCost, "reactiveCost");
    }

    /** An offer of active power alone. */
    public static Offer active(String participant, int bus, double pMin, double pMax, CostCurve cost) {
        return new Offer(participant, bus, pMin, pMax, 0.0, 0.0, cost, CostCurve.free());
    }

    /** The offer as a generator of the network. */
    Generator generator(int id) {
        return Generator.of(id, bus, pMin, pMax, qMin, qMax, cost).withReactiveCost(reactiveCost);
    }
}
