package org.flexopf.acopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.testkit.golden.GoldenAssertions.assertBranches;
import static org.flexopf.testkit.golden.GoldenAssertions.assertBuses;
import static org.flexopf.testkit.golden.GoldenAssertions.assertGenerators;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.flexopf.acopf.nlp.NonlinearStatus;
import org.flexopf.network.Network;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.testkit.golden.AcOptimum;
import org.flexopf.testkit.golden.GoldenAcCase;
import org.flexopf.testkit.golden.GoldenAcCases;
import org.flexopf.testkit.golden.GoldenCase;
import org.flexopf.testkit.golden.GoldenCases;
import org.flexopf.testkit.golden.Tolerances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The golden networks: radial and meshed, with taps, DC lines, shunts, costs of reactive power, sloped lines, limits of
 * current, islands, negative prices, and one that is infeasible.
 */
class GoldenAcTest {

    private static final double MULTIPLIER = 5e-3;

    static List<GoldenAcCase> all() {
        return GoldenAcCases.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void optimumIsTheGoldenOne(GoldenAcCase golden) {
        assertOptimum(golden, AcOpf.of(OpfProblem.of(golden.network())).solve());
    }

    @Test
    void whatIsInfeasibleSaysWhere() {
        List<GoldenCase> infeasible =
                GoldenCases.all().stream().filter(GoldenCase::isInfeasible).toList();
        assertThat(infeasible).isNotEmpty();
        for (GoldenCase golden : infeasible) {
            AcSolution solution = AcOpf.of(OpfProblem.of(golden.network())).solve();
            assertThat(solution.status()).isEqualTo(NonlinearStatus.LOCALLY_INFEASIBLE);
            assertThat(solution.verdict()).contains("locally infeasible").contains(" at bus ");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void anotherStartLeadsToTheSameOptimum(GoldenAcCase golden) {
        Network network = golden.network();
        OperatingPoint start = OperatingPoint.scheduled(network).toBuilder()
                .vm(filled(network.buses().size(), 1.03))
                .build();
        assertOptimum(
                golden, AcOpf.of(OpfProblem.of(network)).startingFrom(start).solve());
    }

    private static double[] filled(int count, double value) {
        double[] values = new double[count];
        Arrays.fill(values, value);
        return values;
    }

    private static void assertOptimum(GoldenAcCase golden, AcSolution solution) {
        Network network = golden.network();
        AcOptimum expected = golden.ac();
        assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
        assertThat(solution.maxViolation()).isLessThan(1e-6);
        double scale = Math.max(1.0, Math.abs(expected.objective()));
        assertThat(solution.cost()).isCloseTo(expected.objective(), within(Tolerances.COST * scale));
        OperatingPoint point = solution.point();
        assertThat(point.activeLosses() - hvdcLosses(point)).isCloseTo(expected.lossMw(), within(1e-3));
        if (expected.unique().vm()) {
            assertBuses("voltages", network, point.vm(), expected.vm(), Tolerances.VOLTAGE);
        }
        if (expected.unique().pg()) {
            assertGenerators("active power", network, point.pg(), expected.pg(), Tolerances.ACTIVE_POWER);
            assertBranches("active flows", network, point.pFrom(), expected.pFrom(), Tolerances.REACTIVE_POWER);
            assertBranches("active flows", network, point.pTo(), expected.pTo(), Tolerances.REACTIVE_POWER);
        }
        if (expected.unique().qg()) {
            assertGenerators("reactive power", network, point.qg(), expected.qg(), Tolerances.REACTIVE_POWER);
        }
        if (expected.unique().activePrice()) {
            assertBuses(
                    "active prices",
                    network,
                    ofBuses(network, solution::activePrice),
                    expected.activePrice(),
                    Tolerances.ACTIVE_PRICE);
        }
        if (expected.unique().reactivePrice()) {
            assertBuses(
                    "reactive prices",
                    network,
                    ofBuses(network, solution::reactivePrice),
                    expected.reactivePrice(),
                    Tolerances.REACTIVE_PRICE);
        }
        assertMultipliers(network, solution, expected);
    }

    private static void assertMultipliers(Network network, AcSolution solution, AcOptimum expected) {
        assertBranches(
                "ratings at from ends",
                network,
                multipliers(
                        network,
                        solution,
                        Set.of(NetworkLimit.RATING_FROM, NetworkLimit.CURRENT_FROM),
                        network.branches().size()),
                expected.multipliers().ratingFrom(),
                MULTIPLIER);
        assertBranches(
                "ratings at to ends",
                network,
                multipliers(
                        network,
                        solution,
                        Set.of(NetworkLimit.RATING_TO, NetworkLimit.CURRENT_TO),
                        network.branches().size()),
                expected.multipliers().ratingTo(),
                MULTIPLIER);
        assertBranches(
                "angles",
                network,
                multipliers(
                        network,
                        solution,
                        Set.of(NetworkLimit.ANGLE_MAX),
                        network.branches().size()),
                expected.multipliers().angleMax(),
                MULTIPLIER);
        assertGenerators(
                "largest active power",
                network,
                multipliers(
                        network,
                        solution,
                        Set.of(NetworkLimit.GENERATOR_P_MAX),
                        network.generators().size()),
                expected.multipliers().pMax(),
                MULTIPLIER);
        double[] voltage = multipliers(
                network,
                solution,
                Set.of(NetworkLimit.VOLTAGE_MAX),
                network.buses().size());
        for (int i = 0; i < voltage.length; i++) {
            double wanted = expected.multipliers().vMax()[i];
            if (network.buses().get(i).vMin() < network.buses().get(i).vMax()) {
                assertThat(voltage[i])
                        .as("upper voltage limit of %s", network.buses().get(i).label())
                        .isCloseTo(wanted, within(MULTIPLIER + 1e-4 * wanted));
            }
        }
    }

    private static double hvdcLosses(OperatingPoint point) {
        return point.hvdc().stream().mapToDouble(flow -> flow.loss()).sum();
    }

    private static double[] ofBuses(Network network, IntToDoubleFunction price) {
        double[] values = new double[network.buses().size()];
        Arrays.setAll(values, price);
        return values;
    }

    private static double[] multipliers(Network network, AcSolution solution, Set<NetworkLimit> kinds, int count) {
        double[] values = new double[count];
        for (LimitMultiplier multiplier : solution.multipliers()) {
            if (kinds.contains(multiplier.limit().kind())) {
                values[network.index(multiplier.limit().element())] += multiplier.value();
            }
        }
        return values;
    }
}
