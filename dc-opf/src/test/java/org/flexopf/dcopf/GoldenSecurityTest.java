package org.flexopf.dcopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.testkit.golden.GoldenAssertions.assertBuses;
import static org.flexopf.testkit.golden.GoldenAssertions.assertGenerators;

import java.util.List;
import java.util.stream.IntStream;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.testkit.golden.GoldenCase;
import org.flexopf.testkit.golden.GoldenCases;
import org.flexopf.testkit.golden.SecuredDcOptimum;
import org.flexopf.testkit.golden.SecuredDcOptimum.Binding;
import org.flexopf.testkit.golden.Tolerances;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Preventive N-1 security of the golden networks, for both conventions and three ratings after an outage. */
class GoldenSecurityTest {

    @ParameterizedTest
    @ValueSource(strings = {"n05_secure", "n08_secure"})
    void dispatchPricesAndBindingLimitsAreThoseOfTheGoldenOptimum(String name) {
        GoldenCase golden = GoldenCases.named(name);
        assertThat(golden.secured()).hasSize(6);
        for (SecuredDcOptimum expected : golden.secured()) {
            SecurityResult secure = SecurityConstrainedDcOpf.of(new DcOpf().withSusceptance(convention(expected)))
                    .withRatingFactor(expected.ratingFactor())
                    .solve(golden.network());
            OpfSolution solution = secure.orElseThrow();

            assertThat(secure.isSecure()).isTrue();
            assertThat(secured(golden.network(), secure)).isEqualTo(expected.outages());
            assertThat(solution.objective())
                    .isCloseTo(expected.objective(), within(Tolerances.COST * expected.objective()));
            assertGenerators(
                    "generation", golden.network(), solution.point().pg(), expected.pg(), Tolerances.ACTIVE_POWER);
            double[] prices = solution.duals(OpfConstraints.ACTIVE_BALANCE);
            assertBuses(
                    "price",
                    golden.network(),
                    prices,
                    nearest(prices, expected.lowestPrice(), expected.highestPrice()),
                    Tolerances.ACTIVE_PRICE);
            assertThat(unexplained(solution))
                    .as("limits after outages are all of the congestion")
                    .isLessThan(Tolerances.ACTIVE_PRICE);
            assertBindingLimits(secure, expected);
        }
    }

    /** The largest part of a price that the limits on flows do not explain, currency per MWh. */
    private static double unexplained(OpfSolution solution) {
        return DcPrices.components(solution, PriceReference.roots()).stream()
                .mapToDouble(parts -> Math.abs(parts.other()))
                .max()
                .orElseThrow();
    }

    /** The golden price that is nearest to each: any between the lowest and the highest is right. */
    private static double[] nearest(double[] prices, double[] lowest, double[] highest) {
        return IntStream.range(0, prices.length)
                .mapToDouble(i -> Math.min(Math.max(prices[i], lowest[i]), highest[i]))
                .toArray();
    }

    private static SusceptanceConvention convention(SecuredDcOptimum expected) {
        return SusceptanceConvention.valueOf(expected.convention().name());
    }

    /** The branches whose outages count: those in service that do not split the network. */
    private static List<Integer> secured(Network network, SecurityResult secure) {
        return network.branches().stream()
                .filter(network::isActive)
                .map(Branch::id)
                .filter(id -> !secure.islandingOutages().contains(id))
                .toList();
    }

    /**
     * The same limits bind, at the same prices. Which direction they limit is seen in the network without the branch
     * that is out: the flow of the dispatch lies at that end of the limits.
     */
    private static void assertBindingLimits(SecurityResult secure, SecuredDcOptimum expected) {
        List<Binding> afterOutages = expected.binding().stream()
                .filter(row -> row.outage().isPresent())
                .toList();
        List<SecurityResult.OutageLimit> limits = secure.limits().stream()
                .filter(limit -> limit.price() > Tolerances.ACTIVE_PRICE)
                .toList();
        assertThat(limits)
                .extracting(limit -> List.of(limit.outage(), limit.branch()))
                .containsExactlyInAnyOrderElementsOf(afterOutages.stream()
                        .map(row -> List.of(row.outage().getAsInt(), row.branch()))
                        .toList());
        Network network = secure.orElseThrow().network();
        for (Binding row : afterOutages) {
            double price = limits.stream()
                    .filter(limit -> limit.branch() == row.branch()
                            && limit.outage() == row.outage().getAsInt())
                    .mapToDouble(SecurityResult.OutageLimit::price)
                    .sum();
            assertThat(price).isCloseTo(Math.abs(row.multiplier()), within(Tolerances.ACTIVE_PRICE));
            Network without = network.toBuilder()
                    .mapBranches(
                            branch -> branch.id() == row.outage().getAsInt() ? branch.withInService(false) : branch)
                    .build();
            double flow = ShiftFactors.of(without, convention(expected))
                    .flows(SecurityTest.injections(secure.orElseThrow()))[network.branchIndex(row.branch())];
            double limit =
                    expected.ratingFactor() * network.branch(row.branch()).rating();
            assertThat(flow).isCloseTo(Math.signum(row.multiplier()) * limit, within(Tolerances.ACTIVE_POWER));
        }
        assertThat(bindingWithoutOutage(secure.orElseThrow()))
                .isEqualTo(expected.binding().stream()
                        .filter(row -> row.outage().isEmpty())
                        .map(Binding::branch)
                        .toList());
    }

    /** The branches whose ratings save something before any outage. */
    private static List<Integer> bindingWithoutOutage(OpfSolution solution) {
        double[] from = solution.duals(OpfConstraints.RATING_FROM);
        double[] to = solution.duals(OpfConstraints.RATING_TO);
        return IntStream.range(0, from.length)
                .filter(b -> from[b] + to[b] > Tolerances.ACTIVE_PRICE)
                .mapToObj(b -> solution.network().branches().get(b).id())
                .toList();
    }
}
