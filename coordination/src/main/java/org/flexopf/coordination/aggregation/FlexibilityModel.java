package org.flexopf.coordination.aggregation;

import java.util.Locale;
import org.flexopf.model.ElementKind;
import org.flexopf.network.AtomicLoad;
import org.flexopf.network.ChargingFleet;
import org.flexopf.network.CogenerationUnit;
import org.flexopf.network.CurtailableLoad;
import org.flexopf.network.Generator;
import org.flexopf.network.PaybackLoad;
import org.flexopf.network.ShiftableLoad;
import org.flexopf.network.Storage;
import org.flexopf.network.ThermostaticLoad;

/**
 * The models of flexible devices. Eight kinds of devices come down to five models: stationary storages and vehicles;
 * combined heat and power; sun and wind, conventional units and curtailable loads; wet appliances and whatever else is
 * shifted; heat pumps and fridges.
 */
public enum FlexibilityModel {

    /** Power and energy, efficiencies, and when it is there. */
    STORAGE,

    /** Power that is tied to a demand for heat. */
    HEAT_COUPLED,

    /** Power between limits, at a cost. */
    CURTAILABLE,

    /** Consumption that moves in time. */
    ATOMIC,

    /** A temperature of first order, in a band. */
    THERMOSTATIC;

    /**
     * The model of a kind of element.
     *
     * @throws IllegalArgumentException if it is no kind of flexible device
     */
    public static FlexibilityModel of(ElementKind kind) {
        if (kind.equals(Storage.KIND) || kind.equals(ChargingFleet.KIND)) {
            return STORAGE;
        }
        if (kind.equals(CogenerationUnit.KIND)) {
            return HEAT_COUPLED;
        }
        if (kind.equals(Generator.KIND) || kind.equals(CurtailableLoad.KIND)) {
            return CURTAILABLE;
        }
        if (kind.equals(AtomicLoad.KIND) || kind.equals(ShiftableLoad.KIND) || kind.equals(PaybackLoad.KIND)) {
            return ATOMIC;
        }
        if (kind.equals(ThermostaticLoad.KIND)) {
            return THERMOSTATIC;
        }
        throw new IllegalArgumentException("a " + kind + " is no flexible device of a pool; there are storages, "
                + "vehicles, CHP plants, generators, curtailable, atomic, shiftable and thermostatic loads");
    }

    /** What documents call it, such as {@code heat-coupled}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return label();
    }
}
