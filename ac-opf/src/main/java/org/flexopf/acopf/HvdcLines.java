package org.flexopf.acopf;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.acopf.nlp.NonlinearResult;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.network.HvdcLine;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.state.HvdcFlow;
import org.flexopf.opf.state.OperatingPoint;

/**
 * DC lines: the active power that they draw, what is left of it at the to end, and the reactive supply of both ends.
 */
final class HvdcLines implements Part {

    private final ActiveGrid grid;
    /** Index, places of both buses, and the first of three variables: P, Q at the from end, Q at the to end. */
    private final int[] line;

    private final int[] from;
    private final int[] to;
    private final int[] p;
    private final double[] delivered;
    private final double[] lossConstant;

    HvdcLines(ActiveGrid grid, Layout layout) {
        this.grid = grid;
        IntBag lines = new IntBag();
        for (int d = 0; d < grid.network.hvdcLines().size(); d++) {
            if (grid.network.isActive(grid.network.hvdcLines().get(d))) {
                lines.add(d);
            }
        }
        line = lines.toArray();
        from = new int[line.length];
        to = new int[line.length];
        p = new int[line.length];
        delivered = new double[line.length];
        lossConstant = new double[line.length];
        for (int d = 0; d < line.length; d++) {
            HvdcLine data = grid.network.hvdcLines().get(line[d]);
            from[d] = grid.placeOf(data.fromBus());
            to[d] = grid.placeOf(data.toBus());
            delivered[d] = 1.0 - data.lossFactor();
            lossConstant[d] = grid.perUnit.power(data.lossConstant());
            p[d] = variable(d, from[d], NetworkLimit.HVDC_P_MIN, NetworkLimit.HVDC_P_MAX, layout);
            variable(d, from[d], NetworkLimit.HVDC_Q_FROM_MIN, NetworkLimit.HVDC_Q_FROM_MAX, layout);
            variable(d, to[d], NetworkLimit.HVDC_Q_TO_MIN, NetworkLimit.HVDC_Q_TO_MAX, layout);
        }
    }

    private int variable(int d, int group, NetworkLimit least, NetworkLimit most, Layout layout) {
        return layout.variable(
                group,
                grid.perUnit.power(least.bound(grid.network, line[d])),
                grid.perUnit.power(most.bound(grid.network, line[d])));
    }

    int count() {
        return line.length;
    }

    /** The index of the line at a place. */
    int index(int d) {
        return line[d];
    }

    /** The variable of the active power at a place. */
    int active(int d) {
        return p[d];
    }

    @Override
    public void start(OperatingPoint point, double[] x) {
        for (int d = 0; d < line.length; d++) {
            HvdcFlow flow = point.hvdc(line[d]);
            set(x, p[d], flow.p());
            set(x, p[d] + 1, flow.qFrom());
            set(x, p[d] + 2, flow.qTo());
        }
    }

    private void set(double[] x, int variable, double physical) {
        if (Double.isFinite(physical)) {
            x[variable] = grid.perUnit.power(physical);
        }
    }

    @Override
    public void equalityEntries(Triplets.Builder entries) {
        for (int d = 0; d < line.length; d++) {
            entries.add(from[d], p[d]);
            entries.add(to[d], p[d]);
            entries.add(grid.reactive(from[d]), p[d] + 1);
            entries.add(grid.reactive(to[d]), p[d] + 2);
        }
    }

    @Override
    public void constraints(double[] x, double[] g, double[] h) {
        for (int d = 0; d < line.length; d++) {
            g[from[d]] += x[p[d]];
            g[to[d]] -= delivered[d] * x[p[d]] - lossConstant[d];
            g[grid.reactive(from[d])] -= x[p[d] + 1];
            g[grid.reactive(to[d])] -= x[p[d] + 2];
        }
    }

    @Override
    public int equalityValues(double[] x, double[] g, int at) {
        int next = at;
        for (int d = 0; d < line.length; d++) {
            g[next++] = 1.0;
            g[next++] = -delivered[d];
            g[next++] = -1.0;
            g[next++] = -1.0;
        }
        return next;
    }

    @Override
    public void write(double[] x, OperatingPoint.Builder point) {
        List<HvdcFlow> flows = new ArrayList<>();
        grid.network.hvdcLines().forEach(none -> flows.add(HvdcFlow.NONE));
        for (int d = 0; d < line.length; d++) {
            flows.set(
                    line[d],
                    HvdcFlow.of(
                            grid.network.hvdcLines().get(line[d]),
                            grid.perUnit.physicalPower(x[p[d]]),
                            grid.perUnit.physicalPower(x[p[d] + 1]),
                            grid.perUnit.physicalPower(x[p[d] + 2])));
        }
        point.hvdc(flows);
    }

    @Override
    public void multipliers(NonlinearResult result, LimitWorth worth) {
        for (int d = 0; d < line.length; d++) {
            worth.power(NetworkLimit.HVDC_P_MIN, line[d], result.lowerMultiplier(p[d]));
            worth.power(NetworkLimit.HVDC_P_MAX, line[d], result.upperMultiplier(p[d]));
            worth.power(NetworkLimit.HVDC_Q_FROM_MIN, line[d], result.lowerMultiplier(p[d] + 1));
            worth.power(NetworkLimit.HVDC_Q_FROM_MAX, line[d], result.upperMultiplier(p[d] + 1));
            worth.power(NetworkLimit.HVDC_Q_TO_MIN, line[d], result.lowerMultiplier(p[d] + 2));
            worth.power(NetworkLimit.HVDC_Q_TO_MAX, line[d], result.upperMultiplier(p[d] + 2));
        }
    }
}
