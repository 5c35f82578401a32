package org.flexopf.acopf;

import static org.flexopf.acopf.EndFunctions.P_FROM;
import static org.flexopf.acopf.EndFunctions.P_TO;
import static org.flexopf.acopf.EndFunctions.Q_FROM;
import static org.flexopf.acopf.EndFunctions.Q_TO;

import java.util.Optional;
import org.flexopf.acopf.nlp.NonlinearResult;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.limit.NetworkLimit;

/**
 * {@code |S| <= limit + excess} at both ends of branches, where the excess is a variable or zero:
 *
 * <pre>
 *   (P^2 + Q^2 - (limit + excess)^2) / 2 unit &lt;= 0
 * </pre>
 *
 * <p>The unit is the limit, unless that is zero: near its bound a row then has the unit of power, and its multiplier is
 * what one unit more room saves.
 */
final class ApparentPowerLimits implements Part {

    private final ActiveGrid grid;
    private final BranchFlows flows;
    private final boolean areRatings;
    /** Of every limited branch: its place, its limit and unit, its excess or -1, the row of its from end. */
    private final IntBag branches = new IntBag();

    private final IntBag excesses = new IntBag();
    private final IntBag rows = new IntBag();
    private final DoubleBag limits = new DoubleBag();
    private final DoubleBag units = new DoubleBag();
    private int[] branch;
    private int[] excess;
    private int[] row;
    private double[] limit;
    private double[] unit;

    /** @param areRatings whether these are the ratings of the network, which are worth something */
    ApparentPowerLimits(ActiveGrid grid, BranchFlows flows, boolean areRatings) {
        this.grid = grid;
        this.flows = flows;
        this.areRatings = areRatings;
    }

    /**
     * Limits a branch (by place).
     *
     * @param most the limit, p.u.
     * @param size the unit of its rows, p.u., above zero
     * @param excessVariable what it may be exceeded by, or -1
     */
    void add(int k, double most, double size, int excessVariable, Layout layout) {
        branches.add(k);
        excesses.add(excessVariable);
        limits.add(most);
        units.add(size);
        rows.add(layout.inequality());
        layout.inequality();
    }

    /** All branches are limited that are to be. */
    void close() {
        branch = branches.toArray();
        excess = excesses.toArray();
        row = rows.toArray();
        limit = limits.toArray();
        unit = units.toArray();
    }

    private double most(int i, double[] x) {
        return excess[i] < 0 ? limit[i] : limit[i] + x[excess[i]];
    }

    @Override
    public void follow(double[] x) {
        flows.moveTo(x);
        for (int i = 0; i < branch.length; i++) {
            if (excess[i] >= 0) {
                double from = Math.hypot(flows.value(branch[i], P_FROM), flows.value(branch[i], Q_FROM));
                double to = Math.hypot(flows.value(branch[i], P_TO), flows.value(branch[i], Q_TO));
                x[excess[i]] = Math.max(0.0, Math.max(from, to) - limit[i]);
            }
        }
    }

    @Override
    public void inequalityEntries(Triplets.Builder entries) {
        for (int i = 0; i < branch.length; i++) {
            for (int end = 0; end < 2; end++) {
                flows.entries(row[i] + end, branch[i], entries);
                if (excess[i] >= 0) {
                    entries.add(row[i] + end, excess[i]);
                }
            }
        }
    }

    @Override
    public void hessianEntries(Triplets.Builder entries) {
        for (int variable : excess) {
            if (variable >= 0) {
                entries.add(variable, variable);
            }
        }
    }

    @Override
    public void constraints(double[] x, double[] g, double[] h) {
        for (int i = 0; i < branch.length; i++) {
            h[row[i]] = violation(i, P_FROM, Q_FROM, x);
            h[row[i] + 1] = violation(i, P_TO, Q_TO, x);
        }
    }

    private double violation(int i, int active, int reactive, double[] x) {
        double p = flows.value(branch[i], active);
        double q = flows.value(branch[i], reactive);
        double most = most(i, x);
        return 0.5 * (p * p + q * q - most * most) / unit[i];
    }

    @Override
    public int inequalityValues(double[] x, double[] h, int at) {
        int next = at;
        for (int i = 0; i < branch.length; i++) {
            next = derivatives(i, P_FROM, Q_FROM, x, h, next);
            next = derivatives(i, P_TO, Q_TO, x, h, next);
        }
        return next;
    }

    private int derivatives(int i, int active, int reactive, double[] x, double[] h, int at) {
        int k = branch[i];
        flows.derivatives(k, active, flows.value(k, active) / unit[i], h, at);
        int next = flows.addDerivatives(k, reactive, flows.value(k, reactive) / unit[i], h, at);
        if (excess[i] >= 0) {
            h[next++] = -most(i, x) / unit[i];
        }
        return next;
    }

    @Override
    public void weigh(double weight, double[] y, double[] z) {
        for (int i = 0; i < branch.length; i++) {
            int k = branch[i];
            for (int function = P_FROM; function <= Q_TO; function++) {
                flows.weigh(k, function, multiplier(i, function, z) * flows.value(k, function));
            }
        }
    }

    private double multiplier(int i, int function, double[] z) {
        return z[function == P_FROM || function == Q_FROM ? row[i] : row[i] + 1] / unit[i];
    }

    @Override
    public int hessianValues(double[] x, double weight, double[] y, double[] z, double[] entries, int at) {
        int next = at;
        for (int i = 0; i < branch.length; i++) {
            for (int function = P_FROM; function <= Q_TO; function++) {
                flows.addSquare(branch[i], function, multiplier(i, function, z), entries);
            }
            if (excess[i] >= 0) {
                entries[next++] = -(z[row[i]] + z[row[i] + 1]) / unit[i];
            }
        }
        return next;
    }

    @Override
    public void multipliers(NonlinearResult result, LimitWorth worth) {
        for (int i = 0; i < branch.length && areRatings; i++) {
            double slope = (excess[i] < 0 ? limit[i] : limit[i] + result.x(excess[i])) / unit[i];
            int index = grid.branch[branch[i]];
            worth.power(NetworkLimit.RATING_FROM, index, slope * result.inequalityMultiplier(row[i]));
            worth.power(NetworkLimit.RATING_TO, index, slope * result.inequalityMultiplier(row[i] + 1));
        }
    }

    @Override
    public Optional<PriceComponent> component() {
        return Optional.of(areRatings ? PriceComponent.CONGESTION : PriceComponent.OTHER);
    }
}
