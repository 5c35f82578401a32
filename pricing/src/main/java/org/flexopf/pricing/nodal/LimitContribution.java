package org.flexopf.pricing.nodal;

import java.util.Locale;
import org.flexopf.model.Key;
import org.flexopf.opf.family.PriceComponent;

/**
 * What one limit has to do with the price at one bus.
 *
 * @param limit its name
 * @param component the part of the price that it belongs to
 * @param amount how much of the price it makes up, currency per MWh (or Mvarh); negative where more demand relieves the
 *     limit
 * @param label what it is and whose, in words
 */
public record LimitContribution(Key limit, PriceComponent component, double amount, String label) {

    /** In words, such as {@code 0.83 of it: rating at the from end of branch 7 (7-8)}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f of it: %s", amount, label);
    }
}
