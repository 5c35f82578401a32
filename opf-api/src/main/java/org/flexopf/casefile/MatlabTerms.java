package org.flexopf.casefile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.flexopf.casefile.MatlabValue.Cell;
import org.flexopf.casefile.MatlabValue.Complex;
import org.flexopf.casefile.MatlabValue.Matrix;
import org.flexopf.casefile.MatlabValue.Text;
import org.flexopf.casefile.MatlabValue.Truths;

/**
 * What stands between the operators of an expression: numbers, texts, names with their parts, calls of the functions of
 * {@link MatlabFunctions}, tables in square brackets and cell arrays.
 */
final class MatlabTerms {

    private static final Map<String, Double> NUMBERS = Map.of(
            "pi",
            Math.PI,
            "Inf",
            Double.POSITIVE_INFINITY,
            "inf",
            Double.POSITIVE_INFINITY,
            "NaN",
            Double.NaN,
            "nan",
            Double.NaN,
            "eps",
            Math.ulp(1.0),
            // A case is loaded without arguments.
            "nargin",
            0.0);
    private static final Map<String, Truths> TRUTHS =
            Map.of("true", new Truths(Matrix.scalar(1.0)), "false", new Truths(Matrix.scalar(0.0)));
    private final MatlabScanner scanner;
    private final MatlabWorkspace workspace;
    private final MatlabExpressions expressions;
    /** What {@code end} stands for in the indices at hand, the innermost last. */
    private final Deque<Integer> ends = new ArrayDeque<>();

    MatlabTerms(MatlabScanner scanner, MatlabWorkspace workspace, MatlabExpressions expressions) {
        this.scanner = scanner;
        this.workspace = workspace;
        this.expressions = expressions;
    }

    /** Reads a term, transposed where a quote follows. */
    MatlabValue term(boolean blanksSeparate) {
        if (scanner.atNumber()) {
            double number = scanner.number();
            return scanner.acceptImaginaryUnit() ? MatlabComplex.imaginary(number) : Matrix.scalar(number);
        }
        if (scanner.accept('(')) {
            MatlabValue value = expressions.nested(expressions::value);
            scanner.closeParenthesis();
            return transposed(value);
        }
        return switch (scanner.peek()) {
            case '\'', '"' -> {
                String text = scanner.string();
                yield expressions.made(() -> new Text(text));
            }
            case '[' -> transposed(matrix());
            case '{' -> cell();
            default -> transposed(named(blanksSeparate));
        };
    }

    private MatlabValue transposed(MatlabValue value) {
        MatlabValue result = value;
        while (scanner.peek() == '\'' || (scanner.peek() == '.' && scanner.peek(1) == '\'')) {
            boolean conjugated = scanner.peek() == '\'';
            scanner.advance(conjugated ? 1 : 2);
            if (result instanceof Complex complex) {
                result = expressions.made(() -> MatlabComplex.transposed(complex, conjugated));
                continue;
            }
            // A cell array is a list here, whichever way it lies.
            Matrix table = result instanceof Cell ? null : expressions.numbers(result);
            result = table == null ? result : expressions.made(() -> MatlabFunctions.transposed(table));
        }
        return result;
    }

    private MatlabValue named(boolean blanksSeparate) {
        if (!scanner.atName()) {
            throw scanner.atEnd()
                    ? scanner.cutOff()
                    : scanner.refuse("a value is wanted where " + scanner.next() + " stands");
        }
        String name = scanner.name();
        if (isFieldOfVariable(name)) {
            name = name + "." + fieldPath();
        }
        MatlabValue value;
        if (workspace.isCase(name) && scanner.peek() == '.') {
            String field = fieldPath();
            if (!workspace.fields().containsKey(field)) {
                throw scanner.refuse(name + "." + field + " has no value yet");
            }
            value = workspace.fields().get(field).value();
        } else if (workspace
                .fieldReturnedAs(name)
                .filter(workspace.fields()::containsKey)
                .isPresent()) {
            value = workspace
                    .fields()
                    .get(workspace.fieldReturnedAs(name).orElseThrow())
                    .value();
        } else if (name.equals("end") && !ends.isEmpty()) {
            return Matrix.scalar(ends.peek());
        } else if (workspace.variables().containsKey(name)) {
            value = workspace.variables().get(name);
        } else if (name.equals("isfield")) {
            return hasField();
        } else if (MatlabFunctions.isKnown(name)) {
            return functionOf(name);
        } else if (name.equals("i") || name.equals("j")) {
            return MatlabComplex.imaginary(1.0);
        } else if (TRUTHS.containsKey(name)) {
            return TRUTHS.get(name);
        } else if (NUMBERS.containsKey(name)) {
            return Matrix.scalar(NUMBERS.get(name));
        } else {
            throw scanner.refuse("the name " + name + " is not known here");
        }
        if (!blanksSeparate) {
            scanner.skipBlanks();
        }
        return scanner.peek() == '(' ? part(value) : value;
    }

    /** Whether a field of a variable that is not the case is next, as in {@code c.PMIN} after {@code c.PMIN = 10}. */
    private boolean isFieldOfVariable(String name) {
        return !workspace.isCase(name) && scanner.atField() && expressions.tried(() -> workspace.hasFields(name));
    }

    /** {@code isfield(mpc, 'gencost')}. */
    private MatlabValue hasField() {
        List<MatlabValue> names = new ArrayList<>();
        scanner.skipBlanks();
        if (!scanner.accept('(') || !workspace.isCase(scanner.requireName())) {
            throw scanner.refuse("isfield is interpreted for the case alone");
        }
        scanner.skipBlanks();
        while (scanner.accept(',')) {
            names.add(expressions.nested(expressions::value));
            scanner.skipBlanks();
        }
        scanner.closeParenthesis();
        if (names.size() != 1 || !(names.get(0) instanceof Text field)) {
            throw scanner.refuse("isfield is interpreted for one name");
        }
        boolean given = workspace.fields().keySet().stream()
                .anyMatch(path -> path.equals(field.text()) || path.startsWith(field.text() + "."));
        return given ? TRUTHS.get("true") : TRUTHS.get("false");
    }

    private MatlabValue functionOf(String name) {
        List<MatlabValue> arguments = arguments(name);
        return expressions.made(() -> MatlabFunctions.apply(name, arguments));
    }

    /** Reads the values that a function is given, in parentheses. */
    List<MatlabValue> arguments(String name) {
        scanner.skipBlanks();
        if (!scanner.accept('(')) {
            throw scanner.refuse(name + " needs values in parentheses");
        }
        List<MatlabValue> arguments = new ArrayList<>();
        scanner.skipBlanks();
        if (!scanner.accept(')')) {
            do {
                arguments.add(expressions.nested(expressions::value));
                scanner.skipBlanks();
            } while (scanner.accept(','));
            scanner.closeParenthesis();
        }
        return arguments;
    }

    /** {@code (rows, columns)} of a table, or {@code (places)} of a list. */
    private MatlabValue part(MatlabValue whole) {
        Matrix table = expressions.numbers(whole);
        List<MatlabSubscript> chosen = subscripts(table, false);
        Matrix part = expressions.made(() -> chosen.size() == 1
                ? MatlabSubscript.part(table, chosen.get(0))
                : MatlabSubscript.part(table, chosen.get(0), chosen.get(1)));
        return whole instanceof Truths ? new Truths(part) : part;
    }

    /**
     * Reads one subscript or two in parentheses.
     *
     * @param growing whether they may lie beyond the table
     */
    List<MatlabSubscript> subscripts(Matrix table, boolean growing) {
        boolean two = scanner.hasCommaInParentheses();
        scanner.advance(1);
        List<MatlabSubscript> chosen = new ArrayList<>();
        if (two) {
            chosen.add(subscript(table.rows(), growing));
            scanner.skipBlanks();
            scanner.accept(',');
            chosen.add(subscript(table.columns(), growing));
        } else {
            chosen.add(subscript(table.values().length, growing));
        }
        scanner.skipBlanks();
        if (scanner.peek() == ',') {
            throw scanner.refuse("tables have rows and columns only");
        }
        scanner.closeParenthesis();
        return chosen;
    }

    /** Reads row or column numbers: {@code :} for all, numbers, or what holds where. */
    private MatlabSubscript subscript(int size, boolean growing) {
        scanner.skipBlanks();
        if (scanner.accept(':')) {
            return MatlabSubscript.all(size);
        }
        MatlabValue value = valueWithin(size);
        return expressions.tried(() -> value instanceof Truths truths
                ? MatlabSubscript.where(truths.matrix())
                : MatlabSubscript.of(expressions.numbers(value), size, growing));
    }

    private MatlabValue valueWithin(int size) {
        ends.push(size);
        try {
            return expressions.nested(expressions::value);
        } finally {
            ends.pop();
        }
    }

    /** {@code [1 2; 3 4]}, whose rows may also end with their lines, and whose elements may be tables. */
    private Matrix matrix() {
        int opening = scanner.line();
        scanner.advance(1);
        MatlabTable table = new MatlabTable();
        while (true) {
            scanner.skipBlanksAndComment();
            boolean closed = scanner.peek() == ']';
            if (closed || scanner.atNewline() || scanner.peek() == ';') {
                endRow(table, opening);
                if (closed) {
                    scanner.advance(1);
                    return expressions.made(table::table);
                }
                if (!scanner.acceptNewline()) {
                    scanner.advance(1);
                }
            } else if (scanner.atEnd()) {
                throw scanner.neverClosed(opening, "the file ends in line " + scanner.line());
            } else if (table.rowIsEmpty() && startsAssignment()) {
                throw scanner.neverClosed(opening, "the next assignment starts in line " + scanner.line());
            } else {
                int start = scanner.at();
                MatlabValue element = expressions.range(true);
                if (element instanceof Text || element instanceof Cell) {
                    throw scanner.refuse(
                            "a table in square brackets holds numbers, and " + element.describe() + " is none");
                }
                Matrix number = expressions.numbers(element);
                if (number.isScalar()) {
                    table.add(number.values()[0], scanner.roundingSince(start));
                } else {
                    table.add(number);
                }
                scanner.skipBlanks();
                scanner.accept(',');
            }
        }
    }

    private void endRow(MatlabTable table, int opening) {
        int before = table.rows();
        int above = table.columns();
        try {
            table.endRow(scanner.line());
        } catch (IllegalArgumentException e) {
            if (!e.getMessage().endsWith(" columns") || before == 0) {
                throw scanner.refuse(e.getMessage());
            }
            throw scanner.error(
                    scanner.line(),
                    e.getMessage(),
                    "row " + (before + 1) + " of the table that opens in line " + opening
                            + " differs from the rows above it, which have " + above,
                    "give every row the same number of columns");
        }
    }

    /** {@code {'a'; 'b'}}. */
    private Cell cell() {
        int opening = scanner.line();
        scanner.advance(1);
        List<MatlabValue> items = new ArrayList<>();
        while (true) {
            scanner.skipBlanksAndComment();
            if (scanner.accept('}')) {
                return expressions.made(() -> new Cell(List.copyOf(items)));
            }
            if (scanner.atEnd()) {
                throw scanner.neverClosed(opening, "the file ends in line " + scanner.line());
            }
            if (!scanner.acceptNewline() && !scanner.accept(';') && !scanner.accept(',')) {
                items.add(expressions.sum(true));
            }
        }
    }

    /** Whether {@code mpc.field =} is next, as it is where the closing bracket of the table before it has been lost. */
    private boolean startsAssignment() {
        if (workspace.caseVariable().isEmpty()) {
            return false;
        }
        for (int k = 0; k < workspace.caseVariable().length(); k++) {
            if (scanner.peek(k) != workspace.caseVariable().charAt(k)) {
                return false;
            }
        }
        int ahead = workspace.caseVariable().length();
        if (scanner.peek(ahead) != '.') {
            return false;
        }
        while (scanner.peek(ahead) == '.'
                || Character.isLetterOrDigit(scanner.peek(ahead))
                || scanner.peek(ahead) == '_') {
            ahead++;
        }
        while (MatlabScanner.isBlank(scanner.peek(ahead))) {
            ahead++;
        }
        return scanner.peek(ahead) == '=' && scanner.peek(ahead + 1) != '=';
    }

    /** Reads the path of a field: {@code .bus}, or {@code .if.map}. */
    String fieldPath() {
        StringBuilder path = new StringBuilder();
        while (scanner.peek() == '.' && scanner.accept('.')) {
            if (path.length() > 0) {
                path.append('.');
            }
            path.append(scanner.requireName());
            if (scanner.peek() == '.' && "*/^'".indexOf(scanner.peek(1)) >= 0) {
                break;
            }
        }
        return path.toString();
    }
}
