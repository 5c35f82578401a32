package org.flexopf.program.cbf;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * Writes programs in the Conic Benchmark Format, version 1, which every reader of the format takes.
 *
 * <p>The first variables of the file are those of the program, in order; equalities come before cone rows, in order.
 * The format knows no quadratic objective: a program with P is written with {@code P = L L'}, one more variable t for
 * each set of variables that P links, and the rotated cone {@code 2 t 1 >= ||L'x||^2}, so that the file has the same
 * optimum, point and multipliers of the rows that were there. Numbers are written so that reading them gives the same
 * bits.
 */
public final class CbfWriter {

    private final ConicProgram program;
    private final Appendable out;
    private final SquareRoot root;
    private final List<SquareRoot.Component> components;

    private CbfWriter(ConicProgram program, Appendable out) {
        this.program = program;
        this.out = out;
        this.root = SquareRoot.of(program.quadratic());
        this.components = root.components();
    }

    /**
     * Writes a file, replacing one that exists.
     *
     * @throws IllegalArgumentException if P is not positive semidefinite
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void write(ConicProgram program, Path path) {
        try (BufferedWriter writer = Files.newBufferedWriter(path, StandardCharsets.US_ASCII)) {
            write(program, writer);
        } catch (IOException e) {
            throw new UncheckedIOException("the program cannot be written to " + path, e);
        }
    }

    /**
     * Writes text.
     *
     * @throws IllegalArgumentException if P is not positive semidefinite
     * @throws UncheckedIOException if the text cannot be appended
     */
    public static void write(ConicProgram program, Appendable out) {
        CbfWriter writer = new CbfWriter(program, out);
        try {
            writer.write();
        } catch (IOException e) {
            throw new UncheckedIOException("the program cannot be written", e);
        }
    }

    private void write() throws IOException {
        int n = program.variableCount();
        int variables = n + components.size();
        line("VER\n1\n\nOBJSENSE\nMIN\n\nVAR");
        line(variables + (variables > 0 ? " 1\nF " + variables : " 0"));
        writeIntegers();
        writeCones();
        writeObjective();
        writeMatrix();
        writeConstants();
    }

    private void writeIntegers() throws IOException {
        int count = 0;
        for (int j = 0; j < program.variableCount(); j++) {
            count += program.isInteger(j) ? 1 : 0;
        }
        if (count > 0) {
            line("\nINT\n" + count);
            for (int j = 0; j < program.variableCount(); j++) {
                if (program.isInteger(j)) {
                    line(String.valueOf(j));
                }
            }
        }
    }

    private void writeCones() throws IOException {
        int p = program.equalityCount();
        long rows = (long) p + program.coneRowCount();
        for (SquareRoot.Component component : components) {
            rows += 2L + component.rows().size();
        }
        int blocks = (p > 0 ? 1 : 0) + program.cones().size() + components.size();
        if (blocks == 0) {
            return;
        }
        line("\nCON\n" + rows + " " + blocks);
        if (p > 0) {
            line("L= " + p);
        }
        for (Cone cone : program.cones()) {
            line((cone instanceof Cone.Nonnegative ? "L+ " : "Q ") + cone.dimension());
        }
        for (SquareRoot.Component component : components) {
            line("QR " + (2 + component.rows().size()));
        }
    }

    private void writeObjective() throws IOException {
        int count = components.size();
        for (int j = 0; j < program.variableCount(); j++) {
            count += program.linear(j) != 0.0 ? 1 : 0;
        }
        if (count > 0) {
            line("\nOBJACOORD\n" + count);
            for (int j = 0; j < program.variableCount(); j++) {
                if (program.linear(j) != 0.0) {
                    line(j + " " + program.linear(j));
                }
            }
            for (int k = 0; k < components.size(); k++) {
                line((program.variableCount() + k) + " 1.0");
            }
        }
        if (program.constant() != 0.0) {
            line("\nOBJBCOORD\n" + program.constant());
        }
    }

    /**
     * A for the equalities, -G for the cone rows, and t and L'x for the rotated cones, whose second row is the constant
     * 1.
     */
    private void writeMatrix() throws IOException {
        int p = program.equalityCount();
        long count = entries(program.equalityMatrix()) + entries(program.coneMatrix());
        for (SquareRoot.Component component : components) {
            count += 1
                    + component.rows().stream()
                            .mapToLong(k -> root.columns(k).length)
                            .sum();
        }
        if (count == 0) {
            return;
        }
        line("\nACOORD\n" + count);
        writeEntries(program.equalityMatrix(), 0, 1.0);
        writeEntries(program.coneMatrix(), p, -1.0);
        int row = p + program.coneRowCount();
        for (int k = 0; k < components.size(); k++) {
            line(row + " " + (program.variableCount() + k) + " 1.0");
            row += 2;
            for (int factor : components.get(k).rows()) {
                int[] columns = root.columns(factor);
                double[] values = root.values(factor);
                for (int i = 0; i < columns.length; i++) {
                    line(row + " " + columns[i] + " " + values[i]);
                }
                row++;
            }
        }
    }

    private void writeConstants() throws IOException {
        int p = program.equalityCount();
        int m = program.coneRowCount();
        int count = components.size();
        for (int i = 0; i < p + m; i++) {
            count += constant(i) != 0.0 ? 1 : 0;
        }
        if (count == 0) {
            return;
        }
        line("\nBCOORD\n" + count);
        for (int i = 0; i < p + m; i++) {
            if (constant(i) != 0.0) {
                line(i + " " + constant(i));
            }
        }
        int row = p + m;
        for (SquareRoot.Component component : components) {
            line((row + 1) + " 1.0");
            row += 2 + component.rows().size();
        }
    }

    /** The constant of a row's expression: -b of an equality, h of a cone row. */
    private double constant(int row) {
        return row < program.equalityCount()
                ? 0.0 - program.equalityRhs(row)
                : program.coneRhs(row - program.equalityCount());
    }

    private static long entries(SparseMatrix matrix) {
        long count = 0;
        for (int k = 0; k < matrix.entryCount(); k++) {
            count += matrix.value(k) != 0.0 ? 1 : 0;
        }
        return count;
    }

    private void writeEntries(SparseMatrix matrix, int firstRow, double sign) throws IOException {
        for (int j = 0; j < matrix.columns(); j++) {
            for (int k = matrix.columnStart(j); k < matrix.columnStart(j + 1); k++) {
                if (matrix.value(k) != 0.0) {
                    line((firstRow + matrix.rowIndex(k)) + " " + j + " " + sign * matrix.value(k));
                }
            }
        }
    }

    private void line(String text) throws IOException {
        out.append(text).append('\n');
    }
}
