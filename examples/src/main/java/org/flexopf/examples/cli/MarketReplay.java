package org.flexopf.examples.cli;

import java.util.Arrays;
import java.util.List;
import org.flexopf.exchange.Accounts;
import org.flexopf.exchange.MarketSettings;
import org.flexopf.exchange.MarketView;
import org.flexopf.exchange.Outcome;
import org.flexopf.exchange.Rejection;
import org.flexopf.exchange.Removal;
import org.flexopf.exchange.Trade;

/**
 * What a replay has to tell.
 *
 * @param settings what the market was opened with
 * @param outcomes of all commands
 * @param view the books at the end
 * @param accounts the money
 * @param nanos how long each command took, ascending
 */
record MarketReplay(MarketSettings settings, List<Outcome> outcomes, MarketView view, Accounts accounts, long[] nanos) {

    static MarketReplay of(MarketSettings settings, List<Outcome> outcomes, MarketView view, long[] nanos) {
        Accounts accounts = Accounts.of(settings);
        outcomes.forEach(outcome -> outcome.trades().forEach(accounts::add));
        long[] ascending = nanos.clone();
        Arrays.sort(ascending);
        return new MarketReplay(settings, outcomes, view, accounts, ascending);
    }

    List<Trade> trades() {
        return outcomes.stream().flatMap(outcome -> outcome.trades().stream()).toList();
    }

    List<Rejection> rejections() {
        return outcomes.stream()
                .flatMap(outcome -> outcome.rejections().stream())
                .toList();
    }

    List<Removal> removals() {
        return outcomes.stream().flatMap(outcome -> outcome.removals().stream()).toList();
    }

    List<Outcome> refused() {
        return outcomes.stream().filter(outcome -> !outcome.isAccepted()).toList();
    }

    /** The time within which a share of the commands was answered, microseconds; 0 without commands. */
    double micros(double share) {
        if (nanos.length == 0) {
            return 0.0;
        }
        int rank = (int) Math.ceil(share * nanos.length);
        return nanos[Math.max(0, rank - 1)] / 1e3;
    }
}
