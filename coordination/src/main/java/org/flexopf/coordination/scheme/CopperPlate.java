package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Feeder;

/**
 * How the operator of the transmission network clears offers of feeders as if they stood at its own buses, lossless:
 * {@code F_k = F_k before - up + down}.
 *
 * @param point the cleared network, whose flows are those before
 * @param flows what flows into each feeder after it, MW
 */
record CopperPlate(TransmissionPoint point, double[] flows) {

    /**
     * Clears.
     *
     * @param offers of each feeder, in their order
     * @param flows what flows into each feeder before it, MW
     */
    static CopperPlate clear(Bench bench, List<List<StandingOffer>> offers, double[] flows) {
        List<StandingOffer> all = new ArrayList<>(bench.transmissionOffers());
        List<FlowTerms> terms = new ArrayList<>();
        for (int k = 0; k < flows.length; k++) {
            Feeder feeder = bench.system.feeders().get(k);
            all.addAll(StandingOffer.at(feeder.interfaceBus(), offers.get(k)));
            terms.add(FlowTerms.fixed(flows[k]));
        }
        TransmissionPoint point =
                bench.solve(new TransmissionProgram(bench.system, all, terms), "its operator's clearing");
        double[] after = flows.clone();
        for (int k = 0; k < after.length; k++) {
            after[k] -= net(point.activations(), offers.get(k));
        }
        return new CopperPlate(point, after);
    }

    private static double net(Activations activations, List<StandingOffer> offers) {
        return offers.stream()
                .mapToDouble(offer -> offer.direction().sign()
                        * activations.of(offer.resource()).in(offer.direction()))
                .sum();
    }

    /** What was activated of the offers of a feeder. */
    Activations of(Feeder feeder) {
        return point.activations().of(feeder.area().resources());
    }
}
