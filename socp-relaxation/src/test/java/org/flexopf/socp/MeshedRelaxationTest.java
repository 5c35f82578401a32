package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flexopf.model.Model;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.problem.OpfProblem;
import org.junit.jupiter.api.Test;

/** The rows that a meshed network adds: they hold at every AC point within the limits, and cut off those beyond. */
class MeshedRelaxationTest {

    /**
     * Every AC point of the network is a point of the program, on its boundary too: that is what makes the optimum a
     * lower bound.
     */
    @Property(tries = 300, seed = "1")
    void containsEveryAcPoint(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int buses, @ForAll boolean tight) {
        AcPoint point = AcPoint.random(seed, buses, tight);
        Model model =
                Opf.of(new BranchFlowSocp()).model(OpfProblem.of(point.network)).named();
        assertThat(AcPoint.violation(model.program(), point.inProgram(model))).isLessThan(1e-9);
    }

    /**
     * Angle limits that the point breaks by a degree are broken by more than rounding in the program, from either side
     * and on a branch of any orientation.
     */
    @Property(tries = 300, seed = "1")
    void cutsOffAnglesBeyondTheLimits(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int buses, @ForAll boolean upper) {
        AcPoint point = AcPoint.random(seed, buses, false);
        Branch last = point.network.branches().get(point.network.branches().size() - 1);
        double difference = Math.toDegrees(point.va[last.fromBus() - 1] - point.va[last.toBus() - 1]);
        Branch limited = upper
                ? last.withAngleLimits(difference - 30.0, difference - 1.0)
                : last.withAngleLimits(difference + 1.0, difference + 30.0);
        Network network = point.network.toBuilder()
                .mapBranches(branch -> branch.id() == last.id() ? limited : branch)
                .build();
        Model model = Opf.of(new BranchFlowSocp()).model(OpfProblem.of(network)).named();
        assertThat(AcPoint.violation(model.program(), point.inProgram(model))).isGreaterThan(1e-3);
    }

    /** A radial network without angle limits has no rows but those of the branch-flow model. */
    @Test
    void leavesRadialNetworksAlone() {
        Network radial = Network.builder("line of three", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.01, 0.02))
                .branch(Branch.line(2, 2, 3, 0.01, 0.02))
                .build();
        var program = Opf.of(new BranchFlowSocp()).model(OpfProblem.of(radial)).program();
        assertThat(program.equalityCount()).isEqualTo(2 * 3 + 2 + 1);
        assertThat(program.coneRowCount()).isEqualTo(2 * 2 + 2 * 4);
    }

    /** A bound that rests on an assumption says so, and only where the network leaves room for it. */
    @Test
    void anAssumptionOnAnglesIsACaveat() {
        Network free = Network.builder("two", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.01, 0.02))
                .build();
        Network limited = free.toBuilder()
                .mapBranches(branch -> branch.withAngleLimits(-30.0, 30.0))
                .build();
        BranchFlowSocp assuming = BranchFlowSocp.assumingAnglesWithin(60.0);
        assertThat(caveats(assuming, free))
                .hasSize(2)
                .anySatisfy(caveat -> assertThat(caveat).contains("1 branch(es)", "within 60.0 degrees"));
        assertThat(caveats(assuming, limited)).hasSize(1);
        assertThat(caveats(new BranchFlowSocp(), free)).hasSize(1);
        assertThat(Opf.of(assuming).solve(free).orElseThrow().caveats()).hasSize(2);
    }

    private static List<String> caveats(OpfFormulation formulation, Network network) {
        return Opf.of(formulation).model(OpfProblem.of(network)).caveats();
    }

    /**
     * Without limits there is nothing to say about an angle unless the caller says so; one limit alone is no convex
     * sector.
     */
    @Test
    void usesOnlyLimitsThatAreThere() {
        Branch line = Branch.line(1, 1, 2, 0.01, 0.02);
        assertThat(rowsBeyondBranchFlow(new BranchFlowSocp(), line)).isZero();
        assertThat(rowsBeyondBranchFlow(new BranchFlowSocp(), line.withAngleLimits(-360.0, 30.0)))
                .isZero();
        assertThat(rowsBeyondBranchFlow(new BranchFlowSocp(), line.withAngleLimits(-30.0, 30.0)))
                .isEqualTo(4);
        assertThat(rowsBeyondBranchFlow(BranchFlowSocp.assumingAnglesWithin(60.0), line))
                .isEqualTo(4);
    }

    private static int rowsBeyondBranchFlow(BranchFlowSocp formulation, Branch branch) {
        Network network = Network.builder("two buses", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(branch)
                .build();
        return Opf.of(formulation).model(OpfProblem.of(network)).program().coneRowCount() - 2 - 4;
    }

    @Test
    void refusesAnAssumptionThatIsNone() {
        assertThatThrownBy(() -> BranchFlowSocp.assumingAnglesWithin(90.0)).hasMessageContaining("90.0 degrees");
        assertThatThrownBy(() -> BranchFlowSocp.assumingAnglesWithin(Double.NaN))
                .hasMessageContaining("NaN");
    }

    @Test
    void readsTheLimitsOfTheBenchmarkAsItsPublishedBoundsDo() {
        Branch line = Branch.line(1, 1, 2, 0.01, 0.02);
        double sixty = Math.toRadians(60.0);
        assertThat(AngleInterval.assuming(60.0, line)).isEqualTo(new AngleInterval(-sixty, sixty));
        assertThat(AngleInterval.assuming(60.0, line.withAngleLimits(0.0, 0.0)))
                .isEqualTo(new AngleInterval(-sixty, sixty));
        assertThat(AngleInterval.assuming(60.0, line.withAngleLimits(-90.0, 30.0)))
                .isEqualTo(new AngleInterval(-sixty, Math.toRadians(30.0)));
        assertThat(AngleInterval.assuming(60.0, line.withAngleLimits(-75.0, 90.0)))
                .isEqualTo(new AngleInterval(Math.toRadians(-75.0), sixty));
    }
}
