package org.flexopf.scenario;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;

/** A draw of a study as a question meets it: the base case drawn, and whatever else the question has. */
public final class Drawing {

    private final DrawSource source;
    private final Network base;
    private final long number;
    private final Chance chance;
    private final Draw draw;

    Drawing(DrawSource source, Network base, long number, long seed) {
        this.source = source;
        this.base = base;
        this.number = number;
        chance = Chance.of(seed, number);
        draw = source.draw(Draw.of(base), number, chance, 0);
    }

    /** Its number in the study, from 0. */
    public long number() {
        return number;
    }

    /** The base case as it is. */
    public Network base() {
        return base;
    }

    /** The base case as drawn. */
    public Draw draw() {
        return draw;
    }

    /** The network as drawn, without what is out of service. */
    public Network network() {
        Network applied = draw.profile().applied();
        return draw.out().isEmpty() ? applied : applied.without(draw.out());
    }

    /** Another profile of the base case, such as a period of a horizon, drawn by the same numbers of chance. */
    public Draw over(Profile profile) {
        return source.draw(Draw.of(base).withProfile(profile), number, chance, 0);
    }

    /**
     * A period of a horizon, drawn by numbers of chance of its own.
     *
     * @param period its place, from 0
     */
    public Draw over(Profile profile, int period) {
        return source.draw(Draw.of(base).withProfile(profile), number, chance, period * source.places(base));
    }

    /**
     * Networks that are drawn together, such as those of several operators: each by the same source, with numbers of
     * chance of its own. If the first is the base case, it is drawn as that is.
     *
     * @throws InvalidNetworkException if the source does not fit one of them, with every fault found there
     */
    public List<Draw> over(List<Network> networks) {
        List<Draw> draws = new ArrayList<>();
        int place = 0;
        for (Network network : networks) {
            List<Fault> faults = source.faults(network);
            if (!faults.isEmpty()) {
                throw new InvalidNetworkException(network.name(), faults);
            }
            draws.add(source.draw(Draw.of(network), number, chance, place));
            place += source.places(network);
        }
        return draws;
    }

    /**
     * A number of chance for what the question draws itself, such as bids: above 0 and below 1, and independent of
     * those that the base case was drawn by.
     *
     * @param place from 0
     */
    public double chance(int place) {
        // Places below zero are nobody else's.
        return chance.at(-2 - place);
    }

    @Override
    public String toString() {
        return "draw " + number + ": " + draw;
    }
}
