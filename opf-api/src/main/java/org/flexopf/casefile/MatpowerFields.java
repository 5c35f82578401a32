package org.flexopf.casefile;

import java.util.Map;
import java.util.Set;

/** What becomes of each field of a MATPOWER case. */
final class MatpowerFields {

    /** Fields that have to be understood. */
    private static final Set<String> NETWORK = Set.of(
            "version", "baseMVA", "bus", "gen", "branch", "gencost", "dcline", "dclinecost", "if.map", "if.lims");

    /** Names, results and groupings, on which no answer depends. */
    private static final Set<String> HARMLESS = Set.of(
            "bus_name",
            "branch_name",
            "gen_name",
            "gentype",
            "genfuel",
            "areas",
            "casename",
            "name",
            "source",
            "info",
            "order",
            "success",
            "et",
            "f",
            "iterations");

    private static final String CONSTRAINTS = "user-defined constraints are not modelled";
    private static final String COSTS = "user-defined costs are not modelled";

    /** Fields that would change the answer of an optimal power flow, so that leaving them out would be wrong. */
    private static final Map<String, String> REFUSED =
            Map.of("A", CONSTRAINTS, "l", CONSTRAINTS, "u", CONSTRAINTS, "N", COSTS, "H", COSTS, "Cw", COSTS);

    private MatpowerFields() {}

    /** Why a case with such a field is refused, by its name. */
    static Map<String, String> refused() {
        return REFUSED;
    }

    /** Whether a field becomes part of the network, or keeps it from becoming one. */
    static boolean isNeeded(String field) {
        return NETWORK.contains(field) || REFUSED.containsKey(field);
    }

    /** Whether a field is read: what else there is, is left out. */
    static boolean isRead(String field) {
        return isNeeded(field) || field.equals("bus_name");
    }

    /** Whether the answer may depend on a field that is left out. */
    static boolean mayMatter(String field) {
        return !HARMLESS.contains(field);
    }
}
