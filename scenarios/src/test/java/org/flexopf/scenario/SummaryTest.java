package org.flexopf.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Statistics against closed forms, and their ranges against how often they cover the truth. */
class SummaryTest {

    private static final int REPEATS = 2_000;
    private static final int DRAWS = 400;

    @Test
    void fiveNumbersByHand() {
        Summary summary = Summary.of(new double[] {3.0, 1.0, 4.0, 1.0, 6.0});
        assertThat(summary.mean()).isEqualTo(3.0, within(1e-15));
        assertThat(summary.deviation()).isEqualTo(Math.sqrt(18.0 / 4.0), within(1e-15));
        assertThat(summary.meanError()).isEqualTo(Math.sqrt(18.0 / 20.0), within(1e-15));
        // Squares off the mean are 0, 4, 1, 4, 9: their mean is 3.6 and their own variance 9.84, of five draws.
        assertThat(summary.varianceError()).isEqualTo(Math.sqrt(9.84 / 4.0), within(1e-14));
        assertThat(summary.deviationError()).isEqualTo(Math.sqrt(9.84 / 4.0) / (2.0 * Math.sqrt(4.5)), within(1e-14));
        assertThat(Summary.of(new double[] {2.0, 2.0, 2.0}).deviationError()).isZero();
        assertThat(summary.range()).isEqualTo(new Summary.Interval(1.0, 6.0));
        assertThat(summary.quantile(0.4)).isEqualTo(1.0);
        assertThat(summary.quantile(0.41)).isEqualTo(3.0);
        assertThat(summary.quantile(1.0)).isEqualTo(6.0);
        // The worst two of five: 4 and 6.
        assertThat(summary.conditionalValueAtRisk(0.6)).isEqualTo(5.0, within(1e-12));
        assertThat(summary.shareAbove(3.0)).isEqualTo(0.4);
        // Wilson's range of 2 of 5 in tables: 0.1176 to 0.7693.
        assertThat(summary.shareAboveRange(3.0).low()).isEqualTo(0.1176, within(5e-5));
        assertThat(summary.shareAboveRange(3.0).high()).isEqualTo(0.7693, within(5e-5));
        // Bars from 1 to 3.5 and to 6: a number on the border is in the lower one.
        assertThat(summary.histogram(2)).containsExactly(new double[] {0.6, 0.4}, within(1e-15));
        assertThat(summary.histogram(5)).containsExactly(new double[] {0.4, 0.2, 0.2, 0.0, 0.2}, within(1e-15));
        assertThat(Summary.ofDifference(new double[] {5.0, 7.0, 9.0}, new double[] {4.0, 5.0, 6.0})
                        .mean())
                .isEqualTo(2.0, within(1e-15));
    }

    /** 19 of 20 ranges cover the truth: 1,900 of 2,000, give or take four deviations of 9.7. */
    @Test
    void rangesCoverTheTruthAsOftenAsTheySay() {
        Distribution skew = new Distribution.LogNormal(10.0, 5.0);
        assertThat(covered(skew, Summary::meanRange, 10.0)).isBetween(1_840, 1_940);
        assertThat(covered(skew, summary -> summary.quantileRange(0.9), skew.quantile(0.9)))
                .isBetween(1_880, 1_980);
        assertThat(covered(skew, summary -> summary.shareAboveRange(15.0), probabilityAbove(skew, 15.0)))
                .isBetween(1_860, 1_960);
        // The variance of a standard normal number is 1, and that of a uniform one from 0 to 1 is 1/12.
        assertThat(covered(Distribution.Normal.of(0.0, 1.0), SummaryTest::varianceRange, 1.0))
                .isBetween(1_850, 1_940);
        assertThat(covered(new Distribution.Uniform(0.0, 1.0), SummaryTest::varianceRange, 1.0 / 12.0))
                .isBetween(1_860, 1_940);
        // The conditional value at risk of a standard normal number at 0.9 is phi(1.2816) / 0.1.
        double truth = Math.exp(-0.5 * 1.2815515655446004 * 1.2815515655446004) / Math.sqrt(2.0 * Math.PI) / 0.1;
        assertThat(covered(
                        Distribution.Normal.of(0.0, 1.0),
                        summary -> {
                            double at = summary.conditionalValueAtRisk(0.9);
                            double half = 1.959963984540054 * summary.conditionalValueAtRiskError(0.9);
                            return new Summary.Interval(at - half, at + half);
                        },
                        truth))
                .isBetween(1_830, 1_960);
    }

    @Test
    void whatIsNoSampleIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Summary.of(new double[] {1.0}));
        assertThatIllegalArgumentException().isThrownBy(() -> Summary.of(new double[] {1.0, Double.NaN}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Summary.ofDifference(new double[] {1.0, 2.0}, new double[] {1.0}));
    }

    private static Summary.Interval varianceRange(Summary summary) {
        double half = 1.959963984540054 * summary.varianceError();
        return new Summary.Interval(summary.variance() - half, summary.variance() + half);
    }

    private static double probabilityAbove(Distribution distribution, double limit) {
        double low = 0.0;
        double high = 1.0;
        for (int k = 0; k < 60; k++) {
            double middle = 0.5 * (low + high);
            if (distribution.quantile(middle) > limit) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return 1.0 - low;
    }

    private static int covered(Distribution distribution, Function<Summary, Summary.Interval> range, double truth) {
        return (int) IntStream.range(0, REPEATS)
                .filter(repeat -> {
                    double[] values = new double[DRAWS];
                    Arrays.setAll(
                            values,
                            k -> distribution.quantile(Chance.of(repeat, k).at(0)));
                    return range.apply(Summary.of(values)).contains(truth);
                })
                .count();
    }
}
