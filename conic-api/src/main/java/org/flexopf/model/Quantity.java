package org.flexopf.model;

/**
 * The name of a family of variables or rows, one per network element. Together with an element's index it names every
 * number of a solution. The families that more than one formulation has stand here as constants, so that prices and
 * reports need no formulation; a formulation may define further ones of its own.
 *
 * @param name what it is, in words for people
 * @param element the kind of element it belongs to
 * @param unit the physical unit of its values; duals are in currency per hour and per this unit
 */
public record Quantity(String name, ElementType element, Unit unit) {

    /** Squared voltage magnitude w. */
    public static final Quantity SQUARED_VOLTAGE =
            new Quantity("squared voltage", ElementType.BUS, Unit.PER_UNIT_SQUARED);
    /** Voltage angle theta. */
    public static final Quantity ANGLE = new Quantity("voltage angle", ElementType.BUS, Unit.RADIAN);
    /** Active power P into the series impedance at its sending (from) side. */
    public static final Quantity SERIES_P = new Quantity("active series flow", ElementType.BRANCH, Unit.MW);
    /** Reactive power Q into the series impedance at its sending (from) side. */
    public static final Quantity SERIES_Q = new Quantity("reactive series flow", ElementType.BRANCH, Unit.MVAR);
    /** Squared series current l. */
    public static final Quantity SQUARED_CURRENT =
            new Quantity("squared current", ElementType.BRANCH, Unit.PER_UNIT_SQUARED);
    /** Active loss of a branch, in a model that knows no currents. */
    public static final Quantity LOSS = new Quantity("loss of a branch", ElementType.BRANCH, Unit.MW);
    /** Net active injection of a bus into its branches. */
    public static final Quantity NET_INJECTION = new Quantity("net injection", ElementType.BUS, Unit.MW);
    /** Active power of a generator. */
    public static final Quantity GENERATOR_P = new Quantity("active generation", ElementType.GENERATOR, Unit.MW);
    /** Reactive power of a generator. */
    public static final Quantity GENERATOR_Q = new Quantity("reactive generation", ElementType.GENERATOR, Unit.MVAR);
    /** Piecewise linear cost of active power, as an epigraph variable. */
    public static final Quantity GENERATOR_COST =
            new Quantity("cost of active generation", ElementType.GENERATOR, Unit.CURRENCY_PER_HOUR);
    /** Piecewise linear cost of reactive power, as an epigraph variable. */
    public static final Quantity GENERATOR_REACTIVE_COST =
            new Quantity("cost of reactive generation", ElementType.GENERATOR, Unit.CURRENCY_PER_HOUR);

    /** Squared voltage magnitude w' behind the tap changer of a branch. */
    public static final Quantity TAPPED_VOLTAGE =
            new Quantity("squared voltage behind the tap", ElementType.BRANCH, Unit.PER_UNIT_SQUARED);
    /** Reactive power supplied by a switchable shunt. */
    public static final Quantity SHUNT_Q =
            new Quantity("reactive supply of a switchable shunt", ElementType.SHUNT, Unit.MVAR);
    /** Active power drawn by a DC line at its from end. */
    public static final Quantity HVDC_P = new Quantity("active power of a DC line", ElementType.HVDC_LINE, Unit.MW);
    /** Reactive power supplied by a DC line at its from end. */
    public static final Quantity HVDC_Q_FROM =
            new Quantity("reactive supply of a DC line at its from end", ElementType.HVDC_LINE, Unit.MVAR);
    /** Reactive power supplied by a DC line at its to end. */
    public static final Quantity HVDC_Q_TO =
            new Quantity("reactive supply of a DC line at its to end", ElementType.HVDC_LINE, Unit.MVAR);
    /** Piecewise linear cost of a DC line, as an epigraph variable. */
    public static final Quantity HVDC_COST =
            new Quantity("cost of a DC line", ElementType.HVDC_LINE, Unit.CURRENCY_PER_HOUR);

    /** Generation minus outflow equals demand, active; its dual is the price d cost / d demand. */
    public static final Quantity ACTIVE_BALANCE = new Quantity("active balance", ElementType.BUS, Unit.MW);
    /** Generation minus outflow equals demand, reactive; its dual is the price d cost / d demand. */
    public static final Quantity REACTIVE_BALANCE = new Quantity("reactive balance", ElementType.BUS, Unit.MVAR);
    /** The voltage drop along a branch. */
    public static final Quantity VOLTAGE_DROP = new Quantity("voltage drop", ElementType.BRANCH, Unit.PER_UNIT_SQUARED);
    /**
     * The current cone {@code P^2 + Q^2 <= (l / s) (s w)}, with a scale s that the formulation chooses; its dual is
     * what a unit more of {@code l / s} saves.
     */
    public static final Quantity CURRENT_CONE = new Quantity("current cone", ElementType.BRANCH, Unit.PER_UNIT_SQUARED);
    /** What keeps a {@link #LOSS} above the parabola of the flow, in one or more rows. */
    public static final Quantity LOSS_BOUND =
            new Quantity("loss above the parabola of the flow", ElementType.BRANCH, Unit.PER_UNIT);
    /** Lower limit of the squared voltage. */
    public static final Quantity VOLTAGE_MIN =
            new Quantity("lower voltage limit", ElementType.BUS, Unit.PER_UNIT_SQUARED);
    /** Upper limit of the squared voltage. */
    public static final Quantity VOLTAGE_MAX =
            new Quantity("upper voltage limit", ElementType.BUS, Unit.PER_UNIT_SQUARED);
    /** Apparent-power rating at the from end. */
    public static final Quantity RATING_FROM = new Quantity("rating at the from end", ElementType.BRANCH, Unit.MVA);
    /** Apparent-power rating at the to end. */
    public static final Quantity RATING_TO = new Quantity("rating at the to end", ElementType.BRANCH, Unit.MVA);
    /** Current limit at the from end, on the squared current. */
    public static final Quantity CURRENT_LIMIT_FROM =
            new Quantity("current limit at the from end", ElementType.BRANCH, Unit.PER_UNIT_SQUARED);
    /** Current limit at the to end, on the squared current. */
    public static final Quantity CURRENT_LIMIT_TO =
            new Quantity("current limit at the to end", ElementType.BRANCH, Unit.PER_UNIT_SQUARED);
    /** Lower limit of the angle difference. */
    public static final Quantity ANGLE_MIN = new Quantity("lower angle limit", ElementType.BRANCH, Unit.RADIAN);
    /** Upper limit of the angle difference. */
    public static final Quantity ANGLE_MAX = new Quantity("upper angle limit", ElementType.BRANCH, Unit.RADIAN);
    /** Lower limit of the angle difference, as a row on the voltage product {@code V_i V_j*}. */
    public static final Quantity ANGLE_SECTOR_MIN =
            new Quantity("lower angle limit on the voltage product", ElementType.BRANCH, Unit.PER_UNIT_SQUARED);
    /** Upper limit of the angle difference, as a row on the voltage product {@code V_i V_j*}. */
    public static final Quantity ANGLE_SECTOR_MAX =
            new Quantity("upper angle limit on the voltage product", ElementType.BRANCH, Unit.PER_UNIT_SQUARED);
    /** Least active power of a generator. */
    public static final Quantity GENERATOR_P_MIN = new Quantity("least active power", ElementType.GENERATOR, Unit.MW);
    /** Largest active power of a generator. */
    public static final Quantity GENERATOR_P_MAX = new Quantity("largest active power", ElementType.GENERATOR, Unit.MW);
    /** Least reactive power of a generator. */
    public static final Quantity GENERATOR_Q_MIN =
            new Quantity("least reactive power", ElementType.GENERATOR, Unit.MVAR);
    /** Largest reactive power of a generator. */
    public static final Quantity GENERATOR_Q_MAX =
            new Quantity("largest reactive power", ElementType.GENERATOR, Unit.MVAR);
    /** Capability curve of a generator, as a limit of its apparent power. */
    public static final Quantity GENERATOR_CAPABILITY = new Quantity("capability", ElementType.GENERATOR, Unit.MVA);
    /** Least active power of a DC line. */
    public static final Quantity HVDC_P_MIN =
            new Quantity("least active power of a DC line", ElementType.HVDC_LINE, Unit.MW);
    /** Largest active power of a DC line. */
    public static final Quantity HVDC_P_MAX =
            new Quantity("largest active power of a DC line", ElementType.HVDC_LINE, Unit.MW);
    /** Least reactive supply of a DC line at its from end. */
    public static final Quantity HVDC_Q_FROM_MIN =
            new Quantity("least reactive supply of a DC line at its from end", ElementType.HVDC_LINE, Unit.MVAR);
    /** Largest reactive supply of a DC line at its from end. */
    public static final Quantity HVDC_Q_FROM_MAX =
            new Quantity("largest reactive supply of a DC line at its from end", ElementType.HVDC_LINE, Unit.MVAR);
    /** Least reactive supply of a DC line at its to end. */
    public static final Quantity HVDC_Q_TO_MIN =
            new Quantity("least reactive supply of a DC line at its to end", ElementType.HVDC_LINE, Unit.MVAR);
    /** Largest reactive supply of a DC line at its to end. */
    public static final Quantity HVDC_Q_TO_MAX =
            new Quantity("largest reactive supply of a DC line at its to end", ElementType.HVDC_LINE, Unit.MVAR);
    /** The tap changer's lowest ratio: {@code w' <= w / ratio^2}. */
    public static final Quantity TAP_RATIO_MIN =
            new Quantity("lowest tap ratio", ElementType.BRANCH, Unit.PER_UNIT_SQUARED);
    /** The tap changer's highest ratio: {@code w' >= w / ratio^2}. */
    public static final Quantity TAP_RATIO_MAX =
            new Quantity("highest tap ratio", ElementType.BRANCH, Unit.PER_UNIT_SQUARED);
    /** The lowest susceptance of a switchable shunt, as a limit of its reactive supply. */
    public static final Quantity SHUNT_Q_MIN =
            new Quantity("lowest susceptance of a switchable shunt", ElementType.SHUNT, Unit.MVAR);
    /** The highest susceptance of a switchable shunt, as a limit of its reactive supply. */
    public static final Quantity SHUNT_Q_MAX =
            new Quantity("highest susceptance of a switchable shunt", ElementType.SHUNT, Unit.MVAR);

    @Override
    public String toString() {
        return name;
    }
}
