package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;
import org.flexopf.internal.sparse.Elimination;

/**
 * Where everything stands in the factor of a symmetric matrix: the nodes of each domain and of the trunk, their columns,
 * and the supernodes among them.
 *
 * <p>Within a region, which is a domain or the trunk, the short columns come first and the supernodes after them. Every
 * domain has copies of those nodes of the trunk that its columns meet. What its columns contribute to the trunk is
 * gathered in the copies, and the copies are added to their originals domain by domain; so threads that work on
 * different domains share nothing, and sums come out the same in whatever sequence they finish.
 */
final class FactorLayout {

    /** No node of the matrix stands at a place: it is that of a copy. */
    static final int NONE = -1;

    /** The number of regions; the last one is the trunk, which is everything if there are no domains. */
    final int regions;
    /** Where each region starts, where its columns end that stand alone, where its own nodes end and its copies start. */
    final int[] regionStart;

    final int[] shortEnd;
    final int[] ownEnd;
    /** Which node of the matrix stands at each place, {@link #NONE} for copies; and the place of each node. */
    final int[] order;

    final int[] place;
    /** For every copy the place of its original in the trunk; for other nodes, their own. */
    final int[] original;

    /** The lists of rows of columns, below the diagonal and increasing; and where that of each column starts, ends. */
    final int[] row;

    final int[] listStart;
    final int[] listEnd;
    /** How far behind a row in its list the value stands; 0 for columns that stand alone. */
    final int[] shift;
    /** The number of values of short columns, and of all columns without the diagonal. */
    final int shortValues;

    final int values;

    /** Supernodes in the order of elimination: first column, number of columns, list of rows with the columns first. */
    final int[] first;

    final int[] width;
    final int[] list;
    final int[] height;
    /** Where the values of a supernode start, column by column. */
    final int[] panel;
    /** The supernode of each node, {@link #NONE} for one that stands alone. */
    final int[] supernode;
    /** The supernodes of each region start here; those of its copies, which are not eliminated, come last. */
    final int[] supernodeStart;

    private FactorLayout(Elimination elimination, Domains domains, SupernodeTree tree) {
        Builder b = new Builder(elimination, domains, tree);
        regions = domains.count();
        regionStart = b.regionStart;
        shortEnd = b.shortEnd;
        ownEnd = b.ownEnd;
        order = b.order;
        place = b.place;
        original = b.original;
        row = b.row;
        listStart = b.listStart;
        listEnd = b.listEnd;
        shift = b.shift;
        shortValues = b.shortValues;
        values = b.values;
        first = b.first.toArray();
        width = b.width.toArray();
        list = b.list.toArray();
        height = b.height.toArray();
        panel = b.panel;
        supernode = b.supernode;
        supernodeStart = b.supernodeStart;
    }

    /** The layout of a factor with or without domains. */
    static FactorLayout of(Elimination elimination, Domains domains) {
        return new FactorLayout(elimination, domains, new SupernodeTree(elimination, domains));
    }

    /** Copies the values of a region, its diagonal and its copies included, from one array of values to another. */
    void copyValues(int region, double[] from, double[] to) {
        int begin = shortValuesBegin(region);
        int end = shortValuesBegin(region + 1);
        System.arraycopy(from, begin, to, begin, end - begin);
        begin = panelBegin(region);
        System.arraycopy(from, begin, to, begin, panelBegin(region + 1) - begin);
        begin = values + regionStart[region];
        System.arraycopy(from, begin, to, begin, regionStart[region + 1] - regionStart[region]);
    }

    /** Sets the copies of a region to what their originals are. */
    void setCopies(int region, double[] x) {
        for (int k = ownEnd[region]; k < regionStart[region + 1]; k++) {
            x[k] = x[original[k]];
        }
    }

    /** Adds what the copies of all domains hold to the nodes of the trunk. */
    void addCopies(double[] x) {
        for (int r = 0; r < trunk(); r++) {
            for (int k = ownEnd[r]; k < regionStart[r + 1]; k++) {
                x[original[k]] += x[k];
            }
        }
    }

    private int shortValuesBegin(int region) {
        return region < regions && regionStart[region] < shortEnd[region]
                ? listStart[regionStart[region]]
                : region < regions ? shortValuesBegin(region + 1) : shortValues;
    }

    private int panelBegin(int region) {
        return supernodeStart[region] < panel.length ? panel[supernodeStart[region]] : values;
    }

    /** The number of places: the nodes of the matrix and the copies. */
    int nodes() {
        return order.length;
    }

    int trunk() {
        return regions - 1;
    }

    /** The region of a place. */
    int region(int node) {
        int at = Arrays.binarySearch(regionStart, node);
        return at >= 0 ? at : -at - 2;
    }

    /** A node as a region sees it: its copy if it belongs to the trunk and the region does not. */
    int seenFrom(int region, int node) {
        if (region == trunk() || node < regionStart[trunk()]) {
            return node;
        }
        int copy = copyIn(region, node);
        if (copy < 0) {
            throw new IllegalStateException("domain " + region + " has no copy of node " + node);
        }
        return copy;
    }

    private int copyIn(int region, int node) {
        return Arrays.binarySearch(original, ownEnd[region], regionStart[region + 1], node);
    }

    /** The place of the value at two nodes, the diagonal standing behind all others; -1 if there is none. */
    int find(int node, int other) {
        if (node == other) {
            return values + node;
        }
        int column = Math.min(node, other);
        int at = Arrays.binarySearch(row, listStart[column], listEnd[column], Math.max(node, other));
        return at < 0 ? NONE : at + shift[column];
    }

    /** Works out a layout. */
    private static final class Builder {

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

        private final int[] regionStart;
        private final int[] shortEnd;
        private final int[] ownEnd;
        private int[] order;
        private final int[] place;
        private int[] original;
        private int[] row = new int[0];
        private int rows;
        private int[] listStart;
        private int[] listEnd;
        private int[] shift;
        private int shortValues;
        private int values;
        private final IntList first = new IntList(16);
        private final IntList width = new IntList(16);
        private final IntList list = new IntList(16);
        private final IntList height = new IntList(16);
        private int[] panel;
        private int[] supernode;
        private final int[] supernodeStart;

        Builder(Elimination elimination, Domains domains, SupernodeTree tree) {
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
            Arrays.fill(last, NONE);
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
                    order[at] = NONE;
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
            Arrays.fill(supernode, NONE);
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
                                ? Arrays.binarySearch(
                                        original, ownEnd[region], regionStart[region + 1], placeOf[i])
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
}
