package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.flexopf.model.ElementKind;
import org.flexopf.network.Branch;
import org.flexopf.network.Element;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Network;
import org.flexopf.opf.DevicePower;
import org.flexopf.opf.HvdcFlow;
import org.flexopf.opf.OperatingPoint;

/**
 * Generators, branches and DC lines in a state of the network, for people and as JSON, whichever model found the state.
 */
record StateTables(Network network, OperatingPoint point) {

    void printBranches(PrintWriter out) {
        Table table = new Table("branch", "from", "to", "p MW", "q Mvar", "loss kW", "loading %");
        List<Branch> branches = network.branches();
        for (int b = 0; b < Math.min(branches.size(), Table.ROWS_SHOWN); b++) {
            Branch branch = branches.get(b);
            if (!network.isActive(branch)) {
                table.row(branch.id(), branch.fromBus(), branch.toBus(), "out", "-", "-", "-");
                continue;
            }
            table.row(
                    branch.id(),
                    branch.fromBus(),
                    branch.toBus(),
                    Table.number(point.pFrom(b), 4),
                    Table.number(point.qFrom(b), 4),
                    Table.number(1e3 * (point.pFrom(b) + point.pTo(b)), 3),
                    Table.number(100.0 * point.loading(network, b), 1));
        }
        table.print(out, branches.size(), "branches");
    }

    /** DC lines, and devices of further kinds, of a network that has any. */
    void printHvdcLinesAndDevices(PrintWriter out) {
        printHvdcLines(out);
        network.furtherKinds().forEach(kind -> printDevices(out, kind));
    }

    private void printDevices(PrintWriter out, ElementKind kind) {
        List<? extends Element> devices = network.elements(kind);
        Table table = new Table(kind.label(), "p MW", "q Mvar", "cost /h");
        for (int k = 0; k < Math.min(devices.size(), Table.ROWS_SHOWN); k++) {
            DevicePower power = point.devices(kind).get(k);
            if (network.isActive(devices.get(k))) {
                table.row(
                        devices.get(k).label(),
                        Table.number(power.p(), 4),
                        Table.number(power.q(), 4),
                        Table.number(power.cost(), 3));
            } else {
                table.row(devices.get(k).label(), "out", "-", "-");
            }
        }
        table.print(out, devices.size(), kind.label() + "s");
    }

    private void printHvdcLines(PrintWriter out) {
        List<HvdcLine> lines = network.hvdcLines();
        if (lines.isEmpty()) {
            return;
        }
        Table table = new Table(
                "DC line", "from", "to", "p MW", "delivered MW", "loss kW", "q from Mvar", "q to Mvar", "cost /h");
        for (int d = 0; d < Math.min(lines.size(), Table.ROWS_SHOWN); d++) {
            HvdcLine line = lines.get(d);
            if (!network.isActive(line)) {
                table.row(line.id(), line.fromBus(), line.toBus(), "out", "-", "-", "-", "-", "-");
                continue;
            }
            HvdcFlow flow = point.hvdc(d);
            table.row(
                    line.id(),
                    line.fromBus(),
                    line.toBus(),
                    Table.number(flow.p(), 4),
                    Table.number(flow.delivered(), 4),
                    Table.number(1e3 * flow.loss(), 3),
                    Table.number(flow.qFrom(), 4),
                    Table.number(flow.qTo(), 4),
                    Table.number(point.hvdcCost(network, d), 3));
        }
        table.print(out, lines.size(), "DC lines");
    }

    /**
     * Losses, DC lines of a network that has any: what they draw and deliver in MW, with loss and cost; and devices of
     * further kinds: what they supply, over all terminals, and their cost.
     */
    void writeLossesAndDevices(JsonGenerator json) throws IOException {
        JsonOutput.number(json, "lossesMw", point.activeLosses());
        if (!network.hvdcLines().isEmpty()) {
            writeHvdcLines(json);
        }
        if (!network.furtherKinds().isEmpty()) {
            writeDevices(json);
        }
    }

    private void writeDevices(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("devices");
        for (ElementKind kind : network.furtherKinds()) {
            List<? extends Element> devices = network.elements(kind);
            for (int k = 0; k < devices.size(); k++) {
                boolean active = network.isActive(devices.get(k));
                DevicePower power = point.devices(kind).get(k);
                json.writeStartObject();
                json.writeStringField("kind", kind.id());
                json.writeNumberField("id", devices.get(k).id());
                JsonOutput.number(json, "p", active ? power.p() : 0.0);
                JsonOutput.number(json, "q", active ? power.q() : 0.0);
                JsonOutput.number(json, "cost", point.deviceCost(network, kind, k));
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void writeHvdcLines(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("dcLines");
        for (int d = 0; d < network.hvdcLines().size(); d++) {
            HvdcLine line = network.hvdcLines().get(d);
            HvdcFlow flow = point.hvdc(d);
            json.writeStartObject();
            json.writeNumberField("id", line.id());
            json.writeNumberField("from", line.fromBus());
            json.writeNumberField("to", line.toBus());
            JsonOutput.number(json, "pFrom", flow.p());
            JsonOutput.number(json, "pTo", flow.delivered());
            JsonOutput.number(json, "lossMw", flow.loss());
            JsonOutput.number(json, "cost", point.hvdcCost(network, d));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    void writeGenerators(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("generators");
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            boolean active = network.isActive(generator);
            json.writeStartObject();
            json.writeNumberField("id", generator.id());
            json.writeNumberField("bus", generator.bus());
            JsonOutput.number(json, "p", active ? point.pg(g) : 0.0);
            JsonOutput.number(json, "q", active ? point.qg(g) : 0.0);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    void writeBranches(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("branches");
        for (int b = 0; b < network.branches().size(); b++) {
            Branch branch = network.branches().get(b);
            json.writeStartObject();
            json.writeNumberField("id", branch.id());
            json.writeNumberField("from", branch.fromBus());
            json.writeNumberField("to", branch.toBus());
            JsonOutput.number(json, "pFrom", point.pFrom(b));
            JsonOutput.number(json, "qFrom", point.qFrom(b));
            JsonOutput.number(json, "pTo", point.pTo(b));
            JsonOutput.number(json, "qTo", point.qTo(b));
            JsonOutput.number(json, "loading", point.loading(network, b));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
