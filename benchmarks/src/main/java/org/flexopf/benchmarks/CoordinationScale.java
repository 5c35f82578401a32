package org.flexopf.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.flexopf.coordination.DayOutcome;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.coordination.TsoDsoDay;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.coordination.scheme.FeederAgent;
import org.flexopf.coordination.scheme.FeederModel;
import org.flexopf.coordination.scheme.SchemeOptions;
import org.flexopf.coordination.scheme.Schemes;
import org.flexopf.coordination.synthetic.RegionGenerator;
import org.flexopf.coordination.synthetic.RegionStatistics;
import org.flexopf.coordination.synthetic.Regions;
import org.flexopf.network.Range;

/**
 * The national scenario over a day, and how a round of ADMM grows with the number of feeders: makes the tables of
 * docs/coordination-scale.md. Times are processor time of a warm process, which other load on the machine changes less
 * than the clock; the busiest thread's is what the clock would tell on an idle one.
 */
public final class CoordinationScale {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final SchemeOptions OPTIONS = SchemeOptions.of(FeederModel.SOCP);
    private static final SchemeOptions.Rounds FINE = new SchemeOptions.Rounds(0.8, 1e-5, 1e-4, 500, false);
    private static final int HOUR = 18;
    private static final int SOME_ROUNDS = 10;

    private CoordinationScale() {}

    /**
     * Makes the tables anew.
     *
     * @param arguments the document, and the commit to name in it
     * @throws IOException if the document cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        MeasuredTable table = new MeasuredTable();
        RegionStatistics nation = Regions.load("nation");
        day(table, RegionGenerator.of(nation).generate().day());
        table.add("");
        table.add("| feeders | threads | TSO's step, s | all feeders' steps, s | on the busiest thread, s | "
                + "a feeder's step, ms |");
        table.add("|---|---|---|---|---|---|");
        for (int count : new int[] {6, 12, 25, 50}) {
            RegionStatistics some = nation.withFeeders(
                    nation.feeders().withCounts(count, nation.feeders().single()));
            TsoDsoSystem system = RegionGenerator.of(some).generate().system(HOUR);
            for (int threads = 1; threads <= 2; threads++) {
                round(table, system, threads);
            }
        }
        table.addProvenance(arguments[1]);
        table.writeTo(Path.of(arguments[0]));
    }

    private static void day(MeasuredTable table, TsoDsoDay day) {
        table.add(
                "| scheme | periods | rounds | processor s, all threads | busiest thread s | a period s | cost of the "
                        + "day | safe periods | worst difference of cost |");
        table.add("|---|---|---|---|---|---|---|---|---|");
        // What runs first warms up the process.
        Schemes.named("common").run(day.periods().get(0), OPTIONS);
        Timed<DayOutcome> common = timed(2, options -> Schemes.named("common").run(day, options));
        add(table, common, common.result);
        Timed<DayOutcome> admm =
                timed(2, options -> Schemes.named("decentralised").run(day, options.withRounds(FINE)));
        add(table, admm, common.result);
    }

    private static void add(MeasuredTable table, Timed<DayOutcome> timed, DayOutcome common) {
        DayOutcome outcome = timed.result;
        if (outcome.status() != OutcomeStatus.OPTIMAL) {
            throw new IllegalStateException(outcome.toString());
        }
        double worst = 0.0;
        for (int t = 0; t < outcome.periods().size(); t++) {
            double best = common.periods().get(t).verified().closedCost();
            double cost = outcome.periods().get(t).verified().closedCost();
            worst = Math.max(worst, Math.abs(cost - best) / Math.max(1.0, Math.abs(best)));
        }
        table.add(String.format(
                Locale.ROOT,
                "| `%s` | %d | %d | %.1f | %.1f | %.2f | %.2f | %d | %.1e |",
                outcome.scheme(),
                outcome.periods().size(),
                outcome.rounds(),
                timed.all(),
                timed.busiest(),
                timed.busiest() / outcome.periods().size(),
                outcome.closedCost(),
                outcome.gridSafe(),
                worst));
    }

    /** What a round takes: the difference of so many rounds and twice as many. */
    private static void round(MeasuredTable table, TsoDsoSystem system, int threads) {
        rounds(system, threads, 2);
        Timed<Outcome> few = rounds(system, threads, SOME_ROUNDS);
        Timed<Outcome> more = rounds(system, threads, 2 * SOME_ROUNDS);
        double agents = (more.agents() - few.agents()) / SOME_ROUNDS;
        int feeders = system.feeders().size();
        table.add(String.format(
                Locale.ROOT,
                "| %d | %d | %.3f | %.3f | %.3f | %.2f |",
                feeders,
                threads,
                (more.own - few.own) / SOME_ROUNDS,
                agents,
                (more.busiestAgent() - few.busiestAgent()) / SOME_ROUNDS,
                1e3 * agents / feeders));
    }

    private static Timed<Outcome> rounds(TsoDsoSystem system, int threads, int count) {
        // Rounds that cannot be the last, so that all of them are gone through.
        SchemeOptions.Rounds never = new SchemeOptions.Rounds(0.8, 1e-300, 1e-300, count, false);
        return timed(threads, options -> Schemes.named("decentralised").run(system, options.withRounds(never)));
    }

    private static <T> Timed<T> timed(int threads, Function<SchemeOptions, T> run) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            Map<Long, Double> agents = new ConcurrentHashMap<>();
            SchemeOptions options = OPTIONS.withParties(new SchemeOptions.Parties(
                    executor, OPTIONS.parties().patience(), agent -> new Clocked(agent, agents)));
            long begin = THREADS.getCurrentThreadCpuTime();
            T result = run.apply(options);
            return new Timed<>(result, 1e-9 * (THREADS.getCurrentThreadCpuTime() - begin), agents);
        } finally {
            executor.shutdownNow();
        }
    }

    /**
     * A result and the processor time that it took.
     *
     * @param own of the thread that ran the scheme, s
     * @param byThread of the threads that answered for feeders, s
     */
    private record Timed<T>(T result, double own, Map<Long, Double> byThread) {

        double agents() {
            return byThread.values().stream().mapToDouble(Double::doubleValue).sum();
        }

        double busiestAgent() {
            return byThread.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0.0);
        }

        double all() {
            return own + agents();
        }

        /** The steps of the operator of the transmission network, and then those of the busiest thread. */
        double busiest() {
            return own + busiestAgent();
        }
    }

    /** An agent whose processor time is counted by thread. */
    private record Clocked(FeederAgent agent, Map<Long, Double> seconds) implements FeederAgent {

        @Override
        public String feeder() {
            return agent.feeder();
        }

        @Override
        public Range range() {
            return clocked(agent::range);
        }

        @Override
        public Answer answer(Question question) {
            return clocked(() -> agent.answer(question));
        }

        @Override
        public Answer at(double flow) {
            return clocked(() -> agent.at(flow));
        }

        private <T> T clocked(Supplier<T> work) {
            long begin = THREADS.getCurrentThreadCpuTime();
            try {
                return work.get();
            } finally {
                double spent = 1e-9 * (THREADS.getCurrentThreadCpuTime() - begin);
                seconds.merge(Thread.currentThread().getId(), spent, Double::sum);
            }
        }
    }
}
