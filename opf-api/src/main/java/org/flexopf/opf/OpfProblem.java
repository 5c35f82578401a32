package org.flexopf.opf;

import java.util.Objects;
import org.flexopf.network.Network;

/**
 * What is asked of an optimal power flow, whichever formulation answers it.
 *
 * @param network   the network with its limits
 * @param objective what to minimise
 */
public record OpfProblem(Network network, Objective objective) {

    /** Both parts are required. */
    public OpfProblem {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(objective, "objective");
    }

    /** The cheapest generation that serves a network. */
    public static OpfProblem of(Network network) {
        return new OpfProblem(network, new GenerationCost());
    }

    /** The same question about another network. */
    public OpfProblem withNetwork(Network other) {
        return new OpfProblem(other, objective);
    }
}
