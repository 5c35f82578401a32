package org.flexopf.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.junit.jupiter.api.Test;

/** Cone programs that have nothing to do with power. */
class ConeFamiliesTest {

    private static CheckedAnswer solved(ConicProgram program) {
        CheckedAnswer answer = CheckedSolver.suitableFor(program).solve(program, SolverOptions.defaults());
        assertThat(answer.status()).isEqualTo(SolveStatus.OPTIMAL);
        KktReport report = KktReport.of(program, answer.x(), answer.y(), answer.z());
        assertThat(report.worst()).isLessThan(1e-8);
        return answer;
    }

    @Test
    void smallOnesOfEveryFamilyAreSolved() {
        solved(ConeFamilies.limitAnalysis(12, 3));
        solved(ConeFamilies.robustRows(60, 30, 3));
        solved(ConeFamilies.portfolio(20, 4, 3));
        solved(ConeFamilies.antennas(8, 80));
        solved(ConeFamilies.facilities(6, 12, 3));
        solved(ConeFamilies.truss(6));
    }

    /**
     * The condensed form loses its digits near the end; the explicit one goes on from there, where it once began anew
     * and took 68 iterations altogether.
     */
    @Test
    void theExplicitFormGoesOnFromTheBestPoint() {
        assertThat(solved(ConeFamilies.truss(40)).iterations()).isLessThanOrEqualTo(45);
    }

    /** Weiszfeld's iteration comes to the same point by itself. */
    @Test
    void theLeastSumOfDistancesIsThatOfWeiszfeld() {
        CheckedAnswer answer = solved(ConeFamilies.sumOfNorms(40, 3, 7));
        double[][] points = ConeFamilies.points(40, 3, 7);
        double[] x = {5.0, 5.0, 5.0};
        double least = 0.0;
        for (int round = 0; round < 2_000; round++) {
            double[] next = new double[3];
            double shares = 0.0;
            least = 0.0;
            for (int i = 0; i < points.length; i++) {
                double distance = Math.hypot(Math.hypot(x[0] - points[i][0], x[1] - points[i][1]), x[2] - points[i][2]);
                double share = ConeFamilies.weight(i) / distance;
                for (int k = 0; k < 3; k++) {
                    next[k] += share * points[i][k];
                }
                shares += share;
                least += ConeFamilies.weight(i) * distance;
            }
            for (int k = 0; k < 3; k++) {
                x[k] = next[k] / shares;
            }
        }
        assertThat(answer.objective()).isCloseTo(least, within(1e-6 * least));
        for (int k = 0; k < 3; k++) {
            assertThat(answer.x()[k]).isCloseTo(x[k], within(1e-4));
        }
    }

    /**
     * On a chain twigs grow all along a bare trunk: cut into domains, copies of the trunk took 400 times the factor.
     * The optimum is that of a chain a tenth as long, for its middle is all but at rest.
     */
    @Test
    void chainsTakeNoMoreMemoryThanTheirFactor() {
        double optimum = solved(ConeFamilies.chainedSingular(1_000)).objective();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(solved(ConeFamilies.chainedSingular(10_000)).objective()).isCloseTo(optimum, within(1e-6 * optimum));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(700_000_000L);
    }
}
