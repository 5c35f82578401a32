package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.report.FeederPicture;
import org.flexopf.report.HtmlReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code opf powerflow}: voltages and losses of a case at its scheduled generation. */
@Command(
        name = "powerflow",
        description = "Solve an AC power flow at the scheduled generation: voltages and losses.",
        mixinStandardHelpOptions = true)
final class PowerFlowCommand implements Callable<Integer> {

    @Mixin
    private CaseParameter parameter;

    @Mixin
    private PictureOptions pictures;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        pictures.check();
        Network network = parameter.read();
        PowerFlowResult result = PowerFlow.solve(network);
        PrintWriter out = spec.commandLine().getOut();
        if (parameter.verbose()) {
            network.notes().forEach(note -> spec.commandLine().getErr().println("note: " + note));
            result.notes().forEach(note -> spec.commandLine().getErr().println("note: " + note));
        }
        if (parameter.tableWanted()) {
            print(result, out);
        }
        if (parameter.json() != null) {
            parameter.json().write(out, json -> writeTo(json, result));
        }
        if (pictures.wanted()) {
            pictures.write(picture(result), html(result));
        }
        if (!result.converged()) {
            spec.commandLine().getErr().println("opf: the power flow did not converge: " + result.reason());
        }
        return result.converged() ? ExitCode.SOLVED : ExitCode.NOT_SOLVED;
    }

    private static void print(PowerFlowResult result, PrintWriter out) {
        Network network = result.network();
        out.printf(
                Locale.ROOT,
                "%s: power flow by %s, %s after %d iterations%n",
                network.name(),
                method(result),
                result.converged() ? "converged" : "NOT converged",
                result.iterations());
        if (!result.converged()) {
            out.flush();
            return;
        }
        out.printf(Locale.ROOT, "  losses           %.6f MW, %.6f Mvar%n", result.lossMw(), result.lossMvar());
        out.printf(Locale.ROOT, "  lowest voltage   %.4f p.u. at bus %d%n", result.minVm(), result.minVmBus());
        out.printf(Locale.ROOT, "  largest mismatch %.1e MW%n%n", result.maxMismatchMw());
        Table table = new Table("bus", "vm p.u.", "va deg", "injected MW", "injected Mvar");
        List<Bus> buses = network.buses();
        for (int i = 0; i < Math.min(buses.size(), Table.ROWS_SHOWN); i++) {
            table.row(
                    buses.get(i).id(),
                    Table.number(result.vm(i), 4),
                    Table.number(result.va(i), 3),
                    Table.number(result.pInjection()[i], 4),
                    Table.number(result.qInjection()[i], 4));
        }
        table.print(out, buses.size(), "buses");
        new StateTables(network, result.point()).printHvdcLinesAndDevices(out);
        out.flush();
    }

    private static FeederPicture picture(PowerFlowResult result) {
        return result.converged()
                ? FeederPicture.of(result.network(), result.point())
                : FeederPicture.of(result.network());
    }

    private static HtmlReport html(PowerFlowResult result) {
        HtmlReport report = HtmlReport.of(result.network())
                .model("power flow by " + method(result))
                .status(result.converged() ? "converged" : "not converged", result.converged())
                .fact("iterations", String.valueOf(result.iterations()));
        result.notes().forEach(note -> report.caveat(note.toString()));
        if (!result.converged()) {
            return report.fact("reason", result.reason());
        }
        return report.state(result.point())
                .fact(
                        "lowest voltage",
                        String.format(Locale.ROOT, "%.4f p.u. at bus %d", result.minVm(), result.minVmBus()))
                .fact("largest mismatch", String.format(Locale.ROOT, "%.1e MW", result.maxMismatchMw()));
    }

    private static String method(PowerFlowResult result) {
        return switch (result.method()) {
            case SWEEP -> "backward-forward sweep";
            case NEWTON -> "Newton's method";
            case AUTO -> throw new IllegalStateException("a result names the method that found it");
        };
    }

    private static void writeTo(JsonGenerator json, PowerFlowResult result) throws IOException {
        boolean known = result.converged();
        json.writeStartObject();
        json.writeStringField("case", result.network().name());
        json.writeBooleanField("converged", result.converged());
        json.writeStringField("method", result.method().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("iterations", result.iterations());
        JsonOutput.number(json, "lossMw", known ? result.lossMw() : Double.NaN);
        JsonOutput.number(json, "lossMvar", known ? result.lossMvar() : Double.NaN);
        JsonOutput.number(json, "minVm", known ? result.minVm() : Double.NaN);
        if (known) {
            json.writeNumberField("minVmBus", result.minVmBus());
        } else {
            json.writeNullField("minVmBus");
        }
        JsonOutput.number(json, "maxMismatchMw", result.maxMismatchMw());
        json.writeArrayFieldStart("buses");
        for (int i = 0; i < result.network().buses().size(); i++) {
            json.writeStartObject();
            json.writeNumberField("id", result.network().buses().get(i).id());
            JsonOutput.number(json, "vm", known ? result.vm(i) : Double.NaN);
            JsonOutput.number(json, "va", known ? result.va(i) : Double.NaN);
            json.writeEndObject();
        }
        json.writeEndArray();
        if (known) {
            new StateTables(result.network(), result.point()).writeLossesAndDevices(json);
        } else {
            json.writeNullField("lossesMw");
        }
        json.writeEndObject();
    }
}
