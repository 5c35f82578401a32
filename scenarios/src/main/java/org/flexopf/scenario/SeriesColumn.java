package org.flexopf.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;

/**
 * What a column of a time series sets.
 *
 * @param quantity which number of an element
 * @param element its id; empty for all elements
 * @param factor whether the column multiplies the number, and does not replace it
 */
record SeriesColumn(Quantity quantity, OptionalInt element, boolean factor) {

    /** What columns are called, in words. */
    static final String NAMES = "call columns load.7 (MW; reactive demand keeps its ratio), reactive.7 (Mvar), "
            + "availability.2 (MW) or price.2 (currency/MWh) by the number of an element, load.7.factor, or "
            + "load.factor for all; a first column time is left alone";

    /** What of an element is set; applied in this order. */
    enum Quantity {
        /** The demand of a load, MW; its reactive demand keeps its ratio to that. */
        LOAD {
            @Override
            int index(Network base, int id) {
                return base.loadIndex(id);
            }

            @Override
            int size(Network base) {
                return base.loads().size();
            }

            @Override
            Profile set(Profile profile, List<SeriesColumn> columns, double[] values) {
                double[] mw = IntStream.range(0, size(profile.network()))
                        .mapToDouble(profile::activeDemand)
                        .toArray();
                double[] mvar = IntStream.range(0, mw.length)
                        .mapToDouble(profile::reactiveDemand)
                        .toArray();
                boolean any = apply(profile.network(), columns, values, (load, value, factor) -> {
                    double ratio = factor ? value : mw[load] == 0.0 ? 1.0 : value / mw[load];
                    mw[load] = factor ? value * mw[load] : value;
                    mvar[load] *= ratio;
                });
                return any ? profile.withDemand(mw, mvar) : profile;
            }
        },
        /** The reactive demand of a load, Mvar. */
        REACTIVE {
            @Override
            int index(Network base, int id) {
                return base.loadIndex(id);
            }

            @Override
            int size(Network base) {
                return base.loads().size();
            }

            @Override
            Profile set(Profile profile, List<SeriesColumn> columns, double[] values) {
                double[] mw = IntStream.range(0, size(profile.network()))
                        .mapToDouble(profile::activeDemand)
                        .toArray();
                double[] mvar = IntStream.range(0, mw.length)
                        .mapToDouble(profile::reactiveDemand)
                        .toArray();
                boolean any = apply(
                        profile.network(),
                        columns,
                        values,
                        (load, value, factor) -> mvar[load] = factor ? value * mvar[load] : value);
                return any ? profile.withDemand(mw, mvar) : profile;
            }
        },
        /** The largest active power of a generator, MW. */
        AVAILABILITY {
            @Override
            int index(Network base, int id) {
                return base.generatorIndex(id);
            }

            @Override
            int size(Network base) {
                return base.generators().size();
            }

            @Override
            Profile set(Profile profile, List<SeriesColumn> columns, double[] values) {
                double[] mw = IntStream.range(0, size(profile.network()))
                        .mapToDouble(profile::pMax)
                        .toArray();
                boolean any = apply(
                        profile.network(),
                        columns,
                        values,
                        (unit, value, factor) -> mw[unit] = factor ? value * mw[unit] : value);
                return any ? profile.withAvailability(mw) : profile;
            }
        },
        /** The price of a generator, currency per MWh. */
        PRICE {
            @Override
            int index(Network base, int id) {
                return base.generatorIndex(id);
            }

            @Override
            int size(Network base) {
                return base.generators().size();
            }

            @Override
            Profile set(Profile profile, List<SeriesColumn> columns, double[] values) {
                List<CostCurve> curves = new ArrayList<>();
                for (int unit = 0; unit < size(profile.network()); unit++) {
                    curves.add(profile.cost(unit));
                }
                boolean any = apply(
                        profile.network(),
                        columns,
                        values,
                        (unit, value, factor) -> curves.set(
                                unit,
                                factor
                                        ? org.flexopf.scenario.Quantity.scaled(curves.get(unit), value)
                                        : CostCurve.linear(value)));
                return any ? profile.withCosts(curves) : profile;
            }
        };

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        abstract int index(Network base, int id);

        abstract int size(Network base);

        /** A profile with the values of those columns that are about this quantity. */
        abstract Profile set(Profile profile, List<SeriesColumn> columns, double[] values);

        /** Hands out the values of columns about this quantity; tells whether there are any. */
        boolean apply(Network base, List<SeriesColumn> columns, double[] values, Setter setter) {
            boolean any = false;
            for (int k = 0; k < values.length; k++) {
                SeriesColumn column = columns.get(k);
                if (column.quantity == this) {
                    any = true;
                    for (int place : column.places(base)) {
                        setter.set(place, values[k], column.factor);
                    }
                }
            }
            return any;
        }
    }

    /** Takes a value of an element. */
    private interface Setter {

        void set(int place, double value, boolean factor);
    }

    /** The places of its elements. @throws java.util.NoSuchElementException if there is none of its id */
    int[] places(Network base) {
        return element.isPresent()
                ? new int[] {quantity.index(base, element.getAsInt())}
                : IntStream.range(0, quantity.size(base)).toArray();
    }

    /** The column of a name. @throws IllegalArgumentException if it says nothing, with the reason */
    static SeriesColumn named(String name) {
        String[] parts = name.split("\\.", -1);
        Quantity quantity = null;
        for (Quantity candidate : Quantity.values()) {
            quantity = candidate.label().equals(parts[0]) ? candidate : quantity;
        }
        if (quantity == null) {
            throw new IllegalArgumentException("there is no quantity '" + parts[0] + "'");
        }
        boolean factor = parts[parts.length - 1].equals("factor");
        int named = parts.length - (factor ? 2 : 1);
        if (named > 1 || (named == 0 && !factor)) {
            throw new IllegalArgumentException("it does not say of which element");
        }
        if (named == 0) {
            return new SeriesColumn(quantity, OptionalInt.empty(), true);
        }
        try {
            return new SeriesColumn(quantity, OptionalInt.of(Integer.parseInt(parts[1])), factor);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + parts[1] + "' is no number of an element", e);
        }
    }

    String name() {
        return quantity.label() + (element.isPresent() ? "." + element.getAsInt() : "") + (factor ? ".factor" : "");
    }

    @Override
    public String toString() {
        return name();
    }
}
