package org.flexopf.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.flexopf.coordination.DayOutcome;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.coordination.TsoDsoDay;
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
 * than the clock; what the calling thread and the busiest of the others take is what the clock would tell on an idle
 * one.
 */
public final class CoordinationScale {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final SchemeOptions OPTIONS = SchemeOptions.of(FeederModel.SOCP);
    private static final int SOME_ROUNDS = 5;

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
        table.add(
                "| feeders | threads | steps of the TSO, s | steps of all feeders, s | calling and busiest thread, s | "
                        + "a feeder's step, ms |");
        table.add("|---|---|---|---|---|---|");
        for (int count : new int[] {12, 25, 50}) {
            RegionStatistics some = nation.withFeeders(
                    nation.feeders().withCounts(count, nation.feeders().single()));
            TsoDsoDay day = RegionGenerator.of(some).generate().day();
            for (int threads = 1; threads <= 2; threads++) {
                round(table, day, threads);
            }
        }
        table.addProvenance(arguments[1]);
        table.writeTo(Path.of(arguments[0]));
    }

    private static void day(MeasuredTable table, TsoDsoDay day) {
        table.add("| scheme | penalty | periods | rounds | processor s, all threads | calling and busiest thread s | a "
                + "period s | cost of the day | safe periods | worst difference of cost |");
        table.add("|---|---|---|---|---|---|---|---|---|---|");
        // What runs first warms up the process.
        Schemes.named("common").run(day.periods().get(0), OPTIONS);
        Timed common = timed(2, options -> Schemes.named("common").run(day, options));
        add(table, "-", common, common.result);
        for (boolean balances : new boolean[] {false, true}) {
            SchemeOptions.Rounds fine = new SchemeOptions.Rounds(0.8, 1e-5, 1e-4, 500, balances);
            Timed admm = timed(2, options -> Schemes.named("decentralised").run(day, options.withRounds(fine)));
            add(table, "0.8" + (balances ? ", balanced" : ""), admm, common.result);
        }
    }

    private static void add(MeasuredTable table, String penalty, Timed timed, DayOutcome common) {
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
                "| `%s` | %s | %d | %d | %.1f | %.1f | %.2f | %.2f | %d | %.1e |",
                outcome.scheme(),
                penalty,
                outcome.periods().size(),
                outcome.rounds(),
                timed.all(),
                timed.longest(),
                timed.longest() / outcome.periods().size(),
                outcome.closedCost(),
                outcome.gridSafe(),
                worst));
    }

    /** What a round of all periods takes: the difference of so many rounds and twice as many. */
    private static void round(MeasuredTable table, TsoDsoDay day, int threads) {
        Timed few = rounds(day, threads, SOME_ROUNDS);
        Timed more = rounds(day, threads, 2 * SOME_ROUNDS);
        double all = (more.all() - few.all()) / SOME_ROUNDS;
        double agents = (more.agents - few.agents) / SOME_ROUNDS;
        int feeders = day.periods().get(0).feeders().size();
        table.add(String.format(
                Locale.ROOT,
                "| %d | %d | %.3f | %.3f | %.3f | %.2f |",
                feeders,
                threads,
                all - agents,
                agents,
                (more.longest() - few.longest()) / SOME_ROUNDS,
                1e3 * agents / (feeders * day.periods().size())));
    }

    private static Timed rounds(TsoDsoDay day, int threads, int count) {
        // Rounds that cannot be the last, so that all of them are gone through.
        SchemeOptions.Rounds never = new SchemeOptions.Rounds(0.8, 1e-300, 1e-300, count, false);
        return timed(threads, options -> Schemes.named("decentralised").run(day, options.withRounds(never)));
    }

    private static Timed timed(int threads, Function<SchemeOptions, DayOutcome> run) {
        List<Thread> workers = new CopyOnWriteArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(threads, work -> {
            Thread worker = new Thread(work);
            workers.add(worker);
            return worker;
        });
        try {
            DoubleAdder agents = new DoubleAdder();
            SchemeOptions options = OPTIONS.withParties(new SchemeOptions.Parties(
                    executor, OPTIONS.parties().patience(), agent -> new Clocked(agent, agents)));
            long begin = THREADS.getCurrentThreadCpuTime();
            DayOutcome result = run.apply(options);
            double own = 1e-9 * (THREADS.getCurrentThreadCpuTime() - begin);
            double[] busy = workers.stream()
                    .mapToDouble(worker -> 1e-9 * THREADS.getThreadCpuTime(worker.getId()))
                    .toArray();
            return new Timed(result, own, busy, agents.sum());
        } finally {
            executor.shutdownNow();
        }
    }

    /**
     * A result and the processor time that it took.
     *
     * @param own of the thread that ran the scheme, s
     * @param busy of each thread of the executor, s
     * @param agents of those that answered for feeders, on any thread, s
     */
    private record Timed(DayOutcome result, double own, double[] busy, double agents) {

        double all() {
            double sum = own;
            for (double seconds : busy) {
                sum += seconds;
            }
            return sum;
        }

        /** What the calling thread takes, and then the busiest of the others. */
        double longest() {
            double most = 0.0;
            for (double seconds : busy) {
                most = Math.max(most, seconds);
            }
            return own + most;
        }
    }

    /** An agent whose processor time is counted. */
    private record Clocked(FeederAgent agent, DoubleAdder seconds) implements FeederAgent {

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
                seconds.add(1e-9 * (THREADS.getCurrentThreadCpuTime() - begin));
            }
        }
    }
}
