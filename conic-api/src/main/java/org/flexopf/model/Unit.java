package org.flexopf.model;

/** The physical unit of a quantity, and what one per-unit step of it is worth in that unit. */
public enum Unit {
    /** Active power, MW. */
    MW("MW", true),
    /** Reactive power, Mvar. */
    MVAR("Mvar", true),
    /** Apparent power, MVA. */
    MVA("MVA", true),
    /** Energy, MWh; 1 p.u. is what the base gives in one hour. */
    MWH("MWh", true),
    /** Per unit, as it is. */
    PER_UNIT("p.u.", false),
    /** Per unit squared, as it is. */
    PER_UNIT_SQUARED("p.u.^2", false),
    /** Radians, as they are. */
    RADIAN("rad", false),
    /** Degrees: what people give and read; programs have radians. */
    DEGREE("degrees", false),
    /** Temperature, degrees Celsius, as they are. */
    CELSIUS("deg C", false),
    /** Currency per hour, as it is. */
    CURRENCY_PER_HOUR("currency/h", false),
    /** No unit: a number alone. */
    ONE("1", false);

    private final String symbol;
    /** Whether it grows with the base. */
    private final boolean power;

    Unit(String symbol, boolean power) {
        this.symbol = symbol;
        this.power = power;
    }

    /** How the unit is written. */
    public String symbol() {
        return symbol;
    }

    /**
     * The physical size of 1 p.u.: a value in the program times this is physical, a dual of the program divided by it
     * is per unit of this.
     *
     * @param baseMva the system base, MVA
     */
    public double perUnitStep(double baseMva) {
        return power ? baseMva : 1.0;
    }
}
