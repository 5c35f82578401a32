package org.flexopf.testkit.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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
    void aShareThatIsMissedFailsTheProperty() {
        System.setProperty(FreshSeeds.SEED, "");
        TestExecutionSummary summary = run(Sampled.HalfOfThem.class);
        assertThat(summary.getFailures())
                .extracting(failure -> failure.getTestIdentifier().getDisplayName())
                .containsExactlyInAnyOrder("tooFew", "none");
        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
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
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(properties))
                                .build(),
                        listener);
        return listener.getSummary();
    }
}
