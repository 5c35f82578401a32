package org.flexopf.examples.horizon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.dcopf.PtdfDcOpf;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.network.AtomicLoad;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CogenerationUnit;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.CostCurve;
import org.flexopf.network.CurtailableLoad;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.PaybackLoad;
import org.flexopf.network.Profile;
import org.flexopf.network.Range;
import org.flexopf.network.ShiftableLoad;
import org.flexopf.network.ThermostaticLoad;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.device.AtomicLoadType;
import org.flexopf.opf.device.CogenerationUnitType;
import org.flexopf.opf.device.CurtailableLoadType;
import org.flexopf.opf.device.PaybackLoadType;
import org.flexopf.opf.device.ShiftableLoadType;
import org.flexopf.opf.device.ThermostaticLoadType;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.SolverOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of flexible demand by hand, in periods of half an hour, two hours and a quarter of an hour at prices of
 * 40, 10 and 50 per MWh: whoever forgets the length of a period in one place gets other numbers.
 */
class FlexibleDemandTest {

    private static final double[] HOURS = {0.5, 2.0, 0.25};
    private static final double[] PRICES = {40.0, 10.0, 50.0};

    private static HorizonSolution plan(ConnectedElement device) {
        return plan(List.of(device, device, device));
    }

    /** A device at one bus with a market, as it is in each of the three periods. */
    private static HorizonSolution plan(List<? extends ConnectedElement> overTime) {
        Network network = Network.builder("one bus", 10.0)
                .bus(Bus.reference(1, 1.0))
                .generator(Generator.of(1, 1, -100.0, 100.0, 0.0, 0.0, CostCurve.linear(0.0)))
                .device(overTime.get(0))
                .build();
        List<Profile> profiles = IntStream.range(0, HOURS.length)
                .mapToObj(t -> Profile.of(network)
                        .withPrices(new double[] {PRICES[t]})
                        .withDevices(overTime.get(t).kind(), List.of(overTime.get(t))))
                .toList();
        HorizonSolution plan = Opf.of(new DcOpf())
                .withOptions(SolverOptions.defaults().withTolerance(1e-10))
                .solve(OpfProblem.of(network).over(Horizon.ofHours(HOURS), profiles))
                .orElseThrow();
        double sum = 0.0;
        for (OpfSolution period : plan.periods()) {
            // What the state costs is what the program was charged.
            assertThat(Objective.cost().at(period.network(), period.point()))
                    .isCloseTo(period.objective(), within(1e-6));
            sum += HOURS[plan.periods().indexOf(period)] * period.objective();
        }
        assertThat(sum).isCloseTo(plan.objective(), within(1e-6));
        return plan;
    }

    /** 4 MW; a MWh not consumed costs 20, so that the first and the last period are curtailed: 60 to 80, 15 to 40. */
    @Test
    void aCurtailableLoadIsCurtailedWhereThatIsCheaper() {
        CurtailableLoad load = CurtailableLoad.of(1, 1, 4.0, 1.0, 20.0);
        HorizonSolution plan = plan(load);

        assertThat(plan.objective()).isCloseTo(0.5 * (3 * 40 + 20) + 2.0 * 4 * 10 + 0.25 * (3 * 50 + 20), within(1e-6));
        assertThat(plan.overTime(CurtailableLoadType.CURTAILED, load))
                .containsExactly(new double[] {1.0, 0.0, 1.0}, within(1e-6));
        assertThat(plan.supply(load)).containsExactly(new double[] {-3.0, -4.0, -3.0}, within(1e-6));
        // A MW more of room saves the difference to the price, by the hour.
        assertThat(plan.overTime(period -> period.duals(CurtailableLoadType.CURTAILED_MAX)[0]))
                .containsExactly(new double[] {20.0, 0.0, 30.0}, within(1e-5));
    }

    /** One activation goes where it saves 0.5 h 20 = 10, and not where it saves 0.25 h 30 = 7.5. */
    @Test
    void oneActivationGoesWhereItSavesMostAndNotWhereThePriceIsHighest() {
        CurtailableLoad load = CurtailableLoad.of(1, 1, 4.0, 1.0, 20.0).withActivations(1);
        HorizonSolution plan = plan(load);

        assertThat(plan.objective()).isCloseTo(0.5 * (3 * 40 + 20) + 80.0 + 0.25 * 4 * 50, within(1e-6));
        assertThat(plan.overTime(CurtailableLoadType.CURTAILED, load))
                .containsExactly(new double[] {1.0, 0.0, 0.0}, within(1e-6));
        assertThat(plan(load.withActivations(0)).objective()).isCloseTo(80.0 + 80.0 + 50.0, within(1e-6));
        assertThat(plan(load.withActivations(2)).objective())
                .isCloseTo(plan(CurtailableLoad.of(1, 1, 4.0, 1.0, 20.0)).objective(), within(1e-6));
    }

    /** 0.5 and 0.25 MWh move to the second period, where 0.375 MW more are consumed for two hours; 105 less 21.25. */
    @Test
    void aShiftableLoadKeepsItsEnergy() {
        ShiftableLoad load = ShiftableLoad.of(1, 1, 2.0, 1.0, 1.0, 5.0);
        HorizonSolution plan = plan(load);

        assertThat(plan.objective()).isCloseTo(105.0 - 0.5 * 40 - 0.25 * 50 + 0.75 * 10 + 0.75 * 5, within(1e-6));
        assertThat(plan.supply(load)).containsExactly(new double[] {-1.0, -2.375, -1.0}, within(1e-6));
        assertThat(plan.overTime(ShiftableLoadType.MOVED, load))
                .containsExactly(new double[] {-0.5, 0.25, 0.0}, within(1e-6));
        // A MWh that the window has to consume more is consumed at 10.
        assertThat(plan.at(2).duals(ShiftableLoadType.WINDOW_END)[0]).isCloseTo(10.0, within(1e-5));
    }

    /** In windows of its own nothing moves from the first period, and between the others 0.25 MWh do. */
    @Test
    void aShiftableLoadMovesWithinItsWindowsOnly() {
        ShiftableLoad load = ShiftableLoad.of(1, 1, 2.0, 1.0, 1.0, 5.0);
        List<ShiftableLoad> apart = List.of(load.withWindow(1), load.withWindow(2), load.withWindow(2));
        assertThat(plan(apart).objective()).isCloseTo(105.0 - 0.25 * (50 - 10 - 5), within(1e-6));
        List<ShiftableLoad> outside =
                List.of(load.withWindow(1), load.withWindow(1), load.withWindow(ShiftableLoad.NO_WINDOW));
        assertThat(plan(outside).objective()).isCloseTo(105.0 - 0.5 * (40 - 10 - 5), within(1e-6));
        // The same number beyond a gap is another window.
        List<ShiftableLoad> gap =
                List.of(load.withWindow(1), load.withWindow(ShiftableLoad.NO_WINDOW), load.withWindow(1));
        assertThat(plan(gap).objective()).isCloseTo(105.0, within(1e-6));
    }

    /** Of 0.5 MWh reduced at 40, 0.6 MWh return at 10; nothing is reduced in the last period, at 50. */
    @Test
    void whatIsReducedReturns() {
        PaybackLoad load = new PaybackLoad(1, "", 1, 2.0, 1.0, 1.0, 1.2, 1, 3.0, true);
        HorizonSolution plan = plan(load);

        assertThat(plan.objective()).isCloseTo(105.0 - 0.5 * 40 + 0.6 * 10 + 0.5 * 3, within(1e-6));
        assertThat(plan.supply(load)).containsExactly(new double[] {-1.0, -2.3, -2.0}, within(1e-6));
        assertThat(plan.overTime(PaybackLoadType.OWED, load))
                .containsExactly(new double[] {0.6, 0.0, 0.0}, within(1e-6));
    }

    /** Where 0.2 MW at most return, 0.4 MWh do in the second period, and no more in the third at 50. */
    @Test
    void whatIsReducedReturnsInTime() {
        PaybackLoad next = new PaybackLoad(1, "", 1, 2.0, 1.0, 0.2, 1.0, 1, 0.0, true);
        assertThat(plan(next).objective()).isCloseTo(105.0 - 0.4 * (40 - 10), within(1e-6));
        PaybackLoad later = new PaybackLoad(1, "", 1, 2.0, 1.0, 0.2, 1.0, 2, 0.0, true);
        assertThat(plan(later).supply(later)[0]).isCloseTo(-2.0 + 0.4 / 0.5, within(1e-6));
        // Where half of it returns, all that is reduced in the first period returns in the second.
        PaybackLoad half = new PaybackLoad(1, "", 1, 2.0, 1.0, 0.2, 0.5, 2, 0.0, true);
        assertThat(plan(half).objective()).isCloseTo(105.0 - 0.5 * 40 + 0.25 * 10, within(1e-6));
    }

    private static ThermostaticLoad house(ThermostaticLoad.Mode mode, double ambient, Range band) {
        ThermostaticLoad.Body body = new ThermostaticLoad.Body(mode, 1000.0, 0.002, 3.0, 20.0);
        return new ThermostaticLoad(1, "", 1, body, 0.02, ambient, band, true);
    }

    /**
     * R C = 2 h, 3000 K per MW; after the second period it is to be 20 degrees from the surroundings. Heat of the first
     * period is dearer, and some of it is lost on the way.
     */
    @ParameterizedTest
    @EnumSource
    void heatIsStoredInWhatIsHeatedAndLostOnTheWay(ThermostaticLoad.Mode mode) {
        boolean heats = mode == ThermostaticLoad.Mode.HEATING;
        Range any = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        Range wanted = heats ? new Range(20.0, Double.POSITIVE_INFINITY) : new Range(Double.NEGATIVE_INFINITY, 20.0);
        double ambient = heats ? 0.0 : 40.0;
        ThermostaticLoad load = house(mode, ambient, any);
        HorizonSolution plan = plan(List.of(load, house(mode, ambient, wanted), load));

        double a = Math.exp(-2.0 / 2.0);
        double before = Math.exp(-0.5 / 2.0);
        double perMwFirst = a * (1.0 - before) * 3000.0;
        double perMwSecond = (1.0 - a) * 3000.0;
        double lacking = 20.0 * (1.0 - a * before);
        // 40 for half an hour, 10 for two hours: a degree costs 20 / 244 and 20 / 1896.
        assertThat(20.0 / perMwFirst).isGreaterThan(20.0 / perMwSecond);
        double p = lacking / perMwSecond;
        assertThat(plan.supply(load)).containsExactly(new double[] {0.0, -p, 0.0}, within(1e-8));
        assertThat(plan.objective()).isCloseTo(2.0 * 10.0 * p, within(1e-8));
        double[] temperature = plan.overTime(ThermostaticLoadType.TEMPERATURE, load);
        assertThat(temperature[1]).isCloseTo(20.0, within(1e-6));
        assertThat(temperature[2]).isCloseTo(ambient + (20.0 - ambient) * Math.exp(-0.25 / 2.0), within(1e-6));
        // Currency per degree, whatever the length of the period.
        assertThat(plan.at(1)
                        .duals(heats ? ThermostaticLoadType.TEMPERATURE_MIN : ThermostaticLoadType.TEMPERATURE_MAX)[0])
                .isCloseTo(20.0 / perMwSecond, within(1e-7));
    }

    /** The law of a period is the differential equation's, by fourth-order steps of a thousandth of an hour. */
    @ParameterizedTest
    @EnumSource
    void theTemperatureIsThatOfTheDifferentialEquation(ThermostaticLoad.Mode mode) {
        double ambient = mode == ThermostaticLoad.Mode.HEATING ? -5.0 : 35.0;
        ThermostaticLoad.Body body = house(mode, ambient, Range.ZERO).body();
        double p = 0.007;
        DoubleFunction<Double> rate =
                theta -> ((ambient - theta) / body.resistance() + Math.signum(body.gain()) * 3.0 * p) / body.capacity();
        double theta = 20.0;
        double step = 1e-3;
        for (int k = 0; k < 250; k++) {
            double k1 = rate.apply(theta);
            double k2 = rate.apply(theta + 0.5 * step * k1);
            double k3 = rate.apply(theta + 0.5 * step * k2);
            double k4 = rate.apply(theta + step * k3);
            theta += step / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4);
        }
        double a = body.retention(0.25);
        assertThat(a * 20.0 + (1.0 - a) * (ambient + body.gain() * p)).isCloseTo(theta, within(1e-10));
    }

    /** A start in the first period costs 40 + 20, in the second 40 + 12.5; in the third it would not end in time. */
    @Test
    void anAtomicLoadRunsOnceInOnePiece() {
        AtomicLoad load = new AtomicLoad(1, "", 1, List.of(2.0, 1.0), true, true, 0.0, true);
        HorizonSolution plan = plan(load);

        assertThat(plan.objective()).isCloseTo(2.0 * 2 * 10 + 0.25 * 50, within(1e-6));
        assertThat(plan.supply(load)).containsExactly(new double[] {0.0, -2.0, -1.0}, within(1e-6));
        assertThat(plan.overTime(AtomicLoadType.STARTS, load))
                .containsExactly(new double[] {0.0, 1.0, 0.0}, within(1e-6));
        assertThat(plan(List.of(load, load.withMayStart(false), load)).objective())
                .isCloseTo(40.0 + 20.0, within(1e-6));
    }

    /** What a run is worth counts once, however long the period of its start is. */
    @Test
    void anAtomicLoadThatMayRunDoesSoWhereThatPays() {
        AtomicLoad dear = new AtomicLoad(1, "", 1, List.of(2.0, 1.0), true, false, 52.0, true);
        assertThat(plan(dear).objective()).isCloseTo(0.0, within(1e-6));
        AtomicLoad worth = new AtomicLoad(1, "", 1, List.of(2.0, 1.0), true, false, 53.0, true);
        assertThat(plan(worth).objective()).isCloseTo(52.5 - 53.0, within(1e-6));
    }

    private static CogenerationUnit works(
            Optional<CogenerationUnit.Commitment> commitment, double boiler, CogenerationUnit.HeatStore store) {
        return new CogenerationUnit(
                1,
                "",
                1,
                List.of(new CogenerationUnit.Vertex(1.0, 0.0, 20.0), new CogenerationUnit.Vertex(3.0, 4.0, 80.0)),
                commitment,
                2.0,
                boiler,
                12.0,
                store,
                0.0,
                true);
    }

    /** 2 MW of heat are half of each vertex: 2 MW of power at 50 per hour; 137.5 of fuel, and 105 are earned. */
    @Test
    void heatIsPricedByFuelAndPower() {
        CogenerationUnit plant = works(Optional.empty(), 0.0, CogenerationUnit.HeatStore.NONE);
        HorizonSolution plan = plan(plant);

        assertThat(plan.objective()).isCloseTo(137.5 - 105.0, within(1e-6));
        assertThat(plan.supply(plant)).containsExactly(new double[] {2.0, 2.0, 2.0}, within(1e-6));
        // A MWh more of heat takes 15 of fuel and gives half a MWh of power.
        assertThat(plan.overTime(period -> period.duals(CogenerationUnitType.HEAT_BALANCE)[0]))
                .containsExactly(new double[] {15.0 - 20.0, 15.0 - 5.0, 15.0 - 25.0}, within(1e-5));
        // Where heat may be thrown away, it is where its price is below zero.
        CogenerationUnit open = plant.withDumpMax(1.0);
        HorizonSolution dumping = plan(open);
        assertThat(dumping.overTime(CogenerationUnitType.DUMPED, open))
                .containsExactly(new double[] {1.0, 0.0, 1.0}, within(1e-6));
        assertThat(dumping.objective()).isCloseTo(32.5 - 0.5 * 5.0 - 0.25 * 10.0, within(1e-6));
    }

    /**
     * Beside a boiler at 12 per MWh, an hour on costs -30, 30 and -50, and one off 24: it stays on in the second period
     * since a second start would cost 30 more, once and not by the hour.
     */
    @Test
    void aStartIsPaidOnce() {
        CogenerationUnit.HeatStore none = CogenerationUnit.HeatStore.NONE;
        Optional<CogenerationUnit.Commitment> wasOff = Optional.of(new CogenerationUnit.Commitment(30.0, false));
        Optional<CogenerationUnit.Commitment> wasOn = Optional.of(new CogenerationUnit.Commitment(30.0, true));
        Optional<CogenerationUnit.Commitment> cheap = Optional.of(new CogenerationUnit.Commitment(5.0, true));

        double always = 0.5 * -30.0 + 2.0 * 30.0 + 0.25 * -50.0;
        assertThat(plan(works(wasOff, 5.0, none)).objective()).isCloseTo(always + 30.0, within(1e-6));
        assertThat(plan(works(wasOn, 5.0, none)).objective()).isCloseTo(always, within(1e-6));
        HorizonSolution twice = plan(works(cheap, 5.0, none));
        assertThat(twice.objective()).isCloseTo(always + 2.0 * (24.0 - 30.0) + 5.0, within(1e-6));
        assertThat(twice.overTime(CogenerationUnitType.ON, works(cheap, 5.0, none)))
                .containsExactly(new double[] {1.0, 0.0, 1.0}, within(1e-6));
    }

    /** The dual of the law of stored heat is what a MWh more at the start saves, after the loss of half an hour. */
    @Test
    void storedHeatHasAValue() {
        DoubleFunction<HorizonSolution> from = initial ->
                plan(works(Optional.empty(), 0.0, new CogenerationUnit.HeatStore(1.0, 1.0, 3.0, initial, 0.5, 0.1)));
        HorizonSolution plan = from.apply(1.0);
        double difference = (from.apply(1.01).objective() - from.apply(0.99).objective()) / 0.02;
        double kept = Math.pow(0.9, 0.5);
        assertThat(kept * plan.at(0).duals(CogenerationUnitType.STORED_LAW)[0]).isCloseTo(difference, within(1e-4));
        // More heat displaces heat of the second period, at 10 per MWh, and what is left of it by then.
        assertThat(difference).isCloseTo(-10.0 * Math.pow(0.9, 2.5), within(1e-4));
    }

    static Stream<OpfFormulation> formulations() {
        return Stream.of(new DcOpf(), new PtdfDcOpf(), new LinDistFlow(), new BranchFlowSocp());
    }

    /**
     * All kinds at once behind a line that loses next to nothing: what they do alone adds up, since the market has
     * room, and the price at their bus is that of the market, whatever the length of the period.
     */
    @ParameterizedTest
    @MethodSource("formulations")
    void everyFormulationHasThem(OpfFormulation formulation) {
        List<ConnectedElement> devices = List.of(
                CurtailableLoad.of(1, 7, 4.0, 1.0, 20.0),
                ShiftableLoad.of(1, 7, 2.0, 1.0, 1.0, 5.0),
                new PaybackLoad(1, "", 7, 2.0, 1.0, 1.0, 1.2, 1, 3.0, true),
                new CogenerationUnit(
                        1,
                        "",
                        7,
                        List.of(
                                new CogenerationUnit.Vertex(1.0, 0.0, 20.0),
                                new CogenerationUnit.Vertex(3.0, 4.0, 80.0)),
                        Optional.empty(),
                        2.0,
                        0.0,
                        12.0,
                        CogenerationUnit.HeatStore.NONE,
                        0.0,
                        true));
        NetworkBuilder builder = Network.builder("two buses", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(7).withVoltageLimits(0.9, 1.1))
                .branch(Branch.line(1, 1, 7, 1e-6, 1e-6))
                .generator(Generator.of(1, 1, -100.0, 100.0, -50.0, 50.0, CostCurve.linear(0.0)));
        devices.forEach(builder::device);
        Network network = builder.build();
        HorizonSolution plan = Opf.of(formulation)
                .withOptions(SolverOptions.defaults().withTolerance(1e-9))
                .solve(OpfProblem.of(network)
                        .over(
                                Horizon.ofHours(HOURS),
                                Arrays.stream(PRICES)
                                        .mapToObj(price -> Profile.of(network).withPrices(new double[] {price}))
                                        .toList()))
                .orElseThrow();

        double alone = (0.5 * (3 * 40 + 20) + 2.0 * 4 * 10 + 0.25 * (3 * 50 + 20))
                + (105.0 - 21.25)
                + (105.0 - 0.5 * 40 + 0.6 * 10 + 0.5 * 3)
                + 32.5;
        assertThat(plan.objective()).isCloseTo(alone, within(2e-3));
        assertThat(plan.overTime(period -> period.duals(OpfConstraints.ACTIVE_BALANCE)[1]))
                .containsExactly(PRICES, within(2e-3));
        assertThat(plan.supply(devices.get(1))).containsExactly(new double[] {-1.0, -2.375, -1.0}, within(1e-3));
        assertThat(plan.supply(devices.get(3))).containsExactly(new double[] {2.0, 2.0, 2.0}, within(1e-3));
    }
}
