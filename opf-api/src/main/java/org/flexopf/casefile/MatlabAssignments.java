package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.casefile.MatlabInterpreter.Change;
import org.flexopf.casefile.MatlabInterpreter.Skipped;
import org.flexopf.casefile.MatlabValue.Matrix;
import org.flexopf.casefile.MatlabWorkspace.Given;

/** Gives variables and fields of the case their values, whole or in part, one or several at once. */
final class MatlabAssignments {

    private final MatlabScanner scanner;
    private final MatlabExpressions expressions;
    private final MatlabWorkspace workspace;
    /** By the line that they stand in: a line within a loop is told once. */
    private final Map<Integer, Change> changes = new LinkedHashMap<>();

    private final List<Skipped> skipped = new ArrayList<>();

    MatlabAssignments(MatlabScanner scanner, MatlabExpressions expressions, MatlabWorkspace workspace) {
        this.scanner = scanner;
        this.expressions = expressions;
        this.workspace = workspace;
    }

    /** The statements that changed what the case held before. */
    Collection<Change> changes() {
        return changes.values();
    }

    /** The statements that were not understood, about fields that no network needs. */
    List<Skipped> skipped() {
        return skipped;
    }

    /** Reads names in square brackets, of which the opening one has been read; {@code null} stands for {@code ~}. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        scanner.skipBlanks();
        while (!scanner.accept(']')) {
            if (scanner.accept('~')) {
                names.add(null);
            } else {
                names.add(scanner.requireName());
            }
            scanner.skipBlanks();
            scanner.accept(',');
            scanner.skipBlanks();
        }
        return names;
    }

    /** {@code [PQ, PV, ...] = idx_bus}, or {@code [rows, columns] = size(table)}: names for what is returned. */
    void several() {
        List<String> names = names();
        scanner.requireEquals();
        String function = scanner.requireName();
        List<MatpowerColumns.Constant> constants = MatpowerColumns.of(function);
        if (constants != null) {
            namedColumns(names, function, constants);
            return;
        }
        List<MatlabValue> arguments = expressions.terms().arguments(function);
        List<? extends MatlabValue> values =
                expressions.tried(() -> MatlabFunctions.applyForSeveral(function, arguments, names.size()));
        for (int k = 0; k < names.size(); k++) {
            if (names.get(k) != null) {
                set(names.get(k), values.get(k));
            }
        }
    }

    private void namedColumns(List<String> names, String function, List<MatpowerColumns.Constant> constants) {
        if (names.size() > constants.size()) {
            throw scanner.refuse(
                    function + " returns " + constants.size() + " values, and " + names.size() + " are named");
        }
        for (int k = 0; k < names.size(); k++) {
            if (names.get(k) != null) {
                set(names.get(k), Matrix.scalar(constants.get(k).value()));
            }
        }
    }

    /** Gives a variable a value. */
    void set(String variable, MatlabValue value) {
        expressions.tried(() -> workspace.set(variable, value));
    }

    private void setField(String field, MatlabValue value, int line) {
        expressions.tried(() -> workspace.setField(field, new Given(value, line)));
    }

    /** The assignment to what a name begins, which has been read. */
    void toName(String name) {
        if (workspace.fieldReturnedAs(name).isPresent()) {
            assign(workspace.fieldReturnedAs(name).get());
            return;
        }
        if (!workspace.isCase(name)) {
            variable(scanner.atField() ? name + "." + expressions.terms().fieldPath() : name);
            return;
        }
        if (scanner.peek() != '.') {
            throw scanner.refuse("only fields of " + name + " can be assigned");
        }
        String field = expressions.terms().fieldPath();
        if (MatpowerFields.isNeeded(field)) {
            assign(field);
            return;
        }
        int place = scanner.at();
        int line = scanner.line();
        try {
            assign(field);
        } catch (CaseFileException notUnderstood) {
            scanner.backTo(place, line);
            if (!scanner.skipStatement(name + ".")) {
                throw notUnderstood;
            }
            skipped.add(new Skipped(field, line, notUnderstood.reason()));
        }
    }

    private void variable(String name) {
        scanner.skipBlanks();
        MatlabValue old = workspace.variables().get(name);
        if (scanner.peek() == '(' && (old != null || !MatlabFunctions.isKnown(name))) {
            Matrix table = old == null ? new Matrix(0, 0, new double[0]) : expressions.numbers(old);
            set(name, withPart(table));
        } else {
            scanner.requireEquals();
            set(name, expressions.value());
        }
    }

    private void assign(String field) {
        scanner.skipBlanks();
        Given old = workspace.fields().get(field);
        if (scanner.peek() == '(') {
            Matrix table = old == null ? new Matrix(0, 0, new double[0]) : expressions.numbers(old.value());
            Matrix changed = withPart(table);
            setField(field, changed, old == null ? scanner.statementLine() : old.line());
        } else {
            scanner.requireEquals();
            MatlabValue value = expressions.value();
            scanner.requireEnd();
            setField(field, value, scanner.statementLine());
        }
        if (old != null) {
            recordChange();
        }
    }

    /** {@code mpc.bus(:, [PD, QD]) = value}, or without a part where the value is {@code []}. */
    private Matrix withPart(Matrix table) {
        List<MatlabSubscript> chosen = expressions.terms().subscripts(table, true);
        scanner.requireEquals();
        boolean literal = scanner.peek() == '[';
        Matrix value = expressions.numbers(expressions.value());
        return expressions.made(() -> {
            List<MatlabSubscript> both = MatlabSubscript.ofRowsAndColumns(table, chosen);
            return literal && value.values().length == 0
                    ? MatlabSubscript.without(table, both.get(0), both.get(1))
                    : MatlabSubscript.replaced(table, both.get(0), both.get(1), value, scanner.statementLine());
        });
    }

    private void recordChange() {
        changes.computeIfAbsent(scanner.statementLine(), line -> new Change(line, scanner.lineText(line)));
    }
}
