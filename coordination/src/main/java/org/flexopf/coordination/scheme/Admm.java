package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.ProgramChange;
import org.flexopf.opf.family.OpfVariables;

/**
 * The common market by the alternating direction method of multipliers on copies F^T, F^D of the interface flows:
 *
 * <pre>
 *   F^T = argmin C_T + sum lam_k F_k + rho/2 (F - F^D)^2     then, all feeders at the same time,
 *   F^D = argmin C_k - lam_k F_k + rho/2 (F - F^T)^2         and   lam += rho (F^T - F^D)
 *   until  max |F^T - F^D| &lt;= eps  and  rho max |change of F^D| &lt;= eps'
 * </pre>
 *
 * <p>In each round a feeder learns F^T and lam, and tells F^D: nothing about bids, costs, topology or limits.
 */
final class Admm extends CoordinationScheme {

    Admm() {
        super("decentralised", "the common market by ADMM: feeders tell flows alone");
    }

    @Override
    Proposal propose(Bench bench) {
        SchemeOptions.Rounds rounds = bench.options.rounds();
        List<Feeder> feeders = bench.system.feeders();
        int count = feeders.size();
        bench.requireConvex();
        Agents agents = new Agents(bench);
        TransmissionProgram transmission = new TransmissionProgram(
                bench.system, bench.transmissionOffers(), Collections.nCopies(count, FlowTerms.at(0.0)));
        PreparedOpf prepared = bench.prepare(transmission.block());
        double[] lam = feeders.stream()
                .mapToDouble(feeder -> 0.0 - bench.openingPrices.getOrDefault(feeder.name(), 0.0))
                .toArray();
        double[] taken = feeders.stream().mapToDouble(Feeder::scheduledFlow).toArray();
        double primal = Double.POSITIVE_INFINITY;
        double dual = Double.POSITIVE_INFINITY;
        for (int round = 1; round <= rounds.most(); round++) {
            double[] given = given(bench, transmission, prepared, lam, taken);
            List<FeederAgent.Question> questions = new ArrayList<>();
            for (int k = 0; k < count; k++) {
                questions.add(new FeederAgent.Question(round, 0.0 - lam[k], given[k], rounds.penalty()));
            }
            List<FeederAgent.Answer> answers = agents.ask(questions);
            primal = 0.0;
            dual = 0.0;
            for (int k = 0; k < count; k++) {
                double flow = answers.get(k).flow();
                primal = Math.max(primal, Math.abs(given[k] - flow));
                dual = Math.max(dual, rounds.penalty() * Math.abs(flow - taken[k]));
                lam[k] += rounds.penalty() * (given[k] - flow);
                taken[k] = flow;
            }
            bench.minutes.rounds(round);
            bench.minutes.step(
                    "Round %d: TSO would give %s; feeders take %s; apart by %.2e MW, prices moved by %.2e",
                    round, bench.minutes.told(given), bench.minutes.told(taken), primal, dual);
            if (primal <= rounds.primal() && dual <= rounds.dual()) {
                for (int k = 0; k < count; k++) {
                    bench.minutes.figure("interface price " + feeders.get(k).name(), -lam[k]);
                }
                bench.minutes.figure("primal residual", primal);
                bench.minutes.figure("dual residual", dual);
                return Recovery.at(bench, taken);
            }
        }
        throw new SchemeFailure(
                OutcomeStatus.NOT_CONVERGED,
                String.format(
                        Locale.ROOT,
                        "after %d rounds interface flows are apart by %.2e MW, and prices move by %.2e per MWh; allow "
                                + "more rounds, or another penalty than %s",
                        rounds.most(),
                        primal,
                        dual,
                        rounds.penalty()));
    }

    /**
     * What the operator of the transmission network would like to flow; the injection is the flow with the other sign.
     */
    private static double[] given(
            Bench bench, TransmissionProgram transmission, PreparedOpf prepared, double[] lam, double[] taken) {
        ProgramChange change = ProgramChange.none();
        for (int k = 0; k < lam.length; k++) {
            change = change.cost(OpfVariables.GENERATOR_P, transmission.injection(k), -lam[k])
                    .proximal(
                            OpfVariables.GENERATOR_P,
                            transmission.injection(k),
                            -taken[k],
                            bench.options.rounds().penalty());
        }
        double[] flows = transmission
                .read(bench.solved(prepared.solve(change), "network transmission: its operator's step", transmission)
                        .solution())
                .flows();
        return Arrays.copyOf(flows, flows.length);
    }
}
