package org.flexopf.dcopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flexopf.model.Quantity;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.solver.SolveStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Costs and prices against published and independent answers. */
class DcOpfReferenceTest {

    /** The DC column of the pglib-opf baseline, to its five printed digits; where it says infeasible, infeasibility must be proved. */
    @ParameterizedTest
    @ValueSource(strings = {
        "typ/pglib_opf_case3_lmbd", "typ/pglib_opf_case5_pjm", "typ/pglib_opf_case14_ieee", "typ/pglib_opf_case24_ieee_rts",
        "typ/pglib_opf_case30_as", "typ/pglib_opf_case30_ieee", "typ/pglib_opf_case60_c", "typ/pglib_opf_case73_ieee_rts",
        "typ/pglib_opf_case89_pegase", "typ/pglib_opf_case118_ieee", "typ/pglib_opf_case162_ieee_dtc", "typ/pglib_opf_case179_goc",
        "typ/pglib_opf_case197_snem", "typ/pglib_opf_case200_activ", "typ/pglib_opf_case240_pserc", "typ/pglib_opf_case500_goc",
        "typ/pglib_opf_case588_sdet", "typ/pglib_opf_case793_goc", "typ/pglib_opf_case1354_pegase", "typ/pglib_opf_case2000_goc",
        "typ/pglib_opf_case2383wp_k", "typ/pglib_opf_case2869_pegase", "typ/pglib_opf_case4661_sdet", "typ/pglib_opf_case9591_goc",
        "api/pglib_opf_case3_lmbd__api", "api/pglib_opf_case5_pjm__api", "api/pglib_opf_case14_ieee__api", "api/pglib_opf_case30_as__api",
        "api/pglib_opf_case118_ieee__api", "api/pglib_opf_case793_goc__api",
        "sad/pglib_opf_case3_lmbd__sad", "sad/pglib_opf_case5_pjm__sad", "sad/pglib_opf_case14_ieee__sad", "sad/pglib_opf_case30_as__sad",
        "sad/pglib_opf_case118_ieee__sad"})
    void costsArePrintedDigitsOfTheBaseline(String name) {
        String printed = baseline(name);
        Network network = References.network("pglib/" + name + ".m");
        OpfResult result = Opf.of(new DcOpf().withSusceptance(SusceptanceConvention.SERIES_ADMITTANCE)).solve(network);
        if (printed.equals("inf.")) {
            assertThat(result.status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        } else {
            OpfSolution solution = result.orElseThrow();
            assertThat(String.format(Locale.ROOT, "%.4e", solution.objective())).isEqualTo(printed);
        }
    }

    /** MATPOWER's DC-OPF on radial feeders: cost, dispatch where it is unique, and prices. */
    @ParameterizedTest
    @ValueSource(strings = {"radial2_load", "radial2_neg", "radial4_dg", "radial16_multi", "radial22_quad", "radial33_dg", "radial33_mustrun",
        "radial69_dg", "radial85_dg"})
    void costsAndPricesAreThoseOfMatpower(String name) {
        Map<String, Object> expected = References.json("radial/expected.json");
        OpfSolution solution = Opf.of(new DcOpf()).solve(References.network("radial/" + name + ".m")).orElseThrow();
        double objective = (double) References.at(expected, name, "dc", "objective");
        double[] prices = References.numbers(References.at(expected, name, "dc", "lmp"));
        assertThat(solution.objective()).isCloseTo(objective, within(1e-6 * Math.max(1.0, Math.abs(objective))));
        assertThat(solution.duals(Quantity.ACTIVE_BALANCE)).containsExactly(prices, within(1e-4));
    }

    @SuppressWarnings("unchecked")
    private static String baseline(String name) {
        String group = name.substring(0, 3).toUpperCase(Locale.ROOT);
        Map<String, Object> all = References.json("pglib/baseline.json");
        return ((List<Map<String, Object>>) all.get(group)).stream().filter(row -> row.get("case").equals(name.substring(4)))
                .map(row -> (String) row.get("dc_raw")).findFirst().orElseThrow();
    }
}
