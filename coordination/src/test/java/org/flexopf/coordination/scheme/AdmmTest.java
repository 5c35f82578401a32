package org.flexopf.coordination.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.testkit.WithReferenceCases;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Penalties that balance themselves: the same answer in fewer rounds, wherever they begin. */
class AdmmTest {

    private static Outcome run(TsoDsoSystem system, FeederModel model, double penalty, boolean balances) {
        return Schemes.named("decentralised").run(system, options(model, penalty, 1e-4, balances));
    }

    private static SchemeOptions options(FeederModel model, double penalty, double primal, boolean balances) {
        return SchemeOptions.of(model)
                .withRounds(new SchemeOptions.Rounds(penalty, primal, 10.0 * primal, 500, balances));
    }

    /** The penalty of the independent programs, 0.8, and those that are a tenth and ten times of it. */
    @ParameterizedTest
    @CsvSource({
        "hand2, LDF, 0.08",
        "hand2, LDF, 0.8",
        "tri5, LDF, 0.08",
        "tri5, LDF, 0.8",
        "tri5, LDF, 80",
        "tri5, SOCP, 0.08",
        "tri5, SOCP, 0.8"
    })
    void balancingHalvesTheRounds(String name, FeederModel model, double penalty) throws IOException {
        TsoDsoSystem system = AnswersTest.system(name);
        double common = Schemes.named("common")
                .run(system, SchemeOptions.of(model))
                .dispatched()
                .cost();
        Outcome fixed = run(system, model, penalty, false);
        Outcome balanced = run(system, model, penalty, true);
        assertThat(balanced.status()).isEqualTo(OutcomeStatus.OPTIMAL);
        assertThat(balanced.dispatched().cost()).isCloseTo(common, within(1e-5 * common));
        assertThat(2 * balanced.rounds()).isLessThan(fixed.rounds() + 2);
        assertThat(balanced.messageCount()).isEqualTo(2 * system.feeders().size() * balanced.rounds());
    }

    @WithReferenceCases
    @ParameterizedTest
    @CsvSource({"nine, LDF, 0.8", "nine, SOCP, 0.08", "nine, SOCP, 0.8"})
    void balancingHalvesTheRoundsOfTheLargerSystem(String name, FeederModel model, double penalty) throws IOException {
        TsoDsoSystem system = AnswersTest.system(name);
        double common = Schemes.named("common")
                .run(system, SchemeOptions.of(model))
                .dispatched()
                .cost();
        Outcome balanced = run(system, model, penalty, true);
        assertThat(balanced.dispatched().cost()).isCloseTo(common, within(1e-5 * Math.abs(common)));
        assertThat(2 * balanced.rounds())
                .isLessThan(run(system, model, penalty, false).rounds() + 2);
    }

    /**
     * On random systems, from a penalty a hundred times too small to one a hundred times too large: the common cost,
     * the same bits on any threads, and fewer rounds than with a penalty that stays.
     */
    @Property(tries = 24, seed = "1711")
    void anyPenaltyFindsTheCommonMarket(@ForAll long seed) {
        TsoDsoSystem system = RandomSystems.of(seed);
        Outcome common = Schemes.named("common").run(system, SchemeOptions.of(FeederModel.LDF));
        int staying = 0;
        int balancing = 0;
        if (common.status() == OutcomeStatus.OPTIMAL) {
            double cost = common.dispatched().cost();
            ExecutorService pool = Executors.newFixedThreadPool(3);
            try {
                for (double penalty : new double[] {0.008, 0.8, 80.0}) {
                    SchemeOptions fine = options(FeederModel.LDF, penalty, 1e-6, true);
                    Outcome balanced = Schemes.named("decentralised").run(system, fine);
                    assertThat(balanced.status()).as(balanced.toString()).isEqualTo(OutcomeStatus.OPTIMAL);
                    assertThat(balanced.dispatched().cost())
                            .as("%s from %s", seed, penalty)
                            .isCloseTo(cost, within(RandomSystems.agreed(system, cost)));
                    balancing += balanced.rounds();
                    staying += Schemes.named("decentralised")
                            .run(system, options(FeederModel.LDF, penalty, 1e-6, false))
                            .rounds();
                    assertThat(Schemes.named("decentralised").run(system, fine.on(pool)))
                            .isEqualTo(balanced);
                }
            } finally {
                pool.shutdownNow();
            }
        }
        Share.atLeast(50.0, "systems in which it takes a third of the rounds", 3 * balancing < staying);
    }
}
