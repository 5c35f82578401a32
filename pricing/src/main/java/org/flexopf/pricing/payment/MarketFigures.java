package org.flexopf.pricing.payment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How efficient and how concentrated a settled market is.
 *
 * @param welfare the value of what is served less what it costs, beside the constant value of fixed demand: the optimal
 *     cost with a minus, currency per hour
 * @param procurementCost what the operator pays for everything: participants by the rule, the own options and DC lines
 *     at cost; currency per hour, empty if a payment is missing
 * @param herfindahl the sum of squared market shares in percent of what participants deliver or draw, 0 to 10,000:
 *     above 2,500 a market is usually called highly concentrated; NaN if nothing is traded
 * @param lerner by participant, the share of the average price paid per MWh that lies above the average cost of the
 *     last MWh: 0 without market power, 1 if the price is all margin; only for participants that sell and have a
 *     payment above zero
 */
public record MarketFigures(
        double welfare, OptionalDouble procurementCost, double herfindahl, Map<Participant, Double> lerner) {

    /** Powers up to this are a solver's rounding, MW. */
    private static final double SMALLEST_POWER = 1e-6;

    /** The figures of a settlement. */
    public static MarketFigures of(Clearing clearing, Settlement settlement) {
        double own = clearing.ownSupply().stream().mapToDouble(Delivery::cost).sum() + clearing.deviceCost();
        OptionalDouble procurement = settlement.outlay().isPresent()
                ? OptionalDouble.of(settlement.outlay().getAsDouble() + own)
                : OptionalDouble.empty();
        Map<Participant, Double> lerner = new LinkedHashMap<>();
        for (Payment payment : settlement.payments()) {
            double quantity = payment.award().quantity();
            if (payment.amount().isPresent() && payment.amount().getAsDouble() > 0.0 && quantity > SMALLEST_POWER) {
                double marginal = payment.award().deliveries().stream()
                        .mapToDouble(delivery -> delivery.marginalCost() * delivery.p())
                        .sum();
                lerner.put(
                        payment.participant(),
                        (payment.amount().getAsDouble() - marginal)
                                / payment.amount().getAsDouble());
            }
        }
        return new MarketFigures(-clearing.cost(), procurement, herfindahl(settlement.payments()), lerner);
    }

    private static double herfindahl(List<Payment> payments) {
        double total = payments.stream()
                .mapToDouble(payment -> Math.abs(payment.award().quantity()))
                .sum();
        if (total <= SMALLEST_POWER) {
            return Double.NaN;
        }
        return payments.stream()
                .mapToDouble(payment -> Math.pow(100.0 * payment.award().quantity() / total, 2.0))
                .sum();
    }
}
