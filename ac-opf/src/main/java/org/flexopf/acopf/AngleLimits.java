package org.flexopf.acopf;

import java.util.Optional;
import org.flexopf.acopf.nlp.NonlinearResult;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.limit.NetworkLimit;

/** Differences of the angles at both ends of branches, from bus minus to bus, radians. */
final class AngleLimits implements Part {

    private final ActiveGrid grid;
    /** Of every limit the place of its branch, its row, its bound, and 1 for a largest or -1 for a least difference. */
    private final int[] branch;

    private final int[] row;
    private final double[] sign;
    private final double[] bound;

    AngleLimits(ActiveGrid grid, Layout layout) {
        this.grid = grid;
        IntBag branches = new IntBag();
        IntBag rows = new IntBag();
        DoubleBag signs = new DoubleBag();
        DoubleBag bounds = new DoubleBag();
        for (int k = 0; k < grid.branch.length; k++) {
            double most = NetworkLimit.ANGLE_MAX.bound(grid.network, grid.branch[k]);
            double least = NetworkLimit.ANGLE_MIN.bound(grid.network, grid.branch[k]);
            for (double sense : new double[] {1.0, -1.0}) {
                double end = sense > 0.0 ? most : least;
                if (Double.isFinite(end)) {
                    branches.add(k);
                    rows.add(layout.inequality());
                    signs.add(sense);
                    bounds.add(Math.toRadians(end));
                }
            }
        }
        branch = branches.toArray();
        row = rows.toArray();
        sign = signs.toArray();
        bound = bounds.toArray();
    }

    @Override
    public void inequalityEntries(Triplets.Builder entries) {
        for (int i = 0; i < row.length; i++) {
            entries.add(row[i], grid.from[branch[i]]);
            entries.add(row[i], grid.to[branch[i]]);
        }
    }

    @Override
    public void constraints(double[] x, double[] g, double[] h) {
        for (int i = 0; i < row.length; i++) {
            h[row[i]] = sign[i] * (x[grid.from[branch[i]]] - x[grid.to[branch[i]]] - bound[i]);
        }
    }

    @Override
    public int inequalityValues(double[] x, double[] h, int at) {
        int next = at;
        for (int i = 0; i < row.length; i++) {
            h[next++] = sign[i];
            h[next++] = -sign[i];
        }
        return next;
    }

    @Override
    public void multipliers(NonlinearResult result, LimitWorth worth) {
        for (int i = 0; i < row.length; i++) {
            worth.angle(
                    sign[i] > 0.0 ? NetworkLimit.ANGLE_MAX : NetworkLimit.ANGLE_MIN,
                    grid.branch[branch[i]],
                    result.inequalityMultiplier(row[i]));
        }
    }

    @Override
    public Optional<PriceComponent> component() {
        return Optional.of(PriceComponent.CONGESTION);
    }
}
