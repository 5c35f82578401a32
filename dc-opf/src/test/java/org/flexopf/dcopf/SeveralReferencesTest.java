package org.flexopf.dcopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.PriceComponents;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two references in one island hold two angles, and what flows between them follows from that. */
class SeveralReferencesTest {

    static List<DcFormulation> forms() {
        return List.of(new DcOpf(), new PtdfDcOpf());
    }

    private static Bus reference(int id, double degrees) {
        return new Bus(id, "", BusType.REFERENCE, 110.0, 0.9, 1.1, degrees);
    }

    /** References of 30 and 28 degrees at the ends of a line of two branches, with a demand in its middle. */
    private static Network line(double atOne, double inTheMiddle) {
        return Network.builder("line", 100.0)
                .bus(reference(1, 30.0))
                .bus(Bus.of(2))
                .bus(reference(3, 28.0))
                .branch(Branch.line(1, 1, 2, 0.0, 0.1))
                .branch(Branch.line(2, 2, 3, 0.0, 0.1))
                .generator(Generator.of(1, 1, 0.0, 200.0, 0.0, 0.0, CostCurve.linear(10.0)))
                .generator(Generator.of(2, 3, 0.0, 200.0, 0.0, 0.0, CostCurve.linear(20.0)))
                .load(Load.of(1, 1, atOne, 0.0))
                .load(Load.of(2, 2, inTheMiddle, 0.0))
                .load(Load.of(3, 3, 50.0, 0.0))
                .build();
    }

    /** 0.1 (P_12 + P_23) = 2 degrees, and P_12 - P_23 = 1: both flows are given, and each unit is at its own price. */
    @ParameterizedTest
    @MethodSource("forms")
    void bothAnglesAreHeld(DcFormulation form) {
        OpfSolution solution = Opf.of(form).solve(line(0.0, 100.0)).orElseThrow();

        double half = 100.0 * Math.toRadians(2.0) / 0.1 / 2.0;
        assertThat(solution.point().pg()).containsExactly(new double[] {50.0 + half, 100.0 - half}, within(1e-5));
        assertThat(solution.objective()).isCloseTo(2325.467, within(1e-3));
        assertThat(solution.point().va(0)).isCloseTo(30.0, within(1e-9));
        assertThat(solution.point().va(2)).isCloseTo(28.0, within(1e-6));
        assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE))
                .containsExactly(new double[] {10.0, 15.0, 20.0}, within(1e-5));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void pricesAreSlopesOfTheCost(DcFormulation form) {
        Opf opf = Opf.of(form);
        double cost = opf.solve(line(0.0, 100.0)).orElseThrow().objective();

        assertThat(opf.solve(line(1.0, 100.0)).orElseThrow().objective() - cost).isCloseTo(10.0, within(1e-4));
        assertThat(opf.solve(line(0.0, 101.0)).orElseThrow().objective() - cost).isCloseTo(15.0, within(1e-4));
    }

    /** What holds the second angle is a limit on flows: it takes from the mean of the references or adds to it. */
    @ParameterizedTest
    @MethodSource("forms")
    void theSplitAddsUp(DcFormulation form) {
        OpfSolution solution = Opf.of(form).solve(line(0.0, 100.0)).orElseThrow();

        List<PriceComponents> prices = DcPrices.components(solution, PriceReference.roots());

        double[] congestion = {-5.0, 0.0, 5.0};
        for (int i = 0; i < 3; i++) {
            assertThat(prices.get(i).energy()).isCloseTo(15.0, within(1e-5));
            assertThat(prices.get(i).losses()).isCloseTo(0.0, within(1e-9));
            assertThat(prices.get(i).congestion()).isCloseTo(congestion[i], within(1e-5));
            assertThat(prices.get(i).other()).isCloseTo(0.0, within(1e-5));
        }
    }
}
