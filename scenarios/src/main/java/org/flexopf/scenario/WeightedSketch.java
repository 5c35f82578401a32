package org.flexopf.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Numbers and their weights, as they are while there are few, and then as clusters of neighbours that are the smaller
 * the nearer they are to an end (T. Dunning, O. Ertl, Computing extremely accurate quantiles using t-digests, 2019). A
 * cluster around the share q of the weight has at most {@code 4 q (1 - q) / 1000} of it, so that a quantile is off by
 * less than a thousandth of the draws in the middle, and by nothing at the ends. Memory grows with the logarithm of the
 * number of draws.
 */
final class WeightedSketch {

    private static final double CLUSTERS = 1_000.0;
    private static final int WAITING = 4_096;
    /** As long as there are fewer, every number is kept. */
    private static final int EXACT = 8_192;

    private final List<Cluster> waiting = new ArrayList<>();
    private List<Cluster> clusters = new ArrayList<>();
    private double weight;

    /**
     * Neighbours.
     *
     * @param low the least of them
     * @param high the largest of them
     * @param mean their weighted mean
     * @param weight the sum of their weights
     * @param squares the sum of the squares of their weights
     */
    record Cluster(double low, double high, double mean, double weight, double squares) {

        private Cluster with(Cluster other) {
            double sum = weight + other.weight;
            return new Cluster(
                    Math.min(low, other.low),
                    Math.max(high, other.high),
                    mean + (other.mean - mean) * (other.weight / sum),
                    sum,
                    squares + other.squares);
        }

        /** The share of it that lies above a number: as if it was spread evenly. */
        double above(double number) {
            return number < low ? 1.0 : number >= high ? 0.0 : (high - number) / (high - low);
        }

        /** The mean of what its numbers have beyond one, zero where they have nothing. */
        double beyond(double number) {
            return number <= low
                    ? mean - number
                    : number >= high ? 0.0 : 0.5 * (high - number) * (high - number) / (high - low);
        }
    }

    void add(double number, double itsWeight) {
        waiting.add(new Cluster(number, number, number, itsWeight, itsWeight * itsWeight));
        weight += itsWeight;
        if (waiting.size() == WAITING) {
            settle();
        }
    }

    double weight() {
        return weight;
    }

    /** All clusters in order, such as they are now. */
    List<Cluster> clusters() {
        settle();
        return List.copyOf(clusters);
    }

    /** The sum of a function over clusters that does not see the order of equal numbers. */
    static double sum(List<Cluster> clusters, ToDoubleFunction<Cluster> term) {
        double sum = 0.0;
        for (Cluster cluster : clusters) {
            sum += term.applyAsDouble(cluster);
        }
        return sum;
    }

    private void settle() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Cluster> all = new ArrayList<>(clusters.size() + waiting.size());
        waiting.sort(Comparator.comparingDouble(Cluster::mean));
        int next = 0;
        for (Cluster cluster : clusters) {
            while (next < waiting.size() && waiting.get(next).mean() < cluster.mean()) {
                all.add(waiting.get(next++));
            }
            all.add(cluster);
        }
        all.addAll(waiting.subList(next, waiting.size()));
        waiting.clear();
        clusters = all.size() <= EXACT ? all : merged(all);
    }

    private List<Cluster> merged(List<Cluster> all) {
        List<Cluster> merged = new ArrayList<>();
        Cluster open = all.get(0);
        double before = 0.0;
        for (Cluster next : all.subList(1, all.size())) {
            double together = open.weight() + next.weight();
            double middle = (before + 0.5 * together) / weight;
            if (together <= 4.0 * middle * (1.0 - middle) / CLUSTERS * weight) {
                open = open.with(next);
            } else {
                merged.add(open);
                before += open.weight();
                open = next;
            }
        }
        merged.add(open);
        return merged;
    }

    @Override
    public String toString() {
        return clusters.size() + " clusters and " + waiting.size() + " numbers";
    }
}
