package org.flexopf.scenario;

import java.util.Objects;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfSolution;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.pricing.nodal.NodalPrices;

/** A draw and its optimum, of which figures are read off. Belongs to one thread. */
public final class SolvedDraw {

    /** A difference of an AC cost and a bound that passes for rounding, relative to the bound and to one. */
    private static final double GLOBAL = 1e-6;

    private final Draw draw;
    private final OpfSolution solution;
    private NodalPrices prices;
    private RecoveredPoint acPoint;

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

    /** What an AC power flow makes of the dispatch. */
    public RecoveredPoint acPoint() {
        if (acPoint == null) {
            acPoint = RecoveredPoint.of(solution);
        }
        return acPoint;
    }

    /**
     * The objective in that state, in its own unit, with what is paid for soft limits; NaN if the state breaks a limit.
     */
    public double acObjective() {
        return acPoint().isFeasible()
                ? solution.problem()
                                .objective()
                                .at(acPoint().network(), acPoint().point())
                        + acPoint().slackCost()
                : Double.NaN;
    }

    /**
     * Whether the dispatch is proved to be a global AC optimum: an AC power flow meets every limit with it, at no more
     * than the formulation proves to be the least, to a millionth.
     */
    public boolean isGlobalAcOptimum() {
        double bound = solution.lowerBound().orElse(Double.NaN);
        return acObjective() - bound <= GLOBAL * Math.max(1.0, Math.abs(bound));
    }

    @Override
    public String toString() {
        return draw + ": " + solution;
    }
}
