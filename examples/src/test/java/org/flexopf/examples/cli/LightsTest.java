package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.flexopf.coordination.region.Light;
import org.flexopf.coordination.region.LightedState;
import org.flexopf.examples.Lights;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lights of operating points, against answers of an independent program. */
class LightsTest {

    /** Red points of X cannot be proved by the relaxation, which wastes the surplus of voltage. */
    @ParameterizedTest
    @WithReferenceCases
    @ValueSource(strings = {"radial33_dg", "X"})
    void lightsOfOperatingPointsAreAsExpected(String name) throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(ReferenceCases.path("coordination/expected-regions.json")
                        .toFile())
                .get(name);
        Network feeder = name.equals("X") ? grid(json) : ReferenceCases.network("radial/radial33_dg.m");
        int points = 0;
        for (JsonNode expected : json.get("operatingPoints")) {
            LightedState state = Lights.of().light(operated(feeder, json, expected));
            String where = name + ", point " + ++points;
            assertThat(state.light().label())
                    .as(where)
                    .isEqualTo(expected.get("light").asText());
            assertThat(state.p())
                    .as(where)
                    .isCloseTo(expected.get("powerFlow").get("P").asDouble(), within(1e-5));
            assertThat(state.q())
                    .as(where)
                    .isCloseTo(expected.get("powerFlow").get("Q").asDouble(), within(1e-5));
            // A branch may be beyond its limit at both ends.
            assertThat(state.violations().stream()
                            .map(broken -> broken.limit().element())
                            .distinct())
                    .as(where)
                    .hasSize(expected.get("powerFlow").get("violations").size());
            if (state.light() == Light.ORANGE) {
                double cost = expected.get("supportCost").asDouble();
                assertThat(state.supportCost()).as(where).isCloseTo(cost, within(1e-4 * cost));
                assertThat(state.support()).as(where).isCloseTo(cost / 3.0, within(1e-4 * cost));
            }
            if (state.light() == Light.RED) {
                assertThat(state.isCertified())
                        .as(where)
                        .isEqualTo(expected.get("certifiedBySocp").asBoolean());
            }
        }
        assertThat(points).isEqualTo(13);
    }

    /** The feeder with its units at an operating point, and the grid behind its root. */
    private static Network operated(Network feeder, JsonNode json, JsonNode point) {
        int root = feeder.buses().get(feeder.topology().fromRootsOutwards()[0]).id();
        double price = json.get("reactiveSupportPrice").asDouble();
        NetworkBuilder network = feeder.toBuilder().removeGenerators(generator -> true);
        network.generator(Generator.of(1, root, -1e3, 1e3, -1e3, 1e3, CostCurve.free())
                .withVoltageSetPoint(feeder.bus(root).vMax()));
        for (int k = 0; k < json.get("resources").size(); k++) {
            JsonNode unit = json.get("resources").get(k);
            double p = point.get("p").get(k).asDouble();
            network.generator(Generator.of(
                            k + 2,
                            unit.get("bus").asInt(),
                            p,
                            p,
                            unit.get("qmin").asDouble(),
                            unit.get("qmax").asDouble(),
                            CostCurve.free())
                    .withReactiveCost(CostCurve.kinked(price, price))
                    .withSchedule(p, 0.0));
        }
        return network.build();
    }

    private static Network grid(JsonNode json) {
        JsonNode feeder = json.get("feeder");
        int root = feeder.get("root").asInt();
        NetworkBuilder network = Network.builder("X", feeder.get("baseMVA").asDouble());
        for (JsonNode bus : feeder.get("buses")) {
            int id = bus.get("id").asInt();
            Bus plain = Bus.of(id)
                    .withVoltageLimits(
                            bus.get("vmin").asDouble(), bus.get("vmax").asDouble());
            network.bus(id == root ? Bus.reference(id, feeder.get("v0").asDouble()) : plain);
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
        network.generator(Generator.of(1, root, -1e3, 1e3, -1e3, 1e3, CostCurve.free()));
        return network.build();
    }
}
