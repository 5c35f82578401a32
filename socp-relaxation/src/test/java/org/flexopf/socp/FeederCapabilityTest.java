package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.flexopf.casefile.Cases;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfNotSolvedException;
import org.junit.jupiter.api.Test;

/** The chart of a feeder of one line, whose states follow from a quadratic equation. */
class FeederCapabilityTest {

    private static final double R = 0.01;
    private static final double X = 0.02;

    /** A load of 2 MW + 1 Mvar at the end of a line, with a unit of up to 1 MW and 0.5 Mvar either way. */
    private static Network feeder(double highestVoltage) {
        return Network.builder("feeder", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.85, highestVoltage))
                .branch(Branch.line(1, 1, 2, R, X).withRating(4.0))
                .generator(Generator.of(1, 1, -10.0, 10.0, -10.0, 10.0, CostCurve.linear(50.0)))
                .generator(Generator.of(2, 2, 0.0, 1.0, -0.5, 0.5, CostCurve.linear(90.0)))
                .load(Load.of(1, 2, 2.0, 1.0))
                .build();
    }

    /** What the root supplies where p + jq arrive at the end of the line, MW and Mvar on a base of 1 MVA. */
    private static double[] supplied(double p, double q) {
        double half = 0.5 - (R * p + X * q);
        double w = half + Math.sqrt(half * half - (R * R + X * X) * (p * p + q * q));
        double l = (p * p + q * q) / w;
        return new double[] {p + R * l, q + X * l};
    }

    /** The power that arrives where the root supplies p and the reactive power that arrives is given: by bisection. */
    private static double arriving(double supplied, double q) {
        double low = 0.5;
        double high = 2.5;
        for (int k = 0; k < 80; k++) {
            double middle = 0.5 * (low + high);
            if (supplied(middle, q)[0] < supplied) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    @Test
    void theEdgesAreThoseOfThePowerFlowEquations() {
        FeederCapability capability = CapabilitySearch.of(feeder(1.1)).search(5);
        // Losses are least with the unit's reactive power at its largest.
        assertThat(capability.leastP().reached()).isCloseTo(supplied(1.0, 0.5)[0], within(1e-5));
        assertThat(capability.leastP().exact()).isTrue();
        assertThat(capability.largestP().reached()).isCloseTo(supplied(2.0, 1.5)[0], within(1e-4));
        assertThat(capability.largestP().bound())
                .isGreaterThanOrEqualTo(capability.largestP().reached() - 1e-6);
        assertThat(capability.points()).hasSize(5);
        for (FeederCapability.Point point : capability.points().subList(1, 4)) {
            double[] least = supplied(arriving(point.p(), 0.5), 0.5);
            double[] largest = supplied(arriving(point.p(), 1.5), 1.5);
            assertThat(least[0]).isCloseTo(point.p(), within(1e-9));
            assertThat(point.least().reached()).isCloseTo(least[1], within(1e-4));
            assertThat(point.least().bound()).isLessThanOrEqualTo(point.least().reached() + 1e-6);
            assertThat(point.largest().reached()).isCloseTo(largest[1], within(1e-3));
            assertThat(point.largest().bound())
                    .isGreaterThanOrEqualTo(point.largest().reached() - 1e-6);
        }
    }

    /** A voltage of 0.98 at most, which the line gives at q of about 0.5 and p of 1, takes from the least Q. */
    @Test
    void aVoltageLimitTakesFromIt() {
        FeederCapability free = CapabilitySearch.of(feeder(1.1)).search(3);
        FeederCapability limited = CapabilitySearch.of(feeder(0.965)).search(3);
        assertThat(limited.points().get(1).least().reached())
                .isGreaterThan(free.points().get(1).least().reached() + 0.01);
    }

    @Test
    void aBundledFeederHasAChart() {
        FeederCapability capability =
                CapabilitySearch.of(Cases.load("ieee33-dg")).search(4);
        assertThat(capability.points()).hasSize(4);
        for (FeederCapability.Point point : capability.points()) {
            assertThat(point.least().reached())
                    .isLessThanOrEqualTo(point.largest().reached() + 1e-6);
        }
        assertThat(capability.leastP().reached())
                .isLessThan(capability.largestP().reached());
    }

    @Test
    void whatHasNoChartIsRefused() {
        assertThatThrownBy(() -> CapabilitySearch.of(feeder(1.1)).search(1)).hasMessageContaining("at least 2");
        Network two = feeder(1.1).toBuilder()
                .generator(Generator.of(3, 1, 0.0, 1.0, 0.0, 0.0, CostCurve.free()))
                .build();
        assertThatThrownBy(() -> CapabilitySearch.of(two).search(3))
                .hasMessageContaining("bus 1")
                .hasMessageContaining("2 gen");
        Network starved = feeder(1.1).toBuilder()
                .mapLoads(load -> load.withDemand(200.0, 0.0))
                .build();
        assertThatThrownBy(() -> CapabilitySearch.of(starved).search(3)).isInstanceOf(OpfNotSolvedException.class);
    }
}
