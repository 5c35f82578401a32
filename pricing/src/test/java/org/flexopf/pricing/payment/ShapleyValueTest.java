package org.flexopf.pricing.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.flexopf.pricing.nodal.Rent;
import org.flexopf.solver.SolverChoice;
import org.junit.jupiter.api.Test;

/**
 * Shapley values of the airport game, which are known (Littlechild and Owen 1973): a group saves as much as the one of
 * its members who saves most alone.
 */
class ShapleyValueTest {

    /** What a market costs without anybody. */
    private static final double WITHOUT_ALL = 1000.0;

    /** A clearing that knows nothing but what groups save. */
    private record Airport(List<Participant> participants, double[] alone) implements Clearing {

        static Airport of(int players) {
            return new Airport(
                    IntStream.range(0, players)
                            .mapToObj(k -> new Participant("p" + k, List.of(k)))
                            .toList(),
                    IntStream.range(0, players)
                            .mapToDouble(k -> 3.0 * (k + 1) + 0.5 * k * k)
                            .toArray());
        }

        @Override
        public SolverChoice solverChoice() {
            return SolverChoice.installed();
        }

        /** Members share each step of the largest saving equally among those whose own reaches it. */
        double value(int player) {
            double value = 0.0;
            for (int k = 0; k <= player; k++) {
                value += (alone[k] - (k == 0 ? 0.0 : alone[k - 1])) / (alone.length - k);
            }
            return value;
        }

        @Override
        public List<Counterfactual> without(List<Set<Participant>> absent) {
            return absent.stream()
                    .map(group -> {
                        double saved = IntStream.range(0, alone.length)
                                .filter(k -> !group.contains(participants.get(k)))
                                .mapToDouble(k -> alone[k])
                                .max()
                                .orElse(0.0);
                        return Counterfactual.feasible(WITHOUT_ALL - saved);
                    })
                    .toList();
        }

        @Override
        public double cost() {
            return WITHOUT_ALL - alone[alone.length - 1];
        }

        @Override
        public Award award(Participant participant) {
            throw new UnsupportedOperationException("contributions do not depend on awards");
        }

        @Override
        public double deviceCost() {
            return 0.0;
        }

        @Override
        public List<Delivery> ownSupply() {
            return List.of();
        }

        @Override
        public Optional<Rent> rent() {
            return Optional.empty();
        }

        @Override
        public List<String> caveats() {
            return List.of();
        }
    }

    @Test
    void upToTwelveParticipantsTheValuesAreExact() {
        assertThat(ShapleyValue.LARGEST_EXACT).isEqualTo(12);
        for (int players : new int[] {1, 2, 5, 12}) {
            Airport game = Airport.of(players);
            ShapleyValue shapley = ShapleyValue.of(game, 1, 0);
            assertThat(shapley.exact()).isTrue();
            assertThat(shapley.savings()).isCloseTo(WITHOUT_ALL - game.cost(), within(1e-9));
            for (int k = 0; k < players; k++) {
                assertThat(shapley.values().get(game.participants().get(k)))
                        .as("player %s of %s", k, players)
                        .isCloseTo(game.value(k), within(1e-9));
            }
        }
    }

    @Test
    void aboveTheyAreSampledAndComeCloserWithMoreOrders() {
        Airport game = Airport.of(16);
        ShapleyValue few = ShapleyValue.of(game, 50, 7);
        ShapleyValue many = ShapleyValue.of(game, 20_000, 7);
        assertThat(many.exact()).isFalse();
        // Whatever the sample, nothing of the savings is lost.
        assertThat(few.savings()).isCloseTo(WITHOUT_ALL - game.cost(), within(1e-9));
        // Four standard errors of a contribution of 0 to 160.
        assertThat(error(game, many)).isLessThan(2.0);
        assertThat(error(game, many)).isLessThan(error(game, few));
        assertThat(ShapleyValue.of(game, 50, 7)).isEqualTo(few);
        assertThat(ShapleyValue.of(game, 50, 8)).isNotEqualTo(few);
    }

    private static double error(Airport game, ShapleyValue shapley) {
        return IntStream.range(0, game.participants().size())
                .mapToDouble(
                        k -> Math.abs(shapley.values().get(game.participants().get(k)) - game.value(k)))
                .max()
                .orElseThrow();
    }

    @Test
    void sharesAreOfAllSavings() {
        Airport game = Airport.of(3);
        ShapleyValue shapley = ShapleyValue.of(game, 1, 0);
        assertThat(game.participants().stream().mapToDouble(shapley::share).sum())
                .isCloseTo(1.0, within(1e-12));
        assertThat(shapley.share(game.participants().get(0)))
                .isCloseTo(game.value(0) / (WITHOUT_ALL - game.cost()), within(1e-12));
        Participant stranger = new Participant("stranger", List.of(99));
        assertThatThrownBy(() -> shapley.share(stranger))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stranger");
        assertThatThrownBy(() -> ShapleyValue.of(game, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 orders");
    }
}
