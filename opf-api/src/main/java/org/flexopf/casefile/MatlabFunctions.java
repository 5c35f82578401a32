package org.flexopf.casefile;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import org.flexopf.casefile.MatlabValue.Cell;
import org.flexopf.casefile.MatlabValue.Complex;
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
            entry("rad2deg", Math::toDegrees),
            entry("sind", value -> Math.sin(Math.toRadians(value))),
            // Exactly 0 at a right angle, as in MATLAB.
            entry("cosd", value -> value % 180.0 == 90.0 || value % 180.0 == -90.0 ? 0.0 : cosine(value)),
            entry("tand", value -> Math.tan(Math.toRadians(value))),
            entry("asind", value -> Math.toDegrees(Math.asin(value))),
            entry("acosd", value -> Math.toDegrees(Math.acos(value))),
            entry("atand", value -> Math.toDegrees(Math.atan(value))),
            entry("fix", value -> value < 0.0 ? Math.ceil(value) : Math.floor(value)),
            entry("double", DoubleUnaryOperator.identity()));

    private static final Map<String, DoubleBinaryOperator> OF_PAIRS = Map.of(
            "mod", (a, b) -> b == 0.0 ? a : a - b * Math.floor(a / b),
            "rem", (a, b) -> b == 0.0 ? Double.NaN : a % b,
            "hypot", Math::hypot,
            "atan2", Math::atan2,
            "power", Math::pow);

    private static final Map<String, DoublePredicate> OF_PLACES = Map.of(
            "logical", value -> value != 0.0,
            "isnan", Double::isNaN,
            "isinf", Double::isInfinite);

    private static final Set<String> OF_TABLES = Set.of(
            "zeros",
            "ones",
            "eye",
            "size",
            "length",
            "numel",
            "repmat",
            "reshape",
            "diag",
            "linspace",
            "sum",
            "prod",
            "mean",
            "cumsum",
            "nnz",
            "max",
            "min",
            "find",
            "any",
            "all",
            "sort",
            "unique",
            "ismember",
            "isempty");

    private static double cosine(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }

    private MatlabFunctions() {}

    static boolean isKnown(String name) {
        return OF_EACH.containsKey(name)
                || OF_PAIRS.containsKey(name)
                || OF_PLACES.containsKey(name)
                || OF_TABLES.contains(name)
                || MatlabComplex.isKnown(name);
    }

    static MatlabValue apply(String name, List<MatlabValue> arguments) {
        if (MatlabComplex.isKnown(name)
                && arguments.size() == 1
                && (arguments.get(0) instanceof Complex || !OF_EACH.containsKey(name))) {
            return MatlabComplex.apply(name, arguments.get(0));
        }
        if (OF_PAIRS.containsKey(name) && arguments.size() == 2) {
            return combined(numbers(arguments.get(0)), numbers(arguments.get(1)), OF_PAIRS.get(name));
        }
        if (OF_PLACES.containsKey(name)) {
            DoublePredicate holds = OF_PLACES.get(name);
            return new Truths(ofEach(only(name, arguments), value -> holds.test(value) ? 1.0 : 0.0));
        }
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
            case "reshape" -> reshaped(arguments);
            case "eye" -> identity(arguments);
            case "diag" -> diagonal(only(name, arguments));
            case "linspace" -> {
                if (arguments.size() != 3) {
                    throw new IllegalArgumentException("linspace is interpreted for a first, a last and a number");
                }
                yield spaced(
                        scalar(name, arguments.get(0)), scalar(name, arguments.get(1)), scalar(name, arguments.get(2)));
            }
            case "sum" -> along(name, arguments, 0.0, Double::sum);
            case "prod" -> along(name, arguments, 1.0, (a, b) -> a * b);
            case "mean" -> mean(arguments);
            case "cumsum" -> sums(only(name, arguments));
            case "nnz" -> Matrix.scalar(found(only(name, arguments)).values().length);
            case "max" -> extreme(name, arguments, Double.NEGATIVE_INFINITY, Math::max);
            case "min" -> extreme(name, arguments, Double.POSITIVE_INFINITY, Math::min);
            case "any" -> new Truths(along(name, arguments, 0.0, (a, b) -> a != 0.0 || b != 0.0 ? 1.0 : 0.0));
            case "all" -> new Truths(along(name, arguments, 1.0, (a, b) -> a != 0.0 && b != 0.0 ? 1.0 : 0.0));
            case "find" -> found(only(name, arguments));
            case "sort" -> sorted(only(name, arguments), false);
            case "unique" -> sorted(only(name, arguments), true);
            case "ismember" -> members(arguments);
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
        if (value instanceof Complex) {
            throw new IllegalArgumentException(
                    "real numbers are wanted, not " + value.describe() + "; real, imag and abs make them");
        }
        throw new IllegalArgumentException("numbers are wanted, not " + value.describe());
    }

    /** Element by element; a single row goes with every row of the other, and so does a single column. */
    static Matrix combined(Matrix a, Matrix b, DoubleBinaryOperator operator) {
        boolean fits = (a.rows() == b.rows() || a.rows() == 1 || b.rows() == 1)
                && (a.columns() == b.columns() || a.columns() == 1 || b.columns() == 1);
        if (!fits) {
            throw new IllegalArgumentException(a.describe() + " and " + b.describe() + " do not go together");
        }
        int rows = a.rows() == 1 ? b.rows() : a.rows();
        int columns = a.columns() == 1 ? b.columns() : a.columns();
        double[] values = new double[count(rows, columns)];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] = operator.applyAsDouble(
                        a.get(a.rows() == 1 ? 0 : i, a.columns() == 1 ? 0 : j),
                        b.get(b.rows() == 1 ? 0 : i, b.columns() == 1 ? 0 : j));
            }
        }
        return new Matrix(rows, columns, values);
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

    /** Column by column, or, where a second value is 2, row by row. */
    private static Matrix along(String name, List<MatlabValue> arguments, double start, DoubleBinaryOperator operator) {
        if (arguments.size() != 2) {
            return folded(only(name, arguments), start, operator);
        }
        return along(numbers(arguments.get(0)), dimension(name, arguments.get(1)), start, operator);
    }

    private static Matrix along(Matrix table, int dimension, double start, DoubleBinaryOperator operator) {
        Matrix byColumns = dimension == 1 ? table : transposed(table);
        double[] values = new double[byColumns.columns()];
        for (int j = 0; j < values.length; j++) {
            values[j] = start;
            for (int i = 0; i < byColumns.rows(); i++) {
                values[j] = operator.applyAsDouble(values[j], byColumns.get(i, j));
            }
        }
        return dimension == 1 ? new Matrix(1, values.length, values) : new Matrix(values.length, 1, values);
    }

    private static int dimension(String name, MatlabValue value) {
        double dimension = scalar(name, value);
        if (dimension != 1.0 && dimension != 2.0) {
            throw new IllegalArgumentException(name + " goes along the rows, 1, or the columns, 2");
        }
        return (int) dimension;
    }

    private static Matrix mean(List<MatlabValue> arguments) {
        Matrix sum = along("mean", arguments, 0.0, Double::sum);
        double count = numbers(arguments.get(0)).values().length / (double) sum.values().length;
        return ofEach(sum, value -> value / count);
    }

    private static Matrix sums(Matrix table) {
        Matrix byColumns = table.rows() == 1 ? transposed(table) : table;
        double[] values = byColumns.values().clone();
        for (int k = byColumns.columns(); k < values.length; k++) {
            values[k] += values[k - byColumns.columns()];
        }
        return new Matrix(table.rows(), table.columns(), values);
    }

    private static Matrix reshaped(List<MatlabValue> arguments) {
        if (arguments.isEmpty() || arguments.size() > 3) {
            throw new IllegalArgumentException("reshape needs a table, rows and columns");
        }
        double[] byColumns = transposed(numbers(arguments.get(0))).values();
        int[] size = dimensions("reshape", arguments.subList(1, arguments.size()));
        if (count(size[0], size[1]) != byColumns.length) {
            throw new IllegalArgumentException(
                    byColumns.length + " numbers do not fill " + size[0] + " rows and " + size[1] + " columns");
        }
        return transposed(new Matrix(size[1], size[0], byColumns));
    }

    private static Matrix identity(List<MatlabValue> arguments) {
        Matrix table = filled("eye", arguments, 0.0);
        for (int k = 0; k < Math.min(table.rows(), table.columns()); k++) {
            table.values()[k * table.columns() + k] = 1.0;
        }
        return table;
    }

    /** The table with a list on its diagonal, or the diagonal of a table. */
    private static Matrix diagonal(Matrix table) {
        if (table.rows() == 1 || table.columns() == 1) {
            int size = table.values().length;
            double[] values = new double[count(size, size)];
            for (int k = 0; k < size; k++) {
                values[k * size + k] = table.values()[k];
            }
            return new Matrix(size, size, values);
        }
        double[] values = new double[Math.min(table.rows(), table.columns())];
        Arrays.setAll(values, k -> table.get(k, k));
        return new Matrix(values.length, 1, values);
    }

    private static Matrix spaced(double first, double last, double number) {
        int size = count(1, Math.max(1.0, Math.floor(number)));
        double[] values = new double[size];
        Arrays.setAll(values, k -> k == size - 1 ? last : first + k * (last - first) / (size - 1));
        return new Matrix(1, size, values);
    }

    /** The numbers of a list in ascending order, each once where they are to differ. */
    private static Matrix sorted(Matrix table, boolean different) {
        if (!different && table.rows() > 1 && table.columns() > 1) {
            throw new IllegalArgumentException("sort is interpreted for lists");
        }
        var ascending = Arrays.stream(table.values()).sorted();
        double[] values = (different ? ascending.distinct() : ascending).toArray();
        return table.rows() == 1 ? new Matrix(1, values.length, values) : new Matrix(values.length, 1, values);
    }

    private static Truths members(List<MatlabValue> arguments) {
        if (arguments.size() != 2) {
            throw new IllegalArgumentException("ismember takes two tables of numbers");
        }
        double[] set = numbers(arguments.get(1)).values();
        return new Truths(ofEach(
                numbers(arguments.get(0)),
                value -> Arrays.stream(set).anyMatch(member -> member == value) ? 1.0 : 0.0));
    }

    /**
     * What a function returns that is asked for several values.
     *
     * @throws IllegalArgumentException if it is not known to return so many
     */
    static List<? extends MatlabValue> applyForSeveral(String name, List<MatlabValue> arguments, int values) {
        if (name.equals("deal") && (arguments.size() == values || arguments.size() == 1)) {
            return arguments.size() == 1 ? Collections.nCopies(values, arguments.get(0)) : arguments;
        }
        if (name.equals("size") && values == 2) {
            Matrix size = size(arguments);
            if (size.values().length == 2) {
                return List.of(Matrix.scalar(size.values()[0]), Matrix.scalar(size.values()[1]));
            }
        }
        if ((name.equals("max") || name.equals("min")) && values == 2 && arguments.size() == 1) {
            Matrix list = numbers(arguments.get(0));
            if (list.rows() == 1 || list.columns() == 1) {
                Matrix extreme = numbers(apply(name, arguments));
                Matrix where = ofEach(list, value -> value == extreme.values()[0] ? 1.0 : 0.0);
                return List.of(extreme, Matrix.scalar(Math.max(1.0, first(found(where)))));
            }
        }
        throw new IllegalArgumentException(name + " is not interpreted for " + values + " values");
    }

    private static double first(Matrix list) {
        return list.values().length == 0 ? 0.0 : list.values()[0];
    }

    /** NaN counts for nothing, as in MATLAB. */
    private static Matrix extreme(
            String name, List<MatlabValue> arguments, double start, DoubleBinaryOperator operator) {
        DoubleBinaryOperator known = (a, b) -> Double.isNaN(a) ? b : Double.isNaN(b) ? a : operator.applyAsDouble(a, b);
        if (arguments.size() == 2) {
            return combined(numbers(arguments.get(0)), numbers(arguments.get(1)), known);
        }
        boolean along = arguments.size() == 3 && numbers(arguments.get(1)).values().length == 0;
        Matrix table = only(name, along ? arguments.subList(0, 1) : arguments);
        if (table.values().length == 0) {
            throw new IllegalArgumentException("the " + name + " of nothing is none");
        }
        return along ? along(table, dimension(name, arguments.get(2)), start, known) : folded(table, start, known);
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
