package org.flexopf.coordination.scheme;

import java.util.Locale;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.Formulations;

/** How operators of feeders model them. */
public enum FeederModel {

    /** The second-order cone relaxation of the branch flow, with losses; checks are made by AC power flow. */
    SOCP("socp"),

    /**
     * The linearised branch flow, which carries the losses of the schedule as a constant at the root; checks are made
     * by it as well.
     */
    LDF("lindistflow");

    private final String formulation;

    FeederModel(String formulation) {
        this.formulation = formulation;
    }

    /** What documents call it, such as {@code ldf}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The installed formulation. @throws IllegalArgumentException if its module is not there */
    public OpfFormulation formulation() {
        return Formulations.named(formulation).create(FormulationOptions.defaults());
    }

    /** Whether its figures hold only where its relaxation is exact. */
    boolean isRelaxation() {
        return this == SOCP;
    }
}
