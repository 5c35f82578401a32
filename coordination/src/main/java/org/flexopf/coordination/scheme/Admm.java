package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The common market by the alternating direction method of multipliers on copies F^T, F^D of the interface flows:
 *
 * <pre>
 *   F^T = argmin C_T + sum lam_k F_k + rho/2 (F - F^D)^2     then, all feeders at the same time,
 *   F^D = argmin C_k - lam_k F_k + rho/2 (F - F^T)^2         and   lam += rho (F^T - F^D)
 *   until  max |F^T - F^D| &lt;= eps  and  max rho |change of F^D| &lt;= eps'
 * </pre>
 *
 * <p>In each round a feeder learns F^T and lam, and tells F^D: nothing about bids, costs, topology or limits. The
 * penalty rho is one number, or is balanced at each interface (Boyd et al. 2011, section 3.4.1). Markets of several
 * periods are gone through together: in each round the steps of all their operators are shared among the threads.
 */
final class Admm extends CoordinationScheme {

    Admm() {
        super("decentralised", "the common market by ADMM: feeders tell flows alone");
    }

    @Override
    Proposal propose(Bench bench) {
        return proposals(List.of(bench)).get(0).get();
    }

    @Override
    List<Supplier<Proposal>> proposals(List<Bench> benches) {
        List<Supplier<Proposal>> proposals = new ArrayList<>();
        List<AdmmMarket> markets = new ArrayList<>();
        for (Bench bench : benches) {
            try {
                AdmmMarket market = new AdmmMarket(bench);
                markets.add(market);
                proposals.add(market::proposal);
            } catch (SchemeFailure e) {
                proposals.add(() -> {
                    throw e;
                });
            }
        }
        if (!markets.isEmpty()) {
            agree(markets, benches.get(0).options);
        }
        return proposals;
    }

    private static void agree(List<AdmmMarket> markets, SchemeOptions options) {
        List<AdmmMarket> open = new ArrayList<>(markets);
        for (int round = 1; round <= options.rounds().most() && !open.isEmpty(); round++) {
            int number = round;
            give(open, options);
            each(open, market -> market.ask(number));
            Set<String> silent = new HashSet<>();
            each(open, market -> market.take(number, silent));
            open.removeIf(AdmmMarket::isDone);
        }
    }

    /** The steps of the operators of transmission networks, which are of one operator at different times. */
    private static void give(List<AdmmMarket> open, SchemeOptions options) {
        if (open.size() == 1) {
            each(open, AdmmMarket::give);
            return;
        }
        List<Callable<Void>> work = new ArrayList<>();
        for (AdmmMarket market : open) {
            work.add(() -> {
                each(List.of(market), AdmmMarket::give);
                return null;
            });
        }
        List<Future<Void>> begun = Together.begin(options.parties().executor(), work);
        for (int t = 0; t < begun.size(); t++) {
            Future<Void> step = begun.get(t);
            each(List.of(open.get(t)), market -> Together.result(step, "the step of the transmission network"));
        }
    }

    /** Does something in each market that is still open; where it fails, that market has failed. */
    private static void each(List<AdmmMarket> markets, Consumer<AdmmMarket> step) {
        for (AdmmMarket market : markets) {
            if (!market.isDone()) {
                try {
                    step.accept(market);
                } catch (SchemeFailure e) {
                    market.fail(e);
                }
            }
        }
    }
}
