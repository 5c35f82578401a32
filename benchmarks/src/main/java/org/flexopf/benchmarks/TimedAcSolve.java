package org.flexopf.benchmarks;

import java.lang.management.ManagementFactory;
import org.flexopf.acopf.AcOpf;
import org.flexopf.acopf.AcSolution;

/**
 * A solution of the AC optimal power flow and the processor time that it took, of the second of two solves.
 *
 * @param solution the solution
 * @param seconds processor time of the thread that solved it, seconds
 */
record TimedAcSolve(AcSolution solution, double seconds) {

    /** Solves twice; the first solve is for the virtual machine to get warm. */
    static TimedAcSolve of(AcOpf ac) {
        AcSolution warmUp = ac.solve();
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        AcSolution solution = ac.solve();
        if (solution.iterations() != warmUp.iterations()) {
            throw new IllegalStateException("two runs of one problem took " + warmUp.iterations() + " and "
                    + solution.iterations() + " iterations");
        }
        return new TimedAcSolve(
                solution, (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) * 1e-9);
    }

    /** The iterations, with the status where it is none of an optimum. */
    String iterations() {
        return solution.iterations() + (solution.isOptimal() ? "" : " " + solution.status());
    }
}
