package org.flexopf.acopf;

import static org.flexopf.acopf.EndFunctions.P_FROM;
import static org.flexopf.acopf.EndFunctions.P_TO;

import java.util.List;
import java.util.Optional;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.opf.family.PriceComponent;

/**
 * The {@linkplain OutageCut cuts} of one component of prices, each a row. A cut may be missed at a price that lies
 * above what anything else is worth: cuts are made of what the last state tells, and together may ask for too much.
 */
final class OutageCuts implements Part {

    private final BranchFlows flows;
    private final Optional<PriceComponent> component;
    private final int firstRow;
    private final double[] first;
    private final double[] second;
    private final double[] factor;
    private final double[] bound;
    /** The place of the limited branch, -1 where a is a variable, and the function of its flow. */
    private final int[] branch;

    private final int[] function;
    /** The variables a and b; -1 where there is none. */
    private final int[] a;

    private final int[] b;
    /** The place of the branch that is out. */
    private final int[] outage;

    private final int[] slack;
    private double price;

    OutageCuts(
            ActiveGrid grid,
            Layout layout,
            BranchFlows flows,
            InterfaceFlows interfaces,
            Generators generators,
            List<OutageCut> all,
            Optional<PriceComponent> component) {
        this.flows = flows;
        this.component = component;
        List<OutageCut> cuts =
                all.stream().filter(cut -> cut.component().equals(component)).toList();
        firstRow = layout.inequalities();
        first = cuts.stream().mapToDouble(OutageCut::first).toArray();
        second = cuts.stream().mapToDouble(OutageCut::second).toArray();
        factor = cuts.stream().mapToDouble(OutageCut::factor).toArray();
        bound = cuts.stream().mapToDouble(OutageCut::bound).toArray();
        branch = new int[first.length];
        function = new int[first.length];
        a = new int[first.length];
        b = new int[first.length];
        outage = new int[first.length];
        slack = new int[first.length];
        for (int i = 0; i < first.length; i++) {
            OutageCut cut = cuts.get(i);
            int element = cut.key().element();
            layout.inequality();
            slack[i] = layout.variable(layout.newGroup(), 0.0, Double.POSITIVE_INFINITY);
            outage[i] = grid.placeOfBranch[grid.network.branchIndex(cut.key().outage())];
            branch[i] = -1;
            a[i] = -1;
            b[i] = -1;
            switch (cut.about()) {
                case FLOW -> {
                    branch[i] = grid.placeOfBranch[element];
                    function[i] = cut.isAtFrom() ? P_FROM : P_TO;
                }
                case INTERFACE -> a[i] = interfaces.variableOf(element);
                case ANGLE -> {
                    a[i] = grid.from[grid.placeOfBranch[element]];
                    b[i] = grid.to[grid.placeOfBranch[element]];
                }
                case VOLTAGE -> a[i] = grid.magnitude(grid.place[element]);
                case SUPPLY -> {
                    a[i] = generators.active(generators.placeOf(element));
                    b[i] = generators.reactive(generators.placeOf(element));
                }
                case NOTHING -> throw new IllegalStateException("there is no cut for " + cut.key());
            }
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
        for (int i = 0; i < first.length; i++) {
            x[slack[i]] = Math.max(0.0, value(i, x) - bound[i]);
        }
    }

    private double value(int i, double[] x) {
        double sum = first[i] * (branch[i] >= 0 ? flows.value(branch[i], function[i]) : x[a[i]]);
        sum += b[i] >= 0 ? second[i] * x[b[i]] : 0.0;
        return sum + (factor[i] == 0.0 ? 0.0 : factor[i] * flows.value(outage[i], P_FROM));
    }

    @Override
    public void inequalityEntries(Triplets.Builder entries) {
        for (int i = 0; i < first.length; i++) {
            int row = firstRow + i;
            if (branch[i] >= 0) {
                flows.entries(row, branch[i], entries);
            } else {
                entries.add(row, a[i]);
            }
            if (b[i] >= 0) {
                entries.add(row, b[i]);
            }
            if (factor[i] != 0.0) {
                flows.entries(row, outage[i], entries);
            }
            entries.add(row, slack[i]);
        }
    }

    @Override
    public void constraints(double[] x, double[] g, double[] h) {
        for (int i = 0; i < first.length; i++) {
            h[firstRow + i] = value(i, x) - bound[i] - x[slack[i]];
        }
    }

    @Override
    public int inequalityValues(double[] x, double[] h, int at) {
        int next = at;
        for (int i = 0; i < first.length; i++) {
            if (branch[i] >= 0) {
                next = flows.derivatives(branch[i], function[i], first[i], h, next);
            } else {
                h[next++] = first[i];
            }
            if (b[i] >= 0) {
                h[next++] = second[i];
            }
            if (factor[i] != 0.0) {
                next = flows.derivatives(outage[i], P_FROM, factor[i], h, next);
            }
            h[next++] = -1.0;
        }
        return next;
    }

    @Override
    public void weigh(double weight, double[] y, double[] z) {
        for (int i = 0; i < first.length; i++) {
            if (branch[i] >= 0) {
                flows.weigh(branch[i], function[i], first[i] * z[firstRow + i]);
            }
            if (factor[i] != 0.0) {
                flows.weigh(outage[i], P_FROM, factor[i] * z[firstRow + i]);
            }
        }
    }

    @Override
    public Optional<PriceComponent> component() {
        return component;
    }
}
