package org.flexopf.opf.formulation;

import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variable;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.limit.SlackVariables;
import org.flexopf.opf.limit.SoftLimit;

/** The limits of voltage magnitudes, written so that they mean the same in every formulation. */
public final class VoltageLimits {

    private final Network network;
    private final ProgramBuilder program;
    private final SlackVariables slacks;

    VoltageLimits(Network network, ProgramBuilder program, SlackVariables slacks) {
        this.network = network;
        this.program = program;
        this.slacks = slacks;
    }

    /** {@code vMin^2 <= w <= vMax^2} at a bus; with slack where the limits are soft. */
    public void within(int bus, Variable squaredVoltage) {
        Bus data = network.buses().get(bus);
        LinearExpression w = LinearExpression.of(squaredVoltage);
        double lower = data.vMin() * data.vMin();
        double upper = data.vMax() * data.vMax();
        if (slacks.isSoft(SoftLimit.LOWER_VOLTAGE, bus) || slacks.isSoft(SoftLimit.UPPER_VOLTAGE, bus)) {
            program.atLeast(
                    OpfConstraints.VOLTAGE_MIN,
                    bus,
                    slacks.of(SoftLimit.LOWER_VOLTAGE, bus).plus(w),
                    lower);
            program.atMost(OpfConstraints.VOLTAGE_MAX, bus, w.minus(slacks.of(SoftLimit.UPPER_VOLTAGE, bus)), upper);
        } else {
            program.between(OpfConstraints.VOLTAGE_MIN, OpfConstraints.VOLTAGE_MAX, bus, w, lower, upper);
        }
    }

    /** The lowest voltage magnitude that a bus may have at any price, p.u.: zero where its lower limit is soft. */
    public double lowest(int bus) {
        return slacks.isSoft(SoftLimit.LOWER_VOLTAGE, bus)
                ? 0.0
                : network.buses().get(bus).vMin();
    }

    /** The highest voltage magnitude that a bus may have at any price, p.u.: infinite where its upper limit is soft. */
    public double highest(int bus) {
        return slacks.isSoft(SoftLimit.UPPER_VOLTAGE, bus)
                ? Double.POSITIVE_INFINITY
                : network.buses().get(bus).vMax();
    }

    @Override
    public String toString() {
        return "voltage limits of " + network.name();
    }
}
