package org.flexopf.acopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.flexopf.network.Network;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.testkit.PglibBaseline;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The networks of pglib-opf, from a flat start: published costs, and prices of an independent solver. */
@WithReferenceCases
class PglibAcTest {

    /** Larger ones take minutes where every assertion of the JVM is on. */
    private static final int LARGEST = 3_000;

    private static final double COST = 1e-4;
    private static final double PRICE = 1e-3;
    private static final int ITERATIONS = 60;

    static List<PglibBaseline> published() {
        return rows(0, LARGEST);
    }

    static List<PglibBaseline> large() {
        return rows(LARGEST + 1, Integer.MAX_VALUE);
    }

    private static List<PglibBaseline> rows(int least, int largest) {
        return PglibBaseline.all().stream()
                .filter(row -> row.buses() >= least && row.buses() <= largest && row.acCost() > 0.0)
                .toList();
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("large")
    void costOfLargeNetworksIsThePublishedOne(PglibBaseline row) throws IOException {
        costIsThePublishedOne(row);
    }

    @ParameterizedTest
    @MethodSource("published")
    void costIsThePublishedOne(PglibBaseline row) throws IOException {
        Network network = row.network();
        AcSolution solution = AcOpf.of(OpfProblem.of(network)).solve();
        assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
        assertThat(solution.iterations()).isLessThanOrEqualTo(ITERATIONS);
        assertThat(solution.maxViolation()).isLessThan(1e-6);
        assertThat(solution.cost()).isCloseTo(row.acCost(), within(COST * row.acCost()));
        JsonNode expected = new ObjectMapper()
                .readTree(ReferenceCases.path("pglib/ac-expected.json").toFile())
                .path(row.name());
        // Prices that two independent solvers agree upon are unique; some networks have none.
        if (expected.path("ipopt").path("lam_p_difference").asDouble(1.0) > 1e-4) {
            return;
        }
        for (int k = 0; k < expected.path("bus_i").size(); k++) {
            int bus = network.busIndex(expected.path("bus_i").get(k).asInt());
            double price = expected.path("lam_p").get(k).asDouble();
            assertThat(solution.activePrice(bus))
                    .as("price at %s", network.buses().get(bus).label())
                    .isCloseTo(price, within(PRICE));
        }
    }
}
