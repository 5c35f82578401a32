package org.flexopf.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import org.flexopf.benchmarks.Judgement.Figure;
import org.flexopf.network.Network;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RandomFeeders;
import org.junit.jupiter.api.Test;

/** The judge finds what is wrong: of states that are bent, and of claims that are turned round. */
class JudgeTest {

    private static FeasibleFeeder feeder(long seed) {
        return RandomFeeders.of(RandomFeeders.Character.EQUIPPED, 12, seed);
    }

    @Test
    void aStateByConstructionPassesAndABentOneDoesNot() {
        for (long seed = 1; seed <= 20; seed++) {
            FeasibleFeeder feeder = feeder(seed);
            OperatingPoint state = feeder.state();
            assertThat(AcCheck.of(feeder.network(), state).worst()).isLessThan(1e-12);
            double[] vm = state.vm();
            vm[3] += 1e-4;
            assertThat(AcCheck.of(feeder.network(), state.toBuilder().vm(vm).build())
                            .worst())
                    .isGreaterThan(1e-5);
            double[] qg = state.qg();
            qg[0] += 1e-3;
            AcCheck reactive =
                    AcCheck.of(feeder.network(), state.toBuilder().qg(qg).build());
            assertThat(reactive.worst()).isBetween(0.99e-4, 1.01e-4);
            assertThat(reactive.where()).contains("reactive balance of bus 1");
        }
    }

    @Test
    void limitsAreLookedAt() {
        FeasibleFeeder feeder = feeder(4);
        OperatingPoint state = feeder.state();
        Network lower = feeder.network().toBuilder()
                .mapBuses(bus -> bus.id() == 5 ? bus.withVoltageLimits(0.5, state.vm(4) - 0.01) : bus)
                .build();
        assertThat(AcCheck.of(lower, state).toString()).contains("voltage of bus 5");
        Network rated = feeder.network().toBuilder()
                .mapBranches(branch -> branch.withRating(
                        0.5 * state.apparentPower(feeder.network().index(branch))))
                .build();
        assertThat(AcCheck.of(rated, state).toString()).contains("rating of branch");
        Network current = feeder.network().toBuilder()
                .mapBranches(branch -> branch.withCurrentLimit(
                        0.5 * state.current(feeder.network(), feeder.network().index(branch))))
                .build();
        assertThat(AcCheck.of(current, state).toString()).contains("current of branch");
    }

    /** A dispatch that is said to be feasible and costs less than the optimum shows that the bound is too high. */
    @Test
    void aBoundAboveAKnownCostIsFound() {
        FeasibleFeeder feeder = feeder(7);
        Judgement right = judged(feeder.network(), feeder.state().pg());
        assertThat(right.findings()).isEmpty();
        assertThat(right.get(Figure.BOUND_FALSE)).isZero();
        assertThat(right.get(Figure.PRICE_FALSE)).isZero();
        Judgement wrong = judged(feeder.network(), new double[feeder.state().pg().length]);
        assertThat(wrong.get(Figure.BOUND_FALSE)).isOne();
        assertThat(wrong.findings()).anySatisfy(finding -> assertThat(finding).contains("is above the cost"));
    }

    @Test
    void infeasibleThoughAStateIsKnownIsFound() {
        FeasibleFeeder feeder = feeder(7);
        Network stressed = feeder.network().toBuilder()
                .mapLoads(load -> load.withDemand(30.0 * load.p() + 5.0, 30.0 * load.q()))
                .build();
        Judgement honest = Judge.of(new RandomCase(0, stressed, Optional.empty(), new SplittableRandom(1)));
        assertThat(honest.findings()).isEmpty();
        assertThat(honest.get(Figure.INFEASIBLE_FALSE)).isZero();
        Judgement lied = judged(stressed, feeder.state().pg());
        assertThat(lied.get(Figure.INFEASIBLE_FALSE)).isOne();
        assertThat(lied.get(Figure.AC_UNANSWERED)).isOne();
    }

    private static Judgement judged(Network network, double[] dispatch) {
        return Judge.of(new RandomCase(0, network, Optional.of(dispatch), new SplittableRandom(1)));
    }
}
