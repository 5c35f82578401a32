package org.flexopf.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.flexopf.exchange.auction.AcceptedOffer;
import org.flexopf.exchange.auction.Auction;
import org.flexopf.exchange.auction.AuctionObjective;
import org.flexopf.exchange.auction.AuctionOffer;
import org.flexopf.exchange.auction.AuctionParameters;
import org.flexopf.exchange.auction.AuctionRule;
import org.flexopf.exchange.auction.ClearedAuction;
import org.flexopf.exchange.finder.CellReport;
import org.flexopf.exchange.finder.Forecast;
import org.flexopf.exchange.finder.ForecastRow;
import org.flexopf.exchange.finder.Request;
import org.flexopf.exchange.finder.RequestFinder;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.property.Share;

/** What holds whatever the loads and the offers are, on a feeder of five buses. */
class FlexibilityPropertiesTest {

    private static final Opf SOCP = Opf.of(new BranchFlowSocp());

    /** Requests that are found remove every violation, by a power flow of the network with the loads they ask for. */
    @Property(tries = 25, seed = "2611")
    void requestsRemoveAllViolations(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Network feeder = TestNetworks.feeder();
        List<ForecastRow> rows = new ArrayList<>();
        for (int bus = 2; bus <= 5; bus++) {
            rows.add(new ForecastRow(
                    1,
                    1.0,
                    1,
                    bus,
                    random.nextDouble(0.25),
                    random.nextDouble(0.05),
                    random.nextInt(3) == 0 ? random.nextDouble(0.3) : 0.0,
                    0.0));
        }
        CellReport cell = RequestFinder.of(SOCP).find(Forecast.of(feeder, rows)).cell(1, 1);
        boolean isNeeded = !cell.violations().isEmpty();
        Share.atLeast(30.0, "cells that need something", isNeeded);
        assertThat(cell.need().bySensitivities().isPresent() || cell.need().isProvedImpossible())
                .isTrue();
        if (cell.need().bySensitivities().isPresent()) {
            double total = cell.need().bySensitivities().getAsDouble();
            assertThat(total > 0.0).isEqualTo(isNeeded);
            assertThat(cell.need().byRelaxedOpf().orElseThrow()).isLessThan(total + 1e-5);
            assertThat(largestExcess(scheduled(feeder, rows, cell.need().requests())))
                    .isLessThanOrEqualTo(1e-6);
            for (Request request : cell.need().requests()) {
                double demand = rows.get(request.bus() - 2).demandMw();
                assertThat(request.quantityMw())
                        .isPositive()
                        .isLessThanOrEqualTo(request.direction() == Direction.DOWN ? demand : 0.5);
            }
        }
    }

    private static Network scheduled(Network feeder, List<ForecastRow> rows, List<Request> requests) {
        return feeder.toBuilder()
                .mapLoads(load -> {
                    ForecastRow row = rows.get(load.bus() - 2);
                    double asked = requests.stream()
                            .filter(request -> request.bus() == load.bus())
                            .mapToDouble(request ->
                                    request.direction() == Direction.UP ? request.quantityMw() : -request.quantityMw())
                            .sum();
                    return new Load(
                            load.id(),
                            "",
                            load.bus(),
                            row.demandMw() - row.generationMw() + asked,
                            row.demandMvar() - row.generationMvar(),
                            true);
                })
                .build();
    }

    /** Written down once more: how far the state is beyond ratings and voltage limits. */
    private static double largestExcess(Network network) {
        PowerFlowResult flow = PowerFlow.solve(network);
        assertThat(flow.converged()).isTrue();
        double largest = Double.NEGATIVE_INFINITY;
        for (int b = 0; b < network.branches().size(); b++) {
            Branch branch = network.branches().get(b);
            largest = Math.max(largest, flow.point().apparentPower(b) - branch.rating());
        }
        for (int i = 0; i < network.buses().size(); i++) {
            Bus bus = network.buses().get(i);
            if (!bus.isReference()) {
                largest = Math.max(largest, Math.max(bus.vMin() - flow.vm(i), flow.vm(i) - bus.vMax()));
            }
        }
        return largest;
    }

    /** Quantities are 0 or between minimum and quantity, VCG covers costs, and nobody is better off left out. */
    @Property(tries = 25, seed = "2612")
    void auctionsKeepToTheirOffers(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<AuctionOffer> offers = new ArrayList<>();
        for (int k = 0; k < 5; k++) {
            double quantity = 0.005 + random.nextDouble(0.05);
            offers.add(AuctionOffer.active(
                            "o" + k,
                            "p" + random.nextInt(3),
                            2 + random.nextInt(4),
                            random.nextInt(4) == 0 ? Direction.UP : Direction.DOWN,
                            quantity,
                            random.nextDouble(-20.0, 80.0))
                    .withMinimum(random.nextInt(3) == 0 ? random.nextDouble(quantity) : 0.0));
        }
        ClearedAuction cleared = new Auction(
                        TestNetworks.feeder(),
                        random.nextBoolean() ? AuctionObjective.ACTIVATION : AuctionObjective.WELFARE,
                        new AuctionParameters(1000.0, 100.0, 60.0, 50.0, 0.01),
                        offers)
                .clear(SOCP);
        Share.atLeast(
                50.0,
                "auctions that accept something",
                cleared.offers().stream().anyMatch(accepted -> accepted.quantity() > 0.0));
        for (AcceptedOffer accepted : cleared.offers()) {
            if (accepted.quantity() != 0.0) {
                assertThat(accepted.quantity())
                        .isBetween(accepted.offer().minimum(), accepted.offer().quantity());
            }
        }
        assertThat(cleared.isConfirmed()).isTrue();
        AuctionRule.VCG
                .settle(cleared)
                .payments()
                .forEach(payment -> assertThat(payment.profit().orElseThrow())
                        .as(payment.participant().id())
                        .isGreaterThan(-1e-4));
        AuctionRule.PAY_AS_CLEAR.settle(cleared).payments().forEach(payment -> {
            String owner = payment.participant().id();
            double asked = cleared.offers().stream()
                    .filter(accepted -> accepted.offer().owner().equals(owner))
                    .mapToDouble(AcceptedOffer::asked)
                    .sum();
            assertThat(payment.amount().orElseThrow()).as(owner).isGreaterThan(asked - 1e-4);
        });
    }
}
