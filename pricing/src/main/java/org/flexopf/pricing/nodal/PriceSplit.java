package org.flexopf.pricing.nodal;

import java.util.Arrays;
import org.flexopf.network.Topology;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.family.PriceComponents;

/** The components of all prices: {@code part[power][component][bus]}, currency per MWh and Mvarh. */
final class PriceSplit {

    private final double[][][] part;

    PriceSplit(int buses) {
        part = new double[Power.values().length][PriceComponent.values().length][buses];
    }

    double[] of(Power power, PriceComponent component) {
        return part[power.ordinal()][component.ordinal()];
    }

    PriceComponents at(Power power, int bus) {
        return new PriceComponents(
                of(power, PriceComponent.ENERGY)[bus],
                of(power, PriceComponent.LOSSES)[bus],
                of(power, PriceComponent.CONGESTION)[bus],
                of(power, PriceComponent.VOLTAGE)[bus],
                of(power, PriceComponent.OTHER)[bus]);
    }

    /** The price of every bus at the root that serves it; NaN at isolated buses. */
    static double[] atRoots(double[] price, Topology topology) {
        double[] energy = new double[price.length];
        Arrays.fill(energy, Double.NaN);
        for (int bus : topology.fromRootsOutwards()) {
            int parent = topology.parentBus(bus);
            energy[bus] = parent < 0 ? price[bus] : energy[parent];
        }
        return energy;
    }

    /** Makes the parts of one price NaN, as at an isolated bus. */
    void clear(int bus) {
        for (double[][] components : part) {
            for (double[] component : components) {
                component[bus] = Double.NaN;
            }
        }
    }
}
