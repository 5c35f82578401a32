package org.flexopf.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.flexopf.exchange.schedule.AcState;
import org.flexopf.exchange.schedule.BusInjections;
import org.flexopf.exchange.schedule.ScheduledNetwork;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.exchange.schedule.ViolationKind;
import org.flexopf.report.FeederPicture;
import org.flexopf.report.ReportPage;

/** Draws the states of a scheduled network into a report, with the limits that they violate. */
final class FeederStates {

    private static final int SHOWN = 10;

    private final ScheduledNetwork scheduled;

    private FeederStates(ScheduledNetwork scheduled) {
        this.scheduled = scheduled;
    }

    static FeederStates of(ScheduledNetwork scheduled) {
        return new FeederStates(scheduled);
    }

    /** Adds the picture of a state, whose ids begin with a prefix, and what it violates. */
    ReportPage add(ReportPage report, String prefix, String heading, AcState state, BusInjections injections) {
        if (!state.exists()) {
            return report.withFact(heading, state.toString());
        }
        FeederPicture picture = FeederPicture.of(
                        scheduled.builder(injections).build(), state.result().point())
                .identifiedBy(prefix);
        return report.withFact(heading, state.toString())
                .withFeeder(prefix, heading, picture)
                .withSentences(prefix + "-violations", "Limits that this state violates", sentences(state));
    }

    /** A sentence for each kind of limit, worst first. */
    private static List<String> sentences(AcState state) {
        List<String> sentences = new ArrayList<>();
        for (ViolationKind kind : ViolationKind.values()) {
            List<Violation> found = state.violations().stream()
                    .filter(violation -> violation.kind() == kind)
                    .sorted(Violation.BY_WEIGHT.reversed())
                    .toList();
            if (!found.isEmpty()) {
                sentences.add(
                        found.stream().limit(SHOWN).map(Violation::toString).collect(Collectors.joining(", "))
                                + (found.size() > SHOWN ? " and " + (found.size() - SHOWN) + " more" : ""));
            }
        }
        return sentences;
    }
}
