package org.flexopf.opf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.state.HvdcFlow;
import org.flexopf.opf.state.OperatingPoint;
import org.junit.jupiter.api.Test;

/** States of a network: what they know, what they cost, and that nobody can change them. */
class OperatingPointTest {

    private static final Network NETWORK = builder().build();

    private static NetworkBuilder builder() {
        return Network.builder("three", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.01, 0.1))
                .branch(Branch.line(2, 2, 3, 0.01, 0.1))
                .generator(Generator.of(1, 1, 0.0, 50.0, -10.0, 10.0, CostCurve.linear(20.0))
                        .withReactiveCost(CostCurve.linear(3.0)))
                .generator(Generator.of(2, 3, 0.0, 50.0, -10.0, 10.0, new CostCurve.Linear(7.0, 20.0))
                        .withInService(false))
                .hvdcLine(HvdcLine.of(1, 1, 3, -20.0, 20.0)
                        .withLoss(0.5, 0.1)
                        .withSchedule(10.0, 2.0, 3.0)
                        .withCost(new CostCurve.Linear(4.0, 6.0)))
                .hvdcLine(HvdcLine.of(2, 3, 2, 0.0, 20.0)
                        .withLoss(0.5, 0.1)
                        .withSchedule(5.0, 1.0, 1.0)
                        .withCost(new CostCurve.Linear(100.0, 6.0))
                        .withInService(false));
    }

    @Test
    void aNewPointKnowsNothing() {
        OperatingPoint point = OperatingPoint.of(NETWORK).build();
        assertThat(point.vm()).containsOnly(Double.NaN).hasSize(3);
        assertThat(point.va()).containsOnly(Double.NaN).hasSize(3);
        assertThat(point.pg()).containsOnly(Double.NaN).hasSize(2);
        assertThat(point.qg()).containsOnly(Double.NaN).hasSize(2);
        assertThat(point.pFrom()).containsExactly(0.0, 0.0);
        assertThat(point.hvdc(0).p()).isNaN();
        assertThat(Objective.cost().at(NETWORK, point)).isNaN();
        assertThat(point.activeLosses()).isNaN();
    }

    /** 10 MW are drawn at bus 1, 10 - (0.5 + 1) are delivered at bus 3; the line that is out adds nothing at all. */
    @Test
    void aScheduleHasDcLinesInItsSupplyItsCostAndItsLosses() {
        OperatingPoint point = OperatingPoint.scheduled(builder()
                .mapGenerators(generator -> generator.withSchedule(30.0, 5.0))
                .build());
        double[] p = {0.0, -1.0, 0.0};
        double[] q = new double[3];
        point.addSupply(NETWORK, p, q);
        assertThat(p).containsExactly(new double[] {30.0 - 10.0, -1.0, 8.5}, within(1e-12));
        assertThat(q).containsExactly(new double[] {5.0 + 2.0, 0.0, 3.0}, within(1e-12));
        assertThat(point.activeLosses()).isCloseTo(1.5, within(1e-12));
        assertThat(point.hvdc(1)).isEqualTo(HvdcFlow.NONE);
        assertThat(point.generatorCost(NETWORK, 0)).isCloseTo(600.0 + 15.0, within(1e-12));
        assertThat(point.generatorCost(NETWORK, 1)).isZero();
        assertThat(point.hvdcCost(NETWORK, 0)).isCloseTo(64.0, within(1e-12));
        assertThat(point.hvdcCost(NETWORK, 1)).isZero();
        assertThat(Objective.cost().at(NETWORK, point)).isCloseTo(679.0, within(1e-12));
    }

    /** The loss keeps its slope where power flows back, as MATPOWER's does. */
    @Test
    void powerMayFlowBack() {
        HvdcFlow back = HvdcFlow.of(NETWORK.hvdcLines().get(0), -20.0, 0.0, 0.0);
        assertThat(back.delivered()).isCloseTo(-18.5, within(1e-12));
        assertThat(back.loss()).isCloseTo(-1.5, within(1e-12));
    }

    @Test
    void whatAFlowDoesNotKnowStaysAsTheLineHasIt() {
        HvdcLine line = NETWORK.hvdcLine(1);
        assertThat(new HvdcFlow(7.0, 5.8, Double.NaN, 4.0).schedule(line)).isEqualTo(line.withSchedule(7.0, 2.0, 4.0));
        assertThat(OperatingPoint.of(NETWORK).build().hvdc(0).schedule(line)).isEqualTo(line);
    }

    @Test
    void arraysGivenAndHandedOutAreCopies() {
        double[] given = {1.0, 1.01, 1.02};
        OperatingPoint point = OperatingPoint.of(NETWORK)
                .vm(given)
                .va(given)
                .pg(new double[] {1.0, 2.0})
                .qg(new double[] {3.0, 4.0})
                .pFrom(new double[] {5.0, 6.0})
                .qFrom(new double[] {7.0, 8.0})
                .pTo(new double[] {9.0, 10.0})
                .qTo(new double[] {11.0, 12.0})
                .build();
        given[0] = 99.0;
        for (double[] handedOut : List.of(
                point.vm(),
                point.va(),
                point.pg(),
                point.qg(),
                point.pFrom(),
                point.qFrom(),
                point.pTo(),
                point.qTo())) {
            handedOut[0] = 99.0;
        }
        assertThat(List.of(point.vm(0), point.va(0), point.pg(0), point.qg(0))).containsExactly(1.0, 1.0, 1.0, 3.0);
        assertThat(List.of(point.pFrom(0), point.qFrom(0), point.pTo(0), point.qTo(0)))
                .containsExactly(5.0, 7.0, 9.0, 11.0);
        assertThat(point.vm()).containsExactly(1.0, 1.01, 1.02);
        assertThatThrownBy(() -> point.hvdc().set(0, HvdcFlow.NONE)).isInstanceOf(UnsupportedOperationException.class);
        OperatingPoint other = point.toBuilder().pg(new double[] {20.0, 0.0}).build();
        assertThat(other.pg(0)).isEqualTo(20.0);
        assertThat(point.pg(0)).isEqualTo(1.0);
        assertThat(other.qTo(1)).isEqualTo(12.0);
    }

    @Test
    void whatDoesNotBelongToTheNetworkIsRefused() {
        OperatingPoint.Builder builder = OperatingPoint.of(NETWORK);
        assertThatThrownBy(() -> builder.vm(new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 voltage magnitudes given, but one per bus is needed, 3 in all");
        assertThatThrownBy(() -> builder.qTo(new double[3])).hasMessageContaining("one per branch is needed, 2 in all");
        assertThatThrownBy(() -> builder.hvdc(List.of(HvdcFlow.NONE)))
                .hasMessageContaining("one per DC line is needed, 2 in all");
        assertThatThrownBy(() -> builder.pg(null)).isInstanceOf(NullPointerException.class);
        Network longer = builder().hvdcLine(HvdcLine.of(3, 1, 2, 0.0, 1.0)).build();
        OperatingPoint point = OperatingPoint.scheduled(longer);
        point.requireOf(longer);
        assertThatThrownBy(() -> Objective.cost().at(NETWORK, point))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the operating point belongs to another network: it has 3 DC lines, the network 2");
    }
}
