package org.flexopf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScalesTest {

    @Test
    void viridisRunsFromDarkToBright() {
        ColourScale scale =
                ColourScale.of(new double[] {Double.NaN, 3.0, -1.0, 1.0}).orElseThrow();

        assertThat(scale).isEqualTo(new ColourScale(-1.0, 3.0));
        assertThat(scale.colour(-1.0)).isEqualTo("#440154");
        assertThat(scale.colour(3.0)).isEqualTo("#fde725");
        double before = -1.0;
        for (int k = 0; k <= 100; k++) {
            double brightness = brightness(scale.at(k / 100.0));
            assertThat(brightness).isGreaterThan(before);
            before = brightness;
        }
    }

    /** Relative luminance by ITU-R BT.709, of the colour's own values. */
    private static double brightness(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * (rgb >> 16) + 0.7152 * (rgb >> 8 & 0xFF) + 0.0722 * (rgb & 0xFF);
    }

    @Test
    void roundingIsNoRange() {
        assertThat(new ColourScale(50.0, 50.0 + 1e-7).isFlat()).isTrue();
        assertThat(new ColourScale(50.0, 50.0 + 1e-3).isFlat()).isFalse();
        assertThat(ColourScale.of(new double[] {Double.NaN, Double.POSITIVE_INFINITY}))
                .isEmpty();
    }

    @Test
    void figuresAreWrittenTheSameEverywhere() {
        assertThat(Numbers.fixed(-0.00001, 3)).isEqualTo("0.000");
        assertThat(Numbers.fixed(1234.5, 1)).isEqualTo("1234.5");
        assertThat(Numbers.fixed(Double.NaN, 1)).isEqualTo("–");
        assertThat(Numbers.fixed(Double.NEGATIVE_INFINITY, 1)).isEqualTo("-∞");
        assertThat(Numbers.coordinate(-0.004)).isEqualTo("0");
        assertThat(Numbers.coordinate(-0.05)).isEqualTo("-0.05");
        assertThat(Numbers.coordinate(12.5)).isEqualTo("12.5");
        assertThat(Numbers.coordinate(12.345)).isEqualTo("12.35");
        assertThatThrownBy(() -> Numbers.coordinate(Double.NaN)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theDigitsTellTheEndsOfARangeApart() {
        assertThat(Numbers.digits(49.5, 60.1)).isEqualTo(1);
        assertThat(Numbers.digits(0.95, 1.0073)).isEqualTo(4);
        assertThat(Numbers.digits(1000.0, 9000.0)).isEqualTo(0);
    }

    @Test
    void aValueIsAtALimitOnTheScaleOfItsRange() {
        assertThat(ReportTables.isAtLimit(0.950005, 0.95, 1.05)).isTrue();
        assertThat(ReportTables.isAtLimit(0.9502, 0.95, 1.05)).isFalse();
        assertThat(ReportTables.isAtLimit(1.06, 0.95, 1.05)).isTrue();
        assertThat(ReportTables.isAtLimit(5e-6, 0.0, 1e-4))
                .as("five per cent of a range of 100 W")
                .isFalse();
        assertThat(ReportTables.isAtLimit(2.0, 2.0, 2.0)).isFalse();
        assertThat(ReportTables.isAtLimit(0.00005, 0.0, Double.POSITIVE_INFINITY))
                .isTrue();
        assertThat(ReportTables.isAtLimit(1e9, 0.0, Double.POSITIVE_INFINITY)).isFalse();
        assertThat(ReportTables.isAtLimit(Double.NaN, 0.0, 1.0)).isFalse();
    }

    @Test
    void anAxisHoldsItsRangeAndTicksAreRound() {
        ValueAxis axis = ValueAxis.covering(-12.0, 61.0, 100.0, 200.0);

        assertThat(axis.ticks()).containsExactly(0.0, 20.0, 40.0, 60.0);
        assertThat(axis.low()).isBetween(-16.0, -12.0);
        assertThat(axis.y(axis.low())).isEqualTo(300.0);
        assertThat(axis.y(axis.high())).isEqualTo(100.0);
        assertThat(ValueAxis.covering(0.0, 0.0, 0.0, 100.0).ticks())
                .containsExactly(0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0);
        assertThat(ValueAxis.covering(0.0, 0.031, 0.0, 100.0).digits()).isEqualTo(2);
        assertThat(ValueAxis.covering(0.0, 7e4, 0.0, 100.0).digits()).isEqualTo(0);
    }
}
