package org.flexopf.report.result;

import java.util.Objects;
import org.flexopf.model.Unit;
import org.flexopf.pricing.nodal.Power;

/**
 * How the objective and prices are measured in tables and sections.
 *
 * @param objective the unit of what was minimised
 */
public record PriceUnits(Unit objective) {

    /** The unit of prices of active power, among those of {@link Field}. */
    static final String ACTIVE = "{active price}";
    /** The unit of prices of reactive power. */
    static final String REACTIVE = "{reactive price}";
    /** The unit of prices of either power, which another field names. */
    static final String EITHER = "{price}";
    /** The unit of the objective. */
    static final String OBJECTIVE = "{objective}";

    /** The unit is required. */
    public PriceUnits {
        Objects.requireNonNull(objective, "objective");
    }

    /** Those of a document. */
    public static PriceUnits of(ResultDocument document) {
        return new PriceUnits(
                document instanceof OpfDocument opf
                        ? opf.objective().map(ObjectiveResult::unit).orElse(Unit.CURRENCY_PER_HOUR)
                        : Unit.CURRENCY_PER_HOUR);
    }

    /** The unit of prices as tables for people have it, such as {@code per MWh}, or {@code MW per MW}. */
    public String brief(Power power) {
        String unit = power.priceUnit(objective);
        return unit.startsWith("currency ") ? unit.substring("currency ".length()) : unit;
    }

    /** The unit of a field, with a slash: the prices' and the objective's by what was minimised. */
    String of(String unit) {
        return switch (unit) {
            case ACTIVE -> slashed(Power.ACTIVE);
            case REACTIVE -> slashed(Power.REACTIVE);
            case EITHER -> slashed(Power.ACTIVE) + " or " + slashed(Power.REACTIVE);
            case OBJECTIVE -> objective.symbol();
            default -> unit;
        };
    }

    private String slashed(Power power) {
        return power.priceUnit(objective).replace(" per ", "/");
    }
}
