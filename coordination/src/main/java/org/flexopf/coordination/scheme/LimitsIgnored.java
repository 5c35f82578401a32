package org.flexopf.coordination.scheme;

import java.util.List;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Feeder;

/**
 * The operator of the transmission network clears all offers of feeders at its own buses, lossless, and knows nothing
 * of the limits behind them.
 */
final class LimitsIgnored extends CoordinationScheme {

    LimitsIgnored() {
        super("centralisedIgnoringLimits", "one market that knows no limits of feeders");
    }

    @Override
    Proposal propose(Bench bench) {
        List<Feeder> feeders = bench.system.feeders();
        for (Feeder feeder : feeders) {
            bench.minutes.send(Bench.dso(feeder), Bench.TSO, "bids");
            bench.minutes.send(Bench.TSO, Bench.dso(feeder), "activations");
        }
        double[] idle = feeders.stream().mapToDouble(bench::idleFlow).toArray();
        bench.minutes.step("Without activation, into the feeders flow %s", bench.minutes.told(idle));
        List<List<StandingOffer>> offers = feeders.stream()
                .map(feeder -> StandingOffer.left(feeder.area(), Activations.none()))
                .toList();
        bench.minutes.step("All offers of feeders are cleared as if they stood at transmission buses");
        return Proposal.of(List.of(), CopperPlate.clear(bench, offers, idle));
    }
}
