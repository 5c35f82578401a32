package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.limit.Slack;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;

/** AC states of problems with soft limits are judged by those limits: hard ones are kept, soft ones paid for. */
class SoftRecoveryTest {

    /** 8 MW over a line that may carry 5 MVA to a bus that may not sink below 0.95 p.u. and does. */
    private static Network overloaded() {
        return Network.builder("line", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.95, 1.05))
                .branch(Branch.line(1, 1, 2, 0.1, 0.1).withRating(5.0).withCurrentLimit(6.0))
                .load(Load.of(1, 2, 8.0, 2.0))
                .generator(Generator.of(1, 1, 0.0, 20.0, -50.0, 50.0, CostCurve.linear(30.0)))
                .build();
    }

    private static OpfSolution solve(Network network, SoftLimits soft) {
        return Opf.of(new BranchFlowSocp())
                .solve(OpfProblem.of(network).withSoftLimits(soft))
                .orElseThrow();
    }

    /**
     * The AC state needs the slack that the relaxation has, found from its own voltages and flows, at the same price.
     */
    @Test
    void theAcStatePaysForWhatItExceeds() {
        SoftLimits soft = SoftLimits.none()
                .with(SoftLimit.LOWER_VOLTAGE, 10_000.0)
                .with(SoftLimit.RATING, 500.0)
                .with(SoftLimit.CURRENT, 400.0);
        OpfSolution solution = solve(overloaded(), soft);
        RecoveredPoint recovered = RecoveredPoint.of(solution);

        assertThat(recovered.isFeasible()).as(recovered.verdict()).isTrue();
        assertThat(recovered.verdict()).contains("every hard limit", "more for soft ones");
        assertThat(recovered.slacks())
                .extracting(Slack::limit)
                .containsExactly(SoftLimit.LOWER_VOLTAGE, SoftLimit.RATING, SoftLimit.CURRENT);
        for (int k = 0; k < 3; k++) {
            assertThat(recovered.slacks().get(k).amount())
                    .isCloseTo(solution.slacks().get(k).amount(), within(1e-4))
                    .isGreaterThan(0.05);
        }
        assertThat(recovered.cost() + recovered.slackCost())
                .isCloseTo(solution.objective(), within(1e-5 * solution.objective()));
        assertThat(ExactnessReport.of(solution).isExact()).isTrue();
    }

    /** What is hard stays hard: a state that breaks it is no upper bound, whatever else is soft. */
    @Test
    void aHardLimitThatIsBrokenIsNoMatterOfPrice() {
        OpfSolution solution = solve(
                overloaded(),
                SoftLimits.none()
                        .with(SoftLimit.LOWER_VOLTAGE, 10.0)
                        .with(SoftLimit.RATING, 5.0)
                        .with(SoftLimit.CURRENT, 4.0));
        RecoveredPoint withAll = RecoveredPoint.of(solution);
        RecoveredPoint withoutAny = RecoveredPoint.of(overloaded(), solution.point());
        assertThat(withAll.isFeasible()).isTrue();
        assertThat(withoutAny.isFeasible()).isFalse();
        assertThat(withoutAny.maxLoadingViolation()).isGreaterThan(0.5);
        assertThat(withoutAny.maxVoltageViolation()).isGreaterThan(0.05);
        assertThat(withoutAny.slacks()).isEmpty();
        assertThat(withAll.maxLoadingViolation()).isZero();
    }

    /**
     * Curtailed demand is taken from the solution, since no state tells what was asked for; spilt generation may not
     * fall below zero output.
     */
    @Test
    void curtailmentAndSpillageArePaidForToo() {
        Network scarce = overloaded().toBuilder()
                .mapGenerators(generator -> generator.withActiveLimits(0.0, 3.0))
                .mapBranches(branch -> branch.withRating(50.0).withCurrentLimit(50.0))
                .build();
        OpfSolution solution = solve(scarce, SoftLimits.none().with(SoftLimit.DEMAND, 3000.0));
        RecoveredPoint recovered = RecoveredPoint.of(solution);
        assertThat(recovered.isFeasible()).as(recovered.verdict()).isTrue();
        assertThat(recovered.slackCost())
                .isCloseTo(solution.slackCost(), within(1e-9))
                .isGreaterThan(10_000.0);

        Network mustRun = overloaded().toBuilder()
                .mapGenerators(generator -> generator.withActiveLimits(12.0, 15.0))
                .build();
        RecoveredPoint spilling = RecoveredPoint.of(solve(mustRun, SoftLimits.usual()));
        assertThat(spilling.isFeasible()).isTrue();
        assertThat(spilling.slacks()).anySatisfy(slack -> {
            assertThat(slack.limit()).isEqualTo(SoftLimit.GENERATION);
            assertThat(slack.amount()).isCloseTo(12.0 - spilling.point().pg(0), within(1e-9));
        });
    }

    /** The search is two-sided in what the problem minimises, penalties included. */
    @Property(tries = 60, seed = "20261601")
    void theSearchIsTwoSidedWithSoftLimits(
            @ForAll @LongRange(min = 0, max = 100_000) long seed, @ForAll @IntRange(min = 3, max = 30) int buses) {
        Network network = LoadedFeeders.of(seed, buses);
        Network heavy = network.toBuilder()
                .mapLoads(load -> load.withDemand(4.0 * load.p(), 4.0 * load.q()))
                .mapBranches(branch -> branch.withRating(3.0))
                .build();
        AcSearch.Outcome outcome = AcSearch.of(OpfProblem.of(heavy).withSoftLimits(SoftLimits.usual()))
                .search();

        AcSearch.Attempt best = outcome.best().orElseThrow();
        RecoveredPoint point = best.recovered().orElseThrow();
        Share.atLeast(50.0, "slack used", point.slackCost() > 1e-3);
        assertThat(best.value()).isCloseTo(point.cost() + point.slackCost(), within(1e-9 * Math.abs(best.value())));
        assertThat(best.value())
                .isGreaterThanOrEqualTo(outcome.lowerBound().orElseThrow() - 1e-6 * (1.0 + Math.abs(best.value())));
        assertThat(outcome.gap().orElseThrow()).isLessThan(5e-3);
    }
}
