package org.flexopf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.model.Unit;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.RandomFeeders;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class PriceProfileTest {

    /**
     * Reads every bar back from the pixels: parts against the split, above and below zero, and the mark against the
     * price.
     */
    private static void assertStacksToThePrices(Solved solved, Power power, Element svg) {
        Network network = solved.solution().network();
        Element panel = Documents.ofClass(svg, "panel").get(0);
        double low = Documents.number(panel, "data-low");
        double perPixel = (Documents.number(panel, "data-high") - low)
                / (Documents.number(panel, "data-bottom") - Documents.number(panel, "data-top"));
        double zero = Documents.number(panel, "data-bottom") + low / perPixel;
        double rounding = 0.03 * perPixel;
        List<Element> bars = Documents.ofClass(panel, "price");
        assertThat(bars.stream().map(bar -> bar.getAttribute("data-bus")))
                .doesNotHaveDuplicates()
                .hasSize(network.buses().size());
        for (Element bar : bars) {
            Bus bus = network.bus(Integer.parseInt(bar.getAttribute("data-bus")));
            double sum = 0.0;
            double up = zero;
            double down = zero;
            for (PriceComponent component : PriceComponent.values()) {
                double part = solved.prices().components(power, bus).get(component);
                for (Element rect : Documents.ofClass(bar, component.name().toLowerCase(Locale.ROOT))) {
                    double top = Documents.number(rect, "y");
                    double bottom = top + Documents.number(rect, "height");
                    assertThat((bottom - top) * perPixel).isCloseTo(Math.abs(part), within(rounding));
                    assertThat(part > 0.0 ? bottom : top)
                            .as("%s of %s begins where the one before ends", component, bus.label())
                            .isCloseTo(part > 0.0 ? up : down, within(0.05));
                    up = part > 0.0 ? top : up;
                    down = part > 0.0 ? down : bottom;
                    sum += Math.signum(part) * (bottom - top) * perPixel;
                }
            }
            assertThat(sum).isCloseTo(solved.prices().price(power, bus), within(5.0 * rounding));
            assertThat((zero - Documents.number(Documents.ofClass(bar, "sum").get(0), "y1")) * perPixel)
                    .isCloseTo(solved.prices().price(power, bus), within(rounding + 1e-4));
        }
    }

    @Test
    void partsStackToThePriceAtEveryBus() {
        for (Solved solved : List.of(Solved.bundled("ieee33-dg"), Solved.congested(), Solved.surplus())) {
            for (Power power : Power.values()) {
                String text = PriceProfile.of(solved.solution().network(), solved.prices())
                        .of(power)
                        .svg();
                assertThat(text).doesNotContain("NaN", "Infinity").contains(power.priceUnit(Unit.CURRENCY_PER_HOUR));
                assertStacksToThePrices(solved, power, Documents.parse(text));
            }
        }
    }

    @Test
    void aPriceBelowZeroHangsBelowTheAxis() {
        Solved solved = Solved.surplus();
        Network network = solved.solution().network();
        Element svg = Documents.parse(PriceProfile.of(network, solved.prices()).svg());

        assertThat(solved.prices().active(network.bus(3))).isLessThan(-1.0);
        assertThat(Documents.number(Documents.ofClass(svg, "panel").get(0), "data-low"))
                .isLessThan(-1.0);
    }

    @Test
    void smallPartsAreShownEnlargedWithoutEnergy() {
        Solved solved = Solved.bundled("ieee33-dg");
        Element svg = Documents.parse(
                PriceProfile.of(solved.solution().network(), solved.prices()).svg());
        List<Element> panels = Documents.ofClass(svg, "panel");

        assertThat(panels).hasSize(2);
        assertThat(Documents.ofClass(panels.get(0), "energy")).hasSize(33);
        assertThat(Documents.ofClass(panels.get(1), "energy")).isEmpty();
        assertThat(Documents.ofClass(panels.get(1), "voltage")).isNotEmpty();
        assertThat(Documents.number(panels.get(1), "data-high"))
                .isLessThan(0.3 * Documents.number(panels.get(0), "data-high"));
    }

    @Test
    void busesFollowTheTrunkAndThenTheLaterals() {
        Solved solved = Solved.bundled("ieee33-dg");
        Element svg = Documents.parse(
                PriceProfile.of(solved.solution().network(), solved.prices()).svg());
        List<Integer> order = Documents.ofClass(Documents.ofClass(svg, "panel").get(0), "price").stream()
                .map(bar -> Integer.parseInt(bar.getAttribute("data-bus")))
                .toList();

        for (int k = 0; k < 33; k++) {
            assertThat(order.get(k)).isEqualTo(k + 1);
        }
        assertThat(svg.getTextContent()).contains("trunk", "from bus 2", "from bus 3", "from bus 6");
    }

    @Test
    void oneBusAndFlatPricesAndNoPricesAreDrawn() {
        Network alone = Network.builder("alone", 1.0)
                .bus(Bus.reference(1, 1.0))
                .load(Load.of(1, 1, 0.5, 0.1))
                .generator(Generator.of(1, 1, 0.0, 1.0, -1.0, 1.0, CostCurve.linear(30.0)))
                .build();
        Solved one = Solved.of(alone);
        assertStacksToThePrices(
                one,
                Power.ACTIVE,
                Documents.parse(PriceProfile.of(alone, one.prices()).svg()));

        OpfSolution free = Opf.of(new BranchFlowSocp())
                .solve(OpfProblem.of(CaseFiles.read("ieee33")).withObjective(Objective.feasibility()))
                .orElseThrow();
        Solved worthless = new Solved(free, NodalPrices.of(free));
        String text = PriceProfile.of(free.network(), worthless.prices()).svg();
        assertThat(text)
                .as("a solver's rounding is not blown up to a picture")
                .doesNotContain("NaN", "class=\"energy\"")
                .contains(">0.8<");
        assertStacksToThePrices(worthless, Power.ACTIVE, Documents.parse(text));
    }

    @Test
    void fiveHundredBusesKeepTheirNumbersApart() {
        Solved solved = Solved.of(
                RandomFeeders.of(RandomFeeders.Character.PLAIN, 500, 7).network());
        Element svg = Documents.parse(
                PriceProfile.of(solved.solution().network(), solved.prices()).svg());

        assertStacksToThePrices(solved, Power.ACTIVE, svg);
        Set<String> ids = new HashSet<>();
        solved.solution().network().buses().forEach(bus -> ids.add(String.valueOf(bus.id())));
        List<Element> numbers = Documents.named(svg, "text").stream()
                .filter(text ->
                        text.getAttribute("text-anchor").equals("middle") && ids.contains(text.getTextContent()))
                .toList();
        assertThat(numbers).hasSizeBetween(50, 300);
        List<double[]> extents = numbers.stream()
                .map(text -> {
                    double half = 0.32
                            * Documents.number(text, "font-size")
                            * text.getTextContent().length();
                    return new double[] {Documents.number(text, "x") - half, Documents.number(text, "x") + half};
                })
                .sorted(Comparator.comparingDouble(extent -> extent[0]))
                .toList();
        for (int k = 1; k < extents.size(); k++) {
            assertThat(extents.get(k)[0]).isGreaterThan(extents.get(k - 1)[1]);
        }
    }
}
