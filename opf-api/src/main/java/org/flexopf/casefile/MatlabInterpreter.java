package org.flexopf.casefile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flexopf.casefile.MatlabValue.Cell;
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

    private static final Set<String> REFUSED_CONTROL = Set.of("parfor", "do", "spmd", "unwind_protect");
    private static final Set<String> OPENINGS = Set.of("if", "for", "while", "switch", "try");
    private static final Set<String> ENDS =
            Set.of("end", "endfor", "endif", "endwhile", "endfunction", "endswitch", "end_try_catch");
    private static final Set<String> ALTERNATIVES = Set.of("else", "elseif");
    private static final Set<String> CASES = Set.of("case", "otherwise");
    private static final String CATCH = "catch";
    private static final String NOT_OPEN = "nothing is open here that has this alternative";
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

    /** A file that carries out more statements than this is refused: it may never end. */
    private static final int MOST_STATEMENTS = 1_000_000;

    private static final int MOST_NESTED = 50;

    private final MatlabScanner scanner;
    private final MatlabExpressions expressions;
    private final MatlabWorkspace workspace = new MatlabWorkspace();
    private final List<Change> changes = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private boolean ended;
    private boolean returned;
    private boolean broken;
    private boolean continued;
    private int statements;
    private int depth;
    /** The lines of the blocks that are open, the innermost first. */
    private final Deque<Integer> openings = new ArrayDeque<>();

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
        while (!interpreter.returned && interpreter.scanner.skipToStatement()) {
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
        int place = scanner.at();
        int line = scanner.line();
        String word = scanner.atName() ? scanner.name() : "";
        if (word.equals("function") && !workspace.isEmpty()) {
            // Functions below the first are called by nothing that is understood.
            returned = true;
            return;
        }
        if (ended) {
            scanner.backTo(place, line);
            throw scanner.refuse("it stands after the end of the function");
        }
        if (ENDS.contains(word)) {
            ended = true;
        } else if (word.equals("return")) {
            returned = true;
        } else if (ALTERNATIVES.contains(word) || CASES.contains(word) || word.equals(CATCH)) {
            throw scanner.refuse(NOT_OPEN);
        } else {
            scanner.backTo(place, line);
            simple();
        }
        requireEnd();
    }

    /** A statement that ends nothing. */
    private void simple() {
        if (++statements > MOST_STATEMENTS) {
            throw scanner.refuse("more than " + MOST_STATEMENTS + " statements are carried out; it may never end");
        }
        int place = scanner.at();
        if (scanner.peek() == '[') {
            scanner.advance(1);
            severalValues();
        } else if (scanner.atName()) {
            String name = scanner.name();
            if (name.equals("function")) {
                functionHeader();
            } else if (OPENINGS.contains(name)) {
                nested(name);
            } else if (REFUSED_CONTROL.contains(name)) {
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
                assignment(name);
            }
        } else {
            throw scanner.refuse("this starts no statement of a case file");
        }
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

    private void nested(String name) {
        int opening = scanner.statementLine();
        if (++depth > MOST_NESTED) {
            throw scanner.refuse("it is nested more than " + MOST_NESTED + " deep");
        }
        openings.push(opening);
        if (name.equals("if")) {
            condition();
        } else if (name.equals("for")) {
            loop();
        } else if (name.equals("switch")) {
            choice();
        } else if (name.equals("try")) {
            attempt();
        } else {
            repetition();
        }
        openings.pop();
        depth--;
    }

    private void condition() {
        boolean done = false;
        String word = "elseif";
        while (!ENDS.contains(word)) {
            boolean carriedOut = !done && (word.equals("else") || expressions.holds(expressions.value()));
            if (!carriedOut && word.equals("elseif")) {
                // A condition after one that has held is not looked at.
                scanner.skipStatement("\0");
            }
            done |= carriedOut;
            word = carriedOut ? block(ALTERNATIVES) : passOver(ALTERNATIVES);
        }
    }

    /** {@code switch value}: the first case that it is, or one of; otherwise what else there is. */
    private void choice() {
        MatlabValue chosen = expressions.value();
        boolean done = false;
        String word = passOver(CASES);
        while (!ENDS.contains(word)) {
            boolean carriedOut = !done && (word.equals("otherwise") || isOneOf(chosen, expressions.value()));
            if (!carriedOut && word.equals("case")) {
                scanner.skipStatement("\0");
            }
            done |= carriedOut;
            word = carriedOut ? block(CASES) : passOver(CASES);
        }
    }

    private boolean isOneOf(MatlabValue chosen, MatlabValue offered) {
        if (offered instanceof Cell cell) {
            return cell.items().stream().anyMatch(item -> isOneOf(chosen, item));
        }
        boolean texts = chosen instanceof Text || offered instanceof Text;
        return texts ? chosen.equals(offered) : expressions.equalNumbers(chosen, offered);
    }

    /** {@code try}: what is not understood within it is refused as elsewhere, so that nothing is caught. */
    private void attempt() {
        if (block(Set.of(CATCH)).equals(CATCH)) {
            passOver(Set.of());
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
        names.forEach(name -> workspace.variables().keySet().removeIf(known -> (known + ".").startsWith(name + ".")));
    }

    /** {@code for i = 1:n}: once for each column. */
    private void loop() {
        scanner.skipBlanks();
        boolean parenthesis = scanner.accept('(');
        String variable = scanner.requireName();
        scanner.requireEquals();
        Matrix columns = expressions.numbers(expressions.value());
        if (parenthesis) {
            scanner.closeParenthesis();
        }
        int place = scanner.at();
        int line = scanner.line();
        for (int j = 0; j < columns.columns() && !broken && !returned; j++) {
            scanner.backTo(place, line);
            double[] column = new double[columns.rows()];
            for (int i = 0; i < column.length; i++) {
                column[i] = columns.get(i, j);
            }
            workspace.variables().put(variable, new Matrix(column.length, 1, column));
            block(Set.of());
            continued = false;
        }
        leave(place, line);
    }

    private void repetition() {
        int place = scanner.at();
        int line = scanner.line();
        while (!broken && !returned) {
            scanner.backTo(place, line);
            if (!expressions.holds(expressions.value())) {
                break;
            }
            if (++statements > MOST_STATEMENTS) {
                throw scanner.refuse("more than " + MOST_STATEMENTS + " statements are carried out; it may never end");
            }
            block(Set.of());
            continued = false;
        }
        leave(place, line);
    }

    private void leave(int place, int line) {
        broken = false;
        scanner.backTo(place, line);
        scanner.skipStatement("\0");
        passOver(Set.of());
    }

    /**
     * Carries out statements up to the word that ends them, which it returns.
     *
     * @param alternatives words that end them beside those that end every block
     */
    private String block(Set<String> alternatives) {
        while (scanner.skipToStatement()) {
            int place = scanner.at();
            int line = scanner.line();
            String word = scanner.atName() ? scanner.name() : "";
            if (ENDS.contains(word) || alternatives.contains(word)) {
                return word;
            }
            boolean leaves = true;
            switch (word) {
                case "else", "elseif", "case", "otherwise", CATCH -> throw scanner.refuse(NOT_OPEN);
                case "break" -> broken = true;
                case "continue" -> continued = true;
                case "return" -> returned = true;
                default -> {
                    scanner.backTo(place, line);
                    simple();
                    requireEnd();
                    leaves = broken || continued || returned;
                }
            }
            if (leaves) {
                return passOver(alternatives);
            }
        }
        throw neverClosed();
    }

    private CaseFileException neverClosed() {
        int opening = openings.element();
        return scanner.error(
                opening,
                scanner.lineText(opening),
                "this block is never closed",
                "close it with end; if the file was cut off, restore the rest");
    }

    /** Passes over statements up to the word that ends their block, or gives another branch of it. */
    private String passOver(Set<String> stops) {
        String word = scanner.skipBlock(stops, OPENINGS, REFUSED_CONTROL, ENDS);
        if (word.isEmpty()) {
            throw neverClosed();
        }
        return word;
    }

    private void requireEnd() {
        scanner.skipBlanksAndComment();
        boolean ends = scanner.atEnd() || scanner.atNewline() || scanner.peek() == ';' || scanner.peek() == ',';
        if (!ends && !scanner.atComment()) {
            throw scanner.refuse("it is not understood from " + scanner.next() + " on");
        }
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
        List<String> names = names();
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
        workspace.fields().put("version", new Given(new Text("1"), scanner.line()));
    }

    private List<String> names() {
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
    private void severalValues() {
        List<String> names = names();
        scanner.requireEquals();
        String function = scanner.requireName();
        List<MatpowerColumns.Constant> constants = MatpowerColumns.of(function);
        if (constants != null) {
            namedColumns(names, function, constants);
            return;
        }
        List<MatlabValue> arguments = expressions.arguments(function);
        List<? extends MatlabValue> values =
                expressions.tried(() -> MatlabFunctions.applyForSeveral(function, arguments, names.size()));
        for (int k = 0; k < names.size(); k++) {
            if (names.get(k) != null) {
                workspace.variables().put(names.get(k), values.get(k));
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
        if (workspace.fieldReturnedAs(name).isPresent()) {
            assign(workspace.fieldReturnedAs(name).get());
            return;
        }
        if (!workspace.isCase(name)) {
            variable(scanner.atField() ? name + "." + expressions.fieldPath() : name);
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

    private void variable(String name) {
        scanner.skipBlanks();
        MatlabValue old = workspace.variables().get(name);
        if (scanner.peek() == '(' && (old != null || !MatlabFunctions.isKnown(name))) {
            Matrix table = old == null ? new Matrix(0, 0, new double[0]) : expressions.numbers(old);
            workspace.variables().put(name, withPart(table));
        } else {
            scanner.requireEquals();
            workspace.variables().put(name, expressions.value());
        }
    }

    private void assign(String field) {
        scanner.skipBlanks();
        Given old = workspace.fields().get(field);
        if (scanner.peek() == '(') {
            Matrix table = old == null ? new Matrix(0, 0, new double[0]) : expressions.numbers(old.value());
            Matrix changed = withPart(table);
            workspace.fields().put(field, new Given(changed, old == null ? scanner.statementLine() : old.line()));
        } else {
            scanner.requireEquals();
            MatlabValue value = expressions.value();
            requireEnd();
            workspace.fields().put(field, new Given(value, scanner.statementLine()));
        }
        if (old != null) {
            recordChange();
        }
    }

    /** {@code mpc.bus(:, [PD, QD]) = value}, or without a part where the value is {@code []}. */
    private Matrix withPart(Matrix table) {
        List<MatlabSubscript> chosen = expressions.subscripts(table, true);
        scanner.requireEquals();
        boolean literal = scanner.peek() == '[';
        Matrix value = expressions.numbers(expressions.value());
        return expressions.tried(() -> {
            List<MatlabSubscript> both = MatlabSubscript.ofRowsAndColumns(table, chosen);
            return literal && value.values().length == 0
                    ? MatlabSubscript.without(table, both.get(0), both.get(1))
                    : MatlabSubscript.replaced(table, both.get(0), both.get(1), value, scanner.statementLine());
        });
    }

    private void recordChange() {
        Change change = new Change(scanner.statementLine(), scanner.lineText(scanner.statementLine()));
        // A line within a loop is told once.
        if (changes.isEmpty() || !changes.contains(change)) {
            changes.add(change);
        }
    }
}
