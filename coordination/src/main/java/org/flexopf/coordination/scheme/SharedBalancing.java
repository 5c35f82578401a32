package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.OutcomeStatus;

/**
 * Every operator balances its own network: {@code F_k = F0_k}. Any part may be infeasible; then the least deviation
 * from the schedule is told that can be reached.
 */
final class SharedBalancing extends CoordinationScheme {

    SharedBalancing() {
        super("sharedBalancing", "every operator keeps its interface flow as scheduled");
    }

    @Override
    Proposal propose(Bench bench) {
        List<FlowTerms> schedule = new ArrayList<>();
        List<FeederPoint> points = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Feeder feeder : bench.system.feeders()) {
            schedule.add(FlowTerms.fixed(feeder.scheduledFlow()));
            try {
                points.add(kept(bench, feeder));
            } catch (SchemeFailure e) {
                failures.add(deviation(bench, feeder, e));
            }
        }
        try {
            TransmissionPoint transmission = bench.solve(
                    new TransmissionProgram(bench.system, bench.transmissionOffers(), schedule), "its own balance");
            bench.minutes.figure("cost transmission", transmission.cost());
            bench.minutes.step("TSO: %s for %.4f", bench.minutes.told(transmission.activations()), transmission.cost());
            if (failures.isEmpty()) {
                return Proposal.of(Bench.purchased(points), transmission.purchase(), points, transmission);
            }
        } catch (SchemeFailure e) {
            failures.add(e.getMessage());
        }
        throw new SchemeFailure(OutcomeStatus.INFEASIBLE, String.join("; ", failures));
    }

    private static FeederPoint kept(Bench bench, Feeder feeder) {
        String what = "its scheduled flow of " + feeder.scheduledFlow() + " MW";
        FeederProgram program = new FeederProgram(
                feeder,
                bench.options.model(),
                Activations.none(),
                StandingOffer.left(feeder.area(), Activations.none()),
                FlowTerms.fixed(feeder.scheduledFlow()));
        FeederPoint point = bench.exact(bench.solve(program, what), what);
        bench.minutes.figure("cost " + feeder.name(), point.cost());
        bench.minutes.step(
                "%s: keeps %.4f MW by %s, for %.4f",
                Bench.dso(feeder), point.flow(), bench.minutes.told(point.activations()), point.cost());
        return point;
    }

    /** Why a feeder cannot keep its schedule, and how near it comes. */
    private static String deviation(Bench bench, Feeder feeder, SchemeFailure failure) {
        if (failure.status() == OutcomeStatus.FAILED) {
            throw failure;
        }
        FlowRange range = FlowRange.of(bench, feeder, Activations.none());
        double deviation = range.deviationFrom(feeder.scheduledFlow());
        bench.minutes.figure("least deviation " + feeder.name(), deviation);
        String sentence = String.format(
                Locale.ROOT,
                "network %s cannot keep its scheduled flow of %.4f MW: with all that is offered it takes %.4f to %.4f "
                        + "MW, %s%.4f MW off; offer more flexibility there, or share the balance with others",
                feeder.name(),
                feeder.scheduledFlow(),
                range.least(),
                range.largest(),
                range.isExact() ? "" : "at least ",
                deviation);
        bench.minutes.step("%s: %s", Bench.dso(feeder), sentence);
        return sentence;
    }
}
