package org.flexopf.dcopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.model.Quantity;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.testkit.PglibBaseline;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Costs and prices against published and independent answers. */
class DcOpfReferenceTest {

    static List<PglibBaseline> networks() {
        return PglibBaseline.all();
    }

    /** The DC column of the pglib-opf baseline, to its five printed digits; where it says infeasible, there is no solution. */
    @ParameterizedTest
    @MethodSource("networks")
    void costsArePrintedDigitsOfTheBaseline(PglibBaseline baseline) {
        Network network = MatpowerCase.read(baseline.file()).network();
        OpfResult result = Opf.of(new DcOpf().withSusceptance(SusceptanceConvention.SERIES_ADMITTANCE)).solve(network);
        if (baseline.printedDc().equals("inf.")) {
            assertThat(result.solution()).isEmpty();
        } else {
            OpfSolution solution = result.orElseThrow();
            assertThat(String.format(Locale.ROOT, "%.4e", solution.objective())).isEqualTo(baseline.printedDc());
        }
    }

    /** MATPOWER's DC-OPF on radial feeders: costs and prices. */
    @ParameterizedTest
    @ValueSource(strings = {"radial2_load", "radial2_neg", "radial4_dg", "radial16_multi", "radial22_quad", "radial33_dg", "radial33_mustrun",
        "radial69_dg", "radial85_dg"})
    void costsAndPricesAreThoseOfMatpower(String name) {
        JsonNode expected = References.expected(name).get("dc");
        OpfSolution solution = Opf.of(new DcOpf()).solve(References.network("radial/" + name + ".m")).orElseThrow();
        double objective = expected.get("objective").asDouble();
        assertThat(solution.objective()).isCloseTo(objective, within(1e-6 * Math.max(1.0, Math.abs(objective))));
        assertThat(solution.duals(Quantity.ACTIVE_BALANCE)).containsExactly(References.numbers(expected.get("lmp")), within(1e-4));
    }
}
