package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfRun;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.ProgramChange;
import org.flexopf.opf.family.OpfVariables;

/**
 * A market that its parties clear in rounds of {@link Admm}: where they stand. The programs of a round differ from
 * those before in a few costs, so that each is built once and begins where the one before ended.
 */
final class AdmmMarket {

    /** Residuals that differ by a smaller factor are in balance. */
    private static final double IN_BALANCE = 2.0;

    /** A penalty may move by one and this times in the first round, and ever less: see {@link #moved}. */
    private static final double FIRST_MOVE = 4.0;

    /** After so many rounds half of that is left. */
    private static final double HALF_LIFE = 3.0;

    private final Bench bench;
    private final SchemeOptions.Rounds rounds;
    private final Agents agents;
    private final TransmissionProgram transmission;
    private final PreparedOpf prepared;
    private final double[] lam;
    private final double[] penalty;
    private double[] given;
    private double[] taken;
    private OpfRun last;
    private Agents.Awaited awaited;
    private double primal = Double.POSITIVE_INFINITY;
    private double dual = Double.POSITIVE_INFINITY;
    private SchemeFailure failure;

    /** Where rounds begin. @throws SchemeFailure if a feeder has nobody who answers for it */
    AdmmMarket(Bench bench) {
        List<Feeder> feeders = bench.system.feeders();
        this.bench = bench;
        this.rounds = bench.options.rounds();
        this.agents = new Agents(bench);
        this.transmission = new TransmissionProgram(
                bench.system, bench.transmissionOffers(), Collections.nCopies(feeders.size(), FlowTerms.at(0.0)));
        this.prepared = bench.inParts().prepare(transmission.block(), transmission.oneWay(bench));
        this.lam = new double[feeders.size()];
        this.penalty = new double[feeders.size()];
        Arrays.fill(penalty, rounds.penalty());
        this.taken = feeders.stream().mapToDouble(Feeder::scheduledFlow).toArray();
    }

    /** Whether its parties have agreed, or cannot. */
    boolean isDone() {
        return failure != null || hasAgreed();
    }

    private boolean hasAgreed() {
        return primal <= rounds.primal() && dual <= rounds.dual();
    }

    /**
     * What the operator of the transmission network would like to flow; the injection is the flow with the other sign.
     */
    void give() {
        ProgramChange change = ProgramChange.none();
        for (int k = 0; k < lam.length; k++) {
            change = change.cost(OpfVariables.GENERATOR_P, transmission.injection(k), -lam[k])
                    .proximal(OpfVariables.GENERATOR_P, transmission.injection(k), -taken[k], penalty[k]);
        }
        OpfResult result = prepared.solve(change, last);
        last = result.run().orElse(null);
        if (last == null) {
            // Why it has no state at all, a program without prices and penalties tells as well, and says more.
            bench.solve(transmission, "a state within its limits");
        }
        given = transmission
                .read(bench.solved(result, "network transmission: its operator's step", transmission)
                        .solution())
                .flows();
    }

    /** Asks the operators of all feeders. */
    void ask(int round) {
        List<FeederAgent.Question> questions = new ArrayList<>();
        for (int k = 0; k < lam.length; k++) {
            questions.add(new FeederAgent.Question(round, 0.0 - lam[k], given[k], penalty[k]));
        }
        awaited = agents.ask(questions);
    }

    /**
     * Takes what they answer, and moves prices.
     *
     * @param silent feeders whose operators were waited for in vain in this round, in another market
     */
    void take(int round, Set<String> silent) {
        double[] flows = awaited.take(silent).stream()
                .mapToDouble(FeederAgent.Answer::flow)
                .toArray();
        primal = 0.0;
        dual = 0.0;
        for (int k = 0; k < flows.length; k++) {
            double apart = Math.abs(given[k] - flows[k]);
            double move = penalty[k] * Math.abs(flows[k] - taken[k]);
            primal = Math.max(primal, apart);
            dual = Math.max(dual, move);
            lam[k] += penalty[k] * (given[k] - flows[k]);
            if (rounds.balances()) {
                penalty[k] = moved(penalty[k], round, apart / rounds.primal(), move / rounds.dual());
            }
        }
        taken = flows;
        bench.minutes.rounds(round);
        bench.minutes.step(
                "Round %d: TSO would give %s; feeders take %s; apart by %.2e MW, prices moved by %.2e",
                round, bench.minutes.told(given), bench.minutes.told(taken), primal, dual);
    }

    /**
     * Where flows are far apart beside the move of the price, the penalty of an interface is too small, and the other
     * way round (Boyd et al. 2011, section 3.4.1). Both are measured by what is asked of them, so that units do not
     * matter (Wohlberg 2017); moves become smaller and add up to something finite, so that the rounds converge as with
     * penalties that stay (He, Yang and Wang 2000).
     *
     * @param apart how far the flows are apart, as a multiple of what passes
     * @param move how far the price moved, likewise
     */
    private static double moved(double penalty, int round, double apart, double move) {
        boolean isAgreed = apart <= 1.0 && move <= 1.0;
        double ratio = apart / move;
        if (isAgreed || (ratio >= 1.0 / IN_BALANCE && ratio <= IN_BALANCE)) {
            return penalty;
        }
        double age = (round - 1) / HALF_LIFE;
        double largest = 1.0 + FIRST_MOVE / (1.0 + age * age);
        return penalty * Math.max(1.0 / largest, Math.min(largest, Math.sqrt(ratio)));
    }

    /** It cannot go on. */
    void fail(SchemeFailure reason) {
        failure = reason;
    }

    /** What is carried out. @throws SchemeFailure if the parties have not agreed */
    Proposal proposal() {
        if (failure != null) {
            throw failure;
        }
        if (!hasAgreed()) {
            throw new SchemeFailure(
                    OutcomeStatus.NOT_CONVERGED,
                    String.format(
                            Locale.ROOT,
                            "after %d rounds interface flows are apart by %.2e MW, and prices move by %.2e per MWh; "
                                    + "allow more rounds, another penalty than %s, or one that balances itself",
                            rounds.most(),
                            primal,
                            dual,
                            rounds.penalty()));
        }
        for (int k = 0; k < lam.length; k++) {
            bench.minutes.figure(
                    "interface price " + bench.system.feeders().get(k).name(), -lam[k]);
        }
        bench.minutes.figure("primal residual", primal);
        bench.minutes.figure("dual residual", dual);
        return Recovery.at(bench, taken);
    }

    @Override
    public String toString() {
        return bench + ", flows apart by " + primal + " MW";
    }
}
