package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.cbf.CbfProgram;
import org.flexopf.program.cbf.CbfReader;
import org.flexopf.report.result.TextTable;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.Solvers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code opf conic}: a program in the Conic Benchmark Format, solved and timed. */
@Command(
        name = "conic",
        description = "Solve a program in the Conic Benchmark Format (CBF, 1 to 3).",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ConicCommand implements Callable<Integer> {

    /** Solves before the timed ones: at most so many, and no more once so much time has gone. */
    private static final int WARM_UP_SOLVES = 200;

    private static final double WARM_UP_SECONDS = 3.0;

    @Parameters(paramLabel = "FILE", description = "A CBF file, packed if it ends in .gz; - is standard input.")
    private String file;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the result as JSON to FILE, or to standard output for -.")
    private String json;

    @Option(
            names = "--solver",
            paramLabel = "NAME",
            description = "Which installed solver to use; by default the first that suits.")
    private String solver;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "After a warm-up, solve N times more and tell the median time, set-up excluded.")
    private int repeat;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (repeat < 0) {
            throw new BadInputException("--repeat " + repeat + ": give a number of 1 or more");
        }
        CallFiles files = new CallFiles().reads("FILE", file).writes("--json", json);
        files.check();
        CbfProgram read = read();
        ConicProgram program = read.program();
        CheckedSolver chosen = CheckedSolver.of(solver == null ? Solvers.suitableFor(program) : Solvers.named(solver));
        CheckedAnswer result = chosen.solve(program, SolverOptions.defaults());
        double median = repeat > 0 ? medianSolveSeconds(chosen, program) : Double.NaN;

        double primal = read.objectiveInFile(result.objective());
        double dual = read.objectiveInFile(result.kkt().dualObjective());
        PrintWriter out = spec.commandLine().getOut();
        if (!files.takeStandardOutput()) {
            out.printf(Locale.ROOT, "%s: %s%n", file, program);
            out.printf(Locale.ROOT, "  %s by %s: %s%n", result.status(), chosen.name(), result.message());
            out.printf(
                    Locale.ROOT,
                    "  primal objective %s, dual objective %s%n",
                    TextTable.number(primal, 8),
                    TextTable.number(dual, 8));
            out.printf(
                    Locale.ROOT,
                    "  %d iterations, %.3f ms set-up, %.3f ms solve%s%n",
                    result.iterations(),
                    1e3 * result.setupSeconds(),
                    1e3 * result.solveSeconds(),
                    repeat > 0
                            ? String.format(Locale.ROOT, ", %.3f ms in the median of %d", 1e3 * median, repeat)
                            : "");
            out.flush();
        }
        if (json != null) {
            CallFiles.write(json, out, JsonOutput.text(writer -> writeTo(writer, result, primal, dual, median)));
        }
        return ExitCode.of(result.status());
    }

    private CbfProgram read() {
        if (CallFiles.isDash(file)) {
            return CbfReader.read(new ByteArrayInputStream(CallFiles.standardInput()), "standard input");
        }
        try {
            return CbfReader.read(Path.of(file));
        } catch (InvalidPathException e) {
            throw new BadInputException(
                    "'" + file + "' is no path: " + e.getReason() + "; give the path of a CBF file");
        }
    }

    /**
     * One session solves the program over and over: the pattern is the same, so all but the first solve do without
     * symbolic work.
     */
    private double medianSolveSeconds(CheckedSolver chosen, ConicProgram program) {
        CheckedSolver session = chosen.session();
        long begin = System.nanoTime();
        for (int k = 0; k < WARM_UP_SOLVES && (System.nanoTime() - begin) * 1e-9 < WARM_UP_SECONDS; k++) {
            session.solve(program, SolverOptions.defaults());
        }
        double[] seconds = new double[repeat];
        for (int k = 0; k < repeat; k++) {
            seconds[k] = session.solve(program, SolverOptions.defaults()).solveSeconds();
        }
        Arrays.sort(seconds);
        return 0.5 * (seconds[(repeat - 1) / 2] + seconds[repeat / 2]);
    }

    private void writeTo(JsonGenerator writer, CheckedAnswer result, double primal, double dual, double median)
            throws IOException {
        KktReport kkt = result.kkt();
        writer.writeStartObject();
        writer.writeStringField("status", result.status().name());
        JsonOutput.number(writer, "primalObjective", primal);
        JsonOutput.number(writer, "dualObjective", dual);
        JsonOutput.number(writer, "primalResidual", kkt.primalResidual());
        JsonOutput.number(writer, "dualResidual", kkt.dualResidual());
        JsonOutput.number(writer, "gap", kkt.gap());
        writer.writeNumberField("iterations", result.iterations());
        writer.writeNumberField("setupSeconds", result.setupSeconds());
        writer.writeNumberField("solveSeconds", result.solveSeconds());
        if (repeat > 0) {
            writer.writeNumberField("medianSolveSeconds", median);
        }
        writer.writeEndObject();
    }
}
