package org.flexopf.report.result;

import java.util.Objects;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;
import org.flexopf.pricing.nodal.PriceAgreement;
import org.flexopf.pricing.nodal.Provenance;

/**
 * Where prices come from.
 *
 * @param active what has to be known of the prices of active power
 * @param reactiveUnit the unit of the prices of reactive power
 * @param exact whether they are those of the AC network
 * @param agreement why, or why not
 */
public record PriceOrigin(Provenance active, String reactiveUnit, boolean exact, String agreement) {

    /** All parts are required. */
    public PriceOrigin {
        Objects.requireNonNull(active, "active");
        Objects.requireNonNull(reactiveUnit, "reactiveUnit");
        Objects.requireNonNull(agreement, "agreement");
    }

    /** The origin of the prices of a solution. */
    public static PriceOrigin of(NodalPrices prices) {
        PriceAgreement agreement = prices.agreement();
        return new PriceOrigin(
                prices.provenance(Power.ACTIVE), prices.unit(Power.REACTIVE), agreement.agrees(), agreement.toString());
    }
}
