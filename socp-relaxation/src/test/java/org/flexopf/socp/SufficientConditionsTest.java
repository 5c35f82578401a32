package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.StepControl;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RandomFeeders;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;

/** The published conditions on cases where they are known to hold or to fail, and their promise on random feeders. */
class SufficientConditionsTest {

    private static final int NO_REVERSE_FLOW = 0;
    private static final int GAN = 1;
    private static final int OVER_SATISFACTION = 2;

    /** Three buses in a row, with a generator at the end. */
    private static Network feeder(double generation, double rootPrice, double vMax) {
        return Network.builder("row", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.9, vMax))
                .bus(Bus.of(3).withVoltageLimits(0.9, vMax))
                .branch(Branch.line(1, 1, 2, 0.02, 0.03))
                .branch(Branch.line(2, 2, 3, 0.02, 0.03))
                .generator(Generator.of(1, 1, -100.0, 100.0, -100.0, 100.0, CostCurve.linear(rootPrice)))
                .generator(Generator.of(2, 3, 0.0, generation, 0.0, 0.0, CostCurve.linear(30.0)))
                .load(Load.of(1, 2, 0.5, 0.1))
                .load(Load.of(2, 3, 0.4, 0.1))
                .build();
    }

    private static SufficientCondition condition(Network network, int which) {
        return SufficientConditions.of(network).get(which);
    }

    @Test
    void aFeederThatOnlyDrawsMeetsBothConditionsOfGan() {
        Network network = feeder(0.3, 50.0, 1.1);
        assertThat(condition(network, NO_REVERSE_FLOW).holds()).isTrue();
        assertThat(condition(network, GAN).holds()).isTrue();
    }

    @Test
    void modestReverseFlowMeetsTheWeakerConditionOnly() {
        Network network = feeder(2.0, 50.0, 1.2);
        assertThat(condition(network, NO_REVERSE_FLOW).holds()).isFalse();
        assertThat(condition(network, NO_REVERSE_FLOW).reason()).contains("branch 1 (1-2)", "1.10000 MW");
        assertThat(condition(network, GAN).holds()).isTrue();
    }

    /**
     * With u = (r, x), A u = u (1 - 2 P r / vMin^2): it turns negative at P = vMin^2 / 2r = 20.25 p.u. towards the
     * root.
     */
    @Test
    void excessiveReverseFlowBreaksConditionC1() {
        assertThat(condition(feeder(0.9 + 20.0, 50.0, 2.0), GAN).holds()).isTrue();
        assertThat(condition(feeder(0.9 + 20.5, 50.0, 2.0), GAN).holds()).isFalse();
        assertThat(condition(feeder(0.9 + 20.5, 50.0, 2.0), GAN).reason()).contains("branch 1 (1-2)", "branch 2 (2-3)");
    }

    @Test
    void anUpperVoltageLimitWithinReachIsNamed() {
        assertThat(condition(feeder(2.0, 50.0, 1.03), GAN).reason()).contains("bus", "above its limit of 1.0300");
    }

    /** A tap changer at a ratio of one is a transformer all the same, since the relaxation frees it. */
    @Test
    void aFreeSettingIsNamed() {
        Network network = feeder(0.3, 50.0, 1.1).toBuilder()
                .control(StepControl.tapRatio(2, 0.9, 1.1, 4))
                .build();
        for (int which : new int[] {NO_REVERSE_FLOW, GAN}) {
            assertThat(condition(network, which).holds()).isFalse();
            assertThat(condition(network, which).reason()).isEqualTo("the ratio of branch 2 is free");
        }
    }

    @Test
    void aPriceAtTheRootThatIsNotPositiveIsNamed() {
        assertThat(condition(feeder(0.3, -10.0, 1.1), GAN).reason()).contains("price at bus 1");
        assertThat(condition(feeder(0.3, -10.0, 1.1), OVER_SATISFACTION).reason())
                .contains("price at bus 1");
    }

    @Test
    void whatTheTheoremDoesNotSpeakOfIsNamed() {
        Network charged = feeder(0.3, 50.0, 1.1).toBuilder()
                .mapBranches(branch -> branch.withCharging(0.01))
                .build();
        assertThat(condition(charged, GAN).reason()).contains("charging");
        Network limited = feeder(0.3, 50.0, 1.1).toBuilder()
                .mapBranches(branch -> branch.withRating(0.95))
                .build();
        assertThat(condition(limited, GAN).reason()).contains("limit of its own");
    }

    @Test
    void loadsThatMayDrawAnyAmountMoreMeetTheConditionOfFarivarAndLow() {
        Network network = feeder(2.0, 50.0, 1.03);
        assertThat(condition(network, OVER_SATISFACTION).holds()).isFalse();
        Network elastic = network.toBuilder()
                .removeGenerators(generator -> true)
                .generator(Generator.of(
                        1, 1, Double.NEGATIVE_INFINITY, 100.0, Double.NEGATIVE_INFINITY, 100.0, CostCurve.linear(50.0)))
                .generator(Generator.of(
                        2, 2, Double.NEGATIVE_INFINITY, 0.0, Double.NEGATIVE_INFINITY, 0.0, CostCurve.linear(10.0)))
                .generator(Generator.of(
                        3, 3, Double.NEGATIVE_INFINITY, 2.0, Double.NEGATIVE_INFINITY, 0.0, CostCurve.linear(10.0)))
                .build();
        assertThat(condition(elastic, OVER_SATISFACTION).holds()).isTrue();
    }

    @Provide
    Arbitrary<FeasibleFeeder> feeders() {
        return RandomFeeders.arbitrary(RandomFeeders.Character.PLAIN, 20);
    }

    /** Where a condition is said to hold, the relaxation is exact: that is what the theorem promises. */
    @Property(tries = 200, seed = "20261301")
    void aConditionThatHoldsMeansAnExactRelaxation(@ForAll("feeders") FeasibleFeeder feeder) {
        boolean holds = SufficientConditions.of(feeder.network()).stream().anyMatch(SufficientCondition::holds);
        Share.atLeast(50.0, "a condition holds", holds);
        if (holds) {
            OpfResult result = Opf.of(new BranchFlowSocp()).solve(feeder.network());
            assertThat(ExactnessReport.of(result.orElseThrow()).isExact()).isTrue();
        }
    }
}
