package org.flexopf.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TopologyTest {

    /** Buses 1 to n, references as given, branches as pairs in order. */
    private static Network network(int buses, List<Integer> references, int[]... branches) {
        NetworkBuilder builder = Network.builder("graph", 1.0);
        for (int id = 1; id <= buses; id++) {
            builder.bus(references.contains(id) ? Bus.reference(id, 1.0) : Bus.of(id));
        }
        for (int b = 0; b < branches.length; b++) {
            builder.branch(Branch.line(b + 1, branches[b][0], branches[b][1], 0.01, 0.01));
        }
        return builder.build();
    }

    @Test
    void aTreeHasParentsTowardsItsReference() {
        Topology tree = network(5, List.of(3), new int[] {1, 3}, new int[] {3, 2}, new int[] {4, 2}, new int[] {2, 5})
                .topology();
        assertThat(tree.isRadial()).isTrue();
        assertThat(tree.islandCount()).isEqualTo(1);
        assertThat(tree.chords()).isEmpty();
        assertThat(new int[] {
                    tree.parentBus(0), tree.parentBus(1), tree.parentBus(2), tree.parentBus(3), tree.parentBus(4)
                })
                .containsExactly(2, 2, -1, 1, 1);
        assertThat(new int[] {
                    tree.parentBranch(0),
                    tree.parentBranch(1),
                    tree.parentBranch(2),
                    tree.parentBranch(3),
                    tree.parentBranch(4)
                })
                .containsExactly(0, 1, -1, 2, 3);
        assertThat(tree.fromRootsOutwards()).startsWith(2).hasSize(5);
        assertThat(tree.degree(1)).isEqualTo(3);
        assertThat(new int[] {tree.incident(1, 0), tree.incident(1, 1), tree.incident(1, 2)})
                .containsExactly(1, 2, 3);
    }

    @Test
    void severalReferencesMakeAForest() {
        Topology forest = network(5, List.of(1, 5), new int[] {1, 2}, new int[] {3, 2}, new int[] {5, 4})
                .topology();
        assertThat(forest.isRadial()).isTrue();
        assertThat(forest.islandCount()).isEqualTo(2);
        assertThat(new int[] {forest.island(0), forest.island(1), forest.island(2), forest.island(3), forest.island(4)})
                .containsExactly(0, 0, 0, 1, 1);
    }

    @Test
    void aRingHasOneChord() {
        Topology ring = network(4, List.of(1), new int[] {1, 2}, new int[] {2, 3}, new int[] {3, 4}, new int[] {4, 1})
                .topology();
        assertThat(ring.isRadial()).isFalse();
        assertThat(ring.chords()).hasSize(1);
    }

    @Test
    void parallelBranchesCloseACycle() {
        Topology pair =
                network(2, List.of(1), new int[] {1, 2}, new int[] {2, 1}).topology();
        assertThat(pair.chords()).containsExactly(1);
        assertThat(pair.degree(0)).isEqualTo(2);
    }

    @Test
    void switchedOutBranchesAndIsolatedBusesDoNotCount() {
        Network ring = network(4, List.of(1), new int[] {1, 2}, new int[] {2, 3}, new int[] {3, 4}, new int[] {4, 1});
        Topology open = ring.toBuilder()
                .mapBranches(branch -> branch.id() == 3 ? branch.withInService(false) : branch)
                .build()
                .topology();
        assertThat(open.isRadial()).isTrue();
        assertThat(open.isActive(2)).isFalse();
        Topology broken = ring.toBuilder()
                .mapBuses(bus -> bus.id() == 3 ? bus.withType(BusType.ISOLATED) : bus)
                .build()
                .topology();
        assertThat(broken.isRadial()).isTrue();
        assertThat(broken.island(2)).isEqualTo(-1);
        assertThat(broken.degree(2)).isZero();
        assertThat(broken.fromRootsOutwards()).containsExactlyInAnyOrder(0, 1, 3);
    }

    @Test
    void aLongChainNeedsNoDeepStack() {
        int[][] branches = new int[99_999][];
        Arrays.setAll(branches, b -> new int[] {b + 1, b + 2});
        Topology chain = network(100_000, List.of(1), branches).topology();
        assertThat(chain.isRadial()).isTrue();
        assertThat(chain.parentBus(99_999)).isEqualTo(99_998);
    }

    /** Euler: active branches = buses - islands + independent cycles; and each chord with its tree paths is a cycle. */
    @Property(tries = 200, seed = "20261121")
    void treesSpanTheIslandsAndChordsCloseTheCycles(
            @ForAll @IntRange(min = 1, max = 40) int buses,
            @ForAll @IntRange(min = 0, max = 60) int branches,
            @ForAll long seed) {
        Random random = new Random(seed);
        NetworkBuilder builder = Network.builder("random", 1.0);
        for (int id = 1; id <= buses; id++) {
            // A reference at every bus makes any graph a valid network.
            builder.bus(Bus.reference(id, 1.0));
        }
        for (int b = 1; b <= branches && buses > 1; b++) {
            int from = 1 + random.nextInt(buses);
            int to = 1 + (from + random.nextInt(buses - 1)) % buses;
            builder.branch(Branch.line(b, from, to, 0.01, 0.01).withInService(random.nextInt(4) > 0));
        }
        Network network = builder.build();
        Topology topology = network.topology();
        int active = (int) network.branches().stream().filter(Branch::inService).count();
        assertThat(active).isEqualTo(buses - topology.islandCount() + topology.chords().length);
        assertThat(topology.isRadial()).isEqualTo(topology.chords().length == 0);

        int[] order = topology.fromRootsOutwards();
        Set<Integer> before = new HashSet<>();
        Set<Integer> used = new HashSet<>();
        for (int bus : order) {
            int parent = topology.parentBus(bus);
            if (parent >= 0) {
                int branch = topology.parentBranch(bus);
                assertThat(before).contains(parent);
                assertThat(List.of(topology.from(branch), topology.to(branch))).containsExactlyInAnyOrder(parent, bus);
                assertThat(topology.island(parent)).isEqualTo(topology.island(bus));
                used.add(branch);
            }
            before.add(bus);
        }
        assertThat(before).hasSize(buses);
        List<Integer> all = new ArrayList<>(used);
        for (int chord : topology.chords()) {
            assertThat(topology.isActive(chord)).isTrue();
            assertThat(topology.island(topology.from(chord))).isEqualTo(topology.island(topology.to(chord)));
            all.add(chord);
        }
        assertThat(all).doesNotHaveDuplicates().hasSize(active);
    }

    /** Two meshes and a spur between two references, by hand; parallel branches are no bridge. */
    @Test
    void bridgesAndWhatHangsOnThem() {
        Topology topology = network(
                        7,
                        List.of(1, 7),
                        new int[] {1, 2},
                        new int[] {1, 2},
                        new int[] {2, 3},
                        new int[] {3, 4},
                        new int[] {4, 5},
                        new int[] {5, 3},
                        new int[] {3, 6},
                        new int[] {2, 7})
                .topology();
        assertThat(topology.bridges().stream().toArray()).containsExactly(2, 6, 7);
        assertThat(topology.cutOffBy(2)).containsExactly(2, 3, 4, 5);
        assertThat(topology.cutOffBy(6)).containsExactly(5);
        assertThat(topology.cutOffBy(7)).as("both parts have a reference").isEmpty();
        assertThat(topology.cutOffBy(4)).isEmpty();
    }

    /** By definition, for random graphs: a bridge is a branch without which there is one island more. */
    @Property(tries = 200, seed = "20261130")
    void aBridgeIsWhatAnIslandHangsOn(
            @ForAll @IntRange(min = 2, max = 9) int buses, @ForAll @IntRange(min = 1, max = 1_000_000) int seed) {
        Random random = new Random(seed);
        int[][] branches = new int[buses + random.nextInt(4)][];
        for (int b = 0; b < branches.length; b++) {
            int from = 1 + random.nextInt(buses);
            branches[b] = new int[] {from, 1 + (from + random.nextInt(buses - 1)) % buses};
        }
        List<Integer> all = new ArrayList<>();
        for (int id = 1; id <= buses; id++) {
            all.add(id);
        }
        // Every bus is a reference, so that every part of the graph is a network.
        Topology topology = network(buses, all, branches).topology();
        for (int b = 0; b < branches.length; b++) {
            List<int[]> others = new ArrayList<>(Arrays.asList(branches));
            others.remove(b);
            int without =
                    network(buses, all, others.toArray(int[][]::new)).topology().islandCount();
            assertThat(topology.bridges().get(b)).isEqualTo(without > topology.islandCount());
        }
    }
}
