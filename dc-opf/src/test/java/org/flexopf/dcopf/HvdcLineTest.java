package org.flexopf.dcopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.junit.jupiter.api.Test;

/**
 * DC lines in the DC-OPF, against the figures that MATPOWER's own test of them expects (t_dcline, "DC OPF (with DC
 * lines)").
 */
class HvdcLineTest {

    /**
     * The nine-bus system of that test, with the changes it makes: at least 10 MW of generator 1, and 100 MVA on the
     * branch from 6 to 7.
     */
    private static Network nineBuses() {
        NetworkBuilder builder = Network.builder("nine buses", 100.0).bus(Bus.reference(1, 1.0));
        for (int id : new int[] {2, 30, 4, 5, 6, 7, 8, 9}) {
            builder.bus(Bus.of(id).withType(id == 2 || id == 30 ? BusType.PV : BusType.PQ));
        }
        builder.load(Load.of(5, 5, 90.0, 30.0)).load(Load.of(7, 7, 100.0, 35.0)).load(Load.of(9, 9, 125.0, 50.0));
        builder.generator(generator(
                1,
                1,
                10.0,
                250.0,
                CostCurve.piecewiseLinear(List.of(
                        new CostCurve.Point(0.0, 0.0),
                        new CostCurve.Point(100.0, 2500.0),
                        new CostCurve.Point(200.0, 5500.0),
                        new CostCurve.Point(250.0, 7250.0)))));
        builder.generator(generator(2, 2, 10.0, 300.0, new CostCurve.Linear(-403.5, 24.035)));
        builder.generator(generator(
                3,
                30,
                10.0,
                270.0,
                CostCurve.piecewiseLinear(List.of(
                        new CostCurve.Point(0.0, 0.0),
                        new CostCurve.Point(200.0, 3000.0),
                        new CostCurve.Point(300.0, 5000.0)))));
        builder.branch(Branch.line(1, 1, 4, 0.0, 0.0576).withAngleLimits(-360.0, 2.48))
                .branch(Branch.line(2, 4, 5, 0.017, 0.092).withCharging(0.158))
                .branch(Branch.line(3, 5, 6, 0.039, 0.17).withCharging(0.358).withRating(150.0))
                .branch(Branch.line(4, 30, 6, 0.0, 0.0586).withRating(300.0))
                .branch(Branch.line(5, 6, 7, 0.0119, 0.1008).withCharging(0.209).withRating(100.0))
                .branch(Branch.line(6, 7, 8, 0.0085, 0.072).withCharging(0.149).withRating(250.0))
                .branch(Branch.line(7, 8, 2, 0.0, 0.0625).withRating(250.0))
                .branch(Branch.line(8, 8, 9, 0.032, 0.161).withCharging(0.306).withRating(250.0))
                .branch(Branch.line(9, 9, 4, 0.01, 0.085)
                        .withCharging(0.176)
                        .withRating(250.0)
                        .withAngleLimits(-2.0, 360.0));
        builder.hvdcLine(HvdcLine.of(1, 30, 4, 1.0, 10.0).withLoss(1.0, 0.01))
                .hvdcLine(HvdcLine.of(2, 7, 9, 2.0, 10.0))
                .hvdcLine(HvdcLine.of(3, 5, 8, 1.0, 10.0).withInService(false))
                .hvdcLine(HvdcLine.of(4, 5, 9, 0.0, 10.0).withLoss(0.0, 0.05));
        return builder.build();
    }

    private static Generator generator(int id, int bus, double pMin, double pMax, CostCurve cost) {
        return Generator.of(id, bus, pMin, pMax, -300.0, 300.0, cost);
    }

    @Test
    void flowsAndMultipliersAreThoseOfMatpower() {
        OpfSolution solution = Opf.of(new DcOpf()).solve(nineBuses()).orElseThrow();
        double[] p = solution.values(OpfVariables.HVDC_P);
        assertThat(p[0]).isCloseTo(10.0, within(1e-4));
        assertThat(p[1]).isCloseTo(2.0, within(1e-4));
        assertThat(p[2]).isNaN();
        assertThat(p[3]).isCloseTo(10.0, within(1e-4));
        assertThat(solution.duals(OpfConstraints.HVDC_P_MAX))
                .containsExactly(new double[] {1.8602, 0.0, 0.0, 0.2681}, within(1e-3));
        assertThat(solution.duals(OpfConstraints.HVDC_P_MIN))
                .containsExactly(new double[] {0.0, 1.8507, 0.0, 0.0}, within(1e-3));
    }
}
