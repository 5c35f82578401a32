package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Purchase;

/**
 * What is carried out of flows that were agreed in rounds: each feeder meets its flow at least cost, and the operator
 * of the transmission network clears its own offers with what then flows.
 */
final class Recovery {

    private Recovery() {}

    static Proposal at(Bench bench, double[] flows) {
        List<FeederPoint> points = new ArrayList<>();
        List<FlowTerms> given = new ArrayList<>();
        Purchase balancing = Purchase.NOTHING;
        for (int k = 0; k < flows.length; k++) {
            Feeder feeder = bench.system.feeders().get(k);
            FeederProgram program = new FeederProgram(
                    feeder,
                    bench.options.model(),
                    Activations.none(),
                    StandingOffer.left(feeder.area(), Activations.none()),
                    FlowTerms.about(flows[k]));
            String what = "the agreed flow of " + flows[k] + " MW";
            FeederPoint point = bench.exact(bench.decided(program, what), what);
            points.add(point);
            given.add(FlowTerms.fixed(point.flow()));
            balancing = balancing.and(point.purchase());
        }
        TransmissionPoint transmission = bench.decided(
                new TransmissionProgram(bench.system, bench.transmissionOffers(), given),
                "its operator's clearing at the agreed flows");
        bench.minutes.step("Recovered at the agreed flows: %s", bench.minutes.told(flows));
        return Proposal.of(Purchase.NOTHING, balancing.and(transmission.purchase()), points, transmission);
    }
}
