package org.flexopf.opf.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.flexopf.network.Bid;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.network.Storage;
import org.flexopf.opf.formulation.OpfFormulation;

/**
 * The same question in every period of a horizon, with what devices hand on from one period to the next: stored energy,
 * and how fast generators may rise and fall.
 *
 * @param problem what is asked in every period
 * @param horizon the periods
 * @param profiles demand, availability and prices of each period, over the problem's network
 */
public record HorizonProblem(OpfProblem problem, Horizon horizon, List<Profile> profiles) {

    /**
     * All parts are required.
     *
     * @throws IllegalArgumentException if there is not one profile for each period, one is of another network, or a
     *     storage comes back from where nobody knows its energy, or a bid is about another number of periods
     */
    public HorizonProblem {
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(horizon, "horizon");
        profiles = List.copyOf(profiles);
        if (profiles.size() != horizon.periods().size()) {
            throw new IllegalArgumentException(profiles.size() + " profiles for "
                    + horizon.periods().size() + " periods; give one profile for each period");
        }
        for (Horizon.Period period : horizon.periods()) {
            if (!profiles.get(period.index()).network().equals(problem.network())) {
                throw new IllegalArgumentException("the profile of " + period.label() + " is of "
                        + profiles.get(period.index()).network().name() + ", and the problem is about "
                        + problem.network().name() + "; give profiles of the same network");
            }
        }
        requireArrivals(problem.network(), horizon, profiles);
        requireBids(problem.network(), profiles.size());
    }

    private static void requireBids(Network network, int periods) {
        List<String> others = network.elements(Bid.KIND).stream()
                .map(Bid.class::cast)
                .filter(bid -> bid.offer().periods() != periods)
                .map(bid -> bid.label() + " about " + bid.offer().periods())
                .toList();
        if (!others.isEmpty()) {
            throw new IllegalArgumentException("there are " + periods + " periods, and bids about another number: "
                    + String.join(", ", others) + "; give every bid one number for each period");
        }
    }

    private static void requireArrivals(Network network, Horizon horizon, List<Profile> profiles) {
        for (int k = 0; k < network.elements(Storage.KIND).size(); k++) {
            for (int t = 1; t < profiles.size(); t++) {
                Storage.Stay stay = profiles.get(t).stay(k);
                if (stay.isConnected()
                        && !stay.arrives()
                        && !profiles.get(t - 1).stay(k).isConnected()) {
                    throw new IllegalArgumentException(
                            network.elements(Storage.KIND).get(k).label()
                                    + " comes back in "
                                    + horizon.periods().get(t).label()
                                    + " with an energy that is not given; say what it arrives with");
                }
            }
        }
    }

    /**
     * The same with some elements switched out: what they offer is gone, in all periods.
     *
     * @throws java.util.NoSuchElementException if there is no such element
     */
    public HorizonProblem without(Collection<ElementRef> gone) {
        Network rest = problem.network().without(gone);
        return new HorizonProblem(
                problem.withNetwork(rest),
                horizon,
                profiles.stream().map(profile -> profile.over(rest)).toList());
    }

    /** One block for each period, and what its devices find of the one before. */
    public LinkedProblem writtenBy(OpfFormulation formulation) {
        return window(formulation, 0, profiles, Surroundings.NONE);
    }

    /**
     * Some neighbouring periods as a problem of their own.
     *
     * @param first the place of the first of them
     * @param inWindow demand, availability and prices of each of them, over the problem's network
     * @param surroundings what was decided before them, and what comes after them
     */
    public LinkedProblem window(
            OpfFormulation formulation, int first, List<Profile> inWindow, Surroundings surroundings) {
        List<Block> blocks = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        for (int k = 0; k < inWindow.size(); k++) {
            Horizon.Period period = horizon.periods().get(first + k);
            blocks.add(new Block(period.label(), problem, formulation, inWindow.get(k), period.hours(), 1.0));
            if (k > 0) {
                links.add(new DeviceMemory(horizon.periods().get(first + k - 1).label(), period.label()));
            }
        }
        return new LinkedProblem(blocks, links, surroundings);
    }
}
