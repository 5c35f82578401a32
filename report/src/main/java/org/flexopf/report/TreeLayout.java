package org.flexopf.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flexopf.network.Network;

/**
 * Places for the buses of a feeder on a grid: the root at the left, a column for each step away from it, every path in
 * a row of its own.
 *
 * <p>A lateral leaves its path straight up or down and turns outwards at the nearest row that is free all along it.
 * Laterals are placed from the far end of a path inwards, and all on one side of it (those of a trunk on both), so that
 * what is placed later passes beyond what is there: no two lines of a tree cross.
 */
final class TreeLayout {

    private final int[] column;
    private final int[] row;
    private int columns = 1;
    private int rows;

    private TreeLayout(int buses) {
        column = new int[buses];
        row = new int[buses];
    }

    static TreeLayout of(Network network) {
        TreeLayout layout = new TreeLayout(network.buses().size());
        for (FeederPaths.Path trunk : FeederPaths.of(network).trunks()) {
            layout.addTrunk(trunk);
        }
        layout.addIsolated(network);
        return layout;
    }

    private void addTrunk(FeederPaths.Path trunk) {
        int length = trunk.buses().length;
        Side above = new Side(length);
        Side below = new Side(length);
        for (int k = trunk.laterals().size() - 1; k >= 0; k--) {
            FeederPaths.Lateral lateral = trunk.laterals().get(k);
            Branching branching = Branching.of(lateral.path());
            int rowAbove = above.nearest(lateral.place(), branching);
            int rowBelow = below.nearest(lateral.place(), branching);
            // The nearer side; where both are as near, the emptier one.
            boolean goesAbove = rowAbove < rowBelow || (rowAbove == rowBelow && above.depth() < below.depth());
            (goesAbove ? above : below).put(lateral.place(), branching);
        }
        int trunkRow = rows + above.depth();
        put(trunk.buses(), 0, trunkRow);
        above.placed.forEach(place -> put(place, 0, trunkRow, -1));
        below.placed.forEach(place -> put(place, 0, trunkRow, 1));
        rows = trunkRow + below.depth() + 1;
    }

    private void put(Placed placed, int firstColumn, int parentRow, int direction) {
        int start = firstColumn + placed.place() + 1;
        int ownRow = parentRow + direction * placed.row();
        put(placed.branching().path().buses(), start, ownRow);
        placed.branching().side().placed.forEach(lateral -> put(lateral, start, ownRow, direction));
    }

    private void put(int[] buses, int firstColumn, int ownRow) {
        for (int k = 0; k < buses.length; k++) {
            column[buses[k]] = firstColumn + k;
            row[buses[k]] = ownRow;
        }
        columns = Math.max(columns, firstColumn + buses.length);
    }

    /** Buses out of the network go below it. */
    private void addIsolated(Network network) {
        int place = 0;
        for (int i = 0; i < row.length; i++) {
            if (network.buses().get(i).isIsolated()) {
                row[i] = rows + place / columns;
                column[i] = place % columns;
                place++;
            }
        }
        rows += (place + columns - 1) / columns;
    }

    int column(int bus) {
        return column[bus];
    }

    int row(int bus) {
        return row[bus];
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** A path with its laterals placed on one side of it. */
    private record Branching(FeederPaths.Path path, Side side) {

        static Branching of(FeederPaths.Path path) {
            Side side = new Side(path.buses().length);
            List<FeederPaths.Lateral> laterals = path.laterals();
            for (int k = laterals.size() - 1; k >= 0; k--) {
                side.put(laterals.get(k).place(), Branching.of(laterals.get(k).path()));
            }
            return new Branching(path, side);
        }
    }

    /** A lateral at a place of its path, so many rows away from it. */
    private record Placed(int place, int row, Branching branching) {}

    /** One side of a path: how many rows away from it are taken in each column, counted from the path's first. */
    private static final class Side {

        private final List<Placed> placed = new ArrayList<>();
        private int[] taken;

        Side(int length) {
            taken = new int[length];
        }

        int depth() {
            return Arrays.stream(taken).max().orElse(0);
        }

        private int taken(int column) {
            return column < taken.length ? taken[column] : 0;
        }

        /** The nearest row that is free from the place where a lateral leaves to its end. */
        int nearest(int place, Branching branching) {
            int nearest = taken(place);
            for (int c = 0; c < branching.side().taken.length; c++) {
                nearest = Math.max(nearest, taken(place + 1 + c));
            }
            return nearest + 1;
        }

        void put(int place, Branching branching) {
            int row = nearest(place, branching);
            int[] own = branching.side().taken;
            if (taken.length < place + 1 + own.length) {
                taken = Arrays.copyOf(taken, place + 1 + own.length);
            }
            taken[place] = Math.max(taken[place], row);
            for (int c = 0; c < own.length; c++) {
                taken[place + 1 + c] = Math.max(taken[place + 1 + c], row + own[c]);
            }
            placed.add(new Placed(place, row, branching));
        }
    }
}
