package org.flexopf.opf;

/** What an optimal power flow minimises; shared by every formulation. */
public interface Objective {

    /** A short name for reports. */
    String name();

    /** Adds its terms to the program's cost; the formulation's variables exist already. */
    void addTo(PeriodModel model);
}
