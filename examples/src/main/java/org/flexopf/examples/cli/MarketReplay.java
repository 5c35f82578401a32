package org.flexopf.examples.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.flexopf.exchange.Accounts;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.MarketSettings;
import org.flexopf.exchange.MarketView;
import org.flexopf.exchange.Outcome;
import org.flexopf.exchange.Refusal;
import org.flexopf.exchange.Rejection;
import org.flexopf.exchange.Removal;
import org.flexopf.exchange.Trade;
import org.flexopf.exchange.check.LimitingElement;

/**
 * What a replay has to tell.
 *
 * @param settings what the market was opened with
 * @param commands all commands
 * @param outcomes of all commands
 * @param view the books at the end
 * @param accounts the money
 * @param nanos how long each command took, ascending
 */
record MarketReplay(
        MarketSettings settings,
        List<Command> commands,
        List<Outcome> outcomes,
        MarketView view,
        Accounts accounts,
        long[] nanos) {

    /** Refusals for one reason, in the order in which their first ones came. */
    record Refused(Refusal refusal, List<Outcome> outcomes) {}

    static MarketReplay of(
            MarketSettings settings, List<Command> commands, List<Outcome> outcomes, MarketView view, long[] nanos) {
        Accounts accounts = Accounts.of(settings);
        outcomes.forEach(outcome -> outcome.trades().forEach(accounts::add));
        long[] ascending = nanos.clone();
        Arrays.sort(ascending);
        return new MarketReplay(settings, commands, outcomes, view, accounts, ascending);
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

    /** Refusals by their reasons. */
    List<Refused> refusedByReason() {
        Map<Refusal, List<Outcome>> byReason = new LinkedHashMap<>();
        for (Outcome outcome : refused()) {
            byReason.computeIfAbsent(outcome.refusal().orElseThrow(), reason -> new ArrayList<>())
                    .add(outcome);
        }
        return byReason.entrySet().stream()
                .map(entry -> new Refused(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Why a command was refused, as a sentence. */
    String inWords(Outcome refused) {
        Command command = commands.get((int) refused.sequence() - 1);
        return refused.refusal().orElseThrow().inWords(command, settings);
    }

    /** Rejections by what stood in the way, most first. */
    List<Map.Entry<LimitingElement, Long>> rejectionsByElement() {
        Map<LimitingElement, Long> byElement = rejections().stream()
                .collect(Collectors.groupingBy(Rejection::element, LinkedHashMap::new, Collectors.counting()));
        return byElement.entrySet().stream()
                .sorted(Map.Entry.<LimitingElement, Long>comparingByValue().reversed())
                .toList();
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
