package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.flexopf.network.Bus;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.junit.jupiter.api.Test;

/**
 * Capability curves of a 10 MVA converter beside a dear generator at one bus: what it gives at the best of prices can
 * be worked out by hand.
 */
class CapabilityCurveTest {

    private static final double S = 10.0;

    /** Active power at 40 and reactive power at a price come from the grid, or free of cost from the converter. */
    private static OpfSolution dispatch(CapabilityCurve curve, double reactivePrice, double reactiveDemand) {
        Network network = Network.builder("one bus", 10.0)
                .bus(Bus.reference(1, 1.0))
                .load(Load.of(1, 1, 50.0, reactiveDemand))
                .generator(Generator.of(1, 1, 0.0, 100.0, 0.0, 100.0, CostCurve.linear(40.0))
                        .withReactiveCost(CostCurve.linear(reactivePrice)))
                .generator(Generator.of(2, 1, 0.0, 20.0, -20.0, 20.0, CostCurve.free())
                        .withCapability(curve))
                .build();
        return Opf.of(new BranchFlowSocp()).solve(network).orElseThrow();
    }

    private static void assertConverter(OpfSolution solution, double p, double q) {
        assertThat(solution.point().pg(1)).isCloseTo(p, within(1e-4));
        assertThat(solution.point().qg(1)).isCloseTo(q, within(1e-4));
    }

    /**
     * The most of 40 p + 30 q on the circle is 500, at (0.8, 0.6) S: 50 per MVA, which is the dual. The value is flat
     * there, so the point is known less well than it.
     */
    @Test
    void semicircle() {
        OpfSolution solution = dispatch(CapabilityCurve.semicircle(S), 30.0, 50.0);
        double p = solution.point().pg(1);
        double q = solution.point().qg(1);
        assertThat(40.0 * p + 30.0 * q).isCloseTo(500.0, within(1e-4));
        assertThat(p).isCloseTo(8.0, within(1e-2));
        assertThat(q).isCloseTo(6.0, within(1e-2));
        assertThat(solution.duals(OpfConstraints.GENERATOR_CAPABILITY)[1]).isCloseTo(50.0, within(1e-4));
    }

    /** The same point has a power factor of 0.8; at 0.9, q stops at S sin(acos 0.9) and p at 0.9 S. */
    @Test
    void limitedSemicircle() {
        assertConverter(dispatch(CapabilityCurve.limitedSemicircle(S), 30.0, 50.0), 9.0, S * Math.sqrt(1.0 - 0.81));
        // Where little reactive power is wanted the circle binds alone: q = 2 leaves p = sqrt(96).
        assertConverter(dispatch(CapabilityCurve.limitedSemicircle(S), 30.0, 2.0), Math.sqrt(96.0), 2.0);
    }

    /**
     * p and q do not compete: the corner at a power factor of 0.95 whatever the prices, and p stays there without any
     * reactive demand.
     */
    @Test
    void rectangle() {
        assertConverter(dispatch(CapabilityCurve.rectangle(S), 30.0, 50.0), 9.5, S * Math.sqrt(1.0 - 0.95 * 0.95));
        OpfSolution solution = dispatch(CapabilityCurve.rectangle(S), 30.0, 2.0);
        assertConverter(solution, 9.5, 2.0);
        assertThat(solution.duals(OpfConstraints.GENERATOR_P_MAX)[1]).isCloseTo(40.0, within(1e-4));
    }

    /** Each shape lies within the one before it, so its cost is no lower. */
    @Test
    void shapesAreNested() {
        double semicircle = dispatch(CapabilityCurve.semicircle(S), 30.0, 50.0).objective();
        double limited =
                dispatch(CapabilityCurve.limitedSemicircle(S), 30.0, 50.0).objective();
        double rectangle = dispatch(CapabilityCurve.rectangle(S), 30.0, 50.0).objective();
        assertThat(semicircle).isLessThan(limited - 1.0);
        assertThat(limited).isLessThan(rectangle - 1.0);
    }

    @Test
    void anUnlimitedCurveAddsNothing() {
        assertConverter(dispatch(CapabilityCurve.unlimited(), 30.0, 50.0), 20.0, 20.0);
    }
}
