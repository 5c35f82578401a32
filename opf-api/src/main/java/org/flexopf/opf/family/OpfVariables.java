package org.flexopf.opf.family;

import org.flexopf.model.Unit;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Shunt;

/**
 * The variables that more than one formulation has, so that prices and reports need no formulation. A formulation may
 * define further families of its own.
 */
public final class OpfVariables {

    /** 1 where a generator that is switched on and off is on, 0 where it is off. */
    public static final VariableFamily GENERATOR_ON =
            new VariableFamily("generator-on", "whether it is on", Generator.KIND, Unit.PER_UNIT);

    /** 1 in the block in which a generator starts. */
    public static final VariableFamily GENERATOR_STARTS =
            new VariableFamily("generator-starts", "whether it starts", Generator.KIND, Unit.PER_UNIT);

    /** 1 in the block in which a generator stops. */
    public static final VariableFamily GENERATOR_STOPS =
            new VariableFamily("generator-stops", "whether it stops", Generator.KIND, Unit.PER_UNIT);

    /** Squared voltage magnitude w. */
    public static final VariableFamily SQUARED_VOLTAGE =
            new VariableFamily("squared-voltage", "squared voltage", Bus.KIND, Unit.PER_UNIT_SQUARED);

    /** Voltage angle theta. */
    public static final VariableFamily ANGLE = new VariableFamily("angle", "voltage angle", Bus.KIND, Unit.RADIAN);

    /** Active power P into the series impedance at its sending (from) side. */
    public static final VariableFamily SERIES_P =
            new VariableFamily("series-p", "active series flow", Branch.KIND, Unit.MW);

    /** Reactive power Q into the series impedance at its sending (from) side. */
    public static final VariableFamily SERIES_Q =
            new VariableFamily("series-q", "reactive series flow", Branch.KIND, Unit.MVAR);

    /** Squared series current l. */
    public static final VariableFamily SQUARED_CURRENT =
            new VariableFamily("squared-current", "squared current", Branch.KIND, Unit.PER_UNIT_SQUARED);

    /** Active loss of a branch, in a model that knows no currents. */
    public static final VariableFamily LOSS = new VariableFamily("loss", "loss of a branch", Branch.KIND, Unit.MW);

    /** Net active injection of a bus into its branches. */
    public static final VariableFamily NET_INJECTION =
            new VariableFamily("net-injection", "net injection", Bus.KIND, Unit.MW);

    /** Active power of a generator. */
    public static final VariableFamily GENERATOR_P =
            new VariableFamily("generator-p", "active generation", Generator.KIND, Unit.MW);

    /** Reactive power of a generator. */
    public static final VariableFamily GENERATOR_Q =
            new VariableFamily("generator-q", "reactive generation", Generator.KIND, Unit.MVAR);

    /** Piecewise linear cost of active power, as an epigraph variable. */
    public static final VariableFamily GENERATOR_COST =
            new VariableFamily("generator-cost", "cost of active generation", Generator.KIND, Unit.CURRENCY_PER_HOUR);

    /** Piecewise linear cost of reactive power, as an epigraph variable. */
    public static final VariableFamily GENERATOR_REACTIVE_COST = new VariableFamily(
            "generator-reactive-cost", "cost of reactive generation", Generator.KIND, Unit.CURRENCY_PER_HOUR);

    /** Squared voltage magnitude w' behind the tap changer of a branch. */
    public static final VariableFamily TAPPED_VOLTAGE =
            new VariableFamily("tapped-voltage", "squared voltage behind the tap", Branch.KIND, Unit.PER_UNIT_SQUARED);

    /** Phase shift of a transformer whose shift is free; positive delays the to end. */
    public static final VariableFamily PHASE_SHIFT =
            new VariableFamily("phase-shift", "phase shift", Branch.KIND, Unit.RADIAN);

    /** Reactive power supplied by a switchable shunt. */
    public static final VariableFamily SHUNT_Q =
            new VariableFamily("shunt-q", "reactive supply of a switchable shunt", Shunt.KIND, Unit.MVAR);

    /** Active power drawn by a DC line at its from end. */
    public static final VariableFamily HVDC_P =
            new VariableFamily("hvdc-p", "active power of a DC line", HvdcLine.KIND, Unit.MW);

    /** Reactive power supplied by a DC line at its from end. */
    public static final VariableFamily HVDC_Q_FROM =
            new VariableFamily("hvdc-q-from", "reactive supply of a DC line at its from end", HvdcLine.KIND, Unit.MVAR);

    /** Reactive power supplied by a DC line at its to end. */
    public static final VariableFamily HVDC_Q_TO =
            new VariableFamily("hvdc-q-to", "reactive supply of a DC line at its to end", HvdcLine.KIND, Unit.MVAR);

    /** Piecewise linear cost of a DC line, as an epigraph variable. */
    public static final VariableFamily HVDC_COST =
            new VariableFamily("hvdc-cost", "cost of a DC line", HvdcLine.KIND, Unit.CURRENCY_PER_HOUR);

    private OpfVariables() {}
}
