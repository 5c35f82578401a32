package org.flexopf.acopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flexopf.acopf.nlp.NonlinearOptions;
import org.flexopf.acopf.nlp.NonlinearStatus;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.testkit.MeshedNetworks;
import org.junit.jupiter.api.Test;

class AcOpfTest {

    private static final double MORE = 0.05;

    private static AcSolution solve(Network network) {
        AcSolution solution = AcOpf.of(OpfProblem.of(network)).solve();
        assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
        return solution;
    }

    private static Network with(Network network, int bus, double mw, double mvar) {
        return network.toBuilder()
                .load(Load.of(9999, network.buses().get(bus).id(), mw, mvar))
                .build();
    }

    /** An AC power flow, which shares no equation with the program, finds the same state within its limits. */
    @Test
    void powerFlowConfirmsTheState() {
        Network network = DerivativesTest.everything();
        AcSolution solution = solve(network);
        RecoveredPoint recovered = RecoveredPoint.of(network, solution.point());
        assertThat(recovered.isFeasible()).as(recovered.verdict()).isTrue();
        assertThat(recovered.cost()).isCloseTo(solution.cost(), within(1e-5));
        for (int i = 0; i < network.buses().size(); i++) {
            assertThat(solution.point().vm(i)).isCloseTo(recovered.point().vm(i), within(1e-7));
        }
    }

    @Test
    void pricesAreSlopesOfTheCost() {
        assertPrices(DerivativesTest.everything());
    }

    @Property(tries = 30, seed = "20261130")
    void pricesOfMeshedNetworksAreSlopesOfTheCost(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed, @ForAll @IntRange(min = 3, max = 12) int buses) {
        assertPrices(MeshedNetworks.of(seed, buses, 1.5));
    }

    /** The price lies between the slopes of the cost on both sides, which differ where a limit begins to bind. */
    private static void assertPrices(Network network) {
        AcSolution solution = solve(network);
        for (int bus = 0; bus < Math.min(4, network.buses().size()); bus++) {
            assertBetween(
                    solution.activePrice(bus),
                    (solution.cost() - solve(with(network, bus, -MORE, 0.0)).cost()) / MORE,
                    (solve(with(network, bus, MORE, 0.0)).cost() - solution.cost()) / MORE);
            assertBetween(
                    solution.reactivePrice(bus),
                    (solution.cost() - solve(with(network, bus, 0.0, -MORE)).cost()) / MORE,
                    (solve(with(network, bus, 0.0, MORE)).cost() - solution.cost()) / MORE);
        }
    }

    private static void assertBetween(double price, double before, double after) {
        double tolerance = 2e-3 * Math.max(1.0, Math.abs(price));
        assertThat(price).isBetween(Math.min(before, after) - tolerance, Math.max(before, after) + tolerance);
    }

    /** A rating's multiplier is what one MVA more saves. */
    @Test
    void multiplierOfARatingIsTheSlopeOfTheCost() {
        Network network = DerivativesTest.everything();
        Network tight = rated(network, 30.0);
        LimitMultiplier multiplier = solve(tight).multipliers().stream()
                .filter(one -> one.limit().element().id() == 1
                        && (one.limit().kind() == NetworkLimit.RATING_FROM
                                || one.limit().kind() == NetworkLimit.RATING_TO))
                .max((a, b) -> Double.compare(a.value(), b.value()))
                .orElseThrow();
        double slope = (solve(rated(network, 29.95)).cost()
                        - solve(rated(network, 30.05)).cost())
                / 0.1;
        assertThat(slope).isGreaterThan(0.1);
        assertThat(multiplier.value()).isCloseTo(slope, within(1e-2 * slope));
    }

    private static Network rated(Network network, double mva) {
        return network.toBuilder()
                .mapBranches(branch -> branch.id() == 1 ? branch.withRating(mva) : branch)
                .build();
    }

    @Test
    void answerDoesNotDependOnTheRun() {
        Network network = MeshedNetworks.of(7, 12, 1.2);
        AcSolution first = solve(network);
        AcSolution second = solve(network);
        assertThat(second.cost()).isEqualTo(first.cost());
        assertThat(second.point().vm()).containsExactly(first.point().vm());
    }

    @Test
    void limitsOfTheMethodAreTold() {
        Network network = MeshedNetworks.of(3, 10, 1.5);
        AcOpf opf = AcOpf.of(OpfProblem.of(network));
        AcSolution stopped = opf.withOptions(new NonlinearOptions(1e-8, 2, Duration.ofHours(1)))
                .solve();
        assertThat(stopped.status()).isEqualTo(NonlinearStatus.ITERATION_LIMIT);
        assertThat(stopped.verdict()).startsWith("stopped after 2 iterations at a state that misses ");
        AcSolution late =
                opf.withOptions(new NonlinearOptions(1e-8, 300, Duration.ZERO)).solve();
        assertThat(late.status()).isEqualTo(NonlinearStatus.TIME_LIMIT);
    }

    @Test
    void interruptEndsTheSolve() {
        AcOpf opf = AcOpf.of(OpfProblem.of(MeshedNetworks.of(3, 10, 1.5)));
        Thread.currentThread().interrupt();
        try {
            assertThat(opf.solve().status()).isEqualTo(NonlinearStatus.INTERRUPTED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void problemsThatItCannotExpressAreRefusedAtOnce() {
        OpfProblem problem = OpfProblem.of(MeshedNetworks.of(3, 5, 1.5))
                .withObjective(Objective.losses())
                .withSoftLimits(SoftLimits.none().with(SoftLimit.RATING, 1000.0));
        assertThat(AcOpf.whyNot(problem)).hasSize(2);
        assertThatThrownBy(() -> AcOpf.of(problem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("minimises cost and not")
                .hasMessageContaining("every limit is hard");
    }

    @Test
    void aPointOfAnotherNetworkIsNoStart() {
        OperatingPoint other = OperatingPoint.of(MeshedNetworks.of(3, 6, 1.5)).build();
        AcOpf opf = AcOpf.of(OpfProblem.of(MeshedNetworks.of(3, 5, 1.5)));
        assertThatThrownBy(() -> opf.startingFrom(other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void startsAtTheOptimumEndThere() {
        Network network = MeshedNetworks.of(11, 9, 1.3);
        AcSolution solution = solve(network);
        AcSolution again =
                AcOpf.of(OpfProblem.of(network)).startingFrom(solution.point()).solve();
        assertThat(List.of(again.isOptimal())).containsExactly(true);
        assertThat(again.cost()).isCloseTo(solution.cost(), within(1e-6 * Math.abs(solution.cost())));
    }
}
