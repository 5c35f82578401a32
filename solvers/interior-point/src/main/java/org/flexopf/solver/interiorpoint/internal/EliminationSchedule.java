package org.flexopf.solver.interiorpoint.internal;

import org.flexopf.internal.sparse.Elimination;

/**
 * The sequence in which columns of a factor are worked off one by one. Any sequence in which children of the
 * elimination tree come before their parents gives the same fill. In a postorder each column waits for the one just
 * before it, and columns of one, three and five entries alternate, so that the processor waits for results and guesses
 * the lengths wrong. Here the postorder is cut into stretches that fit the cache. Within a stretch all columns of one
 * length whose children are done come next, for the length that most of them have; but what is far from the end of its
 * stretch does not wait for long, for it would keep others waiting at last. So neighbours are independent of each
 * other, and equally long ones follow each other in runs.
 */
final class EliminationSchedule {

    /** Columns of a stretch: a few hundred kilobytes of a right side. */
    private static final int STRETCH = 32768;
    /** Lengths that are told apart: the loop over a column runs as long as the one before where they can be. */
    private static final int KINDS = 17;

    /** How many columns of another length a column more on the way to the end outweighs. */
    private static final int URGENCY = 3;

    private static final int NONE = -1;

    private final Elimination elimination;
    /** The stretch that a column was in last, and how many of its children in there are not done. */
    private final int[] stretch;

    private final int[] waiting;
    /** How many columns of its stretch are above a column. */
    private final int[] above;

    private int present;
    /** Queues of columns whose children are done, one for each length: the next one of each, and the ends. */
    private final int[] next;

    private final int[] first = new int[KINDS];
    private final int[] last = new int[KINDS];
    private final int[] size = new int[KINDS];

    EliminationSchedule(Elimination elimination) {
        this.elimination = elimination;
        int n = elimination.order().length;
        stretch = new int[n];
        waiting = new int[n];
        above = new int[n];
        next = new int[n];
    }

    /**
     * Sorts columns that stand in postorder, stretch by stretch.
     *
     * @param columns the columns; sorted within the range
     */
    void sort(int[] columns, int begin, int end) {
        for (int from = begin; from < end; from += STRETCH) {
            sortStretch(columns, from, Math.min(end, from + STRETCH));
        }
    }

    private void sortStretch(int[] columns, int from, int to) {
        present++;
        for (int k = from; k < to; k++) {
            stretch[columns[k]] = present;
        }
        for (int k = to - 1; k >= from; k--) {
            int column = columns[k];
            above[column] = 0;
            if (isParentHere(column)) {
                above[column] = above[elimination.parent(column)] + 1;
                waiting[elimination.parent(column)]++;
            }
        }
        for (int k = from; k < to; k++) {
            if (waiting[columns[k]] == 0) {
                append(columns[k]);
            }
        }
        for (int place = from; place < to; ) {
            int kind = mostUrgent();
            // Those that become ready meanwhile wait until these are done.
            for (int left = size[kind]; left > 0; left--) {
                int column = first[kind];
                first[kind] = next[column];
                size[kind]--;
                columns[place++] = column;
                if (isParentHere(column) && --waiting[elimination.parent(column)] == 0) {
                    append(elimination.parent(column));
                }
            }
        }
    }

    private int mostUrgent() {
        int kind = NONE;
        int largest = 0;
        for (int other = 0; other < KINDS; other++) {
            int urgency = size[other] == 0 ? 0 : size[other] + URGENCY * above[first[other]];
            if (urgency > largest) {
                largest = urgency;
                kind = other;
            }
        }
        return kind;
    }

    /** Whether the parent of a column is in the present stretch: what comes later need not wait. */
    private boolean isParentHere(int column) {
        int parent = elimination.parent(column);
        return parent >= 0 && stretch[parent] == present;
    }

    private void append(int column) {
        int kind = Math.min(elimination.length(column), KINDS - 1);
        next[column] = NONE;
        if (size[kind]++ == 0) {
            first[kind] = column;
        } else {
            next[last[kind]] = column;
        }
        last[kind] = column;
    }
}
