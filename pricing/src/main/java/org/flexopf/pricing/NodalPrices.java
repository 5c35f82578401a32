package org.flexopf.pricing;

import java.util.List;
import org.flexopf.model.Quantity;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfSolution;

/**
 * The price of power at every bus: how much the optimal cost rises with one more MWh (or Mvarh) of demand there. Positive where
 * more demand costs more. On a distribution feeder these are the distribution locational marginal prices (DLMP).
 *
 * <p>They are the duals of the balances of the formulation that was solved. Where a relaxation is not exact they are the prices of the relaxation;
 * {@link #caveats()} says so.
 */
public final class NodalPrices {

    private final Network network;
    private final double[] active;
    private final double[] reactive;
    private final List<String> caveats;

    private NodalPrices(Network network, double[] active, double[] reactive, List<String> caveats) {
        this.network = network;
        this.active = active;
        this.reactive = reactive;
        this.caveats = caveats;
    }

    /**
     * The prices of a solution.
     *
     * @throws IllegalArgumentException if the solver that made the solution returns no duals
     */
    public static NodalPrices of(OpfSolution solution) {
        if (solution.result().z().length == 0 && solution.result().y().length == 0) {
            throw new IllegalArgumentException("the solver '" + solution.solver().name()
                    + "' returns no duals, and prices are duals; choose a solver that does");
        }
        Network network = solution.network();
        double[] active = solution.duals(Quantity.ACTIVE_BALANCE);
        double[] reactive = solution.duals(Quantity.REACTIVE_BALANCE);
        for (int i = 0; i < active.length; i++) {
            if (network.buses().get(i).isIsolated()) {
                active[i] = Double.NaN;
                reactive[i] = Double.NaN;
            }
        }
        return new NodalPrices(network, active, reactive, solution.caveats());
    }

    /** The active price at a bus, currency per MWh; NaN at an isolated bus. */
    public double active(Bus bus) {
        return active[network.busIndex(bus.id())];
    }

    /** The reactive price at a bus, currency per Mvarh; NaN at an isolated bus, zero in a formulation without reactive power. */
    public double reactive(Bus bus) {
        return reactive[network.busIndex(bus.id())];
    }

    /** The active prices by bus index, currency per MWh. */
    public double[] active() {
        return active.clone();
    }

    /** The reactive prices by bus index, currency per Mvarh. */
    public double[] reactive() {
        return reactive.clone();
    }

    /** Whose prices these are, where that has to be said. */
    public List<String> caveats() {
        return caveats;
    }
}
