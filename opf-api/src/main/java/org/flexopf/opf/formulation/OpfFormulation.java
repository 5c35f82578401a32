package org.flexopf.opf.formulation;

import java.util.Optional;
import org.flexopf.model.ModelSolution;
import org.flexopf.network.Network;
import org.flexopf.opf.state.OperatingPoint;

/**
 * One way to write an optimal power flow as a convex program. Stateless: what it builds and what it reads back meet in
 * named quantities, and what it does to the network is noted in the {@link FormulatedModel}.
 */
public interface OpfFormulation {

    /** A short name such as {@code socp}. */
    String name();

    /** Why a network cannot be formulated this way, in one sentence; empty if it can. */
    default Optional<String> whyNot(Network network) {
        return Optional.empty();
    }

    /**
     * Whether every point of the AC optimal power flow is feasible here at no higher cost, so that the optimum is a
     * lower bound of the AC one.
     */
    boolean isRelaxation();

    /**
     * Adds variables and constraints of one period; the objective is added after that. Called by
     * {@link BlockModel#include}, which a formulation calls in turn for another one that it builds on.
     */
    void build(BlockModel model);

    /** Reads voltages and flows from a solution; the network has the settings that were found for freed controls. */
    OperatingPoint operatingPoint(Network network, ModelSolution solution);
}
