package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flexopf.casefile.MatlabInterpreter.Change;
import org.flexopf.casefile.MatlabValue.Cell;
import org.flexopf.casefile.MatlabValue.Matrix;
import org.flexopf.casefile.MatlabValue.Text;
import org.flexopf.casefile.MatlabWorkspace.Given;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Fault;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.InvalidCostException;
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
    private static final int COST_COLUMNS = 4;
    private static final int DC_LINE_COLUMNS = 17;
    private static final int PIECEWISE_LINEAR = 1;
    private static final int POLYNOMIAL = 2;

    /** What the tables may hold beyond their data: MATPOWER appends the results of a solved case. */
    private static final Map<String, Integer> KNOWN_COLUMNS = Map.of("bus", 17, "gen", 25, "branch", 21, "dcline", 23);

    private static final Set<String> READ =
            Set.of("version", "baseMVA", "bus", "gen", "branch", "gencost", "bus_name", "dcline", "dclinecost");

    /** Fields that would change the answer of an optimal power flow, so that leaving them out would be wrong. */
    private static final Map<String, String> REFUSED = Map.of(
            "A",
            "user-defined constraints are not modelled",
            "l",
            "user-defined constraints are not modelled",
            "u",
            "user-defined constraints are not modelled",
            "N",
            "user-defined costs are not modelled",
            "H",
            "user-defined costs are not modelled",
            "Cw",
            "user-defined costs are not modelled");

    private final String file;
    private final MatlabInterpreter script;
    private final Map<String, Given> fields;
    private final String variable;
    private final List<Note> notes = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private boolean rowsLeftOut;
    private NetworkBuilder builder;

    MatpowerReader(String file, MatlabInterpreter script) {
        this.file = file;
        this.script = script;
        this.fields = script.workspace().fields();
        this.variable = script.workspace().caseVariable();
    }

    MatpowerCase read() {
        requireFields();
        Matrix buses = table("bus", BUS_COLUMNS);
        Matrix generators = table("gen", GENERATOR_COLUMNS);
        Matrix branches = table("branch", BRANCH_COLUMNS);
        Matrix costs = fields.containsKey("gencost") ? table("gencost", COST_COLUMNS) : null;
        if (costs != null && costs.rows() != generators.rows() && costs.rows() != 2 * generators.rows()) {
            throw error(
                    "gencost",
                    costs.rows() + " rows for " + generators.rows() + " generators",
                    "the costs do not match the generators",
                    "give one row per generator, or as many again for the costs of reactive power");
        }
        builder = Network.builder(file.endsWith(".m") ? file.substring(0, file.length() - 2) : file, number("baseMVA"));
        for (Change change : script.changes()) {
            note("line " + change.line(), "carried out: " + change.text());
        }
        buses(buses);
        branches(branches);
        generators(generators, costs);
        if (fields.containsKey("dcline")) {
            dcLines(
                    table("dcline", DC_LINE_COLUMNS),
                    fields.containsKey("dclinecost") ? table("dclinecost", COST_COLUMNS) : null);
        }
        for (Map.Entry<String, Given> field : fields.entrySet()) {
            if (!READ.contains(field.getKey()) && !REFUSED.containsKey(field.getKey())) {
                note(
                        label(field.getKey()) + ", line " + field.getValue().line(),
                        "not part of the network model, ignored");
            }
        }
        // Rows left out would only produce further faults, so that the network is not looked at before all rows are
        // right.
        if (rowsLeftOut) {
            throw new InvalidNetworkException(file, faults);
        }
        faults.forEach(builder::fault);
        notes.forEach(builder::note);
        return new MatpowerCase(builder.build(), List.copyOf(notes));
    }

    private void requireFields() {
        List<String> missing = new ArrayList<>();
        for (String field : List.of("version", "baseMVA", "bus", "gen", "branch")) {
            if (!fields.containsKey(field)) {
                missing.add(label(field));
            }
        }
        if (!missing.isEmpty()) {
            throw new CaseFileException(
                    file,
                    0,
                    "no " + String.join(", no ", missing),
                    "a MATPOWER case of version 2 has these",
                    "add what is missing; if the file was cut off, restore the rest");
        }
        MatlabValue version = fields.get("version").value();
        if (!version.equals(new Text("2"))) {
            throw error(
                    "version",
                    version.describe(),
                    "only version '2' of the format is read",
                    "save the case in version 2 with MATPOWER's savecase");
        }
        for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
            Given given = fields.get(refused.getKey());
            if (given != null && !(given.value() instanceof Matrix matrix && matrix.rows() == 0)) {
                throw error(
                        refused.getKey(),
                        label(refused.getKey()),
                        refused.getValue() + ", and without them the answer would be another",
                        "take " + label(refused.getKey()) + " out of the file to solve the case without them");
            }
        }
    }

    private Matrix table(String field, int leastColumns) {
        if (!(fields.get(field).value() instanceof Matrix table)) {
            throw error(
                    field,
                    fields.get(field).value().describe(),
                    label(field) + " is a table of numbers",
                    "write it as " + label(field) + " = [ ... ];");
        }
        if (table.rows() > 0 && table.columns() < leastColumns) {
            throw error(
                    field,
                    table.columns() + " columns",
                    label(field) + " has " + leastColumns + " columns or more",
                    "add the columns that are missing");
        }
        Integer known = KNOWN_COLUMNS.get(field);
        int data = field.equals("branch") ? BUS_COLUMNS : known == null ? table.columns() : known;
        if (known != null && table.columns() > data && table.columns() != known) {
            note(label(field), "columns beyond " + data + " are not part of the format, ignored");
        }
        return table;
    }

    private double number(String field) {
        if (fields.get(field).value() instanceof Matrix matrix && matrix.isScalar()) {
            return matrix.values()[0];
        }
        throw error(
                field,
                fields.get(field).value().describe(),
                label(field) + " is a number",
                "write it as " + label(field) + " = 100;");
    }

    private void buses(Matrix table) {
        List<String> names = busNames(table.rows());
        Set<Integer> seen = new HashSet<>();
        for (int row = 0; row < table.rows(); row++) {
            Row bus = new Row("bus", table, row);
            int id = bus.integer(0, "bus number");
            BusType type = busType(bus);
            if (id == 0 || type == null) {
                rowsLeftOut = true;
                continue;
            }
            builder.fromLine(table.line(row));
            builder.bus(new Bus(id, names.get(row), type, bus.at(9), bus.at(12), bus.at(11), bus.at(8)));
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
        Given given = fields.get("bus_name");
        if (given != null && given.value() instanceof Cell cell && cell.items().size() == buses) {
            for (MatlabValue item : cell.items()) {
                names.add(item instanceof Text text ? text.text().strip() : "");
            }
            return names;
        }
        if (given != null) {
            note(label("bus_name") + ", line " + given.line(), "does not name each of " + buses + " buses, ignored");
        }
        for (int row = 0; row < buses; row++) {
            names.add("");
        }
        return names;
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

    private void branches(Matrix table) {
        int unlimited = 0;
        for (int row = 0; row < table.rows(); row++) {
            Row branch = new Row("branch", table, row);
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
                rowsLeftOut = true;
                continue;
            }
            boolean limited = table.columns() >= BUS_COLUMNS && (branch.at(11) != 0.0 || branch.at(12) != 0.0);
            unlimited += table.columns() >= BUS_COLUMNS && !limited ? 1 : 0;
            builder.fromLine(table.line(row));
            builder.branch(Branch.line(row + 1, from, to, branch.at(2), branch.at(3))
                    .withCharging(branch.at(4))
                    .withTap(branch.at(8) == 0.0 ? 1.0 : branch.at(8), branch.at(9))
                    .withRating(branch.at(5) == 0.0 ? Double.POSITIVE_INFINITY : branch.at(5))
                    .withAngleLimits(limited ? branch.at(11) : -360.0, limited ? branch.at(12) : 360.0)
                    .withInService(status == 1.0));
        }
        if (unlimited > 0) {
            note(label("branch"), "both angle limits are 0 in " + unlimited + " rows: taken for none, as in MATPOWER");
        }
    }

    private void generators(Matrix table, Matrix costs) {
        boolean startUp = false;
        for (int row = 0; row < table.rows(); row++) {
            Row generator = new Row("gen", table, row);
            int bus = generator.integer(0, "bus number");
            CostCurve cost = CostCurve.free();
            CostCurve reactiveCost = CostCurve.free();
            if (costs != null) {
                cost = cost(new Row("gencost", costs, row));
                startUp |= costs.get(row, 1) != 0.0 || costs.get(row, 2) != 0.0;
                if (costs.rows() == 2 * table.rows()) {
                    reactiveCost = cost(new Row("gencost", costs, table.rows() + row));
                }
            }
            if (Double.isNaN(generator.at(7))) {
                generator.fault(
                        "status NaN",
                        "a generator is switched in or out",
                        "give 1 for in service, 0 for out of service");
            }
            if (bus == 0) {
                rowsLeftOut = true;
                continue;
            }
            boolean inService = generator.at(7) > 0.0;
            builder.fromLine(table.line(row));
            double pMin = generator.at(9);
            double pMax = generator.at(8);
            double qMin = generator.at(4);
            double qMax = generator.at(3);
            builder.generator(Generator.of(row + 1, bus, pMin, pMax, qMin, qMax, cost)
                    .withReactiveCost(reactiveCost)
                    .withSchedule(generator.at(1), generator.at(2))
                    .withVoltageSetPoint(generator.at(5))
                    .withInService(inService));
            if (inService) {
                notesOnGenerator(generator, "generator " + (row + 1) + " at bus " + bus, table.columns());
            }
        }
        if (costs == null && table.rows() > 0) {
            note(label("gencost"), "missing: all generators are free of cost");
        }
        if (startUp) {
            note(label("gencost"), "start-up and shut-down costs are not used");
        }
    }

    private void notesOnGenerator(Row generator, String element, int columns) {
        if (columns >= 16 && (generator.at(10) != 0.0 || generator.at(11) != 0.0)) {
            note(
                    element,
                    "its capability curve (columns Pc1 to Qc2max) is not "
                            + "modelled; the limits of P and Q hold on their own");
        }
        if (generator.at(9) < 0.0 && generator.at(8) == 0.0 && generator.at(3) != generator.at(4)) {
            note(
                    element,
                    "a dispatchable load: MATPOWER keeps its power factor "
                            + "constant, here P and Q are free within their limits");
        }
    }

    private void dcLines(Matrix table, Matrix costs) {
        if (costs != null && costs.rows() != table.rows()) {
            throw error(
                    "dclinecost",
                    costs.rows() + " rows for " + table.rows() + " DC lines",
                    "the costs do not match the DC lines",
                    "give one row per DC line");
        }
        for (int row = 0; row < table.rows(); row++) {
            Row line = new Row("dcline", table, row);
            int from = line.integer(0, "bus number");
            int to = line.integer(1, "bus number");
            CostCurve cost = costs == null ? CostCurve.free() : cost(new Row("dclinecost", costs, row));
            if (Double.isNaN(line.at(2))) {
                line.fault(
                        "status NaN", "a DC line is switched in or out", "give 1 for in service, 0 for out of service");
            }
            if (from == 0 || to == 0) {
                rowsLeftOut = true;
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
            note(
                    label("dcline"),
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

    /** The cost of a row of gencost; free of cost, with a fault, where it is none. */
    private CostCurve cost(Row row) {
        double model = row.at(0);
        int count = row.integer(3, "number of coefficients or points");
        if (model != PIECEWISE_LINEAR && model != POLYNOMIAL) {
            row.fault(
                    "cost model " + model,
                    "there is no such model",
                    "give 1 for piecewise linear or 2 for a polynomial");
            return CostCurve.free();
        }
        int wanted = COST_COLUMNS + count * (model == PIECEWISE_LINEAR ? 2 : 1);
        if (count == 0) {
            return CostCurve.free();
        }
        if (count > row.columns() || wanted > row.columns()) {
            row.fault(
                    row.columns() + " columns",
                    "a cost of model " + (int) model + " with " + count
                            + (model == PIECEWISE_LINEAR ? " points" : " coefficients") + " takes " + wanted,
                    "add the columns that are missing, or correct their number");
            return CostCurve.free();
        }
        try {
            return model == PIECEWISE_LINEAR ? piecewiseLinear(row, count) : polynomial(row, count);
        } catch (InvalidCostException e) {
            faults.add(e.toFault(row.label()));
            return CostCurve.free();
        }
    }

    private static CostCurve piecewiseLinear(Row row, int count) {
        List<CostCurve.Point> points = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            points.add(new CostCurve.Point(row.at(COST_COLUMNS + 2 * k), row.at(COST_COLUMNS + 2 * k + 1)));
        }
        return CostCurve.piecewiseLinear(points);
    }

    /** Coefficients stand from the highest power down. */
    private static CostCurve polynomial(Row row, int count) {
        for (int k = 0; k < count - 3; k++) {
            if (row.at(COST_COLUMNS + k) != 0.0) {
                throw new InvalidCostException(
                        "coefficient " + row.at(COST_COLUMNS + k) + " of the power " + (count - 1 - k),
                        "costs are polynomials of degree 2 at most",
                        "fit a quadratic or a convex piecewise linear cost");
            }
        }
        int constant = COST_COLUMNS + count - 1;
        return CostCurve.quadratic(
                count > 2 ? row.at(constant - 2) : 0.0, count > 1 ? row.at(constant - 1) : 0.0, row.at(constant));
    }

    private void note(String element, String remark) {
        notes.add(new Note(element, remark));
    }

    private String label(String field) {
        return variable + "." + field;
    }

    private CaseFileException error(String field, String found, String reason, String fix) {
        return new CaseFileException(file, fields.get(field).line(), found, reason, fix);
    }

    /** A row of a table, with its place for messages. */
    private final class Row {

        private final String field;
        private final Matrix table;
        private final int row;

        Row(String field, Matrix table, int row) {
            this.field = field;
            this.table = table;
            this.row = row;
        }

        double at(int column) {
            return table.get(row, column);
        }

        int columns() {
            return table.columns();
        }

        /** A number from 1 to the largest int, or 0 with a fault. */
        int integer(int column, String what) {
            double value = at(column);
            if (value != Math.rint(value) || !(value >= 1.0 && value <= Integer.MAX_VALUE)) {
                fault(what + " " + value, "it is not a whole number from 1 to " + Integer.MAX_VALUE, "correct it");
                return 0;
            }
            return (int) value;
        }

        String label() {
            int line = table.line(row);
            return MatpowerReader.this.label(field) + " row " + (row + 1) + (line > 0 ? ", line " + line : "");
        }

        void fault(String value, String cause, String fix) {
            faults.add(new Fault(label(), value, cause, fix));
        }
    }
}
