package org.flexopf.examples.horizon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.network.Bus;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.Opf;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.OpfProblem;
import org.junit.jupiter.api.Test;

/**
 * Commitment by hand, in periods that are no hours, so that what is paid once is told from what is paid by the hour.
 */
class CommitmentTest {

    private static final double[] HOURS = {0.5, 2.0, 0.25};

    /** Cheap once it runs: 10 per MWh, 40 per hour of being on, 100 per start and 7 per stop, 20 to 60 MW. */
    private static Generator unit(Generator.Commitment commitment) {
        return Generator.of(1, 1, 20.0, 60.0, 0.0, 0.0, CostCurve.quadratic(0.0, 10.0, 40.0))
                .withCommitment(commitment);
    }

    private static Generator.Commitment commitment(double minUp, boolean on) {
        return new Generator.Commitment(
                100.0, 7.0, minUp, 0.0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, on, 24.0);
    }

    /** 15 MW, then 50, then 15, served at 30 per MWh by who is always on. */
    private static HorizonSolution plan(Generator unit) {
        Network network = Network.builder("one bus", 100.0)
                .bus(Bus.reference(1, 1.0))
                .generator(unit)
                .generator(Generator.of(2, 1, 0.0, 200.0, 0.0, 0.0, CostCurve.linear(30.0)))
                .load(Load.of(1, 1, 15.0, 0.0))
                .build();
        List<Profile> profiles = Arrays.stream(new double[] {1.0, 50.0 / 15.0, 1.0})
                .mapToObj(Profile.of(network)::withDemandTimes)
                .toList();
        return Opf.of(new DcOpf())
                .solve(OpfProblem.of(network).over(Horizon.ofHours(HOURS), profiles))
                .orElseThrow();
    }

    private static double[] on(HorizonSolution plan) {
        return plan.overTime(period -> period.values(OpfVariables.GENERATOR_ON)[0]);
    }

    /**
     * It runs in the second period alone, as 15 MW are less than its least: 225 + (100 + 2 (40 + 500)) + (7 + 112.5).
     */
    @Test
    void itStartsAndStopsForWhatThatCostsOnce() {
        HorizonSolution plan = plan(unit(commitment(0.0, false)));

        assertThat(on(plan)).containsExactly(new double[] {0.0, 1.0, 0.0}, within(1e-6));
        assertThat(plan.objective()).isCloseTo(225.0 + 1180.0 + 119.5, within(1e-4));
    }

    /** Running saves 2 (1500 - 540) = 1920, and 2007 are asked for it. */
    @Test
    void aStartThatCostsMoreThanItSavesIsNotMade() {
        Generator.Commitment dear = new Generator.Commitment(
                2000.0, 7.0, 0.0, 0.0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, false, 24.0);
        HorizonSolution plan = plan(unit(dear));

        assertThat(on(plan)).containsExactly(new double[] {0.0, 0.0, 0.0}, within(1e-6));
        assertThat(plan.objective()).isCloseTo(225.0 + 3000.0 + 112.5, within(1e-4));
    }

    /** Minimum times are hours: 2 let it stop after the second period; 2.1 would need 20 MW where 15 are drawn. */
    @Test
    void minimumTimesAreHours() {
        assertThat(on(plan(unit(commitment(2.0, false))))).containsExactly(new double[] {0.0, 1.0, 0.0}, within(1e-6));
        assertThat(on(plan(unit(commitment(2.1, false))))).containsExactly(new double[] {0.0, 0.0, 0.0}, within(1e-6));
    }

    /** At its integers the price is 10 while it is on the margin, and the prices are those of the plan. */
    @Test
    void pricesAtItsIntegers() {
        HorizonSolution priced = plan(unit(commitment(0.0, false))).atItsIntegers();

        assertThat(priced.overTime(period -> period.duals(OpfConstraints.ACTIVE_BALANCE)[0]))
                .containsExactly(new double[] {30.0, 10.0, 30.0}, within(1e-4));
        assertThat(priced.objective()).isCloseTo(1524.5, within(1e-4));
    }

    /** A rectangle of 45 MVA allows 0.95 of it in MW; the other one serves the rest. */
    @Test
    void capabilityHoldsWhileItIsOn() {
        Generator narrow = unit(commitment(0.0, false)).withCapability(CapabilityCurve.rectangle(45.0));
        HorizonSolution plan = plan(narrow);

        assertThat(plan.at(1).point().pg(0)).isCloseTo(42.75, within(1e-4));
        assertThat(plan.at(1).point().pg(1)).isCloseTo(7.25, within(1e-4));
    }

    @Test
    void whatIsOffIsNotInTheNetworkThatIsOperated() {
        HorizonSolution plan = plan(unit(commitment(0.0, false)));

        assertThat(plan.at(0).operatedNetwork().generators().get(0).inService()).isFalse();
        assertThat(plan.at(1).operatedNetwork().generators().get(0).inService()).isTrue();
    }

    @Test
    void aUnitWithoutLimitsCannotBeSwitched() {
        Generator endless = unit(commitment(0.0, false)).withActiveLimits(0.0, Double.POSITIVE_INFINITY);

        assertThatThrownBy(() -> plan(endless)).hasMessageContaining("generator 1 at bus 1 is switched on and off");
    }
}
