package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.coordination.Activation;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.CommercialBuyer;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.HeldFlexibility;
import org.flexopf.coordination.Offer;
import org.flexopf.coordination.Payment;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.TsoDsoSystem;

/**
 * A common market in which market parties buy beside operators, and operators sell on what they hold: {@code max sum v
 * d - sum c x - sum kappa r} over the limits of all networks. Needs of operators are hard rows, or have a value, and
 * what costs more is left unmet. A buyer is a resource that is paid the negative of its value, so that the welfare is
 * the negative of what this common market costs.
 */
final class IntegratedMarket extends CoordinationScheme {

    IntegratedMarket() {
        super("integrated", "a common market with commercial buyers and flexibility sold on");
    }

    @Override
    TsoDsoSystem seen(TsoDsoSystem system) {
        Map<String, List<Resource>> resources = new LinkedHashMap<>();
        system.areas().forEach(area -> resources.put(area.name(), new ArrayList<>(area.resources())));
        system.buyers().forEach(buyer -> resources.get(buyer.area()).add(resource(buyer)));
        system.held().forEach(held -> resources.get(held.area()).add(resource(held)));
        Area transmission = system.transmission()
                .withResources(resources.get(system.transmission().name()));
        List<Feeder> feeders = system.feeders().stream()
                .map(feeder -> feeder.withArea(feeder.area().withResources(resources.get(feeder.name()))))
                .toList();
        return system.withAreas(transmission, feeders);
    }

    /** Buying upward flexibility is a withdrawal: an activation downward, for which the buyer pays. */
    private static Resource resource(CommercialBuyer buyer) {
        Offer offer = new Offer(buyer.quantity(), -buyer.value());
        return buyer.direction() == Direction.UP
                ? Resource.of(buyer.id(), buyer.bus(), Offer.NONE, offer)
                : Resource.of(buyer.id(), buyer.bus(), offer, Offer.NONE);
    }

    private static Resource resource(HeldFlexibility held) {
        Offer offer = new Offer(held.quantity(), held.contractPrice());
        return held.direction() == Direction.UP
                ? Resource.of(held.id(), held.bus(), offer, Offer.NONE)
                : Resource.of(held.id(), held.bus(), Offer.NONE, offer);
    }

    @Override
    Proposal propose(Bench bench) {
        for (Feeder feeder : bench.system.feeders()) {
            bench.minutes.send(Bench.dso(feeder), Bench.TSO, "bids, network and limits");
            bench.minutes.send(Bench.TSO, Bench.dso(feeder), "activations");
        }
        Joint joint = Joint.solve(bench, Activations.none(), bench.options.needs());
        Activations all = joint.purchase().activations();
        double welfare = -joint.objective();
        bench.minutes.figure("welfare", welfare);
        bench.minutes.figure("activation cost", bench.cost(all));
        bench.system.buyers().forEach(buyer -> bench.minutes.figure("bought " + buyer.id(), volume(all, buyer.id())));
        bench.system.held().forEach(held -> bench.minutes.figure("resold " + held.id(), volume(all, held.id())));
        bench.minutes.step("One market of all buyers and sellers: welfare %.6f, %s", welfare, bench.minutes.told(all));
        for (Joint.Unmet unmet : joint.unmet()) {
            bench.minutes.step(
                    "Not bought, since it is worth less than it costs: %s, at %.4f", unmet.need(), unmet.cost());
        }
        if (!joint.unmet().isEmpty()) {
            bench.minutes.figure(
                    "unmet needs",
                    joint.unmet().stream().mapToDouble(Joint.Unmet::cost).sum());
        }
        counterActivations(bench, all);
        return Proposal.of(joint);
    }

    private static double volume(Activations all, String id) {
        Activation activation = all.of(id);
        return activation.up() + activation.down();
    }

    /** Says where up and down were activated against each other because that earns money. */
    private static void counterActivations(Bench bench, Activations all) {
        List<String> up = new ArrayList<>();
        List<String> down = new ArrayList<>();
        double cheapestUp = Double.POSITIVE_INFINITY;
        double cheapestDown = Double.POSITIVE_INFINITY;
        for (Resource resource : bench.system.resources().toList()) {
            if (all.of(resource.id()).up() > StandingOffer.LEAST) {
                up.add(resource.id());
                cheapestUp = Math.min(cheapestUp, resource.up().price());
            }
            if (all.of(resource.id()).down() > StandingOffer.LEAST) {
                down.add(resource.id());
                cheapestDown = Math.min(cheapestDown, resource.down().price());
            }
        }
        if (cheapestUp + cheapestDown < 0.0) {
            bench.minutes.step("Activated against each other, since that pays: up %s, down %s", up, down);
        }
    }

    /** What is paid for flexibility that an operator holds goes to that operator. */
    @Override
    List<Payment> furtherPayments(Bench bench, Proposal proposal) {
        List<Payment> payments = new ArrayList<>();
        for (HeldFlexibility held : bench.system.held()) {
            double sold = volume(proposal.balancing().activations(), held.id());
            if (sold > 0.0) {
                payments.add(new Payment(held.id(), held.owner(), held.contractPrice() * sold, "sold on"));
            }
        }
        return payments;
    }
}
