package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.coordination.Activation;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Dispatch;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Payment;
import org.flexopf.coordination.Purchase;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.Settlement;
import org.flexopf.coordination.TsoDsoSystem;

/** Who pays whom for a dispatch: each activation is paid by whoever bought it. */
final class Settler {

    private final TsoDsoSystem system;
    private final SchemeOptions.Money money;
    private final List<Payment> payments = new ArrayList<>();
    private final Map<String, Double> surplus = new LinkedHashMap<>();

    private Settler(TsoDsoSystem system, SchemeOptions.Money money) {
        this.system = system;
        this.money = money;
    }

    static Settlement settle(TsoDsoSystem system, SchemeOptions.Money money, Dispatch dispatch, List<Payment> further) {
        Settler settler = new Settler(system, money);
        for (Feeder feeder : system.feeders()) {
            settler.pay(feeder.area(), dispatch.need(), Bench.dso(feeder), "own need");
            settler.reactive(feeder, dispatch);
            settler.deviation(feeder, dispatch);
        }
        for (Area area : system.areas()) {
            settler.pay(area, dispatch.balancing(), Bench.TSO, "balancing");
        }
        settler.payments.addAll(further);
        return new Settlement(settler.payments, settler.surplus);
    }

    private void pay(Area area, Purchase purchase, String buyer, String reason) {
        Activations activations = purchase.activations();
        for (Resource resource : area.resources()) {
            Activation activation = activations.of(resource.id());
            if (!activation.equals(Activation.NONE)) {
                double bid = activations.cost(List.of(resource));
                double amount = switch (money.rule()) {
                    case PAY_AS_BID -> bid;
                    case PAY_AS_CLEAR -> purchase.prices().getOrDefault(resource.id(), 0.0) * activation.net();
                };
                payments.add(
                        isBuyer(resource.id())
                                ? new Payment(resource.id(), buyer, -amount, "bought flexibility")
                                : new Payment(buyer, resource.id(), amount, reason));
                surplus.merge(resource.id(), amount - bid, Double::sum);
            }
        }
    }

    /** Reactive power serves the feeder's own voltages, so that its operator pays for it: what it asks, by any rule. */
    private void reactive(Feeder feeder, Dispatch dispatch) {
        for (Resource resource : feeder.area().resources()) {
            double cost = resource.reactiveCost(dispatch.reactive().getOrDefault(resource.id(), resource.q()));
            if (cost > 0.0) {
                payments.add(new Payment(Bench.dso(feeder), resource.id(), cost, "reactive power"));
                surplus.merge(resource.id(), 0.0, Double::sum);
            }
        }
    }

    private boolean isBuyer(String id) {
        return system.buyers().stream().anyMatch(buyer -> buyer.id().equals(id));
    }

    /** What the feeder's own activations inject less has to come from elsewhere. */
    private void deviation(Feeder feeder, Dispatch dispatch) {
        double missing = 0.0;
        for (Resource resource : feeder.area().resources()) {
            missing -= dispatch.need().activations().of(resource.id()).net();
        }
        double price = switch (money.deviation()) {
            case NONE -> 0.0;
            case DAY_AHEAD -> system.dayAheadPrice();
            case NODAL -> dispatch.at(feeder.name()).price();
        };
        if (price * missing != 0.0) {
            payments.add(
                    new Payment(Bench.dso(feeder), Bench.TSO, price * missing, "interface flow moved by its own need"));
        }
    }
}
