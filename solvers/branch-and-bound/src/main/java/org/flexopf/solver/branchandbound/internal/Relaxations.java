package org.flexopf.solver.branchandbound.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;

/**
 * Solves the continuous programs of boxes, several at a time on several threads. Each thread has a session of the
 * solver and a propagation of its own; a session gives the bits of a fresh solve, so that answers do not depend on
 * which thread gave them, and they come back in the order of the boxes.
 */
final class Relaxations implements AutoCloseable {

    /** Nodes need not be solved more accurately than this share of the gap asked for. */
    private static final double SHARE_OF_GAP = 0.02;

    private static final double LOOSEST = 1e-6;

    private final NodeProgram nodeProgram;
    private final Clock clock;
    private final SolverOptions asked;
    private final SolverOptions options;
    private final List<Worker> workers = new ArrayList<>();
    private final ExecutorService pool;

    Relaxations(
            ConicProgram program,
            int[] integers,
            ConvexSolver solver,
            SolverOptions options,
            Clock clock,
            int threads) {
        this.nodeProgram = new NodeProgram(program, integers);
        this.clock = clock;
        this.asked = options;
        double tolerance = Math.min(LOOSEST, SHARE_OF_GAP * options.search().gap());
        this.options = options.withTolerances(
                Math.max(options.feasibilityTolerance(), tolerance), Math.max(options.gapTolerance(), tolerance));
        for (int k = 0; k < threads; k++) {
            workers.add(new Worker(CheckedSolver.of(solver).session(), new Propagation(program)));
        }
        pool = threads > 1 ? Executors.newFixedThreadPool(threads - 1, Relaxations::daemon) : null;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "flexopf-branch-and-bound");
        thread.setDaemon(true);
        return thread;
    }

    /** The propagation of the calling thread. */
    Propagation propagation() {
        return workers.get(0).propagation;
    }

    /**
     * What the programs of boxes say, in the order of the boxes.
     *
     * @param boxes not yet propagated; they are changed
     * @param branched the variable whose bounds were changed last, for each box; -1 for any
     */
    List<Relaxation> solve(List<Box> boxes, int[] branched) {
        Relaxation[] answers = new Relaxation[boxes.size()];
        int used = Math.min(workers.size(), answers.length);
        List<Future<?>> others = new ArrayList<>();
        for (int w = 1; w < used; w++) {
            int worker = w;
            others.add(pool.submit(() -> share(worker, used, boxes, branched, answers)));
        }
        share(0, used, boxes, branched, answers);
        boolean interrupted = join(others);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        for (Relaxation answer : answers) {
            clock.count(answer.iterations());
        }
        return List.of(answers);
    }

    private void share(int worker, int used, List<Box> boxes, int[] branched, Relaxation[] answers) {
        for (int k = worker; k < answers.length; k += used) {
            answers[k] = workers.get(worker).solve(boxes.get(k), branched[k]);
        }
    }

    /** Waits for all; returns whether the thread was interrupted meanwhile. */
    private static boolean join(List<Future<?>> others) {
        boolean interrupted = false;
        for (Future<?> other : others) {
            boolean done = false;
            while (!done) {
                try {
                    other.get();
                    done = true;
                } catch (InterruptedException interruption) {
                    interrupted = true;
                } catch (ExecutionException fault) {
                    throw new IllegalStateException("a node could not be solved", fault.getCause());
                }
            }
        }
        return interrupted;
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }

    /** What one thread needs. */
    private final class Worker {

        private final CheckedSolver solver;
        private final Propagation propagation;

        Worker(CheckedSolver solver, Propagation propagation) {
            this.solver = solver;
            this.propagation = propagation;
        }

        Relaxation solve(Box box, int branched) {
            if (!(branched < 0 ? propagation.tighten(box) : propagation.tighten(box, branched))) {
                return Relaxation.empty(box, 0);
            }
            ConicProgram program = nodeProgram.of(box);
            CheckedAnswer answer = solver.solve(program, options.withTimeLimit(clock.remaining()));
            int iterations = answer.iterations();
            SolveStatus status = answer.status();
            double[] y = answer.y();
            double[] z = answer.z();
            if (status == SolveStatus.PRIMAL_INFEASIBLE && DualBound.provesEmpty(program, box, y, z)) {
                return Relaxation.empty(box, iterations);
            }
            Relaxation.Kind kind = status == SolveStatus.TIME_LIMIT || status == SolveStatus.INTERRUPTED
                    ? Relaxation.Kind.STOPPED
                    : Relaxation.Kind.SOLVED;
            double bound = DualBound.of(program, box, answer);
            if (DualBound.isBlunt(answer, bound, asked)) {
                CheckedAnswer finer =
                        solver.solve(program, DualBound.finer(options).withTimeLimit(clock.remaining()));
                iterations += finer.iterations();
                bound = Math.max(bound, DualBound.of(program, box, finer));
            }
            boolean prices = answer.hasDuals();
            return new Relaxation(
                    kind,
                    box,
                    bound,
                    answer.x(),
                    iterations,
                    prices ? nodeProgram.prices(z, false) : new double[0],
                    prices ? nodeProgram.prices(z, true) : new double[0]);
        }
    }
}
