package org.flexopf.dcopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.testkit.golden.GoldenAssertions.assertBranches;
import static org.flexopf.testkit.golden.GoldenAssertions.assertBuses;
import static org.flexopf.testkit.golden.GoldenAssertions.assertGenerators;

import java.util.List;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.testkit.golden.DcOptimum;
import org.flexopf.testkit.golden.GoldenCase;
import org.flexopf.testkit.golden.GoldenCases;
import org.flexopf.testkit.golden.Tolerances;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The DC optimal power flow of the golden networks, in angles and by shift factors, by both conventions. */
class GoldenDcOpfTest {

    static List<GoldenCase> all() {
        return GoldenCases.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void inAngles(GoldenCase golden) {
        for (DcOptimum expected : golden.dc()) {
            DcOpf formulation = new DcOpf().withSusceptance(convention(expected));
            assertOptimum(Opf.of(formulation).solve(golden.network()).orElseThrow(), expected);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void byShiftFactors(GoldenCase golden) {
        for (DcOptimum expected : golden.dc()) {
            PtdfDcOpf formulation = new PtdfDcOpf().withSusceptance(convention(expected));
            assertOptimum(Opf.of(formulation).solve(golden.network()).orElseThrow(), expected);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void byShiftFactorsWhereLimitsAreExceeded(GoldenCase golden) {
        for (DcOptimum expected : golden.dc()) {
            PtdfDcOpf formulation = new PtdfDcOpf().withSusceptance(convention(expected));
            assertOptimum(LazyPtdfOpf.of(formulation).solve(golden.network()).orElseThrow(), expected);
        }
    }

    /** Without losses a price is that of the reference and congestion. */
    @ParameterizedTest
    @MethodSource("all")
    void partsOfPrices(GoldenCase golden) {
        Network network = golden.network();
        for (DcOptimum expected : golden.dc()) {
            DcOpf formulation = new DcOpf().withSusceptance(convention(expected));
            OpfSolution solution = Opf.of(formulation).solve(network).orElseThrow();
            double[] energy = atReferences(network, expected.price());
            double[] congestion = new double[energy.length];
            for (int i = 0; i < energy.length; i++) {
                congestion[i] = expected.price()[i] - energy[i];
            }
            List<PriceComponents> parts = DcPrices.components(solution, PriceReference.roots());
            assertBuses("energy", network, part(parts, PriceComponent.ENERGY), energy, Tolerances.ACTIVE_PRICE);
            assertBuses(
                    "losses",
                    network,
                    part(parts, PriceComponent.LOSSES),
                    new double[energy.length],
                    Tolerances.ACTIVE_PRICE);
            assertBuses(
                    "congestion", network, part(parts, PriceComponent.CONGESTION), congestion, Tolerances.ACTIVE_PRICE);
        }
    }

    private static double[] part(List<PriceComponents> prices, PriceComponent component) {
        return prices.stream().mapToDouble(parts -> parts.get(component)).toArray();
    }

    /** The price at the reference of the island of each bus. */
    private static double[] atReferences(Network network, double[] price) {
        double[] energy = price.clone();
        for (int i : network.topology().fromRootsOutwards()) {
            int up = network.topology().parentBus(i);
            energy[i] = up < 0 ? price[i] : energy[up];
        }
        return energy;
    }

    private static SusceptanceConvention convention(DcOptimum expected) {
        return SusceptanceConvention.valueOf(expected.convention().name());
    }

    private static void assertOptimum(OpfSolution solution, DcOptimum expected) {
        Network network = solution.network();
        assertThat(solution.objective())
                .isCloseTo(expected.objective(), within(Tolerances.COST * Math.abs(expected.objective())));
        assertGenerators("generation", network, solution.point().pg(), expected.pg(), Tolerances.ACTIVE_POWER);
        assertBuses(
                "price",
                network,
                solution.duals(OpfConstraints.ACTIVE_BALANCE),
                expected.price(),
                Tolerances.ACTIVE_PRICE);
        assertBranches("flow", network, solution.point().pFrom(), expected.flow(), Tolerances.ACTIVE_POWER);
        if (!network.hvdcLines().isEmpty()) {
            assertThat(solution.values(OpfVariables.HVDC_P))
                    .containsExactly(expected.hvdcP(), within(Tolerances.ACTIVE_POWER));
        }
        double[] rating = signedByFlow(expected.rating(), expected.flow());
        assertBranches(
                "multiplier of the rating, positive where it limits flow from the from end",
                network,
                difference(solution, OpfConstraints.RATING_FROM, OpfConstraints.RATING_TO, 1.0),
                rating,
                Tolerances.ACTIVE_PRICE);
        assertBranches(
                "multiplier of the angle limits, per degree",
                network,
                difference(solution, OpfConstraints.ANGLE_MAX, OpfConstraints.ANGLE_MIN, Math.toRadians(1.0)),
                expected.angle(),
                Tolerances.ACTIVE_PRICE);
    }

    private static double[] signedByFlow(double[] multiplier, double[] flow) {
        double[] signed = multiplier.clone();
        for (int b = 0; b < signed.length; b++) {
            signed[b] *= Math.signum(flow[b]);
        }
        return signed;
    }

    private static double[] difference(
            OpfSolution solution, ConstraintFamily upper, ConstraintFamily lower, double unit) {
        double[] difference = solution.duals(upper);
        double[] subtracted = solution.duals(lower);
        for (int b = 0; b < difference.length; b++) {
            difference[b] = unit * (difference[b] - subtracted[b]);
        }
        return difference;
    }
}
