package org.flexopf.acopf;

import static org.flexopf.acopf.EndFunctions.P_FROM;
import static org.flexopf.acopf.EndFunctions.P_TO;

import org.flexopf.network.HvdcLine;

/** Active losses of branches and DC lines, MW, times a weight. */
final class LossTerms implements Part {

    private final ActiveGrid grid;
    private final BranchFlows flows;
    private final HvdcLines lines;
    private final double perUnit;

    LossTerms(ActiveGrid grid, BranchFlows flows, HvdcLines lines, double weight) {
        this.grid = grid;
        this.flows = flows;
        this.lines = lines;
        this.perUnit = grid.perUnit.physicalPower(weight);
    }

    private HvdcLine line(int d) {
        return grid.network.hvdcLines().get(lines.index(d));
    }

    @Override
    public double objective(double[] x) {
        double sum = 0.0;
        for (int k = 0; k < grid.branch.length; k++) {
            sum += flows.value(k, P_FROM) + flows.value(k, P_TO);
        }
        for (int d = 0; d < lines.count(); d++) {
            sum += line(d).lossFactor() * x[lines.active(d)] + grid.perUnit.power(line(d).lossConstant());
        }
        return perUnit * sum;
    }

    @Override
    public void gradient(double[] x, double[] gradient) {
        for (int k = 0; k < grid.branch.length; k++) {
            flows.addGradient(k, P_FROM, perUnit, gradient);
            flows.addGradient(k, P_TO, perUnit, gradient);
        }
        for (int d = 0; d < lines.count(); d++) {
            gradient[lines.active(d)] += perUnit * line(d).lossFactor();
        }
    }

    @Override
    public void weigh(double weight, double[] y, double[] z) {
        for (int k = 0; k < grid.branch.length; k++) {
            flows.weigh(k, P_FROM, weight * perUnit);
            flows.weigh(k, P_TO, weight * perUnit);
        }
    }
}
