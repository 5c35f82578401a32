package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.flexopf.casefile.MatlabValue.Matrix;
import org.flexopf.casefile.MatlabWorkspace.Given;

/**
 * Carries out a case file: the part of MATLAB that such files are written in, and nothing beyond it.
 *
 * <p>Understood are the function header, comments, continuations, the assignment of numbers, texts, tables and cell
 * arrays to variables and to fields of the case, the assignment to rows and columns of a table, the named columns of
 * {@code idx_bus} and its sisters, arithmetic, and a few functions of one number. Everything else, control flow above
 * all, is refused by line.
 */
final class MatlabInterpreter {

    /** A statement that changed values given before, for the record of what was interpreted. */
    record Change(int line, String text) {}

    /** A statement about a field that no network needs, which was not understood. */
    record Skipped(String field, int line, String reason) {}

    private static final Set<String> CONTROL =
            Set.of("if", "for", "while", "switch", "try", "parfor", "do", "global", "persistent");
    private static final Set<String> CLOSINGS = Set.of("end", "endfunction", "return");

    private final MatlabScanner scanner;
    private final MatlabExpressions expressions;
    private final MatlabWorkspace workspace = new MatlabWorkspace();
    private final List<Change> changes = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private boolean ended;

    private MatlabInterpreter(String file, String text) {
        scanner = new MatlabScanner(file, text);
        expressions = new MatlabExpressions(scanner, workspace);
    }

    /**
     * Carries out a text.
     *
     * @throws CaseFileException at the first statement that is malformed or not understood
     */
    static MatlabInterpreter run(String file, String text) {
        MatlabInterpreter interpreter = new MatlabInterpreter(file, text);
        while (interpreter.scanner.skipToStatement()) {
            interpreter.statement();
        }
        return interpreter;
    }

    /** What the file has made of its variables. */
    MatlabWorkspace workspace() {
        return workspace;
    }

    /** The statements that changed what the case held before. */
    List<Change> changes() {
        return changes;
    }

    /** The statements that were not understood, about fields that no network needs. */
    List<Skipped> skipped() {
        return skipped;
    }

    private void statement() {
        if (ended) {
            throw scanner.refuse("it stands after the end of the function");
        }
        if (scanner.accept('[')) {
            namedColumns();
        } else if (scanner.atName()) {
            String name = scanner.name();
            if (name.equals("function")) {
                functionHeader();
            } else if (CONTROL.contains(name)) {
                throw scanner.refuse("control flow is not interpreted");
            } else if (name.equals("define_constants")) {
                define(MatpowerColumns.all());
            } else if (CLOSINGS.contains(name)) {
                ended = true;
            } else {
                assignment(name);
            }
        } else {
            throw scanner.refuse("this starts no statement of a case file");
        }
        requireEnd();
    }

    private void requireEnd() {
        scanner.skipBlanksAndComment();
        if (!scanner.atEnd() && !scanner.atNewline() && scanner.peek() != ';' && scanner.peek() != ',') {
            throw scanner.refuse("it is not understood from " + scanner.next() + " on");
        }
    }

    /** {@code function mpc = case33bw}; the name is of no consequence. */
    private void functionHeader() {
        if (!workspace.isEmpty()) {
            throw scanner.refuse("a second function is not interpreted");
        }
        scanner.skipBlanks();
        if (scanner.peek() == '[') {
            throw scanner.error(
                    scanner.line(),
                    scanner.lineText(scanner.line()),
                    "a case that returns several values is of the MATPOWER format version 1",
                    "save it in version 2 with MATPOWER's savecase");
        }
        String name = scanner.requireName();
        scanner.skipBlanks();
        if (scanner.accept('=')) {
            workspace.nameCaseVariable(name);
            scanner.skipBlanks();
            scanner.requireName();
        }
        scanner.skipBlanks();
        if (scanner.accept('(')) {
            scanner.skipBlanks();
            if (!scanner.accept(')')) {
                throw scanner.refuse("a case function with arguments is not interpreted");
            }
        }
    }

    /** {@code [PQ, PV, ...] = idx_bus}: names for the constants that the function returns, by their places. */
    private void namedColumns() {
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
        scanner.requireEquals();
        String function = scanner.requireName();
        List<MatpowerColumns.Constant> constants = MatpowerColumns.of(function);
        if (constants == null) {
            throw scanner.refuse(function + " is no function that names columns");
        }
        if (names.size() > constants.size()) {
            throw scanner.refuse(
                    function + " returns " + constants.size() + " values, and " + names.size() + " are named");
        }
        for (int k = 0; k < names.size(); k++) {
            if (names.get(k) != null) {
                workspace
                        .variables()
                        .put(names.get(k), Matrix.scalar(constants.get(k).value()));
            }
        }
    }

    private void define(List<MatpowerColumns.Constant> constants) {
        constants.forEach(constant -> workspace.variables().put(constant.name(), Matrix.scalar(constant.value())));
    }

    private void assignment(String name) {
        if (!name.equals(workspace.caseVariable())) {
            scanner.requireEquals();
            workspace.variables().put(name, expressions.value());
            return;
        }
        if (scanner.peek() != '.') {
            throw scanner.refuse("only fields of " + name + " can be assigned");
        }
        String field = expressions.fieldPath();
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

    private void assign(String field) {
        scanner.skipBlanks();
        if (scanner.peek() == '(') {
            assignPart(field);
        } else {
            scanner.requireEquals();
            MatlabValue value = expressions.value();
            requireEnd();
            if (workspace.fields().put(field, new Given(value, scanner.statementLine())) != null) {
                recordChange();
            }
        }
    }

    /** {@code mpc.bus(:, [PD, QD]) = value}. */
    private void assignPart(String field) {
        Matrix old = table(field);
        scanner.advance(1);
        int[] rows = expressions.index(old.rows());
        scanner.skipBlanks();
        if (!scanner.accept(',')) {
            throw scanner.refuse("rows and columns are wanted here");
        }
        int[] columns = expressions.index(old.columns());
        scanner.closeParenthesis();
        scanner.requireEquals();
        Matrix value = expressions.numbers(expressions.value());
        if (!value.isScalar() && (value.rows() != rows.length || value.columns() != columns.length)) {
            throw scanner.refuse(value.describe() + " does not fit into " + rows.length + " rows and " + columns.length
                    + " columns");
        }
        Matrix changed = old.copy();
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                changed.values()[rows[i] * old.columns() + columns[j]] =
                        value.isScalar() ? value.values()[0] : value.get(i, j);
            }
        }
        workspace
                .fields()
                .put(field, new Given(changed, workspace.fields().get(field).line()));
        recordChange();
    }

    private void recordChange() {
        changes.add(new Change(scanner.statementLine(), scanner.lineText(scanner.statementLine())));
    }

    private Matrix table(String field) {
        Given given = workspace.fields().get(field);
        if (given == null) {
            throw scanner.refuse(workspace.caseVariable() + "." + field + " has no value yet");
        }
        return expressions.numbers(given.value());
    }
}
