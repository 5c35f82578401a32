package org.flexopf.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;

/** What of a case differs from draw to draw. */
public enum Quantity {
    /** The demand of loads, MW; reactive demand keeps its ratio to it. */
    LOAD(true) {
        @Override
        Profile changed(Profile profile, Changes changes) {
            double[] mw = present(profile, profile::activeDemand);
            double[] mvar = present(profile, profile::reactiveDemand);
            changes.forEach((load, value, isFactor) -> {
                // A load without active demand has no ratio: its reactive demand is multiplied with it, or stays.
                mvar[load] *= isFactor ? value : mw[load] == 0.0 ? 1.0 : value / mw[load];
                mw[load] = isFactor ? value * mw[load] : value;
            });
            return profile.withDemand(mw, mvar);
        }
    },
    /** The reactive demand of loads alone, Mvar. */
    REACTIVE(true) {
        @Override
        Profile changed(Profile profile, Changes changes) {
            double[] mvar = present(profile, profile::reactiveDemand);
            changes.applyTo(mvar);
            return profile.withDemand(present(profile, profile::activeDemand), mvar);
        }
    },
    /** The largest active power of generators, MW: what sun, wind and outages leave of it. */
    AVAILABILITY(false) {
        @Override
        Profile changed(Profile profile, Changes changes) {
            double[] mw = present(profile, profile::pMax);
            changes.forEach((unit, value, isFactor) -> {
                // Less than nothing is available of nobody; limits below zero are those of units that draw power.
                if (value < 0.0 && (isFactor || mw[unit] >= 0.0)) {
                    throw new IllegalArgumentException(
                            profile.network().generators().get(unit).ref() + ": "
                                    + (isFactor ? "availability times " + value : "an availability of " + value + " MW")
                                    + " is less than nothing; give numbers from 0");
                }
                mw[unit] = isFactor ? value * mw[unit] : value;
            });
            return profile.withAvailability(mw);
        }
    },
    /** The cost of active power of generators, as a price in currency per MWh where it is replaced. */
    PRICE(false) {
        @Override
        Profile changed(Profile profile, Changes changes) {
            List<CostCurve> curves = new ArrayList<>();
            for (int g = 0; g < size(profile.network()); g++) {
                curves.add(profile.cost(g));
            }
            changes.forEach((unit, value, isFactor) -> {
                try {
                    curves.set(unit, isFactor ? scaled(curves.get(unit), value) : CostCurve.linear(value));
                } catch (IllegalArgumentException noCost) {
                    throw new IllegalArgumentException(
                            profile.network().generators().get(unit).ref() + ": "
                                    + (isFactor ? "cost times " : "price ") + value + ": " + noCost.getMessage(),
                            noCost);
                }
            });
            return profile.withCosts(curves);
        }
    };

    private final boolean ofLoads;

    /** @param ofLoads whether loads have it; else generators do */
    Quantity(boolean ofLoads) {
        this.ofLoads = ofLoads;
    }

    /**
     * Numbers of elements that change, one after the other.
     *
     * @param places the elements
     * @param values what each is multiplied by, or becomes
     * @param isFactor whether it is multiplied
     */
    record Changes(int[] places, double[] values, boolean[] isFactor) {

        /** Changes that multiply. */
        static Changes times(int[] places, double[] factors) {
            boolean[] isFactor = new boolean[places.length];
            Arrays.fill(isFactor, true);
            return new Changes(places, factors, isFactor);
        }

        /** Takes one change. */
        interface Taker {
            void take(int place, double value, boolean isFactor);
        }

        void forEach(Taker taker) {
            for (int k = 0; k < places.length; k++) {
                taker.take(places[k], values[k], isFactor[k]);
            }
        }

        void applyTo(double[] numbers) {
            forEach((place, value, factor) -> numbers[place] = factor ? value * numbers[place] : value);
        }
    }

    /** How files call it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many elements have it. */
    int size(Network base) {
        return ofLoads ? base.loads().size() : base.generators().size();
    }

    /** The place of an element. @throws NoSuchElementException if there is none of that id */
    int index(Network base, int id) {
        return ofLoads ? base.loadIndex(id) : base.generatorIndex(id);
    }

    /** A profile with other numbers. */
    abstract Profile changed(Profile profile, Changes changes);

    /** A profile whose numbers are multiplied at some places. */
    Profile times(Profile profile, int[] places, double[] factors) {
        return changed(profile, Changes.times(places, factors));
    }

    /** The numbers of all elements as they are. */
    double[] present(Profile profile, IntToDoubleFunction number) {
        return IntStream.range(0, size(profile.network())).mapToDouble(number).toArray();
    }

    /** The places of elements by their ids; of all if none is named. */
    int[] places(Network base, List<Integer> ids) {
        return ids.isEmpty()
                ? IntStream.range(0, size(base)).toArray()
                : ids.stream().mapToInt(id -> index(base, id)).toArray();
    }

    /** A cost curve of which every amount is multiplied. */
    private static CostCurve scaled(CostCurve curve, double factor) {
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
