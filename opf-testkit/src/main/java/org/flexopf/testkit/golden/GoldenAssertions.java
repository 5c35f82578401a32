package org.flexopf.testkit.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.flexopf.network.Network;

/**
 * Assertions on figures per element. Elements out of service are passed over, since libraries differ in what they give
 * them; a failure names every element that is off.
 */
public final class GoldenAssertions {

    private GoldenAssertions() {}

    /** Figures of the buses, but for isolated ones. */
    public static void assertBuses(String what, Network network, double[] actual, double[] expected, double tolerance) {
        assertElements(
                what,
                i -> network.buses().get(i).label(),
                i -> !network.buses().get(i).isIsolated(),
                network.buses().size(),
                actual,
                expected,
                tolerance);
    }

    /** Figures of the generators in service. */
    public static void assertGenerators(
            String what, Network network, double[] actual, double[] expected, double tolerance) {
        assertElements(
                what,
                g -> network.generators().get(g).label(),
                g -> network.isActive(network.generators().get(g)),
                network.generators().size(),
                actual,
                expected,
                tolerance);
    }

    /** Figures of the branches in service. */
    public static void assertBranches(
            String what, Network network, double[] actual, double[] expected, double tolerance) {
        assertElements(
                what,
                b -> network.branches().get(b).label(),
                b -> network.isActive(network.branches().get(b)),
                network.branches().size(),
                actual,
                expected,
                tolerance);
    }

    private static void assertElements(
            String what,
            IntFunction<String> label,
            IntPredicate inService,
            int count,
            double[] actual,
            double[] expected,
            double tolerance) {
        assertThat(actual).as("%s: one figure per element", what).hasSize(count);
        assertThat(expected).as("%s: one golden figure per element", what).hasSize(count);
        List<String> off = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Written so that NaN is off.
            if (inService.test(i) && !(Math.abs(actual[i] - expected[i]) <= tolerance)) {
                off.add(String.format(Locale.ROOT, "%s: %.9g instead of %.9g", label.apply(i), actual[i], expected[i]));
            }
        }
        assertThat(off).as("%s, off by more than %s", what, tolerance).isEmpty();
    }
}
