package org.flexopf.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;

/** What of a case differs from draw to draw. */
public enum Quantity {
    /** The demand of loads, active and reactive alike. */
    LOAD {
        @Override
        int size(Network base) {
            return base.loads().size();
        }

        @Override
        int index(Network base, int id) {
            return base.loadIndex(id);
        }

        @Override
        Profile times(Profile profile, int[] elements, double[] factors) {
            int loads = size(profile.network());
            double[] mw =
                    IntStream.range(0, loads).mapToDouble(profile::activeDemand).toArray();
            double[] mvar = IntStream.range(0, loads)
                    .mapToDouble(profile::reactiveDemand)
                    .toArray();
            for (int k = 0; k < elements.length; k++) {
                mw[elements[k]] *= factors[k];
                mvar[elements[k]] *= factors[k];
            }
            return profile.withDemand(mw, mvar);
        }
    },
    /** The largest active power of generators: what sun, wind and outages leave of it. */
    AVAILABILITY {
        @Override
        int size(Network base) {
            return base.generators().size();
        }

        @Override
        int index(Network base, int id) {
            return base.generatorIndex(id);
        }

        @Override
        Profile times(Profile profile, int[] elements, double[] factors) {
            double[] mw = IntStream.range(0, size(profile.network()))
                    .mapToDouble(profile::pMax)
                    .toArray();
            for (int k = 0; k < elements.length; k++) {
                mw[elements[k]] *= factors[k];
            }
            return profile.withAvailability(mw);
        }
    },
    /** The cost of active power of generators. */
    PRICE {
        @Override
        int size(Network base) {
            return base.generators().size();
        }

        @Override
        int index(Network base, int id) {
            return base.generatorIndex(id);
        }

        @Override
        Profile times(Profile profile, int[] elements, double[] factors) {
            List<CostCurve> curves = new ArrayList<>();
            for (int g = 0; g < size(profile.network()); g++) {
                curves.add(profile.cost(g));
            }
            for (int k = 0; k < elements.length; k++) {
                curves.set(elements[k], scaled(curves.get(elements[k]), factors[k]));
            }
            return profile.withCosts(curves);
        }
    };

    /** How files call it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many elements have it. */
    abstract int size(Network base);

    /** The place of an element. @throws NoSuchElementException if there is none of that id */
    abstract int index(Network base, int id);

    /**
     * A profile with other numbers.
     *
     * @param elements places of elements
     * @param factors by which their numbers are multiplied, one each
     */
    abstract Profile times(Profile profile, int[] elements, double[] factors);

    /** The places of elements by their ids; of all if none is named. */
    int[] places(Network base, List<Integer> ids) {
        return ids.isEmpty()
                ? IntStream.range(0, size(base)).toArray()
                : ids.stream().mapToInt(id -> index(base, id)).toArray();
    }

    /** A cost curve of which every amount is multiplied. */
    static CostCurve scaled(CostCurve curve, double factor) {
        if (curve instanceof CostCurve.Linear line) {
            return new CostCurve.Linear(factor * line.constant(), factor * line.slope());
        }
        if (curve instanceof CostCurve.Quadratic square) {
            return CostCurve.quadratic(
                    factor * square.quadratic(), factor * square.linear(), factor * square.constant());
        }
        CostCurve.PiecewiseLinear pieces = (CostCurve.PiecewiseLinear) curve;
        return CostCurve.piecewiseLinear(pieces.points().stream()
                .map(point -> new CostCurve.Point(point.power(), factor * point.cost()))
                .toList());
    }
}
