package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.flexopf.casefile.MatlabValue.Cell;
import org.flexopf.casefile.MatlabValue.Matrix;
import org.flexopf.casefile.MatlabValue.Text;

/**
 * Carries out a case file: the part of MATLAB that such files are written in, and nothing beyond it.
 *
 * <p>Understood are the function header, comments, continuations, the assignment of numbers, texts, tables and cell arrays to variables and to fields
 * of the case, the assignment to rows and columns of a table, the named columns of {@code idx_bus} and its sisters, arithmetic, and a few
 * functions of one number. Everything else, control flow above all, is refused by line.
 */
final class MatlabInterpreter {

    /** A value with the line at which the file gave it. */
    record Given(MatlabValue value, int line) {
    }

    /** A statement that changed values given before, for the record of what was interpreted. */
    record Change(int line, String text) {
    }

    private static final Set<String> CONTROL = Set.of("if", "for", "while", "switch", "try", "parfor", "do", "global", "persistent");
    private static final Set<String> CLOSINGS = Set.of("end", "endfunction", "return");
    private static final Map<String, Double> NUMBERS = Map.of("pi", Math.PI, "Inf", Double.POSITIVE_INFINITY, "inf", Double.POSITIVE_INFINITY,
            "NaN", Double.NaN, "nan", Double.NaN);
    private static final Map<String, DoubleUnaryOperator> FUNCTIONS = Map.of("sqrt", Math::sqrt, "abs", Math::abs, "exp", Math::exp,
            "sin", Math::sin, "cos", Math::cos, "tan", Math::tan, "asin", Math::asin, "acos", Math::acos, "atan", Math::atan);
    private static final int MOST_NESTED = 100;

    private final MatlabScanner scanner;
    private final Map<String, Given> fields = new LinkedHashMap<>();
    private final Map<String, MatlabValue> variables = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private String caseVariable = "mpc";
    private int statementLine;
    private int depth;

    private MatlabInterpreter(String file, String text) {
        scanner = new MatlabScanner(file, text);
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

    /** The fields of the case in the order in which the file first gave them; nested ones are called {@code outer.inner}. */
    Map<String, Given> fields() {
        return fields;
    }

    /** The statements that assigned to parts of tables. */
    List<Change> changes() {
        return changes;
    }

    /** The variable that holds the case, mostly {@code mpc}. */
    String caseVariable() {
        return caseVariable;
    }

    private void statement() {
        statementLine = scanner.line();
        if (scanner.accept('[')) {
            namedColumns();
        } else if (scanner.atName()) {
            String name = scanner.name();
            if (name.equals("function")) {
                functionHeader();
            } else if (CONTROL.contains(name)) {
                throw refuse("control flow is not interpreted");
            } else if (name.equals("define_constants")) {
                define(MatpowerColumns.all());
            } else if (!CLOSINGS.contains(name)) {
                assignment(name);
            }
        } else {
            throw refuse("this starts no statement of a case file");
        }
        scanner.skipBlanksAndComment();
        if (!scanner.atEnd() && !scanner.atNewline() && scanner.peek() != ';' && scanner.peek() != ',') {
            throw refuse("it is not understood from '" + scanner.peek() + "' on");
        }
    }

    /** {@code function mpc = case33bw}; the name is of no consequence. */
    private void functionHeader() {
        if (!fields.isEmpty() || !variables.isEmpty()) {
            throw refuse("a second function is not interpreted");
        }
        scanner.skipBlanks();
        if (scanner.peek() == '[') {
            throw scanner.error(statementLine, scanner.lineText(statementLine), "a case that returns several values is of the MATPOWER format version 1",
                    "save it in version 2 with MATPOWER's savecase");
        }
        String name = requireName();
        scanner.skipBlanks();
        if (scanner.accept('=')) {
            caseVariable = name;
            scanner.skipBlanks();
            requireName();
        }
        scanner.skipBlanks();
        if (scanner.accept('(')) {
            scanner.skipBlanks();
            if (!scanner.accept(')')) {
                throw refuse("a case function with arguments is not interpreted");
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
                names.add(requireName());
            }
            scanner.skipBlanks();
            scanner.accept(',');
            scanner.skipBlanks();
        }
        requireEquals();
        String function = requireName();
        List<MatpowerColumns.Constant> constants = MatpowerColumns.of(function);
        if (constants == null) {
            throw refuse(function + " is no function that names columns");
        }
        if (names.size() > constants.size()) {
            throw refuse(function + " returns " + constants.size() + " values, and " + names.size() + " are named");
        }
        for (int k = 0; k < names.size(); k++) {
            if (names.get(k) != null) {
                variables.put(names.get(k), Matrix.scalar(constants.get(k).value()));
            }
        }
    }

    private void define(List<MatpowerColumns.Constant> constants) {
        constants.forEach(constant -> variables.put(constant.name(), Matrix.scalar(constant.value())));
    }

    private void assignment(String name) {
        if (!name.equals(caseVariable)) {
            requireEquals();
            variables.put(name, expression(false));
            return;
        }
        if (scanner.peek() != '.') {
            throw refuse("only fields of " + name + " can be assigned");
        }
        String field = fieldPath();
        scanner.skipBlanks();
        if (scanner.peek() == '(') {
            assignPart(field);
        } else {
            requireEquals();
            fields.put(field, new Given(expression(false), statementLine));
        }
    }

    /** {@code mpc.bus(:, [PD, QD]) = value}. */
    private void assignPart(String field) {
        Matrix old = table(field);
        scanner.advance(1);
        int[] rows = index(old.rows());
        scanner.skipBlanks();
        if (!scanner.accept(',')) {
            throw refuse("rows and columns are wanted here");
        }
        int[] columns = index(old.columns());
        closeParenthesis();
        requireEquals();
        Matrix value = numbers(expression(false));
        if (!value.isScalar() && (value.rows() != rows.length || value.columns() != columns.length)) {
            throw refuse(value.describe() + " does not fit into " + rows.length + " rows and " + columns.length + " columns");
        }
        Matrix changed = old.copy();
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                changed.values()[rows[i] * old.columns() + columns[j]] = value.isScalar() ? value.values()[0] : value.get(i, j);
            }
        }
        fields.put(field, new Given(changed, fields.get(field).line()));
        changes.add(new Change(statementLine, scanner.lineText(statementLine)));
    }

    private Matrix table(String field) {
        Given given = fields.get(field);
        if (given == null) {
            throw refuse(caseVariable + "." + field + " has no value yet");
        }
        return numbers(given.value());
    }

    /**
     * Sums. Where blanks separate the elements of a table, {@code 1 -2} is two of them, and {@code 1 - 2} and {@code 1-2} are one.
     */
    private MatlabValue expression(boolean blanksSeparate) {
        if (++depth > MOST_NESTED) {
            throw refuse("it is nested more than " + MOST_NESTED + " deep");
        }
        scanner.skipBlanks();
        MatlabValue left = product(blanksSeparate);
        while (true) {
            boolean blanks = isBlank(scanner.peek()) && !atNextElement(blanksSeparate);
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
        while (isBlank(scanner.peek(ahead))) {
            ahead++;
        }
        char next = scanner.peek(ahead);
        boolean sign = next == '+' || next == '-';
        boolean operator = sign || "*/^".indexOf(next) >= 0 || next == '.' && "*/^".indexOf(scanner.peek(ahead + 1)) >= 0;
        return !operator || sign && !isBlank(scanner.peek(ahead + 1));
    }

    private MatlabValue product(boolean blanksSeparate) {
        MatlabValue left = signed(blanksSeparate);
        while (true) {
            if (isBlank(scanner.peek()) && !atNextElement(blanksSeparate)) {
                scanner.skipBlanks();
            }
            boolean byElement = scanner.peek() == '.' && (scanner.peek(1) == '*' || scanner.peek(1) == '/');
            char operator = scanner.peek(byElement ? 1 : 0);
            if (operator != '*' && operator != '/') {
                return left;
            }
            scanner.advance(byElement ? 2 : 1);
            MatlabValue right = signed(blanksSeparate);
            boolean scalars = numbers(right).isScalar() || operator == '*' && numbers(left).isScalar();
            if (!byElement && !scalars) {
                throw refuse("the product of tables is not interpreted; ." + operator + " goes element by element");
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
            if (isBlank(scanner.peek()) && !atNextElement(blanksSeparate)) {
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
                throw refuse("the power of a table is not interpreted; .^ goes element by element");
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
            closeParenthesis();
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
        if (scanner.peek() == '\'' || scanner.peek() == '.' && scanner.peek(1) == '\'') {
            throw refuse("transposing is not interpreted");
        }
        return value;
    }

    private MatlabValue named(boolean blanksSeparate) {
        if (!scanner.atName()) {
            throw scanner.atEnd() ? cutOff() : refuse("a value is wanted where '" + scanner.peek() + "' stands");
        }
        String name = scanner.name();
        MatlabValue value;
        if (name.equals(caseVariable) && scanner.peek() == '.') {
            String field = fieldPath();
            if (!fields.containsKey(field)) {
                throw refuse(name + "." + field + " has no value yet");
            }
            value = fields.get(field).value();
        } else if (variables.containsKey(name)) {
            value = variables.get(name);
        } else if (FUNCTIONS.containsKey(name)) {
            return functionOf(name);
        } else if (NUMBERS.containsKey(name)) {
            return Matrix.scalar(NUMBERS.get(name));
        } else {
            throw refuse("the name " + name + " is not known here");
        }
        if (!blanksSeparate) {
            scanner.skipBlanks();
        }
        return scanner.peek() == '(' ? part(numbers(value)) : value;
    }

    private MatlabValue functionOf(String name) {
        scanner.skipBlanks();
        if (!scanner.accept('(')) {
            throw refuse(name + " needs a number in parentheses");
        }
        Matrix argument = numbers(expression(false));
        closeParenthesis();
        double[] values = argument.values().clone();
        for (int k = 0; k < values.length; k++) {
            values[k] = FUNCTIONS.get(name).applyAsDouble(values[k]);
        }
        return new Matrix(argument.rows(), argument.columns(), values, null);
    }

    /** {@code (rows, columns)} of a table. */
    private Matrix part(Matrix table) {
        scanner.advance(1);
        int[] rows = index(table.rows());
        scanner.skipBlanks();
        if (!scanner.accept(',')) {
            throw refuse("rows and columns are wanted here");
        }
        int[] columns = index(table.columns());
        closeParenthesis();
        double[] values = new double[rows.length * columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                values[i * columns.length + j] = table.get(rows[i], columns[j]);
            }
        }
        return new Matrix(rows.length, columns.length, values, null);
    }

    /** Row or column numbers, made to count from 0: {@code :} for all, a number, a range or a list. */
    private int[] index(int size) {
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
            throw refuse("there is no row or column " + number + " among " + size);
        }
        return (int) number - 1;
    }

    /** {@code [1 2; 3 4]}, whose rows may also end with their lines. */
    private Matrix matrix() {
        int opening = scanner.line();
        scanner.advance(1);
        double[] values = new double[16];
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
                        throw scanner.error(scanner.line(), inRow + " columns", "row " + (rows + 1) + " of the table that opens in line " + opening
                                + " differs from the rows above it, which have " + columns, "give every row the same number of columns");
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
                    return new Matrix(rows, columns, Arrays.copyOf(values, count), Arrays.copyOf(lines, rows));
                }
                if (!scanner.acceptNewline()) {
                    scanner.advance(1);
                }
            } else if (scanner.atEnd()) {
                throw neverClosed(opening, "the file ends in line " + scanner.line());
            } else if (inRow == 0 && startsAssignment()) {
                throw neverClosed(opening, "the next assignment starts in line " + scanner.line());
            } else {
                MatlabValue element = expression(true);
                if (!(element instanceof Matrix number) || !number.isScalar()) {
                    throw refuse("a table in square brackets holds single numbers, and " + element.describe() + " is none");
                }
                if (count == values.length) {
                    values = Arrays.copyOf(values, 2 * count);
                }
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
                throw neverClosed(opening, "the file ends in line " + scanner.line());
            }
            if (!scanner.acceptNewline() && !scanner.accept(';') && !scanner.accept(',')) {
                items.add(expression(true));
            }
        }
    }

    /** Whether {@code mpc.} is next, as it is where the closing bracket of the table before it has been lost. */
    private boolean startsAssignment() {
        for (int k = 0; k < caseVariable.length(); k++) {
            if (scanner.peek(k) != caseVariable.charAt(k)) {
                return false;
            }
        }
        return scanner.peek(caseVariable.length()) == '.';
    }

    private String fieldPath() {
        StringBuilder path = new StringBuilder();
        while (scanner.peek() == '.' && scanner.accept('.')) {
            if (path.length() > 0) {
                path.append('.');
            }
            path.append(requireName());
            if (scanner.peek() == '.' && "*/^'".indexOf(scanner.peek(1)) >= 0) {
                break;
            }
        }
        return path.toString();
    }

    private Matrix numbers(MatlabValue value) {
        if (value instanceof Matrix matrix) {
            return matrix;
        }
        throw refuse("numbers are wanted, not " + value.describe());
    }

    private Matrix combine(MatlabValue left, MatlabValue right, DoubleBinaryOperator operator) {
        Matrix a = numbers(left);
        Matrix b = numbers(right);
        if (!a.isScalar() && !b.isScalar() && (a.rows() != b.rows() || a.columns() != b.columns())) {
            throw refuse(a.describe() + " and " + b.describe() + " do not go together");
        }
        Matrix shape = a.isScalar() ? b : a;
        double[] values = new double[shape.values().length];
        for (int k = 0; k < values.length; k++) {
            values[k] = operator.applyAsDouble(a.values()[a.isScalar() ? 0 : k], b.values()[b.isScalar() ? 0 : k]);
        }
        return new Matrix(shape.rows(), shape.columns(), values, null);
    }

    private String requireName() {
        scanner.skipBlanks();
        if (!scanner.atName()) {
            throw scanner.atEnd() ? cutOff() : refuse("a name is wanted where '" + scanner.peek() + "' stands");
        }
        return scanner.name();
    }

    private void requireEquals() {
        scanner.skipBlanks();
        if (scanner.atEnd()) {
            throw cutOff();
        }
        if (scanner.peek() != '=' || scanner.peek(1) == '=') {
            throw refuse("it assigns nothing");
        }
        scanner.advance(1);
        scanner.skipBlanks();
    }

    private void closeParenthesis() {
        scanner.skipBlanks();
        if (!scanner.accept(')')) {
            throw scanner.atEnd() ? cutOff() : refuse("a closing parenthesis is wanted where '" + scanner.peek() + "' stands");
        }
    }

    private CaseFileException refuse(String reason) {
        // In a table the line at hand says more than the line where its statement starts.
        int where = scanner.line();
        return scanner.error(where, scanner.lineText(where), reason,
                "write plain tables, or run the case in MATLAB or Octave and save it with MATPOWER's savecase");
    }

    private CaseFileException cutOff() {
        return scanner.error(statementLine, scanner.lineText(statementLine), "the file ends within this statement",
                "it seems cut off: restore the rest");
    }

    private CaseFileException neverClosed(int opening, String where) {
        return scanner.error(opening, scanner.lineText(opening), "this table is never closed: " + where,
                "close it with ]; and, if the file was cut off, restore the rest");
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
