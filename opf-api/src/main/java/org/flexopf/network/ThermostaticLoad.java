package org.flexopf.network;

import java.util.List;
import java.util.Objects;
import org.flexopf.model.ElementKind;

/**
 * One thermal mass that is heated or cooled by electric power, such as a house with a heat pump or a cold store. With
 * its temperature theta, {@code C dtheta/dt = (ambient - theta) / R + cop p} (minus where it cools), so that over a
 * period of h hours of constant power, with {@code a = e^(-h / (R C))},
 *
 * <pre>
 *   theta = a theta_before + (1 - a) (ambient + R cop p)
 * </pre>
 *
 * which is exact. Within a period the temperature lies between those at its ends, so that its band is one of ends.
 *
 * @param id number of the load, positive and unique among its kind
 * @param name a name for people, possibly empty
 * @param bus where it stands
 * @param body what is heated or cooled
 * @param largest largest electric power, MW
 * @param ambient temperature around it, degrees Celsius
 * @param band what its temperature may be at the end of the period, degrees Celsius
 * @param inService whether it is switched in
 */
public record ThermostaticLoad(
        int id, String name, int bus, Body body, double largest, double ambient, Range band, boolean inService)
        implements ElementAtBus {

    /** The kind of element. */
    public static final ElementKind KIND = new ElementKind("thermostatic", "thermostatic load");

    /** What electric power does to the temperature. */
    public enum Mode {
        /** It rises. */
        HEATING,
        /** It falls. */
        COOLING
    }

    /**
     * A thermal mass and its machine.
     *
     * @param mode whether it is heated or cooled
     * @param resistance thermal resistance R to the surroundings, K per MW
     * @param capacity thermal capacity C, MWh per K
     * @param performance heat (or cold) per electric power: the coefficient of performance
     * @param initial temperature before the first period, degrees Celsius; it may lie outside of the band
     */
    public record Body(Mode mode, double resistance, double capacity, double performance, double initial) {

        /** The mode is required. */
        public Body {
            Objects.requireNonNull(mode, "mode");
        }

        /** What is left after so many hours of a difference to the temperature that it tends to. */
        public double retention(double hours) {
            return Math.exp(-hours / (resistance * capacity));
        }

        /** By how much a MW of electric power held for ever changes the temperature, K; negative where it cools. */
        public double gain() {
            return (mode == Mode.HEATING ? 1.0 : -1.0) * resistance * performance;
        }
    }

    /** All parts are required; what is wrong with the numbers, {@link #faults} finds. */
    public ThermostaticLoad {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(band, "band");
    }

    /** This load in other surroundings, degrees Celsius. */
    public ThermostaticLoad withAmbient(double celsius) {
        return new ThermostaticLoad(id, name, bus, body, largest, celsius, band, inService);
    }

    @Override
    public ThermostaticLoad withInService(boolean service) {
        return new ThermostaticLoad(id, name, bus, body, largest, ambient, band, service);
    }

    @Override
    public ElementKind kind() {
        return KIND;
    }

    @Override
    public String label() {
        return KIND + " " + id + (name.isEmpty() ? "" : " '" + name + "'") + " at bus " + bus;
    }

    @Override
    public List<Fault> faults() {
        return new ElementFaults(this)
                .positive("thermal resistance", body.resistance(), "K per MW")
                .positive("thermal capacity", body.capacity(), "MWh per K")
                .positive("coefficient of performance", body.performance(), "")
                .finite("initial temperature", body.initial(), "degrees Celsius")
                .notNegative("largest power", largest, "MW")
                .finite("ambient temperature", ambient, "degrees Celsius")
                .range("temperature", band, "degrees Celsius")
                .all();
    }
}
