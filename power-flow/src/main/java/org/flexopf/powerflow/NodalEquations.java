package org.flexopf.powerflow;

import java.util.Arrays;
import org.flexopf.internal.sparse.Elimination;
import org.flexopf.network.Bus;
import org.flexopf.network.Topology;
import org.flexopf.program.SparseMatrix;

/**
 * The nodal admittances of a grid in the order in which its buses are eliminated: first the buses whose voltage is
 * sought, then the references. Immutable; what it works out once serves every Jacobian of the network.
 */
final class NodalEquations {

    final Grid grid;
    /**
     * Bus index per position; the first {@link #unknowns} are sought, the others are references. Isolated buses have no
     * position.
     */
    final int[] bus;

    final int unknowns;
    /** Position per bus index; -1 at isolated buses. */
    final int[] position;
    /** Row sums of the nodal admittance matrix, p.u.: shunts, charging, and what ratios and shifts leave. */
    final double[] rowSumG;

    final double[] rowSumB;
    final double[] diagonalG;
    final double[] diagonalB;
    /**
     * Edges of position k to later positions, parallel branches merged, are numbered {@code edgeStart[k] .. edgeStart[k
     * + 1] - 1}.
     */
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

        rowSumG = rowSums(0);
        rowSumB = rowSums(1);
        SparseMatrix g = nodalAdmittances(0);
        SparseMatrix b = nodalAdmittances(1);
        SparseMatrix gTransposed = g.transpose();
        SparseMatrix bTransposed = b.transpose();
        diagonalG = new double[bus.length];
        diagonalB = new double[bus.length];
        edgeStart = new int[bus.length + 1];
        edgeTo = new int[(g.entryCount() - bus.length) / 2];
        edgeY = new double[4 * edgeTo.length];
        int edge = 0;
        for (int k = 0; k < bus.length; k++) {
            // The pattern is symmetric, so an entry of column k stands at the same place in the transposed matrix.
            for (int entry = g.columnStart(k); entry < g.columnStart(k + 1); entry++) {
                int j = g.rowIndex(entry);
                if (j == k) {
                    diagonalG[k] = g.value(entry);
                    diagonalB[k] = b.value(entry);
                } else if (j > k) {
                    edgeTo[edge] = j;
                    edgeY[4 * edge] = gTransposed.value(entry);
                    edgeY[4 * edge + 1] = bTransposed.value(entry);
                    edgeY[4 * edge + 2] = g.value(entry);
                    edgeY[4 * edge + 3] = b.value(entry);
                    edge++;
                }
            }
            edgeStart[k + 1] = edge;
        }
        pattern = pattern();
    }

    /**
     * The sought buses, numbered provisionally, in the order of elimination: fewest neighbours first, which on a tree
     * leaves nothing to fill in (Tinney and Walker, 1967).
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
        return Elimination.of(edges.copyColumnStarts(), edges.copyRowIndices()).order();
    }

    /**
     * The real (0) or imaginary (1) part of the nodal admittance matrix, by position. Every diagonal entry is stored,
     * whatever its value.
     */
    private SparseMatrix nodalAdmittances(int part) {
        SparseMatrix.Builder sum = new SparseMatrix.Builder(bus.length, bus.length);
        for (int k = 0; k < bus.length; k++) {
            sum.add(k, k, part == 0 ? grid.shuntG[bus[k]] : grid.shuntB[bus[k]]);
        }
        for (int k = 0; k < grid.branches.length; k++) {
            int i = position[grid.from[k]];
            int j = position[grid.to[k]];
            int y = Grid.TWO_PORT * k + part;
            sum.add(i, i, grid.twoPorts[y] - grid.twoPorts[y + 2]);
            sum.add(i, j, grid.twoPorts[y + 2]);
            sum.add(j, i, grid.twoPorts[y + 4]);
            sum.add(j, j, grid.twoPorts[y + 6] - grid.twoPorts[y + 4]);
        }
        return sum.build();
    }

    /**
     * The real (0) or imaginary (1) part of the row sums, by position; added up from those of the branches, in which
     * large terms have cancelled.
     */
    private double[] rowSums(int part) {
        double[] sums = new double[bus.length];
        for (int k = 0; k < bus.length; k++) {
            sums[k] = part == 0 ? grid.shuntG[bus[k]] : grid.shuntB[bus[k]];
        }
        for (int k = 0; k < grid.branches.length; k++) {
            sums[position[grid.from[k]]] += grid.twoPorts[Grid.TWO_PORT * k + part];
            sums[position[grid.to[k]]] += grid.twoPorts[Grid.TWO_PORT * k + 6 + part];
        }
        return sums;
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
