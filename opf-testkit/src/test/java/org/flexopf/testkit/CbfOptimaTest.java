package org.flexopf.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.cbf.CbfProgram;
import org.flexopf.program.cbf.CbfReader;
import org.flexopf.program.cbf.CbfWriter;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs in the Conic Benchmark Format have the optimum that they should: published examples, and known programs
 * written and read again.
 */
class CbfOptimaTest {

    private static final ConvexSolver SOLVER = new DenseSolver();

    private static CbfProgram read(String text) {
        return CbfReader.read(new StringReader(text), "test");
    }

    private static SolverResult solve(ConicProgram program) {
        SolverResult result = SOLVER.solve(program, SolverOptions.defaults());
        KktAssertions.assertThat(program, result).isOptimal();
        return result;
    }

    /**
     * The minimal example of the format's manual without its integer flag: 5.1 times the distance of a line, 8.4 /
     * |(6.2, 7.3)|.
     */
    @Test
    void theManualsMinimalExampleRelaxed() {
        CbfProgram read = read("VER\n1\nOBJSENSE\nMIN\nVAR\n3 1\nQ 3\nCON\n1 1\nL= 1\nOBJACOORD\n1\n"
                + "0 5.1\nACOORD\n2\n0 1 6.2\n0 2 7.3\nBCOORD\n1\n0 -8.4\n");
        assertThat(solve(read.program()).primalObjective()).isCloseTo(5.1 * 8.4 / Math.hypot(6.2, 7.3), within(1e-7));
    }

    /**
     * The conic quadratic example cqo1 of the MOSEK manuals: x3 + x4 + x5 with x0 + x1 + 2 x2 = 1, x3 >= ||(x0, x1)||
     * and 2 x4 x5 >= x2^2; published optimum 0.70710678 (MOSEK Optimizer API, section Conic Quadratic Optimization).
     */
    @Test
    void mosekConicQuadraticExample() {
        String text = "VER\n1\nOBJSENSE\n%s\nVAR\n6 2\nL+ 3\nF 3\nCON\n7 3\nL= 1\nQ 3\n"
                + "QR 3\nOBJACOORD\n3\n3 %s1\n4 %s1\n5 %s1\nOBJBCOORD\n10\n"
                + "ACOORD\n9\n0 0 1\n0 1 1\n0 2 2\n1 3 1\n2 0 1\n3 1 1\n4 4 1\n5 5 1\n6 2 1\nBCOORD\n1\n0 -1\n";
        CbfProgram minimised = read(text.formatted("MIN", "", "", ""));
        assertThat(minimised.objectiveInFile(solve(minimised.program()).primalObjective()))
                .isCloseTo(10.70710678, within(1e-7));
        CbfProgram maximised = read(text.formatted("MAX", "-", "-", "-"));
        assertThat(maximised.objectiveInFile(solve(maximised.program()).primalObjective()))
                .isCloseTo(9.29289322, within(1e-7));
    }

    static Stream<KnownProgram> known() {
        return KnownPrograms.all().stream()
                .filter(known -> known.hasOptimum()
                        && SOLVER.capabilities().whyNot(known.program()).isEmpty());
    }

    /** Quadratic objectives become cones on the way; value, point and multipliers of the rows that were there stay. */
    @ParameterizedTest
    @MethodSource("known")
    void aKnownProgramKeepsItsAnswer(KnownProgram known) {
        StringWriter text = new StringWriter();
        CbfWriter.write(known.program(), text);
        ConicProgram program = read(text.toString()).program();
        assertThat(program.hasQuadraticObjective()).isFalse();
        SolverResult result = solve(program);
        assertThat(result.primalObjective())
                .isCloseTo(known.objective(), within(known.valueAccuracy() * (1.0 + Math.abs(known.objective()))));
        if (known.isPointUnique() && known.entryAccuracy() < 1.0) {
            double accuracy = 10.0 * known.entryAccuracy() * (1.0 + KktFigures.largest(known.x()));
            for (int j = 0; j < known.x().length; j++) {
                assertThat(result.x()[j]).as("x[%d] of %s", j, known).isCloseTo(known.x()[j], within(accuracy));
            }
        }
        if (known.areMultipliersUnique()) {
            double accuracy = 10.0
                    * known.entryAccuracy()
                    * (1.0 + Math.max(KktFigures.largest(known.y()), KktFigures.largest(known.z())));
            for (int i = 0; i < known.y().length; i++) {
                assertThat(result.y()[i]).as("y[%d] of %s", i, known).isCloseTo(known.y()[i], within(accuracy));
            }
            for (int i = 0; i < known.z().length; i++) {
                assertThat(result.z()[i]).as("z[%d] of %s", i, known).isCloseTo(known.z()[i], within(accuracy));
            }
        }
    }

    /** Random programs with a quadratic objective of any rank. */
    @Test
    void randomProgramsKeepTheirValue() {
        for (int seed = 0; seed < 60; seed++) {
            KnownProgram known = RandomPrograms.optimal(
                    ProgramShape.of(2 + seed % 9, seed % 3, 5, seed % 4).withQuadraticRank(seed % 7), seed);
            StringWriter text = new StringWriter();
            CbfWriter.write(known.program(), text);
            ConicProgram program = read(text.toString()).program();
            assertThat(List.of(program.equalityCount(), program.hasQuadraticObjective()))
                    .isEqualTo(List.of(known.program().equalityCount(), false));
            assertThat(solve(program).primalObjective())
                    .as(known.name())
                    .isCloseTo(known.objective(), within(1e-5 * (1.0 + Math.abs(known.objective()))));
        }
    }
}
