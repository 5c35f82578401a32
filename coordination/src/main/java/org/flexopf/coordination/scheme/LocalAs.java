package org.flexopf.coordination.scheme;

import java.util.List;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Feeder;

/**
 * A local market in each feeder meets its operator's own need; what is left goes up as the aggregated curve
 * {@code Phi_k(F) = min { c'y : (x_L + y, F) in D_k }}. With exact curves, clearing {@code min C_T + sum Phi_k(F_k)} is
 * the common market above what is committed.
 */
final class LocalAs extends CoordinationScheme {

    LocalAs(String name, String description) {
        super(name, description);
    }

    @Override
    Proposal propose(Bench bench) {
        List<FeederPoint> needs = bench.needs();
        for (Feeder feeder : bench.system.feeders()) {
            bench.minutes.send(Bench.dso(feeder), Bench.TSO, "aggregated curve");
            bench.minutes.send(Bench.TSO, Bench.dso(feeder), "interface flow");
        }
        Activations committed = Bench.purchased(needs).activations();
        Joint joint = Joint.solve(bench, committed);
        bench.minutes.step(
                "TSO: clears its own offers with the aggregated curves; into the feeders flow %s",
                bench.minutes.told(joint.flows()));
        return Proposal.of(Bench.purchased(needs), joint);
    }
}
