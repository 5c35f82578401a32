package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/**
 * The dense part of a factorisation: columns that share their rows, as panels stored column by column. A panel is
 * factored in a workspace whose columns are arrays of their own, for there the compiler of the Java machine turns
 * {@link #add} into vector instructions; with offsets into one array it would have to fear that they overlap. What a
 * panel takes from the columns of its rows is computed column by column and then scattered.
 */
final class Supernodes {

    private final FactorLayout layout;
    private final LdlFactorization factorization;
    private final double[] value;
    private final double[] inverse;
    private final int[] row;
    private final int diagonal;
    /** The workspace of each region: columns of a panel, one more column, and places of rows. */
    private final double[][][] column;

    private final double[][] sum;
    /**
     * For each supernode, and each run of its rows that are columns of one supernode: where that row and all rows after
     * it stand in the list of that other supernode.
     */
    private final int[] place;

    private final int[] placeStart;

    Supernodes(FactorLayout layout, LdlFactorization factorization, double[] value, double[] inverse) {
        this.layout = layout;
        this.factorization = factorization;
        this.value = value;
        this.inverse = inverse;
        row = layout.row;
        diagonal = layout.values;
        column = new double[layout.regions][][];
        sum = new double[layout.regions][];
        for (int r = 0; r < layout.regions; r++) {
            int widest = 0;
            int tallest = 0;
            for (int s = layout.supernodeStart[r]; s < end(r); s++) {
                widest = Math.max(widest, layout.width[s]);
                tallest = Math.max(tallest, layout.height[s]);
            }
            column[r] = new double[widest][tallest];
            sum[r] = new double[tallest];
        }
        placeStart = new int[layout.first.length];
        place = places();
    }

    private int[] places() {
        IntList places = new IntList(row.length);
        for (int s = 0; s < layout.first.length; s++) {
            placeStart[s] = places.size();
            int list = layout.list[s];
            int height = layout.height[s];
            for (int a = layout.width[s]; a < height; ) {
                int target = layout.supernode[row[list + a]];
                int at = layout.listStart[row[list + a]] - 1;
                for (int b = a; b < height; b++) {
                    while (row[at] != row[list + b]) {
                        at++;
                    }
                    places.add(at);
                }
                while (a < height && layout.supernode[row[list + a]] == target) {
                    a++;
                }
            }
        }
        return places.toArray();
    }

    /** The end of the supernodes of a region that are eliminated; that of the copies is not. */
    private int end(int region) {
        boolean hasCopies = layout.ownEnd[region] < layout.regionStart[region + 1];
        return layout.supernodeStart[region + 1] - (hasCopies ? 1 : 0);
    }

    /** Factors the panels of a region. */
    void factor(int region) {
        for (int s = layout.supernodeStart[region]; s < end(region); s++) {
            factorPanel(s, region);
            subtractFromAncestors(s, region);
        }
    }

    private void factorPanel(int s, int region) {
        double[][] work = column[region];
        int height = layout.height[s];
        int first = layout.first[s];
        for (int k = 0; k < layout.width[s]; k++) {
            double[] present = work[k];
            int at = layout.panel[s] + k * height;
            System.arraycopy(value, at + k + 1, present, k + 1, height - k - 1);
            present[k] = value[diagonal + first + k];
            int c = 0;
            for (; c + 3 < k; c += 4) {
                add(
                        work[c],
                        work[c + 1],
                        work[c + 2],
                        work[c + 3],
                        -multiplier(work[c], k, first + c),
                        -multiplier(work[c + 1], k, first + c + 1),
                        -multiplier(work[c + 2], k, first + c + 2),
                        -multiplier(work[c + 3], k, first + c + 3),
                        present,
                        k,
                        height);
            }
            for (; c < k; c++) {
                add(work[c], -multiplier(work[c], k, first + c), present, k, height);
            }
            value[diagonal + first + k] = present[k];
            scale(factorization.invertPivot(first + k, region), present, k + 1, height);
            System.arraycopy(present, k + 1, value, at + k + 1, height - k - 1);
        }
    }

    /** {@code L_kc D_c}. */
    private double multiplier(double[] columnOfL, int k, int node) {
        return columnOfL[k] * value[diagonal + node];
    }

    /** Subtracts {@code L D L'} of the rows below a panel from the columns that those rows are. */
    private void subtractFromAncestors(int s, int region) {
        double[][] work = column[region];
        double[] u = sum[region];
        int width = layout.width[s];
        int height = layout.height[s];
        int list = layout.list[s];
        int first = layout.first[s];
        int next = placeStart[s];
        for (int a = width; a < height; ) {
            int target = layout.supernode[row[list + a]];
            // Where the place of the row would stand that is the first one of all.
            int places = next - a;
            next += height - a;
            for (; a < height && layout.supernode[row[list + a]] == target; a++) {
                Arrays.fill(u, a, height, 0.0);
                int c = 0;
                for (; c + 3 < width; c += 4) {
                    add(
                            work[c],
                            work[c + 1],
                            work[c + 2],
                            work[c + 3],
                            multiplier(work[c], a, first + c),
                            multiplier(work[c + 1], a, first + c + 1),
                            multiplier(work[c + 2], a, first + c + 2),
                            multiplier(work[c + 3], a, first + c + 3),
                            u,
                            a,
                            height);
                }
                for (; c < width; c++) {
                    add(work[c], multiplier(work[c], a, first + c), u, a, height);
                }
                int node = row[list + a];
                value[diagonal + node] -= u[a];
                scatter(u, places, a + 1, height, layout.shift[node]);
            }
        }
    }

    /** Subtracts a column from another one, whose rows have their places from a point of the list of places on. */
    private void scatter(double[] u, int places, int begin, int end, int shift) {
        double[] v = value;
        int[] p = place;
        for (int b = begin; b < end; b++) {
            v[shift + p[places + b]] -= u[b];
        }
    }

    /** Adds multiples of four columns to a fifth one. */
    static void add(
            double[] c0,
            double[] c1,
            double[] c2,
            double[] c3,
            double m0,
            double m1,
            double m2,
            double m3,
            double[] to,
            int begin,
            int end) {
        for (int i = begin; i < end; i++) {
            to[i] = to[i] + (m0 * c0[i] + m1 * c1[i] + m2 * c2[i] + m3 * c3[i]);
        }
    }

    private static void add(double[] c0, double m0, double[] to, int begin, int end) {
        for (int i = begin; i < end; i++) {
            to[i] = to[i] + m0 * c0[i];
        }
    }

    private static void scale(double factor, double[] numbers, int begin, int end) {
        for (int i = begin; i < end; i++) {
            numbers[i] *= factor;
        }
    }

    /** Eliminates the nodes of a region's supernodes from a right side. */
    void forward(int region, double[] x) {
        double[] v = value;
        double[] t = sum[region];
        for (int s = layout.supernodeStart[region]; s < end(region); s++) {
            int width = layout.width[s];
            int height = layout.height[s];
            int first = layout.first[s];
            Arrays.fill(t, width, height, 0.0);
            int at = layout.panel[s];
            for (int c = 0; c < width; c++, at += height) {
                double xc = x[first + c];
                for (int k = c + 1; k < width; k++) {
                    x[first + k] -= v[at + k] * xc;
                }
            }
            at = layout.panel[s];
            int c = 0;
            for (; c + 3 < width; c += 4, at += 4 * height) {
                double x0 = x[first + c];
                double x1 = x[first + c + 1];
                double x2 = x[first + c + 2];
                double x3 = x[first + c + 3];
                for (int i = width; i < height; i++) {
                    int k = at + i;
                    t[i] += v[k] * x0 + v[k + height] * x1 + v[k + 2 * height] * x2 + v[k + 3 * height] * x3;
                }
            }
            for (; c < width; c++, at += height) {
                double xc = x[first + c];
                for (int i = width; i < height; i++) {
                    t[i] += v[at + i] * xc;
                }
            }
            int list = layout.list[s];
            for (int i = width; i < height; i++) {
                x[row[list + i]] -= t[i];
            }
        }
    }

    /** Solves for the nodes of a region's supernodes once those above them are known. */
    void backward(int region, double[] x) {
        double[] v = value;
        double[] t = sum[region];
        for (int s = end(region) - 1; s >= layout.supernodeStart[region]; s--) {
            int width = layout.width[s];
            int height = layout.height[s];
            int first = layout.first[s];
            int list = layout.list[s];
            for (int i = width; i < height; i++) {
                t[i] = x[row[list + i]];
            }
            int at = layout.panel[s];
            int c = 0;
            for (; c + 3 < width; c += 4, at += 4 * height) {
                double s0 = 0.0;
                double s1 = 0.0;
                double s2 = 0.0;
                double s3 = 0.0;
                for (int i = width; i < height; i++) {
                    int k = at + i;
                    double ti = t[i];
                    s0 += v[k] * ti;
                    s1 += v[k + height] * ti;
                    s2 += v[k + 2 * height] * ti;
                    s3 += v[k + 3 * height] * ti;
                }
                t[c] = s0;
                t[c + 1] = s1;
                t[c + 2] = s2;
                t[c + 3] = s3;
            }
            for (; c < width; c++, at += height) {
                double sc = 0.0;
                for (int i = width; i < height; i++) {
                    sc += v[at + i] * t[i];
                }
                t[c] = sc;
            }
            at = layout.panel[s] + (width - 1) * height;
            for (c = width - 1; c >= 0; c--, at -= height) {
                double sc = x[first + c] * inverse[first + c] - t[c];
                for (int k = c + 1; k < width; k++) {
                    sc -= v[at + k] * x[first + k];
                }
                x[first + c] = sc;
            }
        }
    }
}
