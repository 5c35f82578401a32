package org.flexopf.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.flexopf.network.NetworkBuilder.Located;

/**
 * Faults and notes as a validation finds them, and the checks that elements of every kind have in common. How messages
 * call an element is a supplier, so that healthy elements cost no text.
 */
final class Findings {

    private final List<Fault> faults = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final List<Located<Bus>> buses;
    private final IdIndex busIndex;

    Findings(NetworkBuilder builder) {
        this.buses = builder.buses();
        this.busIndex = builder.busIndex();
    }

    List<Fault> faults() {
        return faults;
    }

    List<Note> notes() {
        return notes;
    }

    /** The places of the buses by their ids. */
    IdIndex busIndex() {
        return busIndex;
    }

    /** The bus of an id that is {@linkplain #knownBus known}. */
    Bus bus(int id) {
        return buses.get(busIndex.indexOf(id)).element();
    }

    /** Whether there is a bus at a place, and it is not isolated. */
    boolean isIn(int bus) {
        return bus >= 0 && !buses.get(bus).element().isIsolated();
    }

    boolean knownBus(Supplier<String> element, int bus) {
        if (busIndex.indexOf(bus) < 0) {
            fault(element, "bus " + bus, "there is no such bus", "add the bus or correct the number");
            return false;
        }
        return true;
    }

    void identity(String kind, Supplier<String> element, int id, boolean duplicate) {
        if (id <= 0) {
            fault(element, "id " + id, "ids are positive numbers", "give every " + kind + " a number from 1 upwards");
        }
        if (duplicate) {
            fault(element, "id " + id, "this id occurs more than once", "give every " + kind + " an id of its own");
        }
    }

    void finite(Supplier<String> element, String what, double value) {
        if (!Double.isFinite(value)) {
            fault(element, what + " " + value, "the number is not finite", "give a finite number");
        }
    }

    /**
     * Limits that cross leave no room; where the element is out of service nothing depends on them, and that is only
     * worth a note.
     */
    void ordered(Supplier<String> element, String what, double lower, double upper, String unit, boolean inService) {
        if (lower > upper) {
            String value = (what + " " + lower + " to " + upper + " " + unit).strip();
            if (inService) {
                fault(element, value, "the lower limit is above the upper one", "exchange or correct them");
            } else {
                harmlessNote(element, "out of service with " + value + ": the lower limit is above the upper one");
            }
        }
    }

    /** A range whose ends may be infinite on their own side. */
    void range(Supplier<String> element, String what, double lower, double upper, String unit, boolean inService) {
        ordered(element, what, lower, upper, unit, inService);
        if (Double.isNaN(lower)
                || Double.isNaN(upper)
                || lower == Double.POSITIVE_INFINITY
                || upper == Double.NEGATIVE_INFINITY) {
            fault(
                    element,
                    what + " " + lower + " to " + upper + " " + unit,
                    "this is no range",
                    "give numbers, or -Infinity below and Infinity above for no limit");
        }
    }

    /** Finds a limit that is none; files may have zero for no limit where they are MATPOWER's. */
    void limit(Supplier<String> element, String what, double mva) {
        limit(element, what, mva, "MVA", " (0 means that in a MATPOWER file)");
    }

    /** Finds a limit that is none. */
    void limit(Supplier<String> element, String what, double value, String unit) {
        limit(element, what, value, unit, "");
    }

    private void limit(Supplier<String> element, String what, double value, String unit, String hint) {
        if (Double.isNaN(value) || value <= 0.0) {
            fault(
                    element,
                    what + " " + value + " " + unit,
                    value < 0.0 ? "a limit is not negative" : "this is no limit",
                    "give a number above zero, or leave it out for no limit" + hint);
        }
    }

    void fault(Supplier<String> element, String value, String cause, String fix) {
        faults.add(new Fault(element.get(), value, cause, fix));
    }

    /** A note on what leaves the answer as it is. */
    void harmlessNote(Supplier<String> element, String remark) {
        notes.add(Note.harmless(element.get(), remark));
    }

    /** A note on what the answer depends on. */
    void changingNote(Supplier<String> element, String remark) {
        notes.add(Note.changing(element.get(), remark));
    }
}
