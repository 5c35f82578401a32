package org.flexopf.casefile;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flexopf.casefile.MatlabValue.Matrix;
import org.flexopf.casefile.MatlabValue.Text;
import org.flexopf.casefile.MatlabWorkspace.Given;

/**
 * Carries out a case file: the part of MATLAB that such files are written in, and nothing beyond it.
 *
 * <p>Understood are the function header, comments, continuations, the assignment of numbers, texts, tables and cell
 * arrays to variables and to fields of the case, the assignment to rows and columns of a table, the named columns of
 * {@code idx_bus} and its sisters, loops and conditions, and what {@link MatlabExpressions} works out. What prints, or
 * clears the screen, is passed over. Everything else is refused by line.
 */
final class MatlabInterpreter {

    /** A statement that changed values given before, for the record of what was interpreted. */
    record Change(int line, String text) {}

    /** A statement about a field that no network needs, which was not understood. */
    record Skipped(String field, int line, String reason) {}

    /** What has no effect on the case. */
    private static final Set<String> PASSED_OVER = Set.of(
            "disp",
            "fprintf",
            "printf",
            "display",
            "warning",
            "clc",
            "close",
            "format",
            "more",
            "tic",
            "toc",
            "figure",
            "hold",
            "global",
            "save",
            "savecase");
    /** What a function of version 1 returns, in this order. */
    private static final List<String> RETURNED = List.of("baseMVA", "bus", "gen", "branch", "areas", "gencost");

    private final MatlabScanner scanner;
    private final MatlabExpressions expressions;
    private final MatlabAssignments assignments;
    private final MatlabControl control;
    private final MatlabWork work = new MatlabWork();
    private final MatlabWorkspace workspace = new MatlabWorkspace(work);
    private boolean ended;

    private MatlabInterpreter(String file, String text) {
        scanner = new MatlabScanner(file, text, work);
        expressions = new MatlabExpressions(scanner, workspace, work);
        assignments = new MatlabAssignments(scanner, expressions, workspace);
        control = new MatlabControl(scanner, expressions, workspace, work, this::simple);
    }

    /**
     * Carries out a text.
     *
     * @throws CaseFileException at the first statement that is malformed or not understood
     */
    static MatlabInterpreter run(String file, String text) {
        MatlabInterpreter interpreter = new MatlabInterpreter(file, text);
        while (!interpreter.control.isReturned() && interpreter.scanner.skipToStatement()) {
            interpreter.statement();
        }
        return interpreter;
    }

    /** What the file has made of its variables. */
    MatlabWorkspace workspace() {
        return workspace;
    }

    /** The statements that changed what the case held before. */
    Collection<Change> changes() {
        return assignments.changes();
    }

    /** The statements that were not understood, about fields that no network needs. */
    List<Skipped> skipped() {
        return assignments.skipped();
    }

    private void statement() {
        int place = scanner.at();
        int line = scanner.line();
        String word = scanner.atName() ? scanner.name() : "";
        if (word.equals("function") && !workspace.isEmpty()) {
            // Functions below the first are called by nothing that is understood.
            control.giveBack();
            return;
        }
        if (ended) {
            scanner.backTo(place, line);
            throw scanner.refuse("it stands after the end of the function");
        }
        if (MatlabControl.ENDS.contains(word)) {
            ended = true;
        } else if (word.equals("return")) {
            control.giveBack();
        } else {
            control.requireNoAlternative(word);
            scanner.backTo(place, line);
            simple();
            return;
        }
        scanner.requireEnd();
    }

    /** A statement that ends nothing, up to its end. */
    private void simple() {
        expressions.tried(work::statement);
        int place = scanner.at();
        if (scanner.peek() == '[') {
            scanner.advance(1);
            assignments.several();
        } else if (scanner.atName()) {
            String name = scanner.name();
            if (name.equals("function")) {
                functionHeader();
            } else if (MatlabControl.OPENINGS.contains(name)) {
                control.carryOut(name);
            } else if (MatlabControl.REFUSED.contains(name)) {
                throw scanner.refuse(name + " is not interpreted");
            } else if (name.equals("define_constants")) {
                define(MatpowerColumns.all());
            } else if (PASSED_OVER.contains(name) && !scanner.startsAssignment()) {
                scanner.skipStatement("\0");
            } else if (name.equals("clear") || name.equals("clearvars")) {
                clear();
            } else if (isKnown(name) && !scanner.assigns()) {
                shown(name, place);
            } else {
                assignments.toName(name);
            }
        } else {
            throw scanner.refuse("this starts no statement of a case file");
        }
        scanner.requireEnd();
    }

    private boolean isKnown(String name) {
        return workspace.isCase(name)
                || workspace.fieldReturnedAs(name).isPresent()
                || workspace.variables().containsKey(name);
    }

    /** A value alone, which MATLAB shows. */
    private void shown(String name, int place) {
        if (!workspace.isCase(name) || scanner.atField()) {
            scanner.backTo(place, scanner.line());
            expressions.value();
        }
    }

    /** Takes away variables, but not the case. */
    private void clear() {
        int start = scanner.at();
        scanner.skipStatement("\0");
        List<String> names = scanner.wordsSince(start);
        boolean clearsAll =
                names.isEmpty() || names.contains("all") || names.stream().anyMatch(workspace::isCase);
        if (clearsAll && !workspace.isEmpty()) {
            throw scanner.refuse("it takes the case away");
        }
        names.forEach(workspace::clear);
    }

    /**
     * {@code function mpc = case33bw}, or {@code [baseMVA, bus, gen, branch] = case9}; the name is of no consequence.
     */
    private void functionHeader() {
        scanner.skipBlanks();
        if (scanner.accept('[')) {
            returnedTables();
            scanner.requireEquals();
            scanner.requireName();
        } else {
            String name = scanner.requireName();
            scanner.skipBlanks();
            if (scanner.accept('=')) {
                workspace.nameCaseVariable(name);
                scanner.skipBlanks();
                scanner.requireName();
            }
        }
        scanner.skipBlanks();
        if (scanner.accept('(')) {
            scanner.skipBlanks();
            if (!scanner.accept(')')) {
                throw scanner.refuse("a case function with arguments is not interpreted");
            }
        }
    }

    /**
     * The values of a function of version 1, whose order says what they are. MATPOWER asks for six of them, and for
     * four where there are fewer than six.
     */
    private void returnedTables() {
        List<String> names = assignments.names();
        if (names.size() == 1) {
            workspace.nameCaseVariable(names.get(0));
            return;
        }
        if (names.size() < 4) {
            throw scanner.refuse("a case returns a struct, or baseMVA, bus, gen and branch and what follows them");
        }
        Map<String, String> fields = new HashMap<>();
        for (int k = 0; k < (names.size() < RETURNED.size() ? 4 : RETURNED.size()); k++) {
            fields.put(names.get(k), RETURNED.get(k));
        }
        workspace.returnFields(fields);
        workspace.setField("version", new Given(new Text("1"), scanner.line()));
    }

    private void define(List<MatpowerColumns.Constant> constants) {
        constants.forEach(constant -> assignments.set(constant.name(), Matrix.scalar(constant.value())));
    }
}
