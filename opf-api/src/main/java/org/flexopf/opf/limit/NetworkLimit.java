package org.flexopf.opf.limit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.Unit;
import org.flexopf.network.Branch;
import org.flexopf.network.Element;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.ReactiveLines;
import org.flexopf.network.StepControl;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.state.OperatingPoint;

/**
 * The limits that networks state of their elements: what each of them limits, where its bound stands, and what a state
 * of the network has there. All else follows: judgements of states ({@link LimitCheck}), soft limits and conflicts name
 * limits by these kinds and read their bounds here.
 */
public enum NetworkLimit implements LimitKind {
    /** Least voltage magnitude of a bus, p.u. */
    VOLTAGE_MIN(Side.LEAST, "voltage", Unit.PER_UNIT, OpfConstraints.VOLTAGE_MIN),
    /** Largest voltage magnitude of a bus, p.u. */
    VOLTAGE_MAX(Side.LARGEST, "voltage", Unit.PER_UNIT, OpfConstraints.VOLTAGE_MAX),
    /** Largest apparent power of a branch at its from end, MVA. */
    RATING_FROM(Side.LARGEST, "apparent power at the from end", Unit.MVA, OpfConstraints.RATING_FROM),
    /** Largest apparent power of a branch at its to end, MVA. */
    RATING_TO(Side.LARGEST, "apparent power at the to end", Unit.MVA, OpfConstraints.RATING_TO),
    /** Largest current of a branch at its from end, MVA at 1 p.u. voltage. */
    CURRENT_FROM(Side.LARGEST, "current at the from end", Unit.MVA, OpfConstraints.CURRENT_LIMIT_FROM),
    /** Largest current of a branch at its to end, MVA at 1 p.u. voltage. */
    CURRENT_TO(Side.LARGEST, "current at the to end", Unit.MVA, OpfConstraints.CURRENT_LIMIT_TO),
    /** Least difference of the voltage angles of a branch, from bus minus to bus, degrees. */
    ANGLE_MIN(Side.LEAST, "angle difference", Unit.DEGREE, OpfConstraints.ANGLE_MIN, OpfConstraints.ANGLE_SECTOR_MIN),
    /** Largest difference of the voltage angles of a branch, from bus minus to bus, degrees. */
    ANGLE_MAX(Side.LARGEST, "angle difference", Unit.DEGREE, OpfConstraints.ANGLE_MAX, OpfConstraints.ANGLE_SECTOR_MAX),
    /** Least sum of flows of an interface, MW. */
    INTERFACE_MIN(Side.LEAST, "flow", Unit.MW, OpfConstraints.INTERFACE_MIN),
    /** Largest sum of flows of an interface, MW. */
    INTERFACE_MAX(Side.LARGEST, "flow", Unit.MW, OpfConstraints.INTERFACE_MAX),
    /** Least active power of a generator, by its range and its capability curve, MW. */
    GENERATOR_P_MIN(Side.LEAST, "active power", Unit.MW, OpfConstraints.GENERATOR_P_MIN),
    /** Largest active power of a generator, by its range and its capability curve, MW. */
    GENERATOR_P_MAX(Side.LARGEST, "active power", Unit.MW, OpfConstraints.GENERATOR_P_MAX),
    /** Least reactive power of a generator, by its range and its capability curve, Mvar. */
    GENERATOR_Q_MIN(Side.LEAST, "reactive power", Unit.MVAR, OpfConstraints.GENERATOR_Q_MIN),
    /** Largest reactive power of a generator, by its range and its capability curve, Mvar. */
    GENERATOR_Q_MAX(Side.LARGEST, "reactive power", Unit.MVAR, OpfConstraints.GENERATOR_Q_MAX),
    /** The lower of a generator's sloped lines, as a limit of q - slope p, Mvar. */
    GENERATOR_Q_LINE_MIN(
            Side.LEAST, "reactive power less slope times active power", Unit.MVAR, OpfConstraints.GENERATOR_Q_LINE_MIN),
    /** The upper of a generator's sloped lines, as a limit of q - slope p, Mvar. */
    GENERATOR_Q_LINE_MAX(
            Side.LARGEST,
            "reactive power less slope times active power",
            Unit.MVAR,
            OpfConstraints.GENERATOR_Q_LINE_MAX),
    /** The circle of a generator's capability curve: its largest apparent power, MVA. */
    GENERATOR_CAPABILITY(Side.LARGEST, "apparent power", Unit.MVA, OpfConstraints.GENERATOR_CAPABILITY),
    /** Least active power that a DC line draws at its from end, MW. */
    HVDC_P_MIN(Side.LEAST, "active power", Unit.MW, OpfConstraints.HVDC_P_MIN),
    /** Largest active power that a DC line draws at its from end, MW. */
    HVDC_P_MAX(Side.LARGEST, "active power", Unit.MW, OpfConstraints.HVDC_P_MAX),
    /** Least reactive power that a DC line supplies at its from end, Mvar. */
    HVDC_Q_FROM_MIN(Side.LEAST, "reactive supply at the from end", Unit.MVAR, OpfConstraints.HVDC_Q_FROM_MIN),
    /** Largest reactive power that a DC line supplies at its from end, Mvar. */
    HVDC_Q_FROM_MAX(Side.LARGEST, "reactive supply at the from end", Unit.MVAR, OpfConstraints.HVDC_Q_FROM_MAX),
    /** Least reactive power that a DC line supplies at its to end, Mvar. */
    HVDC_Q_TO_MIN(Side.LEAST, "reactive supply at the to end", Unit.MVAR, OpfConstraints.HVDC_Q_TO_MIN),
    /** Largest reactive power that a DC line supplies at its to end, Mvar. */
    HVDC_Q_TO_MAX(Side.LARGEST, "reactive supply at the to end", Unit.MVAR, OpfConstraints.HVDC_Q_TO_MAX),
    /** Largest apparent power of a branch at either end, MVA, where both ends have one slack. */
    RATING("rating", "apparent power", Branch.KIND, Unit.MVA),
    /** Largest current of a branch at either end, MVA at 1 p.u. voltage, where both ends have one slack. */
    CURRENT("current limit", "current", Branch.KIND, Unit.MVA),
    /** The active power that a load asks for, MW. */
    DEMAND("demand", "served demand", Load.KIND, Unit.MW),
    /** Lowest ratio of a tap changer. */
    TAP_RATIO_MIN(Side.SETTING, "ratio", Unit.PER_UNIT, OpfConstraints.TAP_RATIO_MIN),
    /** Highest ratio of a tap changer. */
    TAP_RATIO_MAX(Side.SETTING, "ratio", Unit.PER_UNIT, OpfConstraints.TAP_RATIO_MAX),
    /** Smallest shift of a phase shifter, degrees. */
    PHASE_SHIFT_MIN(Side.SETTING, "shift", Unit.DEGREE, OpfConstraints.PHASE_SHIFT_MIN),
    /** Largest shift of a phase shifter, degrees. */
    PHASE_SHIFT_MAX(Side.SETTING, "shift", Unit.DEGREE, OpfConstraints.PHASE_SHIFT_MAX),
    /** Lowest susceptance of a switchable shunt, Mvar at 1 p.u. voltage. */
    SHUNT_Q_MIN(Side.SETTING, "susceptance", Unit.MVAR, OpfConstraints.SHUNT_Q_MIN),
    /** Highest susceptance of a switchable shunt, Mvar at 1 p.u. voltage. */
    SHUNT_Q_MAX(Side.SETTING, "susceptance", Unit.MVAR, OpfConstraints.SHUNT_Q_MAX);

    /** On which side of its bound the value of a state may not lie, if a state has such a value. */
    enum Side {
        /** A state may not have less. */
        LEAST,
        /** A state may not have more. */
        LARGEST,
        /** It is a limit of what a state goes by: a setting, a demand; or one that others state for each end. */
        SETTING
    }

    private final Side side;
    private final String label;
    private final String quantity;
    private final ElementKind element;
    private final Unit unit;
    private final List<ConstraintFamily> rows;

    NetworkLimit(Side side, String quantity, Unit unit, ConstraintFamily... rows) {
        this(side, rows[0].label(), quantity, rows[0].kind(), unit, List.of(rows));
    }

    NetworkLimit(String label, String quantity, ElementKind element, Unit unit) {
        this(Side.SETTING, label, quantity, element, unit, List.of());
    }

    NetworkLimit(
            Side side, String label, String quantity, ElementKind element, Unit unit, List<ConstraintFamily> rows) {
        this.side = side;
        this.label = label;
        this.quantity = quantity;
        this.element = element;
        this.unit = unit;
        this.rows = rows;
    }

    /** The limit that a family of rows states; empty if it states none of these. */
    public static Optional<NetworkLimit> statedBy(ConstraintFamily family) {
        return Arrays.stream(values())
                .filter(limit -> limit.rows.contains(family))
                .findFirst();
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String quantity() {
        return quantity;
    }

    @Override
    public ElementKind element() {
        return element;
    }

    @Override
    public Unit unit() {
        return unit;
    }

    Side side() {
        return side;
    }

    /** The limit of an element (by index) of a network. */
    public Limit of(Network network, int index) {
        return with(network, index, bound(network, index));
    }

    /** The limit of an element (by index) of a network with another bound, which a model has given it. */
    public Limit with(Network network, int index, double bound) {
        Element limited = network.elements(element).get(index);
        return new Limit(limited.ref(), limited.label(), this, bound);
    }

    /** The bound for an element (by index), in {@link #unit}; infinite if there is none. */
    public double bound(Network network, int index) {
        return switch (this) {
            case VOLTAGE_MIN -> network.buses().get(index).vMin();
            case VOLTAGE_MAX -> network.buses().get(index).vMax();
            case RATING, RATING_FROM, RATING_TO -> network.branches().get(index).rating();
            case CURRENT, CURRENT_FROM, CURRENT_TO ->
                network.branches().get(index).currentLimit();
            case ANGLE_MIN -> {
                double least = network.branches().get(index).angleMin();
                yield least <= -360.0 ? Double.NEGATIVE_INFINITY : least;
            }
            case ANGLE_MAX -> {
                double largest = network.branches().get(index).angleMax();
                yield largest >= 360.0 ? Double.POSITIVE_INFINITY : largest;
            }
            case INTERFACE_MIN -> network.flowInterfaces().get(index).lower();
            case INTERFACE_MAX -> network.flowInterfaces().get(index).upper();
            case GENERATOR_P_MIN -> {
                Generator generator = network.generators().get(index);
                yield Math.max(generator.pMin(), -generator.capability().pMax());
            }
            case GENERATOR_P_MAX -> {
                Generator generator = network.generators().get(index);
                yield Math.min(generator.pMax(), generator.capability().pMax());
            }
            case GENERATOR_Q_MIN -> {
                Generator generator = network.generators().get(index);
                yield Math.max(generator.qMin(), -generator.capability().qMax());
            }
            case GENERATOR_Q_MAX -> {
                Generator generator = network.generators().get(index);
                yield Math.min(generator.qMax(), generator.capability().qMax());
            }
            case GENERATOR_Q_LINE_MIN ->
                network.generators().get(index).reactiveLines().lower().atZero();
            case GENERATOR_Q_LINE_MAX ->
                network.generators().get(index).reactiveLines().upper().atZero();
            case GENERATOR_CAPABILITY -> {
                Generator generator = network.generators().get(index);
                yield generator.capability().isRound() ? generator.capability().mva() : Double.POSITIVE_INFINITY;
            }
            case HVDC_P_MIN -> network.hvdcLines().get(index).pMin();
            case HVDC_P_MAX -> network.hvdcLines().get(index).pMax();
            case HVDC_Q_FROM_MIN -> network.hvdcLines().get(index).qMinFrom();
            case HVDC_Q_FROM_MAX -> network.hvdcLines().get(index).qMaxFrom();
            case HVDC_Q_TO_MIN -> network.hvdcLines().get(index).qMinTo();
            case HVDC_Q_TO_MAX -> network.hvdcLines().get(index).qMaxTo();
            case DEMAND -> network.loads().get(index).p();
            case TAP_RATIO_MIN ->
                control(network, index, StepControl.Kind.TAP_RATIO).lower();
            case TAP_RATIO_MAX ->
                control(network, index, StepControl.Kind.TAP_RATIO).upper();
            case PHASE_SHIFT_MIN ->
                control(network, index, StepControl.Kind.PHASE_SHIFT).lower();
            case PHASE_SHIFT_MAX ->
                control(network, index, StepControl.Kind.PHASE_SHIFT).upper();
            case SHUNT_Q_MIN ->
                control(network, index, StepControl.Kind.SHUNT_SUSCEPTANCE).lower();
            case SHUNT_Q_MAX ->
                control(network, index, StepControl.Kind.SHUNT_SUSCEPTANCE).upper();
        };
    }

    private StepControl control(Network network, int index, StepControl.Kind kind) {
        int id = network.elements(element).get(index).id();
        return network.controls().stream()
                .filter(control -> control.kind() == kind && control.element() == id)
                .findFirst()
                .orElseThrow();
    }

    /** What a state has where this limits an element (by index), in {@link #unit}; NaN if it does not know. */
    double value(Network network, OperatingPoint point, int index) {
        return switch (this) {
            case VOLTAGE_MIN, VOLTAGE_MAX -> point.vm(index);
            case RATING_FROM -> Math.hypot(point.pFrom(index), point.qFrom(index));
            case RATING_TO -> Math.hypot(point.pTo(index), point.qTo(index));
            case CURRENT_FROM ->
                Math.hypot(point.pFrom(index), point.qFrom(index))
                        / point.vm(network.topology().from(index));
            case CURRENT_TO ->
                Math.hypot(point.pTo(index), point.qTo(index))
                        / point.vm(network.topology().to(index));
            // Angles are those of phasors: whole turns between two of them mean nothing.
            case ANGLE_MIN, ANGLE_MAX ->
                Math.IEEEremainder(
                        point.va(network.topology().from(index))
                                - point.va(network.topology().to(index)),
                        360.0);
            case INTERFACE_MIN, INTERFACE_MAX ->
                point.flow(network, network.flowInterfaces().get(index));
            case GENERATOR_P_MIN, GENERATOR_P_MAX -> point.pg(index);
            case GENERATOR_Q_MIN, GENERATOR_Q_MAX -> point.qg(index);
            case GENERATOR_Q_LINE_MIN ->
                aboveSlope(
                        point,
                        index,
                        network.generators().get(index).reactiveLines().lower());
            case GENERATOR_Q_LINE_MAX ->
                aboveSlope(
                        point,
                        index,
                        network.generators().get(index).reactiveLines().upper());
            case GENERATOR_CAPABILITY -> Math.hypot(point.pg(index), point.qg(index));
            case HVDC_P_MIN, HVDC_P_MAX -> point.hvdc(index).p();
            case HVDC_Q_FROM_MIN, HVDC_Q_FROM_MAX -> point.hvdc(index).qFrom();
            case HVDC_Q_TO_MIN, HVDC_Q_TO_MAX -> point.hvdc(index).qTo();
            case RATING,
                    CURRENT,
                    DEMAND,
                    TAP_RATIO_MIN,
                    TAP_RATIO_MAX,
                    PHASE_SHIFT_MIN,
                    PHASE_SHIFT_MAX,
                    SHUNT_Q_MIN,
                    SHUNT_Q_MAX ->
                throw new IllegalStateException("no state of the network tells the " + quantity + " of a " + element);
        };
    }

    private static double aboveSlope(OperatingPoint point, int generator, ReactiveLines.Line line) {
        return point.qg(generator) - line.slope() * point.pg(generator);
    }

    /** Whether an element (by index) takes part in the network, so that its limit means something. */
    boolean isActive(Network network, int index) {
        return element.equals(Branch.KIND)
                ? network.topology().isActive(index)
                : network.isActive(network.elements(element).get(index));
    }
}
