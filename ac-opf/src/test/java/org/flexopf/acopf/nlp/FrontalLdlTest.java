package org.flexopf.acopf.nlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FrontalLdlTest {

    private final SplittableRandom random = new SplittableRandom(41);

    /** A matrix of n unknowns in groups of one to three, and rows that may be added, all of them dense here. */
    private final class Drawn {

        final int n;
        final int[] group;
        final double[][] matrix;
        final int[] rowStart;
        final int[] rowColumn;
        final double[] rowValue;
        final FrontalLdl factor;

        /** @param share the share of pairs of groups that have entries in common */
        Drawn(int groups, double share, int rows) {
            int[] size = new int[groups];
            int count = 0;
            for (int k = 0; k < groups; k++) {
                size[k] = 1 + random.nextInt(3);
                count += size[k];
            }
            n = count;
            group = new int[n];
            int next = 0;
            for (int k = 0; k < groups; k++) {
                for (int i = 0; i < size[k]; i++) {
                    group[next++] = k;
                }
            }
            GroupGraph graph = new GroupGraph(groups);
            boolean[][] joined = new boolean[groups][groups];
            for (int a = 0; a < groups; a++) {
                joined[a][a] = true;
                for (int b = 0; b < a; b++) {
                    joined[a][b] = random.nextDouble() < share;
                    joined[b][a] = joined[a][b];
                    if (joined[a][b]) {
                        graph.join(a, b);
                    }
                }
            }
            graph.close();
            EntryBag entries = new EntryBag(n);
            matrix = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    if (joined[group[i]][group[j]]) {
                        entries.add(i, j);
                        // Zero diagonals and a wide range of sizes: what static pivots fail on.
                        matrix[i][j] = i == j && random.nextBoolean()
                                ? 0.0
                                : (random.nextDouble() - 0.5) * Math.pow(10.0, 4.0 * random.nextDouble());
                        matrix[j][i] = matrix[i][j];
                    }
                }
            }
            rowStart = new int[rows + 1];
            int[] columns = new int[3 * rows];
            int at = 0;
            for (int r = 0; r < rows; r++) {
                int of = random.nextInt(groups);
                for (int i = 0; i < n; i++) {
                    if (group[i] == of) {
                        columns[at++] = i;
                    }
                }
                rowStart[r + 1] = at;
            }
            rowColumn = Arrays.copyOf(columns, at);
            rowValue = new double[at];
            for (int t = 0; t < at; t++) {
                rowValue[t] = random.nextDouble() - 0.5;
            }
            factor = new FrontalLdl(new FrontTree(group, graph, entries.toArray()), rowStart, rowColumn, rowValue);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    if (joined[group[i]][group[j]]) {
                        factor.values()[factor.place(i, j)] = matrix[i][j];
                    }
                }
            }
        }
    }

    /** K times what solves for K x = b is b, also with rows added, and for another choice of rows after that. */
    @Test
    void solvesWhatWasFactored() {
        for (int round = 0; round < 200; round++) {
            Drawn drawn = new Drawn(1 + random.nextInt(30), 0.15, random.nextInt(6));
            int rows = drawn.rowStart.length - 1;
            for (int choice = 0; choice < 2; choice++) {
                boolean[] added = new boolean[rows];
                double[] diagonal = new double[rows];
                drawn.factor.clearRows();
                for (int r = 0; r < rows; r++) {
                    added[r] = random.nextBoolean();
                    diagonal[r] = -random.nextDouble() - 0.1;
                    if (added[r]) {
                        drawn.factor.addRow(r, diagonal[r]);
                    }
                }
                drawn.factor.factor();
                if (drawn.factor.isSingular()) {
                    continue;
                }
                double[] x = new double[drawn.n + rows];
                for (int i = 0; i < x.length; i++) {
                    x[i] = i < drawn.n || added[i - drawn.n] ? random.nextDouble() - 0.5 : 0.0;
                }
                double[] right = x.clone();
                drawn.factor.solve(x);
                assertSolves(drawn, added, diagonal, x, right);
            }
        }
    }

    private static void assertSolves(Drawn drawn, boolean[] added, double[] diagonal, double[] x, double[] right) {
        double[] product = new double[right.length];
        double[] size = new double[right.length];
        for (int i = 0; i < drawn.n; i++) {
            for (int j = 0; j < drawn.n; j++) {
                product[i] += drawn.matrix[i][j] * x[j];
                size[i] += Math.abs(drawn.matrix[i][j] * x[j]);
            }
        }
        for (int r = 0; r < added.length; r++) {
            for (int t = drawn.rowStart[r]; t < drawn.rowStart[r + 1] && added[r]; t++) {
                int column = drawn.rowColumn[t];
                product[column] += drawn.rowValue[t] * x[drawn.n + r];
                product[drawn.n + r] += drawn.rowValue[t] * x[column];
                size[column] += Math.abs(drawn.rowValue[t] * x[drawn.n + r]);
                size[drawn.n + r] += Math.abs(drawn.rowValue[t] * x[column]);
            }
            product[drawn.n + r] += added[r] ? diagonal[r] * x[drawn.n + r] : 0.0;
        }
        double largest = 1.0;
        for (double one : size) {
            largest = Math.max(largest, one);
        }
        for (int i = 0; i < right.length; i++) {
            assertThat(product[i]).isCloseTo(right[i], within(1e-6 * largest));
        }
    }

    /** The inertia is that of the eigenvalues. */
    @Test
    void inertiaIsThatOfTheEigenvalues() {
        int told = 0;
        for (int round = 0; round < 200; round++) {
            Drawn drawn = new Drawn(1 + random.nextInt(20), 0.2, 0);
            drawn.factor.factor();
            if (!drawn.factor.isSingular()) {
                assertThat(drawn.factor.negative()).isEqualTo(negative(drawn.matrix));
                told++;
            }
        }
        assertThat(told).isGreaterThan(150);
    }

    /** The number of negative eigenvalues by Jacobi's rotations, which share nothing with an elimination. */
    private static int negative(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = matrix[i].clone();
        }
        for (int sweep = 0; sweep < 60; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    if (a[p][q] != 0.0) {
                        rotate(a, p, q);
                    }
                }
            }
        }
        int negative = 0;
        for (int i = 0; i < n; i++) {
            negative += a[i][i] < 0.0 ? 1 : 0;
        }
        return negative;
    }

    private static void rotate(double[][] a, int p, int q) {
        double tau = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
        double t = (tau >= 0.0 ? 1.0 : -1.0) / (Math.abs(tau) + Math.sqrt(1.0 + tau * tau));
        double c = 1.0 / Math.sqrt(1.0 + t * t);
        double s = t * c;
        for (int k = 0; k < a.length; k++) {
            double kp = a[k][p];
            double kq = a[k][q];
            a[k][p] = c * kp - s * kq;
            a[k][q] = s * kp + c * kq;
        }
        for (int k = 0; k < a.length; k++) {
            double pk = a[p][k];
            double qk = a[q][k];
            a[p][k] = c * pk - s * qk;
            a[q][k] = s * pk + c * qk;
        }
    }

    @Test
    void aSingularMatrixIsTold() {
        GroupGraph graph = new GroupGraph(2);
        graph.join(0, 1);
        graph.close();
        EntryBag entries = new EntryBag(2);
        entries.add(0, 0);
        entries.add(1, 0);
        entries.add(1, 1);
        FrontalLdl factor = new FrontalLdl(
                new FrontTree(new int[] {0, 1}, graph, entries.toArray()), new int[1], new int[0], new double[0]);
        for (double last : new double[] {1.0, 2.0}) {
            factor.values()[factor.place(0, 0)] = 1.0;
            factor.values()[factor.place(0, 1)] = 1.0;
            factor.values()[factor.place(1, 1)] = last;
            factor.factor();
            assertThat(factor.isSingular()).isEqualTo(last == 1.0);
        }
    }
}
