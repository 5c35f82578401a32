package org.flexopf.coordination.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flexopf.coordination.Direction;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowResult;
import org.junit.jupiter.api.Test;

/** Studies and the feeders that are made for them. */
class ReserveStudyTest {

    /**
     * What is made is a feeder: a tree with fleets at its ends, whose lines bear each hour of the year with three
     * quarters of all fleets, and whose voltages an AC power flow without them confirms.
     */
    @Test
    void theFeederBearsItsYear() {
        ReserveRules rules = ReserveRules.defaults();
        for (long seed = 1; seed <= 3; seed++) {
            StudyFeeder feeder = StudyFeeder.of(180, 10, 1.1, rules, seed);
            Network network = feeder.network();
            assertThat(network.buses()).hasSize(180);
            assertThat(network.topology().isRadial()).isTrue();
            Set<Integer> fleets = new HashSet<>();
            for (int fleet = 0; fleet < 10; fleet++) {
                int bus = feeder.fleetBus(fleet);
                assertThat(fleets.add(bus)).isTrue();
                assertThat(network.branches().stream().filter(line -> line.fromBus() == bus))
                        .isEmpty();
            }
            FeederFlows flows = new FeederFlows(network, rules);
            double most = 0.0;
            for (Season season : Season.values()) {
                Map<Integer, List<Double>> injections = feeder.injections(season);
                for (int t = 0; t < 96; t += 4) {
                    double[] injection = new double[180];
                    for (int bus = 1; bus < 180; bus++) {
                        injection[bus] =
                                injections.get(network.buses().get(bus).id()).get(t);
                    }
                    most = Math.max(most, -Arrays.stream(injection).sum());
                    assertVoltages(network, injection);
                    fleets.forEach(bus -> injection[network.busIndex(bus)] -= 0.75 * 1.1);
                    double[] flow = flows.of(injection);
                    for (int b = 0; b < flow.length; b++) {
                        assertThat(flows.excess(b, flow[b])).isLessThan(1e-9);
                    }
                }
            }
            // 5,370 customers with 1.85 kW each at their peaks, which are not all at the same time.
            assertThat(most).isBetween(7.0, 10.0);
        }
    }

    private static void assertVoltages(Network network, double[] injection) {
        NetworkBuilder loaded = network.toBuilder().mapLoads(load -> load.withInService(false));
        for (int bus = 1; bus < injection.length; bus++) {
            loaded.load(Load.of(1000 + bus, network.buses().get(bus).id(), -injection[bus], 0.0));
        }
        PowerFlowResult flow = PowerFlow.solve(loaded.build());
        assertThat(flow.converged()).isTrue();
        for (int bus = 0; bus < injection.length; bus++) {
            assertThat(flow.vm(bus)).isBetween(0.96, 1.05);
        }
    }

    /** Dearer deviations leave less to earn, and winter asks for more upwards than summer. */
    @Test
    void pricesAndSeasonsActAsTheyShould() {
        List<ReserveStudy.Row> rows = ReserveStudy.of(3)
                .withDays(2)
                .withBuses(60)
                .withFleets(4)
                .withVehicles(25)
                .withBrpPrices(List.of(10.0, 50.0))
                .run();
        assertThat(rows).hasSize(4);
        for (int season = 0; season < 2; season++) {
            ReserveStudy.Row cheap = rows.get(2 * season);
            ReserveStudy.Row dear = rows.get(2 * season + 1);
            assertThat(cheap.plannedProfit()).isGreaterThan(dear.plannedProfit());
            for (int k = 0; k < 3; k++) {
                assertThat(cheap.outcomes().get(k).profit())
                        .isGreaterThan(dear.outcomes().get(k).profit());
                assertThat(cheap.outcomes().get(k).periods()).hasSize(192);
            }
        }
        assertThat(up(rows.get(0))).isGreaterThan(up(rows.get(2)));
    }

    @Test
    void theSameSeedGivesTheSame() {
        ReserveStudy study = ReserveStudy.of(4)
                .withDays(1)
                .withBuses(30)
                .withFleets(3)
                .withVehicles(10)
                .withBrpPrices(List.of(30.0));
        assertThat(study.run()).isEqualTo(study.run());
        assertThat(ReserveStudy.of(5)
                        .withDays(1)
                        .withBuses(30)
                        .withFleets(3)
                        .withVehicles(10)
                        .withBrpPrices(List.of(30.0))
                        .run())
                .isNotEqualTo(study.run());
    }

    /** Who bids lowest is called first: turning the table round turns the volumes round, and sums stay sums. */
    @Test
    void theBidTableDecidesWhoIsCalled() {
        ReserveStudy study = ReserveStudy.of(6)
                .withDays(1)
                .withBuses(40)
                .withFleets(2)
                .withVehicles(30)
                .withBrpPrices(List.of(10.0));
        List<Double> down = List.of(-40.0, -40.0);
        ReserveOutcome first = hybrid(study.withBidTable(new ReserveStudy.BidTable(List.of(60.0, 90.0), down)));
        ReserveOutcome second = hybrid(study.withBidTable(new ReserveStudy.BidTable(List.of(90.0, 60.0), down)));
        assertThat(first.volumes().get("A1 up")).isGreaterThan(second.volumes().get("A1 up") + 1e-3);
        assertThat(first.volumes().get("A2 up")).isLessThan(second.volumes().get("A2 up") - 1e-3);
        assertThat(first.volumes().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(first.volume(), within(1e-9));
        assertThat(study.withBidTable(study.bidTable()).run()).isEqualTo(study.run());
        assertThatThrownBy(() -> new ReserveStudy.BidTable(List.of(), down)).hasMessageContaining("one finite price");
        assertThatThrownBy(() -> study.withBrpPrices(List.of())).hasMessageContaining("one finite price");
    }

    private static ReserveOutcome hybrid(ReserveStudy study) {
        return study.run().get(0).outcomes().get(0);
    }

    private static double up(ReserveStudy.Row row) {
        return row.outcomes().get(0).periods().stream()
                .filter(period -> period.direction() == Direction.UP)
                .mapToDouble(IspOutcome::requested)
                .sum();
    }
}
