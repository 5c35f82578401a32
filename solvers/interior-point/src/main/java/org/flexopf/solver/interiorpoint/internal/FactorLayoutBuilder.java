package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;
import org.flexopf.internal.sparse.Elimination;

/**
 * Works out a {@link FactorLayout}: the sequence of columns, their places and the copies of the trunk, the lists of
 * rows, and where the values of supernodes stand.
 */
final class FactorLayoutBuilder {

    private final Elimination elimination;
    private final Domains domains;
    private final SupernodeTree tree;
    private final int n;
    private final int regions;
    /** The columns of the elimination in their new sequence; where each region starts there, and its supernodes. */
    private final int[] sequence;

    private final int[] columnStart;
    private final int[] joinedStart;
    /** The place of every column of the elimination. */
    private final int[] placeOf;

    final int[] regionStart;
    final int[] shortEnd;
    final int[] ownEnd;
    int[] order;
    final int[] place;
    int[] original;
    int[] row = new int[0];
    private int rows;
    int[] listStart;
    int[] listEnd;
    int[] shift;
    int shortValues;
    int values;
    final IntList first = new IntList(16);
    final IntList width = new IntList(16);
    final IntList list = new IntList(16);
    final IntList height = new IntList(16);
    int[] panel;
    int[] supernode;
    final int[] supernodeStart;

    FactorLayoutBuilder(Elimination elimination, Domains domains, SupernodeTree tree) {
        this.elimination = elimination;
        this.domains = domains;
        this.tree = tree;
        n = elimination.order().length;
        regions = domains.count();
        sequence = new int[n];
        columnStart = new int[regions + 1];
        joinedStart = new int[regions];
        placeOf = new int[n];
        place = new int[n];
        regionStart = new int[regions + 1];
        shortEnd = new int[regions];
        ownEnd = new int[regions];
        supernodeStart = new int[regions + 1];
        sequenceColumns();
        placeNodes();
        listRows();
        placePanels();
    }

    /** Region by region: the columns that stand alone, then those of supernodes. */
    private void sequenceColumns() {
        int[] alone = new int[regions + 1];
        int[] next = new int[regions];
        for (int j = 0; j < n; j++) {
            columnStart[domains.of()[j] + 1]++;
            alone[domains.of()[j]] += tree.of(j) < 0 ? 1 : 0;
        }
        for (int r = 0; r < regions; r++) {
            columnStart[r + 1] += columnStart[r];
            next[r] = columnStart[r];
            joinedStart[r] = columnStart[r] + alone[r];
        }
        int[] nextOfSupernode = new int[tree.count()];
        int[] nextJoined = joinedStart.clone();
        // Supernodes in the sequence of their last columns, so that children come before their parents.
        for (int s = 0; s < tree.count(); s++) {
            if (tree.isKept(s)) {
                int r = domains.of()[tree.lastColumn(s)];
                nextOfSupernode[s] = nextJoined[r];
                nextJoined[r] += tree.width(s);
            }
        }
        for (int j = 0; j < n; j++) {
            int s = tree.of(j);
            sequence[s < 0 ? next[domains.of()[j]]++ : nextOfSupernode[s]++] = j;
        }
        EliminationSchedule schedule = new EliminationSchedule(elimination);
        for (int r = 0; r < regions; r++) {
            schedule.sort(sequence, columnStart[r], joinedStart[r]);
        }
    }

    /** Gives every column its place, and every domain its copies. */
    private void placeNodes() {
        int trunk = regions - 1;
        int[] rank = new int[n];
        for (int k = columnStart[trunk]; k < n; k++) {
            rank[sequence[k]] = k - columnStart[trunk];
        }
        int[] last = new int[n - columnStart[trunk]];
        Arrays.fill(last, FactorLayout.NONE);
        IntList met = new IntList(16);
        int[] metStart = new int[regions + 1];
        int places = 0;
        for (int r = 0; r < regions; r++) {
            regionStart[r] = places;
            for (int k = columnStart[r]; k < columnStart[r + 1]; k++) {
                placeOf[sequence[k]] = places++;
                if (r == trunk) {
                    continue;
                }
                int j = sequence[k];
                for (int t = elimination.start()[j]; t < elimination.start()[j + 1]; t++) {
                    int i = elimination.row()[t];
                    if (domains.of()[i] == trunk && last[rank[i]] != r) {
                        last[rank[i]] = r;
                        met.add(rank[i]);
                    }
                }
            }
            shortEnd[r] = regionStart[r] + joinedStart[r] - columnStart[r];
            ownEnd[r] = places;
            metStart[r + 1] = met.size();
            places += metStart[r + 1] - metStart[r];
        }
        regionStart[regions] = places;
        int[] copies = met.toArray();
        order = new int[places];
        original = new int[places];
        for (int r = 0; r < regions; r++) {
            for (int k = columnStart[r]; k < columnStart[r + 1]; k++) {
                int at = placeOf[sequence[k]];
                order[at] = elimination.order()[sequence[k]];
                place[order[at]] = at;
                original[at] = at;
            }
            Arrays.sort(copies, metStart[r], metStart[r + 1]);
            for (int k = metStart[r]; k < metStart[r + 1]; k++) {
                int at = ownEnd[r] + k - metStart[r];
                order[at] = FactorLayout.NONE;
                original[at] = regionStart[trunk] + copies[k];
            }
        }
    }

    private void listRows() {
        int places = order.length;
        listStart = new int[places];
        listEnd = new int[places];
        shift = new int[places];
        supernode = new int[places];
        Arrays.fill(supernode, FactorLayout.NONE);
        row = new int[elimination.row().length];
        int trunk = regions - 1;
        // Columns that stand alone have their values where their rows are, so their lists come first.
        for (int r = 0; r < regions; r++) {
            for (int at = regionStart[r]; at < shortEnd[r]; at++) {
                listStart[at] = rows;
                addRows(r, sequence[columnStart[r] + at - regionStart[r]], trunk);
                listEnd[at] = rows;
            }
        }
        shortValues = rows;
        for (int r = 0; r < regions; r++) {
            supernodeStart[r] = first.size();
            for (int at = shortEnd[r]; at < ownEnd[r]; ) {
                int s = tree.of(sequence[columnStart[r] + at - regionStart[r]]);
                addSupernode(at, tree.width(s));
                addRows(r, tree.lastColumn(s), trunk);
                at += closeSupernode();
            }
            if (ownEnd[r] < regionStart[r + 1]) {
                addSupernode(ownEnd[r], regionStart[r + 1] - ownEnd[r]);
                closeSupernode();
            }
        }
        supernodeStart[regions] = first.size();
        row = Arrays.copyOf(row, rows);
    }

    private void addSupernode(int column, int columns) {
        first.add(column);
        width.add(columns);
        list.add(rows);
        for (int c = 0; c < columns; c++) {
            add(column + c);
        }
    }

    /** The rows of the last supernode are listed. Returns its number of columns. */
    private int closeSupernode() {
        int s = first.size() - 1;
        height.add(rows - list.get(s));
        for (int c = 0; c < width.get(s); c++) {
            int column = first.get(s) + c;
            supernode[column] = s;
            listStart[column] = list.get(s) + c + 1;
            listEnd[column] = rows;
        }
        return width.get(s);
    }

    private void add(int i) {
        if (rows == row.length) {
            row = Arrays.copyOf(row, rows + (rows >> 1) + 16);
        }
        row[rows++] = i;
    }

    /** Adds the rows of a column as its region sees them, increasing. */
    private void addRows(int region, int column, int trunk) {
        int begin = rows;
        for (int t = elimination.start()[column]; t < elimination.start()[column + 1]; t++) {
            int i = elimination.row()[t];
            boolean foreign = region != trunk && domains.of()[i] == trunk;
            add(
                    foreign
                            ? Arrays.binarySearch(original, ownEnd[region], regionStart[region + 1], placeOf[i])
                            : placeOf[i]);
        }
        sort(begin, rows);
    }

    /** Insertion sort for the short columns of a feeder, the library's for others. */
    private void sort(int begin, int end) {
        if (end - begin > 24) {
            Arrays.sort(row, begin, end);
            return;
        }
        for (int k = begin + 1; k < end; k++) {
            int key = row[k];
            int t = k;
            while (t > begin && row[t - 1] > key) {
                row[t] = row[t - 1];
                t--;
            }
            row[t] = key;
        }
    }

    private void placePanels() {
        panel = new int[first.size()];
        values = shortValues;
        for (int s = 0; s < panel.length; s++) {
            panel[s] = values;
            for (int c = 0; c < width.get(s); c++) {
                shift[first.get(s) + c] = values - list.get(s);
                values = Math.addExact(values, height.get(s));
            }
        }
    }
}
