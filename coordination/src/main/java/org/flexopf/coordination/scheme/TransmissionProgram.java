package org.flexopf.coordination.scheme;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.Formulations;

/**
 * The DC optimal power flow of the transmission network: the schedule and what really happens as loads, each interface
 * as a generator that injects the flow with the other sign, and each standing offer as a generator at its bus.
 */
final class TransmissionProgram implements ProgramWords {

    private final TsoDsoSystem system;
    private final List<StandingOffer> offers;
    private final Network network;
    private final int interfaces;

    /** @param terms what may flow into each feeder, in their order */
    TransmissionProgram(TsoDsoSystem system, List<StandingOffer> offers, List<FlowTerms> terms) {
        this.system = system;
        this.offers = List.copyOf(offers);
        this.interfaces = terms.size();
        NetworkBuilder builder = base(system.transmission(), Activations.none()).toBuilder();
        for (int k = 0; k < interfaces; k++) {
            FlowTerms injected = terms.get(k).mirrored();
            builder.generator(Generator.of(
                            k + 1,
                            system.feeders().get(k).interfaceBus(),
                            injected.flow().min(),
                            injected.flow().max(),
                            0.0,
                            0.0,
                            injected.cost())
                    .withName(system.feeders().get(k).name()));
        }
        for (int k = 0; k < offers.size(); k++) {
            builder.generator(
                    offers.get(k).generator(interfaces + 1 + k, offers.get(k).cost()));
        }
        this.network = builder.build();
    }

    /** The network with its imbalances and with activations as loads. */
    static Network base(Area area, Activations activations) {
        NetworkBuilder builder = area.network().toBuilder();
        int id = area.network().loads().stream().mapToInt(Load::id).max().orElse(0);
        for (int i = 0; i < area.network().buses().size(); i++) {
            if (area.imbalance(i) != 0.0) {
                builder.load(Load.of(++id, area.network().buses().get(i).id(), -area.imbalance(i), 0.0));
            }
        }
        for (Resource resource : area.resources()) {
            double injection = resource.p() + activations.of(resource.id()).net();
            if (injection != 0.0) {
                builder.load(Load.of(++id, resource.bus(), -injection, 0.0));
            }
        }
        return builder.build();
    }

    /** The variable that is the injection from a feeder: the flow into it with the other sign, MW. */
    ElementRef injection(int feeder) {
        return network.generators().get(feeder).ref();
    }

    /** The program, as a block of a larger one or alone. */
    Block block() {
        return block(system.transmission().name(), network);
    }

    /** A network by DC power flow. */
    static Block block(String label, Network network) {
        return Block.of(label, OpfProblem.of(network), Formulations.named("dc").create(FormulationOptions.defaults()));
    }

    /** Who excludes whom among its offers. */
    OneWay oneWay(Bench bench) {
        return OneWay.of(
                system.transmission().name(),
                offers,
                interfaces,
                bench.options.counterActivation(),
                bench::isOfMeritOrder);
    }

    /** What a solution says. */
    TransmissionPoint read(OpfSolution solution) {
        double[] flows = new double[interfaces];
        Arrays.setAll(flows, k -> 0.0 - solution.point().pg(k));
        double[] mw = new double[offers.size()];
        Arrays.setAll(mw, k -> offers.get(k).activated(solution.point().pg(interfaces + k)));
        double[] duals = solution.duals(OpfConstraints.ACTIVE_BALANCE);
        Map<Integer, Double> prices = new LinkedHashMap<>();
        for (int i = 0; i < duals.length; i++) {
            prices.put(network.buses().get(i).id(), duals[i]);
        }
        Map<String, Double> resourcePrices = new LinkedHashMap<>();
        double cost = 0.0;
        for (int k = 0; k < mw.length; k++) {
            resourcePrices.put(
                    offers.get(k).resource(), prices.get(offers.get(k).bus()));
            cost += offers.get(k).price() * mw[k];
        }
        return new TransmissionPoint(
                StandingOffer.activations(offers, mw), cost, flows, solution.objective(), prices, resourcePrices);
    }

    @Override
    public Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        for (int k = 0; k < interfaces; k++) {
            words.put(
                    network.generators().get(k).label(),
                    "the interface of " + system.feeders().get(k).name());
        }
        for (int k = 0; k < offers.size(); k++) {
            words.put(
                    network.generators().get(interfaces + k).label(),
                    offers.get(k).label());
        }
        for (Load load : network.loads()) {
            words.put(load.label(), "what is scheduled or out of balance at bus " + load.bus());
        }
        return words;
    }

    @Override
    public String toString() {
        return network.name() + " with " + offers.size() + " offers and " + interfaces + " interfaces";
    }
}
