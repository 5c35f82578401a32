package org.flexopf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RandomFeeders;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class FeederPictureTest {

    private static FeederPicture picture(Solved solved) {
        return FeederPicture.of(solved.solution()).withPrices(solved.prices());
    }

    private static Element only(Element root, String type) {
        List<Element> found = Documents.ofClass(root, type);
        assertThat(found).as(type).hasSize(1);
        return found.get(0);
    }

    private static void assertComplete(Network network, Element svg) {
        assertThat(Documents.ofClass(svg, "bus").stream().map(bus -> Integer.parseInt(bus.getAttribute("data-bus"))))
                .containsExactlyElementsOf(network.buses().stream().map(Bus::id).toList());
        assertThat(Documents.ofClass(svg, "branch").stream()
                        .map(branch -> Integer.parseInt(branch.getAttribute("data-branch"))))
                .containsExactlyInAnyOrderElementsOf(
                        network.branches().stream().map(Branch::id).toList());
    }

    @Test
    void everyBusAndBranchIsThereOnceAndTheLegendHasTheRangeOfThePrices() {
        Solved solved = Solved.bundled("ieee33-dg");
        String text = picture(solved).svg();
        Element svg = Documents.parse(text);

        assertThat(text).doesNotContain("NaN", "Infinity");
        assertComplete(solved.solution().network(), svg);
        double[] prices = solved.prices().active();
        Element legend = only(svg, "legend");
        assertThat(Documents.number(legend, "data-low"))
                .isEqualTo(Arrays.stream(prices).min().orElseThrow());
        assertThat(Documents.number(legend, "data-high"))
                .isEqualTo(Arrays.stream(prices).max().orElseThrow());
        assertThat(legend.getTextContent())
                .contains(
                        "active price, currency per MWh",
                        "49.5",
                        "60.1",
                        "open",
                        "reference bus",
                        "bus with generators");
        for (Element bus : Documents.ofClass(svg, "bus")) {
            Bus data = solved.solution().network().bus(Integer.parseInt(bus.getAttribute("data-bus")));
            assertThat(Documents.number(bus, "data-value"))
                    .isEqualTo(solved.prices().active(data));
            assertThat(bus.getTextContent())
                    .contains("bus " + data.id(), Numbers.fixed(solved.prices().active(data), 4) + " per MWh");
        }
        assertThat(Documents.ofClass(svg, "open")).hasSize(5);
        assertThat(Documents.ofClass(svg, "tree")).hasSize(32);
    }

    @Test
    void theDearestBusIsBrightAndTheCheapestDark() {
        Solved solved = Solved.bundled("ieee33-dg");
        Element svg = Documents.parse(picture(solved).svg());

        for (Element bus : Documents.ofClass(svg, "bus")) {
            String fill = ((Element) bus.getFirstChild()).getAttribute("fill");
            double price = Documents.number(bus, "data-value");
            assertThat(fill.equals("#fde725"))
                    .isEqualTo(price
                            == Arrays.stream(solved.prices().active()).max().orElseThrow());
            assertThat(fill.equals("#440154"))
                    .isEqualTo(price
                            == Arrays.stream(solved.prices().active()).min().orElseThrow());
        }
    }

    @Test
    void voltagesColourItWhereTheyAreAskedForOrAreAllThereIs() {
        Solved solved = Solved.bundled("ieee33-dg");
        double[] vm = solved.solution().point().vm();
        String byChoice = picture(solved).colouredBy(BusColour.VOLTAGE).svg();
        Element legend = only(Documents.parse(byChoice), "legend");

        assertThat(Documents.number(legend, "data-low"))
                .isEqualTo(Arrays.stream(vm).min().orElseThrow());
        assertThat(Documents.number(legend, "data-high"))
                .isEqualTo(Arrays.stream(vm).max().orElseThrow());
        assertThat(legend.getTextContent()).contains("voltage, p.u.");
        assertThat(only(Documents.parse(FeederPicture.of(solved.solution()).svg()), "legend")
                        .getTextContent())
                .contains("voltage, p.u.");
        assertThat(only(
                                Documents.parse(picture(solved)
                                        .colouredBy(BusColour.REACTIVE_PRICE)
                                        .svg()),
                                "legend")
                        .getTextContent())
                .contains("currency per Mvarh");
    }

    @Test
    void atThirtyThreeBusesEveryNumberIsThereAndNoTwoTextsOverlap() {
        for (Element svg : List.of(
                Documents.parse(picture(Solved.bundled("ieee33-dg")).svg()),
                Documents.parse(
                        FeederPicture.of(Solved.bundled("ieee33-dg").solution()).svg()))) {
            assertThat(Documents.ofClass(svg, "id").stream().map(Element::getTextContent))
                    .hasSize(33)
                    .doesNotHaveDuplicates();
            List<Element> texts = Documents.named(only(svg, "labels"), "text");
            for (Element one : texts) {
                for (Element other : texts) {
                    assertThat(one == other || !box(one).overlaps(box(other)))
                            .as("%s and %s", one.getTextContent(), other.getTextContent())
                            .isTrue();
                }
            }
        }
    }

    /**
     * What a text takes in a common font: digits are 0.64 of its size wide at most, and reach from the base line to
     * 0.73 of it.
     */
    private static LabelPlaces.Box box(Element text) {
        double size = Documents.number((Element) text.getParentNode(), "font-size");
        double half = 0.32 * size * text.getTextContent().length();
        double x = Documents.number(text, "x");
        double y = Documents.number(text, "y");
        return new LabelPlaces.Box(x - half, y - 0.73 * size, x + half, y);
    }

    @Test
    void fiveHundredBusesThinOutTheirLabelsOnly() {
        FeasibleFeeder feeder = RandomFeeders.of(RandomFeeders.Character.PLAIN, 500, 7);
        Element svg = Documents.parse(
                FeederPicture.of(feeder.network(), feeder.state()).svg());

        assertComplete(feeder.network(), svg);
        assertThat(Documents.ofClass(svg, "value")).isEmpty();
        List<Element> labels = Documents.ofClass(svg, "id");
        assertThat(labels).hasSizeBetween(300, 500);
        Set<String> written =
                new HashSet<>(labels.stream().map(Element::getTextContent).toList());
        assertThat(written).contains("1");
        for (int k = 0; k < labels.size(); k++) {
            for (int m = k + 1; m < labels.size(); m++) {
                assertThat(box(labels.get(k)).overlaps(box(labels.get(m))))
                        .as(
                                "%s and %s",
                                labels.get(k).getTextContent(), labels.get(m).getTextContent())
                        .isFalse();
            }
        }
        assertThat(Documents.number(svg, "width")).isLessThan(2500.0);
    }

    /** What a browser opens without a pause: every bus and branch is there, and each tells its figure. */
    @Test
    void tenThousandBusesTakeLessThanThreeMegabytes() {
        FeasibleFeeder feeder = RandomFeeders.of(RandomFeeders.Character.PLAIN, 10_000, 7);
        String text = FeederPicture.of(feeder.network(), feeder.state()).svg();
        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(3_000_000);
        Element svg = Documents.parse(text);
        assertComplete(feeder.network(), svg);
        for (Element bus : Documents.ofClass(svg, "bus")) {
            int index = feeder.network().busIndex(Integer.parseInt(bus.getAttribute("data-bus")));
            assertThat(Documents.number(bus, "data-value"))
                    .isCloseTo(feeder.state().vm(index), within(1e-6));
            assertThat(bus.getTextContent()).contains(bus.getAttribute("data-bus") + ": ");
        }
    }

    @Test
    void aSmallNetworkIsASmallPicture() {
        Element two = Documents.parse(picture(Solved.bundled("two-bus")).svg());
        Element feeder = Documents.parse(picture(Solved.bundled("ieee33-dg")).svg());
        assertThat(Documents.number(two, "width")).isLessThan(720.0);
        assertThat(Documents.number(two, "height")).isLessThan(260.0);
        assertThat(Documents.number(feeder, "width")).isGreaterThan(Documents.number(two, "width"));
    }

    /** Along every curve that closes a cycle, open or not, no label stands. */
    @Test
    void noLabelStandsOnACurve() {
        for (String name : List.of("pjm5", "ieee33-dg")) {
            Element svg = Documents.parse(picture(Solved.bundled(name)).svg());
            List<Element> texts = Documents.named(only(svg, "labels"), "text");
            int curves = 0;
            for (Element branch : Documents.ofClass(svg, "branch")) {
                String[] parts = branch.getAttribute("d").split("[MQ ]+", -1);
                if (!branch.getAttribute("class").matches("branch (chord|open)") || parts.length != 7) {
                    continue;
                }
                curves++;
                double[] c = Arrays.stream(parts)
                        .skip(1)
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                for (int k = 5; k <= 95; k++) {
                    double t = k / 100.0;
                    double x = (1 - t) * (1 - t) * c[0] + 2 * t * (1 - t) * c[2] + t * t * c[4];
                    double y = (1 - t) * (1 - t) * c[1] + 2 * t * (1 - t) * c[3] + t * t * c[5];
                    LabelPlaces.Box dot = LabelPlaces.Box.around(x, y, 0.5, 0.5);
                    for (Element text : texts) {
                        assertThat(box(text).overlaps(dot))
                                .as(
                                        "%s: %s on branch %s",
                                        name, text.getTextContent(), branch.getAttribute("data-branch"))
                                .isFalse();
                    }
                }
            }
            assertThat(curves).as(name).isPositive();
        }
    }

    /** 50.000, 50.004 and 51: with two digits after the point the first two would look alike. */
    @Test
    void neighboursWithDifferentPricesHaveDifferentFigures() {
        for (String name : List.of("pjm5", "ieee33-dg", "two-bus")) {
            Solved solved = Solved.bundled(name);
            Network network = solved.solution().network();
            double[] prices = solved.prices().active();
            double range = Arrays.stream(prices).max().orElseThrow()
                    - Arrays.stream(prices).min().orElseThrow();
            Element svg = Documents.parse(picture(solved).svg());
            List<String> values = Documents.ofClass(svg, "value").stream()
                    .map(Element::getTextContent)
                    .toList();
            assertThat(values).isNotEmpty();
            int digits = values.get(0).length() - values.get(0).indexOf('.') - 1;
            for (Branch branch : network.branches()) {
                double one = prices[network.busIndex(branch.fromBus())];
                double other = prices[network.busIndex(branch.toBus())];
                if (network.isActive(branch) && Math.abs(one - other) >= 1e-3 * range) {
                    assertThat(Numbers.fixed(one, digits))
                            .as("%s, %s", name, branch.label())
                            .isNotEqualTo(Numbers.fixed(other, digits));
                }
            }
        }
    }

    @Test
    void aLineAtItsLimitIsTheThickestAndTheLegendTellsIt() {
        Solved solved = Solved.congested();
        Element svg = Documents.parse(picture(solved).svg());

        Element atLimit = Documents.ofClass(svg, "branch").stream()
                .filter(branch -> branch.getAttribute("data-branch").equals("4"))
                .findFirst()
                .orElseThrow();
        assertThat(atLimit.getAttribute("stroke")).isEqualTo(LineStyle.AT_LIMIT.colour());
        for (Element branch : Documents.ofClass(svg, "branch")) {
            if (branch != atLimit) {
                assertThat(Documents.number(branch, "stroke-width"))
                        .isLessThan(Documents.number(atLimit, "stroke-width"));
                assertThat(branch.getAttribute("stroke")).isEqualTo(LineStyle.LIGHT.colour());
            }
        }
        assertThat(only(svg, "legend").getTextContent())
                .contains(LineStyle.AT_LIMIT.label(), LineStyle.LIGHT.label())
                .doesNotContain(LineStyle.HEAVY.label());
        assertThat(atLimit.getTextContent()).contains("loading: 100.0 %");
    }

    @Test
    void equalPricesHaveOneColourAndOneFigure() {
        Network network = Network.builder("level", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.01, 0.02))
                .load(Load.of(1, 2, 1.0, 0.0))
                .generator(Generator.of(1, 1, 0.0, 5.0, -5.0, 5.0, CostCurve.linear(50.0)))
                .build();
        OpfSolution solution = Opf.of(new DcOpf()).solve(network).orElseThrow();
        String text =
                FeederPicture.of(solution).withPrices(NodalPrices.of(solution)).svg();
        Element svg = Documents.parse(text);

        assertThat(text).doesNotContain("NaN");
        assertThat(only(svg, "legend").getTextContent()).contains("50.00 at every bus");
        assertThat(Documents.ofClass(svg, "bus").stream()
                        .map(bus -> ((Element) bus.getFirstChild()).getAttribute("fill"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void pricesThatAreAllZeroAreDrawn() {
        OpfProblem problem = OpfProblem.of(CaseFiles.read("ieee33")).withObjective(Objective.feasibility());
        OpfSolution solution = Opf.of(new BranchFlowSocp()).solve(problem).orElseThrow();
        String text =
                FeederPicture.of(solution).withPrices(NodalPrices.of(solution)).svg();

        assertThat(text).doesNotContain("NaN");
        assertComplete(solution.network(), Documents.parse(text));
    }

    @Test
    void aModelWithoutVoltagesIsColouredByPriceAndRefusesVoltages() {
        OpfSolution solution = Opf.of(new DcOpf()).solve(CaseFiles.read("pjm5")).orElseThrow();
        FeederPicture picture = FeederPicture.of(solution).withPrices(NodalPrices.of(solution));
        Element svg = Documents.parse(picture.svg());

        assertComplete(solution.network(), svg);
        assertThat(Documents.ofClass(svg, "chord"))
                .hasSize(2)
                .allSatisfy(chord ->
                        assertThat(chord.getAttribute("stroke-dasharray")).isNotEmpty());
        assertThat(Documents.ofClass(svg, "bus").get(0).getTextContent()).doesNotContain("voltage", "reactive");
        assertThatThrownBy(() -> picture.colouredBy(BusColour.VOLTAGE).svg())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("voltage")
                .hasMessageContaining("colour by price");
        assertThatThrownBy(() -> picture.colouredBy(BusColour.REACTIVE_PRICE).svg())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        FeederPicture.of(solution).colouredBy(BusColour.PRICE).svg())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give the prices");
    }

    @Test
    void figuresOfAnotherNetworkAreRefused() {
        Solved solved = Solved.congested();
        Network other = CaseFiles.read("ieee33");

        assertThatThrownBy(
                        () -> FeederPicture.of(other, solved.solution().point()).svg())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("belongs to another network: it has 8 buses, the network 33");
        assertThatThrownBy(() ->
                        FeederPicture.of(other).withPrices(solved.prices()).svg())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prices");
        assertThatThrownBy(() -> PriceProfile.of(other, solved.prices()).svg())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prices");
        assertThatThrownBy(() -> HtmlReport.of(other).prices(solved.prices()).html())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prices");
    }

    @Test
    void oneBusIsAPictureToo() {
        Network network = Network.builder("alone", 1.0)
                .bus(Bus.reference(1, 1.0))
                .load(Load.of(1, 1, 0.5, 0.1))
                .generator(Generator.of(1, 1, 0.0, 1.0, -1.0, 1.0, CostCurve.linear(30.0)))
                .build();
        String text = picture(Solved.of(network)).svg();

        assertThat(text).doesNotContain("NaN").contains("1 bus, 0 branches");
        assertComplete(network, Documents.parse(text));
    }

    @Test
    void namesCannotBecomeMarkup() {
        String hostile = "</title><script>alert('x')</script>&amp;\" \u0001\ud800 ]]>";
        Network network = Network.builder(hostile, 1.0)
                .bus(Bus.reference(1, 1.0).withName(hostile))
                .bus(Bus.of(2).withName(hostile))
                .branch(Branch.line(1, 1, 2, 0.01, 0.01).withName(hostile))
                .generator(Generator.of(1, 1, 0.0, 1.0, -1.0, 1.0, CostCurve.linear(30.0)))
                .build();
        Element svg = Documents.parse(FeederPicture.of(network).svg());

        assertThat(Documents.named(svg, "script")).isEmpty();
        String readable = "</title><script>alert('x')</script>&amp;\" \uFFFD\uFFFD ]]>";
        assertThat(Documents.ofClass(svg, "bus").get(1).getTextContent()).contains(readable);
        assertThat(Documents.ofClass(svg, "branch").get(0).getTextContent()).contains(readable);
        assertThat(Documents.named(svg, "text").get(0).getTextContent()).isEqualTo(readable);
    }

    @Test
    void aLongNameIsCutInTheHeadlineAndWholeInTheTitle() {
        String name = "feeder ".repeat(60).strip();
        Network network = Network.builder(name, 1.0)
                .bus(Bus.reference(1, 1.0))
                .generator(Generator.of(1, 1, 0.0, 1.0, -1.0, 1.0, CostCurve.linear(30.0)))
                .build();
        Element svg = Documents.parse(FeederPicture.of(network).svg());

        assertThat(Documents.named(svg, "text").get(0).getTextContent())
                .hasSize(90)
                .endsWith("…");
        assertThat(Documents.named(svg, "title").get(0).getTextContent()).isEqualTo(name);
    }

    @Test
    void whatCannotBeMetTogetherIsMarked() {
        Network network = Network.builder("too much", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.01, 0.01).withRating(0.5))
                .branch(Branch.line(2, 2, 3, 0.01, 0.01))
                .load(Load.of(1, 3, 0.9, 0.0))
                .generator(Generator.of(1, 1, 0.0, 5.0, -5.0, 5.0, CostCurve.linear(30.0)))
                .build();
        OpfResult result = Opf.of(new BranchFlowSocp()).solve(network);
        Element svg = Documents.parse(FeederPicture.of(network)
                .withConflict(result.conflict().orElseThrow())
                .svg());

        List<Element> marks = Documents.ofClass(svg, "conflict");
        assertThat(marks.stream().map(Element::getLocalName)).containsExactly("path", "circle");
        Element branch = Documents.ofClass(svg, "branch").stream()
                .filter(path -> path.getAttribute("data-branch").equals("1"))
                .findFirst()
                .orElseThrow();
        assertThat(marks.get(0).getAttribute("d")).isEqualTo(branch.getAttribute("d"));
        assertThat(only(svg, "legend").getTextContent()).contains("cannot be met together");
    }

    @Test
    void theBytesAreTheSameInEveryLocale() {
        Solved solved = Solved.congested();
        String first = picture(solved).svg();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(picture(solved).svg()).isEqualTo(first);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theWidthOfALineFollowsItsPowerWhereThereAreNoRatings() {
        Solved solved = Solved.bundled("ieee33");
        Element svg = Documents.parse(picture(solved).svg());
        OpfSolution solution = solved.solution();
        double largest = solution.point().apparentPower(0);

        for (Element branch : Documents.ofClass(svg, "tree")) {
            int index = solution.network().branchIndex(Integer.parseInt(branch.getAttribute("data-branch")));
            assertThat(Documents.number(branch, "stroke-width"))
                    .isCloseTo(LineStyle.width(solution.point().apparentPower(index) / largest), within(0.011));
        }
        assertThat(only(svg, "legend").getTextContent()).contains("no ratings, width by power");
    }
}
