package org.flexopf.dcopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.model.Quantity;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.testkit.PglibBaseline;
import org.flexopf.testkit.RadialReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
    @MethodSource("org.flexopf.testkit.RadialReference#names")
    void costsAndPricesAreThoseOfMatpower(String name) {
        RadialReference feeder = RadialReference.of(name);
        OpfSolution solution = Opf.of(new DcOpf()).solve(feeder.network()).orElseThrow();
        double objective = feeder.objective("dc");
        assertThat(solution.objective()).isCloseTo(objective, within(1e-6 * Math.max(1.0, Math.abs(objective))));
        assertThat(solution.duals(Quantity.ACTIVE_BALANCE)).containsExactly(feeder.numbers("dc", "lmp"), within(1e-4));
    }
}
