package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.flexopf.coordination.dlfm.Architecture;
import org.flexopf.coordination.dlfm.Dlfm;
import org.flexopf.coordination.dlfm.DlfmCase;
import org.flexopf.coordination.dlfm.DlfmFile;
import org.flexopf.coordination.dlfm.DlfmOutcome;
import org.flexopf.coordination.dlfm.DlfmVariant;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.solver.SolverChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code opf dlfm}: six markets on two levels. */
@Command(
        name = "dlfm",
        description = {
            "Hold six markets of a transmission network and its feeders.",
            "Energy, reserve and balancing at both levels, in the sequence of an architecture: "
                    + "reactive (R, transmission first), proactive (P, feeders first) or interactive (I, both "
                    + "at once)."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done; what is missing is told", "2:bad input or usage", "4:a market is not cleared"})
final class DlfmCommand implements Callable<Integer> {

    /** The names of the variants, for help texts. */
    static final class Variants implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(DlfmVariant.values()).map(DlfmVariant::label).iterator();
        }
    }

    @Mixin
    private StudyFile study;

    @Option(
            names = "--architecture",
            paramLabel = "NAME",
            required = true,
            description = "Which level goes first: ${COMPLETION-CANDIDATES}.")
    private Architecture architecture;

    @Option(
            names = "--variant",
            paramLabel = "NAME",
            defaultValue = "full",
            completionCandidates = Variants.class,
            description = "Which markets are held: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String variant;

    @Option(
            names = "--band",
            paramLabel = "MW",
            description =
                    "By how much the TSO may move the flow into a feeder (variant r-behind; no limit by default).")
    private Double band;

    @Mixin
    private SolverOption solver;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CallFiles files = study.files();
        DlfmVariant held = Arrays.stream(DlfmVariant.values())
                .filter(each -> each.label().equals(variant))
                .findFirst()
                .orElseThrow(() -> new BadInputException("there is no variant '" + variant + "'; choose one of "
                        + Arrays.stream(DlfmVariant.values())
                                .map(DlfmVariant::label)
                                .collect(Collectors.joining(", "))));
        if (band != null && held != DlfmVariant.R_BEHIND) {
            throw new BadInputException("--band is about the variant r-behind; give --variant r-behind too");
        }
        SolverChoice choice = solver.choice();
        DlfmCase data = DlfmFile.parse(study.name(), study.text("the markets", "docs/dlfm.md"));
        Dlfm markets = Dlfm.of(data, architecture).withVariant(held).withSolver(choice);
        PrintWriter out = spec.commandLine().getOut();
        try {
            DlfmOutcome outcome = (band == null ? markets : markets.withBand(band)).run();
            SixMarketsOutcome told = new SixMarketsOutcome(data, outcome);
            study.tell(files, out, told::print, told::json, () -> SixMarketsReport.html(told));
            return ExitCode.SOLVED;
        } catch (OpfNotSolvedException e) {
            spec.commandLine().getErr().println("opf: " + e.getMessage());
            return ExitCode.of(e.status());
        }
    }
}
