package org.flexopf.pricing.nodal;

/** The two goods that a network delivers, each with a price of its own at every bus. */
public enum Power {
    /** Active power; its price is in currency per MWh. */
    ACTIVE("MW", "MWh"),
    /** Reactive power; its price is in currency per Mvarh. */
    REACTIVE("Mvar", "Mvarh");

    private final String unit;
    private final String priceUnit;

    Power(String unit, String energy) {
        this.unit = unit;
        this.priceUnit = "currency per " + energy;
    }

    /** How amounts are measured. */
    public String unit() {
        return unit;
    }

    /** How prices are measured. */
    public String priceUnit() {
        return priceUnit;
    }
}
