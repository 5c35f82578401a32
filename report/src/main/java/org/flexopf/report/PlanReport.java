package org.flexopf.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.flexopf.report.result.ExactnessResult;
import org.flexopf.report.result.GeneratorResult;
import org.flexopf.report.result.PeriodResult;
import org.flexopf.report.result.PlanDocument;
import org.flexopf.report.result.SettlementResult;
import org.flexopf.report.result.StorageResult;

/**
 * A plan over several periods as one HTML file that needs nothing else: what it costs and what it is worth, a chart
 * over time, and tables of periods, dispatch and stored energy. It holds no durations, so that the same input gives the
 * same bytes. Immutable.
 */
public final class PlanReport {

    /** Longer tables are cut, and say so. */
    private static final int MOST_PERIODS = 400;

    private final PlanDocument plan;

    private PlanReport(PlanDocument plan) {
        this.plan = plan;
    }

    /** The report on a plan, or on why there is none. */
    public static PlanReport of(PlanDocument plan) {
        return new PlanReport(Objects.requireNonNull(plan, "plan"));
    }

    /** The report as an HTML document, which is well-formed XML too. */
    public String html() {
        Markup html = HtmlPage.open(plan.caseName() + ", " + plan.model());
        drawSummary(html);
        HtmlPage.list(html, "caveats", "What has to be said along with these figures", caveats());
        HtmlPage.list(html, "exceeded", "Limits that give way", exceeded());
        if (plan.isSolved()) {
            html.open("section", "id", "pictures")
                    .line()
                    .element("h2", "Pictures")
                    .line();
            html.open("div", "class", "picture").line();
            PlanChart.of(plan).draw(html);
            html.close().line().close().line();
            periods().draw(html, "periods", "Periods" + cut());
            dispatch().draw(html, "dispatch", "Active power of generators, MW" + cut());
            if (!plan.storages().isEmpty()) {
                energy().draw(html, "energy", "Stored energy at the end of each period, MWh" + cut());
            }
            if (!plan.devices().isEmpty()) {
                devices().draw(html, "devices", "Active power of flexible loads and plants, MW" + cut());
            }
            if (!plan.bids().isEmpty()) {
                bids().draw(html, "bids", "Bids" + cutAt(plan.bids().size(), "bids"));
            }
            plan.settlement()
                    .ifPresent(settlement -> participants(settlement)
                            .draw(
                                    html,
                                    "participants",
                                    "What the plan means for everybody at its prices"
                                            + cutAt(settlement.participants().size(), "participants")));
            plan.settlement()
                    .flatMap(SettlementResult::hull)
                    .ifPresent(hull -> hull(hull)
                            .draw(
                                    html,
                                    "convex-hull",
                                    (hull.exact() ? "Convex-hull prices" : "Convex-hull prices, approximated")
                                            + ", per MWh" + cut()));
        }
        return HtmlPage.close(html);
    }

    private void drawSummary(Markup html) {
        html.open("header").line().element("h1", plan.caseName());
        html.open("p", "class", "lead");
        HtmlPage.badge(html, plan.badge().word(), plan.badge().good());
        html.text(plan.model()
                + (plan.isSolved()
                        ? ", " + Numbers.count(plan.periods().size(), "period", "periods") + ", "
                                + Numbers.fixed(plan.hours(), 2) + " hours, "
                                + Numbers.count(plan.storages().size(), "storage", "storages")
                        : ""));
        html.close().line().close().line();
        html.open("dl", "id", "summary").line();
        if (plan.isSolved()) {
            HtmlPage.fact(
                    html,
                    "objective",
                    HtmlReport.objective(plan.objective(), plan.lowerBound()) + " (cost of all periods)");
        }
        plan.message().ifPresent(message -> HtmlPage.fact(html, "outcome", message));
        HtmlPage.fact(
                html, "solver", plan.solver().name() + ", " + plan.solver().iterations() + " iterations");
        plan.findings().forEach(finding -> HtmlPage.fact(html, finding.label(), finding.text()));
        html.close().line();
    }

    private List<String> caveats() {
        List<String> all = new ArrayList<>(plan.caveats());
        if (plan.isSolved() && plan.periods().stream().allMatch(period -> Double.isNaN(period.lowestPrice()))) {
            all.add("the solver gives no multipliers, so that there are no prices");
        }
        plan.notes().forEach(note -> all.add(note.toString()));
        return all;
    }

    private List<String> exceeded() {
        return plan.periods().stream()
                .flatMap(period -> period.slacks().stream()
                        .flatMap(List::stream)
                        .map(slack -> "period " + period.number() + ": " + slack))
                .limit(MOST_PERIODS)
                .toList();
    }

    private String cut() {
        return plan.periods().size() > MOST_PERIODS
                ? ", the first " + MOST_PERIODS + " of " + plan.periods().size() + " periods; JSON and CSV have all"
                : "";
    }

    private static String cutAt(int count, String what) {
        return count > MOST_PERIODS
                ? ", the first " + MOST_PERIODS + " of " + count + " " + what + "; JSON and CSV have all"
                : "";
    }

    private HtmlTable bids() {
        HtmlTable table = new HtmlTable()
                .words("bid")
                .figures("bus")
                .figures("price per MWh")
                .figures("accepted")
                .figures("energy MWh");
        plan.bids().stream().limit(MOST_PERIODS).forEach(bid -> {
            double energy = 0.0;
            for (PeriodResult period : plan.periods()) {
                energy += period.hours() * bid.power().get(period.number() - 1);
            }
            table.row().cell(bid.id()).cell(String.valueOf(bid.bus())).cell(bid.price(), 3);
            if (bid.choosesPower()) {
                table.cell(bid.isAccepted() ? "yes" : "no");
            } else {
                table.cell(bid.acceptance(), 4);
            }
            table.cell(energy, 4);
        });
        return table;
    }

    private static HtmlTable participants(SettlementResult settlement) {
        HtmlTable table = new HtmlTable()
                .words("participant")
                .figures("revenue")
                .figures("cost")
                .figures("profit")
                .figures("lost opportunity")
                .figures("make-whole payment");
        settlement.participants().stream().limit(MOST_PERIODS).forEach(one -> {
            boolean loses = settlement.settlement().paradoxicallyAccepted().contains(one.id())
                    || settlement.settlement().paradoxicallyRejected().contains(one.id());
            table.row()
                    .cell(one.id())
                    .cell(one.revenue(), 2)
                    .cell(one.cost(), 2)
                    .cell(one.profit(), 2)
                    .cell(Numbers.fixed(one.lostOpportunity(), 2), loses)
                    .cell(one.makeWhole(), 2);
        });
        return table;
    }

    private HtmlTable hull(SettlementResult.Hull hull) {
        HtmlTable table = new HtmlTable()
                .figures("period")
                .figures("lowest price")
                .figures("highest price")
                .figures("lowest price of the plan")
                .figures("highest price of the plan");
        shown().forEach(period -> table.row()
                .cell(String.valueOf(period.number()))
                .cell(hull.periods().get(period.number() - 1).lowest(), 4)
                .cell(hull.periods().get(period.number() - 1).highest(), 4)
                .cell(period.lowestPrice(), 4)
                .cell(period.highestPrice(), 4));
        return table;
    }

    private Stream<PeriodResult> shown() {
        return plan.periods().stream().limit(MOST_PERIODS);
    }

    private HtmlTable periods() {
        boolean told =
                plan.periods().stream().anyMatch(period -> period.exactness().isPresent());
        HtmlTable table = new HtmlTable()
                .figures("period")
                .figures("hours")
                .figures("cost")
                .figures("demand MW")
                .figures("not served MW")
                .figures("losses MW")
                .figures("lowest price per MWh")
                .figures("highest price per MWh");
        if (told) {
            table.words("exact");
        }
        shown().forEach(period -> {
            table.row()
                    .cell(String.valueOf(period.number()))
                    .cell(period.hours(), 2)
                    .cell(period.objective(), 4)
                    .cell(period.demandMw(), 4)
                    .cell(Numbers.fixed(period.shedMw(), 4), period.shedMw() != 0.0)
                    .cell(period.state().lossesMw(), 4)
                    .cell(period.lowestPrice(), 4)
                    .cell(period.highestPrice(), 4);
            if (told) {
                boolean exact = period.exactness().map(ExactnessResult::exact).orElse(false);
                table.cell(exact ? "yes" : "no", !exact);
            }
        });
        return table;
    }

    private HtmlTable dispatch() {
        HtmlTable table = new HtmlTable().figures("period");
        for (GeneratorResult generator : plan.periods().get(0).state().generators()) {
            table.figures(generator.name().isBlank() ? "generator " + generator.id() : generator.name());
        }
        shown().forEach(period -> {
            table.row().cell(String.valueOf(period.number()));
            for (GeneratorResult generator : period.state().generators()) {
                double p = generator.p().value();
                table.cell(
                        Numbers.fixed(p, 4),
                        ReportTables.isAtLimit(
                                p,
                                generator.p().limits().min(),
                                generator.p().limits().max()));
            }
        });
        return table;
    }

    private HtmlTable devices() {
        HtmlTable table = new HtmlTable().figures("period");
        plan.devices().forEach(device -> table.figures(device.label()));
        shown().forEach(period -> {
            table.row().cell(String.valueOf(period.number()));
            plan.devices().forEach(device -> table.cell(device.p().get(period.number() - 1), 4));
        });
        return table;
    }

    private HtmlTable energy() {
        HtmlTable table = new HtmlTable().figures("period");
        plan.storages().forEach(storage -> table.figures(storage.label()));
        shown().forEach(period -> {
            table.row().cell(String.valueOf(period.number()));
            for (StorageResult storage : plan.storages()) {
                int t = period.number() - 1;
                table.cell(
                        Numbers.fixed(storage.energy().get(t), 4),
                        storage.wasted().contains(period.number()));
            }
        });
        return table;
    }

    @Override
    public String toString() {
        return "report on " + plan;
    }
}
