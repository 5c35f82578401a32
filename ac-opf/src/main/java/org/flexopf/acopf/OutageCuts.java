package org.flexopf.acopf;

import static org.flexopf.acopf.EndFunctions.P_FROM;
import static org.flexopf.acopf.EndFunctions.P_TO;

import java.util.List;
import java.util.Optional;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.network.Generator;
import org.flexopf.opf.family.PriceComponent;

/**
 * The {@linkplain OutageCut cuts} of one component of prices, each a row. A cut may be missed at a price that lies
 * above what anything else is worth: cuts are made of what the last state tells, and together may ask for too much.
 */
final class OutageCuts implements Part {

    private final BranchFlows flows;
    private final Optional<PriceComponent> component;
    private final int firstRow;
    /** Linear terms of each cut: variables and what they count. */
    private final int[][] variable;

    private final double[][] weight;
    /** The place of the limited branch, or -1; the function of its flow, and what it counts. */
    private final int[] branch;

    private final int[] function;
    private final double[] flowWeight;
    /** The place of the branch that is out, and what its flow counts. */
    private final int[] outage;

    private final double[] factor;
    private final double[] bound;
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
        factor = cuts.stream().mapToDouble(OutageCut::factor).toArray();
        bound = cuts.stream().mapToDouble(OutageCut::bound).toArray();
        variable = new int[bound.length][];
        weight = new double[bound.length][];
        branch = new int[bound.length];
        function = new int[bound.length];
        flowWeight = new double[bound.length];
        outage = new int[bound.length];
        slack = new int[bound.length];
        for (int i = 0; i < bound.length; i++) {
            OutageCut cut = cuts.get(i);
            layout.inequality();
            slack[i] = layout.variable(layout.newGroup(), 0.0, Double.POSITIVE_INFINITY);
            outage[i] = grid.placeOfBranch[grid.network.branchIndex(cut.key().outage())];
            boolean isFlow = cut.about() == OutageCut.About.FLOW;
            branch[i] = isFlow ? grid.placeOfBranch[cut.key().element()] : -1;
            function[i] = cut.isAtFrom() ? P_FROM : P_TO;
            flowWeight[i] = cut.first();
            IntBag variables = new IntBag();
            DoubleBag weights = new DoubleBag();
            addTerms(cut, grid, interfaces, generators, (at, counts) -> {
                variables.add(at);
                weights.add(counts);
            });
            variable[i] = variables.toArray();
            weight[i] = weights.toArray();
        }
    }

    /** Takes a linear term. */
    private interface Terms {
        void add(int variable, double weight);
    }

    private static void addTerms(
            OutageCut cut, ActiveGrid grid, InterfaceFlows interfaces, Generators generators, Terms terms) {
        int element = cut.key().element();
        switch (cut.about()) {
            case FLOW -> {
                // The flow on the limited branch is no variable.
            }
            case INTERFACE -> terms.add(interfaces.variableOf(element), cut.first());
            case ANGLE -> {
                terms.add(grid.from[grid.placeOfBranch[element]], cut.first());
                terms.add(grid.to[grid.placeOfBranch[element]], cut.second());
            }
            case VOLTAGE -> terms.add(grid.magnitude(grid.place[element]), cut.first());
            case SUPPLY -> {
                for (Generator one : OutageCut.generators(grid.network, cut.key())) {
                    int k = generators.placeOf(grid.network.index(one));
                    terms.add(generators.active(k), cut.first());
                    terms.add(generators.reactive(k), cut.second());
                }
            }
            case NOTHING -> throw new IllegalStateException("there is no cut for " + cut.key());
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
        for (int i = 0; i < bound.length; i++) {
            x[slack[i]] = Math.max(0.0, value(i, x) - bound[i]);
        }
    }

    private double value(int i, double[] x) {
        double sum = branch[i] < 0 ? 0.0 : flowWeight[i] * flows.value(branch[i], function[i]);
        for (int t = 0; t < variable[i].length; t++) {
            sum += weight[i][t] * x[variable[i][t]];
        }
        return factor[i] == 0.0 ? sum : sum + factor[i] * flows.value(outage[i], P_FROM);
    }

    @Override
    public void inequalityEntries(Triplets.Builder entries) {
        for (int i = 0; i < bound.length; i++) {
            int row = firstRow + i;
            if (branch[i] >= 0) {
                flows.entries(row, branch[i], entries);
            }
            for (int at : variable[i]) {
                entries.add(row, at);
            }
            if (factor[i] != 0.0) {
                flows.entries(row, outage[i], entries);
            }
            entries.add(row, slack[i]);
        }
    }

    @Override
    public void constraints(double[] x, double[] g, double[] h) {
        for (int i = 0; i < bound.length; i++) {
            h[firstRow + i] = value(i, x) - bound[i] - x[slack[i]];
        }
    }

    @Override
    public int inequalityValues(double[] x, double[] h, int at) {
        int next = at;
        for (int i = 0; i < bound.length; i++) {
            if (branch[i] >= 0) {
                next = flows.derivatives(branch[i], function[i], flowWeight[i], h, next);
            }
            for (double counts : weight[i]) {
                h[next++] = counts;
            }
            if (factor[i] != 0.0) {
                next = flows.derivatives(outage[i], P_FROM, factor[i], h, next);
            }
            h[next++] = -1.0;
        }
        return next;
    }

    @Override
    public void weigh(double weightOfObjective, double[] y, double[] z) {
        for (int i = 0; i < bound.length; i++) {
            if (branch[i] >= 0) {
                flows.weigh(branch[i], function[i], flowWeight[i] * z[firstRow + i]);
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
