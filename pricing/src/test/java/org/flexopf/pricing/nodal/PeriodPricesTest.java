package org.flexopf.pricing.nodal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flexopf.casefile.Cases;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.socp.BranchFlowSocp;
import org.junit.jupiter.api.Test;

/** The price of a period among others, of another length, is split as if it had been solved alone. */
class PeriodPricesTest {

    private static final Opf SOCP = Opf.of(new BranchFlowSocp());

    @Test
    void aPeriodIsSplitAsIfItStoodAlone() {
        Network feeder = Cases.load("ieee33").toBuilder()
                .mapBranches(branch -> branch.id() == 6 ? branch.withRating(0.9) : branch)
                .generator(Generator.of(7, 18, 0.0, 2.0, -1.0, 1.0, CostCurve.linear(120.0)))
                .build();
        List<Profile> profiles = List.of(
                Profile.of(feeder).withDemandTimes(0.5),
                Profile.of(feeder),
                Profile.of(feeder).withDemandTimes(0.8));
        HorizonSolution plan = SOCP.solve(OpfProblem.of(feeder).over(Horizon.ofHours(3.0, 0.25, 1.0), profiles))
                .orElseThrow();
        for (int t = 0; t < profiles.size(); t++) {
            OpfSolution alone = SOCP.solve(profiles.get(t).applied()).orElseThrow();
            NodalPrices there = NodalPrices.of(plan.at(t));
            NodalPrices expected = NodalPrices.of(alone);
            for (int id : List.of(2, 18, 33)) {
                Bus bus = feeder.bus(id);
                PriceComponents parts = there.components(bus);
                PriceComponents own = expected.components(bus);
                assertThat(parts.energy()).isCloseTo(own.energy(), within(1e-4));
                assertThat(parts.losses()).isCloseTo(own.losses(), within(1e-3));
                assertThat(parts.congestion()).isCloseTo(own.congestion(), within(1e-3));
                assertThat(parts.voltage()).isCloseTo(own.voltage(), within(1e-3));
                assertThat(parts.energy() + parts.losses() + parts.congestion() + parts.voltage() + parts.other())
                        .isCloseTo(there.active(bus), within(1e-4));
                assertThat(byLabel(there, bus)).containsExactlyInAnyOrderEntriesOf(byLabel(expected, bus));
            }
            Rent rent = Rent.of(plan.at(t));
            Map<String, Double> ofLimits = ofLimits(Rent.of(alone));
            assertThat(ofLimits(rent).keySet()).isEqualTo(ofLimits.keySet());
            ofLimits(rent)
                    .forEach((limit, amount) ->
                            assertThat(amount).as(limit).isCloseTo(ofLimits.get(limit), within(1e-3)));
            assertThat(rent.losses()).isCloseTo(Rent.of(alone).losses(), within(1e-3));
        }
    }

    /** The rent of limits by their keys; a limit that is close has a rent of next to nothing. */
    private static Map<String, Double> ofLimits(Rent rent) {
        Map<String, Double> ofLimits = new TreeMap<>();
        rent.limits().stream()
                .filter(limit -> limit.rent() > 1e-3)
                .forEach(limit -> ofLimits.put(limit.limit().toString(), limit.rent()));
        return ofLimits;
    }

    private static Map<String, Long> byLabel(NodalPrices prices, Bus bus) {
        Map<String, Long> byLabel = new TreeMap<>();
        prices.contributions(bus).stream()
                .filter(contribution -> Math.abs(contribution.amount()) > 0.05)
                .forEach(contribution -> byLabel.put(contribution.label(), Math.round(contribution.amount())));
        return byLabel;
    }
}
