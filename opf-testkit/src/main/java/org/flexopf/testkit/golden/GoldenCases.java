package org.flexopf.testkit.golden;

import java.util.List;

/**
 * The golden networks with their answers.
 *
 * <pre>{@code
 * GoldenCase golden = GoldenCases.named("r25_export");
 * double cost = Opf.of(new BranchFlowSocp()).solve(golden.network()).orElseThrow().objective();
 * assertThat(cost).isCloseTo(golden.socp().orElseThrow().optimum().objective(), withinPercentage(1e-4));
 * }</pre>
 */
public final class GoldenCases {

    private static final List<String> NAMES = List.of(
            "r02_export",
            "r03_tap",
            "r05_negative",
            "r08_shunts",
            "r10_infeasible",
            "r12_pwl",
            "r16_rated",
            "r25_export",
            "r40_ohm",
            "r60_forest",
            "m03_ring",
            "m06_parallel",
            "m09_dcline",
            "m14_star",
            "n05_secure",
            "n08_secure");

    private GoldenCases() {}

    /** The names of all cases: {@code r} for radial ones, {@code m} for meshed ones, {@code n} for those with N-1. */
    public static List<String> names() {
        return NAMES;
    }

    /** All cases, read anew, in the order of {@link #names}. */
    public static List<GoldenCase> all() {
        return new GoldenReader().read(NAMES);
    }

    /**
     * One case, read anew.
     *
     * @throws IllegalArgumentException if there is none of this name; the message lists those that there are
     */
    public static GoldenCase named(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "there is no golden case '" + name + "'; choose one of " + String.join(", ", NAMES));
        }
        return new GoldenReader().read(List.of(name)).get(0);
    }
}
