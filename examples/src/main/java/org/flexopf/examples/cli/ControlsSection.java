package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flexopf.network.StepControl;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfProblem;
import org.flexopf.opf.RoundedControls;
import org.flexopf.socp.ExactnessReport;

/** What became of a case's taps, phase shifters and switchable shunts. */
record ControlsSection(RoundedControls controls) implements ReportSection {

    /**
     * Frees the settings, and fixes them at steps that an AC power flow confirms; at the nearest steps where it
     * confirms none.
     *
     * @param opf with a formulation that frees settings of the problem
     */
    static ControlsSection solve(Opf opf, OpfProblem problem) {
        RoundedControls confirmed = RoundedControls.solve(
                opf, problem, solution -> ExactnessReport.of(solution).isConfirmed());
        return new ControlsSection(
                confirmed.isAccepted() || confirmed.relaxed().solution().isEmpty()
                        ? confirmed
                        : RoundedControls.solve(opf, problem));
    }

    private static String line(RoundedControls.Setting setting) {
        StepControl control = setting.control();
        return String.format(
                Locale.ROOT,
                "%s: %s, from %s where it is free",
                control.label(),
                control.describe(rounded(setting.rounded())),
                control.describe(rounded(setting.relaxed())));
    }

    private static double rounded(double value) {
        return Math.rint(1e6 * value) / 1e6;
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        controls.settings().forEach(setting -> findings.add(new Finding("control", line(setting))));
        controls.lossOfObjective()
                .ifPresent(loss -> findings.add(
                        new Finding("steps cost", String.format(Locale.ROOT, "at most %.6f of the objective", loss))));
        return findings;
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("controls");
        for (RoundedControls.Setting setting : controls.settings()) {
            json.writeStartObject();
            json.writeStringField(
                    "kind",
                    setting.control().kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            json.writeNumberField("element", setting.control().element());
            JsonOutput.number(json, "free", setting.relaxed());
            JsonOutput.number(json, "setting", setting.rounded());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
