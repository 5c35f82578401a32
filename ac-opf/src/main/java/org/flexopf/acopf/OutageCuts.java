package org.flexopf.acopf;

import static org.flexopf.acopf.EndFunctions.P_FROM;
import static org.flexopf.acopf.EndFunctions.P_TO;

import java.util.List;
import java.util.Optional;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.limit.NetworkLimit;

/**
 * The {@linkplain OutageCut cuts} of one component of prices, each a row. A cut may be missed at a price that lies
 * above what anything else is worth: cuts are made of what the last state tells, and together may ask for too much.
 */
final class OutageCuts implements Part {

    private final ActiveGrid grid;
    private final BranchFlows flows;
    private final Optional<PriceComponent> component;
    private final int firstRow;
    /** By cut, its sign and bound. */
    private final double[] sign;

    private final double[] bound;
    /** Of cuts of flows the places of both branches, -1 otherwise, the function of the first, the factor. */
    private final int[] branch;

    private final int[] outage;
    private final int[] function;
    private final double[] factor;
    /** Of other cuts the variable, and that which is taken off it or -1. */
    private final int[] variable;

    private final int[] less;
    private final int[] slack;
    private double price;

    OutageCuts(
            ActiveGrid grid,
            Layout layout,
            BranchFlows flows,
            Generators generators,
            List<OutageCut> all,
            Optional<PriceComponent> component) {
        this.grid = grid;
        this.flows = flows;
        this.component = component;
        List<OutageCut> cuts =
                all.stream().filter(cut -> cut.component().equals(component)).toList();
        firstRow = layout.inequalities();
        sign = cuts.stream().mapToDouble(OutageCut::sign).toArray();
        bound = cuts.stream().mapToDouble(OutageCut::bound).toArray();
        factor = cuts.stream().mapToDouble(OutageCut::factor).toArray();
        branch = new int[sign.length];
        outage = new int[sign.length];
        function = new int[sign.length];
        variable = new int[sign.length];
        less = new int[sign.length];
        slack = new int[sign.length];
        for (int i = 0; i < sign.length; i++) {
            layout.inequality();
            slack[i] = layout.variable(layout.newGroup(), 0.0, Double.POSITIVE_INFINITY);
            OutageCut cut = cuts.get(i);
            branch[i] = cut.isFlow() ? grid.placeOfBranch[cut.element()] : -1;
            outage[i] = grid.placeOfBranch[grid.network.branchIndex(cut.outage())];
            function[i] = cut.isAtFrom() ? P_FROM : P_TO;
            variable[i] = cut.isFlow() ? -1 : variable(cut, generators);
            less[i] = isAngle(cut) ? grid.to[grid.placeOfBranch[cut.element()]] : -1;
        }
    }

    /** Says what a unit of a cut costs that is missed, in the unit of the objective per p.u. or radian. */
    void priceAt(double perUnit) {
        price = perUnit;
    }

    @Override
    public boolean isPenalty() {
        return true;
    }

    @Override
    public double objective(double[] x) {
        double sum = 0.0;
        for (int missed : slack) {
            sum += price * x[missed];
        }
        return sum;
    }

    @Override
    public void gradient(double[] x, double[] gradient) {
        for (int missed : slack) {
            gradient[missed] += price;
        }
    }

    @Override
    public void follow(double[] x) {
        flows.moveTo(x);
        for (int i = 0; i < sign.length; i++) {
            x[slack[i]] = Math.max(0.0, sign[i] * value(i, x) - bound[i]);
        }
    }

    private double value(int i, double[] x) {
        return branch[i] >= 0
                ? flows.value(branch[i], function[i]) + factor[i] * flows.value(outage[i], P_FROM)
                : x[variable[i]] - (less[i] >= 0 ? x[less[i]] : 0.0);
    }

    private static boolean isAngle(OutageCut cut) {
        return cut.limit() == NetworkLimit.ANGLE_MIN || cut.limit() == NetworkLimit.ANGLE_MAX;
    }

    private int variable(OutageCut cut, Generators generators) {
        if (isAngle(cut)) {
            return grid.from[grid.placeOfBranch[cut.element()]];
        }
        if (cut.limit() == NetworkLimit.VOLTAGE_MIN || cut.limit() == NetworkLimit.VOLTAGE_MAX) {
            return grid.magnitude(grid.place[cut.element()]);
        }
        int k = generators.placeOf(cut.element());
        boolean active = cut.limit() == NetworkLimit.GENERATOR_P_MIN || cut.limit() == NetworkLimit.GENERATOR_P_MAX;
        return active ? generators.active(k) : generators.reactive(k);
    }

    @Override
    public void inequalityEntries(Triplets.Builder entries) {
        for (int i = 0; i < sign.length; i++) {
            if (branch[i] >= 0) {
                flows.entries(firstRow + i, branch[i], entries);
                flows.entries(firstRow + i, outage[i], entries);
            } else {
                entries.add(firstRow + i, variable[i]);
                if (less[i] >= 0) {
                    entries.add(firstRow + i, less[i]);
                }
            }
            entries.add(firstRow + i, slack[i]);
        }
    }

    @Override
    public void constraints(double[] x, double[] g, double[] h) {
        for (int i = 0; i < sign.length; i++) {
            h[firstRow + i] = sign[i] * value(i, x) - bound[i] - x[slack[i]];
        }
    }

    @Override
    public int inequalityValues(double[] x, double[] h, int at) {
        int next = at;
        for (int i = 0; i < sign.length; i++) {
            if (branch[i] >= 0) {
                next = flows.derivatives(branch[i], function[i], sign[i], h, next);
                next = flows.derivatives(outage[i], P_FROM, sign[i] * factor[i], h, next);
            } else {
                h[next++] = sign[i];
                if (less[i] >= 0) {
                    h[next++] = -sign[i];
                }
            }
            h[next++] = -1.0;
        }
        return next;
    }

    @Override
    public void weigh(double weight, double[] y, double[] z) {
        for (int i = 0; i < sign.length; i++) {
            if (branch[i] >= 0) {
                flows.weigh(branch[i], function[i], sign[i] * z[firstRow + i]);
                flows.weigh(outage[i], P_FROM, sign[i] * factor[i] * z[firstRow + i]);
            }
        }
    }

    @Override
    public Optional<PriceComponent> component() {
        return component;
    }
}
