package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.network.Range;

/**
 * The common market by cutting planes (Benders 1962, Kelley 1960): each feeder returns what a flow costs, and its
 * slope; the operator of the transmission network clears with the largest of all tangents in place of the curve. That
 * is a lower bound; the costs at its flows are an upper one. Finite where the curves are piecewise linear.
 */
final class CuttingPlanes extends CoordinationScheme {

    /** The bounds meet to this share of the cost. */
    private static final double GAP = 1e-7;

    /** Flows keep off the ends of the ranges by so much, MW. */
    private static final double INSET = 1e-6;

    CuttingPlanes() {
        super("decentralised-cuts", "the common market by cutting planes: feeders tell costs and slopes of flows");
    }

    @Override
    boolean sharesWork() {
        return true;
    }

    @Override
    Proposal propose(Bench bench) {
        List<Feeder> feeders = bench.system.feeders();
        int most = bench.options.rounds().most();
        Agents agents = new Agents(bench);
        List<Tangents> curves = new ArrayList<>();
        double[] flows = new double[feeders.size()];
        List<Range> ranges = agents.ranges();
        for (int k = 0; k < flows.length; k++) {
            Range range = inset(ranges.get(k));
            curves.add(new Tangents(range));
            flows[k] =
                    Math.min(range.max(), Math.max(range.min(), feeders.get(k).scheduledFlow()));
            ranges.set(k, range);
        }
        double lower = Double.NEGATIVE_INFINITY;
        double upper = Double.POSITIVE_INFINITY;
        double[] best = flows;
        double transmissionCost = Double.POSITIVE_INFINITY;
        for (int round = 1; round <= most; round++) {
            List<FeederAgent.Answer> answers = agents.at(flows, round);
            double cost = transmissionCost;
            for (int k = 0; k < flows.length; k++) {
                FeederAgent.Answer answer = answers.get(k);
                if (!curves.get(k).add(flows[k], answer.cost(), answer.slope())) {
                    throw new SchemeFailure(
                            OutcomeStatus.NO_ANSWER,
                            "network " + feeders.get(k).name() + ": its operator answers in round " + round + " with "
                                    + answer + " at a flow of " + flows[k]
                                    + " MW, which contradicts its other answers: no convex cost has all their tangents; "
                                    + "ask it again, or clear without it");
                }
                cost += answer.cost();
            }
            if (cost < upper) {
                upper = cost;
                best = flows;
            }
            bench.minutes.rounds(round);
            bench.minutes.step(
                    "Round %d: flows %s cost %.6f; bounds %.6f to %.6f",
                    round, bench.minutes.told(flows), cost, lower, upper);
            if (upper < Double.POSITIVE_INFINITY && upper - lower <= GAP * Math.max(1.0, Math.abs(upper))) {
                bench.minutes.figure("lower bound", lower);
                bench.minutes.figure("upper bound", upper);
                return Recovery.at(bench, best);
            }
            TransmissionPoint master = bench.inParts()
                    .solve(
                            new TransmissionProgram(
                                    bench.system,
                                    bench.transmissionOffers(),
                                    curves.stream().map(Tangents::terms).toList()),
                            "its operator's clearing with tangents");
            lower = Math.max(lower, master.objective());
            transmissionCost = master.cost();
            flows = within(ranges, master.flows());
        }
        throw new SchemeFailure(
                OutcomeStatus.NOT_CONVERGED,
                String.format(
                        Locale.ROOT,
                        "after %d rounds the cost lies between %.6f and %.6f; allow more",
                        most,
                        lower,
                        upper));
    }

    private static Range inset(Range range) {
        double middle = 0.5 * (range.min() + range.max());
        return new Range(Math.min(middle, range.min() + INSET), Math.max(middle, range.max() - INSET));
    }

    private static double[] within(List<Range> ranges, double[] flows) {
        double[] kept = flows.clone();
        for (int k = 0; k < kept.length; k++) {
            kept[k] = Math.min(ranges.get(k).max(), Math.max(ranges.get(k).min(), kept[k]));
        }
        return kept;
    }
}
