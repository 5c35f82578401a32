package org.flexopf.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.flexopf.network.CostCurve.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CostCurveTest {

    /** 20 per MWh up to 1 MW, 30 up to 3 MW, 50 above. */
    private static final CostCurve.PiecewiseLinear STEPS = new CostCurve.PiecewiseLinear(
            List.of(new Point(0.0, 5.0), new Point(1.0, 25.0), new Point(3.0, 85.0), new Point(4.0, 135.0)));

    @ParameterizedTest
    @CsvSource({
        "-1, -15, 20",
        "0, 5, 20",
        "0.5, 15, 20",
        "1, 25, 30",
        "2, 55, 30",
        "3, 85, 50",
        "4, 135, 50",
        "5, 185, 50"
    })
    void piecesAreProlongedAtTheEndsAndKinksTakeTheSlopeToTheirRight(double power, double cost, double slope) {
        assertThat(STEPS.at(power)).isCloseTo(cost, within(1e-12));
        assertThat(STEPS.marginalAt(power)).isCloseTo(slope, within(1e-12));
    }

    @Test
    void piecesAreLinesThroughTheirPoints() {
        assertThat(STEPS.pieces()).isEqualTo(3);
        assertThat(STEPS.slope(1)).isEqualTo(30.0);
        assertThat(STEPS.intercept(1)).isEqualTo(-5.0);
    }

    @Test
    void polynomials() {
        CostCurve quadratic = CostCurve.quadratic(0.5, 40.0, 3.0);
        assertThat(quadratic.at(2.0)).isEqualTo(85.0);
        assertThat(quadratic.marginalAt(2.0)).isEqualTo(42.0);
        assertThat(CostCurve.quadratic(0.0, 40.0, 3.0)).isEqualTo(new CostCurve.Linear(3.0, 40.0));
        assertThat(CostCurve.linear(40.0).at(-2.0)).isEqualTo(-80.0);
        assertThat(CostCurve.linear(40.0).marginalAt(7.0)).isEqualTo(40.0);
        assertThat(CostCurve.free().at(1e9)).isZero();
    }

    @Test
    void concaveCostsAreRefused() {
        assertThatThrownBy(() -> CostCurve.quadratic(-1e-12, 1.0, 0.0))
                .isInstanceOf(InvalidCostException.class)
                .hasMessageContaining("concave");
        assertThatThrownBy(() -> CostCurve.piecewiseLinear(
                        List.of(new Point(0.0, 0.0), new Point(1.0, 30.0), new Point(2.0, 50.0))))
                .isInstanceOf(InvalidCostException.class)
                .hasMessageContaining("slopes 30.0 then 20.0 at point 2")
                .hasMessageContaining("concave");
    }

    @Test
    void roundingInTheDataIsNotConcavity() {
        CostCurve line = CostCurve.piecewiseLinear(List.of(
                new Point(0.0, 0.0),
                new Point(0.1, 0.1 * 30.1),
                new Point(0.2, 0.2 * 30.1),
                new Point(0.7, 0.7 * 30.1)));
        assertThat(line.at(0.65)).isCloseTo(0.65 * 30.1, within(1e-12));
    }

    @Test
    void pointsThatMakeNoCurveAreRefused() {
        assertThatThrownBy(() -> CostCurve.piecewiseLinear(List.of(new Point(0.0, 0.0))))
                .isInstanceOf(InvalidCostException.class)
                .hasMessageContaining("1 point");
        assertThatThrownBy(() -> CostCurve.piecewiseLinear(List.of()))
                .isInstanceOf(InvalidCostException.class)
                .hasMessageContaining("0 point");
        assertThatThrownBy(() -> CostCurve.piecewiseLinear(List.of(new Point(1.0, 0.0), new Point(1.0, 5.0))))
                .isInstanceOf(InvalidCostException.class)
                .hasMessageContaining("do not ascend");
        assertThatThrownBy(() -> CostCurve.piecewiseLinear(List.of(new Point(1.0, 0.0), new Point(0.0, 5.0))))
                .isInstanceOf(InvalidCostException.class)
                .hasMessageContaining("do not ascend");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void numbersThatAreNotFiniteAreRefused(double value) {
        assertThatThrownBy(() -> CostCurve.linear(value))
                .isInstanceOf(InvalidCostException.class)
                .hasMessageContaining("slope " + value);
        assertThatThrownBy(() -> CostCurve.quadratic(value, 1.0, 0.0)).isInstanceOf(InvalidCostException.class);
        assertThatThrownBy(() -> CostCurve.quadratic(1.0, value, 0.0)).isInstanceOf(InvalidCostException.class);
        assertThatThrownBy(() -> CostCurve.quadratic(1.0, 1.0, value)).isInstanceOf(InvalidCostException.class);
        assertThatThrownBy(() -> CostCurve.piecewiseLinear(List.of(new Point(0.0, value), new Point(1.0, 1.0))))
                .isInstanceOf(InvalidCostException.class);
        assertThatThrownBy(() -> CostCurve.piecewiseLinear(List.of(new Point(0.0, 0.0), new Point(value, 1.0))))
                .isInstanceOf(InvalidCostException.class);
    }

    @Test
    void theRefusalBecomesAFaultOfItsElement() {
        try {
            CostCurve.quadratic(-1.0, 0.0, 0.0);
        } catch (InvalidCostException e) {
            assertThat(e.toFault("generator 3 at bus 4").toString())
                    .isEqualTo("generator 3 at bus 4: " + e.getMessage());
            return;
        }
        throw new AssertionError("a concave cost was accepted");
    }

    /** A curve made of ascending slopes is accepted, is the largest of its lines, and lies below every chord. */
    @Property(tries = 300, seed = "20261121")
    void piecewiseLinearCurvesAreTheLargestOfTheirLines(
            @ForAll @Size(min = 1, max = 8) List<@DoubleRange(min = 0.01, max = 50.0) Double> rises,
            @ForAll @DoubleRange(min = -5.0, max = 15.0) double p,
            @ForAll @DoubleRange(min = -5.0, max = 15.0) double other) {
        List<Point> points = new ArrayList<>(List.of(new Point(-1.0, 3.0)));
        double slope = -40.0;
        for (double rise : rises) {
            slope += rise;
            Point last = points.get(points.size() - 1);
            points.add(new Point(last.power() + 1.25, last.cost() + 1.25 * slope));
        }
        CostCurve.PiecewiseLinear curve = new CostCurve.PiecewiseLinear(points);
        double largest = Double.NEGATIVE_INFINITY;
        for (int piece = 0; piece < curve.pieces(); piece++) {
            largest = Math.max(largest, curve.intercept(piece) + curve.slope(piece) * p);
        }
        assertThat(curve.at(p)).isCloseTo(largest, within(1e-9));
        assertThat(curve.at(0.5 * (p + other))).isLessThanOrEqualTo(0.5 * (curve.at(p) + curve.at(other)) + 1e-9);
        assertThat(curve.at(other)).isGreaterThanOrEqualTo(curve.at(p) + curve.marginalAt(p) * (other - p) - 1e-9);
    }
}
