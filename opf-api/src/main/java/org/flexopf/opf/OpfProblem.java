package org.flexopf.opf;

import java.util.Objects;
import org.flexopf.network.Network;

/**
 * What is asked of an optimal power flow, whichever formulation answers it.
 *
 * @param network    the network with its limits
 * @param objective  what to minimise
 * @param softLimits which limits may be exceeded, and at what price
 */
public record OpfProblem(Network network, Objective objective, SoftLimits softLimits) {

    /**
     * All parts are required.
     *
     * @throws IllegalArgumentException if a soft limit names an element that the network does not have
     */
    public OpfProblem {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(softLimits, "softLimits");
        softLimits.requireElementsOf(network);
    }

    /** A problem in which all limits are hard. */
    public OpfProblem(Network network, Objective objective) {
        this(network, objective, SoftLimits.none());
    }

    /** The cheapest generation that serves a network. */
    public static OpfProblem of(Network network) {
        return new OpfProblem(network, Objective.cost());
    }

    /** The same question about another network. */
    public OpfProblem withNetwork(Network other) {
        return new OpfProblem(other, objective, softLimits);
    }

    /** The same problem with another objective. */
    public OpfProblem withObjective(Objective other) {
        return new OpfProblem(network, other, softLimits);
    }

    /** The same problem with other soft limits. */
    public OpfProblem withSoftLimits(SoftLimits other) {
        return new OpfProblem(network, objective, other);
    }
}
