package org.flexopf.coordination.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Offer;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.coordination.Payment;
import org.flexopf.coordination.ReactiveOffer;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.SystemFile;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Range;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reactive power at a price: in the objective of whoever optimises the feeder, and on the bill of its operator. */
class ReactivePriceTest {

    private static final SchemeOptions LDF = SchemeOptions.of(FeederModel.LDF);

    /**
     * By the linear model {@code w = 1 - 2 (0.05 P + 0.1 Q)} of 10 MVA, where 2 MW and 1 Mvar are drawn: 0.96, and
     * 0.985^2 = 0.970225 is asked for. A Mvar lifts it by 0.02, a MW by 0.01, of which there is half a one.
     */
    private static TsoDsoSystem system(double reactivePrice) {
        Network network = Network.builder("D", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.985, 1.05))
                .branch(Branch.line(1, 1, 2, 0.05, 0.1))
                .load(Load.of(1, 2, 2.0, 1.0))
                .build();
        Resource unit = Resource.of("d", 2, new Offer(0.5, 50.0), Offer.NONE)
                .withReactive(new ReactiveOffer(new Range(-1.0, 1.0), reactivePrice));
        Area area = Area.of("D", network, List.of(unit));
        Network above = Network.builder("transmission", 100.0)
                .bus(Bus.reference(1, 1.0))
                .load(Load.of(1, 1, -2.0, 0.0))
                .build();
        Resource far = Resource.of("t", 1, new Offer(10.0, 60.0), new Offer(5.0, -10.0));
        return TsoDsoSystem.of(
                "reactive",
                40.0,
                Area.of("transmission", above, List.of(far)).withImbalance(-1.0),
                List.of(new Feeder(area, 1, 2.0)));
    }

    private static final double MVAR_ALONE = (0.970225 - 0.96) / 0.02;
    private static final double MVAR_BESIDE = (0.970225 - 0.965) / 0.02;

    /** Half a MW is worth its 50 where the next MW costs 60, and saves some Mvar; at 40 it is not. */
    @ParameterizedTest
    @CsvSource({
        "common, true",
        "localAs, true",
        "localAs-sampled, true",
        "decentralised, true",
        "decentralised-dual, true",
        "decentralised-cuts, true",
        "fragmented-optimal, true",
        "integrated, true",
        "forwarding-aggregated, true",
        "fragmented, false"
    })
    void reactivePowerIsBoughtAtItsPrice(String scheme, boolean buysPower) {
        Outcome outcome = Schemes.named(scheme).run(system(3.0), LDF);
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(OutcomeStatus.OPTIMAL);
        double mvar = buysPower ? MVAR_BESIDE : MVAR_ALONE;
        double active = buysPower ? 0.5 * 50.0 + 0.5 * 60.0 : 60.0;
        assertThat(outcome.dispatched().reactive().get("d")).isCloseTo(mvar, within(1e-3));
        assertThat(outcome.dispatched().cost()).isCloseTo(active + 3.0 * mvar, within(1e-3));
        assertThat(outcome.figure("reactive cost")).isCloseTo(3.0 * mvar, within(3e-3));
        assertThat(outcome.settlement().payments())
                .filteredOn(payment -> payment.reason().equals("reactive power"))
                .singleElement()
                .satisfies(payment -> {
                    assertThat(payment.payer()).isEqualTo("DSO D");
                    assertThat(payment.payee()).isEqualTo("d");
                    assertThat(payment.amount()).isCloseTo(3.0 * mvar, within(3e-3));
                });
        double paid = outcome.settlement().payments().stream()
                .mapToDouble(Payment::amount)
                .sum();
        assertThat(paid).isCloseTo(outcome.dispatched().cost(), within(1e-9));
        // The closing clears t anew for the losses, and leaves the rest of the bill.
        double closing = outcome.verified().closedCost()
                - 60.0
                        * outcome.verified()
                                .closing()
                                .orElseThrow()
                                .transmission()
                                .of("t")
                                .net();
        assertThat(closing).isCloseTo((buysPower ? 25.0 : 0.0) + 3.0 * mvar, within(3e-3));
    }

    /**
     * A need of the operator alone, at a price of energy of 40: Mvar at 3 or 15, or 10 more for a MW of half the use.
     */
    @ParameterizedTest
    @CsvSource({"3.0, 0.0", "19.0, 0.0", "21.0, 0.5"})
    void theNeedTakesWhatIsCheaper(double price, double megawatts) {
        TsoDsoSystem system = system(price);
        FeederPoint need =
                new Bench(system, system.resources().toList(), LDF).needs().get(0);
        assertThat(need.activations().of("d").up()).isCloseTo(megawatts, within(1e-3));
        assertThat(need.reactiveCost()).isCloseTo(price * (megawatts == 0.0 ? MVAR_ALONE : MVAR_BESIDE), within(1e-2));
        assertThat(need.activationCost()).isCloseTo(50.0 * megawatts, within(5e-2));
    }

    /** On random systems a price costs no less than nothing, and no more than going without. */
    @Property(tries = 100, seed = "1708")
    void aPriceLiesBetweenFreeAndNone(@ForAll long seed) {
        TsoDsoSystem fixed = narrow(RandomSystems.of(seed));
        double[] costs = new double[3];
        boolean all = true;
        boolean priced = false;
        for (int k = 0; k < 3; k++) {
            double price = 4.0 * k;
            TsoDsoSystem system = k == 2
                    ? fixed
                    : fixed.withAreas(
                            fixed.transmission(),
                            fixed.feeders().stream()
                                    .map(feeder -> feeder.withArea(feeder.area()
                                            .withResources(feeder.area().resources().stream()
                                                    .map(resource -> resource.withReactive(
                                                            new ReactiveOffer(new Range(-0.5, 0.5), 0.25 * price)))
                                                    .toList())))
                                    .toList());
            Outcome common = Schemes.named("common").run(system, LDF);
            all &= common.status() == OutcomeStatus.OPTIMAL;
            costs[k] = common.dispatch().map(dispatch -> dispatch.cost()).orElse(Double.POSITIVE_INFINITY);
            if (k == 1 && common.status() == OutcomeStatus.OPTIMAL) {
                priced = common.figures().containsKey("reactive cost");
                for (String scheme : List.of("decentralised", "decentralised-cuts")) {
                    Outcome rounds = Schemes.named(scheme)
                            .run(system, LDF.withRounds(new SchemeOptions.Rounds(0.8, 1e-6, 1e-5, 900, true)));
                    assertThat(rounds.dispatched().cost())
                            .as("%s of %s", scheme, seed)
                            .isCloseTo(costs[k], within(RandomSystems.agreed(system, costs[k])));
                }
                assertThat(common.settlement().balances().values().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum())
                        .isCloseTo(0.0, within(1e-9));
            }
        }
        assertThat(Double.isFinite(costs[0])).isEqualTo(Double.isFinite(costs[1]));
        if (Double.isFinite(costs[1])) {
            assertThat(costs[0]).isLessThan(costs[1] + 1e-4 * (10.0 + Math.abs(costs[0])));
        }
        if (all) {
            assertThat(costs[1]).isLessThan(costs[2] + 1e-4 * (10.0 + Math.abs(costs[2])));
        }
        Share.atLeast(10.0, "systems in which reactive power is paid for", priced);
    }

    /** The same with voltages that may be 0.008 p.u. below that of the root, which they often are. */
    private static TsoDsoSystem narrow(TsoDsoSystem system) {
        return system.withAreas(
                system.transmission(),
                system.feeders().stream()
                        .map(feeder -> {
                            Network network = feeder.area().network();
                            double root = FeederProgram.root(network).vMin();
                            return feeder.withArea(feeder.area()
                                    .withNetwork(network.toBuilder()
                                            .mapBuses(bus -> bus.isReference()
                                                    ? bus
                                                    : bus.withVoltageLimits(root - 0.008, root + 0.02))
                                            .build()));
                        })
                        .toList());
    }

    @Test
    void thePriceIsReadAndWritten() throws IOException {
        TsoDsoSystem system = SystemFile.parse("reactive", SystemFile.write(system(3.5)));
        assertThat(system.feeder("D").area().resources().get(0).reactive())
                .isEqualTo(new ReactiveOffer(new Range(-1.0, 1.0), 3.5));
        assertThat(SystemFile.write(system)).contains("\"cQ\": 3.5");
        assertThat(SystemFile.parse("reactive", SystemFile.write(system))).isEqualTo(system);
        assertThatThrownBy(() ->
                        SystemFile.parse("reactive", SystemFile.write(system).replace("\"cQ\": 3.5", "\"cQ\": -3.5")))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("resource d of network D")
                .hasMessageContaining("price of reactive power -3.5 per Mvarh");
    }
}
