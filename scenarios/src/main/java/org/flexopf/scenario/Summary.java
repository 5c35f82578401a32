package org.flexopf.scenario;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a figure does over the draws of a study, each number with its standard error or its range: luck is told along
 * with what it touches.
 */
public final class Summary {

    /** Standard errors on both sides of an estimate that cover the truth 19 times of 20. */
    private static final double NINETEEN_OF_TWENTY = 1.959963984540054;

    private final double[] sorted;
    private final double mean;
    private final double variance;

    private Summary(double[] sorted, double mean, double variance) {
        this.sorted = sorted;
        this.mean = mean;
        this.variance = variance;
    }

    /**
     * Of the numbers of independent draws.
     *
     * @throws IllegalArgumentException if there are fewer than two, or one is NaN
     */
    public static Summary of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        if (sorted.length < 2 || Double.isNaN(sorted[sorted.length - 1])) {
            throw new IllegalArgumentException("there are " + sorted.length
                    + " numbers, or some that are none; give two or more, of draws that have an optimum");
        }
        double mean = 0.0;
        double squares = 0.0;
        for (int k = 0; k < values.length; k++) {
            double off = values[k] - mean;
            mean += off / (k + 1);
            squares += off * (values[k] - mean);
        }
        return new Summary(sorted, mean, squares / (values.length - 1));
    }

    /** How many draws. */
    public int count() {
        return sorted.length;
    }

    /** The mean. */
    public double mean() {
        return mean;
    }

    /** The standard error of the mean. */
    public double meanError() {
        return Math.sqrt(variance / sorted.length);
    }

    /** The standard deviation. */
    public double deviation() {
        return Math.sqrt(variance);
    }

    /** The least and the largest number. */
    public Interval range() {
        return new Interval(sorted[0], sorted[sorted.length - 1]);
    }

    /**
     * The number below which a share of the draws lies.
     *
     * @param share from 0 to 1
     */
    public double quantile(double share) {
        return sorted[(int) Math.max(0, Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1))];
    }

    /**
     * Where the true quantile lies 19 times of 20, whatever the distribution: between two of the ordered numbers, as
     * many as the binomial spread of their places says (H. A. David, H. N. Nagaraja, Order Statistics, 7.1).
     */
    public Interval quantileRange(double share) {
        double spread = NINETEEN_OF_TWENTY * Math.sqrt(sorted.length * share * (1.0 - share));
        int low = (int) Math.floor(share * sorted.length - spread) - 1;
        int high = (int) Math.ceil(share * sorted.length + spread);
        return new Interval(
                low < 0 ? Double.NEGATIVE_INFINITY : sorted[low],
                high >= sorted.length ? Double.POSITIVE_INFINITY : sorted[high]);
    }

    /**
     * The mean of the largest numbers that make up a share (1 - level) of the draws: the conditional value at risk (R.
     * T. Rockafellar, S. Uryasev, Optimization of conditional value-at-risk, J. Risk 2, 2000).
     *
     * @param level from 0 to below 1
     */
    public double conditionalValueAtRisk(double level) {
        double at = quantile(level);
        return at + excess(at) / (1.0 - level);
    }

    /** The standard error of the conditional value at risk, for many draws. */
    public double conditionalValueAtRiskError(double level) {
        double at = quantile(level);
        double mean = excess(at);
        double squares = Arrays.stream(sorted)
                .map(value -> Math.max(0.0, value - at) - mean)
                .map(off -> off * off)
                .sum();
        return Math.sqrt(squares / (sorted.length - 1.0) / sorted.length) / (1.0 - level);
    }

    private double excess(double at) {
        return Arrays.stream(sorted).map(value -> Math.max(0.0, value - at)).sum() / sorted.length;
    }

    /** The share of the draws whose number is above a limit. */
    public double shareAbove(double limit) {
        return (double) countAbove(limit) / sorted.length;
    }

    /**
     * Where the true probability of a number above a limit lies 19 times of 20 (E. B. Wilson, Probable inference, J.
     * Am. Stat. Assoc. 22, 1927).
     */
    public Interval shareAboveRange(double limit) {
        double n = sorted.length;
        double share = shareAbove(limit);
        double square = NINETEEN_OF_TWENTY * NINETEEN_OF_TWENTY;
        double centre = (share + square / (2.0 * n)) / (1.0 + square / n);
        double half =
                NINETEEN_OF_TWENTY / (1.0 + square / n) * Math.sqrt(share * (1.0 - share) / n + square / (4.0 * n * n));
        return new Interval(Math.max(0.0, centre - half), Math.min(1.0, centre + half));
    }

    private long countAbove(double limit) {
        return IntStream.range(0, sorted.length).filter(k -> sorted[k] > limit).count();
    }

    /** Where the true mean lies 19 times of 20, for many draws. */
    public Interval meanRange() {
        double half = NINETEEN_OF_TWENTY * meanError();
        return new Interval(mean - half, mean + half);
    }

    /**
     * Numbers of one setting less those of another on the same draws: what both owe to the luck of a draw goes out, and
     * the error of the mean is that of the difference.
     *
     * @throws IllegalArgumentException if there are not as many of one as of the other
     */
    public static Summary ofDifference(double[] here, double[] there) {
        if (here.length != there.length) {
            throw new IllegalArgumentException("one setting has " + here.length + " draws and the other " + there.length
                    + "; give the same draws of both");
        }
        return of(IntStream.range(0, here.length)
                .mapToDouble(k -> here[k] - there[k])
                .toArray());
    }

    /**
     * Two numbers between which a third lies.
     *
     * @param low the lower one
     * @param high the higher one
     */
    public record Interval(double low, double high) {

        /** Whether a number lies in it. */
        public boolean contains(double number) {
            return low <= number && number <= high;
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d %s, mean %.6g +- %.2g",
                sorted.length,
                sorted.length == 1 ? "draw" : "draws",
                mean,
                meanError());
    }
}
