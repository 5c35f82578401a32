package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flexopf.casefile.MatlabValue.Matrix;

/**
 * A table in square brackets while it is read. Its elements are numbers, with the decimals they were written with, or
 * tables of their own, which stand side by side in a row and below each other from row to row.
 */
final class MatlabTable {

    private double[] values = new double[16];
    private double[] roundings = new double[16];
    private int[] lines = new int[4];
    private int count;
    private int rows;
    private int columns;
    private int inRow;
    /** The elements of the row at hand, once one of them is a table. */
    private List<Matrix> blocks;

    boolean rowIsEmpty() {
        return inRow == 0 && blocks == null;
    }

    void add(double value, double rounding) {
        if (blocks != null) {
            blocks.add(new Matrix(1, 1, new double[] {value}, null, new double[] {rounding}));
            return;
        }
        reserve(1);
        roundings[count] = rounding;
        values[count++] = value;
        inRow++;
    }

    void add(Matrix block) {
        if (blocks == null) {
            blocks = new ArrayList<>();
            for (int k = count - inRow; k < count; k++) {
                blocks.add(new Matrix(1, 1, new double[] {values[k]}, null, new double[] {roundings[k]}));
            }
            count -= inRow;
            inRow = 0;
        }
        blocks.add(block);
    }

    /**
     * Ends a row.
     *
     * @param line where it stands
     * @throws IllegalArgumentException if its elements have different numbers of rows, or it has another number of
     *     columns than the rows above it
     */
    void endRow(int line) {
        if (rowIsEmpty()) {
            return;
        }
        if (blocks != null) {
            List<Matrix> side = blocks.stream()
                    .filter(block -> block.rows() > 0 && block.columns() > 0)
                    .toList();
            blocks = null;
            if (!side.isEmpty()) {
                endRow(side, line);
            }
            return;
        }
        requireColumns(inRow);
        addLine(line);
        inRow = 0;
    }

    private void endRow(List<Matrix> side, int line) {
        int height = side.get(0).rows();
        int width = 0;
        for (Matrix block : side) {
            if (block.rows() != height) {
                throw new IllegalArgumentException(side.get(0).describe() + " and " + block.describe()
                        + " stand side by side; give both the same number of rows");
            }
            width += block.columns();
        }
        requireColumns(width);
        reserve(MatlabFunctions.count(height, width));
        boolean alone = side.size() == 1;
        for (int i = 0; i < height; i++) {
            for (Matrix block : side) {
                for (int j = 0; j < block.columns(); j++) {
                    roundings[count] = block.rounding(i, j);
                    values[count++] = block.get(i, j);
                }
            }
            addLine(alone && side.get(0).line(i) > 0 ? side.get(0).line(i) : line);
        }
    }

    private void requireColumns(int width) {
        if (rows > 0 && width != columns) {
            throw new IllegalArgumentException(width + " columns");
        }
        columns = width;
    }

    private void addLine(int line) {
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, 2 * rows);
        }
        lines[rows++] = line;
    }

    private void reserve(int more) {
        if (count + more > values.length) {
            int size = MatlabFunctions.count(1, Math.max(2.0 * values.length, (double) count + more));
            values = Arrays.copyOf(values, size);
            roundings = Arrays.copyOf(roundings, size);
        }
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    Matrix table() {
        return new Matrix(
                rows,
                columns,
                Arrays.copyOf(values, count),
                Arrays.copyOf(lines, rows),
                Arrays.copyOf(roundings, count));
    }
}
