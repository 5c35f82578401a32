package org.flexopf.pricing.nodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.flexopf.casefile.Cases;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.network.Bus;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfRun;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.ProgramChange;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.program.ConicProgram;
import org.flexopf.socp.AugmentedSocp;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.solver.Solvers;
import org.flexopf.solver.WarmStart;
import org.junit.jupiter.api.Test;

/** Solving again is done as the caller solved: by the same solver, with the same options, on the same problem. */
class PriceConfirmationTest {

    private static final Network FEEDER = Cases.load("ieee33-dg");
    private static final SolverOptions OPTIONS =
            SolverOptions.defaults().withTolerance(1e-9).withTimeLimit(Duration.ofMinutes(7));

    /** The installed solver under another name, with a list of the options that it was asked with. */
    private static final class Recorder implements ConvexSolver {

        private final ConvexSolver solver = Solvers.named(Solvers.DEFAULT);
        private final List<SolverOptions> asked = new ArrayList<>();

        @Override
        public String name() {
            return "recorder";
        }

        @Override
        public SolverCapabilities capabilities() {
            return solver.capabilities();
        }

        @Override
        public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
            asked.add(options);
            return solver.solve(program, options, start);
        }

        @Override
        public SolverSession session() {
            SolverSession session = solver.session();
            return (program, options, start) -> {
                asked.add(options);
                return session.solve(program, options, start);
            };
        }
    }

    private static void requireConfirmed(OpfSolution solution, Power power, Bus bus, double step) {
        NodalPrices prices = NodalPrices.of(solution);
        PriceConfirmation confirmation = prices.confirm(power, bus, step);
        assertThat(confirmation.isConfirmed(1e-4, 1e-3)).as("%s", confirmation).isTrue();
        assertThat(confirmation.slopeForMore() - confirmation.slopeForLess())
                .as("%s", confirmation)
                .isBetween(-0.01, 0.5);
    }

    @Test
    void theCallersSolverIsAskedWithTheCallersOptions() {
        Recorder recorder = new Recorder();
        OpfSolution solution = Opf.of(new BranchFlowSocp())
                .withSolver(recorder)
                .withOptions(OPTIONS)
                .solve(FEEDER)
                .orElseThrow();
        assertThat(recorder.asked).hasSize(1);
        requireConfirmed(solution, Power.ACTIVE, FEEDER.bus(18), 0.01);
        assertThat(recorder.asked).hasSize(3).allMatch(OPTIONS::equals);
        requireConfirmed(solution, Power.REACTIVE, FEEDER.bus(18), 0.01);
        assertThat(recorder.asked).hasSize(5).allMatch(OPTIONS::equals);
    }

    /** Prices are per MWh in a block of any length, and the slopes are too. */
    @Test
    void blocksOfADayAreConfirmedWithAllOthers() {
        List<Profile> profiles = List.of(Profile.of(FEEDER), Profile.of(FEEDER).withDemandTimes(0.6));
        OpfRun run = Opf.of(new BranchFlowSocp())
                .withOptions(OPTIONS)
                .solve(OpfProblem.of(FEEDER)
                        .over(Horizon.ofHours(0.25, 2.0), profiles)
                        .writtenBy(new BranchFlowSocp()))
                .run()
                .orElseThrow();
        double[] prices = run.solutions().stream()
                .mapToDouble(solution -> NodalPrices.of(solution).active(FEEDER.bus(18)))
                .toArray();
        assertThat(prices[0]).isGreaterThan(prices[1] + 0.1);
        run.solutions().forEach(solution -> requireConfirmed(solution, Power.ACTIVE, FEEDER.bus(18), 0.01));
    }

    /** A run of a changed program is confirmed with its changes. */
    @Test
    void changesStay() {
        Opf opf = Opf.of(new BranchFlowSocp()).withOptions(OPTIONS);
        OpfRun base = opf.prepare(OpfProblem.of(FEEDER)).solve().run().orElseThrow();
        OpfRun without = base.prepared()
                .solve(ProgramChange.none().without(FEEDER.generators().get(2).ref()))
                .run()
                .orElseThrow();
        Bus bus = FEEDER.bus(FEEDER.generators().get(2).bus());
        assertThat(NodalPrices.of(without.solution()).active(bus))
                .isNotCloseTo(NodalPrices.of(base.solution()).active(bus), within(0.01));
        requireConfirmed(without.solution(), Power.ACTIVE, bus, 0.01);
    }

    /** The augmented relaxation bounds flows from both sides, and has the demand in the balances only, too. */
    @Test
    void boundsOfFlowsHaveNoDemandOfTheirOwn() {
        Network full = FEEDER.toBuilder()
                .mapBuses(bus -> bus.isReference() ? bus : bus.withVoltageLimits(0.9, 1.1))
                .mapBranches(branch -> branch.id() == 1 ? branch.withRating(1.8) : branch)
                .build();
        Opf opf = Opf.of(new AugmentedSocp()).withOptions(OPTIONS);
        OpfSolution solution = opf.solve(full).orElseThrow();
        requireConfirmed(solution, Power.ACTIVE, full.bus(33), 0.01);
        double more = opf.solve(
                        full.toBuilder().load(Load.of(1000, 33, 0.01, 0.0)).build())
                .orElseThrow()
                .objective();
        assertThat((more - solution.objective()) / 0.01)
                .isCloseTo(
                        NodalPrices.of(solution)
                                .confirm(Power.ACTIVE, full.bus(33), 0.01)
                                .slopeForMore(),
                        within(1e-3));
    }

    /** Where a formulation has no reactive power, it has no price, and more of it costs nothing. */
    @Test
    void whatAFormulationDoesNotKnowCostsNothing() {
        OpfSolution solution = Opf.of(new DcOpf()).solve(FEEDER).orElseThrow();
        PriceConfirmation confirmation = NodalPrices.of(solution).confirm(Power.REACTIVE, FEEDER.bus(18), 0.01);
        assertThat(confirmation.slopeForMore()).isZero();
        assertThat(confirmation.slopeForLess()).isZero();
        assertThat(confirmation.isConfirmed(0.0, 0.0)).isTrue();
    }
}
