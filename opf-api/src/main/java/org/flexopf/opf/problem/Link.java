package org.flexopf.opf.problem;

/**
 * Rows between blocks: stored energy, ramps, an interface between two networks, a decision that several scenarios
 * share, moves after an outage.
 */
public interface Link {

    /** What the link is called; no two links or blocks of a problem have the same label. */
    String label();

    /** Adds the rows, variables and costs of the link; all blocks exist already. */
    void addTo(LinkedModel model);
}
