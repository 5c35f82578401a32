package org.flexopf.solver.branchandbound.internal.simplex;

import java.util.Arrays;

/**
 * In which order a basis is eliminated: columns with one entry among the rows that are left, then rows with one entry
 * among the columns that are left, all of which are pivots without work, and what remains by the number of entries.
 */
final class EliminationOrder {

    private final LinearRows program;
    private final int m;
    private final int[] rowCount;
    private final int[] columnCount;
    private final int[] placeStart;
    private final int[] presetRow;
    private final int[] order;
    private final int[] queue;
    private final int[] next;
    private final boolean[] placed;
    private final boolean[] used;
    /** The places of every row, one row after the other. */
    private int[] places = new int[0];

    private int done;

    EliminationOrder(LinearRows program) {
        this.program = program;
        this.m = program.rows;
        rowCount = new int[m];
        columnCount = new int[m];
        placeStart = new int[m + 1];
        presetRow = new int[m];
        order = new int[m];
        queue = new int[m];
        next = new int[m];
        placed = new boolean[m];
        used = new boolean[m];
    }

    /** The place in the basis that is eliminated at a step. */
    int place(int step) {
        return order[step];
    }

    /** The row in which a place has to have its pivot; -1 where the numbers choose. */
    int presetRow(int place) {
        return presetRow[place];
    }

    /** The number of entries of a row in the columns that are no pivots without work. */
    int rowCount(int row) {
        return rowCount[row];
    }

    /** Finds the order of the basis with these variables in its places. */
    void of(int[] basic) {
        Arrays.fill(presetRow, -1);
        Arrays.fill(placed, false);
        Arrays.fill(used, false);
        done = 0;
        listPlaces(basic);
        takeColumns(basic);
        takeRows(basic);
        takeTheRest();
    }

    private void listPlaces(int[] basic) {
        Arrays.fill(rowCount, 0);
        for (int place = 0; place < m; place++) {
            int entries = entries(basic[place]);
            columnCount[place] = entries;
            for (int k = 0; k < entries; k++) {
                rowCount[row(basic[place], k)]++;
            }
        }
        placeStart[0] = 0;
        for (int i = 0; i < m; i++) {
            placeStart[i + 1] = placeStart[i] + rowCount[i];
            next[i] = placeStart[i];
        }
        if (places.length < placeStart[m]) {
            places = new int[2 * placeStart[m]];
        }
        for (int place = 0; place < m; place++) {
            for (int k = 0; k < columnCount[place]; k++) {
                places[next[row(basic[place], k)]++] = place;
            }
        }
    }

    private int entries(int variable) {
        return variable >= program.columns ? 1 : program.columnStart[variable + 1] - program.columnStart[variable];
    }

    private int row(int variable, int entry) {
        return variable >= program.columns
                ? variable - program.columns
                : program.rowOfEntry[program.columnStart[variable] + entry];
    }

    private void take(int place, int row) {
        placed[place] = true;
        used[row] = true;
        presetRow[place] = row;
        order[done++] = place;
    }

    /** Columns with one entry among the rows that are left, as long as there are any. */
    private void takeColumns(int[] basic) {
        int tail = 0;
        for (int place = 0; place < m; place++) {
            if (columnCount[place] == 1) {
                queue[tail++] = place;
            }
        }
        for (int head = 0; head < tail; head++) {
            int place = queue[head];
            int row = -1;
            for (int k = 0; k < entries(basic[place]); k++) {
                row = used[row(basic[place], k)] ? row : row(basic[place], k);
            }
            if (row < 0) {
                continue;
            }
            take(place, row);
            for (int e = placeStart[row]; e < placeStart[row + 1]; e++) {
                if (!placed[places[e]] && --columnCount[places[e]] == 1) {
                    queue[tail++] = places[e];
                }
            }
        }
    }

    /** Rows with one entry among the columns that are left, as long as there are any. */
    private void takeRows(int[] basic) {
        int tail = 0;
        for (int i = 0; i < m; i++) {
            rowCount[i] = 0;
            for (int e = placeStart[i]; e < placeStart[i + 1]; e++) {
                rowCount[i] += placed[places[e]] ? 0 : 1;
            }
            if (!used[i] && rowCount[i] == 1) {
                queue[tail++] = i;
            }
        }
        for (int head = 0; head < tail; head++) {
            int row = queue[head];
            int place = -1;
            for (int e = placeStart[row]; e < placeStart[row + 1]; e++) {
                place = placed[places[e]] ? place : places[e];
            }
            if (place < 0) {
                continue;
            }
            take(place, row);
            for (int k = 0; k < entries(basic[place]); k++) {
                int other = row(basic[place], k);
                if (!used[other] && --rowCount[other] == 1) {
                    queue[tail++] = other;
                }
            }
        }
    }

    /** What is left by the number of its entries, then by its place. */
    private void takeTheRest() {
        long[] keys = new long[m - done];
        int count = 0;
        for (int place = 0; place < m; place++) {
            if (!placed[place]) {
                keys[count++] = ((long) columnCount[place] << 32) | place;
            }
        }
        Arrays.sort(keys);
        for (long key : keys) {
            order[done++] = (int) key;
        }
    }
}
