package org.flexopf.testkit.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Seeds and tries are those asked for, the same seed repeats a run, and a share that is missed fails the property. */
class PropertyKitTest {

    private final String before = System.getProperty(FreshSeeds.SEED, "");
    private final String triesBefore = System.getProperty(FreshSeeds.TRIES, "1");

    @AfterEach
    void restore() {
        System.setProperty(FreshSeeds.SEED, before);
        System.setProperty(FreshSeeds.TRIES, triesBefore);
    }

    @Test
    void withoutASeedTheStatedOnesCount() {
        List<Long> first = values("", 3);
        assertThat(first).hasSize(5).isEqualTo(values("", 1)).isEqualTo(Sampled.OTHERS);
    }

    @Test
    void aSeedReplacesTheStatedOnesAndRepeats() {
        List<Long> stated = values("", 1);
        List<Long> night = values("2026-11-21T02:00:00Z", 3);
        assertThat(night).hasSize(15).doesNotContainAnyElementsOf(stated);
        assertThat(Sampled.OTHERS).as("each property has its own").hasSize(15).doesNotContainAnyElementsOf(night);
        assertThat(values("2026-11-21T02:00:00Z", 3)).isEqualTo(night);
        assertThat(values("2026-11-22T02:00:00Z", 3)).doesNotContainAnyElementsOf(night);
    }

    @Test
    void whatWasSkippedIsToldWithItsReason() {
        SkippedTests skipped = new SkippedTests();
        run(skipped, Skipping.class, Skipping.AsAWhole.class, Skipping.WithoutReason.class);
        assertThat(skipped.summary())
                .contains("6 of 7 tests skipped: 2 because the class is not for today; 2 because the folder is missing;"
                        + " 1 because silent() gave no reason; 1 for other reasons");
        assertThat(new SkippedTests().summary()).isEmpty();
    }

    @Test
    void whatAFailedPropertyReportsIsShownAndNothingOfTheOthers() {
        System.setProperty(FreshSeeds.SEED, "");
        PrintStream before = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            run(new ReportsOfFailures(), Sampled.HalfOfThem.class);
        } finally {
            System.setOut(before);
        }
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("tooFew reports:", "none reports:", "seed = 1")
                .doesNotContain("enough");
    }

    @Test
    void aShareThatIsMissedFailsTheProperty() {
        System.setProperty(FreshSeeds.SEED, "");
        TestExecutionSummary summary = run(Sampled.HalfOfThem.class);
        assertThat(summary.getFailures())
                .extracting(failure -> failure.getTestIdentifier().getDisplayName())
                .containsExactlyInAnyOrder("tooFew", "none");
        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    }

    @Test
    void withStatedSeedsAShareHoldsAsStatedAndWithFreshOnesWithinChance() {
        assertThat(failures("", Sampled.Counted.class))
                .containsExactlyInAnyOrder("withinChance", "beyondChance", "tenNotesByTry");
        assertThat(failures("some night", Sampled.Counted.class)).containsExactly("beyondChance");
    }

    /**
     * Exact binomial probabilities: 54 of 200 at 40 percent have 8.3e-5, 42 have 8.5e-9, none of 1,375 at 1 percent
     * 1e-6.
     */
    @Test
    void theBoundIsAboveTheBinomialProbability() {
        assertThat(Share.isBelow(40.0, 54, 200, 1)).isFalse();
        assertThat(Share.isBelow(40.0, 42, 200, 1)).isTrue();
        assertThat(Share.isBelow(40.0, 42, 200, 2)).isFalse();
        assertThat(Share.isBelow(1.0, 0, 1374, 1)).isFalse();
        assertThat(Share.isBelow(1.0, 0, 1376, 1)).isTrue();
        assertThat(Share.isBelow(100.0, 9, 10, 1))
                .as("a share of all has no chance in it")
                .isTrue();
        assertThat(Share.isBelow(40.0, 80, 200, 1)).isFalse();
        assertThat(Share.isBelow(40.0, 200, 200, 1)).isFalse();
    }

    private static List<String> failures(String seed, Class<?> properties) {
        System.setProperty(FreshSeeds.SEED, seed);
        System.setProperty(FreshSeeds.TRIES, "1");
        return run(properties).getFailures().stream()
                .map(failure -> failure.getTestIdentifier().getDisplayName())
                .toList();
    }

    private static List<Long> values(String seed, int factor) {
        System.setProperty(FreshSeeds.SEED, seed);
        System.setProperty(FreshSeeds.TRIES, Integer.toString(factor));
        Sampled.VALUES.clear();
        Sampled.OTHERS.clear();
        TestExecutionSummary summary = run(Sampled.class);
        StringWriter failures = new StringWriter();
        summary.printFailuresTo(new PrintWriter(failures));
        assertThat(summary.getTestsSucceededCount()).as(failures.toString()).isEqualTo(2);
        return new ArrayList<>(Sampled.VALUES);
    }

    private static TestExecutionSummary run(Class<?> properties) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        run(listener, properties);
        return listener.getSummary();
    }

    /** What these tests let fail is no news: listeners of the build hear nothing of it. */
    private static void run(TestExecutionListener listener, Class<?>... tests) {
        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestExecutionListenerAutoRegistration(false)
                        .build())
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(Arrays.stream(tests)
                                        .map(DiscoverySelectors::selectClass)
                                        .toList())
                                .build(),
                        listener);
    }
}
