package org.flexopf.exchange.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.flexopf.exchange.auction.AuctionParameters;
import org.flexopf.exchange.auction.AuctionRule;
import org.flexopf.market.Progress;
import org.flexopf.market.Workers;
import org.flexopf.opf.Opf;

/**
 * Draws auctions of flexibility and looks for what pays a provider best under each payment rule, while all others tell
 * the truth:
 *
 * <pre>{@code
 * Simulation simulation = Simulation.of(Opf.of(new DcOpf()))
 *         .withLevels(List.of(new SimulationLevel(33, 2, 0.0), new SimulationLevel(33, 16, 0.0)))
 *         .withRuns(50)
 *         .withSeed(7);
 * simulation.run().summaries();
 * }</pre>
 *
 * <p>A feeder is drawn with a schedule that overloads its head and one of its laterals. Providers of costs between 20
 * and 80 per MWh offer twice of what is needed, each with one site behind the lateral and one elsewhere, to rise and to
 * fall. The activation objective clears them. The provider who is accepted for most when all tell the truth then tries
 * every report of a {@link Strategy}. The k-th run of all levels of one size is on one feeder.
 *
 * <p>The same seed gives the same figures, whatever the number of threads. Immutable.
 */
public final class Simulation {

    /** The usual prices: curtailment at 300 per MWh bounds what a provider can drive prices to. */
    private static final AuctionParameters USUAL = new AuctionParameters(300.0, 100.0, 0.0, 50.0, 0.01);

    private final Opf opf;
    private final List<SimulationLevel> levels;
    private final List<AuctionRule> rules;
    private final Strategy strategy;
    private final AuctionParameters parameters;
    private final int runs;
    private final long seed;
    private final Workers workers;

    private Simulation(
            Opf opf,
            List<SimulationLevel> levels,
            List<AuctionRule> rules,
            Strategy strategy,
            AuctionParameters parameters,
            int runs,
            long seed,
            Workers workers) {
        this.opf = Objects.requireNonNull(opf, "opf");
        this.levels = List.copyOf(levels);
        this.rules = List.copyOf(rules);
        this.strategy = Objects.requireNonNull(strategy, "strategy");
        this.parameters = Objects.requireNonNull(parameters, "parameters");
        this.runs = runs;
        this.seed = seed;
        this.workers = workers;
    }

    /**
     * A simulation of 20 runs from the seed 1, on 33 buses without generation, with 2, 4, 8 and 16 providers, under all
     * rules, with both mark-ups and withholding.
     *
     * @param opf how auctions are cleared
     */
    public static Simulation of(Opf opf) {
        Workers all = new Workers(
                ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors(), (done, total) -> true);
        List<SimulationLevel> liquidity = List.of(
                new SimulationLevel(33, 2, 0.0),
                new SimulationLevel(33, 4, 0.0),
                new SimulationLevel(33, 8, 0.0),
                new SimulationLevel(33, 16, 0.0));
        return new Simulation(opf, liquidity, Arrays.asList(AuctionRule.values()), Strategy.BOTH, USUAL, 20, 1L, all);
    }

    /** The same for other levels. */
    public Simulation withLevels(List<SimulationLevel> others) {
        return new Simulation(opf, others, rules, strategy, parameters, runs, seed, workers);
    }

    /** The same under other payment rules. */
    public Simulation withRules(List<AuctionRule> others) {
        return new Simulation(opf, levels, others, strategy, parameters, runs, seed, workers);
    }

    /** The same with another strategy. */
    public Simulation withStrategy(Strategy other) {
        return new Simulation(opf, levels, rules, other, parameters, runs, seed, workers);
    }

    /** The same with other prices; VOLL bounds what a provider without whom demand is cut can drive prices to. */
    public Simulation withParameters(AuctionParameters others) {
        return new Simulation(opf, levels, rules, strategy, others, runs, seed, workers);
    }

    /**
     * The same with another number of runs for each level.
     *
     * @throws IllegalArgumentException if it is not above zero
     */
    public Simulation withRuns(int count) {
        if (count < 1) {
            throw new IllegalArgumentException(count + " runs: give 1 or more");
        }
        return new Simulation(opf, levels, rules, strategy, parameters, count, seed, workers);
    }

    /** The same from another seed. */
    public Simulation withSeed(long other) {
        return new Simulation(opf, levels, rules, strategy, parameters, runs, other, workers);
    }

    /** The same with threads from an executor; the calling thread works too, and counts among them. */
    public Simulation withExecutor(Executor executor, int threads) {
        return new Simulation(
                opf,
                levels,
                rules,
                strategy,
                parameters,
                runs,
                seed,
                new Workers(executor, threads, workers.progress()));
    }

    /** The same with somebody who is told of auctions that are done, and may cancel. */
    public Simulation withProgress(Progress progress) {
        return new Simulation(
                opf,
                levels,
                rules,
                strategy,
                parameters,
                runs,
                seed,
                new Workers(workers.executor(), workers.threads(), progress));
    }

    /**
     * Runs it: one run for each level, each draw, and each rule.
     *
     * @throws java.util.concurrent.CancellationException if it was interrupted or cancelled
     * @throws org.flexopf.opf.OpfNotSolvedException if an auction is not solved with some report, though it was with
     *     the truth
     */
    public SimulationReport run() {
        SimulationRun[][] done = new SimulationRun[levels.size() * runs][];
        workers.run(done.length, () -> task -> done[task] = draw(task));
        return new SimulationReport(Arrays.stream(done).flatMap(Arrays::stream).toList());
    }

    private SimulationRun[] draw(int task) {
        SimulationLevel level = levels.get(task / runs);
        long drawn = seed + task % runs;
        Optional<StrategicSearch> search = StrategicSearch.of(opf, FeederDraw.of(level, drawn), parameters, strategy);
        List<SimulationRun> all = new ArrayList<>();
        for (AuctionRule rule : rules) {
            int number = task * rules.size() + all.size() + 1;
            all.add(new SimulationRun(number, level, drawn, rule, strategy, search.map(found -> found.figures(rule))));
        }
        return all.toArray(SimulationRun[]::new);
    }

    @Override
    public String toString() {
        return "simulation of " + levels.size() + " levels with " + runs + " runs each by " + opf;
    }
}
