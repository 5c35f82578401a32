package org.flexopf.network;

import java.util.Objects;
import org.flexopf.model.ElementKind;

/**
 * A node of the network.
 *
 * @param id number of the bus, positive and unique
 * @param name a name for people, possibly empty
 * @param type its role
 * @param baseKv nominal voltage, kV; 0 if unknown
 * @param vMin lower limit of the voltage magnitude, p.u.
 * @param vMax upper limit of the voltage magnitude, p.u.
 * @param angle voltage angle, degrees, which holds where the bus is a reference
 * @param zone the number of the zone that the bus is in, which prices may refer to; 0 for none
 */
public record Bus(int id, String name, BusType type, double baseKv, double vMin, double vMax, double angle, int zone)
        implements Element {

    /** The kind of element. */
    public static final ElementKind KIND = new ElementKind("bus", "bus");

    /** Name and type are required; what is wrong with the numbers, a {@link NetworkBuilder} finds. */
    public Bus {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }

    /** A bus in no zone. */
    public Bus(int id, String name, BusType type, double baseKv, double vMin, double vMax, double angle) {
        this(id, name, type, baseKv, vMin, vMax, angle, 0);
    }

    /** A load bus with limits of 0.9 and 1.1 p.u. and unknown nominal voltage. */
    public static Bus of(int id) {
        return new Bus(id, "", BusType.PQ, 0.0, 0.9, 1.1, 0.0);
    }

    /** A reference bus held at a voltage magnitude. */
    public static Bus reference(int id, double voltage) {
        return new Bus(id, "", BusType.REFERENCE, 0.0, voltage, voltage, 0.0);
    }

    /** This bus with other limits of the voltage magnitude, p.u. */
    public Bus withVoltageLimits(double lower, double upper) {
        return new Bus(id, name, type, baseKv, lower, upper, angle, zone);
    }

    /** This bus with another nominal voltage, kV. */
    public Bus withBaseKv(double kv) {
        return new Bus(id, name, type, kv, vMin, vMax, angle, zone);
    }

    /** This bus with another role. */
    public Bus withType(BusType newType) {
        return new Bus(id, name, newType, baseKv, vMin, vMax, angle, zone);
    }

    /** This bus under another name. */
    public Bus withName(String newName) {
        return new Bus(id, newName, type, baseKv, vMin, vMax, angle, zone);
    }

    /** This bus in another zone; 0 for none. */
    public Bus withZone(int newZone) {
        return new Bus(id, name, type, baseKv, vMin, vMax, angle, newZone);
    }

    /** Whether the bus is a reference. */
    public boolean isReference() {
        return type == BusType.REFERENCE;
    }

    /** Whether the bus is declared to be out of the network. */
    public boolean isIsolated() {
        return type == BusType.ISOLATED;
    }

    @Override
    public ElementKind kind() {
        return KIND;
    }

    /** How messages call it. */
    @Override
    public String label() {
        return "bus " + id;
    }
}
