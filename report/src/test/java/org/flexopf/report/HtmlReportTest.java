package org.flexopf.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.socp.ExactnessReport;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RandomFeeders;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class HtmlReportTest {

    private static Element parse(String html) {
        assertThat(html).startsWith("<!DOCTYPE html>\n").doesNotContain("NaN", "Infinity");
        return Documents.parse(html.substring("<!DOCTYPE html>\n".length()));
    }

    private static List<List<String>> rows(Element report, String table) {
        return Documents.named(Documents.withId(report, table), "tr").stream()
                .map(row -> Documents.named(row, "*").stream()
                        .map(Element::getTextContent)
                        .toList())
                .toList();
    }

    private static OpfResult solve(Network network) {
        return Opf.of(new BranchFlowSocp()).solve(network);
    }

    private static HtmlReport full(Network network) {
        OpfResult result = solve(network);
        return HtmlReport.of(network)
                .result(result)
                .prices(NodalPrices.of(result.orElseThrow()))
                .fact("exactness", ExactnessReport.of(result.orElseThrow()).verdict());
    }

    private static NetworkBuilder small(String name) {
        return Network.builder(name, 1.0)
                .bus(Bus.reference(1, 1.0).withName(name))
                .bus(Bus.of(2).withName(name))
                .branch(Branch.line(1, 1, 2, 0.02, 0.02))
                .load(Load.of(1, 2, 0.4, 0.1))
                .generator(Generator.of(1, 1, 0.0, 2.0, -2.0, 2.0, CostCurve.linear(40.0))
                        .withName(name));
    }

    @Test
    void everyElementHasARowAndThePartsOfThePricesAreThere() {
        Network network = CaseFiles.read("ieee33-dg");
        OpfResult result = solve(network);
        NodalPrices prices = NodalPrices.of(result.orElseThrow());
        Element report = parse(full(network).html());

        assertThat(Documents.withId(report, "summary").getTextContent())
                .contains(
                        "objective",
                        "exact: a global AC optimum",
                        "interior-point",
                        "0.077966 MW",
                        "0.9500 to 1.0073 p.u.");
        List<List<String>> buses = rows(report, "buses");
        assertThat(buses).hasSize(34);
        assertThat(buses.get(0))
                .containsSubsequence(
                        "bus", "voltage p.u.", "price per MWh", "energy", "losses", "voltage", "price per Mvarh");
        for (int i = 0; i < 33; i++) {
            Bus bus = network.buses().get(i);
            PriceComponents parts = prices.components(bus);
            assertThat(buses.get(i + 1))
                    .containsSubsequence(
                            String.valueOf(bus.id()),
                            Numbers.fixed(prices.active(bus), 4),
                            Numbers.fixed(parts.energy(), 4),
                            Numbers.fixed(parts.losses(), 4),
                            Numbers.fixed(parts.voltage(), 4),
                            Numbers.fixed(prices.reactive(bus), 4));
        }
        assertThat(rows(report, "generators")).hasSize(7);
        assertThat(rows(report, "branches")).hasSize(38);
        assertThat(Documents.withId(report, "contributions").getTextContent())
                .contains("the dearest", "lower voltage limit of bus 32");
        assertThat(Documents.named(report, "svg").stream().map(svg -> svg.getAttribute("class")))
                .containsExactly("feeder", "feeder", "profile", "profile");
    }

    @Test
    void whatIsAtItsLimitStandsOut() {
        Element report = parse(full(CaseFiles.read("ieee33-dg")).html());

        List<String> limits = Documents.ofClass(Documents.withId(report, "generators"), "limit").stream()
                .map(Element::getTextContent)
                .toList();
        assertThat(limits).contains("0.6000", "0.2000", "0.1500").doesNotContain("1.7009", "0.4009");
        assertThat(Documents.ofClass(Documents.withId(report, "buses"), "limit").stream()
                        .map(Element::getTextContent))
                .contains("0.95000")
                .allMatch(text -> text.startsWith("0.950"));
    }

    @Test
    void nothingComesFromElsewhereAndNothingRuns() {
        String html = full(CaseFiles.read("ieee33-dg")).html();
        Element report = parse(html);

        assertThat(Documents.named(report, "script")).isEmpty();
        assertThat(Documents.named(report, "link")).isEmpty();
        assertThat(Documents.named(report, "img")).isEmpty();
        for (Element element : Documents.named(report, "*")) {
            assertThat(element.getAttribute("href") + element.getAttribute("src") + element.getAttribute("onload"))
                    .isEmpty();
        }
        assertThat(html.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "url(", "@import", "&lt;", "&gt;");
    }

    @Test
    void namesCannotBecomeMarkup() {
        String hostile = "<img src=x onerror=alert(1)>&lt;\"'\u0007";
        Network network = small(hostile).build();
        Element report =
                parse(full(network).fact("said", hostile).caveat(hostile).html());

        assertThat(Documents.named(report, "img")).isEmpty();
        String readable = "<img src=x onerror=alert(1)>&lt;\"'\uFFFD";
        assertThat(Documents.named(report, "h1").get(0).getTextContent()).isEqualTo(readable);
        assertThat(rows(report, "buses").get(1)).contains(readable);
        assertThat(rows(report, "generators").get(1)).contains(readable);
        assertThat(Documents.withId(report, "summary").getTextContent()).contains(readable);
        assertThat(Documents.withId(report, "caveats").getTextContent()).contains(readable);
    }

    @Test
    void anInfeasibleCaseGetsItsConflictAndItsPicture() {
        Network network =
                small("too much").mapLoads(load -> load.withDemand(3.0, 0.1)).build();
        OpfResult result = solve(network);
        Element report = parse(HtmlReport.of(network)
                .model("socp")
                .result(result)
                .conflict(result.conflict().orElseThrow())
                .html());

        assertThat(Documents.ofClass(report, "bad").get(0).getTextContent()).isEqualTo("primal infeasible");
        assertThat(Documents.withId(report, "conflict").getTextContent())
                .contains(result.conflict().get().explanation());
        assertThat(rows(report, "conflicts"))
                .hasSize(1 + result.conflict().get().members().size());
        assertThat(Documents.ofClass(report, "conflict")).isNotEmpty();
        assertThat(Documents.named(report, "details")).hasSize(1);
    }

    @Test
    void aModelWithoutVoltagesSaysSo() {
        Network network = CaseFiles.read("pjm5");
        OpfResult result = Opf.of(new DcOpf()).solve(network);
        Element report = parse(HtmlReport.of(network)
                .result(result)
                .prices(NodalPrices.of(result.orElseThrow()))
                .html());

        assertThat(Documents.withId(report, "caveats").getTextContent())
                .contains("knows no voltages", "knows no reactive power");
        assertThat(rows(report, "buses").get(0))
                .doesNotContain("voltage p.u.", "price per Mvarh", "Mvar")
                .contains("congestion");
        assertThat(rows(report, "generators").get(0)).doesNotContain("Q Mvar");
        assertThat(Documents.named(report, "svg").stream().map(svg -> svg.getAttribute("class")))
                .containsExactly("feeder", "profile");
    }

    @Test
    void softLimitsThatGiveWayAreListed() {
        Network network =
                small("too much").mapLoads(load -> load.withDemand(3.0, 0.1)).build();
        OpfResult result =
                Opf.of(new BranchFlowSocp()).solve(OpfProblem.of(network).withSoftLimits(SoftLimits.usual()));
        Element report = parse(HtmlReport.of(network).result(result).html());

        assertThat(Documents.withId(report, "exceeded").getTextContent())
                .contains(result.orElseThrow().slacks().get(0).toString());
        assertThat(Documents.withId(report, "caveats").getTextContent()).contains("no prices");
    }

    @Test
    void aStateWithoutSolutionAndABareNetworkAreReports() {
        FeasibleFeeder feeder = RandomFeeders.of(RandomFeeders.Character.EQUIPPED, 40, 3);
        Element report = parse(HtmlReport.of(feeder.network())
                .model("power flow")
                .status("converged", true)
                .state(feeder.state())
                .html());
        assertThat(rows(report, "buses")).hasSize(41);
        assertThat(Documents.ofClass(report, "good").get(0).getTextContent()).isEqualTo("converged");

        Element bare = parse(HtmlReport.of(feeder.network()).html());
        assertThat(Documents.named(bare, "svg")).hasSize(1);
        assertThat(Documents.named(bare, "table")).isEmpty();
    }

    @Test
    void theBytesAreTheSameInEveryLocaleAndOnEveryRun() {
        Network network = CaseFiles.read("ieee33-dg");
        String first = full(network).html();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(full(network).html()).isEqualTo(first);
        } finally {
            Locale.setDefault(before);
        }
    }
}
