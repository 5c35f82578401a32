package org.flexopf.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.market.Market;
import org.flexopf.market.OpfClearing;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Offer;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.payment.Settlement;
import org.flexopf.pricing.payment.Vcg;
import org.flexopf.program.ConicProgram;
import org.flexopf.socp.AcSearch;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.socp.ExactnessReport;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.Solvers;
import org.flexopf.solver.WarmStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What solvers that lie can make an optimal power flow, its verdict of exactness and a market say: nothing false. */
class LyingSolversTest {

    private static final ConvexSolver HONEST = Solvers.named(Solvers.DEFAULT);
    private static final SolverCapabilities WITHOUT_DUALS =
            new SolverCapabilities(true, true, false, false, false, Integer.MAX_VALUE);
    private static final double[] NONE = {};
    private static final Network FEEDER = CaseFiles.read("ieee33-dg");

    /** The default solver, which tells the truth only as far as a test lets it. */
    private record Liar(
            SolverCapabilities capabilities, UnaryOperator<ConicProgram> asked, UnaryOperator<SolverResult> lie)
            implements ConvexSolver {

        static Liar of(UnaryOperator<SolverResult> lie) {
            return new Liar(HONEST.capabilities(), UnaryOperator.identity(), lie);
        }

        @Override
        public String name() {
            return "liar";
        }

        @Override
        public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
            return lie.apply(HONEST.solve(asked.apply(program), options, start));
        }
    }

    private static SolverResult with(SolverResult truth, SolveStatus status, double[] x, double[] y, double[] z) {
        return truth.toBuilder()
                .status(status)
                .x(x)
                .y(y)
                .z(z)
                .primalObjective(1e9)
                .dualObjective(2e9)
                .iterations(1)
                .message("trust me")
                .build();
    }

    private static OpfResult solved(UnaryOperator<SolverResult> lie) {
        return Opf.of(new BranchFlowSocp()).withSolver(Liar.of(lie)).solve(FEEDER);
    }

    private static OpfSolution truth() {
        return Opf.of(new BranchFlowSocp()).solve(FEEDER).orElseThrow();
    }

    @Test
    void noFigureIsTakenFromTheSolversWord() {
        OpfSolution told = solved(truth -> with(truth, SolveStatus.OPTIMAL, truth.x(), truth.y(), truth.z()))
                .orElseThrow();
        OpfSolution truth = truth();
        assertThat(told.objective()).isEqualTo(truth.objective());
        assertThat(told.lowerBound()).isEqualTo(truth.lowerBound());
        assertThat(ExactnessReport.of(told).isExact()).isTrue();
        assertThat(told.duals(OpfConstraints.ACTIVE_BALANCE))
                .containsExactly(truth.duals(OpfConstraints.ACTIVE_BALANCE));
    }

    /** It answers the feasibility problem, whose points cost anything: AC-feasible perhaps, and optimal by no proof. */
    @Test
    void aFeasiblePointWithoutMultipliersIsNoGlobalOptimum() {
        Liar liar = new Liar(
                WITHOUT_DUALS,
                program -> program.withLinear(new double[program.variableCount()], 0.0),
                truth -> with(truth, SolveStatus.OPTIMAL, truth.x(), NONE, NONE));
        OpfResult result = Opf.of(new BranchFlowSocp()).withSolver(liar).solve(FEEDER);
        assertThat(result.message()).contains("that it is optimal is the word of liar");
        OpfSolution told = result.orElseThrow();
        assertThat(told.objective()).isGreaterThan(truth().objective() + 1.0);
        assertThat(told.lowerBound()).isEmpty();
        ExactnessReport report = ExactnessReport.of(told);
        assertThat(report.isExact()).isFalse();
        assertThat(report.lowerBound()).isEmpty();
        assertThat(report.verdict()).doesNotContain("global");
    }

    /** The true optimum, even: without multipliers it is not proved. */
    @Test
    void withoutMultipliersNothingIsExact() {
        Liar silent = new Liar(
                WITHOUT_DUALS, UnaryOperator.identity(), truth -> with(truth, truth.status(), truth.x(), NONE, NONE));
        Opf opf = Opf.of(new BranchFlowSocp()).withSolver(silent);
        OpfSolution told = opf.solve(FEEDER).orElseThrow();
        assertThat(told.objective()).isEqualTo(truth().objective());
        ExactnessReport report = ExactnessReport.of(told);
        assertThat(report.isConfirmed()).isTrue();
        assertThat(report.isExact()).isFalse();
        assertThat(report.verdict()).startsWith("AC-feasible, not proved optimal");
        assertThatThrownBy(() -> NodalPrices.of(told)).isInstanceOf(IllegalArgumentException.class);
        AcSearch.Outcome search =
                AcSearch.of(told.problem()).withSolver(SolverChoice.of(silent)).search();
        assertThat(search.best()).isPresent();
        assertThat(search.lowerBound()).isEmpty();
        assertThat(search.gap()).isEmpty();
    }

    static Stream<Arguments> answersThatAreNone() {
        UnaryOperator<SolverResult> nothing = truth -> null;
        UnaryOperator<SolverResult> shortPoint =
                truth -> with(truth, SolveStatus.OPTIMAL, Arrays.copyOf(truth.x(), 3), truth.y(), truth.z());
        UnaryOperator<SolverResult> shortDuals =
                truth -> with(truth, SolveStatus.OPTIMAL, truth.x(), Arrays.copyOf(truth.y(), 3), truth.z());
        UnaryOperator<SolverResult> noDuals = truth -> with(truth, SolveStatus.OPTIMAL, truth.x(), NONE, NONE);
        UnaryOperator<SolverResult> missing = truth -> with(truth, SolveStatus.OPTIMAL, null, NONE, NONE);
        UnaryOperator<SolverResult> poisoned = truth -> {
            truth.x()[7] = Double.NaN;
            return truth;
        };
        UnaryOperator<SolverResult> zero =
                truth -> with(truth, SolveStatus.OPTIMAL, new double[truth.x().length], truth.y(), truth.z());
        UnaryOperator<SolverResult> garbageDuals = truth -> with(
                truth,
                SolveStatus.OPTIMAL,
                truth.x(),
                Arrays.stream(truth.y()).map(y -> -y).toArray(),
                truth.z());
        UnaryOperator<SolverResult> thrown = truth -> {
            throw new IllegalStateException("out of luck");
        };
        return Stream.of(
                Arguments.of(nothing, "the solver liar gave no answer"),
                Arguments.of(shortPoint, "liar said optimal, but gave x of length 3"),
                Arguments.of(shortDuals, "liar said optimal, but gave y of length 3"),
                Arguments.of(noDuals, "liar said optimal, but gave no multipliers"),
                Arguments.of(missing, "the solver liar failed with java.lang.NullPointerException: x"),
                Arguments.of(poisoned, "liar said optimal, but gave x with NaN at 7"),
                Arguments.of(zero, "liar said optimal, but our own check found primal residual"),
                Arguments.of(garbageDuals, "liar said optimal, but our own check found"),
                Arguments.of(thrown, "out of luck"));
    }

    @ParameterizedTest
    @MethodSource("answersThatAreNone")
    void anAnswerThatIsNoneIsAFailureThatNamesTheSolver(UnaryOperator<SolverResult> lie, String message) {
        OpfResult result = solved(lie);
        assertThat(result.status()).isEqualTo(SolveStatus.NUMERICAL_FAILURE);
        assertThat(result.message()).contains("was not solved", message);
        assertThat(result.solution()).isEmpty();
        // Nor does it explain anything.
        assertThat(result.conflict().orElseThrow().members()).isEmpty();
    }

    @Test
    void whatIsClaimedInfeasibleIsNotProved() {
        OpfResult infeasible = solved(truth -> with(truth, SolveStatus.PRIMAL_INFEASIBLE, NONE, NONE, NONE));
        assertThat(infeasible.status()).isEqualTo(SolveStatus.CLAIMED_PRIMAL_INFEASIBLE);
        assertThat(infeasible.message())
                .contains("may be infeasible, which is not proved", "claimed by the solver liar without a proof")
                .doesNotContain("proved by a certificate");
        assertThat(infeasible.conflict().orElseThrow().members()).isEmpty();
        assertThatThrownBy(infeasible::orElseThrow)
                .isInstanceOfSatisfying(
                        OpfNotSolvedException.class,
                        e -> assertThat(e.status()).isEqualTo(SolveStatus.CLAIMED_PRIMAL_INFEASIBLE));
        OpfResult unbounded = solved(truth -> with(truth, SolveStatus.DUAL_INFEASIBLE, truth.x(), NONE, NONE));
        assertThat(unbounded.status()).isEqualTo(SolveStatus.CLAIMED_DUAL_INFEASIBLE);
        assertThat(unbounded.message()).contains("may have no optimum, which is not proved");
        assertThat(unbounded.conflict()).isEmpty();
    }

    /** 3 MW: 2 at 10, 1 at 40, and the network's own plant behind at 70. */
    private static Market market(double own) {
        Network network = Network.builder("market", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.0, 0.1))
                .load(Load.of(1, 2, 3.0, 0.0))
                .generator(Generator.of(1, 1, 0.0, own, 0.0, 0.0, CostCurve.linear(70.0)))
                .build();
        return Market.of(
                network,
                List.of(
                        Offer.active("cheap", 2, 0.0, 2.0, CostCurve.linear(10.0)),
                        Offer.active("middle", 2, 0.0, 2.0, CostCurve.linear(40.0))));
    }

    private static double paid(OpfClearing cleared, Market market, String id) {
        Settlement settlement = new Vcg().settle(cleared);
        return settlement.payment(market.participant(id)).amount().orElseThrow();
    }

    /** Without cheap: 80 + 70 = 150, the others cost 40 with it. Without middle: 20 + 70 = 90, the others cost 20. */
    @Test
    void aMarketPaysByItsOwnFigures() {
        Market market = market(10.0);
        for (UnaryOperator<SolverResult> lie : List.<UnaryOperator<SolverResult>>of(
                truth -> truth, truth -> with(truth, truth.status(), truth.x(), truth.y(), truth.z()))) {
            OpfClearing cleared = OpfClearing.of(Opf.of(new DcOpf()).withSolver(Liar.of(lie)), market);
            assertThat(cleared.cost()).isCloseTo(60.0, within(1e-5));
            assertThat(paid(cleared, market, "cheap")).isCloseTo(110.0, within(1e-5));
            assertThat(paid(cleared, market, "middle")).isCloseTo(70.0, within(1e-5));
        }
    }

    /** Nobody is pivotal here; a solver's bare word that it were otherwise stops the payment. */
    @Test
    void anUnprovedClaimMakesNobodyPivotal() {
        Market market = market(10.0);
        AtomicInteger asked = new AtomicInteger();
        Liar liar = Liar.of(truth -> asked.getAndIncrement() == 0
                ? truth
                : with(truth, SolveStatus.PRIMAL_INFEASIBLE, truth.x(), truth.y(), truth.z()));
        OpfClearing cleared = OpfClearing.of(Opf.of(new DcOpf()).withSolver(liar), market);
        assertThat(cleared.cost()).isCloseTo(60.0, within(1e-5));
        for (OpfClearing clearing : List.of(cleared, cleared.withCurtailmentPrice(1000.0))) {
            assertThatThrownBy(() -> new Vcg().settle(clearing))
                    .isInstanceOfSatisfying(OpfNotSolvedException.class, e -> {
                        assertThat(e.status()).isEqualTo(SolveStatus.CLAIMED_PRIMAL_INFEASIBLE);
                        assertThat(e).hasMessageContaining("claimed by the solver liar without a proof that holds");
                    });
        }
    }

    /** The honest solver's certificate makes cheap pivotal where the rest can give 2.5 of 3 MW. */
    @Test
    void aProofMakesPivotal() {
        Market market = market(0.5);
        Settlement settlement = new Vcg().settle(OpfClearing.of(Opf.of(new DcOpf()), market));
        assertThat(settlement.payment(market.participant("cheap")).pivotal()).isTrue();
        assertThat(settlement.payment(market.participant("middle")).pivotal()).isTrue();
    }
}
