package org.flexopf.opf.problem;

import java.util.Objects;
import org.flexopf.network.Profile;
import org.flexopf.opf.formulation.OpfFormulation;

/**
 * One copy of an optimal power flow among others: an hour, a scenario, the state after an outage, an area with a
 * formulation of its own.
 *
 * @param label what the block is called; no two blocks of a problem have the same label
 * @param problem what is asked in the block
 * @param formulation how it is written
 * @param profile what demand, availability and prices are in the block, over the problem's network
 * @param hours how long the block lasts, hours
 * @param weight what the block counts beside the others, such as the probability of a scenario
 */
public record Block(
        String label, OpfProblem problem, OpfFormulation formulation, Profile profile, double hours, double weight) {

    /**
     * All parts are required.
     *
     * @throws IllegalArgumentException if hours or weight are not finite numbers above zero, or the profile is of
     *     another network
     */
    public Block {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(formulation, "formulation");
        Objects.requireNonNull(profile, "profile");
        requirePositive(label, "hours", hours);
        requirePositive(label, "a weight", weight);
        if (!profile.network().equals(problem.network())) {
            throw new IllegalArgumentException("block '" + label + "' asks about "
                    + problem.network().name() + " with a profile of "
                    + profile.network().name() + "; give a profile of the same network");
        }
    }

    private static void requirePositive(String label, String what, double value) {
        if (!(value > 0.0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "block '" + label + "' has " + what + " of " + value + "; give a finite number above zero");
        }
    }

    /** A block of one hour as the network has it. */
    public static Block of(String label, OpfProblem problem, OpfFormulation formulation) {
        return new Block(label, problem, formulation, Profile.of(problem.network()), 1.0, 1.0);
    }

    /** The same block with another profile. */
    public Block withProfile(Profile other) {
        return new Block(label, problem, formulation, other, hours, weight);
    }

    /** Whether another block differs in its profile alone, written by the same formulation. */
    boolean isOtherProfileOf(Block other) {
        return label.equals(other.label)
                && formulation == other.formulation
                && problem.equals(other.problem)
                && hours == other.hours
                && weight == other.weight;
    }

    /** The same block, lasting so many hours. */
    public Block lasting(double newHours) {
        return new Block(label, problem, formulation, profile, newHours, weight);
    }

    /** The same block with another weight. */
    public Block weighing(double newWeight) {
        return new Block(label, problem, formulation, profile, hours, newWeight);
    }

    /** What one unit of currency per hour in the block counts in the objective of all blocks: hours times weight. */
    public double costFactor() {
        return hours * weight;
    }

    /** The problem as it stands in the block, with demand, availability and prices of the profile in its network. */
    public OpfProblem applied() {
        return profile.isAsNetwork() ? problem : problem.withNetwork(profile.applied());
    }
}
