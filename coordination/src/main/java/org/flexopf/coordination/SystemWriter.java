package org.flexopf.coordination;

import java.util.List;
import java.util.stream.IntStream;
import org.flexopf.casefile.FieldWriter;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;

/** Writes systems as {@link SystemFile} reads them. */
final class SystemWriter {

    private SystemWriter() {}

    static void write(TsoDsoSystem system, FieldWriter json) {
        json.text("name", system.name(), "");
        json.text("currency", system.currency(), "");
        json.number("dayAheadPrice", system.dayAheadPrice());
        json.object("transmission", fields -> transmission(system.transmission(), fields));
        json.objects("distribution", system.feeders(), SystemWriter::feeder);
        json.object(
                "schedule",
                schedule -> schedule.object(
                        "interface",
                        flows -> system.feeders()
                                .forEach(feeder -> flows.number(feeder.name(), feeder.scheduledFlow()))));
        json.objects("buyers", system.buyers(), SystemWriter::buyer);
        json.objects("held", system.held(), SystemWriter::held);
    }

    private static List<Integer> places(Network network) {
        return IntStream.range(0, network.buses().size()).boxed().toList();
    }

    private static Bus reference(Network network) {
        return network.buses().stream().filter(Bus::isReference).findFirst().orElseThrow();
    }

    private static void transmission(Area area, FieldWriter json) {
        Network network = area.network();
        double[] demand = network.activeDemand();
        json.integer("reference", reference(network).id());
        json.objects("buses", places(network), (i, bus) -> {
            bus.integer("id", network.buses().get(i).id());
            bus.number("p0", 0.0 - demand[i]);
            bus.number("delta", area.imbalance(i), 0.0);
        });
        json.objects("lines", network.branches(), (branch, line) -> {
            line.integer("from", branch.fromBus());
            line.integer("to", branch.toBus());
            line.number("x", branch.x());
            rate(branch, line);
        });
        json.objects("bids", area.resources(), (resource, bid) -> {
            bid.text("id", resource.id(), "");
            bid.integer("bus", resource.bus());
            offers(resource, bid);
        });
    }

    private static void feeder(Feeder feeder, FieldWriter json) {
        Area area = feeder.area();
        Network network = area.network();
        double[] demand = network.activeDemand();
        double[] reactive = network.reactiveDemand();
        Bus root = reference(network);
        json.text("name", feeder.name(), "");
        json.integer("interface", feeder.interfaceBus());
        json.integer("root", root.id());
        json.number("v0", root.vMin());
        json.number("baseMVA", network.perUnit().physicalPower(1.0));
        json.objects("buses", places(network), (i, bus) -> {
            Bus at = network.buses().get(i);
            bus.integer("id", at.id());
            bus.number("pd", demand[i]);
            bus.number("qd", reactive[i]);
            bus.number("vmin", at.vMin());
            bus.number("vmax", at.vMax());
            bus.number("delta", area.imbalance(i), 0.0);
        });
        json.objects("branches", network.branches(), (branch, line) -> {
            line.integer("from", branch.fromBus());
            line.integer("to", branch.toBus());
            line.number("r", branch.r());
            line.number("x", branch.x());
            rate(branch, line);
        });
        json.objects("resources", area.resources(), (resource, fields) -> {
            fields.text("id", resource.id(), "");
            fields.integer("bus", resource.bus());
            fields.number("p0", resource.p());
            fields.number("q0", resource.q(), 0.0);
            offers(resource, fields);
            fields.number("qmin", resource.reactive().range().min(), 0.0);
            fields.number("qmax", resource.reactive().range().max(), 0.0);
            fields.number("cQ", resource.reactive().price(), 0.0);
        });
    }

    private static void rate(Branch branch, FieldWriter json) {
        if (branch.hasRating()) {
            json.number("rate", branch.rating());
        }
    }

    private static void offers(Resource resource, FieldWriter json) {
        json.number("up", resource.up().quantity());
        json.number("dn", resource.down().quantity());
        json.number("cUp", resource.up().price());
        json.number("cDn", resource.down().price());
        json.flag("exclusive", resource.exclusive(), false);
    }

    private static void buyer(CommercialBuyer buyer, FieldWriter json) {
        json.text("id", buyer.id(), "");
        json.text("network", buyer.area(), "");
        json.integer("bus", buyer.bus());
        json.choice("direction", buyer.direction(), null);
        json.number("value", buyer.value());
        json.number("quantity", buyer.quantity());
    }

    private static void held(HeldFlexibility held, FieldWriter json) {
        json.text("id", held.id(), "");
        json.text("owner", held.owner(), "");
        json.text("network", held.area(), "");
        json.integer("bus", held.bus());
        json.choice("direction", held.direction(), null);
        json.number("quantity", held.quantity());
        json.number("contractPrice", held.contractPrice());
    }
}
