package org.flexopf.report.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.flexopf.network.Bid;
import org.flexopf.opf.PlanOverTime;

/**
 * What is accepted of a bid.
 *
 * @param id its name, or its number if it has none
 * @param bus number of its bus
 * @param price its price, currency per MWh
 * @param acceptance the ratio that is accepted, from 0 to 1; NaN of a bid that chooses its power
 * @param power what it injects in each period, MW; negative where it draws
 * @param chosen what a bid that chooses its power runs at in each period, MW, not negative; none of other bids
 */
public record BidResult(String id, int bus, double price, double acceptance, List<Double> power, List<Double> chosen) {

    /** All parts are required; lists are copied. */
    public BidResult {
        Objects.requireNonNull(id, "id");
        power = List.copyOf(power);
        chosen = List.copyOf(chosen);
    }

    static BidResult of(Bid bid, PlanOverTime plan) {
        List<Double> power = new ArrayList<>();
        Arrays.stream(plan.power(bid)).forEach(power::add);
        boolean chooses = bid.offer() instanceof Bid.Schedule;
        return new BidResult(
                bid.name().isBlank() ? String.valueOf(bid.id()) : bid.name(),
                bid.bus(),
                bid.offer().price(),
                chooses ? Double.NaN : plan.acceptance(bid),
                power,
                chooses ? power.stream().map(Math::abs).toList() : List.of());
    }

    /** Whether it chooses its power, so that there is no ratio. */
    public boolean choosesPower() {
        return !chosen.isEmpty();
    }

    /** Whether any of it is accepted; less than a millionth is rounding. */
    public boolean isAccepted() {
        return choosesPower() ? chosen.stream().anyMatch(p -> p > 1e-6) : acceptance > 1e-6;
    }
}
