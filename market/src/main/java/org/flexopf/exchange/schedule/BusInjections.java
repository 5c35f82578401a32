package org.flexopf.exchange.schedule;

import java.util.Arrays;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;

/** What is demanded and generated at every bus (by index), MW and Mvar. To be filled; belongs to whoever made it. */
public final class BusInjections {

    private final double[] demandMw;
    private final double[] demandMvar;
    private final double[] generationMw;
    private final double[] generationMvar;

    private BusInjections(double[] demandMw, double[] demandMvar, double[] generationMw, double[] generationMvar) {
        this.demandMw = demandMw;
        this.demandMvar = demandMvar;
        this.generationMw = generationMw;
        this.generationMvar = generationMvar;
    }

    /** Nothing at any of so many buses. */
    public static BusInjections zero(int buses) {
        return new BusInjections(new double[buses], new double[buses], new double[buses], new double[buses]);
    }

    /**
     * The schedule that a network holds: its loads, and the scheduled generation off the references. What stands at
     * references is their own affair, but for the demand there.
     */
    public static BusInjections scheduled(Network network) {
        BusInjections at = zero(network.buses().size());
        for (Load load : network.loads()) {
            if (network.isActive(load)) {
                at.addDemand(network.busIndex(load.bus()), load.p(), load.q());
            }
        }
        for (Generator generator : network.generators()) {
            if (network.isActive(generator) && !network.bus(generator.bus()).isReference()) {
                at.addGeneration(network.busIndex(generator.bus()), generator.p(), generator.q());
            }
        }
        return at;
    }

    /** A copy to be changed. */
    public BusInjections copy() {
        return new BusInjections(demandMw.clone(), demandMvar.clone(), generationMw.clone(), generationMvar.clone());
    }

    /** Raises the demand of a bus (by index), MW and Mvar. */
    public void addDemand(int bus, double mw, double mvar) {
        demandMw[bus] += mw;
        demandMvar[bus] += mvar;
    }

    /** Raises the generation of a bus (by index), MW and Mvar. */
    public void addGeneration(int bus, double mw, double mvar) {
        generationMw[bus] += mw;
        generationMvar[bus] += mvar;
    }

    /** The number of buses. */
    public int size() {
        return demandMw.length;
    }

    /** Active demand of a bus index, MW. */
    public double demandMw(int bus) {
        return demandMw[bus];
    }

    /** Reactive demand of a bus index, Mvar. */
    public double demandMvar(int bus) {
        return demandMvar[bus];
    }

    /** Active generation of a bus index, MW. */
    public double generationMw(int bus) {
        return generationMw[bus];
    }

    /** Reactive generation of a bus index, Mvar. */
    public double generationMvar(int bus) {
        return generationMvar[bus];
    }

    /** What a bus index injects into the network, MW. */
    public double netMw(int bus) {
        return generationMw[bus] - demandMw[bus];
    }

    /** What a bus index injects into the network, Mvar. */
    public double netMvar(int bus) {
        return generationMvar[bus] - demandMvar[bus];
    }

    @Override
    public String toString() {
        return "demand of " + Arrays.stream(demandMw).sum() + " MW and generation of "
                + Arrays.stream(generationMw).sum() + " MW at " + size() + " buses";
    }
}
