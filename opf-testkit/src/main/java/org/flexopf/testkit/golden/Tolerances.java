package org.flexopf.testkit.golden;

/**
 * How far a right answer may be from a golden one. The golden figures are better than these; the room is for solvers at
 * their default tolerances, and for prices, which are less well conditioned than costs.
 */
public final class Tolerances {

    /** Costs, relative. */
    public static final double COST = 1e-6;

    /** Voltage magnitudes of an optimum, p.u. */
    public static final double VOLTAGE = 1e-5;

    /** Voltage magnitudes of a power flow, p.u. */
    public static final double POWER_FLOW_VOLTAGE = 1e-8;

    /** Active prices and their parts against an AC or DC optimum, currency per MWh. */
    public static final double ACTIVE_PRICE = 1e-3;

    /** Active prices against a relaxation or LinDistFlow, currency per MWh. */
    public static final double BRANCH_FLOW_PRICE = 5e-3;

    /** Reactive prices, currency per Mvarh. */
    public static final double REACTIVE_PRICE = 5e-3;

    /** Active generation, MW. */
    public static final double ACTIVE_POWER = 1e-3;

    /** Reactive generation, Mvar. */
    public static final double REACTIVE_POWER = 1e-2;

    /** Payments, currency per hour. */
    public static final double PAYMENT = 1e-4;

    private Tolerances() {}
}
