package org.flexopf.examples.horizon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flexopf.casefile.HorizonCase;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.AtomicLoad;
import org.flexopf.network.Bid;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.Element;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.PaybackLoad;
import org.flexopf.network.Profile;
import org.flexopf.network.ShiftableLoad;
import org.flexopf.network.Storage;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.Opf;
import org.flexopf.opf.device.AtomicLoadType;
import org.flexopf.opf.device.CurtailableLoadType;
import org.flexopf.opf.device.ThermostaticLoadType;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.HorizonProblem;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.program.ConicProgram;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.SolverOptions;
import org.flexopf.testkit.ReferenceCases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Horizons with answers by programs that share nothing with this library. */
class HorizonReferenceTest {

    private static final Map<String, OpfFormulation> MODELS =
            Map.of("dc", new DcOpf(), "socp", new BranchFlowSocp(), "lindistflow", new LinDistFlow());

    /** What the answers call the quantities of devices. */
    private static final Map<String, VariableFamily> QUANTITIES = Map.of(
            "x", CurtailableLoadType.CURTAILED,
            "temp", ThermostaticLoadType.TEMPERATURE,
            "p", ThermostaticLoadType.POWER);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a_day_15min",
                "a_day_1h",
                "a_split_15min",
                "a_split_1h",
                "b_cyclic",
                "b_end_value",
                "b_negative_relaxed",
                "b_no_storage",
                "b_one_period",
                "b_one_period_quarter",
                "b_toy",
                "b_toy_limit",
                "b_zero_power",
                "b_zero_storage",
                "c33_day",
                "c33_sunny",
                "g_chp",
                "g_ev",
                "g_ev_v2g",
                "g_ev_v2g_negative",
                "g_fleet50_homothetic",
                "g_fleet50_homothetic_cap",
                "g_fleet50_homothetic_cap_summed",
                "g_fleet50_homothetic_summed",
                "g_fleet50_mixed",
                "g_fleet50_mixed_cap",
                "g_fleet50_mixed_cap_summed",
                "g_fleet50_mixed_summed",
                "g_payback",
                "g_shiftable",
                "g_thermostatic",
                "g_thermostatic_quarter",
                "most_ramp1",
                "most_ramp2_window1",
                "most_ramp2_window2"
            })
    void agrees(String name) throws IOException {
        Path folder = ReferenceCases.path("time/" + name);
        HorizonCase given = HorizonCase.read(folder.resolve("case.json"));
        JsonNode expected =
                new ObjectMapper().readTree(folder.resolve("expected.json").toFile());

        for (String model : given.models()) {
            HorizonSolution plan = Opf.of(MODELS.get(model))
                    .withOptions(SolverOptions.defaults().withTolerance(1e-9))
                    .solve(OpfProblem.of(given.network()).over(horizon(given), given.profiles()))
                    .orElseThrow();
            compare(name + ", " + model, plan, given, expected.get(model));
        }
    }

    /** Units that are switched on and off, and storages that charge or discharge. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "b_negative_binary",
                "d_uc_dc3",
                "d_uc_halfhour",
                "d_uc_onebus",
                "g_atomic",
                "g_chp_onoff",
                "g_curtailable",
                "g_ev_v2g_negative_binary",
                "most_uc_dc",
                "most_uc_minup"
            })
    void agreesWithIntegers(String name) throws IOException {
        Path folder = ReferenceCases.path("time/" + name);
        HorizonCase given = HorizonCase.read(folder.resolve("case.json"));
        JsonNode expected = new ObjectMapper()
                .readTree(folder.resolve("expected.json").toFile())
                .get("dc");
        OpfProblem problem = OpfProblem.of(given.network());
        if (given.valueOfLostLoad().isPresent()) {
            double penalty = given.valueOfLostLoad().getAsDouble();
            problem = problem.withSoftLimits(SoftLimits.none().with(SoftLimit.DEMAND, penalty));
        }

        HorizonSolution plan = Opf.of(new DcOpf())
                .solve(problem.over(horizon(given), given.profiles()))
                .orElseThrow();

        double objective = expected.get("objective").asDouble();
        assertThat(plan.objective()).isCloseTo(objective, within(1e-6 * Math.abs(objective)));
        HorizonSolution priced = plan.atItsIntegers();
        assertThat(priced.objective()).isCloseTo(objective, within(1e-6 * Math.abs(objective)));
        if (expected.get("unique").path("prices").asBoolean()) {
            comparePrices(name, priced, given, expected);
        }
        compareDevices(name, plan, given, expected, 5e-6);
        JsonNode commitment = expected.path("commitment");
        commitment.fieldNames().forEachRemaining(unit -> {
            int g = given.network().generators().stream()
                    .map(Generator::name)
                    .toList()
                    .indexOf(unit);
            assertSeries(
                    name + ", " + unit,
                    plan.overTime(period -> period.values(OpfVariables.GENERATOR_ON)[g]),
                    commitment.get(unit),
                    1e-6);
        });
    }

    /** Vehicles and flexible demand within what the answers support: 1e-9 of the cost, 1e-4 of prices, 1e-6 MW. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "g_atomic",
                "g_chp",
                "g_chp_onoff",
                "g_curtailable",
                "g_ev",
                "g_ev_v2g",
                "g_ev_v2g_negative",
                "g_ev_v2g_negative_binary",
                "g_fleet50_homothetic",
                "g_fleet50_homothetic_cap",
                "g_fleet50_homothetic_cap_summed",
                "g_fleet50_homothetic_summed",
                "g_fleet50_mixed",
                "g_fleet50_mixed_cap",
                "g_fleet50_mixed_cap_summed",
                "g_fleet50_mixed_summed",
                "g_payback",
                "g_shiftable",
                "g_thermostatic",
                "g_thermostatic_quarter"
            })
    void agreesToTheDigitsOfTheAnswers(String name) throws IOException {
        Path folder = ReferenceCases.path("time/" + name);
        HorizonCase given = HorizonCase.read(folder.resolve("case.json"));
        JsonNode expected = new ObjectMapper()
                .readTree(folder.resolve("expected.json").toFile())
                .get("dc");

        HorizonSolution plan = Opf.of(new DcOpf())
                .withOptions(SolverOptions.defaults().withTolerance(1e-11).withIntegerGap(1e-9))
                .solve(OpfProblem.of(given.network()).over(horizon(given), given.profiles()))
                .orElseThrow();

        double objective = expected.get("objective").asDouble();
        assertThat(plan.objective()).isCloseTo(objective, within(1e-9 * Math.abs(objective)));
        compareDevices(name, plan, given, expected, 1e-6);
        if (expected.get("unique").path("prices").asBoolean()) {
            HorizonSolution priced = plan.run().result().hasDuals() ? plan : plan.atItsIntegers();
            assertSeries(
                    name + ", price",
                    priced.overTime(period -> period.duals(OpfConstraints.ACTIVE_BALANCE)[0]),
                    expected.get("price_per_mwh").get("1"),
                    1e-4 / 100.0);
        }
        if (expected.get("unique").path("generators").asBoolean()) {
            assertSeries(
                    name + ", market",
                    plan.overTime(period -> period.point().pg(0)),
                    expected.get("generators").get("market"),
                    1e-6);
        }
    }

    /** Bids of every kind; f33_steps has eight blocks in a feeder of 33 buses. */
    @ParameterizedTest
    @ValueSource(
            strings = {"e_auction1", "e_auction2", "e_auction3", "e_auction4", "e_auction5", "f4_blocks", "f33_steps"})
    void agreesWithBids(String name) throws IOException {
        Path folder = ReferenceCases.path("time/" + name);
        HorizonCase given = HorizonCase.read(folder.resolve("case.json"));
        String model = given.models().get(0);
        JsonNode expected = new ObjectMapper()
                .readTree(folder.resolve("expected.json").toFile())
                .get(model);
        HorizonProblem problem = OpfProblem.of(given.network()).over(horizon(given), given.profiles());
        double objective = expected.get("objective").asDouble();
        // Bids of feeders are some tenths of a MW: what an integer leaks has to be small beside that.
        double relative = model.equals("dc") ? 1e-8 : 1e-7;

        HorizonSolution priced =
                Opf.of(MODELS.get(model)).solve(problem).orElseThrow().atItsIntegers();

        assertThat(priced.objective()).isCloseTo(objective, within(relative * Math.abs(objective)));
        int accepted = 0;
        for (Element element : given.network().elements(Bid.KIND)) {
            Bid bid = (Bid) element;
            JsonNode theirs = expected.get("bids").get(bid.name());
            if (bid.offer() instanceof Bid.Block) {
                double ratio = theirs.get("ratio").asDouble();
                assertThat(priced.acceptance(bid)).as(bid.name()).isCloseTo(ratio, within(1e-5));
                accepted += ratio > 0.5 ? 1 : 0;
            } else {
                assertSeries(bid.name(), priced.power(bid), theirs.get("quantity_mw"), 1e-5);
            }
        }
        assertThat(accepted).isPositive();
        if (expected.get("unique").path("prices").asBoolean(model.equals("socp"))) {
            comparePrices(name, priced, given, expected);
        }
        double relaxed = expected.path(model.equals("dc") ? "lp_relaxation_objective" : "relaxation_objective")
                .asDouble();
        ConicProgram program = priced.run().prepared().model().program().relaxed();
        assertThat(CheckedSolver.suitableFor(program)
                        .solve(program, SolverOptions.defaults())
                        .objective())
                .as("the relaxation says whether rows are as tight as those of the reference")
                .isCloseTo(relaxed, within(1e-6 * Math.abs(relaxed)));
    }

    private static Horizon horizon(HorizonCase given) {
        return Horizon.ofHours(given.hours().stream().mapToDouble(h -> h).toArray());
    }

    private static void compare(String what, HorizonSolution plan, HorizonCase given, JsonNode expected) {
        double objective = expected.get("objective").asDouble();
        assertThat(plan.objective()).as(what).isCloseTo(objective, within(2e-7 * Math.max(1.0, Math.abs(objective))));
        JsonNode unique = expected.get("unique");
        if (unique.path("generators").asBoolean()) {
            for (Generator generator : given.network().generators()) {
                int g = given.network().index(generator);
                assertSeries(
                        what + ", " + generator.name(),
                        plan.overTime(period -> period.point().pg(g)),
                        expected.get("generators").get(generator.name()),
                        2e-3);
            }
        }
        if (unique.path("prices").asBoolean() && expected.has("price_per_mwh")) {
            comparePrices(what, plan, given, expected);
        }
        compareDevices(what, plan, given, expected, 5e-6);
        if (unique.path("storage_energy").asBoolean() && expected.has("storage")) {
            given.network().elements(Storage.KIND).stream()
                    .map(Storage.class::cast)
                    .filter(storage -> expected.get("storage").has(storage.name()))
                    .forEach(storage -> assertSeries(
                            what + ", energy of " + storage.name(),
                            plan.energy(storage),
                            expected.get("storage").get(storage.name()).get("energy_mwh"),
                            5e-3));
        }
    }

    private static double baseline(ConnectedElement device, Profile profile) {
        ConnectedElement inPeriod =
                profile.devices(device.kind()).get(profile.network().index(device));
        return inPeriod instanceof ShiftableLoad load ? load.baseline() : ((PaybackLoad) inPeriod).baseline();
    }

    /**
     * Where the answers have a quantity of a device, it is as they say; of up and down, only their difference counts.
     */
    private static void compareDevices(
            String what, HorizonSolution plan, HorizonCase given, JsonNode expected, double tolerance) {
        if (!expected.get("unique").path("devices").asBoolean()) {
            return;
        }
        given.network().furtherKinds().stream()
                .filter(kind -> !kind.equals(Storage.KIND))
                .flatMap(kind -> given.network().connected(kind).stream())
                .forEach(device -> {
                    String name = device.name();
                    JsonNode theirs = expected.get("devices").get(name);
                    List<String> compared = new ArrayList<>();
                    QUANTITIES.forEach((key, family) -> {
                        if (family.kind().equals(device.kind()) && theirs.has(key)) {
                            assertSeries(
                                    what + ", " + key + " of " + name,
                                    plan.overTime(family, device),
                                    theirs.get(key),
                                    tolerance);
                            compared.add(key);
                        }
                    });
                    if (theirs.has("up")) {
                        double[] supply = plan.supply(device);
                        for (int t = 0; t < supply.length; t++) {
                            double net = -supply[t]
                                    - baseline(device, given.profiles().get(t));
                            double answer = theirs.get("up").get(t).asDouble()
                                    - theirs.get("down").get(t).asDouble();
                            assertThat(net)
                                    .as("%s, %s in period %d", what, name, t + 1)
                                    .isCloseTo(answer, within(tolerance));
                        }
                        compared.add("up");
                    }
                    if (device instanceof AtomicLoad) {
                        double[] starts = plan.overTime(AtomicLoadType.STARTS, device);
                        theirs.get("start")
                                .fieldNames()
                                .forEachRemaining(period -> assertThat(starts[Integer.parseInt(period) - 1])
                                        .as("%s, start of %s in %s", what, name, period)
                                        .isCloseTo(
                                                theirs.get("start").get(period).asDouble(), within(1e-6)));
                        compared.add("start");
                    }
                    assertThat(compared).as(what + ", " + name).isNotEmpty();
                });
    }

    private static void comparePrices(String what, HorizonSolution plan, HorizonCase given, JsonNode expected) {
        for (Load load : given.network().loads()) {
            int bus = given.network().busIndex(load.bus());
            assertSeries(
                    what + ", price at " + load.bus(),
                    plan.overTime(period -> period.duals(OpfConstraints.ACTIVE_BALANCE)[bus]),
                    expected.get("price_per_mwh").get(String.valueOf(load.bus())),
                    1e-3);
        }
    }

    private static void assertSeries(String what, double[] ours, JsonNode theirs, double tolerance) {
        List<Double> expected = new ArrayList<>();
        theirs.forEach(value -> expected.add(value.asDouble()));
        assertThat(ours).as(what).hasSize(expected.size());
        for (int t = 0; t < ours.length; t++) {
            assertThat(ours[t])
                    .as("%s in period %d", what, t + 1)
                    .isCloseTo(expected.get(t), within(tolerance * Math.max(1.0, Math.abs(expected.get(t)))));
        }
    }
}
