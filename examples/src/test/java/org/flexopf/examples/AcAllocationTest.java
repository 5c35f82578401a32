package org.flexopf.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.flexopf.acopf.AcOpf;
import org.flexopf.acopf.nlp.NonlinearOptions;
import org.flexopf.acopf.nlp.NonlinearStatus;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.testkit.MeshedNetworks;
import org.flexopf.testkit.PglibBaseline;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.api.Test;

/** What the AC optimal power flow allocates. */
class AcAllocationTest {

    /** Iterations allocate nothing: six more of them take no more memory. */
    @Test
    void iterationsAllocateNothing() {
        assertNothingPerIteration(OpfProblem.of(MeshedNetworks.of(5, 60, 1.5)), 3, 9);
    }

    /** Twenty-three more iterations; one array of a number per bus in each of them would be 250 kB. */
    @WithReferenceCases
    @Test
    void iterationsOfALargeNetworkAllocateNothing() {
        assertNothingPerIteration(
                PglibBaseline.all().stream()
                        .filter(row -> row.name().equals("pglib_opf_case1354_pegase"))
                        .map(row -> OpfProblem.of(row.network()))
                        .findFirst()
                        .orElseThrow(),
                2,
                25);
    }

    private static void assertNothingPerIteration(OpfProblem problem, int few, int many) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long[] allocated = new long[2];
        for (int round = 0; round < 3; round++) {
            for (int k = 0; k < 2; k++) {
                AcOpf opf = AcOpf.of(problem)
                        .withOptions(new NonlinearOptions(1e-8, k == 0 ? few : many, Duration.ofHours(1)));
                long before = threads.getThreadAllocatedBytes(thread);
                assertThat(opf.solve().status()).isEqualTo(NonlinearStatus.ITERATION_LIMIT);
                allocated[k] = threads.getThreadAllocatedBytes(thread) - before;
            }
        }
        assertThat(allocated[0]).isGreaterThan(100_000L);
        assertThat(allocated[1] - allocated[0]).isLessThan(20_000L);
    }
}
