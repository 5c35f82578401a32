package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.network.Range;

/**
 * The common market by dual decomposition: at interface prices pi everybody decides alone,
 *
 * <pre>
 *   q(pi) = min { C_T - sum pi_k F_k } + sum over k of min { C_k + pi_k F_k }
 * </pre>
 *
 * <p>which is a lower bound of the common cost; the prices that make it largest are the interface prices of the common
 * market. It is piecewise linear where the feeders' models are, so that steps along its slope do not settle; a proximal
 * bundle (Lemarechal 1978, Kiwiel 1990) gathers what everybody answered, see {@link Bundle}. Decisions at the best
 * prices need not fit each other; the mean of the answers, with the weights of the bundle, does.
 */
final class DualDecomposition extends CoordinationScheme {

    /** The bundle's own bound and the best value meet to this share of the cost. */
    private static final double GAP = 1e-7;

    /** What bounds may cross by, as a share of the cost, before somebody must have answered wrongly. */
    private static final double CROSSING = 1e-4;

    /** The share of what the bundle promised by which a step counts. */
    private static final double SERIOUS = 0.1;

    DualDecomposition() {
        super("decentralised-dual", "the common market by dual decomposition: everybody decides alone at prices");
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
        List<Range> ranges = agents.ranges();
        Bundle bundle = new Bundle(bench.options.solverChoice(), feeders.size());
        double[] centre = feeders.stream()
                .mapToDouble(feeder -> bench.system.dayAheadPrice())
                .toArray();
        double best = answers(bench, agents, ranges, centre, 1, bundle);
        double promised = Double.POSITIVE_INFINITY;
        double apart = Double.POSITIVE_INFINITY;
        for (int round = 2; round <= most; round++) {
            Bundle.Step step = bundle.step(centre);
            promised = step.value() - best;
            if (promised < -CROSSING * Math.max(1.0, Math.abs(best))) {
                throw new SchemeFailure(
                        OutcomeStatus.NO_ANSWER,
                        String.format(
                                Locale.ROOT,
                                "in round %d answers contradict each other: together they allow %.6f at most, and once "
                                        + "were worth %.6f; an operator does not answer with what costs it least: ask "
                                        + "again, or clear in another way",
                                round,
                                step.value(),
                                best));
            }
            apart = step.apart();
            bench.minutes.rounds(round - 1);
            bench.minutes.step(
                    "Round %d: lower bound %.6f, the bundle promises %.2e more; mean flows are apart by %.2e MW",
                    round - 1, best, promised, apart);
            if (promised <= GAP * Math.max(1.0, Math.abs(best))
                    && apart <= 10.0 * bench.options.rounds().primal()) {
                bench.minutes.figure("lower bound", best);
                for (int k = 0; k < centre.length; k++) {
                    bench.minutes.figure("interface price " + feeders.get(k).name(), centre[k]);
                }
                return Recovery.at(bench, step.flows());
            }
            double value = answers(bench, agents, ranges, step.prices(), round, bundle);
            if (value >= best + SERIOUS * promised) {
                centre = step.prices();
                best = value;
                bundle.wider();
            } else {
                bundle.narrower();
            }
        }
        throw new SchemeFailure(
                OutcomeStatus.NOT_CONVERGED,
                String.format(
                        Locale.ROOT,
                        "after %d rounds the lower bound is %.6f, up to %.2e more are possible, and mean flows are "
                                + "apart by %.2e MW; allow more rounds",
                        most,
                        best,
                        promised,
                        apart));
    }

    /**
     * What the operator of the transmission network considers: more than the feeder can take, else prices would be free
     * where the feeder is at the end of its range.
     */
    private static FlowTerms wide(Range range) {
        double more = 1.0 + range.max() - range.min();
        return FlowTerms.within(range.min() - more, range.max() + more);
    }

    /** What everybody decides at prices goes into the bundle. @return q(pi), currency per hour */
    private static double answers(
            Bench bench, Agents agents, List<Range> ranges, double[] prices, int round, Bundle bundle) {
        List<FlowTerms> terms = new ArrayList<>();
        List<FeederAgent.Question> questions = new ArrayList<>();
        for (int k = 0; k < prices.length; k++) {
            terms.add(wide(ranges.get(k)).costing(FlowTerms.at(-prices[k]).cost()));
            questions.add(new FeederAgent.Question(round, prices[k], 0.0, 0.0));
        }
        TransmissionPoint transmission = bench.inParts()
                .solve(
                        new TransmissionProgram(bench.system, bench.transmissionOffers(), terms),
                        "its own optimum at prices");
        bundle.transmission(transmission.cost(), transmission.flows());
        double value = transmission.objective();
        List<FeederAgent.Answer> answers = agents.ask(questions).take(new HashSet<>());
        for (int k = 0; k < prices.length; k++) {
            bundle.feeder(k, answers.get(k).cost(), answers.get(k).flow());
            value += answers.get(k).cost() + prices[k] * answers.get(k).flow();
        }
        return value;
    }
}
