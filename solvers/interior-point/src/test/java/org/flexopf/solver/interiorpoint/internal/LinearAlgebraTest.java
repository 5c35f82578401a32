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
        assertThat(tree.elimination.row()).hasSize(n - 1);
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
        assertThat(grid.elimination.row().length).isLessThan(k * k * k / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40, 300})
    void aFactorisationReproducesItsMatrix(int n) {
        QuasiDefinite matrix = new QuasiDefinite(Graph.random(n, 2 * n, n), n);
        matrix.factorAndCheck(matrix.graph.layout(Domains.whole(matrix.graph.elimination)));
    }

    /** Cut finely or not, by columns and by supernodes: a factorisation is one of its matrix. */
    @ParameterizedTest
    @ValueSource(ints = {10, 30, 60, 110})
    void domainsAndTheirTrunkReproduceTheMatrix(int k) {
        QuasiDefinite matrix = new QuasiDefinite(Graph.grid(k), k);
        for (int domains : new int[] {2, 4, k / 3}) {
            FactorLayout layout = matrix.graph.layout(Domains.of(matrix.graph.elimination, domains, domains));
            matrix.factorAndCheck(layout);
            assertThat(layout.regions).isGreaterThan(domains);
        }
        FactorLayout chosen = matrix.graph.layout(Domains.of(matrix.graph.elimination));
        matrix.factorAndCheck(chosen);
        // A grid of 12,100 nodes is cut, and dense enough for supernodes; one of 3,600 is neither.
        assertThat(chosen.regions > 1).isEqualTo(k > 100);
        assertThat(chosen.first.length > 0).isEqualTo(k > 100);
        matrix.factorAndCheck(matrix.graph.layout(Domains.whole(matrix.graph.elimination)));
    }

    /** Forests have trunks without columns or with few. */
    @Test
    void aForestIsCutBetweenItsTrees() {
        int n = 3000;
        java.util.List<Set<Integer>> lists = Graph.empty(n);
        for (int i = 0; i < n; i++) {
            if (i % 100 > 0) {
                Graph.join(lists, i, i - 1 - (i % 7 == 0 && i % 100 > 3 ? 2 : 0));
            }
        }
        QuasiDefinite matrix = new QuasiDefinite(new Graph(lists), 5);
        FactorLayout layout = matrix.graph.layout(Domains.of(matrix.graph.elimination, 10, 2));
        assertThat(layout.regions).isGreaterThan(5);
        assertThat(layout.ownEnd[layout.trunk()] - layout.regionStart[layout.trunk()]).isLessThan(n / 20);
        matrix.factorAndCheck(layout);
    }

    /** Whatever domain a pivot is lost in, or the trunk: it is replaced and counted, and the others are not. */
    @Test
    void pivotsOfTheWrongSignAreCountedEverywhere() {
        QuasiDefinite matrix = new QuasiDefinite(Graph.grid(60), 3);
        FactorLayout layout = matrix.graph.layout(Domains.of(matrix.graph.elimination, 6, 2));
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 30; trial++) {
            int node = random.nextInt(3600);
            // A node without neighbours, lest what replaces its pivot costs others theirs.
            Arrays.fill(matrix.entry, 0.0);
            LdlFactorization ldl = matrix.written(layout);
            int at = ldl.place(layout.place[node], layout.place[node]);
            ldl.values()[at] = -1e9 * Math.signum(ldl.values()[at]);
            QuasiDefinite.factor(ldl, layout);
            assertThat(ldl.replacedPivots()).isEqualTo(1);
            assertThat(ldl.isFinite()).isTrue();
            ldl = matrix.written(layout);
            ldl.values()[at] = Double.NaN;
            QuasiDefinite.factor(ldl, layout);
            assertThat(ldl.isFinite()).isFalse();
        }
    }

    @Test
    void aLostPivotIsReplacedAndCounted() {
        Graph pair = Graph.random(2, 50, 1);
        LdlFactorization ldl = new LdlFactorization(pair.layout(Domains.whole(pair.elimination)), new byte[] {1, 1});
        ldl.values()[ldl.place(0, 0)] = 1.0;
        ldl.values()[ldl.place(1, 0)] = 2.0;
        ldl.values()[ldl.place(1, 1)] = 3.0;
        ldl.factor(0);
        assertThat(ldl.isFinite()).isTrue();
        assertThat(ldl.replacedPivots()).isEqualTo(1);
    }

    @Test
    void aNumberThatIsNotFiniteIsReported() {
        Graph node = Graph.random(1, 0, 1);
        LdlFactorization ldl = new LdlFactorization(node.layout(Domains.whole(node.elimination)), new byte[] {1});
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            ldl.values()[0] = value;
            ldl.factor(0);
            assertThat(ldl.isFinite()).isFalse();
        }
    }

    /**
     * A random quasi-definite matrix with the pattern of a graph: blocks of one sign are diagonally dominant, entries
     * between the signs are arbitrary. By Sylvester's law its pivots have its signs in any order of elimination.
     */
    private static final class QuasiDefinite {
        private final Graph graph;
        private final double[] entry;
        private final double[] diagonal;
        private final byte[] sign;

        QuasiDefinite(Graph graph, long seed) {
            this.graph = graph;
            SplittableRandom random = new SplittableRandom(seed);
            int n = graph.order.length;
            sign = new byte[n];
            diagonal = new double[n];
            entry = new double[graph.neighbour.length];
            for (int i = 0; i < n; i++) {
                sign[i] = (byte) (random.nextInt(3) == 0 ? -1 : 1);
            }
            for (int i = 0; i < n; i++) {
                double dominance = 1.0;
                for (int t = graph.start[i]; t < graph.start[i + 1]; t++) {
                    int j = graph.neighbour[t];
                    entry[t] = j < i
                            ? random.nextDouble(-1.0, 1.0)
                            : new SplittableRandom(seed + 31L * i + 17L * j).nextDouble(-1.0, 1.0);
                    dominance += sign[i] == sign[j] ? 1.0 : 0.0;
                }
                diagonal[i] = sign[i] * dominance;
            }
            for (int i = 0; i < n; i++) {
                for (int t = graph.start[i]; t < graph.start[i + 1]; t++) {
                    if (graph.neighbour[t] > i) {
                        entry[t] = entry[Arrays.binarySearch(
                                graph.neighbour,
                                graph.start[graph.neighbour[t]],
                                graph.start[graph.neighbour[t] + 1],
                                i)];
                    }
                }
            }
        }

        /** A factorisation with the values written. */
        LdlFactorization written(FactorLayout layout) {
            byte[] signAt = new byte[layout.nodes()];
            for (int i = 0; i < sign.length; i++) {
                signAt[layout.place[i]] = sign[i];
            }
            LdlFactorization ldl = new LdlFactorization(layout, signAt);
            for (int i = 0; i < sign.length; i++) {
                ldl.values()[ldl.place(layout.place[i], layout.place[i])] = diagonal[i];
                for (int t = graph.start[i]; t < graph.start[i + 1]; t++) {
                    int a = layout.place[i];
                    int b = layout.place[graph.neighbour[t]];
                    int region = layout.region(Math.min(a, b));
                    ldl.values()[ldl.place(layout.seenFrom(region, a), layout.seenFrom(region, b))] = entry[t];
                }
            }
            return ldl;
        }

        static void factor(LdlFactorization ldl, FactorLayout layout) {
            // Domains in any sequence: the last one first.
            for (int domain = layout.trunk() - 1; domain >= 0; domain--) {
                ldl.factor(domain);
            }
            ldl.addCopies();
            ldl.factor(layout.trunk());
        }

        void factorAndCheck(FactorLayout layout) {
            LdlFactorization ldl = written(layout);
            factor(ldl, layout);
            assertThat(ldl.isFinite()).isTrue();
            assertThat(ldl.replacedPivots()).isZero();
            int n = sign.length;
            SplittableRandom random = new SplittableRandom(n);
            double[] expected = random.doubles(n, -1.0, 1.0).toArray();
            double[] x = new double[layout.nodes()];
            for (int i = 0; i < n; i++) {
                double sum = diagonal[i] * expected[i];
                for (int t = graph.start[i]; t < graph.start[i + 1]; t++) {
                    sum += entry[t] * expected[graph.neighbour[t]];
                }
                x[layout.place[i]] = sum;
            }
            ldl.solve(x);
            double[] found = new double[n];
            for (int i = 0; i < n; i++) {
                found[i] = x[layout.place[i]];
            }
            assertThat(found).containsExactly(expected, within(1e-9));
        }
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

        FactorLayout layout(Domains domains) {
            return FactorLayout.of(elimination, domains);
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
