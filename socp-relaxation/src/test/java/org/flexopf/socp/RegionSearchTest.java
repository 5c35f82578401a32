package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.api.Test;

/** Regions at the root of a feeder, by hand and against the best of many starts of an independent AC-OPF. */
class RegionSearchTest {

    /**
     * One line without losses to speak of, and a unit of 0 to 2 MW and -1 to 1 Mvar beside 3 MW and 1 Mvar of demand.
     */
    private static Network square() {
        return Network.builder("square", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.9, 1.1))
                .branch(Branch.line(1, 1, 2, 1e-7, 1e-7))
                .load(new Load(1, "", 2, 3.0, 1.0, true))
                .generator(Generator.of(1, 1, -10.0, 10.0, -10.0, 10.0, CostCurve.free()))
                .generator(Generator.of(2, 2, 0.0, 2.0, -1.0, 1.0, CostCurve.free()))
                .build();
    }

    /**
     * P is 1 to 3 MW and Q 0 to 2 Mvar: a square of area 4, whatever the directions, if they begin with its corners.
     */
    @Test
    void aSquareIsFoundByItsCorners() {
        FeederRegion region = RegionSearch.of(square()).withRefinement(1e-3, 12).search(8);
        assertThat(region.pMin()).isCloseTo(1.0, within(1e-4));
        assertThat(region.pMax()).isCloseTo(3.0, within(1e-4));
        assertThat(region.qMin()).isCloseTo(0.0, within(1e-4));
        assertThat(region.qMax()).isCloseTo(2.0, within(1e-4));
        assertThat(region.innerArea()).isCloseTo(4.0, within(1e-2));
        assertThat(region.outerArea()).isCloseTo(4.0, within(1e-2));
        assertThat(region.outline()).hasSizeBetween(4, 12);
    }

    /** Within the square states are found, beside it none. */
    @Test
    void pointsAreLookedFor() {
        RegionSearch search = RegionSearch.of(square());
        assertThat(search.reach(2.0, 1.0).orElseThrow().point().pg(0)).isCloseTo(2.0, within(5e-3));
        assertThat(search.reach(0.5, 1.0)).isEmpty();
        assertThat(search.reach(2.0, 2.5)).isEmpty();
        assertThat(search.unreached(search.search(4))).isEmpty();
    }

    /** Three directions leave a triangle around a smaller one; refining closes in on the square. */
    @Test
    void refiningClosesIn() {
        FeederRegion coarse = RegionSearch.of(square()).search(3);
        FeederRegion fine = RegionSearch.of(square()).withRefinement(0.05, 16).search(3);
        assertThat(coarse.outerArea()).isGreaterThan(4.5);
        assertThat(coarse.innerArea()).isLessThan(3.0);
        assertThat(fine.innerArea()).isGreaterThan(coarse.innerArea());
        assertThat(fine.outerArea()).isLessThan(coarse.outerArea());
        assertThat(fine.outerArea() - fine.innerArea()).isLessThan(0.06 * fine.outerArea());
        assertThatThrownBy(() -> RegionSearch.of(square()).search(2))
                .hasMessageContaining("3 directions or more, got 2");
    }

    @Test
    @WithReferenceCases
    void everyDirectionOfTheFeederOf33BusesIsReached() throws IOException {
        JsonNode expected = expected().get("radial33_dg");
        FeederRegion region =
                RegionSearch.of(ReferenceCases.network("radial/radial33_dg.m")).search(12);
        check(region, expected, 30);
        assertThat(region.pMin()).isCloseTo(expected.get("Pmin").asDouble(), within(1e-4));
        assertThat(region.pMax()).isCloseTo(expected.get("Pmax").asDouble(), within(1e-4));
        assertThat(region.qMin()).isCloseTo(expected.get("Qmin").asDouble(), within(1e-4));
        assertThat(region.qMax()).isCloseTo(expected.get("Qmax").asDouble(), within(1e-4));
    }

    @Test
    @WithReferenceCases
    void everyDirectionOfAFeederWithRatingsIsReached() throws IOException {
        JsonNode expected = expected().get("X");
        check(RegionSearch.of(network(expected)).search(12), expected, 30);
    }

    private static JsonNode expected() throws IOException {
        return new ObjectMapper()
                .readTree(ReferenceCases.path("coordination/expected-regions.json")
                        .toFile());
    }

    /** What is reached is as far as the best known; a farther state would be right, and is none here. */
    private static void check(FeederRegion region, JsonNode expected, int step) {
        int checked = 0;
        for (JsonNode support : expected.get("support")) {
            if (support.get("deg").asInt() % step == 0) {
                FeederRegion.Support found = region.supports().get(checked++);
                assertThat(found.degrees()).isEqualTo(support.get("deg").asDouble());
                assertThat(found.reached())
                        .as("direction %s", support.get("deg"))
                        .isCloseTo(support.get("ac").asDouble(), within(2e-5));
                assertThat(found.bound()).isGreaterThan(found.reached() - 1e-5);
                if (support.get("socpPhantomMW").asDouble() < 1e-6) {
                    assertThat(found.bound()).isCloseTo(support.get("socp").asDouble(), within(2e-5));
                }
            }
        }
        assertThat(checked).isEqualTo(360 / step);
    }

    /** A feeder as the answers have it, with a generator for the grid behind its root. */
    private static Network network(JsonNode json) {
        JsonNode feeder = json.get("feeder");
        int root = feeder.get("root").asInt();
        NetworkBuilder network = Network.builder("X", feeder.get("baseMVA").asDouble());
        for (JsonNode bus : feeder.get("buses")) {
            int id = bus.get("id").asInt();
            network.bus(
                    id == root
                            ? Bus.reference(id, feeder.get("v0").asDouble())
                            : Bus.of(id)
                                    .withVoltageLimits(
                                            bus.get("vmin").asDouble(),
                                            bus.get("vmax").asDouble()));
            network.load(
                    new Load(id, "", id, bus.get("pd").asDouble(), bus.get("qd").asDouble(), true));
        }
        int number = 0;
        for (JsonNode branch : feeder.get("branches")) {
            double rate = branch.get("rate").asDouble();
            network.branch(Branch.line(
                            ++number,
                            branch.get("from").asInt(),
                            branch.get("to").asInt(),
                            branch.get("r").asDouble(),
                            branch.get("x").asDouble())
                    .withRating(rate == 0.0 ? Double.POSITIVE_INFINITY : rate));
        }
        network.generator(Generator.of(1, root, -100.0, 100.0, -100.0, 100.0, CostCurve.free()));
        number = 1;
        for (JsonNode unit : json.get("resources")) {
            network.generator(Generator.of(
                    ++number,
                    unit.get("bus").asInt(),
                    unit.get("pmin").asDouble(),
                    unit.get("pmax").asDouble(),
                    unit.get("qmin").asDouble(),
                    unit.get("qmax").asDouble(),
                    CostCurve.free()));
        }
        return network.build();
    }

    @Test
    void whatIsHandedOutSaysWhatItIs() {
        FeederRegion region = new FeederRegion(
                square(),
                List.of(
                        new FeederRegion.Support(90.0, 0.0, 1.0, 1.0, true),
                        new FeederRegion.Support(0.0, 1.0, 0.0, 1.0, true)));
        assertThat(region.supports().get(0).degrees()).isZero();
        assertThat(region)
                .hasToString("the region of square at its root: P 0.0000 to 1.0000 MW, Q 0.0000 to "
                        + "1.0000 Mvar, 2 directions");
    }
}
