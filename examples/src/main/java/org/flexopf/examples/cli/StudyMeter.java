package org.flexopf.examples.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.flexopf.scenario.StudyProgress;

/** Shows on a terminal how far a study is, once a second; elsewhere it shows nothing. */
final class StudyMeter implements StudyProgress {

    private static final long SECOND = 1_000_000_000L;

    private final PrintWriter err;
    private final boolean terminal;
    private final LongSupplier clock;

    private final long begin;
    private long shown;
    private long first = -1;
    private long failed;

    StudyMeter(PrintWriter err) {
        this(err, isTerminal(), System::nanoTime);
    }

    /** @param clock tells nanoseconds */
    StudyMeter(PrintWriter err, boolean terminal, LongSupplier clock) {
        this.err = err;
        this.terminal = terminal;
        this.clock = clock;
        begin = clock.getAsLong();
        shown = begin;
    }

    /** Java has a console where somebody sits at a terminal; from 22 on it may have one in pipes, and says so. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        return Optional.ofNullable(System.console())
                .filter(StudyMeter::isTerminal)
                .isPresent();
    }

    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException older) {
            return true;
        }
    }

    @Override
    public boolean kept(long done, long total, long failures) {
        failed = failures;
        first = first < 0 ? done - 1 : first;
        long now = clock.getAsLong();
        if (terminal && now - shown >= SECOND) {
            shown = now;
            double rate = (done - first) / ((now - begin) * 1e-9);
            Duration left = Duration.ofSeconds(Math.round((total - done) / rate));
            err.printf(
                    Locale.ROOT,
                    "%,d of %,d draws, %.0f per second, %s left, %,d without an optimum%n",
                    done,
                    total,
                    rate,
                    left.toString().substring(2).toLowerCase(Locale.ROOT),
                    failures);
            err.flush();
        }
        return true;
    }

    /** A number of things, in words. */
    static String count(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }

    /** Nothing more will be shown. */
    void end() {
        err.flush();
    }

    /** How many draws have no optimum, in words; empty if all have one. */
    Optional<String> failures() {
        return failed == 0
                ? Optional.empty()
                : Optional.of(count(failed, "draw of this run has", "draws of this run have")
                        + " no optimum; failures.csv says why");
    }
}
