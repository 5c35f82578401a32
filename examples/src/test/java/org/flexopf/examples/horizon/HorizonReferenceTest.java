package org.flexopf.examples.horizon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flexopf.casefile.HorizonCase;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.AtomicLoad;
import org.flexopf.network.Bid;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.Element;
import org.flexopf.network.Generator;
import org.flexopf.network.PaybackLoad;
import org.flexopf.network.Profile;
import org.flexopf.network.ShiftableLoad;
import org.flexopf.network.Storage;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.device.AtomicLoadType;
import org.flexopf.opf.device.CurtailableLoadType;
import org.flexopf.opf.device.ThermostaticLoadType;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.SolverOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Horizons with answers by programs that share nothing with this library. */
class HorizonReferenceTest {

    /** What the answers call the quantities of devices. */
    private static final Map<String, VariableFamily> QUANTITIES = Map.of(
            "x", CurtailableLoadType.CURTAILED,
            "temp", ThermostaticLoadType.TEMPERATURE,
            "p", ThermostaticLoadType.POWER);

    /**
     * How near a plan has to come to the answer.
     *
     * @param cost relative
     * @param power of generators, MW, relative to what is above 1
     * @param price per MWh, relative to what is above 1
     * @param device quantities of devices, MW or degrees, relative to what is above 1
     */
    private record Accuracy(double cost, double power, double price, double device) {

        static final Accuracy OF_SOLVES = new Accuracy(2e-7, 2e-3, 1e-3, 5e-6);

        /** The cost of plans with integers is as good as the gap at which their search ends. */
        static final Accuracy OF_SEARCHES = new Accuracy(1e-6, 2e-3, 1e-3, 5e-6);

        /** What the answers about flexible demand support. */
        static final Accuracy OF_THE_ANSWERS = new Accuracy(1e-9, 1e-6, 1e-6, 1e-6);
    }

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
                "most_ramp1",
                "most_ramp2_window1",
                "most_ramp2_window2"
            })
    void agrees(String name) throws IOException {
        agrees(name, SolverOptions.defaults().withTolerance(1e-9), Accuracy.OF_SOLVES);
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
        agrees(name, SolverOptions.defaults(), Accuracy.OF_SEARCHES);
    }

    /** Vehicles and flexible demand. */
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
        agrees(name, SolverOptions.defaults().withTolerance(1e-11).withIntegerGap(1e-9), Accuracy.OF_THE_ANSWERS);
    }

    private static void agrees(String name, SolverOptions options, Accuracy accuracy) throws IOException {
        TimeCase reference = TimeCase.read(name);
        assertThat(reference.given().models()).isNotEmpty();
        for (String model : reference.given().models()) {
            HorizonSolution plan = TimeCase.opf(model)
                    .withOptions(options)
                    .solve(reference.problem())
                    .orElseThrow();
            compare(name + ", " + model, plan, reference.given(), reference.expected(model), accuracy);
        }
    }

    /** Bids of every kind; f33_steps has eight blocks in a feeder of 33 buses. */
    @ParameterizedTest
    @ValueSource(
            strings = {"e_auction1", "e_auction2", "e_auction3", "e_auction4", "e_auction5", "f4_blocks", "f33_steps"})
    void agreesWithBids(String name) throws IOException {
        TimeCase reference = TimeCase.read(name);
        HorizonCase given = reference.given();
        String model = reference.firstModel();
        JsonNode expected = reference.expected(model);
        double objective = expected.get("objective").asDouble();
        // Bids of feeders are some tenths of a MW: what an integer leaks has to be small beside that.
        double relative = model.equals("dc") ? 1e-8 : 1e-7;

        HorizonSolution priced =
                TimeCase.opf(model).solve(reference.problem()).orElseThrow().atItsIntegers();

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
            comparePrices(name, priced, given, expected, Accuracy.OF_SOLVES.price());
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

    private static void compare(
            String what, HorizonSolution plan, HorizonCase given, JsonNode expected, Accuracy accuracy) {
        HorizonSolution priced = plan.run().result().hasDuals() ? plan : plan.atItsIntegers();
        double objective = expected.get("objective").asDouble();
        double near = accuracy.cost() * Math.max(1.0, Math.abs(objective));
        assertThat(plan.objective()).as(what).isCloseTo(objective, within(near));
        assertThat(priced.objective()).as(what + ", at its integers").isCloseTo(objective, within(near));
        JsonNode unique = expected.get("unique");
        if (unique.path("generators").asBoolean()) {
            for (Generator generator : given.network().generators()) {
                int g = given.network().index(generator);
                assertSeries(
                        what + ", " + generator.name(),
                        priced.overTime(period -> period.point().pg(g)),
                        expected.get("generators").get(generator.name()),
                        accuracy.power());
            }
        }
        if (unique.path("prices").asBoolean()) {
            comparePrices(what, priced, given, expected, accuracy.price());
        }
        compareDevices(what, plan, given, expected, accuracy.device());
        if (unique.path("storage_energy").asBoolean()) {
            given.network().elements(Storage.KIND).stream()
                    .map(Storage.class::cast)
                    .filter(storage -> expected.get("storage").has(storage.name()))
                    .forEach(storage -> assertSeries(
                            what + ", energy of " + storage.name(),
                            plan.energy(storage),
                            expected.get("storage").get(storage.name()).get("energy_mwh"),
                            5e-3));
        }
        for (Map.Entry<String, JsonNode> unit : expected.path("commitment").properties()) {
            int g = given.network().generators().stream()
                    .map(Generator::name)
                    .toList()
                    .indexOf(unit.getKey());
            assertSeries(
                    what + ", " + unit.getKey(),
                    plan.overTime(period -> period.values(OpfVariables.GENERATOR_ON)[g]),
                    unit.getValue(),
                    1e-6);
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

    private static void comparePrices(
            String what, HorizonSolution plan, HorizonCase given, JsonNode expected, double tolerance) {
        assertThat(expected.get("price_per_mwh")).as(what).isNotEmpty();
        for (Map.Entry<String, JsonNode> theirs : expected.get("price_per_mwh").properties()) {
            int bus = given.network().busIndex(Integer.parseInt(theirs.getKey()));
            assertSeries(
                    what + ", price at " + theirs.getKey(),
                    plan.overTime(period -> period.duals(OpfConstraints.ACTIVE_BALANCE)[bus]),
                    theirs.getValue(),
                    tolerance);
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
