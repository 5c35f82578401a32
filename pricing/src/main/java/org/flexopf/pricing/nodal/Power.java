package org.flexopf.pricing.nodal;

import org.flexopf.model.Unit;

/** The two goods that a network delivers, each with a price of its own at every bus. */
public enum Power {
    /** Active power; where cost is minimised its price is in currency per MWh. */
    ACTIVE("MW", "MWh"),
    /** Reactive power; where cost is minimised its price is in currency per Mvarh. */
    REACTIVE("Mvar", "Mvarh");

    private final String unit;
    private final String energy;

    Power(String unit, String energy) {
        this.unit = unit;
        this.energy = energy;
    }

    /** How amounts are measured. */
    public String unit() {
        return unit;
    }

    /**
     * How prices are measured: a price is what the objective rises by with one more unit of demand, such as currency
     * per MWh, or MW per MW where losses are minimised.
     *
     * @param objective the unit of what is minimised
     */
    public String priceUnit(Unit objective) {
        return objective == Unit.CURRENCY_PER_HOUR ? "currency per " + energy : objective.symbol() + " per " + unit;
    }
}
