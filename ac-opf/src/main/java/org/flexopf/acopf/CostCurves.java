package org.flexopf.acopf;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;

/** The cost of generation and of DC lines, times a weight. A piecewise linear cost is a variable above its pieces. */
final class CostCurves implements Part {

    private final double base;
    private final double weight;
    private final List<Smooth> smooth = new ArrayList<>();
    private final List<Pieces> pieces = new ArrayList<>();

    /** {@code quadratic x^2 + linear x + constant}, per unit. */
    private record Smooth(int variable, double quadratic, double linear, double constant) {}

    /** The cost of a variable is {@code unit} times the height variable, which lies above all pieces. */
    private record Pieces(int variable, int height, double unit, double[] slope, double[] intercept, int row) {}

    CostCurves(ActiveGrid grid, Layout layout, Generators generators, HvdcLines lines, double weight) {
        this.base = grid.perUnit.physicalPower(1.0);
        this.weight = weight;
        for (int k = 0; k < generators.count(); k++) {
            Generator data = grid.network.generators().get(generators.index(k));
            add(generators.active(k), data.cost(), layout);
            add(generators.reactive(k), data.reactiveCost(), layout);
        }
        for (int d = 0; d < lines.count(); d++) {
            add(lines.active(d), grid.network.hvdcLines().get(lines.index(d)).cost(), layout);
        }
    }

    private void add(int variable, CostCurve curve, Layout layout) {
        if (curve instanceof CostCurve.PiecewiseLinear piecewise && piecewise.pieces() > 1) {
            double[] slope = new double[piecewise.pieces()];
            double[] intercept = new double[slope.length];
            double unit = 1.0;
            for (int k = 0; k < slope.length; k++) {
                unit = Math.max(unit, Math.abs(base * piecewise.slope(k)));
            }
            int height = layout.variable(layout.groupOf(variable), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
            int row = layout.inequalities();
            for (int k = 0; k < slope.length; k++) {
                slope[k] = base * piecewise.slope(k) / unit;
                intercept[k] = piecewise.intercept(k) / unit;
                layout.inequality();
            }
            pieces.add(new Pieces(variable, height, unit, slope, intercept, row));
            return;
        }
        double quadratic = curve instanceof CostCurve.Quadratic given ? given.quadratic() : 0.0;
        double slope = curve instanceof CostCurve.PiecewiseLinear one ? one.slope(0) : curve.marginalAt(0.0);
        if (quadratic != 0.0 || slope != 0.0 || curve.at(0.0) != 0.0) {
            smooth.add(new Smooth(variable, base * base * quadratic, base * slope, curve.at(0.0)));
        }
    }

    @Override
    public void follow(double[] x) {
        for (Pieces curve : pieces) {
            double highest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < curve.slope.length; k++) {
                highest = Math.max(highest, curve.slope[k] * x[curve.variable] + curve.intercept[k]);
            }
            x[curve.height] = highest;
        }
    }

    @Override
    public void inequalityEntries(Triplets.Builder entries) {
        for (Pieces curve : pieces) {
            for (int k = 0; k < curve.slope.length; k++) {
                entries.add(curve.row + k, curve.variable);
                entries.add(curve.row + k, curve.height);
            }
        }
    }

    @Override
    public void hessianEntries(Triplets.Builder entries) {
        smooth.forEach(curve -> entries.add(curve.variable, curve.variable));
    }

    @Override
    public double objective(double[] x) {
        double sum = 0.0;
        for (int i = 0; i < smooth.size(); i++) {
            Smooth curve = smooth.get(i);
            double at = x[curve.variable];
            sum += curve.constant + (curve.linear + curve.quadratic * at) * at;
        }
        for (int i = 0; i < pieces.size(); i++) {
            sum += pieces.get(i).unit * x[pieces.get(i).height];
        }
        return weight * sum;
    }

    @Override
    public void gradient(double[] x, double[] gradient) {
        for (int i = 0; i < smooth.size(); i++) {
            Smooth curve = smooth.get(i);
            gradient[curve.variable] += weight * (curve.linear + 2.0 * curve.quadratic * x[curve.variable]);
        }
        for (int i = 0; i < pieces.size(); i++) {
            gradient[pieces.get(i).height] += weight * pieces.get(i).unit;
        }
    }

    @Override
    public void constraints(double[] x, double[] g, double[] h) {
        for (int i = 0; i < pieces.size(); i++) {
            Pieces curve = pieces.get(i);
            for (int k = 0; k < curve.slope.length; k++) {
                h[curve.row + k] = curve.slope[k] * x[curve.variable] + curve.intercept[k] - x[curve.height];
            }
        }
    }

    @Override
    public int inequalityValues(double[] x, double[] h, int at) {
        int next = at;
        for (int i = 0; i < pieces.size(); i++) {
            double[] slope = pieces.get(i).slope;
            for (int k = 0; k < slope.length; k++) {
                h[next++] = slope[k];
                h[next++] = -1.0;
            }
        }
        return next;
    }

    @Override
    public int hessianValues(double[] x, double factor, double[] y, double[] z, double[] entries, int at) {
        int next = at;
        for (int i = 0; i < smooth.size(); i++) {
            entries[next++] = 2.0 * factor * weight * smooth.get(i).quadratic;
        }
        return next;
    }
}
