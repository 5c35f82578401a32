package org.flexopf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Bars are as high as what they show, and hang where it is below zero. */
class BarChartTest {

    private static final Pattern BAR = Pattern.compile("<rect x=\"[0-9.]+\" y=\"([0-9.]+)\" width=\"[0-9.]+\" "
            + "height=\"([0-9.]+)\" fill=\"#[0-9a-f]+\"><title>");

    private static BarChart chart() {
        return BarChart.of("Profit", "by scheme", "EUR", List.of("one", "other"))
                .withGroup("winter 10", 40.0, 20.0)
                .withGroup("summer 10", -10.0, 0.0);
    }

    @Test
    void barsAreAsHighAsTheirFigures() {
        String svg = chart().svg();
        List<MatchResult> bars = BAR.matcher(svg).results().toList();
        assertThat(bars).hasSize(4);
        double[] top = bars.stream()
                .mapToDouble(bar -> Double.parseDouble(bar.group(1)))
                .toArray();
        double[] height = bars.stream()
                .mapToDouble(bar -> Double.parseDouble(bar.group(2)))
                .toArray();
        assertThat(height[0] / height[1]).isCloseTo(2.0, within(0.01));
        assertThat(height[0] / height[2]).isCloseTo(4.0, within(0.01));
        assertThat(height[3]).isZero();
        // What is above zero ends where what is below begins.
        assertThat(top[0] + height[0]).isCloseTo(top[2], within(0.02));
        assertThat(svg).contains("winter 10, one: 40 EUR", ">one<", ">other<").doesNotContain("style=", "NaN");
        assertThat(svg).isEqualTo(chart().svg());
    }

    @Test
    void labelsThatAreTooWideTakeTwoLines() {
        BarChart many = chart();
        for (int k = 0; k < 4; k++) {
            many = many.withGroup("another " + k, 1.0, 2.0);
        }
        assertThat(many.svg()).contains(">another<", ">3<");
        assertThat(chart().svg()).contains(">winter 10<");
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chart().withGroup("autumn", 1.0))
                .withMessageContaining("autumn")
                .withMessageContaining("give 2 finite numbers");
        assertThatIllegalArgumentException().isThrownBy(() -> chart().withGroup("autumn", 1.0, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BarChart.of("Profit", "by scheme", "EUR", List.of()))
                .withMessageContaining("give 1 to 6");
    }
}
