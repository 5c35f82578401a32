package org.flexopf.opf;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;

/**
 * The DC lines of a network as pairs of injections: P is drawn at the from end, {@code P - (lossConstant + lossFactor
 * P)} is supplied at the to end, and reactive power is supplied at both ends within limits of their own.
 */
final class HvdcInjections {

    private final Network network;
    private final ProgramBuilder program;
    private final PerUnit perUnit;
    private final List<List<Integer>> endsAtBus;

    HvdcInjections(Network network, ProgramBuilder program) {
        this.network = network;
        this.program = program;
        this.perUnit = network.perUnit();
        this.endsAtBus = endsAtBus(network);
    }

    /** The active DC lines at each bus index; empty if the network has none at all. */
    private static List<List<Integer>> endsAtBus(Network network) {
        List<HvdcLine> lines = network.hvdcLines();
        if (lines.stream().noneMatch(network::isActive)) {
            return List.of();
        }
        List<List<Integer>> ends = new ArrayList<>();
        network.buses().forEach(bus -> ends.add(new ArrayList<>()));
        for (int d = 0; d < lines.size(); d++) {
            if (network.isActive(lines.get(d))) {
                ends.get(network.busIndex(lines.get(d).fromBus())).add(d);
                ends.get(network.busIndex(lines.get(d).toBus())).add(d);
            }
        }
        return ends;
    }

    private Variables variables(VariableFamily family) {
        return program.variables(
                family, d -> network.isActive(network.hvdcLines().get(d)));
    }

    /** Adds P of every active DC line with its limits. */
    void addActivePower() {
        if (endsAtBus.isEmpty()) {
            return;
        }
        Variables powers = variables(OpfVariables.HVDC_P);
        for (int d = 0; d < powers.size(); d++) {
            if (powers.has(d)) {
                HvdcLine line = network.hvdcLines().get(d);
                program.between(
                        OpfConstraints.HVDC_P_MIN,
                        OpfConstraints.HVDC_P_MAX,
                        d,
                        LinearExpression.of(powers.of(d)),
                        perUnit.power(line.pMin()),
                        perUnit.power(line.pMax()));
            }
        }
    }

    /** Adds the reactive supply at both ends of every active DC line with its limits. */
    void addReactivePower() {
        if (endsAtBus.isEmpty()) {
            return;
        }
        Variables from = variables(OpfVariables.HVDC_Q_FROM);
        Variables to = variables(OpfVariables.HVDC_Q_TO);
        for (int d = 0; d < from.size(); d++) {
            if (from.has(d)) {
                HvdcLine line = network.hvdcLines().get(d);
                program.between(
                        OpfConstraints.HVDC_Q_FROM_MIN,
                        OpfConstraints.HVDC_Q_FROM_MAX,
                        d,
                        LinearExpression.of(from.of(d)),
                        perUnit.power(line.qMinFrom()),
                        perUnit.power(line.qMaxFrom()));
                program.between(
                        OpfConstraints.HVDC_Q_TO_MIN,
                        OpfConstraints.HVDC_Q_TO_MAX,
                        d,
                        LinearExpression.of(to.of(d)),
                        perUnit.power(line.qMinTo()),
                        perUnit.power(line.qMaxTo()));
            }
        }
    }

    /** Adds to an expression what DC lines supply at a bus: active power. */
    void supplyActive(int bus, LinearExpression surplus) {
        if (endsAtBus.isEmpty()) {
            return;
        }
        Variables powers = program.existing(OpfVariables.HVDC_P);
        for (int d : endsAtBus.get(bus)) {
            HvdcLine line = network.hvdcLines().get(d);
            if (isFrom(line, bus)) {
                surplus.minus(powers.of(d));
            } else {
                surplus.plus(1.0 - line.lossFactor(), powers.of(d)).plus(-perUnit.power(line.lossConstant()));
            }
        }
    }

    /** Adds to an expression what DC lines supply at a bus: reactive power. */
    void supplyReactive(int bus, LinearExpression surplus) {
        if (endsAtBus.isEmpty()) {
            return;
        }
        for (int d : endsAtBus.get(bus)) {
            boolean from = isFrom(network.hvdcLines().get(d), bus);
            surplus.plus(program.existing(from ? OpfVariables.HVDC_Q_FROM : OpfVariables.HVDC_Q_TO)
                    .of(d));
        }
    }

    private boolean isFrom(HvdcLine line, int bus) {
        return network.busIndex(line.fromBus()) == bus;
    }
}
