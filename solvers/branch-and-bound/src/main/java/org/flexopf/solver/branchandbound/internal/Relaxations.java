package org.flexopf.solver.branchandbound.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.branchandbound.internal.simplex.Basis;

/**
 * Solves the continuous programs of boxes, several at a time on several threads. Each thread has a session of the
 * solver and a propagation of its own; a session gives the bits of a fresh solve, so that answers do not depend on
 * which thread gave them, and they come back in the order of the boxes.
 */
final class Relaxations implements AutoCloseable {

    private final Clock clock;
    private final int[] integers;
    private final Optional<OuterApproximation> approximation;
    private final List<Worker> workers = new ArrayList<>();
    private final ExecutorService pool;

    /**
     * @param program what is searched
     * @param isConic whether the program that was given has second-order cones
     */
    Relaxations(
            ConicProgram program,
            boolean isConic,
            int[] integers,
            ConvexSolver solver,
            SolverOptions options,
            Clock clock,
            SearchSettings settings) {
        this.clock = clock;
        this.integers = integers;
        NodeProgram nodeProgram = new NodeProgram(program, integers);
        approximation = OuterApproximation.of(program).filter(it -> settings.uses(it, isConic));
        for (int k = 0; k < settings.threads(); k++) {
            NodeSolver conic =
                    new ConicNodes(nodeProgram, CheckedSolver.of(solver).session(), options, clock);
            NodeSolver nodes = approximation
                    .<NodeSolver>map(it -> new LinearNodes(it, integers, options, clock, conic))
                    .orElse(conic);
            workers.add(new Worker(nodes, new Propagation(program)));
        }
        pool = settings.threads() > 1
                ? Executors.newFixedThreadPool(settings.threads() - 1, Relaxations::daemon)
                : null;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "flexopf-branch-and-bound");
        thread.setDaemon(true);
        return thread;
    }

    /** Whether boxes are linear programs, which start from a basis and are cut off. */
    boolean areLinear() {
        return approximation.isPresent();
    }

    /** Whether a solved box has nothing that could be cut off. */
    boolean areWhole() {
        return approximation.isEmpty() || approximation.get().isWhole();
    }

    /**
     * Adds what cuts off a point of a relaxation that is not one of the program, integers apart. Returns whether there
     * was anything: the box is to be solved again then.
     */
    boolean cutOff(double[] x, double tolerance) {
        return approximation.isPresent() && approximation.get().cutOff(x, tolerance);
    }

    /** Adds the planes that touch the program at a point. */
    void touch(double[] x) {
        approximation.ifPresent(it -> it.touch(x));
    }

    /**
     * Adds cutting planes to linear programs, found from the relaxation of a box that holds everywhere.
     *
     * @return where to solve it again from
     */
    Basis strengthen(Relaxation root) {
        return approximation
                .map(it -> new CuttingPlanes(it, integers, clock).strengthen(root))
                .orElse(root.basis());
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
     * @param from the basis of a box around all of them; null where there is none
     * @param cutOff the objective from which on nothing is of interest
     */
    List<Relaxation> solve(List<Box> boxes, int[] branched, Basis from, double cutOff) {
        Relaxation[] answers = new Relaxation[boxes.size()];
        int used = Math.min(workers.size(), answers.length);
        List<Future<?>> others = new ArrayList<>();
        for (int w = 1; w < used; w++) {
            int worker = w;
            others.add(pool.submit(() -> share(worker, used, boxes, branched, from, cutOff, answers)));
        }
        share(0, used, boxes, branched, from, cutOff, answers);
        boolean interrupted = join(others);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        for (Relaxation answer : answers) {
            clock.count(answer.iterations());
        }
        return List.of(answers);
    }

    private void share(
            int worker, int used, List<Box> boxes, int[] branched, Basis from, double cutOff, Relaxation[] answers) {
        for (int k = worker; k < answers.length; k += used) {
            answers[k] = workers.get(worker).solve(boxes.get(k), branched[k], from, cutOff);
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
    private static final class Worker {

        private final NodeSolver solver;
        private final Propagation propagation;

        Worker(NodeSolver solver, Propagation propagation) {
            this.solver = solver;
            this.propagation = propagation;
        }

        Relaxation solve(Box box, int branched, Basis from, double cutOff) {
            boolean possible = branched < 0 ? propagation.tighten(box) : propagation.tighten(box, branched);
            return possible ? solver.solve(box, from, cutOff) : Relaxation.empty(box, 0);
        }
    }
}
