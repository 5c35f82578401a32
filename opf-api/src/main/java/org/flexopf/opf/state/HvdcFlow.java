package org.flexopf.opf.state;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.model.ModelSolution;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.opf.family.OpfVariables;

/**
 * What a DC line does in a state of the network. Its signs are those of {@link HvdcLine}: it draws active power at its
 * from end, delivers the rest at its to end, and supplies reactive power at both. What a formulation does not know is
 * NaN; a DC line out of service has {@link #NONE}.
 *
 * @param p active power drawn at the from end, MW
 * @param delivered active power supplied at the to end, MW
 * @param qFrom reactive power supplied to the from bus, Mvar
 * @param qTo reactive power supplied to the to bus, Mvar
 */
public record HvdcFlow(double p, double delivered, double qFrom, double qTo) {

    /** The flow of a DC line that is out of service. */
    public static final HvdcFlow NONE = new HvdcFlow(0.0, 0.0, 0.0, 0.0);

    /** The flow of a DC line that draws a power (MW) at its from end, with the reactive supply (Mvar) of its ends. */
    public static HvdcFlow of(HvdcLine line, double p, double qFrom, double qTo) {
        return new HvdcFlow(p, line.delivered(p), qFrom, qTo);
    }

    /** The flows of a network's DC lines as they are scheduled, by index. */
    public static List<HvdcFlow> scheduled(Network network) {
        List<HvdcFlow> flows = new ArrayList<>();
        for (HvdcLine line : network.hvdcLines()) {
            flows.add(network.isActive(line) ? of(line, line.p(), line.qFrom(), line.qTo()) : NONE);
        }
        return List.copyOf(flows);
    }

    /** The flows of a network's DC lines that a program has found, by index. */
    public static List<HvdcFlow> of(Network network, ModelSolution solution) {
        PerUnit perUnit = network.perUnit();
        int count = network.hvdcLines().size();
        double[] p = solution.values(OpfVariables.HVDC_P, count);
        double[] qFrom = solution.values(OpfVariables.HVDC_Q_FROM, count);
        double[] qTo = solution.values(OpfVariables.HVDC_Q_TO, count);
        List<HvdcFlow> flows = new ArrayList<>();
        for (int d = 0; d < count; d++) {
            HvdcLine line = network.hvdcLines().get(d);
            flows.add(
                    network.isActive(line)
                            ? of(
                                    line,
                                    perUnit.physicalPower(p[d]),
                                    perUnit.physicalPower(qFrom[d]),
                                    perUnit.physicalPower(qTo[d]))
                            : NONE);
        }
        return List.copyOf(flows);
    }

    /** A DC line scheduled as this flow; what the flow does not know stays as the line has it. */
    public HvdcLine schedule(HvdcLine line) {
        return line.withSchedule(known(p, line.p()), known(qFrom, line.qFrom()), known(qTo, line.qTo()));
    }

    private static double known(double value, double otherwise) {
        return Double.isNaN(value) ? otherwise : value;
    }

    /** What is drawn at the from end and not delivered, MW. */
    public double loss() {
        return p - delivered;
    }
}
