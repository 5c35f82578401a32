package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import org.flexopf.market.Progress;
import picocli.CommandLine.Option;

/** What commands take that share their work among threads; figures do not depend on it. */
final class WorkerOptions {

    private static final int PROGRESS_LINES = 20;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What is drawn follows from it (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads work (default: one for each processor); the figures are the same.")
    private Integer threads;

    @Option(names = "--progress", description = "Tell on standard error how far it is.")
    private boolean progress;

    long seed() {
        return seed;
    }

    /** Works with the threads asked for. @throws BadInputException if that is none */
    <T> T with(BiFunction<ExecutorService, Integer, T> work) {
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (count < 1) {
            throw new BadInputException("--threads " + count + ": nothing can be done by them; give at least 1");
        }
        ExecutorService executor = Executors.newFixedThreadPool(count);
        try {
            return work.apply(executor, count);
        } finally {
            executor.shutdownNow();
        }
    }

    /** Tells how far the work is, about twenty times. */
    Progress progress(PrintWriter err) {
        return (done, total) -> {
            if (progress && (done == total || done % Math.max(1, total / PROGRESS_LINES) == 0)) {
                err.println(done + " of " + total + " done");
                err.flush();
            }
            return true;
        };
    }
}
