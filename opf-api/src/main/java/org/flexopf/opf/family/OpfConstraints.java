package org.flexopf.opf.family;

import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.Unit;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Shunt;

/**
 * The balances, laws and limits that more than one formulation has, so that prices and reports need no formulation. A
 * formulation may define further families of its own.
 */
public final class OpfConstraints {

    /** Generation minus outflow equals demand, active; its dual is the price d cost / d demand. */
    public static final ConstraintFamily ACTIVE_BALANCE =
            new ConstraintFamily("active-balance", "active balance", Bus.KIND, Unit.MW);

    /** Generation minus outflow equals demand, reactive; its dual is the price d cost / d demand. */
    public static final ConstraintFamily REACTIVE_BALANCE =
            new ConstraintFamily("reactive-balance", "reactive balance", Bus.KIND, Unit.MVAR);

    /** The voltage drop along a branch. */
    public static final ConstraintFamily VOLTAGE_DROP =
            new ConstraintFamily("voltage-drop", "voltage drop", Branch.KIND, Unit.PER_UNIT_SQUARED);

    /**
     * The current cone {@code P^2 + Q^2 <= (l / s) (s w)}, with a scale s that the formulation chooses; its dual is
     * what a unit more of {@code l / s} saves.
     */
    public static final ConstraintFamily CURRENT_CONE =
            new ConstraintFamily("current-cone", "current cone", Branch.KIND, Unit.PER_UNIT_SQUARED);

    /** What keeps a {@link OpfVariables#LOSS} above the parabola of the flow, in one or more rows. */
    public static final ConstraintFamily LOSS_BOUND =
            new ConstraintFamily("loss-bound", "loss above the parabola of the flow", Branch.KIND, Unit.PER_UNIT);

    /** Lower limit of the squared voltage. */
    public static final ConstraintFamily VOLTAGE_MIN =
            new ConstraintFamily("voltage-min", "lower voltage limit", Bus.KIND, Unit.PER_UNIT_SQUARED);

    /** Upper limit of the squared voltage. */
    public static final ConstraintFamily VOLTAGE_MAX =
            new ConstraintFamily("voltage-max", "upper voltage limit", Bus.KIND, Unit.PER_UNIT_SQUARED);

    /** Apparent-power rating at the from end. */
    public static final ConstraintFamily RATING_FROM =
            new ConstraintFamily("rating-from", "rating at the from end", Branch.KIND, Unit.MVA);

    /** Apparent-power rating at the to end. */
    public static final ConstraintFamily RATING_TO =
            new ConstraintFamily("rating-to", "rating at the to end", Branch.KIND, Unit.MVA);

    /** Current limit at the from end, on the squared current. */
    public static final ConstraintFamily CURRENT_LIMIT_FROM = new ConstraintFamily(
            "current-limit-from", "current limit at the from end", Branch.KIND, Unit.PER_UNIT_SQUARED);

    /** Current limit at the to end, on the squared current. */
    public static final ConstraintFamily CURRENT_LIMIT_TO =
            new ConstraintFamily("current-limit-to", "current limit at the to end", Branch.KIND, Unit.PER_UNIT_SQUARED);

    /** Lower limit of the angle difference. */
    public static final ConstraintFamily ANGLE_MIN =
            new ConstraintFamily("angle-min", "lower angle limit", Branch.KIND, Unit.RADIAN);

    /** Upper limit of the angle difference. */
    public static final ConstraintFamily ANGLE_MAX =
            new ConstraintFamily("angle-max", "upper angle limit", Branch.KIND, Unit.RADIAN);

    /** Lower limit of the angle difference, as a row on the voltage product {@code V_i V_j*}. */
    public static final ConstraintFamily ANGLE_SECTOR_MIN = new ConstraintFamily(
            "angle-sector-min", "lower angle limit on the voltage product", Branch.KIND, Unit.PER_UNIT_SQUARED);

    /** Upper limit of the angle difference, as a row on the voltage product {@code V_i V_j*}. */
    public static final ConstraintFamily ANGLE_SECTOR_MAX = new ConstraintFamily(
            "angle-sector-max", "upper angle limit on the voltage product", Branch.KIND, Unit.PER_UNIT_SQUARED);

    /** Lower limit of a sum of flows. */
    public static final ConstraintFamily INTERFACE_MIN =
            new ConstraintFamily("interface-min", "lower interface limit", FlowInterface.KIND, Unit.MW);

    /** Upper limit of a sum of flows. */
    public static final ConstraintFamily INTERFACE_MAX =
            new ConstraintFamily("interface-max", "upper interface limit", FlowInterface.KIND, Unit.MW);

    /** Least active power of a generator. */
    public static final ConstraintFamily GENERATOR_P_MIN =
            new ConstraintFamily("generator-p-min", "least active power", Generator.KIND, Unit.MW);

    /** Largest active power of a generator. */
    public static final ConstraintFamily GENERATOR_P_MAX =
            new ConstraintFamily("generator-p-max", "largest active power", Generator.KIND, Unit.MW);

    /** A generator is on if it was on before or starts, and does not stop. */
    public static final ConstraintFamily GENERATOR_SWITCHING =
            new ConstraintFamily("generator-switching", "switching", Generator.KIND, Unit.PER_UNIT);

    /** How long a generator stays on once it has started. */
    public static final ConstraintFamily GENERATOR_MIN_UP =
            new ConstraintFamily("generator-min-up", "minimum time on", Generator.KIND, Unit.PER_UNIT);

    /** How long a generator stays off once it has stopped. */
    public static final ConstraintFamily GENERATOR_MIN_DOWN =
            new ConstraintFamily("generator-min-down", "minimum time off", Generator.KIND, Unit.PER_UNIT);

    /** By how much the active power of a generator may rise from one block to the next. */
    public static final ConstraintFamily GENERATOR_RAMP_UP =
            new ConstraintFamily("generator-ramp-up", "upward ramp", Generator.KIND, Unit.MW);

    /** By how much the active power of a generator may fall from one block to the next. */
    public static final ConstraintFamily GENERATOR_RAMP_DOWN =
            new ConstraintFamily("generator-ramp-down", "downward ramp", Generator.KIND, Unit.MW);

    /** Least reactive power of a generator. */
    public static final ConstraintFamily GENERATOR_Q_MIN =
            new ConstraintFamily("generator-q-min", "least reactive power", Generator.KIND, Unit.MVAR);

    /** Largest reactive power of a generator. */
    public static final ConstraintFamily GENERATOR_Q_MAX =
            new ConstraintFamily("generator-q-max", "largest reactive power", Generator.KIND, Unit.MVAR);

    /**
     * Least reactive power of a generator at its active power: the lower of its
     * {@link org.flexopf.network.ReactiveLines}, as a row on {@code q - slope p}.
     */
    public static final ConstraintFamily GENERATOR_Q_LINE_MIN = new ConstraintFamily(
            "generator-q-line-min", "least reactive power at its active power", Generator.KIND, Unit.MVAR);

    /** Largest reactive power of a generator at its active power: the upper of its lines. */
    public static final ConstraintFamily GENERATOR_Q_LINE_MAX = new ConstraintFamily(
            "generator-q-line-max", "largest reactive power at its active power", Generator.KIND, Unit.MVAR);

    /** Capability curve of a generator, as a limit of its apparent power. */
    public static final ConstraintFamily GENERATOR_CAPABILITY =
            new ConstraintFamily("generator-capability", "capability", Generator.KIND, Unit.MVA);

    /** Least active power of a DC line. */
    public static final ConstraintFamily HVDC_P_MIN =
            new ConstraintFamily("hvdc-p-min", "least active power of a DC line", HvdcLine.KIND, Unit.MW);

    /** Largest active power of a DC line. */
    public static final ConstraintFamily HVDC_P_MAX =
            new ConstraintFamily("hvdc-p-max", "largest active power of a DC line", HvdcLine.KIND, Unit.MW);

    /** Least reactive supply of a DC line at its from end. */
    public static final ConstraintFamily HVDC_Q_FROM_MIN = new ConstraintFamily(
            "hvdc-q-from-min", "least reactive supply of a DC line at its from end", HvdcLine.KIND, Unit.MVAR);

    /** Largest reactive supply of a DC line at its from end. */
    public static final ConstraintFamily HVDC_Q_FROM_MAX = new ConstraintFamily(
            "hvdc-q-from-max", "largest reactive supply of a DC line at its from end", HvdcLine.KIND, Unit.MVAR);

    /** Least reactive supply of a DC line at its to end. */
    public static final ConstraintFamily HVDC_Q_TO_MIN = new ConstraintFamily(
            "hvdc-q-to-min", "least reactive supply of a DC line at its to end", HvdcLine.KIND, Unit.MVAR);

    /** Largest reactive supply of a DC line at its to end. */
    public static final ConstraintFamily HVDC_Q_TO_MAX = new ConstraintFamily(
            "hvdc-q-to-max", "largest reactive supply of a DC line at its to end", HvdcLine.KIND, Unit.MVAR);

    /** The tap changer's lowest ratio: {@code w' <= w / ratio^2}. */
    public static final ConstraintFamily TAP_RATIO_MIN =
            new ConstraintFamily("tap-ratio-min", "lowest tap ratio", Branch.KIND, Unit.PER_UNIT_SQUARED);

    /** The tap changer's highest ratio: {@code w' >= w / ratio^2}. */
    public static final ConstraintFamily TAP_RATIO_MAX =
            new ConstraintFamily("tap-ratio-max", "highest tap ratio", Branch.KIND, Unit.PER_UNIT_SQUARED);

    /** The smallest shift of a phase shifter. */
    public static final ConstraintFamily PHASE_SHIFT_MIN =
            new ConstraintFamily("phase-shift-min", "smallest phase shift", Branch.KIND, Unit.RADIAN);

    /** The largest shift of a phase shifter. */
    public static final ConstraintFamily PHASE_SHIFT_MAX =
            new ConstraintFamily("phase-shift-max", "largest phase shift", Branch.KIND, Unit.RADIAN);

    /** The lowest susceptance of a switchable shunt, as a limit of its reactive supply. */
    public static final ConstraintFamily SHUNT_Q_MIN =
            new ConstraintFamily("shunt-q-min", "lowest susceptance of a switchable shunt", Shunt.KIND, Unit.MVAR);

    /** The highest susceptance of a switchable shunt, as a limit of its reactive supply. */
    public static final ConstraintFamily SHUNT_Q_MAX =
            new ConstraintFamily("shunt-q-max", "highest susceptance of a switchable shunt", Shunt.KIND, Unit.MVAR);

    private OpfConstraints() {}
}
