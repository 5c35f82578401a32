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
    /** The place in the present front of each rank and each added row. */
    private final int[] place;
    /** What children leave to their parents: its unknowns, and the lower triangle by columns. */
    private int[] stackIndex;

    private double[] stackValue;
    private final int[] stackCount;
    private int stackTop;
    private int stackIndexEnd;
    private int stackValueEnd;
    /** The factor: per front its unknowns, the pivots first, and columns from the diagonal on. */
    private int[] factorIndex;

    private boolean[] factorPair;
    private double[] factorValue;
    private final int[] factorIndexStart;
    private final int[] factorValueStart;
    private final int[] factorPivots;
    private double[] local;
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
        stackCount = new int[tree.fronts + 1];
        factorIndexStart = new int[tree.fronts + 1];
        factorValueStart = new int[tree.fronts + 1];
        factorPivots = new int[tree.fronts];
        work = new double[unknowns + rows];
        Arrays.fill(firstRow, -1);
        reserve();
    }

    /** Makes room for what every matrix of the pattern takes, and for some delayed pivots and added rows. */
    private void reserve() {
        int tallest = 0;
        int index = 0;
        int entries = 0;
        int stacked = 0;
        int stackedIndex = 0;
        int mostStacked = 0;
        int mostStackedIndex = 0;
        int[] left = new int[tree.fronts + 1];
        int top = 0;
        for (int s = 0; s < tree.fronts; s++) {
            int own = tree.own[s + 1] - tree.own[s];
            int below = tree.belowStart[s + 1] - tree.belowStart[s];
            tallest = Math.max(tallest, own + below);
            index = Math.addExact(index, own + below);
            entries = Math.addExact(entries, own * (own + 1) / 2 + own * below);
            for (int c = 0; c < tree.children[s]; c++) {
                int count = left[--top];
                stackedIndex -= count;
                stacked -= count * (count + 1) / 2;
            }
            if (!tree.isRoot[s]) {
                left[top++] = below;
                stackedIndex += below;
                stacked = Math.addExact(stacked, below * (below + 1) / 2);
            }
            mostStacked = Math.max(mostStacked, stacked);
            mostStackedIndex = Math.max(mostStackedIndex, stackedIndex);
        }
        int room = withRoom(tallest);
        front.reserve(room);
        local = new double[room];
        factorIndex = new int[withRoom(index)];
        factorPair = new boolean[factorIndex.length];
        factorValue = new double[withRoom(entries)];
        stackIndex = new int[withRoom(mostStackedIndex)];
        stackValue = new double[withRoom(mostStacked)];
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

    /** The number of entries of the last factor. */
    int entries() {
        return factorValueStart[tree.fronts];
    }

    /** Factors the values written, with the rows that were added. */
    void factor() {
        negative = 0;
        lost = 0;
        stackTop = 0;
        stackIndexEnd = 0;
        stackValueEnd = 0;
        for (int s = 0; s < tree.fronts; s++) {
            assemble(s);
            front.eliminate(tree.isRoot[s]);
            negative += front.negative();
            lost += front.lost();
            store(s);
            leave(s);
        }
    }

    private void assemble(int s) {
        int begin = tree.own[s];
        int count = tree.own[s + 1] - begin;
        int rows = 0;
        for (int row = firstRow[s]; row >= 0; row = nextRow[row]) {
            rows++;
        }
        int bottom = stackTop - tree.children[s];
        int indexAt = stackIndexEnd;
        int delayed = 0;
        for (int c = stackTop - 1; c >= bottom; c--) {
            indexAt -= stackCount[c];
            for (int t = indexAt; t < indexAt + stackCount[c] && isDelayed(stackIndex[t], s); t++) {
                delayed++;
            }
        }
        int candidates = count + rows + delayed;
        int below = tree.belowStart[s + 1] - tree.belowStart[s];
        front.begin(candidates + below, candidates);
        int next = 0;
        for (int k = 0; k < count; k++) {
            next = put(begin + k, next);
        }
        for (int row = firstRow[s]; row >= 0; row = nextRow[row]) {
            next = put(unknowns + row, next);
        }
        int at = indexAt;
        for (int c = bottom; c < stackTop; c++) {
            for (int t = at; t < at + stackCount[c] && isDelayed(stackIndex[t], s); t++) {
                next = put(stackIndex[t], next);
            }
            at += stackCount[c];
        }
        for (int t = tree.belowStart[s]; t < tree.belowStart[s + 1]; t++) {
            next = put(tree.below[t], next);
        }
        addEntries(s);
        addChildren(bottom, indexAt);
    }

    /** What a child leaves and is not of the tree above it is to be eliminated here. */
    private boolean isDelayed(int id, int s) {
        return id >= unknowns || id < tree.own[s];
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

    /** Adds what the children have left, and takes it off the stack. */
    private void addChildren(int bottom, int indexBegin) {
        double[] v = front.value;
        int size = front.size();
        int valueBegin = stackValueEnd;
        for (int c = bottom; c < stackTop; c++) {
            valueBegin -= stackCount[c] * (stackCount[c] + 1) / 2;
        }
        int at = valueBegin;
        int index = indexBegin;
        for (int c = bottom; c < stackTop; c++) {
            int count = stackCount[c];
            for (int j = 0; j < count; j++) {
                int column = place[stackIndex[index + j]];
                for (int i = j; i < count; i++) {
                    int row = place[stackIndex[index + i]];
                    v[row >= column ? column * size + row : row * size + column] += stackValue[at++];
                }
            }
            index += count;
        }
        stackTop = bottom;
        stackIndexEnd = indexBegin;
        stackValueEnd = valueBegin;
    }

    private void store(int s) {
        int size = front.size();
        int pivots = front.eliminated();
        factorPivots[s] = pivots;
        int indexAt = factorIndexStart[s];
        if (indexAt + size > factorIndex.length) {
            factorIndex = Arrays.copyOf(factorIndex, indexAt + size + factorIndex.length / 2);
            factorPair = Arrays.copyOf(factorPair, factorIndex.length);
        }
        System.arraycopy(front.index, 0, factorIndex, indexAt, size);
        System.arraycopy(front.isPair, 0, factorPair, indexAt, pivots);
        factorIndexStart[s + 1] = indexAt + size;
        int at = factorValueStart[s];
        int entries = pivots * size - pivots * (pivots - 1) / 2;
        if (at + entries > factorValue.length) {
            factorValue = Arrays.copyOf(factorValue, at + entries + factorValue.length / 2);
        }
        for (int k = 0; k < pivots; k++) {
            System.arraycopy(front.value, k * size + k, factorValue, at, size - k);
            at += size - k;
        }
        factorValueStart[s + 1] = at;
        if (local.length < size) {
            local = new double[2 * size];
        }
    }

    /** Leaves the rows that are not eliminated to the parent. */
    private void leave(int s) {
        int size = front.size();
        int pivots = front.eliminated();
        int count = size - pivots;
        if (tree.isRoot[s]) {
            return;
        }
        if (stackIndexEnd + count > stackIndex.length) {
            stackIndex = Arrays.copyOf(stackIndex, stackIndexEnd + count + stackIndex.length / 2);
        }
        System.arraycopy(front.index, pivots, stackIndex, stackIndexEnd, count);
        stackIndexEnd += count;
        int entries = count * (count + 1) / 2;
        if (stackValueEnd + entries > stackValue.length) {
            stackValue = Arrays.copyOf(stackValue, stackValueEnd + entries + stackValue.length / 2);
        }
        for (int k = pivots; k < size; k++) {
            System.arraycopy(front.value, k * size + k, stackValue, stackValueEnd, size - k);
            stackValueEnd += size - k;
        }
        stackCount[stackTop++] = count;
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
        for (int s = 0; s < tree.fronts; s++) {
            forward(s);
        }
        for (int s = tree.fronts - 1; s >= 0; s--) {
            backward(s);
        }
        for (int i = 0; i < unknowns; i++) {
            x[i] = work[tree.rank[i]];
        }
        System.arraycopy(work, unknowns, x, unknowns, work.length - unknowns);
    }

    private void forward(int s) {
        int begin = factorIndexStart[s];
        int size = factorIndexStart[s + 1] - begin;
        int pivots = factorPivots[s];
        for (int i = 0; i < size; i++) {
            local[i] = work[factorIndex[begin + i]];
        }
        int at = factorValueStart[s];
        for (int k = 0; k < pivots; k++) {
            if (factorPair[begin + k]) {
                int second = at + size - k;
                double x = local[k];
                double y = local[k + 1];
                for (int i = k + 2; i < size; i++) {
                    local[i] -= factorValue[at + i - k] * x + factorValue[second + i - k - 1] * y;
                }
                double a = factorValue[at];
                double b = factorValue[at + 1];
                double c = factorValue[second];
                double determinant = a * c - b * b;
                local[k] = (c * x - b * y) / determinant;
                local[k + 1] = (a * y - b * x) / determinant;
                at = second + size - k - 1;
                k++;
            } else {
                double x = local[k];
                for (int i = k + 1; i < size; i++) {
                    local[i] -= factorValue[at + i - k] * x;
                }
                local[k] = x / factorValue[at];
                at += size - k;
            }
        }
        for (int i = 0; i < size; i++) {
            work[factorIndex[begin + i]] = local[i];
        }
    }

    private void backward(int s) {
        int begin = factorIndexStart[s];
        int size = factorIndexStart[s + 1] - begin;
        int pivots = factorPivots[s];
        for (int i = 0; i < size; i++) {
            local[i] = work[factorIndex[begin + i]];
        }
        int at = factorValueStart[s + 1];
        for (int k = pivots - 1; k >= 0; k--) {
            at -= size - k;
            if (k > 0 && factorPair[begin + k - 1]) {
                local[k] -= product(at + 1, k + 1, size);
                at -= size - k + 1;
                k--;
                local[k] -= product(at + 2, k + 2, size);
            } else {
                local[k] -= product(at + 1, k + 1, size);
            }
        }
        for (int i = 0; i < pivots; i++) {
            work[factorIndex[begin + i]] = local[i];
        }
    }

    private double product(int at, int begin, int end) {
        double even = 0.0;
        double odd = 0.0;
        int i = begin;
        int t = at;
        for (; i + 1 < end; i += 2, t += 2) {
            even += factorValue[t] * local[i];
            odd += factorValue[t + 1] * local[i + 1];
        }
        return i < end ? even + odd + factorValue[t] * local[i] : even + odd;
    }
}
