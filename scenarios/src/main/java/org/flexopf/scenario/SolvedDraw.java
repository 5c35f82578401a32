package org.flexopf.scenario;

import java.util.Objects;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfSolution;
import org.flexopf.pricing.nodal.NodalPrices;

/** A draw and its optimum, of which figures are read off. Belongs to one thread. */
public final class SolvedDraw {

    private final Draw draw;
    private final OpfSolution solution;
    private NodalPrices prices;

    SolvedDraw(Draw draw, OpfSolution solution) {
        this.draw = Objects.requireNonNull(draw, "draw");
        this.solution = Objects.requireNonNull(solution, "solution");
    }

    /** What was drawn. */
    public Draw draw() {
        return draw;
    }

    /** The optimum. */
    public OpfSolution solution() {
        return solution;
    }

    /** The network with the numbers of the draw. */
    public Network network() {
        return solution.network();
    }

    /** The prices at its buses. */
    public NodalPrices prices() {
        if (prices == null) {
            prices = NodalPrices.of(solution);
        }
        return prices;
    }

    @Override
    public String toString() {
        return draw + ": " + solution;
    }
}
