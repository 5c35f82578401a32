package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.flexopf.scenario.StudyProgress;
import picocli.CommandLine;

/** Shows on a terminal how far a study is, once a second; elsewhere it shows nothing. */
final class StudyMeter implements StudyProgress {

    private static final long SECOND = 1_000_000_000L;

    private final PrintWriter err;
    /** What knows terminals is asked: newer Java versions have a console in pipes too. */
    private final boolean terminal = CommandLine.Help.Ansi.AUTO.enabled();

    private final long begin = System.nanoTime();
    private long shown = begin;
    private long first = -1;
    private long failed;

    StudyMeter(PrintWriter err) {
        this.err = err;
    }

    @Override
    public boolean kept(long done, long total, long failures) {
        failed = failures;
        first = first < 0 ? done - 1 : first;
        long now = System.nanoTime();
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

    /** Nothing more will be shown. */
    void end() {
        err.flush();
    }

    /** How many draws have no optimum, in words; empty if all have one. */
    Optional<String> failures() {
        return failed == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "%,d draws of this run have no optimum; failures.csv says why", failed));
    }
}
