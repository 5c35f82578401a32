package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flexopf.casefile.MatlabInterpreter.Change;
import org.flexopf.casefile.MatlabInterpreter.Skipped;
import org.flexopf.casefile.MatlabValue.Cell;
import org.flexopf.casefile.MatlabValue.Matrix;
import org.flexopf.casefile.MatlabValue.Text;
import org.flexopf.casefile.MatlabWorkspace.Given;
import org.flexopf.casefile.MatpowerTables.Row;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Note;
import org.flexopf.network.Shunt;

/** Makes a network of the tables of a MATPOWER case. */
final class MatpowerReader {

    private static final int BUS_COLUMNS = 13;
    private static final int GENERATOR_COLUMNS = 10;
    private static final int BRANCH_COLUMNS = 11;
    private static final int LIMITED_BRANCH_COLUMNS = 13;
    private static final int SOLVED_BRANCH_COLUMNS = 21;
    private static final int VERSION_2_GENERATOR_COLUMNS = 21;
    private static final int DC_LINE_COLUMNS = 17;

    private final MatlabInterpreter script;
    private final CaseOptions options;
    private final MatpowerTables tables;
    private final List<Note> leftOutOfTheFile = new ArrayList<>();
    private NetworkBuilder builder;

    MatpowerReader(String file, MatlabInterpreter script, CaseOptions options) {
        this.script = script;
        this.options = options;
        this.tables = new MatpowerTables(file, script.workspace());
    }

    MatpowerCase read() {
        requireFields();
        Matrix buses = tables.table("bus", BUS_COLUMNS);
        Matrix generators = tables.table("gen", GENERATOR_COLUMNS);
        Matrix branches = tables.table("branch", BRANCH_COLUMNS);
        boolean ofVersion1 = !states("2") && generators.columns() < VERSION_2_GENERATOR_COLUMNS;
        noteVersion(generators, ofVersion1);
        Matrix costs = tables.has("gencost") ? tables.table("gencost", MatpowerCosts.COLUMNS) : null;
        if (costs != null && costs.rows() != generators.rows() && costs.rows() != 2 * generators.rows()) {
            throw tables.error(
                    "gencost",
                    costs.rows() + " rows for " + generators.rows() + " generators",
                    "the costs do not match the generators",
                    "give one row per generator, or as many again for the costs of reactive power");
        }
        String file = tables.file();
        builder = Network.builder(
                file.endsWith(".m") ? file.substring(0, file.length() - 2) : file, tables.number("baseMVA"));
        for (Change change : script.changes()) {
            tables.harmlessNote("line " + change.line(), "carried out: " + change.text());
        }
        buses(buses);
        branches(branches, ofVersion1);
        new MatpowerGenerators(tables, options, builder).add(generators, costs, ofVersion1);
        if (tables.has("dcline")) {
            dcLines(
                    tables.table("dcline", DC_LINE_COLUMNS),
                    tables.has("dclinecost") ? tables.table("dclinecost", MatpowerCosts.COLUMNS) : null);
        }
        if (options.withoutInterfaces() && tables.has("if.lims")) {
            tables.changingNote(tables.label("if"), "limits on sums of flows are left out, as was asked");
        } else if (tables.has("if.lims") || tables.has("if.map")) {
            new MatpowerInterfaces(tables, builder, branches.rows()).add();
        }
        leftOut();
        if (options.mergesZeroImpedance()) {
            builder.mergeZeroImpedance();
        }
        islands();
        // Rows left out would only produce further faults, so that the network is not looked at before all rows are
        // right.
        if (tables.rowsLeftOut()) {
            throw new InvalidNetworkException(tables.file(), tables.faults());
        }
        tables.faults().forEach(builder::fault);
        tables.notes().forEach(builder::note);
        try {
            return new MatpowerCase(builder.build(), List.copyOf(tables.notes()));
        } catch (InvalidNetworkException invalid) {
            throw invalid.noting(leftOutOfTheFile);
        }
    }

    private void requireFields() {
        List<String> missing = new ArrayList<>();
        for (String field : List.of("baseMVA", "bus", "gen", "branch")) {
            if (!tables.has(field)) {
                missing.add(tables.label(field));
            }
        }
        if (!missing.isEmpty()) {
            throw new CaseFileException(
                    tables.file(),
                    0,
                    "no " + String.join(", no ", missing),
                    "a MATPOWER case has these",
                    "add what is missing; if the file was cut off, restore the rest");
        }
        if (tables.has("version") && !states("1") && !states("2")) {
            throw tables.error(
                    "version",
                    tables.fields().get("version").value().describe(),
                    "versions '1' and '2' of the format are read",
                    "save the case in version 2 with MATPOWER's savecase");
        }
        for (Map.Entry<String, String> refused : MatpowerFields.refused().entrySet()) {
            Given given = tables.fields().get(refused.getKey());
            if (given != null && !(given.value() instanceof Matrix matrix && matrix.rows() == 0)) {
                throw tables.error(
                        refused.getKey(),
                        tables.label(refused.getKey()),
                        refused.getValue() + ", and without them the answer would be another",
                        "take " + tables.label(refused.getKey()) + " out of the file to solve the case without them");
            }
        }
    }

    /** Whether the file says that it is of a version, by a text or a number. */
    private boolean states(String version) {
        Given given = tables.fields().get("version");
        return given != null
                && (given.value().equals(new Text(version))
                        || (given.value() instanceof Matrix number
                                && number.isScalar()
                                && number.values()[0] == Double.parseDouble(version)));
    }

    /** How a file that does not say version 2 is read: as one of version 1 or 2, by the columns of gen. */
    private void noteVersion(Matrix generators, boolean ofVersion1) {
        if (states("2") || (states("1") && ofVersion1 && generators.columns() == GENERATOR_COLUMNS)) {
            return;
        }
        String found = states("1") ? "'1', and" : "missing:";
        tables.changingNote(
                tables.label("version"),
                found + " a gen of " + generators.columns() + " columns is one of version "
                        + (ofVersion1
                                ? "1, so that its columns beyond the tenth, and those of branch beyond the eleventh"
                                        + " unless there are 13 or 21, are results"
                                : "2"));
    }

    /** Islands without a reference, as MATPOWER takes them. */
    private void islands() {
        for (Bus bus : builder.isolateEmptyIslands()) {
            tables.changingNote(bus.label(), "nothing in service is connected to it; it is left out");
        }
        for (Bus bus : builder.referToVoltageControlled()) {
            tables.changingNote(
                    bus.label(),
                    "taken for the reference of its island, of which it is the first PV bus, as in MATPOWER");
        }
        for (Bus bus : builder.referToDcLines()) {
            tables.changingNote(
                    bus.label(),
                    "taken for the reference of its island, which a DC line alone feeds; in a power flow it makes up "
                            + "for what the schedule of that line leaves open");
        }
    }

    /** Notes on the fields that are not part of the network. */
    private void leftOut() {
        for (Map.Entry<String, Given> field : tables.fields().entrySet()) {
            if (!MatpowerFields.isRead(field.getKey())) {
                noteOnField(field.getKey(), field.getValue().line(), "not part of the network model, ignored");
            }
        }
        for (Skipped skipped : script.skipped()) {
            noteOnField(
                    skipped.field(),
                    skipped.line(),
                    "not part of the network model, ignored; it is not understood: " + skipped.reason());
        }
    }

    private void noteOnField(String field, int line, String remark) {
        String element = tables.label(field) + ", line " + line;
        if (MatpowerFields.mayMatter(field)) {
            leftOutOfTheFile.add(Note.changing(element, remark));
            tables.changingNote(element, remark);
        } else {
            tables.harmlessNote(element, remark);
        }
    }

    private void buses(Matrix table) {
        List<String> names = busNames(table.rows());
        Set<Integer> seen = new HashSet<>();
        for (int row = 0; row < table.rows(); row++) {
            Row bus = tables.row("bus", table, row);
            int id = bus.integer(0, "bus number");
            BusType type = busType(bus);
            if (id == 0 || type == null) {
                tables.rowLeftOut();
                continue;
            }
            builder.fromLine(table.line(row));
            builder.bus(new Bus(id, names.get(row), type, bus.at(9), bus.at(12), bus.at(11), bus.at(8), zone(bus)));
            if (!seen.add(id)) {
                continue;
            }
            if (bus.at(2) != 0.0 || bus.at(3) != 0.0) {
                builder.load(Load.of(id, id, bus.at(2), bus.at(3)));
            }
            if (bus.at(4) != 0.0 || bus.at(5) != 0.0) {
                builder.shunt(Shunt.of(id, id, bus.at(4), bus.at(5)));
            }
        }
    }

    private List<String> busNames(int buses) {
        List<String> names = new ArrayList<>();
        Given given = tables.fields().get("bus_name");
        if (given != null && given.value() instanceof Cell cell && cell.items().size() == buses) {
            for (MatlabValue item : cell.items()) {
                names.add(item instanceof Text text ? text.text().strip() : "");
            }
            return names;
        }
        if (given != null) {
            tables.harmlessNote(
                    tables.label("bus_name") + ", line " + given.line(),
                    "does not name each of " + buses + " buses, ignored");
        }
        for (int row = 0; row < buses; row++) {
            names.add("");
        }
        return names;
    }

    /** The zone of a bus; what is no number of a zone is none, since only prices refer to it. */
    private static int zone(Row bus) {
        double zone = bus.at(10);
        return zone == Math.rint(zone) && Math.abs(zone) <= Integer.MAX_VALUE ? (int) zone : 0;
    }

    private BusType busType(Row bus) {
        double type = bus.at(1);
        if (type == 1.0) {
            return BusType.PQ;
        } else if (type == 2.0) {
            return BusType.PV;
        } else if (type == 3.0) {
            return BusType.REFERENCE;
        } else if (type == 4.0) {
            return BusType.ISOLATED;
        }
        bus.fault("bus type " + type, "there is no such type", "give 1 (PQ), 2 (PV), 3 (reference) or 4 (isolated)");
        return null;
    }

    private void branches(Matrix table, boolean ofVersion1) {
        boolean hasAngles = ofVersion1
                ? table.columns() == LIMITED_BRANCH_COLUMNS || table.columns() == SOLVED_BRANCH_COLUMNS
                : table.columns() >= LIMITED_BRANCH_COLUMNS;
        int unlimited = 0;
        for (int row = 0; row < table.rows(); row++) {
            Row branch = tables.row("branch", table, row);
            int from = branch.integer(0, "bus number");
            int to = branch.integer(1, "bus number");
            double status = branch.at(10);
            if (status != 0.0 && status != 1.0) {
                branch.fault(
                        "status " + status,
                        "a branch is switched in or out",
                        "give 1 for in service, 0 for out of service");
            }
            if (from == 0 || to == 0) {
                tables.rowLeftOut();
                continue;
            }
            boolean limited = hasAngles && (branch.at(11) != 0.0 || branch.at(12) != 0.0);
            unlimited += hasAngles && !limited ? 1 : 0;
            builder.fromLine(table.line(row));
            builder.branch(Branch.line(row + 1, from, to, branch.at(2), branch.at(3))
                    .withCharging(branch.at(4))
                    .withTap(branch.at(8) == 0.0 ? 1.0 : branch.at(8), branch.at(9))
                    .withRating(branch.at(5) == 0.0 ? Double.POSITIVE_INFINITY : branch.at(5))
                    .withAngleLimits(limited ? branch.at(11) : -360.0, limited ? branch.at(12) : 360.0)
                    .withInService(status == 1.0));
        }
        if (unlimited > 0) {
            tables.harmlessNote(
                    tables.label("branch"),
                    "both angle limits are 0 in " + unlimited + " rows: taken for none, as in MATPOWER");
        }
    }

    private void dcLines(Matrix table, Matrix costs) {
        if (costs != null && costs.rows() != table.rows()) {
            throw tables.error(
                    "dclinecost",
                    costs.rows() + " rows for " + table.rows() + " DC lines",
                    "the costs do not match the DC lines",
                    "give one row per DC line");
        }
        MatpowerCosts curves = new MatpowerCosts(tables);
        for (int row = 0; row < table.rows(); row++) {
            Row line = tables.row("dcline", table, row);
            int from = line.integer(0, "bus number");
            int to = line.integer(1, "bus number");
            CostCurve cost = costs == null ? CostCurve.free() : curves.of(tables.row("dclinecost", costs, row));
            if (Double.isNaN(line.at(2))) {
                line.fault(
                        "status NaN", "a DC line is switched in or out", "give 1 for in service, 0 for out of service");
            }
            if (from == 0 || to == 0) {
                tables.rowLeftOut();
                continue;
            }
            double lossConstant = line.at(15);
            double lossFactor = line.at(16);
            builder.fromLine(table.line(row));
            double pMin = atFromEnd(line.at(9), lossConstant, lossFactor);
            double pMax = atFromEnd(line.at(10), lossConstant, lossFactor);
            builder.hvdcLine(HvdcLine.of(row + 1, from, to, pMin, pMax)
                    .withReactiveLimits(line.at(11), line.at(12), line.at(13), line.at(14))
                    .withLoss(lossConstant, lossFactor)
                    .withCost(cost)
                    .withSchedule(line.at(3), line.at(5), line.at(6))
                    .withInService(line.at(2) > 0.0));
        }
        if (table.rows() > 0) {
            tables.changingNote(
                    tables.label("dcline"),
                    "DC lines are part of the network; MATPOWER leaves them out unless toggle_dcline is on. "
                            + "The voltage set points of their ends are not used");
        }
    }

    /**
     * A negative limit of a DC line holds for what arrives at its to end, {@code (1 - factor) P - constant}; a positive
     * one for P itself.
     */
    private static double atFromEnd(double limit, double lossConstant, double lossFactor) {
        return limit < 0.0 ? (limit + lossConstant) / (1.0 - lossFactor) : limit;
    }
}
