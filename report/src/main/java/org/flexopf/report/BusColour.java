package org.flexopf.report;

import org.flexopf.model.Unit;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;

/** What the colour of a bus stands for. */
public enum BusColour {
    /** The active price; currency per MWh where cost is minimised. */
    PRICE("active price"),
    /** The reactive price; currency per Mvarh where cost is minimised. */
    REACTIVE_PRICE("reactive price"),
    /** The voltage magnitude; p.u. */
    VOLTAGE("voltage");

    private final String label;

    BusColour(String label) {
        this.label = label;
    }

    /** What it is called in a legend. */
    public String label() {
        return label;
    }

    /** Its unit, as in a legend; prices are {@code null} if it is none. */
    String unit(NodalPrices prices) {
        return switch (this) {
            case PRICE -> prices.unit(Power.ACTIVE);
            case REACTIVE_PRICE -> prices.unit(Power.REACTIVE);
            case VOLTAGE -> Unit.PER_UNIT.symbol();
        };
    }
}
