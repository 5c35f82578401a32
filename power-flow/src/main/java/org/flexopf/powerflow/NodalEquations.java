package org.flexopf.powerflow;

import java.util.Arrays;
import org.flexopf.internal.sparse.MinimumDegreeOrdering;
import org.flexopf.network.Bus;
import org.flexopf.network.Topology;
import org.flexopf.program.SparseMatrix;

/**
 * The nodal admittances of a grid in the order in which its buses are eliminated: first the buses whose voltage is sought, then the references.
 * Immutable; what it works out once serves every Jacobian of the network.
 */
final class NodalEquations {

    final Grid grid;
    /** Bus index per position; the first {@link #unknowns} are sought, the others are references. Isolated buses have no position. */
    final int[] bus;
    final int unknowns;
    /** Position per bus index; -1 at isolated buses. */
    final int[] position;
    final double[] diagonalG;
    final double[] diagonalB;
    /** Edges of position k to later positions, parallel branches merged, are numbered {@code edgeStart[k] .. edgeStart[k + 1] - 1}. */
    final int[] edgeStart;
    final int[] edgeTo;
    /** Admittances of an edge: real and imaginary part of Y_kj, then of Y_jk. */
    final double[] edgeY;
    final BlockLu.Pattern pattern;

    NodalEquations(Grid grid) {
        this.grid = grid;
        Topology topology = grid.network.topology();
        int[] live = topology.fromRootsOutwards();
        int[] sought = new int[live.length];
        int[] references = new int[live.length];
        int soughtCount = 0;
        int referenceCount = 0;
        for (int i : live) {
            Bus candidate = grid.network.buses().get(i);
            if (candidate.isReference()) {
                references[referenceCount++] = i;
            } else {
                sought[soughtCount++] = i;
            }
        }
        unknowns = soughtCount;
        position = new int[grid.busCount];
        Arrays.fill(position, -1);
        for (int k = 0; k < soughtCount; k++) {
            position[sought[k]] = k;
        }
        int[] elimination = eliminationOrder();
        bus = new int[live.length];
        for (int k = 0; k < soughtCount; k++) {
            bus[k] = sought[elimination[k]];
        }
        System.arraycopy(references, 0, bus, soughtCount, referenceCount);
        for (int k = 0; k < bus.length; k++) {
            position[bus[k]] = k;
        }

        diagonalG = new double[bus.length];
        diagonalB = new double[bus.length];
        edgeStart = new int[bus.length + 1];
        int[] ends = new int[grid.branches.length];
        edgeY = new double[4 * grid.branches.length];
        int edges = gather(ends);
        edgeTo = Arrays.copyOf(ends, edges);
        pattern = pattern();
    }

    /**
     * The sought buses, numbered provisionally, in the order of elimination: fewest neighbours first, which on a tree leaves nothing to fill in
     * (Tinney and Walker, 1967).
     */
    private int[] eliminationOrder() {
        SparseMatrix.Builder graph = new SparseMatrix.Builder(unknowns, unknowns);
        for (int k = 0; k < grid.branches.length; k++) {
            int i = position[grid.from[k]];
            int j = position[grid.to[k]];
            if (i >= 0 && j >= 0) {
                graph.add(i, j, 1.0);
                graph.add(j, i, 1.0);
            }
        }
        SparseMatrix edges = graph.build();
        return MinimumDegreeOrdering.order(edges.copyColumnStarts(), edges.copyRowIndices());
    }

    /** Adds up the two-ports of the branches into diagonals and edges, and returns the number of edges. */
    private int gather(int[] ends) {
        int branchCount = grid.branches.length;
        // Sorting the branches by their ends brings parallel ones together and leaves every row in increasing order.
        long[] keys = new long[branchCount];
        for (int k = 0; k < branchCount; k++) {
            int i = position[grid.from[k]];
            int j = position[grid.to[k]];
            keys[k] = (long) Math.min(i, j) * bus.length + Math.max(i, j);
        }
        Integer[] byEnds = new Integer[branchCount];
        Arrays.setAll(byEnds, k -> k);
        Arrays.sort(byEnds, (one, other) -> Long.compare(keys[one], keys[other]));
        int edges = 0;
        long last = -1L;
        for (int k : byEnds) {
            int lower = (int) (keys[k] / bus.length);
            if (keys[k] != last) {
                last = keys[k];
                ends[edges++] = (int) (keys[k] % bus.length);
                edgeStart[lower + 1] = edges;
            }
            boolean fromIsLower = position[grid.from[k]] == lower;
            int y = Grid.TWO_PORT * k;
            int forth = 4 * (edges - 1) + (fromIsLower ? 0 : 2);
            int back = 4 * (edges - 1) + (fromIsLower ? 2 : 0);
            edgeY[forth] += grid.twoPorts[y + 2];
            edgeY[forth + 1] += grid.twoPorts[y + 3];
            edgeY[back] += grid.twoPorts[y + 4];
            edgeY[back + 1] += grid.twoPorts[y + 5];
            diagonalG[position[grid.from[k]]] += grid.twoPorts[y];
            diagonalB[position[grid.from[k]]] += grid.twoPorts[y + 1];
            diagonalG[position[grid.to[k]]] += grid.twoPorts[y + 6];
            diagonalB[position[grid.to[k]]] += grid.twoPorts[y + 7];
        }
        for (int k = 0; k < bus.length; k++) {
            edgeStart[k + 1] = Math.max(edgeStart[k + 1], edgeStart[k]);
            diagonalG[k] += grid.shuntG[bus[k]];
            diagonalB[k] += grid.shuntB[bus[k]];
        }
        return edges;
    }

    private BlockLu.Pattern pattern() {
        int[] starts = new int[unknowns + 1];
        int[] columns = new int[edgeTo.length];
        int filled = 0;
        for (int k = 0; k < unknowns; k++) {
            for (int m = edgeStart[k]; m < edgeStart[k + 1] && edgeTo[m] < unknowns; m++) {
                columns[filled++] = edgeTo[m];
            }
            starts[k + 1] = filled;
        }
        return new BlockLu.Pattern(starts, Arrays.copyOf(columns, filled));
    }
}
