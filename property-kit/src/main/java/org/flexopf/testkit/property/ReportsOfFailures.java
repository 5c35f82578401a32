package org.flexopf.testkit.property;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Prints what a test reported of itself if it failed: a property's seed, its sample and its statistics. What tests that
 * pass report is dropped.
 *
 * <p>The JUnit Platform finds it by {@code META-INF/services}; {@code junit-platform.properties} has it that jqwik
 * reports to the platform.
 */
public final class ReportsOfFailures implements TestExecutionListener {

    private final Map<String, List<String>> reports = new ConcurrentHashMap<>();

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        List<String> ofTest = reports.computeIfAbsent(test.getUniqueId(), key -> new CopyOnWriteArrayList<>());
        entry.getKeyValuePairs().forEach((key, value) -> ofTest.add(key + " = " + value));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        List<String> ofTest = reports.remove(test.getUniqueId());
        if (ofTest != null && result.getStatus() == Status.FAILED) {
            System.out.println(shown(test, ofTest));
        }
    }

    private static String shown(TestIdentifier test, List<String> reports) {
        return test.getDisplayName() + " reports:" + System.lineSeparator()
                + String.join(System.lineSeparator(), reports);
    }
}
