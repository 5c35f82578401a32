package org.flexopf.coordination.scheme;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Resource;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.branchflow.BranchFlowPoint;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.OpfProblem;

/**
 * The optimal power flow of a feeder as its operator writes it: the schedule, what really happens and what is committed
 * already as loads, the interface as a generator at the root, and each standing offer as a generator at its bus.
 */
final class FeederProgram implements ProgramWords {

    /** The interface is the first generator. */
    private static final int INTERFACE = 0;

    private final Feeder feeder;
    private final FeederModel model;
    private final List<StandingOffer> offers;
    private final Network network;
    private final SoftLimits softLimits;

    FeederProgram(
            Feeder feeder, FeederModel model, Activations committed, List<StandingOffer> offers, FlowTerms terms) {
        this(feeder, model, committed, offers, terms, SoftLimits.none());
    }

    /** @param softLimits which limits give way, and at what price */
    FeederProgram(
            Feeder feeder,
            FeederModel model,
            Activations committed,
            List<StandingOffer> offers,
            FlowTerms terms,
            SoftLimits softLimits) {
        this(feeder, model, committed, offers, terms, StandingOffer::cost, softLimits, true);
    }

    /** The program with costs of other things than money in its objective: what an offer's generator injects. */
    static FeederProgram counting(
            Feeder feeder,
            FeederModel model,
            Activations committed,
            List<StandingOffer> offers,
            FlowTerms terms,
            Function<StandingOffer, CostCurve> costs) {
        return new FeederProgram(feeder, model, committed, offers, terms, costs, SoftLimits.none(), false);
    }

    private FeederProgram(
            Feeder feeder,
            FeederModel model,
            Activations committed,
            List<StandingOffer> offers,
            FlowTerms terms,
            Function<StandingOffer, CostCurve> costs,
            SoftLimits softLimits,
            boolean paysReactive) {
        this.softLimits = softLimits;
        this.feeder = feeder;
        this.model = model;
        this.offers = List.copyOf(offers);
        Network base = network(feeder, model, committed);
        NetworkBuilder builder = base.toBuilder()
                .generator(Generator.of(
                        INTERFACE + 1,
                        root(base).id(),
                        terms.flow().min(),
                        terms.flow().max(),
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        terms.cost()));
        for (int k = 0; k < offers.size(); k++) {
            StandingOffer offer = offers.get(k);
            builder.generator(offer.generator(INTERFACE + 2 + k, costs.apply(offer)));
        }
        int id = INTERFACE + 2 + offers.size();
        for (Resource resource : free(feeder.area())) {
            builder.generator(Generator.of(
                            id++,
                            resource.bus(),
                            0.0,
                            0.0,
                            resource.reactive().range().min(),
                            resource.reactive().range().max(),
                            CostCurve.free())
                    .withReactiveCost(paysReactive ? reactiveCost(resource) : CostCurve.free())
                    .withName(resource.id()));
        }
        this.network = builder.build();
    }

    /** What is paid for each Mvar off the schedule, which need not lie within the range. */
    private static CostCurve reactiveCost(Resource resource) {
        double least = resource.reactive().range().min();
        double largest = resource.reactive().range().max();
        double price = resource.reactive().price();
        if (price == 0.0) {
            return CostCurve.free();
        }
        if (resource.q() <= least || resource.q() >= largest) {
            double slope = resource.q() <= least ? price : -price;
            return new CostCurve.Linear(-slope * resource.q(), slope);
        }
        return CostCurve.piecewiseLinear(List.of(
                new CostCurve.Point(least, resource.reactiveCost(least)),
                new CostCurve.Point(resource.q(), 0.0),
                new CostCurve.Point(largest, resource.reactiveCost(largest))));
    }

    /** The root: the bus of the given voltage. */
    static Bus root(Network network) {
        return network.buses().stream().filter(Bus::isReference).findFirst().orElseThrow();
    }

    private static List<Resource> free(Area area) {
        return area.resources().stream().filter(Resource::hasFreeReactivePower).toList();
    }

    /** The feeder with nothing left to decide but the reactive power of those that are free to choose it. */
    private static Network network(Feeder feeder, FeederModel model, Activations committed) {
        Area area = feeder.area();
        NetworkBuilder builder = area.network().toBuilder();
        int id = area.network().loads().stream().mapToInt(Load::id).max().orElse(0);
        for (int i = 0; i < area.network().buses().size(); i++) {
            if (area.imbalance(i) != 0.0) {
                builder.load(Load.of(++id, area.network().buses().get(i).id(), -area.imbalance(i), 0.0));
            }
        }
        for (Resource resource : area.resources()) {
            double p = resource.p() + committed.of(resource.id()).net();
            double q = resource.hasFreeReactivePower() ? 0.0 : resource.q();
            builder.load(Load.of(++id, resource.bus(), -p, -q));
        }
        if (model == FeederModel.LDF) {
            builder.load(Load.of(++id, root(area.network()).id(), feeder.scheduledLoss(), 0.0));
        }
        return builder.build();
    }

    String name() {
        return feeder.name();
    }

    /** The variable that is the flow into the feeder, MW. */
    ElementRef flow() {
        return network.generators().get(INTERFACE).ref();
    }

    /** The program, as a block of a larger one or alone. */
    Block block() {
        return Block.of(feeder.name(), OpfProblem.of(network).withSoftLimits(softLimits), model.formulation());
    }

    /** Who excludes whom among its offers. */
    OneWay oneWay(Bench bench) {
        return OneWay.of(
                feeder.name(), offers, INTERFACE + 1, bench.options.counterActivation(), bench::isOfMeritOrder);
    }

    /** What a solution says. */
    FeederPoint read(OpfSolution solution) {
        double[] mw = new double[offers.size()];
        for (int k = 0; k < mw.length; k++) {
            mw[k] = offers.get(k).activated(solution.point().pg(INTERFACE + 1 + k));
        }
        Map<String, Double> reactive = new LinkedHashMap<>();
        int place = INTERFACE + 1 + mw.length;
        double reactiveCost = 0.0;
        for (Resource resource : free(feeder.area())) {
            double mvar = solution.point().qg(place++);
            reactive.put(resource.id(), mvar);
            reactiveCost += resource.reactiveCost(mvar);
        }
        double[] duals = solution.duals(OpfConstraints.ACTIVE_BALANCE);
        Map<String, Double> prices = new LinkedHashMap<>();
        for (StandingOffer offer : offers) {
            prices.put(offer.resource(), duals[network.busIndex(offer.bus())]);
        }
        double cost = reactiveCost;
        for (int k = 0; k < mw.length; k++) {
            cost += offers.get(k).price() * mw[k];
        }
        return new FeederPoint(
                feeder.name(),
                StandingOffer.activations(offers, mw),
                cost,
                solution.point().pg(INTERFACE),
                duals[network.busIndex(root(network).id())],
                prices,
                reactive,
                reactiveCost,
                model.isRelaxation() ? phantomLoss(solution) : 0.0);
    }

    /** What the relaxation loses beyond its currents: {@code sum r (l - (P^2 + Q^2)/w)}, MW. */
    private double phantomLoss(OpfSolution solution) {
        BranchFlowPoint point = solution.branchFlows();
        double loss = 0.0;
        for (int b = 0; b < network.branches().size(); b++) {
            Branch branch = network.branches().get(b);
            if (network.isActive(branch)) {
                double current = (point.p(b) * point.p(b) + point.q(b) * point.q(b)) / point.sendingVoltage(b);
                loss += branch.r() * (point.l(b) - current);
            }
        }
        return network.perUnit().physicalPower(loss);
    }

    @Override
    public Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put(network.generators().get(INTERFACE).label(), "the interface");
        for (int k = 0; k < offers.size(); k++) {
            words.put(
                    network.generators().get(INTERFACE + 1 + k).label(),
                    offers.get(k).label());
        }
        for (Load load : network.loads()) {
            words.put(load.label(), "what is scheduled, committed or out of balance at bus " + load.bus());
        }
        return words;
    }

    @Override
    public String toString() {
        return feeder.name() + " with " + offers.size() + " offers";
    }
}
