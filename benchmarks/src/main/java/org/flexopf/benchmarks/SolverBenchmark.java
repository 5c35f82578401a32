package org.flexopf.benchmarks;

import java.util.concurrent.TimeUnit;
import org.flexopf.model.Model;
import org.flexopf.opf.Opf;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.program.ConicProgram;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.solver.WarmStart;
import org.flexopf.solver.interiorpoint.InteriorPointSolver;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The interior-point solver on branch-flow programs of random feeders: whole solves with set-up, and solves in a
 * session that has the set-up behind it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 7, time = 2)
public class SolverBenchmark {

    /** Number of buses. */
    @Param({"33", "1000", "5000"})
    public int buses;

    private final SolverOptions options = SolverOptions.defaults();
    private ConicProgram program;
    private WarmStart hint;
    private SolverSession session;

    /** Builds the program and runs the session once. */
    @Setup
    public void prepare() {
        Model model = Opf.of(new BranchFlowSocp())
                .model(OpfProblem.of(Feeders.standard(buses, 1).network()))
                .named();
        program = model.program();
        hint = model.start().orElse(null);
        session = new InteriorPointSolver().session();
        session.solve(program, options, hint);
    }

    /** A solve from the power-flow hint with the symbolic work done. */
    @Benchmark
    public SolverResult solveInSessionWithHint() {
        return session.solve(program, options, hint);
    }

    /** A solve without a hint with the symbolic work done. */
    @Benchmark
    public SolverResult solveInSession() {
        return session.solve(program, options, null);
    }

    /** A solve from the power-flow hint with everything. */
    @Benchmark
    public SolverResult solveWithHint() {
        return new InteriorPointSolver().solve(program, options, hint);
    }
}
