package org.flexopf.opf.problem;

import java.util.List;
import java.util.Objects;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.opf.limit.Slack;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.state.OperatingPoint;

/**
 * What is asked of an optimal power flow, whichever formulation answers it.
 *
 * @param network the network with its limits
 * @param objective what to minimise
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

    /** The cheapest generation that serves a network; all limits are hard. */
    public static OpfProblem of(Network network) {
        return new OpfProblem(network, Objective.cost(), SoftLimits.none());
    }

    /** Whether the limit of an element (by index) may be exceeded at a price. */
    public boolean isSoft(SoftLimit limit, int element) {
        return softLimits.isSoft(limit, Profile.of(network), element);
    }

    /**
     * The soft limits that a state of the network exceeds, such as one that an AC power flow has found, each with its
     * amount and what the objective charges for it. Demand is not among them, since a state does not tell how much of
     * it was asked for.
     */
    public List<Slack> slacksAt(OperatingPoint point) {
        return softLimits.exceededAt(network, point);
    }

    /**
     * The same question in every period of a horizon.
     *
     * @param profiles demand, availability and prices of each period, over the network
     * @throws IllegalArgumentException if there is not one profile for each period
     */
    public HorizonProblem over(Horizon horizon, List<Profile> profiles) {
        return new HorizonProblem(this, horizon, profiles);
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
