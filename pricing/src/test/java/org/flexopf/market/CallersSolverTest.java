package org.flexopf.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.PriceInterval;
import org.flexopf.pricing.payment.CoreSelecting;
import org.flexopf.pricing.payment.Settlement;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.Solvers;
import org.flexopf.solver.WarmStart;
import org.junit.jupiter.api.Test;

/** The caller's solver and tolerance hold for what follows from his optimum, too. */
class CallersSolverTest {

    private static final SolverOptions CLOSE = SolverOptions.defaults().withTolerances(1e-9, 1e-10);

    /** Another name for the default solver, that takes note of what it is asked with. */
    private record Recorder(boolean quadratic, List<SolverOptions> asked) implements ConvexSolver {

        private static final ConvexSolver REAL = Solvers.named(Solvers.DEFAULT);

        @Override
        public String name() {
            return "recorder";
        }

        @Override
        public SolverCapabilities capabilities() {
            SolverCapabilities all = REAL.capabilities();
            return new SolverCapabilities(
                    quadratic,
                    all.secondOrderCones(),
                    all.integers(),
                    all.duals(),
                    all.certificates(),
                    all.maxVariables());
        }

        @Override
        public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
            asked.add(options);
            return REAL.solve(program, options, start);
        }
    }

    @Test
    void priceIntervalsComeFromTheSolverOfThePrices() {
        Recorder recorder = new Recorder(false, new ArrayList<>());
        OpfSolution solution = Opf.of(new DcOpf())
                .withSolver(recorder)
                .withOptions(CLOSE)
                .solve(TestMarkets.importLimited().problem())
                .orElseThrow();
        recorder.asked().clear();
        PriceInterval interval =
                NodalPrices.of(solution).interval(solution.network().bus(2));
        assertThat(interval.solver()).isEqualTo("recorder");
        assertThat(interval.lower()).isCloseTo(40.0, within(1e-5));
        assertThat(interval.upper()).isCloseTo(40.0, within(1e-5));
        assertThat(recorder.asked()).hasSize(2).allSatisfy(options -> {
            assertThat(options.feasibilityTolerance()).isCloseTo(1e-8, within(1e-20));
            assertThat(options.gapTolerance()).isCloseTo(1e-9, within(1e-20));
        });
    }

    @Test
    void corePaymentsComeFromTheSolverOfTheClearing() {
        Recorder recorder = new Recorder(true, new ArrayList<>());
        OpfClearing cleared = OpfClearing.of(
                Opf.of(new DcOpf()).withSolver(recorder).withOptions(CLOSE), TestMarkets.sellerAndBuyer());
        Settlement vcgIsAboveTheCore = new CoreSelecting().settle(cleared);
        assertThat(recorder.asked()).allSatisfy(options -> assertThat(options).isEqualTo(CLOSE));
        // Clearing, three groups less the one that is free, and at least one projection.
        assertThat(recorder.asked()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(vcgIsAboveTheCore.caveats()).noneMatch(caveat -> caveat.contains("core"));
    }

    @Test
    void aSolverThatCannotMoveProfitsIsNamedWithTheOneThatDoes() {
        Recorder recorder = new Recorder(false, new ArrayList<>());
        OpfClearing cleared = OpfClearing.of(
                Opf.of(new DcOpf()).withSolver(recorder).withOptions(CLOSE), TestMarkets.sellerAndBuyer());
        Settlement settlement = new CoreSelecting().settle(cleared);
        assertThat(settlement.caveats())
                .filteredOn(caveat -> caveat.contains("core"))
                .singleElement()
                .asString()
                .contains("'interior-point'", "'recorder'", "linear objectives only");
        Settlement able = new CoreSelecting()
                .settle(OpfClearing.of(Opf.of(new DcOpf()).withOptions(CLOSE), TestMarkets.sellerAndBuyer()));
        assertThat(settlement.outlay().orElseThrow()).isCloseTo(able.outlay().orElseThrow(), within(1e-9));
    }
}
