package org.flexopf.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.flexopf.model.Unit;
import org.flexopf.network.Network;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.SolverRun;
import org.flexopf.opf.limit.Slack;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.report.result.PriceUnits;
import org.flexopf.report.result.ResultDocument;
import org.flexopf.report.result.StateResult;

/**
 * A report on an optimal power flow as one HTML file that needs nothing else: no script, no style sheet, no picture
 * from elsewhere. It says what was found and what that is worth, shows the feeder and its prices, and has every bus,
 * generator and branch in a table. An infeasible case gets its conflict in words and in the picture.
 *
 * <pre>{@code
 * String html = HtmlReport.of(network)
 *         .result(result)
 *         .prices(NodalPrices.of(solution))
 *         .fact("exactness", ExactnessReport.of(solution).verdict())
 *         .html();
 * }</pre>
 *
 * <p>It shows what it is given and computes nothing: facts that another module knows, such as exactness, are added as
 * sentences. It holds no times of day and no durations, so that the same input gives the same bytes. For one thread.
 */
public final class HtmlReport {

    private record Fact(String label, String text) {}

    private final Network network;
    private final List<Fact> facts = new ArrayList<>();
    private final List<String> caveats = new ArrayList<>();
    private final List<String> exceeded = new ArrayList<>();
    private String model = "";
    private String status = "";
    private boolean good = true;
    private OpfSolution solution;
    private OperatingPoint point;
    private NodalPrices prices;
    private Conflict conflict;
    private DocumentWords documented;

    private HtmlReport(Network network) {
        this.network = network;
    }

    /**
     * A result document as a report, whose words and figures are those of the document. The pictures, and the limits
     * behind the dearest price, need what the document was made of: {@link #state}, {@link #result} and {@link #prices}
     * give it, and add no words here.
     *
     * @throws IllegalArgumentException if the document is about another case
     */
    public static HtmlReport of(Network network, ResultDocument document) {
        if (!document.caseName().equals(network.name())) {
            throw new IllegalArgumentException("the document is about " + document.caseName() + ", the network is "
                    + network.name() + "; give the network that was solved");
        }
        HtmlReport report = of(network);
        report.documented = DocumentWords.of(document);
        report.documented.addTo(report);
        return report;
    }

    /** A report on a network, about which nothing is known yet. */
    public static HtmlReport of(Network network) {
        return new HtmlReport(Objects.requireNonNull(network, "network"));
    }

    /** What was solved, in a word or two, such as the name of a formulation. */
    public HtmlReport model(String name) {
        model = Objects.requireNonNull(name, "name");
        return this;
    }

    /** How it ended, in a word or two, and whether that is what was hoped for. */
    public HtmlReport status(String word, boolean isGood) {
        status = Objects.requireNonNull(word, "word");
        good = isGood;
        return this;
    }

    /**
     * The outcome of a solve: its status and solver, and with a solution its state, its objective, its losses and the
     * soft limits it exceeds.
     */
    public HtmlReport result(OpfResult result) {
        solution = result.solution().orElse(null);
        if (documented != null) {
            point = solution == null ? null : solution.point();
            return this;
        }
        status(
                result.solution().isPresent()
                        ? "optimal in the model"
                        : result.status().name().replace('_', ' ').toLowerCase(Locale.ROOT),
                result.solution().isPresent());
        if (solution != null) {
            state(solution.point());
            if (model.isEmpty()) {
                model(solution.formulation().name());
            }
            fact(
                    "objective",
                    objective(solution.objective(), solution.lowerBound().orElse(Double.NaN)));
            solution.slacks().forEach(this::exceeded);
        } else {
            fact("outcome", result.message());
        }
        return solver(result.solver());
    }

    /** An optimal value with its bound, NaN for none, in words. */
    static String objective(double value, double lowerBound) {
        return Numbers.fixed(value, 6)
                + (Double.isNaN(lowerBound) ? "" : ", proved to be at least " + Numbers.fixed(lowerBound, 6));
    }

    /** A soft limit that gives way. */
    void exceeded(Slack slack) {
        exceeded.add(slack.toString());
    }

    /** Which solver answered; not how long it took, so that the same input gives the same bytes. */
    HtmlReport solver(SolverRun run) {
        return fact("solver", run.name() + ", " + run.iterations() + " iterations");
    }

    /** Active losses, if they are known, MW. */
    void losses(double losses) {
        if (Double.isFinite(losses)) {
            fact("losses", Numbers.fixed(losses, 6) + " MW");
        }
    }

    /** A state of the network that is no solution of a formulation, such as one of a power flow. */
    public HtmlReport state(OperatingPoint newPoint) {
        point = Objects.requireNonNull(newPoint, "newPoint");
        if (documented == null) {
            losses(point.activeLosses());
        }
        return this;
    }

    /** The prices, which bring their caveats along. */
    public HtmlReport prices(NodalPrices newPrices) {
        prices = Objects.requireNonNull(newPrices, "newPrices");
        return this;
    }

    /** What cannot be met together. */
    public HtmlReport conflict(Conflict newConflict) {
        conflict = Objects.requireNonNull(newConflict, "newConflict");
        return this;
    }

    /** One more line of the summary: a label and a sentence. */
    public HtmlReport fact(String label, String text) {
        facts.add(new Fact(Objects.requireNonNull(label, "label"), Objects.requireNonNull(text, "text")));
        return this;
    }

    /** One more sentence that has to be said along with the figures. */
    public HtmlReport caveat(String sentence) {
        caveats.add(Objects.requireNonNull(sentence, "sentence"));
        return this;
    }

    /**
     * The report as an HTML document, which is well-formed XML too.
     *
     * @throws IllegalArgumentException if state or prices are those of another network
     */
    public String html() {
        FeederPicture.requireSameNetwork(network, point, prices);
        Markup html = HtmlPage.open(network.name() + (model.isEmpty() ? "" : ", " + model));
        drawSummary(html);
        HtmlPage.list(html, "caveats", "What has to be said along with these figures", allCaveats());
        HtmlPage.list(html, "exceeded", "Limits that give way", exceeded);
        HtmlPictures pictures = new HtmlPictures(network, point, prices, solution, conflict);
        pictures.drawConflict(html);
        pictures.draw(html);
        new ReportTables(network, point, rows(), prices, units(), solution).draw(html);
        return HtmlPage.close(html);
    }

    /** Every element: those of the document, or of the state that was given. */
    private StateResult rows() {
        if (documented != null) {
            return documented.state();
        }
        return point == null
                ? null
                : StateResult.of(
                        network,
                        solution == null ? network : solution.operatedNetwork(),
                        point,
                        StateResult.Prices.of(prices, network, hasVoltages()));
    }

    private PriceUnits units() {
        if (documented != null) {
            return documented.units();
        }
        return new PriceUnits(prices == null ? Unit.CURRENCY_PER_HOUR : prices.objectiveUnit());
    }

    private boolean hasVoltages() {
        return point != null && Figures.hasVoltages(point);
    }

    private List<String> allCaveats() {
        List<String> all = new ArrayList<>();
        if (prices != null) {
            all.addAll(prices.caveats());
        } else if (solution != null) {
            all.addAll(solution.caveats());
            all.add("the solver gives no multipliers, so that there are no prices");
        }
        if (point != null && !hasVoltages()) {
            all.add("the model knows no voltages and no reactive power: nothing here says whether voltage limits hold");
        }
        all.addAll(caveats);
        (documented == null ? network.answerNotes() : documented.document().notes())
                .forEach(note -> all.add(note.toString()));
        return all;
    }

    private void drawSummary(Markup html) {
        html.open("header").line().element("h1", network.name());
        html.open("p", "class", "lead");
        if (!status.isEmpty()) {
            HtmlPage.badge(html, status, good);
        }
        html.text((model.isEmpty() ? "" : model + ", ")
                + Numbers.count(network.buses().size(), "bus", "buses") + ", "
                + Numbers.count(network.branches().size(), "branch", "branches") + ", "
                + Numbers.count(network.generators().size(), "generator", "generators"));
        html.close().line().close().line();
        html.open("dl", "id", "summary").line();
        if (point != null) {
            HtmlPage.fact(
                    html,
                    "demand",
                    Numbers.fixed(Arrays.stream(network.activeDemand()).sum(), 4) + " MW, "
                            + Numbers.fixed(
                                    Arrays.stream(network.reactiveDemand()).sum(), 4)
                            + " Mvar");
        }
        facts.forEach(fact -> HtmlPage.fact(html, fact.label(), fact.text()));
        if (prices != null) {
            HtmlPage.fact(html, "active prices", range(BusColour.PRICE, prices.active()));
        }
        if (hasVoltages()) {
            HtmlPage.fact(html, "voltages", range(BusColour.VOLTAGE, point.vm()));
        }
        html.close().line();
    }

    private String range(BusColour of, double[] values) {
        return ColourScale.of(values)
                .map(scale -> {
                    int digits = Math.max(of == BusColour.VOLTAGE ? 4 : 3, Numbers.digits(scale.low(), scale.high()));
                    return Numbers.fixed(scale.low(), digits) + " to " + Numbers.fixed(scale.high(), digits) + " "
                            + of.unit(prices);
                })
                .orElse("none");
    }

    @Override
    public String toString() {
        return "report on " + network;
    }
}
