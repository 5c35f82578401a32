package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;
import org.flexopf.internal.sparse.Elimination;

/**
 * Where everything stands in the factor of a symmetric matrix: the nodes of each domain and of the trunk, their
 * columns, and the supernodes among them.
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
    /**
     * Where each region starts, where its columns end that stand alone, where its own nodes end and its copies start.
     */
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
        FactorLayoutBuilder b = new FactorLayoutBuilder(elimination, domains, tree);
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
}
