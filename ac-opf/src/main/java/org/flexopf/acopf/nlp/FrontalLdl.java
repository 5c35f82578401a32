package org.flexopf.acopf.nlp;

import java.util.Arrays;

/**
 * The factorisation {@code K = L D L'} of a sparse symmetric indefinite matrix by a tree of dense fronts (Duff and
 * Reid, "The multifrontal solution of indefinite sparse symmetric linear equations", ACM Trans. Math. Softw. 9, 1983).
 * Unknowns that find no safe pivot in their front are eliminated further up. So a row may be added to a matrix of a
 * known pattern wherever its entries stand together in one front. The inertia of K is that of D.
 *
 * <p>All symbolic work is done at construction. {@link #factor} and {@link #solve} allocate nothing, unless more pivots
 * are delayed than ever before.
 */
final class FrontalLdl {

    /** Room beyond a share, for small matrices. */
    private static final int ROOM = 64;

    private final FrontTree tree;
    private final int unknowns;
    private final double[] value;
    /** Rows that are added: of those of each front the first, of each row the next one; -1 ends. */
    private final int[] firstRow;

    private final int[] nextRow;
    private final int[] frontOfRow;
    private final int[] rowStart;
    private final int[] rowColumn;
    private final double[] rowDiagonal;
    private final double[] rowValue;

    private final DenseFront front = new DenseFront();
    /** The place in the present front of each rank and each added row, and what is delayed to it. */
    private final int[] place;

    private final int[] delayed;
    private final ContributionStack left;
    private final LdlFactor factor;
    private final double[] work;
    private int negative;
    private int lost;

    /**
     * Prepares the factorisation of matrices of one pattern.
     *
     * @param tree the tree of fronts
     * @param rowStart where the columns of each row start that may be added
     * @param rowColumn those columns, as unknowns; all of them have entries of the matrix in common
     * @param rowValue the entries of those rows, which the owner writes; what is held is zero there
     */
    FrontalLdl(FrontTree tree, int[] rowStart, int[] rowColumn, double[] rowValue) {
        this.tree = tree;
        this.rowStart = rowStart;
        this.rowValue = rowValue;
        int rows = rowStart.length - 1;
        unknowns = tree.rank.length;
        value = new double[tree.entryRow.length + 1];
        firstRow = new int[tree.fronts];
        nextRow = new int[rows];
        rowDiagonal = new double[rows];
        this.rowColumn = new int[rowColumn.length];
        for (int t = 0; t < rowColumn.length; t++) {
            this.rowColumn[t] = tree.rank[rowColumn[t]];
        }
        frontOfRow = new int[rows];
        for (int i = 0; i < rows; i++) {
            int least = Integer.MAX_VALUE;
            for (int t = rowStart[i]; t < rowStart[i + 1]; t++) {
                least = Math.min(least, this.rowColumn[t]);
            }
            frontOfRow[i] = least == Integer.MAX_VALUE ? -1 : tree.frontOf(least);
        }
        place = new int[unknowns + rows];
        delayed = new int[unknowns + rows];
        work = new double[unknowns + rows];
        Arrays.fill(firstRow, -1);
        int tallest = tallest();
        front.reserve(tallest);
        factor = factorWithRoom(tallest);
        left = stackWithRoom();
    }

    private int belowCount(int s) {
        return tree.belowStart[s + 1] - tree.belowStart[s];
    }

    private int ownCount(int s) {
        return tree.own[s + 1] - tree.own[s];
    }

    /** The rows of the tallest front of any matrix of the pattern, and of some delayed pivots and added rows. */
    private int tallest() {
        int tallest = 0;
        for (int s = 0; s < tree.fronts; s++) {
            tallest = Math.max(tallest, ownCount(s) + belowCount(s));
        }
        return withRoom(tallest);
    }

    private LdlFactor factorWithRoom(int tallest) {
        int indices = 0;
        int values = 0;
        for (int s = 0; s < tree.fronts; s++) {
            int own = ownCount(s);
            indices = Math.addExact(indices, own + belowCount(s));
            values = Math.addExact(values, own * (own + 1) / 2 + own * belowCount(s));
        }
        return new LdlFactor(tree.fronts, withRoom(indices), withRoom(values), tallest);
    }

    private ContributionStack stackWithRoom() {
        int[] stacked = new int[tree.fronts + 1];
        int top = 0;
        int indices = 0;
        int values = 0;
        int mostIndices = 0;
        int mostValues = 0;
        for (int s = 0; s < tree.fronts; s++) {
            for (int c = 0; c < tree.children[s]; c++) {
                int count = stacked[--top];
                indices -= count;
                values -= count * (count + 1) / 2;
            }
            if (!tree.isRoot[s]) {
                int count = belowCount(s);
                stacked[top++] = count;
                indices += count;
                values = Math.addExact(values, count * (count + 1) / 2);
            }
            mostIndices = Math.max(mostIndices, indices);
            mostValues = Math.max(mostValues, values);
        }
        return new ContributionStack(tree.fronts, withRoom(mostIndices), withRoom(mostValues));
    }

    private static int withRoom(int count) {
        return Math.addExact(count, count / 4 + ROOM);
    }

    /** The values of K, to be written before {@link #factor} at the places that {@link #place} tells. */
    double[] values() {
        return value;
    }

    /** A place that belongs to no entry. */
    int nowhere() {
        return value.length - 1;
    }

    /** Where the entry of two unknowns stands. */
    int place(int i, int j) {
        return tree.place(i, j);
    }

    /** Takes out all rows that were added. */
    void clearRows() {
        Arrays.fill(firstRow, -1);
    }

    /** Whether a row can be added. */
    boolean hasPlaceForRow(int row) {
        return frontOfRow[row] >= 0;
    }

    /** Adds a row with its entries and a diagonal. */
    void addRow(int row, double diagonal) {
        nextRow[row] = firstRow[frontOfRow[row]];
        firstRow[frontOfRow[row]] = row;
        rowDiagonal[row] = diagonal;
    }

    /** The number of negative eigenvalues that the last factorisation has found. */
    int negative() {
        return negative;
    }

    /** Whether the last matrix was singular to within rounding. */
    boolean isSingular() {
        return lost > 0;
    }

    /** Factors the values written, with the rows that were added. */
    void factor() {
        negative = 0;
        lost = 0;
        left.clear();
        for (int s = 0; s < tree.fronts; s++) {
            assemble(s);
            front.eliminate(tree.isRoot[s]);
            negative += front.negative();
            lost += front.lost();
            factor.store(s, front);
            if (!tree.isRoot[s]) {
                left.push(front);
            }
        }
    }

    private void assemble(int s) {
        int begin = tree.own[s];
        int count = ownCount(s);
        int rows = 0;
        for (int row = firstRow[s]; row >= 0; row = nextRow[row]) {
            rows++;
        }
        int delays = left.delayed(tree.children[s], begin, unknowns, delayed);
        int candidates = count + rows + delays;
        front.begin(candidates + belowCount(s), candidates);
        int next = 0;
        for (int k = 0; k < count; k++) {
            next = put(begin + k, next);
        }
        for (int row = firstRow[s]; row >= 0; row = nextRow[row]) {
            next = put(unknowns + row, next);
        }
        for (int k = 0; k < delays; k++) {
            next = put(delayed[k], next);
        }
        for (int t = tree.belowStart[s]; t < tree.belowStart[s + 1]; t++) {
            next = put(tree.below[t], next);
        }
        addEntries(s);
        left.popInto(front, tree.children[s], place);
    }

    private int put(int id, int at) {
        front.index[at] = id;
        place[id] = at;
        return at + 1;
    }

    private void addEntries(int s) {
        double[] v = front.value;
        int size = front.size();
        int begin = tree.own[s];
        for (int e = tree.entryStart[s]; e < tree.entryStart[s + 1]; e++) {
            v[(tree.entryColumn[e] - begin) * size + place[tree.entryRow[e]]] += value[e];
        }
        for (int row = firstRow[s]; row >= 0; row = nextRow[row]) {
            int here = place[unknowns + row];
            for (int t = rowStart[row]; t < rowStart[row + 1]; t++) {
                front.add(here, place[rowColumn[t]], rowValue[t]);
            }
            front.add(here, here, rowDiagonal[row]);
        }
    }

    /**
     * Solves {@code K x = x} in place.
     *
     * @param x the unknowns, and behind them the rows that may be added; of those that are not, nothing is read
     */
    void solve(double[] x) {
        for (int i = 0; i < unknowns; i++) {
            work[tree.rank[i]] = x[i];
        }
        System.arraycopy(x, unknowns, work, unknowns, work.length - unknowns);
        factor.solve(work);
        for (int i = 0; i < unknowns; i++) {
            x[i] = work[tree.rank[i]];
        }
        System.arraycopy(work, unknowns, x, unknowns, work.length - unknowns);
    }
}
