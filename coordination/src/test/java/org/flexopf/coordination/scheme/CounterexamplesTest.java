package org.flexopf.coordination.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.Dispatch;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Offer;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.Systems;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is often taken for a theorem of coordination, and is none. */
class CounterexamplesTest {

    /** One transmission bus that is short, and one feeder of two lines in a row. */
    private static TsoDsoSystem system(
            double missing, Resource transmission, double v0, double[] r, double demand, Resource... resources) {
        Network network = Network.builder("D", 10.0)
                .bus(Bus.reference(1, v0))
                .bus(Bus.of(2).withVoltageLimits(0.8, 1.05))
                .bus(Bus.of(3).withVoltageLimits(0.8, 1.05))
                .branch(Branch.line(1, 1, 2, r[0], 0.001))
                .branch(Branch.line(2, 2, 3, r[1], 0.001))
                .load(Load.of(1, 3, demand, 0.0))
                .build();
        Area area = Area.of("D", network, List.of(resources));
        double flow = new AcFeeder(new Feeder(area, 1, 0.0))
                .state(Activations.none(), Map.of())
                .flow();
        Network above = Network.builder("transmission", 100.0)
                .bus(Bus.reference(1, 1.0))
                .load(Load.of(1, 1, -flow, 0.0))
                .build();
        return TsoDsoSystem.of(
                "counterexample",
                40.0,
                Area.of("transmission", above, List.of(transmission)).withImbalance(-missing),
                List.of(new Feeder(area, 1, flow)));
    }

    private static Outcome run(String scheme, TsoDsoSystem system, FeederModel model) {
        return Schemes.named(scheme).run(system, SchemeOptions.of(model));
    }

    /** Ignoring limits is no lower bound: it does not see that activations far out save losses. */
    @Test
    void ignoringLimitsIsNoLowerBound() {
        TsoDsoSystem system = system(
                2.0,
                Resource.of("t", 1, new Offer(10.0, 80.0), new Offer(5.0, -10.0)),
                1.0,
                new double[] {0.05, 0.1},
                4.0,
                Resource.of("d", 3, new Offer(3.0, 50.0), new Offer(0.0, 0.0)));
        Outcome ignored = run("centralisedIgnoringLimits", system, FeederModel.SOCP);
        Outcome common = run("common", system, FeederModel.SOCP);
        assertThat(ignored.isGridSafe()).isTrue();
        assertThat(common.isGridSafe()).isTrue();
        assertThat(ignored.dispatched().cost()).isCloseTo(100.0, within(1e-3));
        assertThat(ignored.dispatched().cost())
                .isGreaterThan(common.dispatched().cost() + 5.0);
    }

    /**
     * The largest volume may be of the dearer bids, near the root, where a MW takes less of the room below a voltage.
     */
    @Test
    void theLargestVolumeIsNotTheCheapest() {
        TsoDsoSystem system = system(
                5.0,
                Resource.of("t", 1, new Offer(10.0, 90.0), new Offer(5.0, -10.0)),
                1.03,
                new double[] {0.02, 0.04},
                0.0,
                Resource.of("near", 2, new Offer(6.0, 65.0), Offer.NONE),
                Resource.of("far", 3, new Offer(6.0, 42.0), Offer.NONE));
        Outcome volume = run("prequalification-volume", system, FeederModel.LDF);
        Outcome proportional = run("prequalification-proportional", system, FeederModel.LDF);
        assertThat(volume.figure("volume up D")).isCloseTo(6.0 + (0.208 - 0.12) / 0.06, within(1e-3));
        assertThat(proportional.figure("factor up D")).isCloseTo(0.208 / 0.48, within(1e-3));
        assertThat(volume.isGridSafe()).isTrue();
        assertThat(proportional.isGridSafe()).isTrue();
        assertThat(volume.verified().closedCost())
                .isGreaterThan(proportional.verified().closedCost() + 20.0);
    }

    /** Prices of interfaces coordinate values, and not flows: where an optimum is flat, flows do not fit each other. */
    @Test
    void bestPricesDoNotCoordinateFlows() {
        TsoDsoSystem system = system(
                0.7,
                Resource.of("t", 1, new Offer(0.5, 60.0), new Offer(5.0, -20.0)),
                1.0,
                new double[] {0.001, 0.001},
                0.0,
                Resource.of("d", 2, new Offer(2.0, 60.0), Offer.NONE));
        Outcome common = run("common", system, FeederModel.LDF);
        Outcome fragmented = run("fragmented-optimal", system, FeederModel.LDF);
        assertThat(common.dispatched().cost()).isCloseTo(42.0, within(1e-3));
        assertThat(fragmented.figure("lagrangian")).isCloseTo(42.0, within(1e-3));
        // The transmission network can meet flows of 0.2 to 0.7 MW upward; the feeder is as content with any from 0 to
        // 2.
        assertThat(fragmented.dispatch().map(Dispatch::cost).orElse(Double.POSITIVE_INFINITY))
                .as(fragmented.toString())
                .isGreaterThan(42.5);
    }

    /**
     * A box that was qualified for a forecast is none for what really happens: of hand2, h1 may export 3 MW as long as
     * the 1 MW at its bus is drawn. Where that falls away, the same 3 MW are 1 MVA too much for the line.
     */
    @Test
    void aStaleBoxIsNotSafe() {
        TsoDsoSystem forecast = Systems.load("hand2");
        SchemeOptions options = SchemeOptions.of(FeederModel.LDF);
        Bench bench = new Bench(forecast, forecast.resources().toList(), options);
        Feeder feeder = forecast.feeder("H");
        FeederPoint need = bench.needs().get(0);
        List<StandingOffer> up = StandingOffer.left(feeder.area(), need.activations()).stream()
                .filter(offer -> offer.direction() == Direction.UP)
                .toList();
        Activations box = Prequalification.largestVolume(bench, feeder, need, up);
        assertThat(box.of("h1").up()).isCloseTo(3.0, within(1e-5));
        Activations called = need.activations().plus(box);
        assertThat(new LinearFeeder(feeder, need.reactive()).excess(called)).isLessThan(2e-5);
        double[] imbalance = feeder.area().imbalance();
        imbalance[feeder.area().network().busIndex(3)] += 1.0;
        Feeder real = feeder.withArea(feeder.area().withImbalance(imbalance));
        assertThat(new LinearFeeder(real, need.reactive()).excess(called)).isCloseTo(0.5, within(1e-4));
        assertThat(new AcFeeder(real).state(called, need.reactive()).violations())
                .anySatisfy(violation -> {
                    assertThat(violation.element()).isEqualTo("line 2-3");
                    assertThat(violation.amount()).isCloseTo(1.0, within(1e-2));
                });
    }

    /**
     * Filtering by volume keeps near's dear bids and cuts far's cheap ones; correction lets far be called, and undoes
     * what the feeder cannot take.
     */
    private static TsoDsoSystem betweenFilterAndCorrection(double priceOfUndoing) {
        return system(
                5.0,
                Resource.of("t", 1, new Offer(10.0, 90.0), new Offer(5.0, -10.0)),
                1.03,
                new double[] {0.02, 0.04},
                0.0,
                Resource.of("near", 2, new Offer(6.0, 75.0), Offer.NONE),
                Resource.of("far", 3, new Offer(6.0, 42.0), new Offer(2.0, priceOfUndoing)));
    }

    /**
     * Corrected and filtered forwarding have no order, by closed costs of safe outcomes. The room below the voltage
     * limit is 0.208, of which near takes 0.02 per MW and far 0.06. Filtered, near may go up by 6 and far by (0.208 -
     * 0.12)/0.06 MW; corrected, far is called 5 and keeps 0.208/0.06 MW, and t makes up for the rest.
     */
    @ParameterizedTest
    @CsvSource({"-39.0, true", "30.0, false"})
    void correctedAndFilteredForwardingHaveNoOrder(double priceOfUndoing, boolean correctedIsCheaper) {
        TsoDsoSystem system = betweenFilterAndCorrection(priceOfUndoing);
        Outcome corrected = run("forwarding-corrected", system, FeederModel.LDF);
        Outcome filtered = run("forwarding-filtered", system, FeederModel.LDF);
        assertThat(corrected.isGridSafe()).as(corrected.toString()).isTrue();
        assertThat(filtered.isGridSafe()).as(filtered.toString()).isTrue();
        double kept = 0.208 / 0.06;
        double qualified = (0.208 - 0.12) / 0.06;
        double undone = 5.0 - kept;
        assertThat(corrected.dispatched().cost())
                .isCloseTo(5.0 * 42.0 + undone * priceOfUndoing + undone * 90.0, within(0.1));
        assertThat(filtered.dispatched().cost()).isCloseTo(qualified * 42.0 + (5.0 - qualified) * 75.0, within(0.1));
        double difference =
                corrected.verified().closedCost() - filtered.verified().closedCost();
        assertThat(correctedIsCheaper ? -difference : difference).isGreaterThan(20.0);
    }
}
