package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
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
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Shunt;
import org.flexopf.network.StepControl;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.testkit.FeasibleFeeder;
import org.flexopf.testkit.RandomFeeders;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;

/** The conditions for the augmented relaxation: where they hold, where they fail, and what they promise. */
class AugmentedConditionsTest {

    private static final int BOUNDED = 0;
    private static final int FALLING = 1;
    private static final int VOLTAGES = 2;
    private static final int ROOT_POWER = 3;
    private static final int PRICE = 4;

    /** Three buses in a row, with a generator at the end. */
    private static NetworkBuilder feeder(double generation, double rootPrice) {
        return Network.builder("row", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.9, 1.1))
                .bus(Bus.of(3).withVoltageLimits(0.9, 1.1))
                .branch(Branch.line(1, 1, 2, 0.02, 0.03).withCharging(0.01))
                .branch(Branch.line(2, 3, 2, 0.02, 0.03).withTap(0.98, 0.0))
                .generator(Generator.of(1, 1, -100.0, 100.0, -100.0, 100.0, CostCurve.linear(rootPrice)))
                .generator(Generator.of(2, 3, 0.0, generation, 0.0, 0.0, CostCurve.linear(30.0)))
                .shunt(Shunt.of(1, 2, 0.0, 0.1))
                .load(Load.of(1, 2, 0.5, 0.1))
                .load(Load.of(2, 3, 0.4, 0.1));
    }

    private static boolean[] holding(Network network) {
        List<SufficientCondition> conditions = AugmentedConditions.of(network);
        boolean[] holds = new boolean[conditions.size()];
        for (int k = 0; k < holds.length; k++) {
            holds[k] = conditions.get(k).holds();
        }
        return holds;
    }

    private static String reason(NetworkBuilder network, int condition) {
        return AugmentedConditions.of(network.build()).get(condition).reason();
    }

    @Test
    void aModestFeederMeetsAllFive() {
        assertThat(holding(feeder(2.0, 50.0).build())).containsOnly(true);
        assertThat(reason(feeder(2.0, 50.0), VOLTAGES)).contains("at worst a share of 0.", "one half is allowed");
    }

    @Test
    void largeFlowsBreakTheSharesOnly() {
        assertThat(holding(feeder(12.0, 50.0).build())).containsExactly(true, true, false, false, true);
        assertThat(reason(feeder(12.0, 50.0), ROOT_POWER)).contains("it fails", "branch");
    }

    @Test
    void aPriceAtTheRootThatIsNotPositiveIsNamed() {
        assertThat(holding(feeder(2.0, -1.0).build())).containsExactly(true, true, true, true, false);
        assertThat(reason(feeder(2.0, -1.0), PRICE)).contains("price at bus 1");
        NetworkBuilder reactive = feeder(2.0, 50.0)
                .mapGenerators(generator ->
                        generator.id() == 1 ? generator.withReactiveCost(CostCurve.linear(1.0)) : generator);
        assertThat(reason(reactive, PRICE)).contains("generator 1", "reactive power");
    }

    /**
     * x bs / 2 of the second line against 1: its voltage has no stable answer once charging supplies more than the
     * impedance lets through.
     */
    @Test
    void tooMuchChargingIsNamed() {
        NetworkBuilder cable = feeder(2.0, 50.0).shunt(Shunt.of(2, 3, 0.0, 40.0));
        assertThat(holding(cable.build())).containsExactly(true, false, false, false, true);
        assertThat(reason(cable, FALLING)).contains("bus 3", "charging");
    }

    @Test
    void aGeneratorWithoutLimitsIsNamed() {
        NetworkBuilder unlimited = feeder(Double.POSITIVE_INFINITY, 50.0);
        assertThat(holding(unlimited.build())).containsExactly(false, false, false, false, true);
        assertThat(reason(unlimited, BOUNDED)).contains("branch 2");
        // A rating bounds what the generator may do.
        NetworkBuilder rated = unlimited.mapBranches(branch -> branch.withRating(1.5));
        assertThat(holding(rated.build())).containsOnly(true);
    }

    @Test
    void whatTheTheoremDoesNotSpeakOfIsNamed() {
        assertThat(reason(feeder(2.0, 50.0).branch(Branch.line(3, 1, 3, 0.02, 0.03)), BOUNDED))
                .contains("meshed");
        assertThat(reason(feeder(2.0, 50.0).shunt(Shunt.of(2, 3, 0.1, 0.0)), VOLTAGES))
                .contains("shunt 2");
        assertThat(reason(feeder(2.0, 50.0).mapBranches(branch -> branch.withAngleLimits(-10.0, 10.0)), VOLTAGES))
                .contains("angle limit");
        assertThat(reason(
                        feeder(2.0, 50.0)
                                .mapBranches(branch -> branch.id() == 1 ? Branch.line(1, 1, 2, 0.0, 0.03) : branch),
                        ROOT_POWER))
                .contains("branch 1", "gives nothing at bus 1");
    }

    /** The augmented relaxation holds settings, so that the conditions are those of the network at its present ones. */
    @Test
    void controlsChangeNothing() {
        NetworkBuilder tapped = feeder(2.0, 50.0)
                .mapBranches(branch -> branch.id() == 2 ? branch.withTap(0.95, 0.0) : branch)
                .control(StepControl.tapRatio(2, 0.9, 1.1, 4));
        Network network = tapped.build();
        assertThat(AugmentedConditions.of(network))
                .allSatisfy(condition ->
                        assertThat(condition.holds()).as(condition.reason()).isTrue())
                .isEqualTo(AugmentedConditions.of(
                        network.toBuilder().removeControls().build()))
                .isNotEqualTo(AugmentedConditions.of(network.toBuilder()
                        .removeControls()
                        .mapBranches(branch -> branch.withTap(1.0, 0.0))
                        .build()));
    }

    @Provide
    Arbitrary<FeasibleFeeder> equipped() {
        return RandomFeeders.arbitrary(RandomFeeders.Character.EQUIPPED, 9);
    }

    @Provide
    Arbitrary<FeasibleFeeder> hard() {
        return RandomFeeders.arbitrary(RandomFeeders.Character.HARD, 40);
    }

    /** The linear response against the equations of the branch-flow model, each written out for the bus at hand. */
    @Property(tries = 100, seed = "20261501")
    void theResponseMeetsTheLinearEquations(@ForAll("equipped") FeasibleFeeder feeder) {
        Network network = feeder.network();
        CurrentResponse response = new CurrentResponse(network);
        assertThat(response.prepare()).isEmpty();
        SplittableRandom random = new SplittableRandom(network.buses().size());
        double[] f = new double[network.buses().size()];
        for (int i = 0; i < f.length; i++) {
            f[i] = random.nextDouble();
        }
        response.to(f);
        double[] drawP = new double[f.length];
        double[] drawQ = new double[f.length];
        for (int i : response.order) {
            int up = response.parent[i];
            drawQ[i] += response.susceptance[i] * response.fall[i];
            if (up >= 0) {
                double frontFall = response.tapUp[i] * response.fall[up];
                double endFall = response.tapLow[i] * response.fall[i];
                double z2 = response.r[i] * response.r[i] + response.x[i] * response.x[i];
                assertThat(endFall)
                        .isCloseTo(
                                frontFall
                                        + 2.0 * (response.r[i] * response.p[i] + response.x[i] * response.q[i])
                                        - z2 * f[i],
                                within(1e-12));
                drawP[up] += response.p[i];
                drawQ[up] += response.q[i] + response.b[i] * frontFall;
            }
        }
        for (int i : response.order) {
            double outP = response.parent[i] < 0 ? response.drawP[i] : response.p[i] - response.r[i] * f[i];
            assertThat(drawP[i]).isCloseTo(outP, within(1e-12));
            if (response.parent[i] >= 0) {
                double outQ =
                        response.q[i] - response.x[i] * f[i] - response.b[i] * response.tapLow[i] * response.fall[i];
                assertThat(drawQ[i]).isCloseTo(outQ, within(1e-12));
            }
        }
    }

    /** Feeders that the theorem speaks about: their shunts draw active power. */
    @Provide
    Arbitrary<FeasibleFeeder> withoutShunts() {
        return equipped().filter(feeder -> feeder.network().shunts().isEmpty());
    }

    /** The bounds hold for the AC state that the feeder was built around. */
    @Property(tries = 200, seed = "20261502")
    void theFlowsOfAnAcStateAreWithinTheBounds(@ForAll("withoutShunts") FeasibleFeeder feeder) {
        Network network = feeder.network();
        CurrentResponse lines = new CurrentResponse(network);
        FlowBounds bounds = new FlowBounds(network, lines);
        assertThat(bounds.compute()).isEmpty();
        for (int i : lines.order) {
            if (lines.parent[i] < 0) {
                continue;
            }
            int line = network.topology().parentBranch(i);
            boolean written = network.topology().from(line) == lines.parent[i];
            double pUp = network.perUnit()
                    .power(written ? feeder.state().pFrom(line) : feeder.state().pTo(line));
            double qUp = network.perUnit()
                    .power(written ? feeder.state().qFrom(line) : feeder.state().qTo(line));
            double v = lines.tapUp[i]
                    * feeder.state().vm(lines.parent[i])
                    * feeder.state().vm(lines.parent[i]);
            double q = qUp + lines.b[i] * v;
            assertThat(Math.abs(pUp)).isLessThanOrEqualTo(bounds.p[i] + 1e-12);
            assertThat(Math.abs(q)).isLessThanOrEqualTo(bounds.q[i] + 1e-12);
            assertThat((pUp * pUp + q * q) / v).isLessThanOrEqualTo(bounds.f[i] + 1e-12);
        }
    }

    /**
     * What the theorem promises, on hard feeders: the voltages of the AC state are no lower than those of the
     * relaxation, at any price; its root supplies no more; and with a positive price at the root the objective is the
     * AC cost.
     */
    @Property(tries = 400, seed = "20261503")
    void whatTheConditionsPromiseIsTrue(@ForAll("hard") FeasibleFeeder feeder) {
        Network network = feeder.network();
        boolean[] holds = holding(network);
        boolean voltages = holds[BOUNDED] && holds[FALLING] && holds[VOLTAGES];
        Share.atLeast(60.0, "voltages", voltages);
        Share.atLeast(60.0, "voltages and root power", voltages && holds[ROOT_POWER]);
        Share.atLeast(40.0, "voltages, root power and price", voltages && holds[ROOT_POWER] && holds[PRICE]);
        if (!voltages) {
            return;
        }
        OpfSolution solution =
                Opf.of(new AugmentedSocp()).solve(network).solution().orElse(null);
        Share.atLeast(90.0, "there is an optimum", solution != null);
        if (solution == null) {
            return;
        }
        RecoveredPoint recovered = RecoveredPoint.of(solution);
        assertThat(recovered.isFeasible()).isTrue();
        double[] w = solution.perUnitValues(OpfVariables.SQUARED_VOLTAGE);
        for (int i = 0; i < w.length; i++) {
            assertThat(recovered.point().vm(i) * recovered.point().vm(i)).isGreaterThanOrEqualTo(w[i] - 1e-6);
        }
        if (holds[ROOT_POWER]) {
            assertThat(recovered.point().pg(0))
                    .isLessThanOrEqualTo(solution.point().pg(0) + 1e-5);
        }
        if (holds[ROOT_POWER] && holds[PRICE]) {
            assertThat(ExactnessReport.of(solution).isConfirmed())
                    .as(ExactnessReport.of(solution).verdict())
                    .isTrue();
        }
    }
}
