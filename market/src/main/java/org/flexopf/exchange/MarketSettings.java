package org.flexopf.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a market is set up with. Immutable.
 *
 * @param lot quantities are multiples of it, W
 * @param lowestPrice lower bound of prices, 1e-4 per MWh
 * @param highestPrice upper bound of prices, 1e-4 per MWh
 * @param operator the owner who may give extreme prices, conditional orders and zones; empty if there is none
 * @param periods names of the delivery periods in their order
 * @param minutes length of each period
 * @param priceRule which price a trade is paid at
 */
public record MarketSettings(
        long lot,
        long lowestPrice,
        long highestPrice,
        Optional<String> operator,
        List<String> periods,
        int minutes,
        PriceRule priceRule) {

    /** The default bound of prices on both sides: 9999.9999 per MWh. */
    public static final long PRICE_BOUND = 99_999_999L;

    /** Checks the numbers. @throws IllegalArgumentException with all that is wrong */
    public MarketSettings {
        Objects.requireNonNull(operator, "operator");
        Objects.requireNonNull(priceRule, "priceRule");
        periods = List.copyOf(periods);
        List<String> faults = new ArrayList<>();
        if (lot < 1L) {
            faults.add("lot of " + lot + " W: give at least 1 W");
        }
        if (lowestPrice > highestPrice) {
            faults.add("price bounds of " + Quantities.price(lowestPrice) + " to " + Quantities.price(highestPrice)
                    + " per MWh: the lower one comes first");
        }
        if (minutes < 1) {
            faults.add("periods of " + minutes + " minutes: give at least 1");
        }
        if (periods.isEmpty()) {
            faults.add("no delivery period: give at least one");
        }
        if (periods.contains("")) {
            faults.add("a delivery period without a name: give every period one");
        }
        if (new HashSet<>(periods).size() < periods.size()) {
            faults.add("delivery periods " + String.join(",", periods) + ": one stands there twice");
        }
        if (operator.isPresent() && operator.get().isEmpty()) {
            faults.add("an operator without a name: give a name, or no operator");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
    }

    /** A lot of 1 W, the default bounds of prices, no operator, pay-as-bid. */
    public static MarketSettings of(List<String> periods, int minutes) {
        return new MarketSettings(
                1L, -PRICE_BOUND, PRICE_BOUND, Optional.empty(), periods, minutes, PriceRule.PAY_AS_BID);
    }

    /** These settings with another lot, W. */
    public MarketSettings withLot(long newLot) {
        return new MarketSettings(newLot, lowestPrice, highestPrice, operator, periods, minutes, priceRule);
    }

    /** These settings with an operator. */
    public MarketSettings withOperator(String name) {
        return new MarketSettings(lot, lowestPrice, highestPrice, Optional.of(name), periods, minutes, priceRule);
    }

    /** These settings with other bounds of prices, 1e-4 per MWh. */
    public MarketSettings withPriceBounds(long lowest, long highest) {
        return new MarketSettings(lot, lowest, highest, operator, periods, minutes, priceRule);
    }

    /** These settings with another rule of prices. */
    public MarketSettings withPriceRule(PriceRule rule) {
        return new MarketSettings(lot, lowestPrice, highestPrice, operator, periods, minutes, rule);
    }

    /** Whether an owner is the operator. */
    public boolean isOperator(String owner) {
        return operator.isPresent() && operator.get().equals(owner);
    }
}
