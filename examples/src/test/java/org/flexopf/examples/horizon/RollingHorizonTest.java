package org.flexopf.examples.horizon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.flexopf.casefile.HorizonCase;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.Bid;
import org.flexopf.network.Bus;
import org.flexopf.network.ChargingFleet;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Element;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Profile;
import org.flexopf.network.Range;
import org.flexopf.network.Storage;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.ProgramChange;
import org.flexopf.opf.RollingHorizon;
import org.flexopf.opf.RollingPlan;
import org.flexopf.opf.RollingResult;
import org.flexopf.opf.RollingWindow;
import org.flexopf.opf.WindowEnds;
import org.flexopf.opf.device.AtomicLoadType;
import org.flexopf.opf.device.BidType;
import org.flexopf.opf.device.CogenerationUnitType;
import org.flexopf.opf.device.CurtailableLoadType;
import org.flexopf.opf.device.PaybackLoadType;
import org.flexopf.opf.device.ShiftableLoadType;
import org.flexopf.opf.device.StorageType;
import org.flexopf.opf.device.ThermostaticLoadType;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.HorizonProblem;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.testkit.ReferenceCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A horizon that is decided window by window hands on all that devices remember, and tells what is firm. */
class RollingHorizonTest {

    private static final Opf DC =
            Opf.of(new DcOpf()).withOptions(SolverOptions.defaults().withTolerance(1e-9));

    /** What decides everything else in a period. */
    private static final List<VariableFamily> DECISIONS = List.of(
            OpfVariables.GENERATOR_P,
            OpfVariables.GENERATOR_ON,
            StorageType.CHARGE,
            StorageType.DISCHARGE,
            ThermostaticLoadType.POWER,
            PaybackLoadType.DOWN,
            PaybackLoadType.UP,
            ShiftableLoadType.UP,
            ShiftableLoadType.DOWN,
            AtomicLoadType.STARTS,
            CurtailableLoadType.CURTAILED,
            CurtailableLoadType.ACTIVE,
            CogenerationUnitType.ON,
            CogenerationUnitType.BOILER,
            CogenerationUnitType.CHARGE,
            CogenerationUnitType.DISCHARGE,
            BidType.RATIO,
            BidType.RUNS);

    @TempDir
    private Path folder;

    private static HorizonProblem problem(HorizonCase given) {
        double[] hours = given.hours().stream().mapToDouble(h -> h).toArray();
        return OpfProblem.of(given.network()).over(Horizon.ofHours(hours), given.profiles());
    }

    private HorizonProblem problem(String json) throws IOException {
        Path file = folder.resolve("case.json");
        Files.writeString(file, json);
        return problem(HorizonCase.read(file));
    }

    /** The published windows of MOST's second ramp example; the second knows another demand than the first thought. */
    @Test
    void agreesWithThePublishedWindows() throws IOException {
        Network network = HorizonCase.read(ReferenceCases.path("time/most_ramp2_window1/case.json"))
                .network();
        Profile[] now = {demand(network, 419.999), demand(network, 599.999)};
        Profile then = demand(network, 590.0);
        List<RollingWindow> windows = new ArrayList<>();

        RollingResult result = RollingHorizon.of(DC, 2, 1)
                .withForecast((first, period) -> first == 0 && period < 2 ? now[period] : then)
                .solve(
                        OpfProblem.of(network).over(Horizon.ofHours(1, 1, 1), List.of(now[0], then, then)),
                        windows::add);

        assertThat(result.status()).isEqualTo(SolveStatus.OPTIMAL);
        HorizonSolution first = windows.get(0).plan().orElseThrow();
        assertThat(windows.get(0).isFirm(0)).isTrue();
        assertThat(windows.get(0).isFirm(1)).isFalse();
        assertThat(first.objective()).isCloseTo(26249.94, within(1e-4));
        assertThat(power(first.at(0))).containsExactly(new double[] {370.0, 49.999}, within(1e-5));
        assertThat(power(first.at(1))).containsExactly(new double[] {500.0, 99.999}, within(1e-5));
        assertThat(price(first.at(0))).isCloseTo(25.0, within(1e-5));
        assertThat(price(first.at(1))).isCloseTo(35.0, within(1e-5));
        HorizonSolution second = windows.get(1).plan().orElseThrow();
        assertThat(second.objective()).isCloseTo(30400.0, within(1e-4));
        assertThat(power(second.at(0))).containsExactly(new double[] {500.0, 90.0}, within(1e-5));
        assertThat(power(second.at(1))).containsExactly(new double[] {500.0, 90.0}, within(1e-5));
        assertThat(price(second.at(0))).isCloseTo(30.0, within(1e-5));
        assertThat(result.costs().get(0)).isCloseTo(370.0 * 25.0 + 49.999 * 30.0, within(1e-4));
        assertThat(result.cost()).isCloseTo(370.0 * 25.0 + 49.999 * 30.0 + 30400.0, within(1e-3));
    }

    private static Profile demand(Network network, double mw) {
        return Profile.of(network).withDemand(new double[] {mw}, new double[] {0.0});
    }

    private static double[] power(OpfSolution period) {
        return period.values(OpfVariables.GENERATOR_P);
    }

    private static double price(OpfSolution period) {
        return period.duals(OpfConstraints.ACTIVE_BALANCE)[0];
    }

    /** Prices 60, 20, 90, 30, 80, 25 in uneven periods; a ramp, a storage that leaks. */
    private static Network market(Storage.End end) {
        NetworkBuilder builder = Network.builder("market", 10.0)
                .bus(Bus.reference(1, 1.0))
                .generator(Generator.of(1, 1, 0.0, 50.0, 0.0, 0.0, CostCurve.quadratic(0.5, 10.0, 3.0))
                        .withRamps(6.0, 7.0)
                        .withInitialPower(10.0))
                .generator(Generator.of(2, 1, 0.0, 50.0, 0.0, 0.0, CostCurve.linear(40.0)))
                .load(Load.of(1, 1, 20.0, 0.0))
                .device(Storage.of(
                                1,
                                1,
                                Storage.Converter.of(4.0, 5.0, 0.9, 0.95).withThroughputCost(0.5),
                                new Range(1.0, 12.0),
                                6.0)
                        .withSelfDischarge(0.01)
                        .withEnd(end));
        return builder.build();
    }

    private static HorizonProblem market(Storage.End end, long seed) {
        Network network = market(end);
        Random random = new Random(seed);
        double[] hours = new double[8];
        List<Profile> profiles = new ArrayList<>();
        for (int t = 0; t < hours.length; t++) {
            hours[t] = 0.5 + 1.5 * random.nextDouble();
            profiles.add(Profile.of(network)
                    .withDemandTimes(0.5 + random.nextDouble())
                    .withPrices(new double[] {Double.NaN, 20.0 + 60.0 * random.nextDouble()}));
        }
        return OpfProblem.of(network).over(Horizon.ofHours(hours), profiles);
    }

    @Test
    void oneWindowIsTheHorizonAtOnceBitForBit() {
        HorizonProblem problem = market(Storage.End.atLeast(5.0), 1);
        HorizonSolution whole = DC.solve(problem).orElseThrow();
        RollingPlan plan = RollingHorizon.of(DC, 8, 8).solve(problem).orElseThrow();

        for (int t = 0; t < 8; t++) {
            assertThat(plan.at(t).result().x())
                    .containsExactly(whole.at(t).result().x());
            assertThat(plan.at(t).result().y())
                    .containsExactly(whole.at(t).result().y());
        }
        assertThat(plan.cost()).isCloseTo(whole.objective(), within(1e-9 * whole.objective()));
    }

    /** Who sees less pays at least as much; the end state is the same, and mid-window values are no income. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void costsAtLeastAsMuchAsTheHorizonAtOnceWithTheSameEnd(long seed) {
        HorizonProblem problem = market(Storage.End.free(30.0), seed);
        Storage storage =
                (Storage) problem.problem().network().elements(Storage.KIND).get(0);
        HorizonSolution longer = DC.solve(problem).orElseThrow();
        for (WindowEnds ends :
                List.of(WindowEnds.asStated(), WindowEnds.valuedAs(longer), WindowEnds.levelsOf(longer))) {
            RollingPlan plan = RollingHorizon.of(DC, 3, 2 - (int) (seed % 2))
                    .withEnds(ends)
                    .solve(problem)
                    .orElseThrow();
            double left = plan.energy(storage)[7];
            HorizonSolution whole = DC.solve(market(Storage.End.fixed(Math.max(1.0, left)), seed))
                    .orElseThrow();

            // The last period is worth 30 per MWh that is left, in one of the two objectives alone.
            double paid = plan.cost() + 30.0 * left;
            assertThat(paid).isGreaterThanOrEqualTo(whole.objective() - 1e-5);
            // So it is exact within the least that a window of 3 periods can lose.
            assertThat(paid).isLessThan(1.3 * whole.objective());
        }
    }

    /** A window that does not know what stored energy is worth empties its store, and one that does leaves it. */
    @Test
    void endsOfWindowsAreWhatTheyAreValuedAt() {
        Network network = Network.builder("store", 10.0)
                .bus(Bus.reference(1, 1.0))
                .generator(Generator.of(1, 1, 0.0, 50.0, 0.0, 0.0, CostCurve.linear(0.0)))
                .load(Load.of(1, 1, 5.0, 0.0))
                .device(Storage.of(1, 1, Storage.Converter.of(4.0, 4.0, 1.0, 1.0), new Range(0.0, 8.0), 4.0))
                .build();
        Storage storage = (Storage) network.elements(Storage.KIND).get(0);
        List<Profile> profiles = Arrays.stream(new double[] {20.0, 21.0, 22.0, 100.0})
                .mapToObj(price -> Profile.of(network).withPrices(new double[] {price}))
                .toList();
        HorizonProblem problem = OpfProblem.of(network).over(Horizon.ofHours(1, 1, 1, 1), profiles);
        HorizonSolution whole = DC.solve(problem).orElseThrow();
        RollingHorizon rolling = RollingHorizon.of(DC, 1, 1);

        // Alone, 4 MWh are sold at 20 at once; together, 4 MW of 100 are saved, and 4 of 22.
        assertThat(rolling.solve(problem).orElseThrow().energy(storage)[0]).isCloseTo(0.0, within(1e-5));
        assertThat(rolling.solve(problem).orElseThrow().cost())
                .isCloseTo(20.0 + 5 * 21.0 + 5 * 22.0 + 500.0, within(1e-4));
        assertThat(rolling.withEnds(WindowEnds.levelsOf(whole))
                        .solve(problem)
                        .orElseThrow()
                        .cost())
                .isCloseTo(whole.objective(), within(1e-3));
        assertThat(whole.objective()).isCloseTo(9 * 20.0 + 5 * 21.0 + 22.0 + 100.0, within(1e-4));
        double valued = rolling.withEnds((it, period) -> Storage.End.free(90.0))
                .solve(problem)
                .orElseThrow()
                .cost();
        // It fills up at 20, for its end is worth 90; what that is worth is no income. 8 MWh, of which 4 are left.
        assertThat(valued).isCloseTo(9 * 20.0 + 5 * 21.0 + 5 * 22.0 + 100.0, within(1e-4));
    }

    /** 5 of 6 periods have to be used, and a window sees two: it charges no earlier than it must. */
    @Test
    void leavesEnoughForADepartureThatAWindowDoesNotSee() throws IOException {
        HorizonProblem problem = problem("""
                {"name": "vehicle", "h": [1, 1, 1, 1, 1, 1], "network": null,
                 "generators": [{"name": "g", "bus": 1, "p_max_mw": 10, "cost": {"c1": [6, 5, 4, 3, 2, 1]}}],
                 "devices": [{"kind": "ev", "name": "car", "bus": 1, "first": 1, "last": 6, "charge_max_mw": 1,
                   "discharge_max_mw": 0, "energy_max_mwh": 8, "energy_arrival_mwh": 0, "energy_departure_mwh": 5}]}
                """);
        RollingPlan plan = RollingHorizon.of(DC, 2, 1).solve(problem).orElseThrow();
        Storage car =
                (Storage) problem.problem().network().elements(Storage.KIND).get(0);

        assertThat(plan.energy(car)).containsExactly(new double[] {0.0, 1.0, 2.0, 3.0, 4.0, 5.0}, within(1e-5));
        assertThat(plan.cost()).isCloseTo(15.0, within(1e-5));
    }

    private static String all(long seed) {
        Random random = new Random(seed);
        double[] price = random.doubles(8, 10.0, 90.0).toArray();
        double[] demand = random.doubles(8, 12.0, 20.0).toArray();
        double[] hours = random.doubles(8, 0.5, 1.5).toArray();
        return """
                {"name": "all", "h": %s, "network": null, "load": {"p_mw": {"1": %s}},
                 "generators": [
                  {"name": "market", "bus": 1, "p_min_mw": -60, "p_max_mw": 60, "cost": {"c1": %s}},
                  {"name": "unit", "bus": 1, "p_min_mw": 4, "p_max_mw": 12, "cost": {"c1": 30, "c0": 20},
                   "ramp_up_mw_per_h": 3, "ramp_down_mw_per_h": 4, "initial_mw": 6,
                   "commitment": {"startup_cost": 50, "min_up_h": 2.5, "min_down_h": 2, "startup_ramp_mw": 6,
                    "shutdown_ramp_mw": 7, "initial_on": true, "initial_hours": 1}}],
                 "storage": [{"name": "b", "bus": 1, "charge_max_mw": 3, "discharge_max_mw": 3, "eta_charge": 0.9,
                  "eta_discharge": 0.9, "energy_max_mwh": 6, "energy_initial_mwh": 2, "self_discharge_per_h": 0.02,
                  "final": {"rule": "at_least", "energy_mwh": 2}}],
                 "devices": [
                  {"kind": "thermostatic", "name": "house", "bus": 1, "r_k_per_mw": 8, "c_mwh_per_k": 0.5, "cop": 1,
                   "p_max_mw": 4, "ambient_c": 5, "initial_c": 21, "min_c": 18, "max_c": 24},
                  {"kind": "payback", "name": "pay", "bus": 1, "baseline_mw": 3,
                   "down_max_mw": [2, 2, 2, 2, 2, 2, 2, 0], "up_max_mw": 3, "ratio": 1.1,
                   "within_periods": 3, "cost_per_mwh": 1},
                  {"kind": "shiftable", "name": "shift", "bus": 1, "baseline_mw": 3, "up_max_mw": 2, "down_max_mw": 1,
                   "cost_per_mwh": 1, "windows": [{"first": 1, "last": 4}, {"first": 5, "last": 8}]},
                  {"kind": "atomic", "name": "wash", "bus": 1, "profile_mw": [2, 1, 3],
                   "start_periods": [2, 3, 4, 5, 6], "must_run": true},
                  {"kind": "curtailable", "name": "cut", "bus": 1, "baseline_mw": 2, "max_curtail_mw": 1,
                   "cost_per_mwh": 50, "max_activated_periods": 2},
                  {"kind": "chp", "name": "plant", "bus": 1, "vertices": [
                    {"p_mw": 1, "heat_mw": 1, "cost_per_h": 30}, {"p_mw": 3, "heat_mw": 2, "cost_per_h": 80}],
                   "heat_demand_mw": 1.2, "boiler_max_mw": 3, "boiler_cost_per_mwh": 40,
                   "heat_storage": {"charge_max_mw": 1, "discharge_max_mw": 1, "energy_max_mwh": 2,
                    "energy_initial_mwh": 1, "energy_final_at_least_mwh": 0.5, "loss_per_h": 0.03},
                   "commitment": {"startup_cost": 15, "initial_on": false}}]}
                """.formatted(Arrays.toString(hours), Arrays.toString(demand), Arrays.toString(price));
    }

    /**
     * The second of two windows decides the rest of the horizon as the horizon decides it where the firm periods are
     * held: so it finds all that they leave, no more and no less.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void windowsFindWhatTheHorizonWouldFind(long seed) throws IOException {
        HorizonProblem problem = problem(all(seed));
        int step = 2 + (int) (seed % 3);
        RollingPlan plan = RollingHorizon.of(DC, 8 - step, step).solve(problem).orElseThrow();
        assertThat(plan.windows()).hasSizeGreaterThanOrEqualTo(2);

        int held = plan.windows().get(plan.windows().size() - 1).first();
        OpfResult whole = DC.prepare(problem.writtenBy(new DcOpf())).solve(holding(plan, held));

        assertThat(whole.status()).as(whole.message()).isEqualTo(SolveStatus.OPTIMAL);
        assertThat(whole.run().orElseThrow().objective()).isCloseTo(plan.cost(), within(1e-5 * Math.abs(plan.cost())));
        // What is decided without the firm periods held is better: the test can tell.
        assertThat(DC.solve(problem).orElseThrow().objective()).isLessThan(plan.cost() + 1e-4);
    }

    private static ProgramChange holding(RollingPlan plan, int periods) {
        ProgramChange change = ProgramChange.none();
        for (int t = 0; t < periods; t++) {
            OpfSolution period = plan.at(t);
            change = change.in(period.block().label());
            for (VariableFamily family : DECISIONS) {
                double[] values = period.has(family) ? period.values(family) : new double[0];
                for (int k = 0; k < values.length; k++) {
                    Element element = period.network().elements(family.kind()).get(k);
                    if (!Double.isNaN(values[k])) {
                        change = change.fixed(family, element.ref(), values[k]);
                    }
                }
            }
        }
        return change;
    }

    /** A block that was accepted goes on, whatever later windows would like; a schedule runs out its time. */
    @Test
    void bidsThatAreAcceptedGoOn() {
        List<Profile> profiles = new ArrayList<>();
        NetworkBuilder builder = Network.builder("bids", 10.0)
                .bus(Bus.reference(1, 1.0))
                .generator(Generator.of(1, 1, 0.0, 50.0, 0.0, 0.0, CostCurve.linear(50.0)))
                .load(Load.of(1, 1, 20.0, 0.0))
                .device(Bid.of(1, 1, new Bid.Block(List.of(4.0, 4.0, 4.0, 4.0), 30.0, 1.0)))
                .device(Bid.of(
                        2,
                        1,
                        new Bid.Schedule(
                                false,
                                Collections.nCopies(4, 2.0),
                                Collections.nCopies(4, 3.0),
                                30.0,
                                new Bid.Rules(Double.POSITIVE_INFINITY, 2, 1, 1.0, Optional.empty()))));
        Network network = builder.build();
        for (double price : new double[] {60.0, 40.0, 5.0, 5.0}) {
            profiles.add(Profile.of(network).withPrices(new double[] {price}));
        }
        HorizonProblem problem = OpfProblem.of(network).over(Horizon.ofHours(1, 1, 1, 1), profiles);
        RollingPlan plan = RollingHorizon.of(DC, 2, 1).solve(problem).orElseThrow();

        // Two periods gain 30 and 10 per MWh; the next two lose 25 each, which the first window did not see.
        assertThat(plan.power((Bid) network.elements(Bid.KIND).get(0)))
                .containsExactly(new double[] {4.0, 4.0, 4.0, 4.0}, within(1e-5));
        assertThat(plan.power((Bid) network.elements(Bid.KIND).get(1)))
                .containsExactly(new double[] {3.0, 3.0, 0.0, 0.0}, within(1e-5));
        assertThat(DC.solve(problem).orElseThrow().acceptance((Bid)
                        network.elements(Bid.KIND).get(0)))
                .isCloseTo(0.0, within(1e-6));
    }

    @Test
    void saysWhoCannotBeDecidedWindowByWindow() {
        Network network = Network.builder("fleet", 10.0)
                .bus(Bus.reference(1, 1.0))
                .generator(Generator.of(1, 1, 0.0, 50.0, 0.0, 0.0, CostCurve.linear(50.0)))
                .device(new ChargingFleet(4, "depot", 1, List.of(1.0, 2.0, 3.0, 3.5), true, true))
                .device(Bid.of(
                        2,
                        1,
                        new Bid.Schedule(
                                false,
                                Collections.nCopies(4, 2.0),
                                Collections.nCopies(4, 3.0),
                                30.0,
                                new Bid.Rules(Double.POSITIVE_INFINITY, 3, 1, 1.0, Optional.empty()))))
                .build();
        HorizonProblem problem =
                OpfProblem.of(network).over(Horizon.ofHours(1, 1, 1, 1), Collections.nCopies(4, Profile.of(network)));

        assertThatThrownBy(() -> RollingHorizon.of(DC, 2, 1).solve(problem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("charging fleet 4 'depot'")
                .hasMessageContaining("ends with period 2")
                .hasMessageContaining("bid 2 runs for at least 3 periods")
                .hasMessageContaining("give windows of at least as many periods");
        assertThat(RollingHorizon.of(DC, 4, 1).solve(problem).status()).isEqualTo(SolveStatus.OPTIMAL);
        assertThatThrownBy(() -> RollingHorizon.of(DC, 1, 2)).hasMessageContaining("windows of 1 periods with 2");
    }

    /** A window without an answer ends it, and says which one. */
    @Test
    void tellsWhichWindowHasNoAnswer() {
        Network network = market(Storage.End.free(0.0));
        List<Profile> profiles = new ArrayList<>(Collections.nCopies(5, Profile.of(network)));
        profiles.set(3, Profile.of(network).withDemandTimes(10.0));
        RollingResult result = RollingHorizon.of(DC, 2, 1)
                .solve(OpfProblem.of(network).over(Horizon.ofHours(1, 1, 1, 1, 1), profiles));

        assertThat(result.status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        assertThat(result.message()).startsWith("the window of periods 3 to 4");
        assertThat(result.plan()).isEmpty();
        assertThat(result.costs()).hasSize(2);
    }
}
