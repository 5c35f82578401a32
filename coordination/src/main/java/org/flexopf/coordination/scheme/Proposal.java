package org.flexopf.coordination.scheme;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.coordination.Purchase;

/**
 * What a scheme wants to be carried out.
 *
 * @param need what operators of feeders buy for themselves
 * @param balancing what is bought for the balance of the system
 * @param flows what flows into each feeder by the scheme's model, MW
 * @param prices the price at each transmission bus, by its number, currency per MWh
 * @param reactive reactive injections that the scheme has chosen, Mvar
 * @param phantomLosses what the relaxation of each feeder loses beyond its currents, MW
 */
record Proposal(
        Purchase need,
        Purchase balancing,
        double[] flows,
        Map<Integer, Double> prices,
        Map<String, Double> reactive,
        Map<String, Double> phantomLosses) {

    /** All bought for the balance, by one program. */
    static Proposal of(Joint joint) {
        return of(Purchase.NOTHING, joint);
    }

    /** One program for what is left after needs are met. */
    static Proposal of(Purchase need, Joint joint) {
        return new Proposal(
                need,
                joint.purchase(),
                joint.flows(),
                joint.transmission().prices(),
                Bench.reactive(joint.feeders()),
                Bench.phantomLosses(joint.feeders()));
    }

    /** A clearing as if offers of feeders stood at transmission buses, after what their operators have done. */
    static Proposal of(List<FeederPoint> needs, CopperPlate cleared) {
        Map<String, Double> reactive = new LinkedHashMap<>(Bench.reactive(needs));
        return new Proposal(
                Bench.purchased(needs),
                cleared.point().purchase(),
                cleared.flows(),
                cleared.point().prices(),
                reactive,
                Bench.phantomLosses(needs));
    }

    /** Feeders that were solved one by one, and then the transmission network. */
    static Proposal of(Purchase need, Purchase balancing, List<FeederPoint> feeders, TransmissionPoint transmission) {
        return new Proposal(
                need,
                balancing,
                feeders.stream().mapToDouble(FeederPoint::flow).toArray(),
                transmission.prices(),
                Bench.reactive(feeders),
                Bench.phantomLosses(feeders));
    }
}
