package org.flexopf.lopf;

import java.util.stream.IntStream;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Offer;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.PowerFlowResult;

/**
 * A network in which whatever injects is a generator: offers are, and so is the supply at a reference that has none of
 * its own. Each generator has one of three parts: away from the references it acts or holds its schedule; at a
 * reference it supplies what is missing.
 */
final class ActingNetwork {

    private final Network network;
    private final int[] acting;
    private final boolean[] supplies;
    private final int[] references;

    /**
     * @throws org.flexopf.network.InvalidNetworkException if an offer names an unknown bus or has limits that make no
     *     sense
     */
    ActingNetwork(Network own, SensitivitySettings settings) {
        network = withSupplyAndOffers(own, settings);
        int generators = network.generators().size();
        int firstOffer = generators - settings.offers().size();
        supplies = new boolean[generators];
        for (int g = 0; g < generators; g++) {
            supplies[g] = network.isActive(network.generators().get(g)) && isAtReference(network, g);
        }
        acting = IntStream.range(0, generators)
                .filter(g -> !supplies[g]
                        && network.isActive(network.generators().get(g))
                        && (g >= firstOffer || settings.redispatches()))
                .toArray();
        references = settings.redispatches()
                ? IntStream.range(0, own.buses().size())
                        .filter(i -> canMove(own, i))
                        .toArray()
                : new int[0];
    }

    /** Whether a reference has a generator of its own, which can hold another voltage. */
    private static boolean canMove(Network own, int i) {
        Bus bus = own.buses().get(i);
        return bus.isReference()
                && bus.vMin() < bus.vMax()
                && own.generators().stream()
                        .anyMatch(generator -> own.isActive(generator) && own.busIndex(generator.bus()) == i);
    }

    private static Network withSupplyAndOffers(Network own, SensitivitySettings settings) {
        NetworkBuilder builder = own.toBuilder();
        settings.referencePrice()
                .ifPresent(price -> builder.mapGenerators(
                        generator -> own.bus(generator.bus()).isReference()
                                ? generator.withCost(CostCurve.linear(price)).withReactiveCost(CostCurve.free())
                                : generator));
        int id = own.generators().stream().mapToInt(Generator::id).max().orElse(0);
        boolean[] supplied = new boolean[own.buses().size()];
        for (Generator generator : own.generators()) {
            supplied[own.busIndex(generator.bus())] |= own.isActive(generator);
        }
        for (int i = 0; i < supplied.length; i++) {
            if (own.buses().get(i).isReference() && !supplied[i]) {
                builder.generator(unlimited(
                        ++id,
                        own.buses().get(i).id(),
                        CostCurve.linear(settings.referencePrice().orElse(0.0))));
            }
        }
        for (Offer offer : settings.offers()) {
            builder.generator(offer.generator(++id));
        }
        return builder.build();
    }

    private static Generator unlimited(int id, int bus, CostCurve cost) {
        double infinite = Double.POSITIVE_INFINITY;
        return Generator.of(id, bus, -infinite, infinite, -infinite, infinite, cost)
                .withName("supply");
    }

    private static boolean isAtReference(Network network, int g) {
        return network.bus(network.generators().get(g).bus()).isReference();
    }

    /** The network with all that acts and supplies. */
    Network network() {
        return network;
    }

    /** The indices of the generators that act. */
    int[] acting() {
        return acting;
    }

    /** The indices of the references that may hold another voltage within their limits. */
    int[] references() {
        return references;
    }

    /** Whether a generator stands at a reference, in service. */
    boolean supplies(int generator) {
        return supplies[generator];
    }

    /** The schedule as a power flow of the network itself has it: offers and a supply that was missing are at zero. */
    OperatingPoint schedule(PowerFlowResult own) {
        OperatingPoint schedule = OperatingPoint.scheduled(network);
        double[] pg = schedule.pg();
        double[] qg = schedule.qg();
        System.arraycopy(own.point().pg(), 0, pg, 0, own.point().pg().length);
        System.arraycopy(own.point().qg(), 0, qg, 0, own.point().qg().length);
        return schedule.toBuilder()
                .vm(own.point().vm())
                .va(own.point().va())
                .pg(pg)
                .qg(qg)
                .build();
    }

    /**
     * The dispatch nearest to a schedule that whoever acts can keep. So does a generator that cannot hold its voltage
     * any longer: it stays at its reactive limit.
     */
    OperatingPoint withinLimits(OperatingPoint schedule) {
        double[] pg = schedule.pg();
        double[] qg = schedule.qg();
        for (int g = 0; g < pg.length; g++) {
            Generator generator = network.generators().get(g);
            if (network.isActive(generator) && network.bus(generator.bus()).type() == BusType.PV) {
                qg[g] = clamp(qg[g], generator.qMin(), generator.qMax());
            }
        }
        for (int g : acting) {
            Generator generator = network.generators().get(g);
            CapabilityCurve curve = generator.capability();
            pg[g] = clamp(clamp(pg[g], generator.pMin(), generator.pMax()), -curve.pMax(), curve.pMax());
            qg[g] = clamp(clamp(qg[g], generator.qMin(), generator.qMax()), -curve.qMax(), curve.qMax());
            if (curve.isRound() && Math.hypot(pg[g], qg[g]) > curve.mva()) {
                qg[g] = Math.copySign(Math.sqrt(curve.mva() * curve.mva() - pg[g] * pg[g]), qg[g]);
            }
            qg[g] = generator.reactiveLines().nearest(pg[g], qg[g]);
        }
        double[] vm = schedule.vm();
        for (int i : references) {
            Bus bus = network.buses().get(i);
            vm[i] = clamp(vm[i], bus.vMin(), bus.vMax());
        }
        return schedule.toBuilder().vm(vm).pg(pg).qg(qg).build();
    }

    static double clamp(double value, double lower, double upper) {
        return Math.min(Math.max(value, lower), upper);
    }
}
