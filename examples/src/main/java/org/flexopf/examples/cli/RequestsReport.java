package org.flexopf.examples.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.finder.CellReport;
import org.flexopf.exchange.finder.FinderReport;
import org.flexopf.exchange.finder.Request;
import org.flexopf.exchange.finder.Zone;
import org.flexopf.exchange.schedule.BusInjections;
import org.flexopf.exchange.schedule.ScheduledNetwork;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.network.Network;
import org.flexopf.report.ReportPage;
import org.flexopf.report.ReportTable;
import org.flexopf.report.result.TextTable;

/** What a finder of requests has found as a page: the worst cell on the feeder before and after, needs and risk. */
final class RequestsReport {

    private final FinderReport found;
    private final Network network;

    private RequestsReport(FinderReport found) {
        this.found = found;
        network = found.forecast().network();
    }

    static String html(FinderReport found) {
        return new RequestsReport(found).report().html();
    }

    private ReportPage report() {
        ReportPage report = ReportPage.of("Requests for flexibility on " + network.name())
                .withStatus(found.isComplete() ? "complete" : "incomplete", found.isComplete())
                .withLead(found.toString())
                .withSentences("unmet", "Where no requests were found", unmet());
        // The worst cell whose requests can be shown at work, if there is one.
        Optional<CellReport> worst = found.cells().stream()
                .filter(cell -> cell.zone().isPresent())
                .max(Comparator.comparing(
                                (CellReport cell) -> !cell.need().requests().isEmpty())
                        .thenComparingDouble(
                                cell -> cell.zone().orElseThrow().violation().weight()));
        if (worst.isPresent()) {
            report = withFeeders(report, worst.get());
        }
        return report.withSentences("zones", "Where a MW helps", zones())
                .withTable(needs())
                .withTable(requests())
                .withTable(risks());
    }

    private List<String> unmet() {
        return found.cells().stream()
                .filter(cell -> cell.need().bySensitivities().isEmpty())
                .map(cell -> cell.cell().inWords() + ": " + cell.need().inWords())
                .toList();
    }

    private ReportPage withFeeders(ReportPage report, CellReport worst) {
        ScheduledNetwork scheduled = ScheduledNetwork.of(network);
        FeederStates feeder = FeederStates.of(scheduled);
        BusInjections foreseen = found.forecast().at(worst.cell());
        ReportPage more = feeder.add(
                report, "before", "The feeder as foreseen in " + worst.cell().inWords(), worst.state(), foreseen);
        if (worst.need().requests().isEmpty()) {
            return more;
        }
        BusInjections met = foreseen.copy();
        for (Request request : worst.need().requests()) {
            double sign = request.direction() == Direction.UP ? 1.0 : -1.0;
            met.addDemand(network.busIndex(request.bus()), sign * request.quantityMw(), 0.0);
        }
        return feeder.add(
                more,
                "after",
                "The feeder in " + worst.cell().inWords() + " with its requests met",
                scheduled.state(met),
                met);
    }

    private List<String> zones() {
        List<String> sentences = new ArrayList<>();
        for (CellReport cell : found.cells()) {
            if (cell.zone().isPresent()) {
                Zone zone = cell.zone().get();
                for (Direction direction : List.of(Direction.DOWN, Direction.UP)) {
                    if (!zone.buses(direction).isEmpty()) {
                        sentences.add(cell.cell().inWords() + ", against " + zone.violation() + ", " + direction
                                + " at buses "
                                + zone.buses(direction).stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(" ")));
                    }
                }
            }
        }
        return sentences;
    }

    private ReportTable needs() {
        return ReportTable.of("needs", "Needs by scenario and period, MW")
                .withFigures("scenario")
                .withFigures("period")
                .withFigures("violations")
                .withWords("worst")
                .withFigures("by sensitivities")
                .withFigures("by relaxed OPF")
                .withFigures("DOWN")
                .withFigures("UP")
                .withRows(found.cells().stream()
                        .map(cell -> List.of(
                                Integer.toString(cell.cell().scenario()),
                                Integer.toString(cell.cell().period()),
                                Integer.toString(cell.violations().size()),
                                cell.zone()
                                        .map(Zone::violation)
                                        .map(Violation::toString)
                                        .orElse(""),
                                shown(cell.need().bySensitivities()),
                                shown(cell.need().byRelaxedOpf()),
                                shown(cell.need().totalMw(Direction.DOWN)),
                                shown(cell.need().totalMw(Direction.UP))))
                        .toList());
    }

    private ReportTable requests() {
        List<List<String>> rows = new ArrayList<>();
        for (CellReport cell : found.cells()) {
            for (Request request : cell.need().requests()) {
                rows.add(List.of(
                        Integer.toString(cell.cell().scenario()),
                        Integer.toString(cell.cell().period()),
                        request.direction().name(),
                        Integer.toString(request.bus()),
                        String.format(Locale.ROOT, "%.6f", request.quantityMw()),
                        cell.latestPrices()
                                .map(prices -> String.format(
                                        Locale.ROOT, "%.2f", prices.at(request.direction(), request.bus())))
                                .orElse("")));
            }
        }
        return ReportTable.of("requests", "Requests")
                .withFigures("scenario")
                .withFigures("period")
                .withWords("direction")
                .withFigures("bus")
                .withFigures("MW")
                .withFigures("worth up to, per MWh")
                .withRows(rows);
    }

    private ReportTable risks() {
        String level = Double.toString(found.settings().riskLevel());
        return ReportTable.of("risk", "Risk by period, MW")
                .withFigures("period")
                .withWords("direction")
                .withFigures("expected")
                .withFigures("quantile " + level)
                .withFigures("CVaR " + level)
                .withRows(found.risk().stream()
                        .map(risk -> List.of(
                                Integer.toString(risk.period()),
                                risk.direction().name(),
                                shown(risk.expected()),
                                shown(risk.quantile()),
                                shown(risk.cvar())))
                        .toList());
    }

    private static String shown(OptionalDouble mw) {
        return mw.isPresent() ? TextTable.number(mw.getAsDouble(), 6) : "none";
    }
}
