package org.flexopf.casefile;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.flexopf.casefile.MatlabValue.Cell;
import org.flexopf.casefile.MatlabValue.Matrix;
import org.flexopf.casefile.MatlabValue.Text;
import org.flexopf.casefile.MatlabValue.Truths;

/**
 * The functions that case files use to make tables and to calculate with them. What they cannot take is an
 * {@link IllegalArgumentException} with the reason.
 */
final class MatlabFunctions {

    /** A table of more numbers than this is not made. */
    static final int MOST_NUMBERS = 10_000_000;

    private static final Map<String, DoubleUnaryOperator> OF_EACH = Map.ofEntries(
            entry("sqrt", Math::sqrt),
            entry("abs", Math::abs),
            entry("exp", Math::exp),
            entry("log", Math::log),
            entry("log10", Math::log10),
            entry("sin", Math::sin),
            entry("cos", Math::cos),
            entry("tan", Math::tan),
            entry("asin", Math::asin),
            entry("acos", Math::acos),
            entry("atan", Math::atan),
            entry("floor", Math::floor),
            entry("ceil", Math::ceil),
            // Away from zero at a half, as MATLAB rounds.
            entry("round", value -> Math.signum(value) * Math.floor(Math.abs(value) + 0.5)),
            entry("sign", Math::signum),
            entry("deg2rad", Math::toRadians),
            entry("rad2deg", Math::toDegrees));

    private static final List<String> OF_TABLES = List.of(
            "zeros", "ones", "size", "length", "numel", "repmat", "sum", "max", "min", "find", "any", "all", "mod",
            "isempty");

    private MatlabFunctions() {}

    static boolean isKnown(String name) {
        return OF_EACH.containsKey(name) || OF_TABLES.contains(name);
    }

    static MatlabValue apply(String name, List<MatlabValue> arguments) {
        if (OF_EACH.containsKey(name)) {
            return ofEach(only(name, arguments), OF_EACH.get(name));
        }
        return switch (name) {
            case "zeros" -> filled(name, arguments, 0.0);
            case "ones" -> filled(name, arguments, 1.0);
            case "size" -> size(arguments);
            case "length" -> {
                int[] size = sizeOf(arguments.size() == 1 ? arguments.get(0) : null);
                yield Matrix.scalar(size[0] == 0 || size[1] == 0 ? 0 : Math.max(size[0], size[1]));
            }
            case "numel" -> {
                int[] size = sizeOf(arguments.size() == 1 ? arguments.get(0) : null);
                yield Matrix.scalar((double) size[0] * size[1]);
            }
            case "isempty" -> {
                int[] size = sizeOf(arguments.size() == 1 ? arguments.get(0) : null);
                yield new Truths(Matrix.scalar(size[0] * size[1] == 0 ? 1.0 : 0.0));
            }
            case "repmat" -> repeated(arguments);
            case "sum" -> folded(only(name, arguments), 0.0, Double::sum);
            case "max" -> extreme(name, arguments, Double.NEGATIVE_INFINITY, Math::max);
            case "min" -> extreme(name, arguments, Double.POSITIVE_INFINITY, Math::min);
            case "any" -> new Truths(folded(only(name, arguments), 0.0, (a, b) -> a != 0.0 || b != 0.0 ? 1.0 : 0.0));
            case "all" -> new Truths(folded(only(name, arguments), 1.0, (a, b) -> a != 0.0 && b != 0.0 ? 1.0 : 0.0));
            case "find" -> found(only(name, arguments));
            case "mod" -> {
                if (arguments.size() != 2) {
                    throw new IllegalArgumentException("mod takes two numbers");
                }
                yield combined(
                        numbers(arguments.get(0)),
                        numbers(arguments.get(1)),
                        (a, b) -> b == 0.0 ? a : a - b * Math.floor(a / b));
            }
            default -> throw new IllegalArgumentException("the function " + name + " is not known here");
        };
    }

    /** A value that has to be numbers. */
    static Matrix numbers(MatlabValue value) {
        if (value instanceof Matrix matrix) {
            return matrix;
        }
        if (value instanceof Truths truths) {
            return truths.matrix();
        }
        throw new IllegalArgumentException("numbers are wanted, not " + value.describe());
    }

    /** Element by element; a single number goes with every element of the other. */
    static Matrix combined(Matrix a, Matrix b, DoubleBinaryOperator operator) {
        if (!a.isScalar() && !b.isScalar() && (a.rows() != b.rows() || a.columns() != b.columns())) {
            throw new IllegalArgumentException(a.describe() + " and " + b.describe() + " do not go together");
        }
        Matrix shape = a.isScalar() ? b : a;
        double[] values = new double[shape.values().length];
        for (int k = 0; k < values.length; k++) {
            values[k] = operator.applyAsDouble(a.values()[a.isScalar() ? 0 : k], b.values()[b.isScalar() ? 0 : k]);
        }
        return new Matrix(shape.rows(), shape.columns(), values);
    }

    /** The product of two tables. */
    static Matrix product(Matrix a, Matrix b) {
        if (a.columns() != b.rows()) {
            throw new IllegalArgumentException(
                    a.describe() + " and " + b.describe() + " cannot be multiplied; .* goes element by element");
        }
        double[] values = new double[count(a.rows(), b.columns())];
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < b.columns(); j++) {
                double sum = 0.0;
                for (int k = 0; k < a.columns(); k++) {
                    sum += a.get(i, k) * b.get(k, j);
                }
                values[i * b.columns() + j] = sum;
            }
        }
        return new Matrix(a.rows(), b.columns(), values);
    }

    /** Rows as columns. */
    static Matrix transposed(Matrix table) {
        double[] values = new double[table.values().length];
        for (int i = 0; i < table.rows(); i++) {
            for (int j = 0; j < table.columns(); j++) {
                values[j * table.rows() + i] = table.get(i, j);
            }
        }
        return new Matrix(table.columns(), table.rows(), values);
    }

    /** {@code first:step:last} as a row. */
    static Matrix range(double first, double step, double last) {
        if (!Double.isFinite(first) || !Double.isFinite(step) || !Double.isFinite(last)) {
            throw new IllegalArgumentException("a range from " + first + " by " + step + " to " + last + " is none");
        }
        double steps = step == 0.0 ? -1.0 : Math.floor((last - first) / step * (1.0 + 1e-15));
        int size = steps < 0.0 ? 0 : count(1, steps + 1.0);
        double[] values = new double[size];
        Arrays.setAll(values, k -> first + k * step);
        return new Matrix(1, size, values);
    }

    /** How many numbers a table of so many rows and columns has. */
    static int count(double rows, double columns) {
        if (!(rows >= 0.0 && columns >= 0.0 && rows * columns <= MOST_NUMBERS)) {
            throw new IllegalArgumentException(
                    "a table of " + rows + " rows and " + columns + " columns is none, or too large");
        }
        return (int) (rows * columns);
    }

    private static Matrix only(String name, List<MatlabValue> arguments) {
        if (arguments.size() != 1) {
            throw new IllegalArgumentException(
                    name + " is interpreted for one value, and " + arguments.size() + " are given");
        }
        return numbers(arguments.get(0));
    }

    private static Matrix ofEach(Matrix argument, DoubleUnaryOperator operator) {
        return new Matrix(
                argument.rows(),
                argument.columns(),
                Arrays.stream(argument.values()).map(operator).toArray());
    }

    private static Matrix filled(String name, List<MatlabValue> arguments, double value) {
        int[] size = dimensions(name, arguments);
        double[] values = new double[count(size[0], size[1])];
        Arrays.fill(values, value);
        return new Matrix(size[0], size[1], values);
    }

    /** Rows and columns: none is one of each, one number is both, two are one each, and so is a pair. */
    private static int[] dimensions(String name, List<MatlabValue> arguments) {
        double[] given = arguments.size() == 1
                ? numbers(arguments.get(0)).values()
                : arguments.stream()
                        .mapToDouble(argument -> scalar(name, argument))
                        .toArray();
        if (given.length > 2) {
            throw new IllegalArgumentException(name + " makes tables of rows and columns only");
        }
        double rows = given.length == 0 ? 1.0 : given[0];
        double columns = given.length == 0 ? 1.0 : given[given.length - 1];
        if (rows != Math.rint(rows) || columns != Math.rint(columns)) {
            throw new IllegalArgumentException(name + " needs whole numbers, not " + rows + " and " + columns);
        }
        // A negative number counts as 0.
        return new int[] {count(Math.max(0.0, rows), 1), count(Math.max(0.0, columns), 1)};
    }

    private static double scalar(String name, MatlabValue value) {
        Matrix number = numbers(value);
        if (!number.isScalar()) {
            throw new IllegalArgumentException(name + " needs single numbers, not " + number.describe());
        }
        return number.values()[0];
    }

    private static int[] sizeOf(MatlabValue value) {
        if (value instanceof Cell cell) {
            return new int[] {cell.items().size(), 1};
        }
        if (value instanceof Text text) {
            return new int[] {1, text.text().length()};
        }
        if (value == null) {
            throw new IllegalArgumentException("one value is wanted");
        }
        Matrix matrix = numbers(value);
        return new int[] {matrix.rows(), matrix.columns()};
    }

    private static Matrix size(List<MatlabValue> arguments) {
        int[] size = sizeOf(arguments.isEmpty() ? null : arguments.get(0));
        if (arguments.size() == 1) {
            return new Matrix(1, 2, new double[] {size[0], size[1]});
        }
        double dimension = arguments.size() == 2 ? scalar("size", arguments.get(1)) : 0.0;
        if (dimension != 1.0 && dimension != 2.0) {
            throw new IllegalArgumentException("size tells the rows, 1, or the columns, 2");
        }
        return Matrix.scalar(size[(int) dimension - 1]);
    }

    private static Matrix repeated(List<MatlabValue> arguments) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("repmat needs a table");
        }
        Matrix tile = numbers(arguments.get(0));
        int[] times = dimensions("repmat", arguments.subList(1, arguments.size()));
        int rows = count((double) tile.rows() * times[0], 1);
        int columns = count((double) tile.columns() * times[1], 1);
        double[] values = new double[count(rows, columns)];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] = tile.get(i % tile.rows(), j % tile.columns());
            }
        }
        return new Matrix(rows, columns, values);
    }

    /** Column by column; a row as a whole. */
    private static Matrix folded(Matrix table, double start, DoubleBinaryOperator operator) {
        if (table.rows() <= 1) {
            return Matrix.scalar(Arrays.stream(table.values()).reduce(start, operator));
        }
        double[] values = new double[table.columns()];
        for (int j = 0; j < values.length; j++) {
            values[j] = start;
            for (int i = 0; i < table.rows(); i++) {
                values[j] = operator.applyAsDouble(values[j], table.get(i, j));
            }
        }
        return new Matrix(1, values.length, values);
    }

    /** NaN counts for nothing, as in MATLAB. */
    private static Matrix extreme(
            String name, List<MatlabValue> arguments, double start, DoubleBinaryOperator operator) {
        DoubleBinaryOperator known = (a, b) -> Double.isNaN(a) ? b : Double.isNaN(b) ? a : operator.applyAsDouble(a, b);
        if (arguments.size() == 2) {
            return combined(numbers(arguments.get(0)), numbers(arguments.get(1)), known);
        }
        Matrix table = only(name, arguments);
        if (table.values().length == 0) {
            throw new IllegalArgumentException("the " + name + " of nothing is none");
        }
        return folded(table, start, known);
    }

    /** The places of what is not 0, column by column. */
    private static Matrix found(Matrix table) {
        double[] places = new double[table.values().length];
        int count = 0;
        for (int j = 0; j < table.columns(); j++) {
            for (int i = 0; i < table.rows(); i++) {
                if (table.get(i, j) != 0.0) {
                    places[count++] = j * table.rows() + i + 1.0;
                }
            }
        }
        double[] values = Arrays.copyOf(places, count);
        return table.rows() == 1 ? new Matrix(1, count, values) : new Matrix(count, 1, values);
    }
}
