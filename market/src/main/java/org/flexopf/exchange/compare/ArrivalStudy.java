package org.flexopf.exchange.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.ContinuousMarket;
import org.flexopf.exchange.MarketKpis;
import org.flexopf.exchange.MarketSettings;
import org.flexopf.exchange.Outcome;
import org.flexopf.exchange.check.NetworkChecks;
import org.flexopf.market.Progress;
import org.flexopf.market.Workers;
import org.flexopf.network.Network;

/**
 * How much of an auction's welfare a continuous market reaches with the same bids, and how that depends on who comes
 * first:
 *
 * <pre>{@code
 * ArrivalStudy study = ArrivalStudy.of(network, "dc", settings).withRuns(50).withSeed(7);
 * ArrivalReport report = study.compare(orders);
 * report.gaps().getAverage();       // 0.23
 * }</pre>
 *
 * <p>The times of the stream stay where they are, and orders change places. The same seed gives the same figures,
 * whatever the number of threads. Immutable.
 */
public final class ArrivalStudy {

    private final Network network;
    private final String check;
    private final MarketSettings settings;
    private final int runs;
    private final long seed;
    private final Workers workers;

    private ArrivalStudy(Network network, String check, MarketSettings settings, int runs, long seed, Workers workers) {
        this.network = network;
        this.check = check;
        this.settings = settings;
        this.runs = runs;
        this.seed = seed;
        this.workers = workers;
    }

    /**
     * A study of 20 orders of arrival from the seed 1.
     *
     * @param check {@code dc}, or {@code none} for a market without limits: the auction knows flows of active power
     *     alone
     * @throws IllegalArgumentException if the check is another one
     */
    public static ArrivalStudy of(Network network, String check, MarketSettings settings) {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(settings, "settings");
        if (!check.equals("dc") && !check.equals("none")) {
            throw new IllegalArgumentException("an auction by shift factors bounds no market with the check '" + check
                    + "'; choose one of dc, none");
        }
        Workers all = new Workers(
                ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors(), (done, total) -> true);
        return new ArrivalStudy(network, check, settings, 20, 1L, all);
    }

    /**
     * The same with another number of random orders of arrival.
     *
     * @throws IllegalArgumentException if it is below zero
     */
    public ArrivalStudy withRuns(int count) {
        if (count < 0) {
            throw new IllegalArgumentException(count + " runs: give 0 or more");
        }
        return new ArrivalStudy(network, check, settings, count, seed, workers);
    }

    /** The same from another seed. */
    public ArrivalStudy withSeed(long other) {
        return new ArrivalStudy(network, check, settings, runs, other, workers);
    }

    /** The same with threads from an executor; the calling thread works too, and counts among them. */
    public ArrivalStudy withExecutor(Executor executor, int threads) {
        return new ArrivalStudy(
                network, check, settings, runs, seed, new Workers(executor, threads, workers.progress()));
    }

    /** The same with somebody who is told of runs that are done, and may cancel. */
    public ArrivalStudy withProgress(Progress progress) {
        return new ArrivalStudy(
                network, check, settings, runs, seed, new Workers(workers.executor(), workers.threads(), progress));
    }

    /**
     * Compares the two.
     *
     * @param orders submissions, in the order in which they came
     * @throws IllegalArgumentException if a command is no submission, is conditional, expires or is refused: then the
     *     auction would not have the same bids in every order of arrival
     * @throws java.util.concurrent.CancellationException if it was interrupted or cancelled
     */
    public ArrivalReport compare(List<Command> orders) {
        requirePlain(orders);
        FlowLimits limits = check.equals("dc") ? FlowLimits.AS_OPENED : FlowLimits.NONE;
        double welfare = BidAuction.of(network).clear(settings, orders, limits).welfare();
        ArrivalRun[] done = new ArrivalRun[runs + 1];
        workers.run(done.length, () -> task -> done[task] = run(task, arrival(task, orders.size()), orders, welfare));
        return new ArrivalReport(welfare, List.of(done));
    }

    /** The market with orders (by their places) in an order of arrival. */
    ArrivalRun run(int number, List<Integer> order, List<Command> orders, double auctionWelfare) {
        ContinuousMarket market = ContinuousMarket.open(settings, network, NetworkChecks.named(check, network));
        List<Command> arriving = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (int k = 0; k < orders.size(); k++) {
            Command command = orders.get(order.get(k))
                    .with(Command.Field.TIME, orders.get(k).time());
            arriving.add(command);
            Outcome outcome = market.apply(command);
            outcome.refusal().ifPresent(refusal -> {
                throw new IllegalArgumentException("order '" + command.id() + "' is refused (" + refusal
                        + "), so that market and auction have other bids; correct it, or leave it out");
            });
            outcomes.add(outcome);
        }
        MarketKpis kpis = MarketKpis.of(settings, arriving, outcomes);
        return new ArrivalRun(number, order, kpis, kpis.auctionGap(auctionWelfare));
    }

    private List<Integer> arrival(int number, int count) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        if (number > 0) {
            SplittableRandom random = new SplittableRandom(seed + number);
            for (int k = count - 1; k > 0; k--) {
                Collections.swap(order, k, random.nextInt(k + 1));
            }
        }
        return order;
    }

    private static void requirePlain(List<Command> orders) {
        List<String> others = new ArrayList<>();
        for (int k = 0; k < orders.size(); k++) {
            Command order = orders.get(k);
            String reason = !order.kind().equals("SUBMIT")
                    ? "is " + order.kind()
                    : order.conditional().equals("true")
                            ? "is conditional"
                            : order.expiry().isEmpty() ? "" : "expires";
            if (!reason.isEmpty()) {
                others.add("command " + (k + 1) + " " + reason);
            }
        }
        if (!others.isEmpty()) {
            throw new IllegalArgumentException("only submissions without condition and expiry are the same bids in "
                    + "every order of arrival: " + String.join(", ", others) + "; leave these out");
        }
    }

    @Override
    public String toString() {
        return runs + " orders of arrival on " + network.name() + " with check " + check + ", from seed " + seed;
    }
}
