package org.flexopf.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;

/** Quantiles and densities against each other and against tabulated figures. */
class DistributionTest {

    @Test
    void quantilesOfTheNormalDistributionAreThoseOfTables() {
        Distribution standard = Distribution.Normal.of(0.0, 1.0);
        assertThat(standard.quantile(0.975)).isEqualTo(1.959963984540054, within(1e-12));
        assertThat(standard.quantile(0.001)).isEqualTo(-3.090232306167813, within(1e-12));
        assertThat(Distribution.Normal.of(5.0, 2.0).quantile(0.8413447460685429))
                .isEqualTo(7.0, within(1e-9));
        assertThat(Distribution.below(1.0)).isEqualTo(0.8413447460685429, within(1e-15));
    }

    /** The error function and its inverse are another program's, of other formulas. */
    @Test
    void quantilesOfTheNormalDistributionAreThoseOfAnotherProgram() {
        for (double share = 1e-3; share < 1.0; share += 0.0017) {
            double other = -Math.sqrt(2.0) * Erf.erfcInv(2.0 * share);
            assertThat(Distribution.standard(share)).as("%s", share).isEqualTo(other, within(1e-13));
        }
        // The other program rounds far shares off; its error function does not.
        for (double share = 1e-300; share < 0.5; share *= 1.13) {
            double back = Distribution.below(Distribution.standard(share));
            assertThat(back / share).as("%s", share).isEqualTo(1.0, within(1e-12));
        }
        assertThat(Distribution.standard(0.5)).isZero();
        for (double p = 0.0017; p < 1.0; p += 0.0031) {
            assertThat(Distribution.below(Distribution.standard(p))).isEqualTo(p, within(4e-16));
        }
    }

    /** The variance of a normal number within c deviations is 1 - 2 c phi(c) / (2 Phi(c) - 1). */
    @Test
    void momentsAreThoseOfClosedForms() {
        Distribution cut = new Distribution.Normal(1.0, 0.1, 3.0);
        double phi = Math.exp(-4.5) / Math.sqrt(2.0 * Math.PI);
        assertThat(mean(cut, x -> x)).isEqualTo(1.0, within(1e-6));
        assertThat(mean(cut, x -> (x - 1.0) * (x - 1.0)))
                .isEqualTo(0.01 * (1.0 - 6.0 * phi / 0.9973002039367398), within(1e-7));
        assertThat(cut.quantile(1e-12)).isEqualTo(0.7, within(1e-6));
        assertThat(cut.quantile(1.0 - 1e-12)).isEqualTo(1.3, within(1e-6));
        Distribution log = new Distribution.LogNormal(50.0, 20.0);
        assertThat(mean(log, x -> x)).isEqualTo(50.0, within(2e-2));
        assertThat(Math.sqrt(mean(log, x -> (x - 50.0) * (x - 50.0)))).isEqualTo(20.0, within(5e-2));
        assertThat(mean(new Distribution.Uniform(-1.0, 3.0), x -> x)).isEqualTo(1.0, within(1e-9));
    }

    /** The slope of the quantile function is one by the density. */
    @Test
    void densitiesBelongToTheirQuantiles() {
        for (Distribution distribution : new Distribution[] {
            new Distribution.Normal(1.0, 0.1, 2.0),
            Distribution.Normal.of(-3.0, 4.0),
            new Distribution.LogNormal(50.0, 20.0),
            new Distribution.Uniform(2.0, 2.5)
        }) {
            for (double p = 0.05; p < 1.0; p += 0.1) {
                double slope = (distribution.quantile(p + 1e-6) - distribution.quantile(p - 1e-6)) / 2e-6;
                assertThat(distribution.density(distribution.quantile(p)) * slope)
                        .as("%s at %s", distribution, p)
                        .isEqualTo(1.0, within(1e-5));
            }
        }
        assertThat(new Distribution.Normal(1.0, 0.1, 2.0).density(1.21)).isZero();
        assertThat(new Distribution.LogNormal(50.0, 20.0).density(-1.0)).isZero();
        assertThat(new Distribution.Uniform(2.0, 2.5).density(2.6)).isZero();
    }

    @Test
    void whatIsNoDistributionIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Distribution.Normal.of(1.0, 0.0))
                .withMessage("the deviation is 0.0; give a number above 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Distribution.Normal.of(Double.NaN, 1.0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution.Normal(1.0, 1.0, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution.LogNormal(-1.0, 1.0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution.Uniform(1.0, 1.0));
    }

    private static double mean(Distribution distribution, DoubleUnaryOperator of) {
        int points = 200_000;
        return IntStream.range(0, points)
                        .mapToDouble(k -> of.applyAsDouble(distribution.quantile((k + 0.5) / points)))
                        .sum()
                / points;
    }
}
