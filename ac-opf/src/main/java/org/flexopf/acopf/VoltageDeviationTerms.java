package org.flexopf.acopf;

import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.opf.objective.VoltageDeviation;

/** {@code sum of ((v^2 - set^2) / 2 set)^2} over the buses that count, times a weight. */
final class VoltageDeviationTerms implements Part {

    private final double set;
    private final double weight;
    private final int[] magnitude;

    VoltageDeviationTerms(ActiveGrid grid, VoltageDeviation deviation, double weight) {
        this.set = deviation.setPoint();
        this.weight = weight;
        IntBag variables = new IntBag();
        for (int k = 0; k < grid.buses; k++) {
            int id = grid.network.buses().get(grid.bus[k]).id();
            if (deviation.buses().isEmpty() || deviation.buses().contains(id)) {
                variables.add(grid.magnitude(k));
            }
        }
        magnitude = variables.toArray();
    }

    private double deviation(double v) {
        return (v * v - set * set) / (2.0 * set);
    }

    @Override
    public void hessianEntries(Triplets.Builder entries) {
        for (int variable : magnitude) {
            entries.add(variable, variable);
        }
    }

    @Override
    public double objective(double[] x) {
        double sum = 0.0;
        for (int variable : magnitude) {
            double deviation = deviation(x[variable]);
            sum += deviation * deviation;
        }
        return weight * sum;
    }

    @Override
    public void gradient(double[] x, double[] gradient) {
        for (int variable : magnitude) {
            gradient[variable] += 2.0 * weight * deviation(x[variable]) * x[variable] / set;
        }
    }

    @Override
    public int hessianValues(double[] x, double factor, double[] y, double[] z, double[] entries, int at) {
        int next = at;
        for (int variable : magnitude) {
            double v = x[variable];
            entries[next++] = 2.0 * factor * weight * (v * v / (set * set) + deviation(v) / set);
        }
        return next;
    }
}
