package org.flexopf.examples.cli;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfSolution;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;
import org.flexopf.report.result.ConfirmedPrice;

/** What {@code --confirm-price} does: the prices of a bus beside the slopes of the cost. */
final class PriceCheck {

    /** By how much demand is changed, as a share of all demand. */
    private static final double STEP = 1e-4;
    /**
     * A solver's rounding of the cost, relative to it and to one: where demand is cheap beside it, a step is larger.
     */
    private static final double ROUNDING = 2e-8;
    /** What a confirmed price may be off its slopes by: relative, and absolute in currency per MWh (or Mvarh). */
    private static final double TOLERANCE = 1e-3;

    private PriceCheck() {}

    /**
     * Solves again with a little more and a little less demand at a bus, active, and reactive if there are prices for
     * it.
     */
    static List<ConfirmedPrice> of(OpfSolution solution, NodalPrices prices, int busId, boolean withReactive) {
        Network network = solution.network();
        Bus bus;
        try {
            bus = network.bus(busId);
        } catch (NoSuchElementException e) {
            throw new BadInputException("--confirm-price: " + e.getMessage());
        }
        if (bus.isIsolated()) {
            throw new BadInputException(
                    "--confirm-price: " + bus.label() + " is isolated, so that power has no price there");
        }
        double demand = Arrays.stream(network.activeDemand()).map(Math::abs).sum();
        double share = STEP * (demand > 0.0 ? demand : network.perUnit().physicalPower(1.0));
        double rounding = ROUNDING * Math.max(1.0, Math.abs(solution.objective()));
        List<Power> powers = withReactive ? List.of(Power.values()) : List.of(Power.ACTIVE);
        return powers.stream()
                .map(power -> prices.confirm(
                        power,
                        bus,
                        Math.max(share, rounding / (TOLERANCE * (1.0 + Math.abs(prices.price(power, bus)))))))
                .map(confirmation -> new ConfirmedPrice(confirmation, confirmation.isConfirmed(TOLERANCE, TOLERANCE)))
                .toList();
    }
}
