package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.flexopf.coordination.region.FlexibleFeederFile;
import org.flexopf.coordination.region.InterfaceStudy;
import org.flexopf.coordination.region.IntervalCurves;
import org.flexopf.examples.Lights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code opf curves}: price-quantity curves of a feeder's interface. */
@Command(
        name = "curves",
        description = {
            "Draw up the price-quantity curves of a feeder's interface.",
            "Over typical intervals: what is offered, what the feeder bears as it is (green), with "
                    + "reactive support (orange) or not at all (red), and a year of it."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CurvesCommand implements Callable<Integer> {

    @Mixin
    private StudyFile study;

    @Option(
            names = "--steps",
            paramLabel = "NUMBER",
            defaultValue = "8",
            description = "How many steps a curve has (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Draw the year of the first feeder as a heat map (to standard output for -).")
    private String svg;

    @Option(
            names = "--curve",
            paramLabel = "INTERVAL:DIRECTION",
            description = "With --svg: draw one curve instead, such as 4:up.")
    private String curve;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CallFiles files = study.files().writes("--svg", svg);
        files.check();
        if (curve != null && svg == null) {
            throw new BadInputException("--curve says what --svg draws; give --svg FILE too");
        }
        Map<String, List<IntervalCurves>> curves = new LinkedHashMap<>();
        FlexibleFeederFile.parse(study.name(), study.text("the feeders", "docs/interface-curves.md"))
                .forEach((name, feeder) -> curves.put(
                        name,
                        InterfaceStudy.of(feeder, Lights.of()).withSteps(steps).curves()));
        PrintWriter out = spec.commandLine().getOut();
        CurvesOutcome outcome = new CurvesOutcome(curves);
        CurvesReport report = new CurvesReport(curves);
        String picture = svg == null ? "" : report.picture(curve);
        study.tell(files, out, outcome::print, outcome::json, report::html);
        if (svg != null) {
            CallFiles.write(svg, out, picture);
        }
        return ExitCode.SOLVED;
    }
}
