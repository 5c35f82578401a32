package org.flexopf.solver.interiorpoint.internal;

/**
 * The factorisation {@code K = L D L'} of a sparse quasi-definite matrix without pivoting (Vanderbei, SIAM J. Optim. 5,
 * 1995): L is unit lower triangular, D diagonal with known signs. All symbolic work is done at construction; nothing
 * else allocates.
 *
 * <p>The matrix is written straight into the places of its factor and factored there, region by region of a
 * {@link FactorLayout}: the domains in any sequence or at the same time, then the trunk. Within a region, columns that
 * stand alone come first: column j, once final, is subtracted from the columns of its rows (right-looking; George and
 * Liu, Computer Solution of Large Sparse Positive Definite Systems, 1981). On a feeder most columns have one to four
 * entries and are handled in straight-line code, run by run of one length. Where the products of two entries go is
 * stored. Where columns are long they are joined to {@link Supernodes}.
 */
final class LdlFactorization {

    /** A pivot below this has lost its sign to rounding and is replaced. */
    private static final double SMALLEST_PIVOT = 1e-14;
    /** What a lost pivot is replaced by. */
    private static final double REPLACEMENT = 1e-7;

    private static final int SHORT = 4;
    /** The kind of columns that are longer than that. */
    static final int LONG = SHORT + 1;

    private final FactorLayout layout;
    private final byte[] sign;
    private final Supernodes supernodes;
    /** The lists of rows of the layout; a column that stands alone has its values at the same places. */
    private final int[] row;

    private final int[] start;
    private final int[] end;
    private final int[] shift;
    /** L below its diagonal; the diagonal of K and D stands behind it. */
    private final double[] value;

    private final int diagonal;
    private final double[] inverse;
    /**
     * For columns that stand alone, where the product of each pair of entries goes; and where each region starts there.
     */
    private final int[] target;

    private final int[] targetStart;
    /** Runs of columns, which have one length or are all {@link #LONG}: first and end; and those of each region. */
    private final int[] runBegin;

    private final int[] runEnd;
    private final int[] runKind;
    private final int[] runStart;
    /** For every value of the copies of each domain, where that of its originals is; -1 where there is none. */
    private final int[][] trunkPlace;

    private final int[] replaced;
    private final boolean[] finite;

    /**
     * Prepares the factorisation of matrices of one pattern.
     *
     * @param sign +1 or -1, the sign of the pivot at every place of the layout
     */
    LdlFactorization(FactorLayout layout, byte[] sign) {
        this.layout = layout;
        this.sign = sign;
        row = layout.row;
        start = layout.listStart;
        end = layout.listEnd;
        shift = layout.shift;
        diagonal = layout.values;
        value = new double[Math.addExact(diagonal, layout.nodes())];
        inverse = new double[layout.nodes()];
        replaced = new int[layout.regions];
        finite = new boolean[layout.regions];
        supernodes = new Supernodes(layout, this, value, inverse);
        targetStart = new int[layout.regions];
        target = targets();
        runStart = new int[layout.regions + 1];
        IntList begins = new IntList(64);
        IntList ends = new IntList(64);
        IntList kinds = new IntList(64);
        for (int r = 0; r < layout.regions; r++) {
            for (int j = layout.regionStart[r]; j < layout.shortEnd[r]; j++) {
                if (j == layout.regionStart[r] || kind(j) != kind(j - 1)) {
                    begins.add(j);
                    kinds.add(kind(j));
                }
                if (j + 1 == layout.shortEnd[r] || kind(j) != kind(j + 1)) {
                    ends.add(j + 1);
                }
            }
            runStart[r + 1] = begins.size();
        }
        runBegin = begins.toArray();
        runEnd = ends.toArray();
        runKind = kinds.toArray();
        trunkPlace = new int[layout.trunk()][];
        for (int r = 0; r < trunkPlace.length; r++) {
            trunkPlace[r] = trunkPlaces(r);
        }
    }

    /** The length of a column, or {@link #LONG}. */
    private int kind(int column) {
        return Math.min(end[column] - start[column], LONG);
    }

    private int[] targets() {
        IntList places = new IntList(row.length / 2);
        for (int r = 0; r < layout.regions; r++) {
            targetStart[r] = places.size();
            for (int j = layout.regionStart[r]; j < layout.shortEnd[r]; j++) {
                for (int a = start[j]; a < end[j]; a++) {
                    int place = start[row[a]];
                    for (int b = a + 1; b < end[j]; b++) {
                        while (row[place] != row[b]) {
                            place++;
                        }
                        places.add(place + shift[row[a]]);
                    }
                }
            }
        }
        return places.toArray();
    }

    /** The values of copies are dense, those of their originals may not be. */
    private int[] trunkPlaces(int domain) {
        int begin = layout.ownEnd[domain];
        int copies = layout.regionStart[domain + 1] - begin;
        int[] places = new int[copies * (copies - 1) / 2];
        int next = 0;
        for (int a = begin; a < begin + copies; a++) {
            for (int b = a + 1; b < begin + copies; b++) {
                places[next++] = layout.find(layout.original[a], layout.original[b]);
            }
        }
        return places;
    }

    /** The number of entries of L below its diagonal. */
    int entries() {
        return row.length;
    }

    /** How many pivots of the last factorisation had lost their sign. */
    int replacedPivots() {
        int sum = 0;
        for (int count : replaced) {
            sum += count;
        }
        return sum;
    }

    /** Whether all numbers of the last factorisation stayed finite. */
    boolean isFinite() {
        boolean all = true;
        for (boolean one : finite) {
            all &= one;
        }
        return all;
    }

    /**
     * The values of K, to be written before {@link #factor} at the places that {@link #place} tells, and lost by it.
     */
    double[] values() {
        return value;
    }

    /** Where the element at two nodes stands, which belong to one region. */
    int place(int node, int other) {
        int place = layout.find(node, other);
        if (place < 0) {
            throw new IllegalStateException("the factor has no place for (" + node + ", " + other + ")");
        }
        return place;
    }

    /** Adds what the domains contribute to the values of the trunk. */
    void addCopies() {
        double[] v = value;
        for (int r = 0; r < trunkPlace.length; r++) {
            int next = 0;
            int[] places = trunkPlace[r];
            int last = layout.regionStart[r + 1];
            for (int a = layout.ownEnd[r]; a < last; a++) {
                v[diagonal + layout.original[a]] += v[diagonal + a];
                int at = start[a] + shift[a];
                for (int b = a + 1; b < last; b++, at++, next++) {
                    if (places[next] >= 0) {
                        v[places[next]] += v[at];
                    }
                }
            }
        }
    }

    /** Factors the values written in a region. */
    void factor(int region) {
        replaced[region] = 0;
        finite[region] = true;
        for (int r = runStart[region], next = targetStart[region]; r < runStart[region + 1]; r++) {
            next = factorRun(r, region, next);
        }
        supernodes.factor(region);
    }

    /** Factors columns of one kind; returns where the targets of the next ones start. */
    private int factorRun(int run, int region, int firstTarget) {
        int begin = runBegin[run];
        int stop = runEnd[run];
        double[] v = value;
        int[] t = target;
        int next = firstTarget;
        int a = start[begin];
        switch (runKind[run]) {
            case 0 -> {
                for (int j = begin; j < stop; j++) {
                    invertPivot(j, region);
                }
            }
            case 1 -> {
                for (int j = begin; j < stop; j++, a++) {
                    double l0 = v[a] * invertPivot(j, region);
                    v[diagonal + row[a]] -= l0 * v[a];
                    v[a] = l0;
                }
            }
            case 2 -> {
                for (int j = begin; j < stop; j++, a += 2, next++) {
                    double d = invertPivot(j, region);
                    double v0 = v[a];
                    double v1 = v[a + 1];
                    double l0 = v0 * d;
                    double l1 = v1 * d;
                    v[diagonal + row[a]] -= l0 * v0;
                    v[diagonal + row[a + 1]] -= l1 * v1;
                    v[t[next]] -= l0 * v1;
                    v[a] = l0;
                    v[a + 1] = l1;
                }
            }
            case 3 -> {
                for (int j = begin; j < stop; j++, a += 3, next += 3) {
                    double d = invertPivot(j, region);
                    double v0 = v[a];
                    double v1 = v[a + 1];
                    double v2 = v[a + 2];
                    double l0 = v0 * d;
                    double l1 = v1 * d;
                    double l2 = v2 * d;
                    v[diagonal + row[a]] -= l0 * v0;
                    v[diagonal + row[a + 1]] -= l1 * v1;
                    v[diagonal + row[a + 2]] -= l2 * v2;
                    v[t[next]] -= l0 * v1;
                    v[t[next + 1]] -= l0 * v2;
                    v[t[next + 2]] -= l1 * v2;
                    v[a] = l0;
                    v[a + 1] = l1;
                    v[a + 2] = l2;
                }
            }
            case SHORT -> {
                for (int j = begin; j < stop; j++, a += SHORT, next += 6) {
                    double d = invertPivot(j, region);
                    double v0 = v[a];
                    double v1 = v[a + 1];
                    double v2 = v[a + 2];
                    double v3 = v[a + 3];
                    double l0 = v0 * d;
                    double l1 = v1 * d;
                    double l2 = v2 * d;
                    double l3 = v3 * d;
                    v[diagonal + row[a]] -= l0 * v0;
                    v[diagonal + row[a + 1]] -= l1 * v1;
                    v[diagonal + row[a + 2]] -= l2 * v2;
                    v[diagonal + row[a + 3]] -= l3 * v3;
                    v[t[next]] -= l0 * v1;
                    v[t[next + 1]] -= l0 * v2;
                    v[t[next + 2]] -= l0 * v3;
                    v[t[next + 3]] -= l1 * v2;
                    v[t[next + 4]] -= l1 * v3;
                    v[t[next + 5]] -= l2 * v3;
                    v[a] = l0;
                    v[a + 1] = l1;
                    v[a + 2] = l2;
                    v[a + 3] = l3;
                }
            }
            default -> {
                for (int j = begin; j < stop; j++) {
                    next = subtractLongColumn(j, invertPivot(j, region), next);
                }
            }
        }
        return next;
    }

    /** Takes the pivot of a column from the diagonal, where it stays; returns its inverse. */
    double invertPivot(int j, int region) {
        double pivot = value[diagonal + j];
        if (pivot * sign[j] <= SMALLEST_PIVOT) {
            pivot = sign[j] * REPLACEMENT;
            value[diagonal + j] = pivot;
            replaced[region]++;
        }
        if (!(Math.abs(pivot) < Double.POSITIVE_INFINITY)) {
            finite[region] = false;
        }
        double inverted = 1.0 / pivot;
        inverse[j] = inverted;
        return inverted;
    }

    /** Subtracts a column from those of its rows; returns where the targets of the next one start. */
    private int subtractLongColumn(int j, double d, int firstTarget) {
        double[] v = value;
        int[] t = target;
        int next = firstTarget;
        int stop = end[j];
        for (int a = start[j]; a < stop; a++) {
            double l = v[a] * d;
            v[diagonal + row[a]] -= l * v[a];
            for (int b = a + 1; b < stop; b++) {
                v[t[next++]] -= l * v[b];
            }
            v[a] = l;
        }
        return next;
    }

    /** Solves {@code L D L' x = x} in place, by one thread. */
    void solve(double[] x) {
        for (int domain = 0; domain < layout.trunk(); domain++) {
            reduce(domain, x);
        }
        solveTrunk(x);
        for (int domain = 0; domain < layout.trunk(); domain++) {
            expand(domain, x);
        }
    }

    /** Eliminates the nodes of a domain from a right side; its copies, 0 until then, tell the trunk of it. */
    void reduce(int domain, double[] x) {
        for (int r = runStart[domain]; r < runStart[domain + 1]; r++) {
            forward(runBegin[r], runEnd[r], runKind[r], x);
        }
        supernodes.forward(domain, x);
    }

    /** Solves for the nodes of the trunk once all domains are eliminated. */
    void solveTrunk(double[] x) {
        layout.addCopies(x);
        reduce(layout.trunk(), x);
        substitute(layout.trunk(), x);
    }

    /** Solves for the nodes of a domain once the trunk is known. */
    void expand(int domain, double[] x) {
        layout.setCopies(domain, x);
        substitute(domain, x);
    }

    private void substitute(int region, double[] x) {
        supernodes.backward(region, x);
        for (int r = runStart[region + 1] - 1; r >= runStart[region]; r--) {
            backward(runBegin[r], runEnd[r], runKind[r], x);
        }
    }

    private void forward(int begin, int stop, int length, double[] x) {
        double[] v = value;
        int p = start[begin];
        switch (length) {
            case 0 -> {}
            case 1 -> {
                for (int j = begin; j < stop; j++, p++) {
                    x[row[p]] -= v[p] * x[j];
                }
            }
            case 2 -> {
                for (int j = begin; j < stop; j++, p += 2) {
                    double xj = x[j];
                    x[row[p]] -= v[p] * xj;
                    x[row[p + 1]] -= v[p + 1] * xj;
                }
            }
            case 3 -> {
                for (int j = begin; j < stop; j++, p += 3) {
                    double xj = x[j];
                    x[row[p]] -= v[p] * xj;
                    x[row[p + 1]] -= v[p + 1] * xj;
                    x[row[p + 2]] -= v[p + 2] * xj;
                }
            }
            case SHORT -> {
                for (int j = begin; j < stop; j++, p += SHORT) {
                    double xj = x[j];
                    x[row[p]] -= v[p] * xj;
                    x[row[p + 1]] -= v[p + 1] * xj;
                    x[row[p + 2]] -= v[p + 2] * xj;
                    x[row[p + 3]] -= v[p + 3] * xj;
                }
            }
            default -> {
                for (int j = begin; j < stop; j++) {
                    double xj = x[j];
                    for (int last = end[j]; p < last; p++) {
                        x[row[p]] -= v[p] * xj;
                    }
                }
            }
        }
    }

    private void backward(int begin, int stop, int length, double[] x) {
        double[] v = value;
        int p = end[stop - 1];
        switch (length) {
            case 0 -> {
                for (int j = begin; j < stop; j++) {
                    x[j] *= inverse[j];
                }
            }
            case 1 -> {
                for (int j = stop - 1; j >= begin; j--) {
                    p--;
                    x[j] = x[j] * inverse[j] - v[p] * x[row[p]];
                }
            }
            case 2 -> {
                for (int j = stop - 1; j >= begin; j--) {
                    p -= 2;
                    x[j] = x[j] * inverse[j] - v[p] * x[row[p]] - v[p + 1] * x[row[p + 1]];
                }
            }
            case 3 -> {
                for (int j = stop - 1; j >= begin; j--) {
                    p -= 3;
                    x[j] = x[j] * inverse[j] - v[p] * x[row[p]] - v[p + 1] * x[row[p + 1]] - v[p + 2] * x[row[p + 2]];
                }
            }
            case SHORT -> {
                for (int j = stop - 1; j >= begin; j--) {
                    p -= SHORT;
                    x[j] = x[j] * inverse[j]
                            - v[p] * x[row[p]]
                            - v[p + 1] * x[row[p + 1]]
                            - v[p + 2] * x[row[p + 2]]
                            - v[p + 3] * x[row[p + 3]];
                }
            }
            default -> {
                for (int j = stop - 1; j >= begin; j--) {
                    double sum = x[j] * inverse[j];
                    for (int first = start[j]; p > first; ) {
                        p--;
                        sum -= v[p] * x[row[p]];
                    }
                    x[j] = sum;
                }
            }
        }
    }
}
