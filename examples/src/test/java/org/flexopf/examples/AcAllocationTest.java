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
import org.junit.jupiter.api.Test;

/** What the AC optimal power flow allocates. */
class AcAllocationTest {

    /** Iterations allocate nothing: six more of them take no more memory. */
    @Test
    void iterationsAllocateNothing() {
        OpfProblem problem = OpfProblem.of(MeshedNetworks.of(5, 60, 1.5));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long[] allocated = new long[2];
        for (int round = 0; round < 3; round++) {
            for (int k = 0; k < 2; k++) {
                AcOpf opf = AcOpf.of(problem).withOptions(new NonlinearOptions(1e-8, 3 + 6 * k, Duration.ofHours(1)));
                long before = threads.getThreadAllocatedBytes(thread);
                assertThat(opf.solve().status()).isEqualTo(NonlinearStatus.ITERATION_LIMIT);
                allocated[k] = threads.getThreadAllocatedBytes(thread) - before;
            }
        }
        assertThat(allocated[0]).isGreaterThan(100_000L);
        assertThat(allocated[1] - allocated[0]).isLessThan(20_000L);
    }
}
