package org.flexopf.scenario;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.flexopf.scenario.WeightedSketch.Cluster;

/**
 * What a figure does over the draws of a study, each number with its standard error or its range: luck is told along
 * with what it touches. Up to 8,192 draws it is exact; of more, {@link Gathering} keeps clusters of neighbours, and
 * quantiles in the middle are those of the next thousandth of the draws.
 *
 * <p>Weights make up for where draws were taken (importance sampling): the mean is that of weighted numbers over the
 * sum of weights, and errors are those of such a ratio (A. B. Owen, Monte Carlo theory, methods and examples, 9.2).
 */
public final class Summary {

    /** Standard errors on both sides of an estimate that cover the truth 19 times of 20. */
    private static final double NINETEEN_OF_TWENTY = 1.959963984540054;

    private final List<Cluster> clusters;
    private final long count;
    private final double weight;
    private final double squares;
    private final double mean;
    /** The sums of w (x - mean)^2 and of w^2 (x - mean)^2. */
    private final double spread;

    private final double spreadOfMean;
    /** The sum of w^2 (x - mean)^4. */
    private final double fourth;

    private Summary(Gathering gathered) {
        clusters = gathered.sketch.clusters();
        count = gathered.count;
        weight = gathered.plain.weight;
        squares = gathered.squared.weight;
        mean = gathered.plain.mean;
        spread = gathered.plain.spread;
        double off = gathered.squared.mean - mean;
        spreadOfMean = gathered.squared.spread + squares * off * off;
        fourth = gathered.squared.fourth
                + off * (4.0 * gathered.squared.third + off * (6.0 * gathered.squared.spread + off * off * squares));
    }

    /** Takes the numbers of draws, one after the other, in memory that does not grow with them. */
    public static final class Gathering {

        private final WeightedSketch sketch = new WeightedSketch();
        private final Moments plain = new Moments();
        private final Moments squared = new Moments();
        private long count;

        /** One with nothing in it. */
        public Gathering() {}

        /** Adds the number of a draw. @throws IllegalArgumentException if it is NaN */
        public Gathering add(double number) {
            return add(number, 1.0);
        }

        /**
         * Adds the number of a draw that counts for more or less than one.
         *
         * @throws IllegalArgumentException if the number is NaN, or the weight is no finite number from 0
         */
        public Gathering add(double number, double weight) {
            if (Double.isNaN(number) || !(weight >= 0.0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a draw has the number " + number + " and the weight " + weight
                        + "; give those of draws that have an optimum");
            }
            count++;
            if (weight > 0.0) {
                sketch.add(number, weight);
                plain.add(number, weight);
                squared.add(number, weight * weight);
            }
            return this;
        }

        /** How many draws there are so far. */
        public long count() {
            return count;
        }

        /** The mean so far; NaN without draws. */
        public double mean() {
            return plain.weight > 0.0 ? plain.mean : Double.NaN;
        }

        /** The standard error of the mean so far; NaN with fewer than two draws. */
        public double meanError() {
            double off = squared.mean - plain.mean;
            return count < 2
                    ? Double.NaN
                    : Math.sqrt((squared.spread + squared.weight * off * off) * count / (count - 1.0)) / plain.weight;
        }

        /** What has been gathered so far. @throws IllegalArgumentException if that are fewer than two draws */
        public Summary summary() {
            if (count < 2 || !(plain.weight > 0.0)) {
                throw new IllegalArgumentException("there are " + count + " numbers, of a weight of " + plain.weight
                        + "; give two or more, of draws that have an optimum");
            }
            return new Summary(this);
        }

        @Override
        public String toString() {
            return count + " draws, mean " + mean();
        }
    }

    /**
     * Weighted mean and squares round it, updated number by number (D. H. D. West, Comm. ACM 22, 1979), with third and
     * fourth powers (P. Pebay, Formulas for robust, one-pass parallel computation of covariances and arbitrary-order
     * statistical moments, SAND2008-6212).
     */
    private static final class Moments {

        private double weight;
        private double mean;
        private double spread;
        private double third;
        private double fourth;

        private void add(double number, double itsWeight) {
            double before = weight;
            weight += itsWeight;
            double off = number - mean;
            double step = off * (itsWeight / weight);
            double ofBefore = off * (before / weight);
            fourth += itsWeight * ofBefore * off * (ofBefore * ofBefore - ofBefore * step + step * step)
                    + 6.0 * step * step * spread
                    - 4.0 * step * third;
            third += itsWeight * ofBefore * off * (ofBefore - step) - 3.0 * step * spread;
            mean += step;
            spread += itsWeight * off * (number - mean);
        }
    }

    /**
     * Of the numbers of independent draws.
     *
     * @throws IllegalArgumentException if there are fewer than two, or one is NaN
     */
    public static Summary of(double[] values) {
        Gathering gathering = new Gathering();
        for (double value : values) {
            gathering.add(value);
        }
        return gathering.summary();
    }

    /**
     * Of the numbers of independent draws and their weights.
     *
     * @throws IllegalArgumentException if there are fewer than two, one is NaN, or there are more of one than of the
     *     other
     */
    public static Summary of(double[] values, double[] weights) {
        if (values.length != weights.length) {
            throw new IllegalArgumentException(
                    values.length + " numbers have " + weights.length + " weights; give each its own");
        }
        Gathering gathering = new Gathering();
        for (int k = 0; k < values.length; k++) {
            gathering.add(values[k], weights[k]);
        }
        return gathering.summary();
    }

    /** How many draws. */
    public long count() {
        return count;
    }

    /** How many draws without weights would tell as much of a mean: fewer, the more weights differ (L. Kish, 1965). */
    public double effectiveCount() {
        return weight * weight / squares;
    }

    /** The mean. */
    public double mean() {
        return mean;
    }

    /** The standard error of the mean. */
    public double meanError() {
        return Math.sqrt(spreadOfMean * unbiased()) / weight;
    }

    /** The standard deviation. */
    public double deviation() {
        return Math.sqrt(spread / weight * unbiased());
    }

    /** The variance. */
    public double variance() {
        return spread / weight * unbiased();
    }

    /** The standard error of the variance, for many draws; twice the deviation times the error of that. */
    public double varianceError() {
        double square = spread / weight;
        return Math.sqrt(Math.max(0.0, fourth - 2.0 * square * spreadOfMean + square * square * squares) * unbiased())
                / weight;
    }

    /** The standard error of the deviation, for many draws; 0 where all numbers are the same. */
    public double deviationError() {
        double deviation = deviation();
        return deviation > 0.0 ? varianceError() / (2.0 * deviation) : 0.0;
    }

    private double unbiased() {
        return count / (count - 1.0);
    }

    /** The least and the largest number. */
    public Interval range() {
        return new Interval(
                clusters.get(0).low(), clusters.get(clusters.size() - 1).high());
    }

    /**
     * The number below which a share of the draws lies.
     *
     * @param share from 0 to 1
     */
    public double quantile(double share) {
        double wanted = share * weight;
        double before = 0.0;
        for (Cluster cluster : clusters) {
            double after = before + cluster.weight();
            if (after >= wanted) {
                double inside = Math.max(0.0, (wanted - before) / cluster.weight());
                return cluster.low() + inside * (cluster.high() - cluster.low());
            }
            before = after;
        }
        return range().high();
    }

    /**
     * Where the true quantile lies 19 times of 20, whatever the distribution: between two of the ordered numbers, as
     * many as the spread of their places says, which is binomial without weights (H. A. David, H. N. Nagaraja, Order
     * Statistics, 7.1).
     */
    public Interval quantileRange(double share) {
        double at = quantile(share);
        double below = squaresUpTo(at);
        // With all weights 1 this is n share (1 - share), whatever lies below.
        double variance = squares == weight
                ? weight * share * (1.0 - share)
                : below * (1.0 - share) * (1.0 - share) + (squares - below) * share * share;
        double room = NINETEEN_OF_TWENTY * Math.sqrt(variance);
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        double before = 0.0;
        for (Cluster cluster : clusters) {
            if (before >= share * weight + room) {
                high = cluster.low();
                break;
            }
            before += cluster.weight();
            if (before <= share * weight - room) {
                low = cluster.high();
            }
        }
        return new Interval(low, high);
    }

    private double squaresUpTo(double number) {
        return WeightedSketch.sum(clusters, cluster -> cluster.squares() * (1.0 - cluster.above(number)));
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
        double beyond = excess(at);
        double sum = WeightedSketch.sum(clusters, cluster -> {
            double off = cluster.beyond(at) - beyond;
            return cluster.squares() * off * off;
        });
        return Math.sqrt(sum * unbiased()) / weight / (1.0 - level);
    }

    private double excess(double at) {
        return WeightedSketch.sum(clusters, cluster -> cluster.weight() * cluster.beyond(at)) / weight;
    }

    /** The share of the draws whose number is above a limit: the probability that it is violated. */
    public double shareAbove(double limit) {
        return WeightedSketch.sum(clusters, cluster -> cluster.weight() * cluster.above(limit)) / weight;
    }

    /**
     * Where the true probability of a number above a limit lies 19 times of 20 (E. B. Wilson, Probable inference, J.
     * Am. Stat. Assoc. 22, 1927), weighted draws counting as many as tell as much of it.
     */
    public Interval shareAboveRange(double limit) {
        double share = shareAbove(limit);
        double below = squaresUpTo(limit);
        double variance = below * share * share + (squares - below) * (1.0 - share) * (1.0 - share);
        double n = squares == weight
                ? weight
                : share > 0.0 && share < 1.0 ? weight * weight * share * (1.0 - share) / variance : effectiveCount();
        double square = NINETEEN_OF_TWENTY * NINETEEN_OF_TWENTY;
        double centre = (share + square / (2.0 * n)) / (1.0 + square / n);
        double half =
                NINETEEN_OF_TWENTY / (1.0 + square / n) * Math.sqrt(share * (1.0 - share) / n + square / (4.0 * n * n));
        return new Interval(Math.max(0.0, centre - half), Math.min(1.0, centre + half));
    }

    /**
     * The shares of the draws in so many bars of one width between the least and the largest number; equal numbers are
     * all in the first bar.
     *
     * @throws IllegalArgumentException if there is to be no bar
     */
    public double[] histogram(int bars) {
        if (bars < 1) {
            throw new IllegalArgumentException("there are to be " + bars + " bars; ask for at least 1");
        }
        double[] shares = new double[bars];
        Interval range = range();
        double above = 1.0;
        for (int bar = 0; bar < bars; bar++) {
            double end = range.low() + (range.high() - range.low()) * (bar + 1) / bars;
            double next = bar + 1 == bars ? 0.0 : shareAbove(end);
            shares[bar] = above - next;
            above = next;
        }
        return shares;
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
                Locale.ROOT, "%d %s, mean %.6g +- %.2g", count, count == 1 ? "draw" : "draws", mean, meanError());
    }
}
