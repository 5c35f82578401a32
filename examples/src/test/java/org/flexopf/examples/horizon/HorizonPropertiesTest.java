package org.flexopf.examples.horizon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.network.Range;
import org.flexopf.network.Storage;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.socp.ExactnessReport;
import org.flexopf.solver.SolverOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a horizon must not change, and what it must. */
class HorizonPropertiesTest {

    private static final Storage BATTERY = Storage.of(
                    1,
                    3,
                    Storage.Converter.of(2.0, 2.0, 0.95, 0.9)
                            .withThroughputCost(1.0)
                            .withApparentMax(2.5),
                    new Range(0.5, 6.0),
                    3.0)
            .withEnd(Storage.End.atLeast(3.0));

    static List<OpfFormulation> formulations() {
        return List.of(new DcOpf(), new LinDistFlow(), new BranchFlowSocp());
    }

    private static Network feeder(Storage... storages) {
        var builder = Network.builder("feeder", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.9, 1.1))
                .bus(Bus.of(3).withVoltageLimits(0.9, 1.1))
                .branch(Branch.line(1, 1, 2, 0.002, 0.004))
                .branch(Branch.line(2, 2, 3, 0.003, 0.004).withRating(8.0))
                .generator(Generator.of(1, 1, 0.0, 50.0, -20.0, 20.0, CostCurve.quadratic(1.0, 20.0, 5.0)))
                .generator(Generator.of(2, 2, 0.0, 3.0, -2.0, 2.0, CostCurve.linear(45.0)))
                .load(Load.of(1, 2, 4.0, 1.0))
                .load(Load.of(2, 3, 5.0, 1.5));
        for (Storage storage : storages) {
            builder.device(storage);
        }
        return builder.build();
    }

    private static Opf opf(OpfFormulation formulation) {
        return Opf.of(formulation).withOptions(SolverOptions.defaults().withTolerance(1e-10));
    }

    private static HorizonSolution solve(OpfFormulation formulation, Network network, double[] hours, double... loads) {
        List<Profile> profiles = Arrays.stream(loads)
                .mapToObj(Profile.of(network)::withDemandTimes)
                .toList();
        return opf(formulation)
                .solve(OpfProblem.of(network).over(Horizon.ofHours(hours), profiles))
                .orElseThrow();
    }

    private static double price(OpfSolution period) {
        return period.duals(OpfConstraints.ACTIVE_BALANCE)[2];
    }

    @ParameterizedTest
    @MethodSource("formulations")
    void onePeriodOfOneHourIsTheSinglePeriod(OpfFormulation formulation) {
        Network network = feeder();
        OpfSolution alone = opf(formulation).solve(network).orElseThrow();
        OpfSolution period =
                solve(formulation, network, new double[] {1.0}, 1.0).at(0);

        assertThat(period.result().x()).containsExactly(alone.result().x());
        assertThat(period.result().y()).containsExactly(alone.result().y());
        assertThat(period.result().z()).containsExactly(alone.result().z());
    }

    /** A quarter of an hour costs a quarter, at the same prices. */
    @ParameterizedTest
    @MethodSource("formulations")
    void pricesAreWhatTheyAreWhateverTheLength(OpfFormulation formulation) {
        Network network = feeder();
        OpfSolution hour = opf(formulation).solve(network).orElseThrow();
        HorizonSolution quarter = solve(formulation, network, new double[] {0.25}, 1.0);

        assertThat(quarter.objective()).isCloseTo(0.25 * hour.objective(), within(1e-6));
        assertThat(price(quarter.at(0))).isCloseTo(price(hour), within(1e-5));
    }

    /** Convex, without ramps and decay, cutting every period into parts changes neither cost nor prices. */
    @ParameterizedTest
    @MethodSource("formulations")
    void cuttingPeriodsChangesNothing(OpfFormulation formulation) {
        HorizonSolution whole = solve(formulation, feeder(BATTERY), new double[] {1.0, 2.0}, 0.4, 1.3);
        HorizonSolution parts =
                solve(formulation, feeder(BATTERY), new double[] {0.5, 0.5, 0.5, 1.5}, 0.4, 0.4, 1.3, 1.3);

        assertThat(parts.objective()).isCloseTo(whole.objective(), within(1e-5));
        assertThat(price(parts.at(1))).isCloseTo(price(whole.at(0)), within(1e-3));
        assertThat(price(parts.at(3))).isCloseTo(price(whole.at(1)), within(1e-3));
        assertThat(parts.energy(BATTERY)[1]).isCloseTo(whole.energy(BATTERY)[0], within(1e-3));
    }

    /** Self-discharge loses less of what is charged later, and a limit on ramps is a shorter way in shorter periods. */
    @ParameterizedTest
    @MethodSource("formulations")
    void decayAndRampsMakeCuttingMatter(OpfFormulation formulation) {
        Storage leaky = BATTERY.withSelfDischarge(0.2);
        double whole = solve(formulation, feeder(leaky), new double[] {2.0, 2.0}, 0.4, 1.3)
                .objective();
        double parts = solve(formulation, feeder(leaky), new double[] {1.0, 1.0, 1.0, 1.0}, 0.4, 0.4, 1.3, 1.3)
                .objective();
        assertThat(Math.abs(parts - whole)).isGreaterThan(0.01);

        Network slow = feeder().toBuilder()
                .mapGenerators(g -> g.id() == 1 ? g.withRamps(1.5, 1.5) : g)
                .build();
        whole = solve(formulation, slow, new double[] {2.0, 2.0}, 0.9, 1.2).objective();
        parts = solve(formulation, slow, new double[] {1.0, 1.0, 1.0, 1.0}, 0.9, 0.9, 1.2, 1.2)
                .objective();
        assertThat(parts - whole).isGreaterThan(0.01);
    }

    @ParameterizedTest
    @MethodSource("formulations")
    void aStorageWithoutPowerChangesNothing(OpfFormulation formulation) {
        Storage still = BATTERY.withConverter(Storage.Converter.of(0.0, 0.0, 0.9, 0.9));
        double without =
                solve(formulation, feeder(), new double[] {1.0, 1.0}, 0.5, 1.2).objective();
        double with = solve(formulation, feeder(still), new double[] {1.0, 1.0}, 0.5, 1.2)
                .objective();

        assertThat(with).isCloseTo(without, within(1e-5));
    }

    /** The value of stored energy is the fall of the cost per MWh more in the storage before the first period. */
    @ParameterizedTest
    @MethodSource("formulations")
    void storedEnergyIsWorthWhatItSaves(OpfFormulation formulation) {
        double step = 1e-3;
        Storage fuller =
                BATTERY.withEnergy(new Storage.Energy(new Range(0.5, 6.0), 3.0 + step, 0.0, Storage.End.atLeast(3.0)));
        double[] hours = {1.0, 0.5, 2.0};
        HorizonSolution plan = solve(formulation, feeder(BATTERY), hours, 0.6, 1.3, 0.9);
        double saved = plan.objective()
                - solve(formulation, feeder(fuller), hours, 0.6, 1.3, 0.9).objective();

        assertThat(plan.energyValue(BATTERY)[0]).isGreaterThan(15.0).isCloseTo(saved / step, within(0.05));
    }

    /** Lossless, it earns exactly the spread between the prices at which it gives and takes. */
    @ParameterizedTest
    @MethodSource("formulations")
    void aLosslessStorageEarnsTheSpread(OpfFormulation formulation) {
        Storage lossless = BATTERY.withConverter(Storage.Converter.of(0.5, 0.5, 1.0, 1.0));
        double[] hours = {1.0, 1.0, 0.5};
        HorizonSolution plan = solve(formulation, feeder(lossless), hours, 0.4, 1.3, 0.8);
        double earned = 0.0;
        double room = 0.0;
        for (int t = 0; t < hours.length; t++) {
            double net = plan.discharge(lossless)[t] - plan.charge(lossless)[t];
            earned += hours[t] * price(plan.at(t)) * net;
            room += hours[t] * 0.5 * Math.abs(price(plan.at(t)) - plan.energyValue(lossless)[t]);
        }
        // What it earns is the worth of its limits of power; its energy begins and ends alike.
        assertThat(earned).isGreaterThan(1.0).isCloseTo(room, within(0.05));
    }

    @Test
    void everyPeriodOfTheRelaxationIsConfirmed() {
        HorizonSolution plan = solve(new BranchFlowSocp(), feeder(BATTERY), new double[] {1.0, 2.0}, 0.4, 1.3);
        assertThat(plan.periods())
                .hasSize(2)
                .allMatch(period -> ExactnessReport.of(period).isConfirmed());
        assertThat(plan.wastes(BATTERY)).isEmpty();
    }

    @Test
    void faultsOfHorizonsAreTold() {
        Network network = feeder(BATTERY);
        Profile there = Profile.of(network);
        Profile away = there.withStays(List.of(Storage.Stay.AWAY));
        Horizon three = Horizon.ofHours(1.0, 1.0, 1.0);
        assertThatThrownBy(() -> OpfProblem.of(network).over(three, List.of(there, away)))
                .hasMessageContaining("2 profiles for 3 periods");
        assertThatThrownBy(() -> OpfProblem.of(network).over(three, List.of(there, away, there)))
                .hasMessageContaining("storage 1 at bus 3 comes back in period 3");
        assertThatThrownBy(() -> OpfProblem.of(feeder()).over(three, Collections.nCopies(3, there)))
                .hasMessageContaining("give profiles of the same network");
    }
}
