package org.flexopf.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.SolverRun;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.socp.BranchFlowSocp;

/**
 * How the time and memory to build a program grow with the network: prints the table of docs/build-scale.md. Times are
 * medians of several runs after a warm-up, processor time of the building thread, so that other work on the machine
 * counts for little; the time to solve, and the share of the build in one run, are wall time. Memory is what one build
 * allocates in all, and what stays reachable of its result.
 */
public final class BuildScale {

    private static final int[] BUSES = {10_000, 100_000, 200_000};
    private static final int WARM_UPS = 3;
    private static final int RUNS = 5;
    private static final double MEGABYTE = 1e6;

    private BuildScale() {}

    /** Runs all sizes. */
    public static void main(String[] arguments) {
        System.out.println("| buses | network ms | program ms | with soft limits ms | program per bus, us | "
                + "allocated MB | retained MB | retained per bus, bytes | solve s | build of solve % |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        Opf opf = Opf.of(new BranchFlowSocp());
        for (int buses : BUSES) {
            Feeders feeders = Feeders.standard(buses, 1).withRatings(1.5);
            Network network = feeders.network(1.0);
            double networkMs = medianMs(() -> network.toBuilder().build());
            OpfProblem problem = OpfProblem.of(network);
            double programMs = medianMs(() -> opf.model(problem));
            double softMs = medianMs(() -> opf.model(problem.withSoftLimits(SoftLimits.usual())));
            long allocatedBefore = allocated();
            opf.model(problem);
            double allocated = (allocated() - allocatedBefore) / MEGABYTE;
            double retained = retained(() -> opf.model(problem));
            SolverRun run = opf.solve(problem).solver();
            double solve = run.setupSeconds() + run.solveSeconds();
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %.0f | %.0f | %.0f | %.2f | %.0f | %.0f | %.0f | %.2f | %.1f |%n",
                    buses,
                    networkMs,
                    programMs,
                    softMs,
                    programMs * 1e3 / buses,
                    allocated,
                    retained / MEGABYTE,
                    retained / buses,
                    solve,
                    100.0 * run.buildSeconds() / solve);
        }
    }

    private static double medianMs(Supplier<Object> action) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] times = new double[RUNS];
        for (int k = -WARM_UPS; k < RUNS; k++) {
            long begin = threads.getCurrentThreadCpuTime();
            Object result = action.get();
            double time = (threads.getCurrentThreadCpuTime() - begin) * 1e-6;
            if (k >= 0) {
                times[k] = result == null ? Double.NaN : time;
            }
        }
        Arrays.sort(times);
        return times[RUNS / 2];
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** Bytes that are in use with the result and not without it. */
    private static double retained(Supplier<Object> action) {
        Object result = action.get();
        long with = used();
        boolean made = result != null;
        result = null;
        long without = used();
        return made ? with - without : Double.NaN;
    }

    private static long used() {
        for (int k = 0; k < 3; k++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
