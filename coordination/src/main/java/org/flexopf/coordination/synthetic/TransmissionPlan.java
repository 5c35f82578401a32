package org.flexopf.coordination.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A transmission network as it is drawn: buses somewhere in a square, joined by the shortest tree and by further lines
 * between neighbours, feeders at some of them and power stations at others. Bus 0 is the reference.
 */
final class TransmissionPlan {

    /** Further lines go to one of so many nearest neighbours. */
    private static final int NEIGHBOURS = 5;

    final int buses;
    /** Lines, by the places of their ends, the smaller one first. */
    final List<int[]> lines = new ArrayList<>();

    final double[] km;
    /** Where feeders are joined: first the detailed ones, then the single ones. */
    final int[] interfaces;

    final int[] units;
    /** The share of each unit in the power of all. */
    final double[] unitShare;

    final double[] unitCost;

    TransmissionPlan(RegionStatistics statistics, long seed) {
        TransmissionStatistics wanted = statistics.transmission();
        Draws draws = new Draws(seed, "transmission", 0);
        this.buses = wanted.buses();
        double[] x = new double[buses];
        double[] y = new double[buses];
        for (int i = 0; i < buses; i++) {
            x[i] = wanted.sideKm() * draws.uniform();
            y[i] = wanted.sideKm() * draws.uniform();
        }
        tree(x, y);
        further((int) Math.round(wanted.linesPerBus() * buses), x, y, draws);
        this.km = lines.stream()
                .mapToDouble(line -> Math.sqrt(squared(x, y, line[0], line[1])))
                .toArray();
        int[] order = draws.order(buses);
        this.interfaces = Arrays.copyOf(
                order, statistics.feeders().detailed() + statistics.feeders().single());
        int count = Math.max(1, (int) Math.round(wanted.units().perBus() * buses));
        this.units = new int[count];
        this.unitShare = new double[count];
        this.unitCost = new double[count];
        Spread size = new Spread(1.0, wanted.units().deviation());
        double sum = 0.0;
        for (int u = 0; u < count; u++) {
            units[u] = draws.below(buses);
            unitShare[u] = draws.positive(size);
            unitCost[u] = draws.any(wanted.units().cost());
            sum += unitShare[u];
        }
        for (int u = 0; u < count; u++) {
            unitShare[u] /= sum;
        }
    }

    private static double squared(double[] x, double[] y, int i, int j) {
        return (x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j]);
    }

    /** The shortest tree (Prim 1957). */
    private void tree(double[] x, double[] y) {
        double[] distance = new double[buses];
        int[] nearest = new int[buses];
        boolean[] joined = new boolean[buses];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        distance[0] = 0.0;
        for (int step = 0; step < buses; step++) {
            int next = -1;
            for (int i = 0; i < buses; i++) {
                if (!joined[i] && (next < 0 || distance[i] < distance[next])) {
                    next = i;
                }
            }
            joined[next] = true;
            if (step > 0) {
                lines.add(line(next, nearest[next]));
            }
            for (int i = 0; i < buses; i++) {
                double to = squared(x, y, next, i);
                if (!joined[i] && to < distance[i]) {
                    distance[i] = to;
                    nearest[i] = next;
                }
            }
        }
    }

    private static int[] line(int i, int j) {
        return new int[] {Math.min(i, j), Math.max(i, j)};
    }

    /**
     * Lines from buses in random order to the nearest neighbours that they are not joined to, until there are enough.
     */
    private void further(int wanted, double[] x, double[] y, Draws draws) {
        Set<List<Integer>> known = new HashSet<>();
        lines.forEach(line -> known.add(List.of(line[0], line[1])));
        int[] order = draws.order(buses);
        for (int pass = 0; pass < NEIGHBOURS && lines.size() < wanted; pass++) {
            for (int k = 0; k < buses && lines.size() < wanted; k++) {
                int i = order[k];
                for (int j : nearest(i, x, y)) {
                    int[] line = line(i, j);
                    if (known.add(List.of(line[0], line[1]))) {
                        lines.add(line);
                        break;
                    }
                }
            }
        }
    }

    private int[] nearest(int i, double[] x, double[] y) {
        List<Integer> found = new ArrayList<>();
        Comparator<Integer> byDistance = Comparator.comparingDouble(j -> squared(x, y, i, j));
        for (int j = 0; j < buses; j++) {
            if (j != i) {
                int at = found.size();
                while (at > 0 && byDistance.compare(j, found.get(at - 1)) < 0) {
                    at--;
                }
                if (at < NEIGHBOURS) {
                    found.add(at, j);
                    if (found.size() > NEIGHBOURS) {
                        found.remove(NEIGHBOURS);
                    }
                }
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public String toString() {
        return buses + " buses and " + lines.size() + " lines";
    }
}
