package org.flexopf.acopf.nlp;

import java.util.Arrays;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A primal-dual interior-point method for nonlinear programs with a filter line search: Waechter and Biegler, "On the
 * implementation of an interior-point filter line-search algorithm for large-scale nonlinear programming", Math.
 * Program. 106, 2006. Inequalities get slacks. Where no step is acceptable, the point of {@linkplain LeastViolation
 * least violation} is sought by the same method: if constraints hold there it goes on from it, else it ends there.
 */
public final class InteriorPointMethod {

    private static final Logger LOG = LoggerFactory.getLogger(InteriorPointMethod.class);

    /** A violation below this is none, in the units of the program. */
    private static final double FEASIBLE = 1e-6;

    private static final int RESTORATIONS = 3;

    private final NonlinearProgram program;
    private final NonlinearOptions options;

    private InteriorPointMethod(NonlinearProgram program, NonlinearOptions options) {
        this.program = Objects.requireNonNull(program, "program");
        this.options = Objects.requireNonNull(options, "options");
    }

    /** A method for a program. */
    public static InteriorPointMethod of(NonlinearProgram program, NonlinearOptions options) {
        return new InteriorPointMethod(program, options);
    }

    /** Solves from a start, which need not keep any constraint. The answer is local: another start may find another. */
    public NonlinearResult solve(double[] start) {
        if (start.length != program.structure().variables()) {
            throw new IllegalArgumentException("the start has " + start.length + " numbers, the program "
                    + program.structure().variables() + " variables");
        }
        long deadline = System.nanoTime() + Math.min(options.timeLimit().toNanos(), Long.MAX_VALUE / 4);
        InteriorPointRun run = new InteriorPointRun(program, options.tolerance(), deadline);
        NonlinearStatus status = run.solve(start, options.maxIterations());
        int iterations = run.iterations();
        for (int round = 0; round < RESTORATIONS && status == NonlinearStatus.NUMERICAL_FAILURE; round++) {
            LeastViolation elastic = new LeastViolation(program, run.at().isFinite() ? run.at().x : start);
            InteriorPointRun restoration = new InteriorPointRun(elastic, options.tolerance(), deadline);
            NonlinearStatus found =
                    restoration.solve(elastic.start(), Math.max(0, options.maxIterations() - iterations));
            iterations += restoration.iterations();
            LOG.debug("restoration: {} after {} iterations in all", found, iterations);
            if (!restoration.at().isFinite() || found == NonlinearStatus.NUMERICAL_FAILURE) {
                // Another round from here would be the same one.
                break;
            }
            double[] x = Arrays.copyOf(restoration.at().x, start.length);
            double left = run.at()
                    .violationAt(
                            x,
                            new double[program.structure().equalities()],
                            new double[program.structure().inequalities()]);
            if (found != NonlinearStatus.LOCALLY_OPTIMAL) {
                status = found;
            } else if (left > FEASIBLE) {
                run.at().stayAt(x);
                status = NonlinearStatus.LOCALLY_INFEASIBLE;
            } else {
                int before = run.iterations();
                status = run.solve(x, Math.max(0, options.maxIterations() - iterations));
                iterations += run.iterations() - before;
            }
        }
        return run.at().result(status, iterations);
    }

    @Override
    public String toString() {
        return "interior-point method for " + program.structure().variables() + " variables";
    }
}
