package org.flexopf.coordination.dlfm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.flexopf.coordination.dlfm.BalancingMarkets.Reach;
import org.flexopf.coordination.dlfm.EnergyMarkets.View;
import org.flexopf.network.Branch;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverUser;

/**
 * Six markets in a sequence: #1 energy in transmission, #2 reserve of the TSO, #3 energy in feeders, #4 reserve of
 * DSOs, #5 balancing of transmission, #6 balancing of feeders. Each takes a state and gives the next; an architecture
 * is a sequence of them (FLEXGRID, deliverable D5.1). Immutable.
 *
 * <pre>
 *   R  1 2 3 4 5 6      P  3 4 1 2 6 5      I  (1, 3) (2, 4) (5, 6)
 * </pre>
 *
 * That energy costs no more under I than under P and R is a theorem, for whatever these find I may choose. The total of
 * all stages is none: each stage is best by itself, and cheap reserve need not be where the imbalance will be.
 */
public final class Dlfm implements SolverUser<Dlfm> {

    private final DlfmCase data;
    private final Architecture architecture;
    private final DlfmVariant variant;
    private final double band;
    private final SolverChoice solver;

    private Dlfm(DlfmCase data, Architecture architecture, DlfmVariant variant, double band, SolverChoice solver) {
        this.data = Objects.requireNonNull(data, "data");
        this.architecture = Objects.requireNonNull(architecture, "architecture");
        this.variant = Objects.requireNonNull(variant, "variant");
        this.band = band;
        this.solver = Objects.requireNonNull(solver, "solver");
        if (!variant.suits(architecture)) {
            throw new IllegalArgumentException("the variant " + variant.label() + " is none of architecture "
                    + architecture + "; choose another variant or architecture");
        }
        if (!(band >= 0.0)) {
            throw new IllegalArgumentException("the band is " + band + " MW; give zero or more");
        }
    }

    /** All six markets in an order. */
    public static Dlfm of(DlfmCase data, Architecture architecture) {
        return new Dlfm(data, architecture, DlfmVariant.FULL, Double.POSITIVE_INFINITY, SolverChoice.installed());
    }

    /**
     * The same with other markets.
     *
     * @throws IllegalArgumentException if the architecture has no such variant
     */
    public Dlfm withVariant(DlfmVariant newVariant) {
        return new Dlfm(data, architecture, newVariant, band, solver);
    }

    /** The same where #1 may move the flow into a feeder by so many MW ({@link DlfmVariant#R_BEHIND} only). */
    public Dlfm withBand(double mw) {
        return new Dlfm(data, architecture, variant, mw, solver);
    }

    @Override
    public SolverChoice solverChoice() {
        return solver;
    }

    @Override
    public Dlfm withSolver(SolverChoice choice) {
        return new Dlfm(data, architecture, variant, band, choice);
    }

    /** The markets in the order in which they are held. */
    private List<UnaryOperator<DlfmState>> sequence() {
        EnergyMarkets energy = new EnergyMarkets(solver);
        ReserveMarkets reserve = new ReserveMarkets(solver);
        BalancingMarkets balancing = new BalancingMarkets(solver, variant == DlfmVariant.ENERGY_ONLY);
        boolean hasReserve = variant != DlfmVariant.ENERGY_ONLY;
        boolean hasDsoEnergy = variant != DlfmVariant.WITHOUT_DSO_ENERGY;
        boolean hasDsoBalancing = variant != DlfmVariant.WITHOUT_DSO_BALANCING;
        boolean isForwarded = variant == DlfmVariant.FORWARDED;
        Reach reach = isForwarded ? Reach.FORWARDED : hasDsoBalancing ? Reach.NONE : Reach.IMBALANCES;
        List<UnaryOperator<DlfmState>> markets = new ArrayList<>();
        switch (architecture) {
            case R -> {
                if (variant == DlfmVariant.PREQUALIFIED) {
                    return List.of(
                            energy.prequalification(),
                            energy.transmission(View.UNITS_AT_THE_INTERFACE, 0.0),
                            reserve.transmission(true),
                            balancing.transmission(Reach.PREQUALIFIED));
                }
                markets.add(energy.transmission(hasDsoEnergy ? View.UNITS_AT_THE_INTERFACE : View.GIVEN_FLOW, 0.0));
                add(markets, hasReserve, reserve.transmission(false));
                add(markets, hasDsoEnergy, energy.distribution(true));
                add(markets, hasReserve, reserve.distribution());
                markets.add(balancing.transmission(reach));
                add(markets, hasDsoBalancing, balancing.distribution(false));
            }
            case P -> {
                boolean isBehind = variant == DlfmVariant.R_BEHIND;
                add(markets, hasDsoEnergy, energy.distribution(false));
                add(markets, hasReserve && hasDsoEnergy && !isBehind, reserve.distribution());
                markets.add(energy.transmission(isBehind ? View.BAND : View.GIVEN_FLOW, band));
                add(markets, isBehind, energy.distribution(true));
                add(markets, hasReserve && (!hasDsoEnergy || isBehind), reserve.distribution());
                add(markets, hasReserve, reserve.transmission(isForwarded));
                add(markets, hasDsoBalancing, balancing.distribution(true));
                markets.add(balancing.transmission(reach));
            }
            case I -> {
                markets.add(energy.joint());
                add(markets, hasReserve, reserve.joint());
                markets.add(balancing.joint());
            }
        }
        return markets;
    }

    private static void add(List<UnaryOperator<DlfmState>> markets, boolean isHeld, UnaryOperator<DlfmState> market) {
        if (isHeld) {
            markets.add(market);
        }
    }

    /**
     * Holds the markets.
     *
     * @throws OpfNotSolvedException if a market is not cleared; its message names it
     */
    public DlfmOutcome run() {
        DlfmState state = DlfmState.of(data);
        Map<Integer, Map<String, List<Regulation>>> activations = new LinkedHashMap<>();
        Map<Integer, Map<String, List<Double>>> deviations = new LinkedHashMap<>();
        for (UnaryOperator<DlfmState> market : sequence()) {
            DlfmState next = market.apply(state);
            int stages = next.stages().size();
            if (stages > state.stages().size() && next.stages().get(stages - 1).kind() == Stage.Kind.BALANCING) {
                activations.put(
                        next.stages().get(stages - 1).market(),
                        byUnit(called(state.activations(), next.activations())));
                deviations.put(next.stages().get(stages - 1).market(), state.byFeeder(next.deviation()));
            }
            state = next;
        }
        Map<String, List<Double>> generation = new LinkedHashMap<>();
        for (int u = 0; u < data.units().size(); u++) {
            List<Double> series = new ArrayList<>();
            for (double output : state.generation()[u]) {
                series.add(output);
            }
            generation.put(data.units().get(u).id(), series);
        }
        Regulation[][] held = new Regulation[data.units().size()][data.periods()];
        for (int u = 0; u < held.length; u++) {
            for (int t = 0; t < data.periods(); t++) {
                held[u][t] = state.tsoReserve()[u][t].plus(state.dsoReserve()[u][t]);
            }
        }
        return new DlfmOutcome(
                architecture,
                variant,
                state.stages(),
                generation,
                state.byFeeder(state.flow()),
                byUnit(held),
                activations,
                deviations,
                overloads(state));
    }

    private static Regulation[][] called(Regulation[][] before, Regulation[][] after) {
        Regulation[][] called = new Regulation[before.length][];
        for (int u = 0; u < before.length; u++) {
            called[u] = new Regulation[before[u].length];
            for (int t = 0; t < before[u].length; t++) {
                called[u][t] = after[u][t].less(before[u][t]);
            }
        }
        return called;
    }

    /** By the names of the units, those with nothing left out. */
    private Map<String, List<Regulation>> byUnit(Regulation[][] figures) {
        Map<String, List<Regulation>> named = new LinkedHashMap<>();
        for (int u = 0; u < figures.length; u++) {
            List<Regulation> series = List.of(figures[u]);
            if (!series.stream().allMatch(Regulation::isNone)) {
                named.put(data.units().get(u).id(), series);
            }
        }
        return named;
    }

    /** What every line of the feeders carries in the end: what is injected behind it. */
    private List<LineOverload> overloads(DlfmState state) {
        List<LineOverload> overloads = new ArrayList<>();
        for (int k = 0; k < data.feeders().size(); k++) {
            MarketArea feeder = data.feeders().get(k);
            for (int t = 0; t < data.periods(); t++) {
                double[] flows = feeder.flows(state.realised(k + 1, t));
                for (int branch = 0; branch < flows.length; branch++) {
                    Branch line = feeder.network().branches().get(branch);
                    double excess = Math.abs(flows[branch]) - line.rating();
                    if (excess > MarketProgram.TOLD) {
                        overloads.add(new LineOverload(feeder.name(), line.id(), t + 1, excess));
                    }
                }
            }
        }
        return overloads;
    }

    @Override
    public String toString() {
        return architecture + "-DLFM (" + variant.label() + ") of " + data;
    }
}
