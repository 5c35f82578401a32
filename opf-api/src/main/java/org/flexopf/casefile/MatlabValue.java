package org.flexopf.casefile;

import java.util.List;

/** A value of the small part of MATLAB's language that case files use. */
sealed interface MatlabValue {

    /** What messages call it. */
    String describe();

    /** Characters. */
    record Text(String text) implements MatlabValue {
        @Override
        public String describe() {
            return "the text '" + text + "'";
        }
    }

    /** A cell array, row after row. */
    record Cell(List<MatlabValue> items) implements MatlabValue {
        @Override
        public String describe() {
            return "a cell array of " + items.size() + " items";
        }
    }

    /** What holds where, as comparisons tell it: 1 where it does, else 0. As an index it chooses those places. */
    record Truths(Matrix matrix) implements MatlabValue {
        @Override
        public String describe() {
            return matrix.describe();
        }
    }

    /** Complex numbers; some of their imaginary parts are not 0. */
    record Complex(Matrix real, Matrix imaginary) implements MatlabValue {
        @Override
        public String describe() {
            return real.isScalar() ? "a complex number" : real.describe() + " of complex numbers";
        }
    }

    /**
     * Numbers in rows and columns; a single number is a matrix of one row and column.
     *
     * @param values row after row
     * @param lines the line of the file in which each row stands; a matrix that was computed has none
     * @param roundings half a unit of the last decimal that each number was written with, 0 where it has none; a matrix
     *     that was computed has none
     */
    record Matrix(int rows, int columns, double[] values, int[] lines, double[] roundings) implements MatlabValue {

        /** A matrix that was computed. */
        Matrix(int rows, int columns, double[] values) {
            this(rows, columns, values, null, null);
        }

        static Matrix scalar(double value) {
            return new Matrix(1, 1, new double[] {value});
        }

        boolean isScalar() {
            return rows == 1 && columns == 1;
        }

        /** The number in a row and a column, both counted from 0. */
        double get(int row, int column) {
            return values[row * columns + column];
        }

        /** The line of the file in which a row stands, or 0. */
        int line(int row) {
            return lines == null ? 0 : lines[row];
        }

        /** Half a unit of the last decimal that a number was written with; 0 where it was computed. */
        double rounding(int row, int column) {
            return roundings == null ? 0.0 : roundings[row * columns + column];
        }

        @Override
        public String describe() {
            return isScalar() ? "the number " + values[0] : "a table of " + rows + " rows and " + columns + " columns";
        }
    }
}
