package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.flexopf.network.Branch;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.OperatingPoint;

/** Generators and branches in a state of the network, for people and as JSON, whichever model found the state. */
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
                    Table.number(point.pFrom()[b], 4),
                    Table.number(point.qFrom()[b], 4),
                    Table.number(1e3 * (point.pFrom()[b] + point.pTo()[b]), 3),
                    Table.number(100.0 * point.loading(network, b), 1));
        }
        table.print(out, branches.size(), "branches");
    }

    void writeGenerators(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("generators");
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            boolean active = network.isActive(generator);
            json.writeStartObject();
            json.writeNumberField("id", generator.id());
            json.writeNumberField("bus", generator.bus());
            JsonOutput.number(json, "p", active ? point.pg()[g] : 0.0);
            JsonOutput.number(json, "q", active ? point.qg()[g] : 0.0);
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
            JsonOutput.number(json, "pFrom", point.pFrom()[b]);
            JsonOutput.number(json, "qFrom", point.qFrom()[b]);
            JsonOutput.number(json, "pTo", point.pTo()[b]);
            JsonOutput.number(json, "qTo", point.qTo()[b]);
            JsonOutput.number(json, "loading", point.loading(network, b));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
