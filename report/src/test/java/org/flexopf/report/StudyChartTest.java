package org.flexopf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Charts of studies show the numbers that they are given, in their places. */
class StudyChartTest {

    private static List<String> all(String svg, String pattern) {
        return Pattern.compile(pattern)
                .matcher(svg)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static double[] ys(String svg) {
        String points = all(svg, "<polyline points=\"[^\"]*\"").get(0);
        return all(points, ",[0-9.]+").stream()
                .mapToDouble(y -> Double.parseDouble(y.substring(1)))
                .toArray();
    }

    @Test
    void barsAreAsHighAsTheirShares() {
        String svg = StudyChart.histogram("cost", "currency/h", 100.0, 200.0, List.of(0.25, 0.5, 0.0, 0.25))
                .svg();
        List<Double> heights = all(svg, "height=\"[0-9.]+\" fill=\"#0072b2\"").stream()
                .map(height -> Double.parseDouble(height.replaceAll("height=\"([0-9.]+)\".*", "$1")))
                .toList();
        assertThat(heights).hasSize(4);
        assertThat(heights.get(1) / heights.get(0)).isBetween(1.99, 2.01);
        assertThat(heights.get(2)).isZero();
        assertThat(svg).contains("currency/h", ">100<", ">200<").doesNotContain("style=", "NaN");
        assertThat(svg)
                .isEqualTo(StudyChart.histogram("cost", "currency/h", 100.0, 200.0, List.of(0.25, 0.5, 0.0, 0.25))
                        .svg());
    }

    @Test
    void aDurationCurveFallsFromLeftToRight() {
        double[] y = ys(
                StudyChart.duration("load", "MW", List.of(9.0, 5.0, 4.0, -1.0)).svg());
        assertThat(y).hasSize(4).isSorted();
        assertThat((y[1] - y[0]) / (y[2] - y[1])).isBetween(3.9, 4.1);
    }

    @Test
    void aBandNarrowsRoundItsMean() {
        String svg = StudyChart.convergence(
                        "price",
                        "currency/MWh",
                        List.of(
                                new StudyChart.Step(10, 50.0, 2.0),
                                new StudyChart.Step(100, 51.0, 0.7),
                                new StudyChart.Step(1_000, 50.5, 0.2)))
                .svg();
        assertThat(svg).contains(">10<", ">100<", ">1,000<", "<polygon");
        double[] y = ys(svg);
        assertThat(y[1]).isLessThan(y[2]);
        assertThat(y[2]).isLessThan(y[0]);
    }

    /** A number that is the same in all draws has an axis round it, with figures that fit beside it. */
    @Test
    void whatIsAlwaysTheSameHasReadableFigures() {
        for (double value : new double[] {1.0, 0.95, -3.2e-4, 0.0, 1.234e8}) {
            String svg = StudyChart.convergence(
                            "exact",
                            "",
                            List.of(
                                    new StudyChart.Step(10, value, 0.0),
                                    new StudyChart.Step(100, value * (1.0 + 1e-13), 1e-14)))
                    .svg();
            assertThat(all(svg, "text-anchor=\"end\"[^>]*>[^<]*<"))
                    .as("%s", value)
                    .hasSizeGreaterThan(2)
                    .allMatch(label -> label.replaceAll(".*>(.*)<", "$1").length() <= 10);
            assertThat(ys(svg)).containsOnly(ys(svg)[0]);
        }
        assertThat(StudyChart.isSpread(0.95, 0.95 + 1e-12)).isFalse();
        assertThat(StudyChart.isSpread(0.95, 0.9501)).isTrue();
    }

    /** Numbers that hardly differ, or not at all, still have an axis. */
    @Test
    void nextToNothingIsDrawnToo() {
        assertThat(ys(StudyChart.duration("v", "p.u.", List.of(0.95 + 3e-9, 0.95))
                        .svg()))
                .isSorted();
        assertThat(StudyChart.duration("v", "p.u.", List.of(1.0, 1.0)).svg()).doesNotContain("NaN");
        assertThat(StudyChart.duration("v", "p.u.", List.of(0.0, 0.0)).svg()).doesNotContain("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudyChart.duration("v", "p.u.", List.of(1.0, Double.NaN)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudyChart.histogram("v", "p.u.", 1.0, 1.0, List.of(1.0)));
    }
}
