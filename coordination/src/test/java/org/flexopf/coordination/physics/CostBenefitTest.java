package org.flexopf.coordination.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Offer;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.coordination.physics.AutomaticControls.Protection;
import org.flexopf.coordination.physics.AutomaticControls.TapChanger;
import org.flexopf.coordination.physics.AutomaticControls.VoltageDroop;
import org.flexopf.coordination.scheme.CoordinationScheme;
import org.flexopf.coordination.scheme.FeederModel;
import org.flexopf.coordination.scheme.SchemeOptions;
import org.flexopf.coordination.scheme.Schemes;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Range;
import org.junit.jupiter.api.Test;

/** Small systems whose physics can be worked out by hand. */
class CostBenefitTest {

    private static final PhysicalPrices PRICES = PhysicalPrices.of(90.0, 10.0);
    private static final List<CoordinationScheme> COMMON = List.of(Schemes.named("common"));

    /** One bus, 5 MW short, and a unit that gives up to 10 MW at 60 and takes up to 10 at -20. */
    private static TsoDsoSystem oneBus() {
        Network network = Network.builder("transmission", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.0, 0.1).withRating(100.0))
                .load(Load.of(1, 1, 0.0, 0.0))
                .build();
        Resource unit = Resource.of("unit", 2, new Offer(10.0, 60.0), new Offer(10.0, -20.0));
        return TsoDsoSystem.of(
                "one", 40.0, Area.of("transmission", network, List.of(unit)).withImbalance(-5.0, 0.0), List.of());
    }

    private static List<ScenarioLedger> compare(CostBenefitCase given) {
        return CostBenefit.of(given, SchemeOptions.of(FeederModel.LDF)).compare(COMMON);
    }

    private static CostBenefitCase given(TsoDsoSystem system, PhysicalRules rules, Double... factors) {
        return new CostBenefitCase(
                "hand", List.of(system), rules, List.of(PhysicalScenario.of("day", List.of(factors))), 1);
    }

    /** tau = 5 min, a quarter of an hour: 5 MW are missing as e^(-t / tau), and later too much as it falls back. */
    @Test
    void aDeviceOfFirstOrderLeavesWhatItsExponentialLeaves() {
        double tau = 300.0 / 3600.0;
        PhysicalRules rules = PhysicalRules.of(PRICES).withTimeConstants(300.0, Map.of());
        ScenarioLedger ledger = compare(given(oneBus(), rules, 1.0, 0.0)).get(0);

        SchemeLedger none = ledger.under(CostBenefit.NO_MARKET);
        assertThat(none.periods().get(0).missing()).isCloseTo(1.25, within(1e-12));
        assertThat(none.total()).isCloseTo(1.25 * 90.0, within(1e-9));

        SchemeLedger common = ledger.under("common");
        PeriodLedger first = common.periods().get(0);
        double missing = 5.0 * tau * (1.0 - Math.exp(-3.0));
        assertThat(first.ordered()).isCloseTo(1.25, within(1e-6));
        assertThat(first.mfrrCost()).isCloseTo(75.0, within(1e-4));
        assertThat(first.missing()).isCloseTo(missing, within(1e-6));
        assertThat(first.surplus()).isCloseTo(0.0, within(1e-6));
        assertThat(first.afrrCost()).isCloseTo(90.0 * missing, within(1e-4));
        PeriodLedger second = common.periods().get(1);
        double left = 5.0 * (1.0 - Math.exp(-3.0));
        assertThat(second.ordered()).isCloseTo(0.0, within(1e-6));
        assertThat(second.surplus()).isCloseTo(left * tau * (1.0 - Math.exp(-3.0)), within(1e-6));
        assertThat(second.afrrCost()).isCloseTo(10.0 * second.surplus(), within(1e-4));
        assertThat(ledger.benefit(common)).isCloseTo(none.total() - common.total(), within(1e-12));
    }

    /**
     * Another system in every period: the unit is scheduled at 0 and then at 4 MW, and gets there as its exponential
     * does, so that 4 e^(-t / tau) are missing.
     */
    @Test
    void aScheduleThatChangesIsFollowedWithADelay() {
        TsoDsoSystem first = oneBus();
        first = first.withAreas(first.transmission().withImbalance(0.0, 0.0), List.of());
        Resource unit = first.transmission().resources().get(0).withSchedule(4.0, 0.0);
        Area area = first.transmission();
        Network drawn = area.network().toBuilder().load(Load.of(2, 1, 4.0, 0.0)).build();
        TsoDsoSystem second = first.withAreas(area.withNetwork(drawn).withResources(List.of(unit)), List.of());
        PhysicalRules rules = PhysicalRules.of(PRICES).withTimeConstants(300.0, Map.of());
        CostBenefitCase given = new CostBenefitCase(
                "two", List.of(first, second), rules, List.of(PhysicalScenario.of("day", List.of(1.0, 1.0))), 1);
        SchemeLedger common = compare(given).get(0).under("common");
        assertThat(common.periods().get(0).missing() + common.periods().get(0).surplus())
                .isCloseTo(0.0, within(1e-9));
        double missing = 4.0 * (300.0 / 3600.0) * (1.0 - Math.exp(-3.0));
        assertThat(common.periods().get(1).missing()).isCloseTo(missing, within(1e-6));
        assertThat(common.periods().get(1).surplus()).isCloseTo(0.0, within(1e-6));
        TsoDsoSystem other = feederSystem(0.0, 1.0, 1.0);
        assertThatThrownBy(() -> new CostBenefitCase(
                        "wrong", List.of(oneBus(), other), rules, List.of(PhysicalScenario.of("day", List.of(1.0))), 1))
                .hasMessageContaining("the system of period 2")
                .hasMessageContaining("there are systems of 2 periods");
    }

    /** What no automatic reserve is there for is an unwanted measure. */
    @Test
    void reserveIsUsedUp() {
        PhysicalPrices prices = PRICES.withAfrrCapacity(2.0).withUnwanted(1000.0);
        SchemeLedger none =
                compare(given(oneBus(), PhysicalRules.of(prices), 1.0)).get(0).under(CostBenefit.NO_MARKET);
        assertThat(none.afrrCost()).isCloseTo(0.5 * 90.0, within(1e-9));
        assertThat(none.unwanted()).isCloseTo(0.75, within(1e-12));
        assertThat(none.unwantedCost()).isCloseTo(750.0, within(1e-9));
    }

    @Test
    void technologyIsPaidByMessageAndByTheHour() {
        PhysicalPrices prices = PRICES.withTechnology(0.5, Map.of("common", 8.0));
        SchemeLedger common = compare(given(feederSystem(0.0, 10.0, 1.0), PhysicalRules.of(prices), 0.0))
                .get(0)
                .under("common");
        assertThat(common.messages()).isEqualTo(2);
        assertThat(common.technologyCost()).isCloseTo(2 * 0.5 + 0.25 * 8.0, within(1e-12));
        assertThat(common.periods().get(0).total()).isCloseTo(common.total(), within(1e-12));
    }

    /** A line of 0.01 + j0.01 p.u. at 10 MVA to a load of 2 MW with a solar unit of 1 MW, and a quiet unit above. */
    private static TsoDsoSystem feederSystem(double imbalance, double rating, double root) {
        Network grid = Network.builder("F", 10.0)
                .bus(Bus.reference(1, root))
                .bus(Bus.of(2).withVoltageLimits(0.95, 1.05))
                .bus(Bus.of(3).withVoltageLimits(0.95, 1.05))
                .branch(Branch.line(1, 1, 2, 0.01, 0.01).withRating(rating))
                .branch(Branch.line(2, 2, 3, 0.01, 0.01))
                .load(Load.of(1, 2, 2.0, 0.0))
                .load(Load.of(2, 3, 1.0, 0.0))
                .build();
        Resource solar = Resource.of("solar", 3, Offer.NONE, new Offer(1.0, 5.0))
                .withSchedule(1.0, 0.0)
                .withReactive(new Range(-0.6, 0.6));
        // By hand: a current of 0.2 p.u. at the root, to the accuracy of the interface flow given below.
        double flow = sweep(2.0, 0.0, root);
        Feeder feeder = new Feeder(Area.of("F", grid, List.of(solar)).withImbalance(0.0, imbalance, 0.0), 1, flow);
        Network transmission = Network.builder("transmission", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.0, 0.1))
                .load(Load.of(1, 1, -flow, 0.0))
                .build();
        Resource unit = Resource.of("unit", 2, new Offer(10.0, 60.0), new Offer(10.0, -20.0));
        return TsoDsoSystem.of("feeder", 40.0, Area.of("transmission", transmission, List.of(unit)), List.of(feeder));
    }

    /** What flows in where bus 2 draws so much, MW and Mvar, behind r = x = 0.01 p.u., by its quadratic equation. */
    private static double sweep(double mw, double mvar, double root) {
        return mw + 0.01 * current(mw, mvar, root) * 10.0;
    }

    /** The squared current, p.u. */
    private static double current(double mw, double mvar, double root) {
        return ((mw * mw) + (mvar * mvar)) / 100.0 / voltage(mw, mvar, root);
    }

    /** The squared voltage at the end: w^2 + (2 (r p + x q) - v^2) w + (r^2 + x^2) (p^2 + q^2) = 0. */
    private static double voltage(double mw, double mvar, double root) {
        double p = mw / 10.0;
        double q = mvar / 10.0;
        double b = 2.0 * 0.01 * (p + q) - root * root;
        double c = 2e-4 * (p * p + q * q);
        return 0.5 * (-b + Math.sqrt(b * b - 4.0 * c));
    }

    /** All goes as scheduled: nothing is left over, and no limit is broken. */
    @Test
    void theScheduleIsKept() {
        SchemeLedger none = compare(given(feederSystem(-1.0, 10.0, 1.0), PhysicalRules.of(PRICES), 0.0))
                .get(0)
                .under(CostBenefit.NO_MARKET);
        assertThat(none.missing() + none.surplus()).isCloseTo(0.0, within(1e-9));
        assertThat(none.violationHours()).isZero();
    }

    /**
     * 3 MW on a line for 2.2 MVA: it opens after six minutes, and then 3 MW of bus 2 and twice 1 MW of bus 3 are off.
     */
    @Test
    void aLineOpensAndComesBack() {
        PhysicalRules rules = PhysicalRules.of(PRICES.withUnwanted(500.0))
                .withControls(AutomaticControls.NONE.withProtection(new Protection(1.2, 0.1, 6.0)));
        SchemeLedger none = compare(given(feederSystem(-1.0, 2.2, 1.0), rules, 1.0, 0.0))
                .get(0)
                .under(CostBenefit.NO_MARKET);
        PeriodLedger first = none.periods().get(0);
        double scheduled = sweep(2.0, 0.0, 1.0);
        double loaded = sweep(3.0, 0.0, 1.0);
        assertThat(first.missing()).isCloseTo(0.1 * (loaded - scheduled), within(1e-9));
        assertThat(first.surplus()).isCloseTo(0.15 * scheduled, within(1e-9));
        assertThat(first.unwanted()).isCloseTo(0.15 * 5.0, within(1e-9));
        assertThat(first.unwantedCost()).isCloseTo(375.0, within(1e-6));
        assertThat(first.violationHours()).isCloseTo(0.1, within(1e-12));
        assertThat(first.events()).hasSize(1).first().asString().startsWith("minute 6: F: line 1-2 opens at 3.0");
        PeriodLedger second = none.periods().get(1);
        assertThat(second.unwanted()).isZero();
        assertThat(second.missing() + second.surplus()).isCloseTo(0.0, within(1e-9));
    }

    /** The market sees it coming and brings the line back into its limit: nothing opens. */
    @Test
    void theMarketPreventsIt() {
        PhysicalRules rules = PhysicalRules.of(PRICES)
                .withControls(AutomaticControls.NONE.withProtection(new Protection(1.2, 0.1, 6.0)));
        TsoDsoSystem system = feederSystem(0.0, 2.2, 1.0);
        Feeder feeder = system.feeders().get(0);
        Resource battery = Resource.of("battery", 2, new Offer(1.0, 70.0), Offer.NONE);
        Area area = feeder.area()
                .withResources(List.of(feeder.area().resources().get(0), battery))
                .withImbalance(0.0, -1.0, 0.0);
        CostBenefitCase given =
                given(system.withAreas(system.transmission(), List.of(feeder.withArea(area))), rules, 1.0);
        SchemeLedger common = CostBenefit.of(given, SchemeOptions.of(FeederModel.SOCP))
                .compare(COMMON)
                .get(0)
                .under("common");
        assertThat(common.unwanted()).isZero();
        assertThat(common.periods().get(0).events()).isEmpty();
        assertThat(common.violationHours()).isZero();
        assertThat(common.periods().get(0).ordered()).isGreaterThan(0.15);
    }

    /** The root at 1.065: bus 2 and 3 are above 1.05 until the tap has gone down by one step of 0.02. */
    @Test
    void theTapGoesDown() {
        PhysicalRules rules =
                PhysicalRules.of(PRICES).withControls(AutomaticControls.NONE.withTap(new TapChanger(0.02, 4)));
        SchemeLedger none = compare(given(feederSystem(0.0, 10.0, 1.065), rules, 0.0))
                .get(0)
                .under(CostBenefit.NO_MARKET);
        assertThat(none.periods().get(0).tapMoves()).isEqualTo(1);
        assertThat(none.violationHours()).isCloseTo(2 * 0.05, within(1e-12));
        double left = sweep(2.0, 0.0, 1.065) - sweep(2.0, 0.0, 1.045);
        assertThat(none.missing() - none.surplus()).isCloseTo(-0.2 * left, within(1e-9));
    }

    /** Q(V) at bus 3: the point where the droop and the power flow agree, found by bisection on two lines in series. */
    @Test
    void reactivePowerFollowsTheVoltage() {
        VoltageDroop droop = new VoltageDroop(1.0, 0.005, 0.03);
        PhysicalRules rules = PhysicalRules.of(PRICES).withControls(AutomaticControls.NONE.withDroop(droop));
        SchemeLedger none =
                compare(given(feederSystem(0.0, 10.0, 1.03), rules, 0.0)).get(0).under(CostBenefit.NO_MARKET);
        double low = -0.6;
        double high = 0.6;
        for (int k = 0; k < 60; k++) {
            double q = 0.5 * (low + high);
            double v = end(q);
            double away = v - 1.0;
            double wanted = -0.6 * Math.signum(away) * Math.min(1.0, Math.max(0.0, Math.abs(away) - 0.005) / 0.025);
            if (wanted > q) {
                low = q;
            } else {
                high = q;
            }
        }
        double q = 0.5 * (low + high);
        assertThat(q).isBetween(-0.59, -0.3);
        double[] in = inflow(q);
        double scheduled = sweep(2.0, 0.0, 1.03);
        assertThat(none.missing() - none.surplus()).isCloseTo(0.25 * (in[0] - scheduled), within(1e-7));
        assertThat(none.missing()).isGreaterThan(1e-5);
    }

    /** |V| at bus 3 where only q, Mvar, goes in there. */
    private static double end(double q) {
        return Math.sqrt(inflow(q)[1]);
    }

    /** What flows in, MW, and the squared voltage at bus 3, by sweeps. */
    private static double[] inflow(double q) {
        double w2 = 1.0;
        double w3 = 1.0;
        double p1 = 0.0;
        for (int k = 0; k < 200; k++) {
            double q3 = -q / 10.0;
            double l23 = q3 * q3 / w3;
            double p2 = 0.01 * l23;
            double q2 = q3 + 0.01 * l23;
            double l12 = ((0.2 + p2) * (0.2 + p2) + q2 * q2) / w2;
            p1 = 0.2 + p2 + 0.01 * l12;
            double q1 = q2 + 0.01 * l12;
            w2 = 1.03 * 1.03 - 0.02 * (p1 + q1) + 2e-4 * l12;
            w3 = w2 - 0.02 * (p2 + q2) + 2e-4 * l23;
        }
        return new double[] {10.0 * p1, w3};
    }

    @Test
    void allFaultsAtOnce() {
        PhysicalRules rules = PhysicalRules.of(
                        PhysicalPrices.of(Double.NaN, 10.0).withUnwanted(-1.0))
                .withPeriods(0.0, 0)
                .withTimeConstants(-1.0, Map.of("nobody", 3.0))
                .withControls(AutomaticControls.NONE
                        .withTap(new TapChanger(0.0, 0))
                        .withDroop(new VoltageDroop(1.0, 0.02, 0.01))
                        .withProtection(new Protection(0.0, -0.1, -1.0)));
        assertThatThrownBy(() -> new CostBenefitCase(
                        "wrong",
                        List.of(oneBus()),
                        rules,
                        List.of(PhysicalScenario.of("a", List.of()).withErrors(-0.1, Double.NaN)),
                        1))
                .isInstanceOfSatisfying(
                        InvalidNetworkException.class,
                        e -> assertThat(e.faults())
                                .extracting(fault -> fault.element() + ": " + fault.value())
                                .contains(
                                        "the rules: length of a period 0.0 hours",
                                        "the rules: 0 steps",
                                        "time constant of nobody: resource nobody",
                                        "automatic reserve: price up NaN per MWh",
                                        "unwanted measures: price -1.0 per MWh",
                                        "Q(V): width 0.01 p.u.",
                                        "scenario a: no periods",
                                        "scenario a: estimation noise NaN of what is scheduled")
                                .hasSize(15));
    }
}
