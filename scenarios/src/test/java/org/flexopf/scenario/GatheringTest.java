package org.flexopf.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Statistics in one pass: against a second computation from all numbers at once, and against closed forms. */
class GatheringTest {

    private static final int MANY = 300_000;

    private static double[] draws(Distribution distribution, int count, long seed) {
        double[] values = new double[count];
        Arrays.setAll(values, k -> distribution.quantile(Chance.of(seed, k).at(0)));
        return values;
    }

    @Test
    void manyDrawsAreWhatASortedListSays() {
        Distribution skew = new Distribution.LogNormal(10.0, 8.0);
        double[] values = draws(skew, MANY, 5);
        Summary.Gathering gathering = new Summary.Gathering();
        for (double value : values) {
            gathering.add(value);
        }
        Summary summary = gathering.summary();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double mean = Arrays.stream(values).sum() / MANY;
        double variance = Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (MANY - 1);
        assertThat(summary.count()).isEqualTo(MANY);
        assertThat(summary.mean()).isEqualTo(mean, within(1e-11 * mean));
        assertThat(gathering.mean()).isEqualTo(summary.mean());
        assertThat(summary.variance()).isEqualTo(variance, within(1e-10 * variance));
        assertThat(summary.meanError()).isEqualTo(Math.sqrt(variance / MANY), within(1e-10));
        double[] ones = new double[MANY];
        Arrays.fill(ones, 1.0);
        double error = varianceError(values, ones);
        assertThat(summary.varianceError()).isEqualTo(error, within(1e-9 * error));
        assertThat(gathering.meanError()).isEqualTo(summary.meanError(), within(1e-15));
        assertThat(summary.range()).isEqualTo(new Summary.Interval(sorted[0], sorted[MANY - 1]));
        for (double share : new double[] {1e-5, 1e-3, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 0.99999}) {
            double room = 8.0 * share * (1.0 - share) / 1_000.0;
            assertThat(summary.quantile(share))
                    .as("quantile %s", share)
                    .isBetween(at(sorted, share - room), at(sorted, share + room));
            double above = (double) IntStream.range(0, MANY)
                            .filter(k -> sorted[k] > skew.quantile(share))
                            .count()
                    / MANY;
            assertThat(summary.shareAbove(skew.quantile(share))).isEqualTo(above, within(room));
        }
        double worst = Arrays.stream(sorted, (int) (0.95 * MANY), MANY).sum() / (0.05 * MANY);
        assertThat(summary.conditionalValueAtRisk(0.95)).isEqualTo(worst, within(1e-3 * worst));
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.max(0, Math.min(sorted.length - 1, Math.floor(share * sorted.length)))];
    }

    /** Ascending and descending draws are the worst order that there is. */
    @Test
    void memoryIsFlatAndTheOrderIsOfNoMatter() {
        for (int sign = -1; sign <= 1; sign += 2) {
            WeightedSketch sketch = new WeightedSketch();
            int most = 0;
            for (int k = 0; k < 2_000_000; k++) {
                sketch.add(sign * k, 1.0);
                if (k % 50_000 == 0) {
                    most = Math.max(most, sketch.clusters().size());
                }
            }
            assertThat(most).isLessThan(10_000);
            double before = 0.0;
            for (WeightedSketch.Cluster cluster : sketch.clusters()) {
                double place = sign > 0 ? cluster.low() : 1_999_999 + cluster.low();
                assertThat(place).isEqualTo(before, within(2_500.0));
                before += cluster.weight();
            }
            assertThat(before).isEqualTo(2e6);
        }
    }

    /** A weight of 2 is two draws; a weight of nothing is no number. */
    @Test
    void wholeWeightsAreRepetitions() {
        double[] values = {3.0, 1.0, 4.0, 1.5, 9.0, 2.6};
        double[] weights = {2.0, 1.0, 3.0, 1.0, 1.0, 0.0};
        Summary weighted = Summary.of(values, weights);
        Summary repeated = Summary.of(new double[] {3.0, 3.0, 1.0, 4.0, 4.0, 4.0, 1.5, 9.0});
        assertThat(weighted.mean()).isEqualTo(repeated.mean(), within(1e-14));
        for (double share : new double[] {0.1, 0.3, 0.5, 0.8, 0.95}) {
            assertThat(weighted.quantile(share)).isEqualTo(repeated.quantile(share));
            assertThat(weighted.conditionalValueAtRisk(share))
                    .isEqualTo(repeated.conditionalValueAtRisk(share), within(1e-12));
        }
        assertThat(weighted.shareAbove(3.5)).isEqualTo(0.5, within(1e-15));
        assertThat(weighted.varianceError()).isEqualTo(varianceError(values, weights), within(1e-12));
        assertThat(repeated.varianceError())
                .isEqualTo(
                        varianceError(
                                new double[] {3.0, 3.0, 1.0, 4.0, 4.0, 4.0, 1.5, 9.0},
                                new double[] {1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0}),
                        within(1e-12));
        assertThat(weighted.effectiveCount()).isEqualTo(64.0 / 16.0, within(1e-12));
        assertThatIllegalArgumentException().isThrownBy(() -> new Summary.Gathering().add(1.0, -1.0));
        assertThatIllegalArgumentException().isThrownBy(() -> Summary.of(values, new double[2]));
    }

    /** The root of the sum of squared influences on the variance: w / W ((x - mean)^2 - variance) of each draw. */
    private static double varianceError(double[] values, double[] weights) {
        double weight = Arrays.stream(weights).sum();
        double mean = IntStream.range(0, values.length)
                        .mapToDouble(k -> weights[k] * values[k])
                        .sum()
                / weight;
        double variance = IntStream.range(0, values.length)
                        .mapToDouble(k -> weights[k] * (values[k] - mean) * (values[k] - mean))
                        .sum()
                / weight;
        double squares = IntStream.range(0, values.length)
                .mapToDouble(k -> weights[k] / weight * ((values[k] - mean) * (values[k] - mean) - variance))
                .map(influence -> influence * influence)
                .sum();
        return Math.sqrt(squares * values.length / (values.length - 1.0));
    }

    /**
     * Normal numbers drawn round 2 in place of 0: mean 0, the 0.999 quantile 3.0902, the probability 0.0013499 above 3
     * and the conditional value at risk phi(3.0902) / 0.001 = 3.3671 are covered 19 times of 20, give or take five
     * deviations.
     */
    @Test
    void weightedRangesCoverTheTruthAsOftenAsTheySay() {
        int repeats = 600;
        int[] covered = new int[4];
        Distribution truth = Distribution.Normal.of(0.0, 1.0);
        Distribution sampled = Distribution.Normal.of(1.5, 1.4);
        for (int repeat = 0; repeat < repeats; repeat++) {
            Summary.Gathering gathering = new Summary.Gathering();
            for (int k = 0; k < 2_000; k++) {
                double x = sampled.quantile(Chance.of(repeat, k).at(0));
                gathering.add(x, truth.density(x) / sampled.density(x));
            }
            Summary summary = gathering.summary();
            covered[0] += summary.meanRange().contains(0.0) ? 1 : 0;
            covered[1] += summary.quantileRange(0.999).contains(3.090232306167813) ? 1 : 0;
            covered[2] += summary.shareAboveRange(3.0).contains(0.0013498980316301) ? 1 : 0;
            double half = 1.959963984540054 * summary.conditionalValueAtRiskError(0.999);
            covered[3] += Math.abs(summary.conditionalValueAtRisk(0.999) - 3.3670900770) <= half ? 1 : 0;
            assertThat(summary.effectiveCount()).isLessThan(1_500.0);
        }
        for (int count : covered) {
            assertThat(count).as(Arrays.toString(covered)).isBetween(543, 597);
        }
    }
}
