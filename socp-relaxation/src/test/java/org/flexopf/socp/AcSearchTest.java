package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.OperatingPoint;
import org.flexopf.opf.OpfProblem;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RadialReference;
import org.flexopf.testkit.RandomFeeders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for the best AC-feasible point: two-sided, and close to the best that is known. */
class AcSearchTest {

    @Provide
    Arbitrary<FeasibleFeeder> hardFeeders() {
        return RandomFeeders.arbitrary(RandomFeeders.Character.HARD, 40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "radial2_load",
                "radial2_neg",
                "radial4_dg",
                "radial16_multi",
                "radial22_quad",
                "radial33_dg",
                "radial33_mustrun",
                "radial69_dg",
                "radial85_dg"
            })
    void theBestPointIsTheAcOptimumOfAnotherProgram(String name) {
        RadialReference feeder = RadialReference.of(name);
        double ac = feeder.objective("ac");

        AcSearch.Outcome outcome = AcSearch.of(OpfProblem.of(feeder.network()));

        assertThat(outcome.best().orElseThrow().recovered().orElseThrow().cost())
                .isCloseTo(ac, within(1e-5 * Math.abs(ac)));
        assertThat(outcome.lowerBound().orElseThrow()).isLessThanOrEqualTo(ac + 1e-6 * Math.abs(ac));
    }

    /**
     * A point of the AC problem exists by construction; what is found is above the bound and not dearer than that
     * point, and it meets the equations and limits of the network, worked out here from its voltages: a state that
     * breaks a limit is never an upper bound, however cheap.
     */
    @Property(tries = 200, seed = "20261201")
    void theSearchIsTwoSidedOnHardFeeders(@ForAll("hardFeeders") FeasibleFeeder feeder) {
        AcSearch.Outcome outcome = AcSearch.of(OpfProblem.of(feeder.network()));

        AcSearch.Attempt best = outcome.best().orElseThrow();
        RecoveredPoint point = best.recovered().orElseThrow();
        Statistics.label("found by").collect(best.method());
        Statistics.label("gap").collect(gapClass(outcome.gap().orElseThrow()));
        Statistics.label("a cheaper point was refused")
                .collect(outcome.attempts().stream().anyMatch(attempt -> attempt.value() < best.value() - 1e-3));
        isAnAcPoint(feeder.network(), point.point());
        assertThat(point.cost())
                .isGreaterThanOrEqualTo(outcome.lowerBound().orElseThrow() - 1e-6 * (1.0 + Math.abs(point.cost())));
        assertThat(point.cost()).isLessThanOrEqualTo(feeder.cost() + 1e-6 * (1.0 + Math.abs(feeder.cost())));
    }

    /** Balances at every bus by the admittances of the branches, and every limit. */
    private static void isAnAcPoint(Network network, OperatingPoint point) {
        int n = network.buses().size();
        double base = network.baseMva();
        double[] p = new double[n];
        double[] q = new double[n];
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            assertThat(point.pg(g)).isBetween(generator.pMin() - 1e-4, generator.pMax() + 1e-4);
            assertThat(point.qg(g)).isBetween(generator.qMin() - 1e-4, generator.qMax() + 1e-4);
            p[network.busIndex(generator.bus())] += point.pg(g) / base;
            q[network.busIndex(generator.bus())] += point.qg(g) / base;
        }
        for (int i = 0; i < n; i++) {
            Bus bus = network.buses().get(i);
            assertThat(point.vm(i)).isBetween(bus.vMin() - 1e-6, bus.vMax() + 1e-6);
            p[i] -= network.activeDemand()[i] / base;
            q[i] -= network.reactiveDemand()[i] / base;
        }
        for (Branch branch : network.branches()) {
            int i = network.busIndex(branch.fromBus());
            int j = network.busIndex(branch.toBus());
            double[] from = sent(branch, point, i, j);
            double[] to = sent(branch, point, j, i);
            p[i] -= from[0];
            q[i] -= from[1];
            p[j] -= to[0];
            q[j] -= to[1];
            double largest = Math.max(Math.hypot(from[0], from[1]), Math.hypot(to[0], to[1]));
            double current =
                    Math.max(Math.hypot(from[0], from[1]) / point.vm(i), Math.hypot(to[0], to[1]) / point.vm(j));
            assertThat(largest * base).isLessThanOrEqualTo(branch.rating() * (1.0 + 2e-6));
            assertThat(current * base).isLessThanOrEqualTo(branch.currentLimit() * (1.0 + 2e-6));
        }
        for (int i = 0; i < n; i++) {
            assertThat(p[i]).isCloseTo(0.0, within(1e-7));
            assertThat(q[i]).isCloseTo(0.0, within(1e-7));
        }
    }

    /** Power into a line without transformer at bus i, p.u.: {@code S = V_i ((y + j b/2) V_i - y V_j)*}. */
    private static double[] sent(Branch line, OperatingPoint point, int i, int j) {
        double z2 = line.r() * line.r() + line.x() * line.x();
        double g = line.r() / z2;
        double s = -line.x() / z2;
        double vi = point.vm(i);
        double vj = point.vm(j);
        double d = Math.toRadians(point.va(i) - point.va(j));
        return new double[] {
            vi * vi * g - vi * vj * (g * Math.cos(d) + s * Math.sin(d)),
            -vi * vi * (s + 0.5 * line.b()) - vi * vj * (g * Math.sin(d) - s * Math.cos(d))
        };
    }

    private static String gapClass(double gap) {
        return gap <= 1e-6 ? "closed" : gap <= 5e-3 ? "up to 0.5 %" : gap <= 5e-2 ? "up to 5 %" : "above 5 %";
    }
}
