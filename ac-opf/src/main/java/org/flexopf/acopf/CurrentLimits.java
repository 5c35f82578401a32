package org.flexopf.acopf;

import static org.flexopf.acopf.EndFunctions.CURRENT_FROM;
import static org.flexopf.acopf.EndFunctions.CURRENT_TO;
import static org.flexopf.acopf.EndFunctions.P_FROM;
import static org.flexopf.acopf.EndFunctions.P_TO;
import static org.flexopf.acopf.EndFunctions.Q_FROM;
import static org.flexopf.acopf.EndFunctions.Q_TO;

import java.util.Optional;
import org.flexopf.acopf.nlp.NonlinearResult;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.limit.SoftLimit;

/**
 * Currents at both ends of branches, with a slack of squares where the limit is soft:
 *
 * <pre>
 *   (i^2 - slack) / 2I - I / 2 &lt;= 0
 * </pre>
 *
 * <p>The current is a function of the voltages at both ends. At the from end of a branch whose ratio is free it is not,
 * and the limit is one of power there: {@code (P^2 + Q^2) / 2I - (I + slack / I) v^2 / 2 <= 0}.
 */
final class CurrentLimits implements Part {

    private final ActiveGrid grid;
    private final BranchFlows flows;
    /** By end of a limited branch: the place of the branch, whether it is the from end, its limit, slack and row. */
    private final int[] branch;

    private final boolean[] isFrom;
    private final boolean[] byPower;
    private final double[] limit;
    private final int[] slack;
    private final int[] row;

    CurrentLimits(ActiveGrid grid, Layout layout, BranchFlows flows, Transformers transformers, Slacks slacks) {
        this.grid = grid;
        this.flows = flows;
        IntBag branches = new IntBag();
        IntBag slackOf = new IntBag();
        IntBag rows = new IntBag();
        DoubleBag limits = new DoubleBag();
        for (int k = 0; k < grid.branch.length; k++) {
            double most = NetworkLimit.CURRENT_FROM.bound(grid.network, grid.branch[k]);
            if (Double.isFinite(most)) {
                int excess = slacks.of(SoftLimit.CURRENT, grid.branch[k], grid.from[k]);
                for (int end = 0; end < 2; end++) {
                    branches.add(k);
                    slackOf.add(excess);
                    limits.add(grid.perUnit.power(most));
                    rows.add(layout.inequality());
                }
            }
        }
        branch = branches.toArray();
        slack = slackOf.toArray();
        row = rows.toArray();
        limit = limits.toArray();
        isFrom = new boolean[row.length];
        byPower = new boolean[row.length];
        for (int i = 0; i < row.length; i++) {
            isFrom[i] = i % 2 == 0;
            byPower[i] = isFrom[i] && transformers.hasFreeRatio(branch[i]);
        }
    }

    private int active(int i) {
        return isFrom[i] ? P_FROM : P_TO;
    }

    private int reactive(int i) {
        return isFrom[i] ? Q_FROM : Q_TO;
    }

    private int current(int i) {
        return isFrom[i] ? CURRENT_FROM : CURRENT_TO;
    }

    private int magnitude(int i) {
        return grid.magnitude(isFrom[i] ? grid.from[branch[i]] : grid.to[branch[i]]);
    }

    private double slackAt(int i, double[] x) {
        return slack[i] < 0 ? 0.0 : x[slack[i]];
    }

    private double squaredPower(int i) {
        double p = flows.value(branch[i], active(i));
        double q = flows.value(branch[i], reactive(i));
        return p * p + q * q;
    }

    @Override
    public void follow(double[] x) {
        flows.moveTo(x);
        for (int i = 0; i < row.length; i++) {
            if (slack[i] >= 0) {
                double v = x[magnitude(i)];
                double squared = byPower[i] ? squaredPower(i) / (v * v) : flows.value(branch[i], current(i));
                double before = isFrom[i] ? 0.0 : x[slack[i]];
                x[slack[i]] = Math.max(before, squared - limit[i] * limit[i]);
            }
        }
    }

    @Override
    public void inequalityEntries(Triplets.Builder entries) {
        for (int i = 0; i < row.length; i++) {
            flows.entries(row[i], branch[i], entries);
            if (byPower[i]) {
                entries.add(row[i], magnitude(i));
            }
            if (slack[i] >= 0) {
                entries.add(row[i], slack[i]);
            }
        }
    }

    @Override
    public void hessianEntries(Triplets.Builder entries) {
        for (int i = 0; i < row.length; i++) {
            if (byPower[i]) {
                entries.add(magnitude(i), magnitude(i));
                if (slack[i] >= 0) {
                    entries.add(magnitude(i), slack[i]);
                }
            }
        }
    }

    @Override
    public void constraints(double[] x, double[] g, double[] h) {
        for (int i = 0; i < row.length; i++) {
            double most = limit[i] + slackAt(i, x) / limit[i];
            double v = x[magnitude(i)];
            h[row[i]] = byPower[i]
                    ? 0.5 * (squaredPower(i) / limit[i] - most * v * v)
                    : 0.5 * (flows.value(branch[i], current(i)) / limit[i] - most);
        }
    }

    @Override
    public int inequalityValues(double[] x, double[] h, int at) {
        int next = at;
        for (int i = 0; i < row.length; i++) {
            int k = branch[i];
            double v = x[magnitude(i)];
            if (byPower[i]) {
                flows.derivatives(k, active(i), flows.value(k, active(i)) / limit[i], h, next);
                next = flows.addDerivatives(k, reactive(i), flows.value(k, reactive(i)) / limit[i], h, next);
                h[next++] = -(limit[i] + slackAt(i, x) / limit[i]) * v;
            } else {
                next = flows.derivatives(k, current(i), 0.5 / limit[i], h, next);
            }
            if (slack[i] >= 0) {
                h[next++] = -0.5 * (byPower[i] ? v * v : 1.0) / limit[i];
            }
        }
        return next;
    }

    @Override
    public void weigh(double weight, double[] y, double[] z) {
        for (int i = 0; i < row.length; i++) {
            int k = branch[i];
            double perUnit = z[row[i]] / limit[i];
            if (byPower[i]) {
                flows.weigh(k, active(i), perUnit * flows.value(k, active(i)));
                flows.weigh(k, reactive(i), perUnit * flows.value(k, reactive(i)));
            } else {
                flows.weigh(k, current(i), 0.5 * perUnit);
            }
        }
    }

    @Override
    public int hessianValues(double[] x, double weight, double[] y, double[] z, double[] entries, int at) {
        int next = at;
        for (int i = 0; i < row.length; i++) {
            if (byPower[i]) {
                double perUnit = z[row[i]] / limit[i];
                flows.addSquare(branch[i], active(i), perUnit, entries);
                flows.addSquare(branch[i], reactive(i), perUnit, entries);
                entries[next++] = -z[row[i]] * (limit[i] + slackAt(i, x) / limit[i]);
                if (slack[i] >= 0) {
                    entries[next++] = -perUnit * x[magnitude(i)];
                }
            }
        }
        return next;
    }

    @Override
    public void multipliers(NonlinearResult result, LimitWorth worth) {
        for (int i = 0; i < row.length; i++) {
            double v = byPower[i] ? result.x(magnitude(i)) : 1.0;
            worth.power(
                    isFrom[i] ? NetworkLimit.CURRENT_FROM : NetworkLimit.CURRENT_TO,
                    grid.branch[branch[i]],
                    v * v * result.inequalityMultiplier(row[i]));
        }
    }

    @Override
    public Optional<PriceComponent> component() {
        return Optional.of(PriceComponent.CONGESTION);
    }
}
