package org.flexopf.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.flexopf.casefile.EvAggregatorFile;
import org.flexopf.fleet.EvAggregator;
import org.flexopf.fleet.EvAggregator.Retail;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Range;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverOptions;
import org.flexopf.testkit.ReferenceCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An aggregator of vehicles against the answers of other programs, by both readings of the retail term. */
class EvAggregatorTest {

    private static final SolverChoice CLOSE =
            SolverChoice.of(SolverOptions.defaults().withIntegerGap(1e-8));

    @ParameterizedTest
    @EnumSource
    void earnsWhatTheAnswersSay(Retail retail) throws IOException {
        Path folder = ReferenceCases.path("time/g_ev_aggregator");
        EvAggregator aggregator = EvAggregatorFile.read(folder.resolve("case.json"));
        JsonNode expected = new ObjectMapper()
                .readTree(folder.resolve("expected.json").toFile())
                .get(retail.name().toLowerCase(Locale.ROOT));

        EvAggregator.Plan plan = aggregator.plan(retail, CLOSE);

        for (EvAggregator.VehiclePlan vehicle : plan.vehicles()) {
            double profit = expected.get("vehicles")
                    .get(vehicle.vehicle())
                    .get("profit")
                    .asDouble();
            assertThat(vehicle.profit()).as(vehicle.vehicle()).isCloseTo(profit, within(1e-7));
            assertThat(vehicle.bound()).as(vehicle.vehicle()).isBetween(profit - 1e-8, profit + 1e-6);
        }
        assertThat(plan.profit()).isCloseTo(expected.get("profit_total").asDouble(), within(2e-7));
        assertThat(aggregator.relaxed(retail, CLOSE).profit())
                .isCloseTo(expected.get("relaxation_profit_total").asDouble(), within(1e-6));
        for (int k = 0; k < plan.vehicles().size(); k++) {
            assertKeepsItsRules(aggregator, k, plan.vehicles().get(k), retail);
        }
    }

    /** The energy of every period by its own sum, one service at a time, and the profit by its definition. */
    private static void assertKeepsItsRules(
            EvAggregator aggregator, int k, EvAggregator.VehiclePlan plan, Retail retail) {
        EvAggregator.Vehicle vehicle = aggregator.vehicles().get(k);
        EvAggregator.Prices prices = aggregator.prices();
        double h = aggregator.hours();
        double energy = vehicle.energy().max();
        double profit = 0.0;
        for (int t = 0; t < aggregator.periods(); t++) {
            double da = plan.dayAhead().get(t);
            double up = plan.up().get(t);
            double down = plan.down().get(t);
            assertThat(List.of(da, up, down).stream().filter(e -> e > 1e-6)).hasSizeLessThanOrEqualTo(1);
            if (vehicle.isAtHome(t + 1)) {
                energy += vehicle.chargeEfficiency() * (da + down) - up / vehicle.dischargeEfficiency();
                assertThat(new Range(
                                                vehicle.charge().min() * h,
                                                vehicle.charge().max() * h)
                                        .excess(da + down)
                                * Math.signum(Math.max(0.0, da + down - 1e-6)))
                        .isLessThan(1e-6);
            } else {
                energy -= vehicle.trip() / vehicle.periodsAway();
                assertThat(da + up + down).isZero();
            }
            assertThat(vehicle.energy().excess(energy)).isLessThan(1e-5);
            assertThat(plan.energy().get(t)).isCloseTo(energy, within(1e-5));
            profit += prices.up().get(t) * up
                    - prices.down().get(t) * down
                    - prices.dayAhead().get(t) * da
                    - prices.deviation() * (up + down)
                    + prices.retail() * (da + down - (retail == Retail.NET ? up : 0.0));
        }
        assertThat(energy).isCloseTo(vehicle.energy().max(), within(1e-5));
        assertThat(profit / 1000.0).isCloseTo(plan.profit(), within(1e-6));
    }

    /** Dynamic programming and the integer search are two ways to one answer, and both keep the rules. */
    @ParameterizedTest
    @EnumSource
    void recursionAndSearchAgree(Retail retail) {
        SplittableRandom random = new SplittableRandom(1613);
        int planned = 0;
        for (int k = 0; k < 40; k++) {
            EvAggregator aggregator = drawn(random);
            EvAggregator.Plan plan = aggregator.plan(retail);
            assertThat(plan.profit()).isCloseTo(aggregator.plan(retail, CLOSE).profit(), within(1e-7));
            assertKeepsItsRules(aggregator, 0, plan.vehicles().get(0), retail);
            planned += plan.vehicles().get(0).up().stream().anyMatch(up -> up > 0.0) ? 1 : 0;
        }
        assertThat(planned).as("plans with upward service").isGreaterThan(20);
    }

    /** Charge and discharge have a common measure or are alike; the trip leaves energies beside both grids. */
    private static EvAggregator drawn(SplittableRandom random) {
        List<Double> dayAhead = new ArrayList<>();
        List<Double> up = new ArrayList<>();
        List<Double> down = new ArrayList<>();
        for (int t = 0; t < 14; t++) {
            dayAhead.add(random.nextDouble(40.0, 110.0));
            up.add(random.nextBoolean() ? random.nextDouble(60.0, 270.0) : random.nextDouble(10.0));
            down.add(random.nextDouble(-90.0, 90.0));
        }
        double charge = random.nextBoolean() ? 11.0 : 7.4;
        double discharge = random.nextBoolean() ? charge : 0.5 * charge;
        double capacity = random.nextDouble(20.0, 30.0);
        EvAggregator.Vehicle vehicle = new EvAggregator.Vehicle(
                "ev",
                new Range(0.2 * capacity, capacity),
                4,
                8,
                random.nextDouble(2.0, 9.0),
                new Range(0.0, charge),
                new Range(0.0, discharge),
                1.0,
                1.0);
        return new EvAggregator(0.25, new EvAggregator.Prices(dayAhead, up, down, 30.0, 85.0), List.of(vehicle));
    }

    @Test
    void recursionRefusesLosses() {
        EvAggregator.Prices prices = new EvAggregator.Prices(
                List.of(40.0, 40.0, 40.0), List.of(60.0, 0.0, 0.0), List.of(10.0, 9.0, 9.0), 30.0, 85.0);
        EvAggregator aggregator = new EvAggregator(
                0.25,
                prices,
                List.of(new EvAggregator.Vehicle(
                        "ev", new Range(1.0, 9.0), 1, 3, 0.0, new Range(0.0, 7.0), new Range(0.0, 7.0), 0.9, 1.0)));
        assertThatThrownBy(() -> aggregator.plan(Retail.NET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("vehicle 'ev' cannot be planned by dynamic programming, for it loses energy");
    }

    @Test
    void allFaultsAreTold() {
        EvAggregator.Prices prices =
                new EvAggregator.Prices(List.of(40.0, 50.0), List.of(60.0), List.of(10.0, Double.NaN), 30.0, 85.0);
        EvAggregator.Vehicle vehicle = new EvAggregator.Vehicle(
                "ev", new Range(10.0, 50.0), 2, 2, 45.0, new Range(5.0, 1.0), new Range(0.0, 7.0), 1.2, 0.9);

        assertThatThrownBy(() -> new EvAggregator(0.0, prices, List.of(vehicle)))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("the aggregator of vehicles has 7 faults")
                .hasMessageContaining("price of upward service: 1 numbers: there are 2 day-ahead prices")
                .hasMessageContaining("price of downward service of period 2: NaN")
                .hasMessageContaining("vehicle 'ev': at home until period 2 and from period 2 on")
                .hasMessageContaining("vehicle 'ev': a trip of 45.0 kWh: with 50.0 kWh at departure");
    }
}
