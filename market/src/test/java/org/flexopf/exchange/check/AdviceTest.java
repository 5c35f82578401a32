package org.flexopf.exchange.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.api.Test;

/** What a relaxed optimal power flow and a trained classifier know before the power flow does. */
@WithReferenceCases
class AdviceTest {

    private static final long LOT = 1_000L;

    private static Network feeder() {
        return CaseFiles.read(ReferenceCases.path("market/networks/feeder33.m"));
    }

    /**
     * What violates least is a bound: no more than it says is feasible, and where the relaxation is exact nearly all.
     */
    @Test
    void theRelaxedOpfBoundsWhatIsFeasible() {
        Network network = feeder();
        PowerFlowCheck check = PowerFlowCheck.withRelaxedOpf(network, Opf.of(new BranchFlowSocp()));
        NetworkState truth = PowerFlowCheck.of(network).open(LOT);
        Advice advice = check.advice();
        SplittableRandom random = new SplittableRandom(5);
        int buses = network.buses().size();
        long[] traded = new long[buses];
        int asked = 0;
        int near = 0;
        for (int trial = 0; trial < 60; trial++) {
            Transfer transfer = new Transfer(random.nextInt(buses), random.nextInt(buses), null);
            long quantity = LOT * (200 + random.nextInt(2_000));
            Feasible feasible = truth.ask(transfer, quantity);
            if (feasible.isLimited()) {
                long lots = advice.lots(traded, transfer, quantity, LOT);
                asked++;
                if (lots >= 0L) {
                    assertThat(lots * LOT).isGreaterThanOrEqualTo(feasible.quantity() - LOT);
                    near += lots * LOT <= 1.02 * feasible.quantity() + 2 * LOT ? 1 : 0;
                }
            }
            if (trial % 10 == 9 && feasible.quantity() > 0L) {
                truth.confirm(transfer, feasible.quantity());
                traded[transfer.up()] -= feasible.quantity();
                traded[transfer.down()] += feasible.quantity();
            }
        }
        assertThat(asked).isGreaterThan(20);
        assertThat(near).isGreaterThan(asked / 3);
    }

    /** The same seed gives the same model; it errs, but less than a coin, on states that it has not seen. */
    @Test
    void theClassifierIsMeasuredOnWhatItHasNotSeen() {
        SafeStateClassifier classifier =
                PowerFlowCheck.withClassifier(feeder(), 1L).classifier().orElseThrow();
        assertThat(PowerFlowCheck.withClassifier(feeder(), 1L).classifier().orElseThrow())
                .hasToString(classifier.toString());
        assertThat(PowerFlowCheck.withClassifier(feeder(), 2L)
                        .classifier()
                        .orElseThrow()
                        .toString())
                .isNotEqualTo(classifier.toString());
        ClassifierRates rates = classifier.heldOut();
        assertThat(rates.safe() + rates.unsafe()).isEqualTo(400L);
        assertThat(Math.min(rates.safe(), rates.unsafe())).isGreaterThan(50L);
        assertThat(rates.falseAcceptRate()).isLessThan(0.1);
        assertThat(rates.falseRejectRate()).isLessThan(0.1);
        assertThat(PowerFlowCheck.of(feeder()).classifier()).isEmpty();
    }

    /** Errors about candidates of a market are counted by the word of the power flow. */
    @Test
    void whatTheClassifierMeetsIsCounted() {
        PowerFlowCheck check = PowerFlowCheck.withClassifier(feeder(), 1L);
        NetworkState state = check.open(LOT);
        NetworkState truth = PowerFlowCheck.of(feeder()).open(LOT);
        SplittableRandom random = new SplittableRandom(7);
        int limited = 0;
        for (int trial = 0; trial < 200; trial++) {
            Transfer transfer = new Transfer(random.nextInt(33), random.nextInt(33), null);
            long quantity = LOT * (1 + random.nextInt(900));
            Feasible feasible = state.ask(transfer, quantity);
            assertThat(feasible.quantity())
                    .isEqualTo(truth.ask(transfer, quantity).quantity());
            limited += feasible.isLimited() && transfer.up() != transfer.down() ? 1 : 0;
        }
        ClassifierRates met = check.classifier().orElseThrow().met();
        assertThat(met.unsafe()).isEqualTo(limited);
        assertThat(met.falseAccepts()).isLessThan(limited / 3);
    }
}
