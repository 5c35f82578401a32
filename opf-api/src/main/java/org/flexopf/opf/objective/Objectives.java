package org.flexopf.opf.objective;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Objectives by name, for whoever is told in words what to minimise. */
public final class Objectives {

    /** What {@code voltage} measures deviations from, p.u. */
    public static final double VOLTAGE_SET_POINT = 1.0;

    /** The share of a rating above which power counts as {@code congestion}. */
    public static final double CONGESTION_THRESHOLD = 0.8;

    /** The name of {@link Objective#cost}. */
    public static final String COST = "cost";

    private static final Map<String, Objective> NAMED = new LinkedHashMap<>();

    static {
        NAMED.put(COST, Objective.cost());
        NAMED.put("losses", Objective.losses());
        NAMED.put("voltage", Objective.voltageDeviation(VOLTAGE_SET_POINT));
        NAMED.put("congestion", Objective.congestion(CONGESTION_THRESHOLD));
        NAMED.put("feasibility", Objective.feasibility());
    }

    private Objectives() {}

    /** All names. */
    public static List<String> names() {
        return List.copyOf(NAMED.keySet());
    }

    /** The objective of a name. @throws IllegalArgumentException if there is none, with all names */
    public static Objective named(String name) {
        Objective named = NAMED.get(name);
        if (named == null) {
            throw new IllegalArgumentException(
                    "there is no objective '" + name + "'; choose one of " + String.join(", ", NAMED.keySet()));
        }
        return named;
    }
}
