package org.flexopf.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flexopf.coordination.conflict.ConflictKind;
import org.flexopf.coordination.conflict.Detection;
import org.flexopf.coordination.conflict.FlexibilityDay;
import org.flexopf.coordination.conflict.Resolution;
import org.flexopf.coordination.conflict.ResolvedUnit;
import org.flexopf.report.ReportPage;
import org.flexopf.report.ReportTable;

/** What {@code opf conflicts} tells as a page: of each day its conflicts in sentences, policies, and who pays. */
final class ConflictsReport {

    private ConflictsReport() {}

    static String html(ConflictsOutcome told) {
        ReportPage page = ReportPage.of("Conflicts over flexibility")
                .withLead(told.days().stream().map(FlexibilityDay::name).collect(Collectors.joining(", ")));
        for (int k = 0; k < told.days().size(); k++) {
            String id = "day-" + (k + 1);
            String name = told.days().get(k).name();
            List<ResolvedUnit> units = told.resolved().get(k);
            page = page.withSentences(id + "-conflicts", "Conflicts of " + name, sentences(units))
                    .withTable(conflicts(id, name, units))
                    .withTable(policies(id, name, units));
            ReportTable paid = paid(id, name, units);
            page = paid.rows().isEmpty() ? page : page.withTable(paid);
        }
        return page.html();
    }

    private static List<String> sentences(List<ResolvedUnit> units) {
        List<String> sentences = new ArrayList<>();
        for (ResolvedUnit unit : units) {
            Detection detection = unit.detection();
            for (int k = 0; k < detection.sentences().size(); k++) {
                sentences.add("time unit " + detection.unit() + " ("
                        + detection.kinds().get(k).label() + "): "
                        + detection.sentences().get(k));
            }
            detection
                    .dsoShortfall()
                    .forEach((area, mw) -> sentences.add("time unit " + detection.unit() + ": area " + area
                            + " stays overloaded by " + ConflictsOutcome.short3(mw) + " MW: no asset is left"));
        }
        return sentences;
    }

    private static ReportTable conflicts(String id, String name, List<ResolvedUnit> units) {
        return ReportTable.of(id + "-units", name + ": what DSOs take, and what of it serves the TSO")
                .withFigures("time unit")
                .withWords("conflicts")
                .withWords("taken by DSOs, MW up")
                .withFigures("overlap MW")
                .withFigures("excess MW")
                .withFigures("rest of the request MW")
                .withRows(units.stream()
                        .map(ResolvedUnit::detection)
                        .map(detection -> List.of(
                                String.valueOf(detection.unit()),
                                detection.kinds().stream()
                                        .map(ConflictKind::label)
                                        .collect(Collectors.joining(", ")),
                                detection.dsoAllocation().entrySet().stream()
                                        .map(asset -> asset.getKey() + " " + ConflictsOutcome.short3(asset.getValue()))
                                        .collect(Collectors.joining(", ")),
                                ConflictsOutcome.short3(detection.overlap()),
                                ConflictsOutcome.short3(detection.excess()),
                                ConflictsOutcome.short3(detection.rest())))
                        .toList());
    }

    private static ReportTable policies(String id, String name, List<ResolvedUnit> units) {
        List<List<String>> rows = new ArrayList<>();
        for (ResolvedUnit unit : units) {
            for (Resolution resolution : unit.resolutions()) {
                rows.add(List.of(
                        String.valueOf(unit.detection().unit()),
                        resolution.policy().label(),
                        ConflictsOutcome.money(resolution.cost()),
                        ConflictsOutcome.short3(resolution.unmetDso()),
                        ConflictsOutcome.short3(resolution.systemError()),
                        resolution.activations().entrySet().stream()
                                .map(ConflictsOutcome::activation)
                                .collect(Collectors.joining(", "))));
            }
        }
        return ReportTable.of(id + "-policies", name + ": by policy")
                .withFigures("time unit")
                .withWords("policy")
                .withFigures("cost")
                .withFigures("overload MW")
                .withFigures("system error MW")
                .withWords("activated")
                .withRows(rows);
    }

    private static ReportTable paid(String id, String name, List<ResolvedUnit> units) {
        List<List<String>> rows = new ArrayList<>();
        for (ResolvedUnit unit : units) {
            String number = String.valueOf(unit.detection().unit());
            unit.remuneration()
                    .ifPresent(paid -> IntStream.range(0, 2).forEach(k -> {
                        var payments = k == 0 ? paid.once() : paid.twice();
                        rows.add(List.of(
                                number,
                                "overlap paid " + (k == 0 ? "once" : "twice"),
                                ConflictsOutcome.short3(paid.overlap()),
                                ConflictsOutcome.money(payments.aggregator()),
                                ConflictsOutcome.money(payments.dso()),
                                ConflictsOutcome.money(payments.tso())));
                    }));
            unit.compensation()
                    .ifPresent(made -> rows.add(List.of(
                            number,
                            "excess made up for, paid by the " + made.payer(),
                            ConflictsOutcome.short3(made.made()) + " of " + ConflictsOutcome.short3(made.needed()),
                            ConflictsOutcome.money(made.cost()),
                            "",
                            "")));
        }
        return ReportTable.of(id + "-paid", name + ": who pays")
                .withFigures("time unit")
                .withWords("for")
                .withFigures("MW")
                .withFigures("aggregators get")
                .withFigures("DSO pays")
                .withFigures("TSO pays")
                .withRows(rows);
    }
}
