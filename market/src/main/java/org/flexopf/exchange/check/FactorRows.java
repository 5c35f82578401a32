package org.flexopf.exchange.check;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.flexopf.dcopf.ShiftFactors;
import org.flexopf.dcopf.SusceptanceConvention;
import org.flexopf.exchange.schedule.MonitoredLimit;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;

/**
 * Shift factors of the rated branches in integers, h = round(1e9 x PTDF), and what a transfer between two buses does to
 * each. On a tree only the branches on the way change, by 1 each, and are found by walking it; else all rows are held.
 */
abstract sealed class FactorRows {

    /** What a shift factor of 1 is in integers. */
    static final long ONE = 1_000_000_000L;

    /** The branch index of each row, ascending. */
    final int[] branches;

    private FactorRows(int[] branches) {
        this.branches = branches;
    }

    /** The rows of a network. @throws IllegalArgumentException if a mesh has a branch without reactance */
    static FactorRows of(Network network) {
        Topology topology = network.topology();
        int[] rated = IntStream.range(0, network.branches().size())
                .filter(b -> topology.isActive(b)
                        && MonitoredLimit.isRated(network.branches().get(b)))
                .toArray();
        boolean tree = topology.isRadial() && topology.furtherReferences().length == 0;
        return tree ? new Tree(network, rated) : new Mesh(network, rated);
    }

    /** The number of rows. */
    final int count() {
        return branches.length;
    }

    /** Takes the rows whose flow depends on the injection at a bus index, with the factor of each. */
    abstract void factors(int bus, FactorVisitor visitor);

    /** Takes a row and its factor. */
    @FunctionalInterface
    interface FactorVisitor {
        void visit(int row, long factor);
    }

    /**
     * Finds the rows that a transfer changes.
     *
     * @param rows is filled with them, in any order
     * @param changes is filled with the change of each per W that is moved from bus {@code up} to bus {@code down} as
     *     injection, 1e-9 W; never 0
     * @return how many there are
     */
    abstract int changes(int up, int down, int[] rows, long[] changes);

    private static final class Tree extends FactorRows {

        /** The row of the nearest rated branch on the way from a bus to its root; -1 if there is none. */
        private final int[] nearest;
        /** The next row on the way from a row to the root; -1 if there is none. */
        private final int[] above;
        /** How many rows are above a row. */
        private final int[] depth;
        /** The factor of a row at the buses behind it: 1 if power from there flows from its from end, else -1. */
        private final long[] behind;

        Tree(Network network, int[] rated) {
            super(rated);
            Topology topology = network.topology();
            int[] rowOf = new int[network.branches().size()];
            Arrays.fill(rowOf, -1);
            for (int row = 0; row < rated.length; row++) {
                rowOf[rated[row]] = row;
            }
            nearest = new int[network.buses().size()];
            Arrays.fill(nearest, -1);
            above = new int[rated.length];
            depth = new int[rated.length];
            behind = new long[rated.length];
            for (int bus : topology.fromRootsOutwards()) {
                int branch = topology.parentBranch(bus);
                if (branch < 0) {
                    continue;
                }
                int before = nearest[topology.parentBus(bus)];
                int row = rowOf[branch];
                nearest[bus] = row < 0 ? before : row;
                if (row >= 0) {
                    above[row] = before;
                    depth[row] = before < 0 ? 0 : depth[before] + 1;
                    behind[row] = topology.from(branch) == bus ? ONE : -ONE;
                }
            }
        }

        @Override
        void factors(int bus, FactorVisitor visitor) {
            for (int row = nearest[bus]; row >= 0; row = above[row]) {
                visitor.visit(row, behind[row]);
            }
        }

        @Override
        int changes(int up, int down, int[] rows, long[] changes) {
            int count = 0;
            int a = nearest[up];
            int b = nearest[down];
            while (a != b) {
                if (b < 0 || (a >= 0 && depth[a] >= depth[b])) {
                    rows[count] = a;
                    changes[count++] = -behind[a];
                    a = above[a];
                } else {
                    rows[count] = b;
                    changes[count++] = behind[b];
                    b = above[b];
                }
            }
            return count;
        }
    }

    private static final class Mesh extends FactorRows {

        /** Factors by row and bus index. */
        private final long[][] factors;

        Mesh(Network network, int[] rated) {
            super(rated);
            ShiftFactors shiftFactors = ShiftFactors.of(network, SusceptanceConvention.RECIPROCAL_X);
            List<Branch> all = network.branches();
            factors = new long[rated.length][];
            for (int row = 0; row < rated.length; row++) {
                double[] exact = shiftFactors.row(rated[row]);
                factors[row] = new long[exact.length];
                for (int bus = 0; bus < exact.length; bus++) {
                    if (!(Math.abs(exact[bus]) < Integer.MAX_VALUE)) {
                        throw new IllegalArgumentException(all.get(rated[row]).label() + ": its shift factor at bus "
                                + network.buses().get(bus).id() + " is " + exact[bus]
                                + "; check the reactances around it");
                    }
                    factors[row][bus] = Math.round(exact[bus] * ONE);
                }
            }
        }

        @Override
        void factors(int bus, FactorVisitor visitor) {
            for (int row = 0; row < factors.length; row++) {
                if (factors[row][bus] != 0L) {
                    visitor.visit(row, factors[row][bus]);
                }
            }
        }

        @Override
        int changes(int up, int down, int[] rows, long[] changes) {
            int count = 0;
            for (int row = 0; row < factors.length; row++) {
                long change = factors[row][down] - factors[row][up];
                if (change != 0L) {
                    rows[count] = row;
                    changes[count++] = change;
                }
            }
            return count;
        }
    }
}
