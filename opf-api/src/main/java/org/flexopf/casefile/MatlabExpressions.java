package org.flexopf.casefile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Supplier;
import org.flexopf.casefile.MatlabValue.Cell;
import org.flexopf.casefile.MatlabValue.Complex;
import org.flexopf.casefile.MatlabValue.Matrix;
import org.flexopf.casefile.MatlabValue.Text;
import org.flexopf.casefile.MatlabValue.Truths;

/**
 * Works out the values of a case file: numbers, texts, tables and cell arrays, arithmetic with the precedence that
 * MATLAB gives it, comparisons, ranges, parts of tables, and the functions of {@link MatlabFunctions}.
 */
final class MatlabExpressions {

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
    private static final int MOST_NESTED = 100;

    private final MatlabScanner scanner;
    private final MatlabWorkspace workspace;
    private int depth;
    /** What {@code end} stands for in the indices at hand, the innermost last. */
    private final Deque<Integer> ends = new ArrayDeque<>();

    MatlabExpressions(MatlabScanner scanner, MatlabWorkspace workspace) {
        this.scanner = scanner;
        this.workspace = workspace;
    }

    /** Reads a value: alternatives, conditions, comparisons, ranges, and sums within them. */
    MatlabValue value() {
        MatlabValue left = condition();
        while (true) {
            scanner.skipBlanks();
            if (!scanner.accept('|')) {
                return left;
            }
            scanner.accept('|');
            left = truths(left, condition(), (a, b) -> a != 0.0 || b != 0.0);
        }
    }

    private MatlabValue condition() {
        MatlabValue left = comparison();
        while (true) {
            scanner.skipBlanks();
            if (!scanner.accept('&')) {
                return left;
            }
            scanner.accept('&');
            left = truths(left, comparison(), (a, b) -> a != 0.0 && b != 0.0);
        }
    }

    private MatlabValue comparison() {
        MatlabValue left = range(false);
        while (true) {
            scanner.skipBlanks();
            char first = scanner.peek();
            boolean withEquals = scanner.peek(1) == '=';
            Comparison comparison = switch (first) {
                case '=' -> withEquals ? (a, b) -> a == b : null;
                case '~', '!' -> withEquals ? (a, b) -> a != b : null;
                case '<' -> withEquals ? (a, b) -> a <= b : (a, b) -> a < b;
                case '>' -> withEquals ? (a, b) -> a >= b : (a, b) -> a > b;
                default -> null;
            };
            if (comparison == null) {
                return left;
            }
            scanner.advance(withEquals ? 2 : 1);
            left = truths(left, range(false), comparison);
        }
    }

    /** Whether two numbers stand in a relation. */
    private interface Comparison {
        boolean holds(double a, double b);
    }

    private MatlabValue truths(MatlabValue left, MatlabValue right, Comparison comparison) {
        return new Truths(combine(left, right, (a, b) -> comparison.holds(a, b) ? 1.0 : 0.0));
    }

    /** {@code first:last} or {@code first:step:last}, else what stands there. */
    private MatlabValue range(boolean blanksSeparate) {
        MatlabValue first = expression(blanksSeparate);
        if (!atColon()) {
            return first;
        }
        MatlabValue second = expression(blanksSeparate);
        MatlabValue last = atColon() ? expression(blanksSeparate) : null;
        double step = last == null ? 1.0 : single(second);
        double end = single(last == null ? second : last);
        return tried(() -> MatlabFunctions.range(single(first), step, end));
    }

    private boolean atColon() {
        int ahead = 0;
        while (MatlabScanner.isBlank(scanner.peek(ahead))) {
            ahead++;
        }
        if (scanner.peek(ahead) != ':') {
            return false;
        }
        scanner.advance(ahead + 1);
        return true;
    }

    private double single(MatlabValue value) {
        Matrix number = numbers(value);
        if (!number.isScalar()) {
            throw scanner.refuse("a single number is wanted, not " + number.describe());
        }
        return number.values()[0];
    }

    /** Whether a condition holds: whether there is something, and none of it is 0. */
    boolean holds(MatlabValue value) {
        Matrix numbers = numbers(value);
        return numbers.values().length > 0
                && Arrays.stream(numbers.values()).allMatch(number -> number != 0.0 && !Double.isNaN(number));
    }

    /** What a calculation gives; its objection refuses the statement. */
    <T> T tried(Supplier<T> calculation) {
        try {
            return calculation.get();
        } catch (IllegalArgumentException e) {
            throw scanner.refuse(e.getMessage());
        }
    }

    /**
     * Sums. Where blanks separate the elements of a table, {@code 1 -2} is two of them, and {@code 1 - 2} and
     * {@code 1-2} are one.
     */
    private MatlabValue expression(boolean blanksSeparate) {
        if (++depth > MOST_NESTED) {
            throw scanner.refuse("it is nested more than " + MOST_NESTED + " deep");
        }
        scanner.skipBlanks();
        MatlabValue left = product(blanksSeparate);
        while (true) {
            boolean blanks = MatlabScanner.isBlank(scanner.peek()) && !atNextElement(blanksSeparate);
            if (blanks) {
                scanner.skipBlanks();
            }
            char operator = scanner.peek();
            if (operator != '+' && operator != '-') {
                depth--;
                return left;
            }
            scanner.advance(1);
            MatlabValue right = product(blanksSeparate);
            double sign = operator == '+' ? 1.0 : -1.0;
            MatlabValue sum = left;
            left = isComplex(left, right)
                    ? tried(() -> MatlabComplex.sum(sum, right, sign))
                    : combine(left, right, (a, b) -> a + sign * b);
        }
    }

    /** Whether, blanks being next, what follows them starts another element of a table. */
    private boolean atNextElement(boolean blanksSeparate) {
        if (!blanksSeparate) {
            return false;
        }
        int ahead = 0;
        while (MatlabScanner.isBlank(scanner.peek(ahead))) {
            ahead++;
        }
        char next = scanner.peek(ahead);
        boolean sign = next == '+' || next == '-';
        boolean operator =
                sign || "*/^".indexOf(next) >= 0 || (next == '.' && "*/^".indexOf(scanner.peek(ahead + 1)) >= 0);
        return !operator || (sign && !MatlabScanner.isBlank(scanner.peek(ahead + 1)));
    }

    private MatlabValue product(boolean blanksSeparate) {
        MatlabValue left = signed(blanksSeparate);
        while (true) {
            if (MatlabScanner.isBlank(scanner.peek()) && !atNextElement(blanksSeparate)) {
                scanner.skipBlanks();
            }
            boolean byElement = scanner.peek() == '.' && (scanner.peek(1) == '*' || scanner.peek(1) == '/');
            char operator = scanner.peek(byElement ? 1 : 0);
            if (operator != '*' && operator != '/') {
                return left;
            }
            scanner.advance(byElement ? 2 : 1);
            MatlabValue right = signed(blanksSeparate);
            if (isComplex(left, right)) {
                left = complexProduct(left, right, operator, byElement);
                continue;
            }
            boolean scalars = numbers(right).isScalar()
                    || (operator == '*' && numbers(left).isScalar());
            if (!byElement && !scalars && operator == '/') {
                throw scanner.refuse("the division of tables is not interpreted; ./ goes element by element");
            }
            Matrix first = numbers(left);
            left = byElement || scalars
                    ? combine(left, right, operator == '*' ? (a, b) -> a * b : (a, b) -> a / b)
                    : tried(() -> MatlabFunctions.product(first, numbers(right)));
        }
    }

    private static boolean isComplex(MatlabValue left, MatlabValue right) {
        return left instanceof Complex || right instanceof Complex;
    }

    private MatlabValue complexProduct(MatlabValue left, MatlabValue right, char operator, boolean byElement) {
        boolean scalars = isScalar(right) || (operator == '*' && isScalar(left));
        if (!byElement && !scalars) {
            throw scanner.refuse("the product of complex tables is not interpreted; .* and ./ go element by element");
        }
        return tried(() -> operator == '*' ? MatlabComplex.product(left, right) : MatlabComplex.quotient(left, right));
    }

    private boolean isScalar(MatlabValue value) {
        return (value instanceof Complex complex ? complex.real() : numbers(value)).isScalar();
    }

    /** A sign binds more loosely than a power: {@code -2^2} is -4. */
    private MatlabValue signed(boolean blanksSeparate) {
        double sign = 1.0;
        scanner.skipBlanks();
        if ((scanner.peek() == '~' || scanner.peek() == '!') && scanner.peek(1) != '=') {
            scanner.advance(1);
            return new Truths(
                    combine(Matrix.scalar(0.0), nested(() -> signed(blanksSeparate)), (a, b) -> b == 0.0 ? 1.0 : 0.0));
        }
        while (scanner.peek() == '-' || scanner.peek() == '+') {
            sign = scanner.peek() == '-' ? -sign : sign;
            scanner.advance(1);
            scanner.skipBlanks();
        }
        MatlabValue value = power(blanksSeparate);
        if (sign < 0.0 && value instanceof Complex) {
            return MatlabComplex.product(Matrix.scalar(sign), value);
        }
        return sign < 0.0 ? combine(Matrix.scalar(sign), value, (a, b) -> a * b) : value;
    }

    private MatlabValue power(boolean blanksSeparate) {
        MatlabValue base = primary(blanksSeparate);
        while (true) {
            if (MatlabScanner.isBlank(scanner.peek()) && !atNextElement(blanksSeparate)) {
                scanner.skipBlanks();
            }
            boolean byElement = scanner.peek() == '.' && scanner.peek(1) == '^';
            if (!byElement && scanner.peek() != '^') {
                return base;
            }
            scanner.advance(byElement ? 2 : 1);
            scanner.skipBlanks();
            double sign = scanner.accept('-') ? -1.0 : 1.0;
            Matrix exponent = combine(Matrix.scalar(sign), primary(blanksSeparate), (a, b) -> a * b);
            if (base instanceof Complex && (byElement || isScalar(base)) && exponent.isScalar()) {
                MatlabValue complex = base;
                base = tried(() -> MatlabComplex.power(complex, exponent.values()[0]));
                continue;
            }
            if (!byElement && !(numbers(base).isScalar() && exponent.isScalar())) {
                throw scanner.refuse("the power of a table is not interpreted; .^ goes element by element");
            }
            base = combine(base, exponent, Math::pow);
        }
    }

    private MatlabValue primary(boolean blanksSeparate) {
        if (scanner.atNumber()) {
            double number = scanner.number();
            return scanner.acceptImaginaryUnit() ? MatlabComplex.imaginary(number) : Matrix.scalar(number);
        }
        if (scanner.accept('(')) {
            MatlabValue value = nested(this::value);
            scanner.closeParenthesis();
            return transposed(value);
        }
        return switch (scanner.peek()) {
            case '\'', '"' -> new Text(scanner.string());
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
                result = MatlabComplex.transposed(complex, conjugated);
                continue;
            }
            // A cell array is a list here, whichever way it lies.
            result = result instanceof Cell ? result : MatlabFunctions.transposed(numbers(result));
        }
        return result;
    }

    private <T> T nested(Supplier<T> reading) {
        if (++depth > MOST_NESTED) {
            throw scanner.refuse("it is nested more than " + MOST_NESTED + " deep");
        }
        T value = reading.get();
        depth--;
        return value;
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
        return !workspace.isCase(name)
                && scanner.atField()
                && workspace.variables().keySet().stream().anyMatch(variable -> variable.startsWith(name + "."));
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
            names.add(nested(this::value));
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
        return tried(() -> MatlabFunctions.apply(name, arguments));
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
                arguments.add(nested(this::value));
                scanner.skipBlanks();
            } while (scanner.accept(','));
            scanner.closeParenthesis();
        }
        return arguments;
    }

    /** {@code (rows, columns)} of a table, or {@code (places)} of a list. */
    private MatlabValue part(MatlabValue whole) {
        Matrix table = numbers(whole);
        List<MatlabSubscript> chosen = subscripts(table, false);
        Matrix part = tried(() -> chosen.size() == 1
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
        ends.push(size);
        MatlabValue value = nested(this::value);
        ends.pop();
        return tried(() -> value instanceof Truths truths
                ? MatlabSubscript.where(truths.matrix())
                : MatlabSubscript.of(numbers(value), size, growing));
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
                    return table.table();
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
                MatlabValue element = range(true);
                if (element instanceof Text || element instanceof Cell) {
                    throw scanner.refuse(
                            "a table in square brackets holds numbers, and " + element.describe() + " is none");
                }
                Matrix number = numbers(element);
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
                return new Cell(List.copyOf(items));
            }
            if (scanner.atEnd()) {
                throw scanner.neverClosed(opening, "the file ends in line " + scanner.line());
            }
            if (!scanner.acceptNewline() && !scanner.accept(';') && !scanner.accept(',')) {
                items.add(expression(true));
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

    boolean equalNumbers(MatlabValue left, MatlabValue right) {
        return Arrays.equals(numbers(left).values(), numbers(right).values());
    }

    /** A value that has to be numbers. */
    Matrix numbers(MatlabValue value) {
        return tried(() -> MatlabFunctions.numbers(value));
    }

    private Matrix combine(MatlabValue left, MatlabValue right, DoubleBinaryOperator operator) {
        return tried(() ->
                MatlabFunctions.combined(MatlabFunctions.numbers(left), MatlabFunctions.numbers(right), operator));
    }
}
