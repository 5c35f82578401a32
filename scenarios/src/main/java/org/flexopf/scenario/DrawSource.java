package org.flexopf.scenario;

import java.util.List;
import java.util.OptionalLong;
import org.flexopf.network.Fault;
import org.flexopf.network.Network;

/**
 * Where the draws of a study come from. A draw follows from its number and its numbers of chance alone: a source keeps
 * nothing between draws, and is asked by several threads at once.
 */
public interface DrawSource {

    /** What does not fit the base case; empty if all does. */
    List<Fault> faults(Network base);

    /** How many draws there are; empty if there are as many as are wanted. */
    OptionalLong size(Network base);

    /** How many places of chance a draw asks for. */
    int places(Network base);

    /** Whether draws may count for more or less than one: their weights belong to their figures. */
    default boolean isWeighted() {
        return false;
    }

    /** The names of what is set on purpose, the same for every draw. */
    List<String> parameters();

    /**
     * A draw.
     *
     * @param before the base case, or what another source has made of it
     * @param number the number of the draw in this source, from 0, below its size
     * @param chance numbers of chance
     * @param place the first place that is this source's own
     */
    Draw draw(Draw before, long number, Chance chance, int place);
}
