package org.flexopf.acopf;

import static org.flexopf.acopf.EndFunctions.P_FROM;
import static org.flexopf.acopf.EndFunctions.P_TO;

import java.util.Arrays;
import java.util.Optional;
import org.flexopf.acopf.nlp.NonlinearResult;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.network.FlowInterface;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.limit.SoftLimit;

/**
 * Flows of limited interfaces: a variable with bounds for each, equal to the weighted sum of the mean flows of its
 * branches; a soft end is a row with slack.
 */
final class InterfaceFlows implements Part {

    private final ActiveGrid grid;
    private final BranchFlows flows;
    /** Index, variable and equality of every interface. */
    private final int[] element;

    private final int[] flow;
    private final int[] row;
    /** Terms: the place of the interface among these, the place of the branch, half the weight. */
    private final int[] termOf;

    private final int[] termBranch;
    private final double[] termWeight;
    /** Soft ends: the place of the interface among these, its slack, its row, its bound, 1 above or -1 below. */
    private final int[] softOf;

    private final int[] slack;
    private final int[] softRow;
    private final double[] bound;
    private final double[] sign;

    InterfaceFlows(ActiveGrid grid, Layout layout, BranchFlows flows, Slacks slacks) {
        this.grid = grid;
        this.flows = flows;
        IntBag elements = new IntBag();
        IntBag variables = new IntBag();
        IntBag rows = new IntBag();
        IntBag terms = new IntBag();
        IntBag branches = new IntBag();
        DoubleBag weights = new DoubleBag();
        IntBag softEnds = new IntBag();
        IntBag slackOf = new IntBag();
        IntBag softRows = new IntBag();
        DoubleBag bounds = new DoubleBag();
        DoubleBag signs = new DoubleBag();
        for (int f = 0; f < grid.network.flowInterfaces().size(); f++) {
            FlowInterface limits = grid.network.flowInterfaces().get(f);
            if (Double.isInfinite(limits.lower()) && Double.isInfinite(limits.upper())) {
                continue;
            }
            int here = elements.size();
            int group = layout.newGroup();
            boolean softBelow = slacks.isSoft(SoftLimit.LOWER_INTERFACE, f) && Double.isFinite(limits.lower());
            boolean softAbove = slacks.isSoft(SoftLimit.UPPER_INTERFACE, f) && Double.isFinite(limits.upper());
            elements.add(f);
            variables.add(layout.variable(
                    group,
                    softBelow ? Double.NEGATIVE_INFINITY : grid.perUnit.power(limits.lower()),
                    softAbove ? Double.POSITIVE_INFINITY : grid.perUnit.power(limits.upper())));
            rows.add(layout.equality(group));
            limits.weights().forEach((id, weight) -> {
                int k = grid.placeOfBranch[grid.network.branchIndex(id)];
                if (k >= 0) {
                    terms.add(here);
                    branches.add(k);
                    weights.add(0.5 * weight);
                }
            });
            if (softBelow) {
                softEnds.add(here);
                slackOf.add(slacks.of(SoftLimit.LOWER_INTERFACE, f, group));
                softRows.add(layout.inequality());
                bounds.add(grid.perUnit.power(limits.lower()));
                signs.add(-1.0);
            }
            if (softAbove) {
                softEnds.add(here);
                slackOf.add(slacks.of(SoftLimit.UPPER_INTERFACE, f, group));
                softRows.add(layout.inequality());
                bounds.add(grid.perUnit.power(limits.upper()));
                signs.add(1.0);
            }
        }
        element = elements.toArray();
        flow = variables.toArray();
        row = rows.toArray();
        termOf = terms.toArray();
        termBranch = branches.toArray();
        termWeight = weights.toArray();
        softOf = softEnds.toArray();
        slack = slackOf.toArray();
        softRow = softRows.toArray();
        bound = bounds.toArray();
        sign = signs.toArray();
    }

    /** The variable of the flow of an interface (by index) that has a limit. */
    int variableOf(int index) {
        return flow[Arrays.binarySearch(element, index)];
    }

    @Override
    public void follow(double[] x) {
        flows.moveTo(x);
        for (int variable : flow) {
            x[variable] = 0.0;
        }
        for (int t = 0; t < termOf.length; t++) {
            int k = termBranch[t];
            x[flow[termOf[t]]] += termWeight[t] * (flows.value(k, P_FROM) - flows.value(k, P_TO));
        }
        for (int i = 0; i < softRow.length; i++) {
            x[slack[i]] = Math.max(0.0, sign[i] * (x[flow[softOf[i]]] - bound[i]));
        }
    }

    @Override
    public void equalityEntries(Triplets.Builder entries) {
        for (int t = 0; t < termOf.length; t++) {
            flows.entries(row[termOf[t]], termBranch[t], entries);
        }
        for (int f = 0; f < row.length; f++) {
            entries.add(row[f], flow[f]);
        }
    }

    @Override
    public void inequalityEntries(Triplets.Builder entries) {
        for (int i = 0; i < softRow.length; i++) {
            entries.add(softRow[i], flow[softOf[i]]);
            entries.add(softRow[i], slack[i]);
        }
    }

    @Override
    public void constraints(double[] x, double[] g, double[] h) {
        for (int f = 0; f < row.length; f++) {
            g[row[f]] += x[flow[f]];
        }
        for (int t = 0; t < termOf.length; t++) {
            int k = termBranch[t];
            g[row[termOf[t]]] -= termWeight[t] * (flows.value(k, P_FROM) - flows.value(k, P_TO));
        }
        for (int i = 0; i < softRow.length; i++) {
            h[softRow[i]] = sign[i] * (x[flow[softOf[i]]] - bound[i]) - x[slack[i]];
        }
    }

    @Override
    public int equalityValues(double[] x, double[] g, int at) {
        int next = at;
        for (int t = 0; t < termOf.length; t++) {
            flows.derivatives(termBranch[t], P_FROM, -termWeight[t], g, next);
            next = flows.addDerivatives(termBranch[t], P_TO, termWeight[t], g, next);
        }
        for (int f = 0; f < row.length; f++) {
            g[next++] = 1.0;
        }
        return next;
    }

    @Override
    public int inequalityValues(double[] x, double[] h, int at) {
        int next = at;
        for (int i = 0; i < softRow.length; i++) {
            h[next++] = sign[i];
            h[next++] = -1.0;
        }
        return next;
    }

    @Override
    public void weigh(double weight, double[] y, double[] z) {
        for (int t = 0; t < termOf.length; t++) {
            double price = termWeight[t] * y[row[termOf[t]]];
            flows.weigh(termBranch[t], P_FROM, -price);
            flows.weigh(termBranch[t], P_TO, price);
        }
    }

    @Override
    public void multipliers(NonlinearResult result, LimitWorth worth) {
        for (int f = 0; f < row.length; f++) {
            FlowInterface limits = grid.network.flowInterfaces().get(element[f]);
            if (Double.isFinite(limits.lower())) {
                worth.power(NetworkLimit.INTERFACE_MIN, element[f], result.lowerMultiplier(flow[f]));
            }
            if (Double.isFinite(limits.upper())) {
                worth.power(NetworkLimit.INTERFACE_MAX, element[f], result.upperMultiplier(flow[f]));
            }
        }
        for (int i = 0; i < softRow.length; i++) {
            worth.power(
                    sign[i] > 0.0 ? NetworkLimit.INTERFACE_MAX : NetworkLimit.INTERFACE_MIN,
                    element[softOf[i]],
                    result.inequalityMultiplier(softRow[i]));
        }
    }

    @Override
    public Optional<PriceComponent> component() {
        return Optional.of(PriceComponent.CONGESTION);
    }

    @Override
    public void laws(double[] x, PriceLaws laws) {
        for (int f = 0; f < row.length; f++) {
            laws.state(flow[f], PriceComponent.CONGESTION);
            laws.law(row[f]);
        }
    }
}
