package org.flexopf.acopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.api.Test;

/**
 * A transmission network and the feeder behind one of its buses as one AC problem, against what PowerModelsITD.jl
 * publishes for its 5-bus case with a balanced feeder.
 */
@WithReferenceCases
class IntegratedTransmissionDistributionTest {

    private static final int INTERFACE = 5;
    /** The network was rebuilt from published figures, which reproduces published costs so far, currency per hour. */
    private static final double REBUILT = 3e-4;

    private static Network joined() {
        return CaseFiles.read(ReferenceCases.path("coordination/itd5-balanced.m"));
    }

    /** The joined network without the unit of the feeder, the last of its generators. */
    private static Network withoutFeederUnit() {
        Network network = joined();
        Generator unit = network.generators().get(network.generators().size() - 1);
        assertThat(unit.bus()).isEqualTo(104);
        return network.without(List.of(unit.ref()));
    }

    private static AcSolution solve(Network network) {
        AcSolution solution = AcOpf.of(OpfProblem.of(network)).solve();
        assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
        assertThat(solution.maxViolation()).isLessThan(1e-6);
        return solution;
    }

    /** Published by PowerModelsITD.jl; and by MATPOWER on the very same file. */
    @Test
    void costsArePublished() {
        double with = solve(joined()).cost();
        assertThat(with).isCloseTo(17926.7247, within(REBUILT));
        assertThat(with).isCloseTo(17926.72494, within(2e-5));
        double without = solve(withoutFeederUnit()).cost();
        assertThat(without).isCloseTo(17978.8561, within(REBUILT));
        assertThat(without).isCloseTo(17978.85614, within(2e-5));
    }

    /** The price at the interface is published; it is what a MW more there costs as well. */
    @Test
    void thePriceAtTheInterfaceIsPublished() {
        Network network = withoutFeederUnit();
        AcSolution solution = solve(network);
        assertThat(solution.activePrice(network.busIndex(INTERFACE))).isCloseTo(26.725266, within(1e-5));
        assertThat(solution.point().vm(network.busIndex(103))).isCloseTo(0.9359, within(1e-4));
    }
}
