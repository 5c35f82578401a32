package org.flexopf.casefile;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.flexopf.casefile.MatlabValue.Matrix;
import org.flexopf.casefile.MatpowerTables.Row;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Range;

/**
 * The interface limits of a MATPOWER case, as {@code toggle_iflims} reads them: {@code if.map} names the branches of
 * each interface by their rows, with a minus where the flow against the branch counts, and {@code if.lims} gives least
 * and largest flow in MW.
 */
final class MatpowerInterfaces {

    private static final int MAP_COLUMNS = 2;
    private static final int LIMIT_COLUMNS = 3;

    private final MatpowerTables tables;
    private final NetworkBuilder builder;
    private final int branches;

    /** @param branches the number of branches of the case */
    MatpowerInterfaces(MatpowerTables tables, NetworkBuilder builder, int branches) {
        this.tables = tables;
        this.builder = builder;
        this.branches = branches;
    }

    /** Adds the interfaces that have limits. */
    void add() {
        Matrix limits = tables.has("if.lims") ? tables.table("if.lims", LIMIT_COLUMNS) : null;
        if (limits == null || limits.rows() == 0) {
            tables.harmlessNote(tables.label("if"), "interfaces without limits, ignored");
            return;
        }
        if (!tables.has("if.map")) {
            throw tables.error(
                    "if.lims",
                    limits.rows() + " limits",
                    "no " + tables.label("if.map") + " says which branches the interfaces have",
                    "add it, a row of interface and signed branch number for each branch");
        }
        Map<Integer, Map<Integer, Double>> flows = flows(tables.table("if.map", MAP_COLUMNS));
        Set<Integer> limited = new HashSet<>();
        for (int row = 0; row < limits.rows(); row++) {
            Row limit = tables.row("if.lims", limits, row);
            int id = limit.integer(0, "interface number");
            if (id == 0) {
                tables.rowLeftOut();
                continue;
            }
            limited.add(id);
            builder.fromLine(limits.line(row));
            builder.flowInterface(
                    new FlowInterface(id, "", flows.getOrDefault(id, Map.of()), new Range(limit.at(1), limit.at(2))));
        }
        flows.keySet().stream()
                .filter(id -> !limited.contains(id))
                .forEach(id -> tables.harmlessNote(tables.label("if.map"), "interface " + id + " has no limits"));
        tables.changingNote(
                tables.label("if"),
                "interface limits are part of the network, and hold in every model; MATPOWER leaves them out unless "
                        + "toggle_iflims is on, and holds them in its DC optimal power flow only");
    }

    /** The weights of the branches of every interface, by its number. */
    private Map<Integer, Map<Integer, Double>> flows(Matrix map) {
        Map<Integer, Map<Integer, Double>> flows = new LinkedHashMap<>();
        for (int row = 0; row < map.rows(); row++) {
            Row entry = tables.row("if.map", map, row);
            int id = entry.integer(0, "interface number");
            double signed = entry.at(1);
            double branch = Math.abs(signed);
            if (branch != Math.rint(branch) || !(branch >= 1.0 && branch <= branches)) {
                entry.fault(
                        "branch number " + signed,
                        "there is no such branch: they are numbered by their rows, from 1 to " + branches,
                        "correct it; a minus counts the flow against the branch");
                tables.rowLeftOut();
            } else if (id == 0) {
                tables.rowLeftOut();
            } else {
                flows.computeIfAbsent(id, first -> new LinkedHashMap<>())
                        .merge((int) branch, Math.signum(signed), Double::sum);
            }
        }
        return flows;
    }
}
