package org.flexopf.lopf;

import java.util.List;
import java.util.OptionalDouble;
import org.flexopf.network.Offer;

/**
 * What a {@link SensitivityOpf} was asked for.
 *
 * @param offers what may be called on beside the network's own generators
 * @param redispatches whether the generators away from the references may leave their schedule
 * @param activeAllowed whether active power may change
 * @param voltagePenalty currency per hour and p.u. of a voltage beyond its limits
 * @param powerPenalty currency per hour and MVA of a branch, or of a generator at a reference, beyond its limits
 * @param referencePrice currency per MWh of what the references supply; empty for the costs of the generators there
 */
record SensitivitySettings(
        List<Offer> offers,
        boolean redispatches,
        boolean activeAllowed,
        double voltagePenalty,
        double powerPenalty,
        OptionalDouble referencePrice) {

    SensitivitySettings withPenalties(double perVoltage, double perMva) {
        return new SensitivitySettings(offers, redispatches, activeAllowed, perVoltage, perMva, referencePrice);
    }

    SensitivitySettings withReferencePrice(double price) {
        return new SensitivitySettings(
                offers, redispatches, activeAllowed, voltagePenalty, powerPenalty, OptionalDouble.of(price));
    }

    SensitivitySettings reactiveOnly() {
        return new SensitivitySettings(offers, redispatches, false, voltagePenalty, powerPenalty, referencePrice);
    }
}
