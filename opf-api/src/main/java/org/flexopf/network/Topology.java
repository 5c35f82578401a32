package org.flexopf.network;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the buses hang together through the branches that carry power. All numbers are indices into the network's lists;
 * -1 means none.
 *
 * <p>A breadth-first search from every reference bus gives each island a tree (parents, order from the root outwards);
 * the active branches left over close one cycle each. A network without such branches is radial: a tree, or a forest
 * with a reference in every tree.
 */
public final class Topology {

    private final int[] from;
    private final int[] to;
    private final boolean[] active;
    private final int[] incidenceStart;
    private final int[] incidence;
    private final int[] island;
    private final int islandCount;
    private final int[] parentBranch;
    private final int[] parentBus;
    private final int[] order;
    private final int[] chords;
    private final int[] furtherReferences;

    Topology(Network network) {
        List<Bus> buses = network.buses();
        List<Branch> branches = network.branches();
        int n = buses.size();
        from = new int[branches.size()];
        to = new int[branches.size()];
        active = new boolean[branches.size()];
        for (int b = 0; b < from.length; b++) {
            Branch branch = branches.get(b);
            from[b] = network.busIndex(branch.fromBus());
            to[b] = network.busIndex(branch.toBus());
            active[b] = branch.inService()
                    && !buses.get(from[b]).isIsolated()
                    && !buses.get(to[b]).isIsolated();
        }
        incidenceStart = new int[n + 1];
        for (int b = 0; b < from.length; b++) {
            if (active[b]) {
                incidenceStart[from[b] + 1]++;
                incidenceStart[to[b] + 1]++;
            }
        }
        for (int i = 0; i < n; i++) {
            incidenceStart[i + 1] += incidenceStart[i];
        }
        incidence = new int[incidenceStart[n]];
        int[] next = Arrays.copyOf(incidenceStart, n);
        for (int b = 0; b < from.length; b++) {
            if (active[b]) {
                incidence[next[from[b]]++] = b;
                incidence[next[to[b]]++] = b;
            }
        }

        island = new int[n];
        Arrays.fill(island, -1);
        parentBranch = new int[n];
        Arrays.fill(parentBranch, -1);
        parentBus = new int[n];
        Arrays.fill(parentBus, -1);
        int[] queue = new int[n];
        int[] chordList = new int[from.length];
        boolean[] seen = new boolean[from.length];
        int filled = 0;
        int chordCount = 0;
        int islands = 0;
        // References come first, so that they are the roots; what they do not reach is rooted at its first bus.
        for (int pass = 0; pass < 2; pass++) {
            for (int root = 0; root < n; root++) {
                Bus bus = buses.get(root);
                if (island[root] >= 0 || bus.isIsolated() || (pass == 0 && !bus.isReference())) {
                    continue;
                }
                int head = filled;
                queue[filled++] = root;
                island[root] = islands;
                while (head < filled) {
                    int i = queue[head++];
                    for (int k = incidenceStart[i]; k < incidenceStart[i + 1]; k++) {
                        int b = incidence[k];
                        if (seen[b]) {
                            continue;
                        }
                        seen[b] = true;
                        int j = from[b] == i ? to[b] : from[b];
                        if (island[j] < 0) {
                            island[j] = islands;
                            parentBranch[j] = b;
                            parentBus[j] = i;
                            queue[filled++] = j;
                        } else {
                            chordList[chordCount++] = b;
                        }
                    }
                }
                islands++;
            }
        }
        islandCount = islands;
        order = Arrays.copyOf(queue, filled);
        chords = Arrays.copyOf(chordList, chordCount);
        furtherReferences = Arrays.stream(order)
                .filter(i -> buses.get(i).isReference() && parentBus[i] >= 0)
                .toArray();
    }

    /** The bus index at the from end of a branch index. */
    public int from(int branch) {
        return from[branch];
    }

    /** The bus index at the to end of a branch index. */
    public int to(int branch) {
        return to[branch];
    }

    /** Whether a branch carries power: switched in, and neither end isolated. */
    public boolean isActive(int branch) {
        return active[branch];
    }

    /** The number of active branches at a bus. */
    public int degree(int bus) {
        return incidenceStart[bus + 1] - incidenceStart[bus];
    }

    /** The k-th active branch at a bus. */
    public int incident(int bus, int k) {
        return incidence[incidenceStart[bus] + k];
    }

    /** The number of islands; isolated buses belong to none. */
    public int islandCount() {
        return islandCount;
    }

    /** The island of a bus, or -1 if it is isolated. */
    public int island(int bus) {
        return island[bus];
    }

    /** Whether no active branch closes a cycle. */
    public boolean isRadial() {
        return chords.length == 0;
    }

    /** The branch that leads from a bus towards its root; -1 at roots and isolated buses. */
    public int parentBranch(int bus) {
        return parentBranch[bus];
    }

    /** The next bus towards the root; -1 at roots and isolated buses. */
    public int parentBus(int bus) {
        return parentBus[bus];
    }

    /** All buses that are not isolated, island by island, each after its parent. */
    public int[] fromRootsOutwards() {
        return order.clone();
    }

    /**
     * The references beside the roots: their angles are held as well, so that two references in one island say how much
     * flows between them.
     */
    public int[] furtherReferences() {
        return furtherReferences.clone();
    }

    /** The branches outside the trees: each closes one cycle of a cycle basis. */
    public int[] chords() {
        return chords.clone();
    }

    /**
     * The active branches (by index) whose outage alone splits an island: without one of them its two ends hang
     * together no more.
     */
    public BitSet bridges() {
        return Bridges.of(this, island.length);
    }

    /**
     * The buses (by index, ascending) that no reference is connected to once an active branch (by index) is out: what
     * hangs on them is without power. Empty unless the branch is one of the {@link #bridges}.
     */
    public int[] cutOffBy(int branch) {
        boolean[] reached = new boolean[island.length];
        Deque<Integer> open = new ArrayDeque<>();
        IntStream roots = Arrays.stream(order).filter(bus -> parentBus[bus] < 0);
        IntStream.concat(roots, Arrays.stream(furtherReferences)).forEach(bus -> {
            reached[bus] = true;
            open.add(bus);
        });
        while (!open.isEmpty()) {
            int bus = open.remove();
            for (int k = incidenceStart[bus]; k < incidenceStart[bus + 1]; k++) {
                int next = incidence[k];
                int other = from[next] == bus ? to[next] : from[next];
                if (next != branch && !reached[other]) {
                    reached[other] = true;
                    open.add(other);
                }
            }
        }
        return IntStream.range(0, reached.length)
                .filter(bus -> island[bus] >= 0 && !reached[bus])
                .toArray();
    }

    @Override
    public String toString() {
        return from.length + " branches in " + islandCount + (islandCount == 1 ? " island" : " islands")
                + (isRadial() ? ", radial" : ", meshed");
    }
}
