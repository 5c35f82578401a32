package org.flexopf.testkit.property;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says at the end of a run how many tests were skipped, and why, in one line; nothing where none was. Tests that give
 * the same reason count together: what stands behind the first colon of a reason names the case, and is left out.
 *
 * <p>The JUnit Platform finds it by {@code META-INF/services}.
 */
public final class SkippedTests implements TestExecutionListener {

    /** Reasons that are told; the others are counted. */
    private static final int REASONS = 3;

    private TestPlan plan;
    private final Map<String, AtomicInteger> reasons = new ConcurrentHashMap<>();
    private final AtomicInteger tests = new AtomicInteger();

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        count(test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == Status.ABORTED) {
            count(test, result.getThrowable().map(Throwable::getMessage).orElse(null));
        } else if (test.isTest()) {
            tests.incrementAndGet();
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        summary().ifPresent(System.out::println);
    }

    /** The line; empty if no test was skipped. */
    Optional<String> summary() {
        int skipped = reasons.values().stream().mapToInt(AtomicInteger::get).sum();
        if (skipped == 0) {
            return Optional.empty();
        }
        List<Map.Entry<String, Integer>> often = reasons.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().get()))
                .sorted(Comparator.comparingInt((Map.Entry<String, Integer> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .toList();
        String told = often.stream()
                .limit(REASONS)
                .map(entry -> entry.getValue() + " because " + entry.getKey())
                .collect(Collectors.joining("; "));
        int others = often.stream().skip(REASONS).mapToInt(Map.Entry::getValue).sum();
        return Optional.of(skipped + " of " + (skipped + tests.get()) + " tests skipped: " + told
                + (others > 0 ? "; " + others + " for other reasons" : ""));
    }

    private void count(TestIdentifier test, String reason) {
        // Whoever skips a class skips its tests.
        long within = test.isTest()
                ? 1
                : plan.getDescendants(test).stream()
                        .filter(TestIdentifier::isTest)
                        .count();
        reasons.computeIfAbsent(common(test, reason), key -> new AtomicInteger())
                .addAndGet((int) Math.max(1, within));
    }

    private static String common(TestIdentifier test, String reason) {
        if (reason == null || reason.isBlank()) {
            return test.getDisplayName() + " gave no reason";
        }
        String line = reason.lines()
                .findFirst()
                .orElse("")
                .replace("Assumption failed: ", "")
                .strip();
        int colon = line.indexOf(": ");
        return colon > 0 ? line.substring(0, colon) : line;
    }
}
