package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.flexopf.casefile.MatlabValue.Cell;
import org.flexopf.casefile.MatlabValue.Matrix;
import org.flexopf.casefile.MatlabValue.Text;

/**
 * Works out the values of a case file: numbers, texts, tables and cell arrays, arithmetic with the precedence that
 * MATLAB gives it, parts of tables, and a few functions of one number.
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
            Double.NaN);
    private static final Map<String, DoubleUnaryOperator> FUNCTIONS = Map.of(
            "sqrt",
            Math::sqrt,
            "abs",
            Math::abs,
            "exp",
            Math::exp,
            "sin",
            Math::sin,
            "cos",
            Math::cos,
            "tan",
            Math::tan,
            "asin",
            Math::asin,
            "acos",
            Math::acos,
            "atan",
            Math::atan);
    private static final int MOST_NESTED = 100;

    private final MatlabScanner scanner;
    private final MatlabWorkspace workspace;
    private int depth;

    MatlabExpressions(MatlabScanner scanner, MatlabWorkspace workspace) {
        this.scanner = scanner;
        this.workspace = workspace;
    }

    /** Reads a value. */
    MatlabValue value() {
        return expression(false);
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
            left = combine(left, product(blanksSeparate), operator == '+' ? Double::sum : (a, b) -> a - b);
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
            boolean scalars = numbers(right).isScalar()
                    || (operator == '*' && numbers(left).isScalar());
            if (!byElement && !scalars) {
                throw scanner.refuse(
                        "the product of tables is not interpreted; ." + operator + " goes element by element");
            }
            left = combine(left, right, operator == '*' ? (a, b) -> a * b : (a, b) -> a / b);
        }
    }

    /** A sign binds more loosely than a power: {@code -2^2} is -4. */
    private MatlabValue signed(boolean blanksSeparate) {
        double sign = 1.0;
        scanner.skipBlanks();
        while (scanner.peek() == '-' || scanner.peek() == '+') {
            sign = scanner.peek() == '-' ? -sign : sign;
            scanner.advance(1);
            scanner.skipBlanks();
        }
        MatlabValue value = power(blanksSeparate);
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
            MatlabValue exponent = combine(Matrix.scalar(sign), primary(blanksSeparate), (a, b) -> a * b);
            if (!byElement && !(numbers(base).isScalar() && numbers(exponent).isScalar())) {
                throw scanner.refuse("the power of a table is not interpreted; .^ goes element by element");
            }
            base = combine(base, exponent, Math::pow);
        }
    }

    private MatlabValue primary(boolean blanksSeparate) {
        if (scanner.atNumber()) {
            return Matrix.scalar(scanner.number());
        }
        if (scanner.accept('(')) {
            MatlabValue value = expression(false);
            scanner.closeParenthesis();
            return untransposed(value);
        }
        return switch (scanner.peek()) {
            case '\'', '"' -> new Text(scanner.string());
            case '[' -> untransposed(matrix());
            case '{' -> cell();
            default -> untransposed(named(blanksSeparate));
        };
    }

    private MatlabValue untransposed(MatlabValue value) {
        if (scanner.peek() == '\'' || (scanner.peek() == '.' && scanner.peek(1) == '\'')) {
            throw scanner.refuse("transposing is not interpreted");
        }
        return value;
    }

    private MatlabValue named(boolean blanksSeparate) {
        if (!scanner.atName()) {
            throw scanner.atEnd()
                    ? scanner.cutOff()
                    : scanner.refuse("a value is wanted where " + scanner.next() + " stands");
        }
        String name = scanner.name();
        MatlabValue value;
        if (name.equals(workspace.caseVariable()) && scanner.peek() == '.') {
            String field = fieldPath();
            if (!workspace.fields().containsKey(field)) {
                throw scanner.refuse(name + "." + field + " has no value yet");
            }
            value = workspace.fields().get(field).value();
        } else if (workspace.variables().containsKey(name)) {
            value = workspace.variables().get(name);
        } else if (FUNCTIONS.containsKey(name)) {
            return functionOf(name);
        } else if (NUMBERS.containsKey(name)) {
            return Matrix.scalar(NUMBERS.get(name));
        } else {
            throw scanner.refuse("the name " + name + " is not known here");
        }
        if (!blanksSeparate) {
            scanner.skipBlanks();
        }
        return scanner.peek() == '(' ? part(numbers(value)) : value;
    }

    private MatlabValue functionOf(String name) {
        scanner.skipBlanks();
        if (!scanner.accept('(')) {
            throw scanner.refuse(name + " needs a number in parentheses");
        }
        Matrix argument = numbers(expression(false));
        scanner.closeParenthesis();
        double[] values = argument.values().clone();
        for (int k = 0; k < values.length; k++) {
            values[k] = FUNCTIONS.get(name).applyAsDouble(values[k]);
        }
        return new Matrix(argument.rows(), argument.columns(), values);
    }

    /** {@code (rows, columns)} of a table. */
    private Matrix part(Matrix table) {
        scanner.advance(1);
        int[] rows = index(table.rows());
        scanner.skipBlanks();
        if (!scanner.accept(',')) {
            throw scanner.refuse("rows and columns are wanted here");
        }
        int[] columns = index(table.columns());
        scanner.closeParenthesis();
        double[] values = new double[rows.length * columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                values[i * columns.length + j] = table.get(rows[i], columns[j]);
            }
        }
        return new Matrix(rows.length, columns.length, values);
    }

    /** Reads row or column numbers, made to count from 0: {@code :} for all, a number, a range or a list. */
    int[] index(int size) {
        scanner.skipBlanks();
        if (scanner.accept(':')) {
            int[] all = new int[size];
            Arrays.setAll(all, k -> k);
            return all;
        }
        Matrix first = numbers(expression(false));
        scanner.skipBlanks();
        int[] chosen;
        if (scanner.accept(':')) {
            int lower = place(first, 0, size);
            int upper = place(numbers(expression(false)), 0, size);
            chosen = new int[Math.max(0, upper - lower + 1)];
            Arrays.setAll(chosen, k -> lower + k);
        } else {
            chosen = new int[first.values().length];
            Arrays.setAll(chosen, k -> place(first, k, size));
        }
        return chosen;
    }

    private int place(Matrix numbers, int k, int size) {
        double number = k < numbers.values().length ? numbers.values()[k] : Double.NaN;
        if (number != Math.rint(number) || !(number >= 1.0 && number <= size)) {
            throw scanner.refuse("there is no row or column " + number + " among " + size);
        }
        return (int) number - 1;
    }

    /** {@code [1 2; 3 4]}, whose rows may also end with their lines. */
    private Matrix matrix() {
        int opening = scanner.line();
        scanner.advance(1);
        double[] values = new double[16];
        double[] roundings = new double[16];
        int[] lines = new int[4];
        int count = 0;
        int rows = 0;
        int columns = 0;
        int inRow = 0;
        while (true) {
            scanner.skipBlanksAndComment();
            boolean closed = scanner.peek() == ']';
            if (closed || scanner.atNewline() || scanner.peek() == ';') {
                if (inRow > 0) {
                    if (rows > 0 && inRow != columns) {
                        throw scanner.error(
                                scanner.line(),
                                inRow + " columns",
                                "row " + (rows + 1) + " of the table that opens in line " + opening
                                        + " differs from the rows above it, which have " + columns,
                                "give every row the same number of columns");
                    }
                    columns = inRow;
                    if (rows == lines.length) {
                        lines = Arrays.copyOf(lines, 2 * rows);
                    }
                    lines[rows++] = scanner.line();
                    inRow = 0;
                }
                if (closed) {
                    scanner.advance(1);
                    return new Matrix(
                            rows,
                            columns,
                            Arrays.copyOf(values, count),
                            Arrays.copyOf(lines, rows),
                            Arrays.copyOf(roundings, count));
                }
                if (!scanner.acceptNewline()) {
                    scanner.advance(1);
                }
            } else if (scanner.atEnd()) {
                throw scanner.neverClosed(opening, "the file ends in line " + scanner.line());
            } else if (inRow == 0 && startsAssignment()) {
                throw scanner.neverClosed(opening, "the next assignment starts in line " + scanner.line());
            } else {
                int start = scanner.at();
                MatlabValue element = expression(true);
                if (!(element instanceof Matrix number) || !number.isScalar()) {
                    throw scanner.refuse(
                            "a table in square brackets holds single numbers, and " + element.describe() + " is none");
                }
                if (count == values.length) {
                    values = Arrays.copyOf(values, 2 * count);
                    roundings = Arrays.copyOf(roundings, 2 * count);
                }
                roundings[count] = scanner.roundingSince(start);
                values[count++] = number.values()[0];
                inRow++;
                scanner.skipBlanks();
                scanner.accept(',');
            }
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

    /** Whether {@code mpc.} is next, as it is where the closing bracket of the table before it has been lost. */
    private boolean startsAssignment() {
        for (int k = 0; k < workspace.caseVariable().length(); k++) {
            if (scanner.peek(k) != workspace.caseVariable().charAt(k)) {
                return false;
            }
        }
        return scanner.peek(workspace.caseVariable().length()) == '.';
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

    /** A value that has to be numbers. */
    Matrix numbers(MatlabValue value) {
        if (value instanceof Matrix matrix) {
            return matrix;
        }
        throw scanner.refuse("numbers are wanted, not " + value.describe());
    }

    private Matrix combine(MatlabValue left, MatlabValue right, DoubleBinaryOperator operator) {
        Matrix a = numbers(left);
        Matrix b = numbers(right);
        if (!a.isScalar() && !b.isScalar() && (a.rows() != b.rows() || a.columns() != b.columns())) {
            throw scanner.refuse(a.describe() + " and " + b.describe() + " do not go together");
        }
        Matrix shape = a.isScalar() ? b : a;
        double[] values = new double[shape.values().length];
        for (int k = 0; k < values.length; k++) {
            values[k] = operator.applyAsDouble(a.values()[a.isScalar() ? 0 : k], b.values()[b.isScalar() ? 0 : k]);
        }
        return new Matrix(shape.rows(), shape.columns(), values);
    }
}
