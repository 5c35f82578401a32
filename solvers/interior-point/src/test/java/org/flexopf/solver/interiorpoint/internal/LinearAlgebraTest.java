package org.flexopf.solver.interiorpoint.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.flexopf.internal.sparse.Elimination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearAlgebraTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 60, 400})
    void anOrderingIsAPermutation(int n) {
        Graph graph = Graph.random(n, 3 * n, 7);
        int[] order = Elimination.of(graph.start, graph.neighbour).order();
        assertThat(Arrays.stream(order).sorted().toArray())
                .containsExactly(java.util.stream.IntStream.range(0, n).toArray());
    }

    /** A tree eliminated from its leaves has no fill at all: n - 1 entries below the diagonal. */
    @ParameterizedTest
    @ValueSource(ints = {2, 33, 5000})
    void aTreeIsOrderedWithoutFill(int n) {
        Graph tree = Graph.tree(n, 11);
        assertThat(tree.factor().row()).hasSize(n - 1);
    }

    /** Leaves around one hub, or between two: their lists are not read for every leaf, and the hubs come last. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void leavesAroundHubsAreOrderedInNoTime(int hubs) {
        int leaves = 200_000;
        int[] start = new int[leaves + hubs + 1];
        int[] neighbour = new int[2 * leaves * hubs];
        for (int i = 0; i < leaves; i++) {
            for (int h = 0; h < hubs; h++) {
                neighbour[i * hubs + h] = leaves + h;
                neighbour[(hubs + h) * leaves + i] = i;
            }
        }
        for (int i = 0; i < leaves + hubs; i++) {
            start[i + 1] = start[i] + (i < leaves ? hubs : leaves);
        }
        Elimination elimination = Elimination.of(start, neighbour);
        assertThat(elimination.row()).hasSize(leaves * hubs + hubs - 1);
        assertThat(elimination.order()[leaves + hubs - 1]).isGreaterThanOrEqualTo(leaves);
    }

    /**
     * On graphs that are eliminated node by node, by supervariables, and partly each: the pattern is what elimination
     * in that order fills in, parents come first, in a postorder.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 10, 30})
    void thePatternIsWhatEliminationFillsIn(int density) {
        for (long seed = 0; seed < 20; seed++) {
            Graph graph = Graph.random(60, 30 * density, seed);
            Elimination elimination = graph.elimination;
            boolean[][] filled = new boolean[60][60];
            for (int node = 0; node < 60; node++) {
                for (int t = graph.start[node]; t < graph.start[node + 1]; t++) {
                    filled[graph.position[node]][graph.position[graph.neighbour[t]]] = true;
                }
            }
            for (int k = 0; k < 60; k++) {
                TreeSet<Integer> expected = new TreeSet<>();
                for (int i = k + 1; i < 60; i++) {
                    if (filled[i][k]) {
                        expected.add(i);
                    }
                }
                for (int i : expected) {
                    for (int j : expected) {
                        filled[i][j] = true;
                    }
                }
                int[] column = Arrays.copyOfRange(
                        elimination.row(), elimination.start()[k], elimination.start()[k + 1]);
                assertThat(Arrays.stream(column).boxed())
                        .as("column %d", k)
                        .containsExactlyInAnyOrderElementsOf(expected);
                assertThat(elimination.parent(k)).isEqualTo(expected.isEmpty() ? -1 : expected.first());
            }
            // In a postorder the nodes below one are those just before it.
            int[] below = new int[60];
            for (int k = 0; k < 60; k++) {
                int parent = elimination.parent(k);
                if (parent >= 0) {
                    below[parent] += below[k] + 1;
                }
                int first = k - below[k];
                for (int j = first; j < k; j++) {
                    int up = j;
                    while (up >= 0 && up < k) {
                        up = elimination.parent(up);
                    }
                    assertThat(up).as("column %d is below column %d", j, k).isEqualTo(k);
                }
            }
        }
    }

    /**
     * A 30 x 30 grid in natural order fills 30 entries per column; nested dissection needs about 31 n log2(n) / 4,
     * minimum degree no more.
     */
    @Test
    void aGridIsOrderedWithLittleFill() {
        int k = 30;
        Graph grid = Graph.grid(k);
        assertThat(grid.factor().row().length).isLessThan(k * k * k / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40, 300})
    void aFactorisationReproducesItsMatrix(int n) {
        SplittableRandom random = new SplittableRandom(n);
        Graph graph = Graph.random(n, 2 * n, n);
        FactorPattern pattern = graph.factor();
        byte[] sign = new byte[n];
        for (int i = 0; i < n; i++) {
            sign[i] = (byte) (random.nextInt(3) == 0 ? -1 : 1);
        }
        LdlFactorization ldl = new LdlFactorization(pattern.start(), pattern.row(), sign);
        // Quasi-definite: blocks of one sign are diagonally dominant, entries between the signs are arbitrary.
        double[][] dense = new double[n][n];
        for (int i = 0; i < n; i++) {
            double dominance = 1.0;
            for (int t = graph.start[graph.order[i]]; t < graph.start[graph.order[i] + 1]; t++) {
                int j = graph.position[graph.neighbour[t]];
                if (j < i) {
                    dense[i][j] = random.nextDouble(-1.0, 1.0);
                    dense[j][i] = dense[i][j];
                }
                dominance += sign[i] == sign[j] ? 1.0 : 0.0;
            }
            dense[i][i] = sign[i] * dominance;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                if (dense[i][j] != 0.0) {
                    ldl.values()[ldl.place(i, j)] = dense[i][j];
                }
            }
        }
        assertThat(ldl.factor()).isTrue();
        assertThat(ldl.replacedPivots()).isZero();
        double[] expected = new double[n];
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            expected[i] = random.nextDouble(-1.0, 1.0);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                x[i] += dense[i][j] * expected[j];
            }
        }
        ldl.solve(x);
        assertThat(x).containsExactly(expected, within(1e-9));
    }

    @Test
    void aLostPivotIsReplacedAndCounted() {
        LdlFactorization ldl = new LdlFactorization(new int[] {0, 1, 1}, new int[] {1}, new byte[] {1, 1});
        ldl.values()[ldl.place(0, 0)] = 1.0;
        ldl.values()[ldl.place(1, 0)] = 2.0;
        ldl.values()[ldl.place(1, 1)] = 3.0;
        assertThat(ldl.factor()).isTrue();
        assertThat(ldl.replacedPivots()).isEqualTo(1);
    }

    @Test
    void aNumberThatIsNotFiniteIsReported() {
        LdlFactorization ldl = new LdlFactorization(new int[] {0, 0}, new int[0], new byte[] {1});
        ldl.values()[0] = Double.NaN;
        assertThat(ldl.factor()).isFalse();
        ldl.values()[0] = Double.POSITIVE_INFINITY;
        assertThat(ldl.factor()).isFalse();
    }

    /** An undirected graph by sorted lists of neighbours, and an ordering of it. */
    private static final class Graph {
        private final int[] start;
        private final int[] neighbour;
        private final Elimination elimination;
        private final int[] order;
        private final int[] position;

        private Graph(java.util.List<Set<Integer>> lists) {
            int n = lists.size();
            start = new int[n + 1];
            for (int i = 0; i < n; i++) {
                start[i + 1] = start[i] + lists.get(i).size();
            }
            neighbour = lists.stream()
                    .flatMap(Set::stream)
                    .mapToInt(Integer::intValue)
                    .toArray();
            elimination = Elimination.of(start, neighbour);
            order = elimination.order();
            position = new int[n];
            for (int k = 0; k < n; k++) {
                position[order[k]] = k;
            }
        }

        FactorPattern factor() {
            return FactorPattern.of(elimination);
        }

        static Graph random(int n, int edges, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            java.util.List<Set<Integer>> lists = empty(n);
            for (int k = 0; k < edges; k++) {
                join(lists, random.nextInt(n), random.nextInt(n));
            }
            return new Graph(lists);
        }

        static Graph tree(int n, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            java.util.List<Set<Integer>> lists = empty(n);
            for (int i = 1; i < n; i++) {
                join(lists, i, i - 1 - random.nextInt(Math.min(i, 20)));
            }
            return new Graph(lists);
        }

        static Graph grid(int k) {
            java.util.List<Set<Integer>> lists = empty(k * k);
            for (int i = 0; i < k * k; i++) {
                if (i % k > 0) {
                    join(lists, i, i - 1);
                }
                if (i >= k) {
                    join(lists, i, i - k);
                }
            }
            return new Graph(lists);
        }

        private static java.util.List<Set<Integer>> empty(int n) {
            java.util.List<Set<Integer>> lists = new java.util.ArrayList<>();
            for (int i = 0; i < n; i++) {
                lists.add(new TreeSet<>());
            }
            return lists;
        }

        private static void join(java.util.List<Set<Integer>> lists, int i, int j) {
            if (i != j) {
                lists.get(i).add(j);
                lists.get(j).add(i);
            }
        }
    }
}
