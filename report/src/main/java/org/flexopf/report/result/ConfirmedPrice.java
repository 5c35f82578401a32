package org.flexopf.report.result;

import java.util.Objects;
import org.flexopf.pricing.nodal.PriceConfirmation;

/**
 * A price beside the slopes of the cost.
 *
 * @param confirmation price and slopes, currency per MWh (or Mvarh)
 * @param confirmed whether the price lies between the slopes, as far as was asked for
 */
public record ConfirmedPrice(PriceConfirmation confirmation, boolean confirmed) {

    /** The confirmation is required. */
    public ConfirmedPrice {
        Objects.requireNonNull(confirmation, "confirmation");
    }
}
