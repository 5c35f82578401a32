package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Payment;

/**
 * One market with the limits of all networks, {@code min C over (x_T, F) in T, (x_k, F_k) in D_k}: the first best. The
 * price of an interface is the dual of the balance of its transmission bus.
 */
final class CommonCentralised extends CoordinationScheme {

    CommonCentralised() {
        super("common", "one market with the limits of all networks");
    }

    @Override
    Proposal propose(Bench bench) {
        for (Feeder feeder : bench.system.feeders()) {
            bench.minutes.send(Bench.dso(feeder), Bench.TSO, "bids, network and limits");
            bench.minutes.send(Bench.TSO, Bench.dso(feeder), "activations");
        }
        bench.minutes.step("One market clears all offers within the limits of all networks");
        return Proposal.of(Joint.solve(bench, Activations.none()));
    }

    /** Where the bill is split, operators of feeders return what their own need would have cost them alone. */
    @Override
    List<Payment> furtherPayments(Bench bench, Proposal proposal) {
        List<Payment> payments = new ArrayList<>();
        if (bench.options.money().splitsCommon()) {
            for (FeederPoint need : bench.needs()) {
                payments.add(new Payment(
                        Bench.dso(bench.system.feeder(need.feeder())),
                        Bench.TSO,
                        need.activationCost(),
                        "own need at stand-alone"));
            }
        }
        return payments;
    }
}
