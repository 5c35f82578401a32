package org.flexopf.powerflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.testkit.ReferenceCases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Newton's method from a flat start on the networks of pglib-opf v23.07, checked by circuit laws. */
class TransmissionReferenceTest {

    /** What rounding leaves of a balance of some ten thousand MVA beside branches of nearly no impedance. */
    private static final double TOLERANCE_MVA = 1e-5;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "case5_pjm",
                "case14_ieee",
                "case24_ieee_rts",
                "case30_as",
                "case30_ieee",
                "case60_c",
                "case73_ieee_rts",
                "case89_pegase",
                "case118_ieee",
                "case197_snem",
                "case200_activ",
                "case500_goc",
                "case588_sdet",
                "case793_goc",
                "case1354_pegase",
                "case2869_pegase"
            })
    void theScheduleOfTheFileIsBalanced(String name) {
        Network network = read(name);
        PowerFlowResult result = PowerFlow.solve(network);
        assertThat(result.reason()).isEmpty();
        assertThat(result.method()).isEqualTo(PowerFlowMethod.NEWTON);
        assertThat(result.iterations()).isLessThanOrEqualTo(5);
        CircuitCheck.assertBalanced(result, TOLERANCE_MVA);
    }

    /**
     * These files schedule far more or less than the demand, more than the reference can make up for; scaled to the
     * demand and 2 % of losses they can be solved.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {"case3_lmbd", "case162_ieee_dtc", "case179_goc", "case240_pserc", "case2000_goc", "case9591_goc"
            })
    void aScheduleThatMeetsTheDemandIsBalanced(String name) {
        Network file = read(name);
        double demand = Arrays.stream(file.activeDemand()).sum();
        double scheduled = file.generators().stream()
                .filter(file::isActive)
                .mapToDouble(Generator::p)
                .sum();
        double factor = 1.02 * demand / scheduled;
        Network network = file.toBuilder()
                .mapGenerators(generator -> generator.withSchedule(factor * generator.p(), generator.q()))
                .build();
        PowerFlowResult result = PowerFlow.solve(network);
        assertThat(result.reason()).isEmpty();
        assertThat(result.iterations()).isLessThanOrEqualTo(6);
        CircuitCheck.assertBalanced(result, TOLERANCE_MVA);
    }

    /**
     * The same number by a column and by a row: w' (J^-1 b) = (J^-T w)' b, for random b and w; and what J^-1 gives
     * moves the flows as b says.
     */
    @ParameterizedTest
    @ValueSource(strings = {"case118_ieee", "case2869_pegase"})
    void columnsAndRowsOfTheSensitivitiesAgree(String name) {
        PowerFlowResult result = PowerFlow.solve(read(name));
        Sensitivities sensitivities = Sensitivities.at(result);
        Network network = result.network();
        int n = network.buses().size();
        double[] conductance = network.shuntConductance();
        Random random = new Random(11L);
        InjectionVector b = InjectionVector.zero(n);
        StateVector w = StateVector.zero(n);
        for (int i = 0; i < n; i++) {
            if (!network.buses().get(i).isReference()) {
                b.p()[i] = random.nextGaussian();
                b.q()[i] = random.nextGaussian();
                w.va()[i] = random.nextGaussian();
                w.vm()[i] = random.nextGaussian();
            }
        }
        StateVector column = sensitivities.solve(b);
        InjectionVector row = sensitivities.solveTransposed(w);
        double byColumn = 0.0;
        double byRow = 0.0;
        double size = 0.0;
        for (int i = 0; i < n; i++) {
            byColumn += w.va()[i] * column.va()[i] + w.vm()[i] * column.vm()[i];
            byRow += row.p()[i] * b.p()[i] + row.q()[i] * b.q()[i];
            size += Math.abs(row.p()[i] * b.p()[i]) + Math.abs(row.q()[i] * b.q()[i]);
        }
        assertThat(byColumn).isCloseTo(byRow, within(1e-10 * size));

        for (int i = 0; i < n; i++) {
            double active =
                    2.0 * result.vm(i) * column.vm()[i] * network.perUnit().power(conductance[i]);
            for (int k = 0; k < network.topology().degree(i); k++) {
                int branch = network.topology().incident(i, k);
                active += sensitivities.flowChange(
                        branch,
                        network.topology().from(branch) == i ? BranchQuantity.P_FROM : BranchQuantity.P_TO,
                        column);
            }
            if (!network.buses().get(i).isReference()) {
                assertThat(active).as("change of injection at index %d", i).isCloseTo(b.p()[i], within(1e-8));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"case162_ieee_dtc", "case2383wp_k", "case4661_sdet"})
    void whatCannotBeSolvedSaysSoInFiniteNumbers(String name) {
        PowerFlowResult result = PowerFlow.solve(read(name));
        assertThat(result.converged()).isFalse();
        assertThat(result.reason())
                .startsWith("Newton's method ended without converging")
                .contains("MVA unbalanced at bus", "lowest at bus");
        assertThat(result.maxMismatchMw()).isFinite().isPositive();
        for (double[] numbers : new double[][] {
            result.point().vm(),
            result.point().va(),
            result.point().pg(),
            result.point().qg(),
            result.point().pFrom(),
            result.point().qFrom(),
            result.point().pTo(),
            result.point().qTo(),
            result.pInjection(),
            result.qInjection()
        }) {
            assertThat(Arrays.stream(numbers).allMatch(Double::isFinite)).isTrue();
        }
        assertThat(Arrays.stream(result.point().vm()).min().orElseThrow()).isNotNegative();
    }

    private static Network read(String name) {
        return MatpowerCase.read(ReferenceCases.path("pglib/typ/pglib_opf_" + name + ".m"))
                .network();
    }
}
