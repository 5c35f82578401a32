package org.flexopf.coordination;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;

/** Everything that is wrong with a system, as it is found. */
final class SystemFaults {

    /** What a schedule may be out of balance by, MW: it is written with so many digits. */
    private static final double ROUNDING = 1e-3;

    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Area> areas = new HashMap<>();

    private SystemFaults() {}

    static void require(
            String name,
            double dayAheadPrice,
            Area transmission,
            List<Feeder> feeders,
            List<CommercialBuyer> buyers,
            List<HeldFlexibility> held) {
        SystemFaults found = new SystemFaults();
        found.finite("the system", "day-ahead price", dayAheadPrice);
        found.area(transmission, new HashSet<>());
        Set<String> resources = new HashSet<>();
        transmission.resources().forEach(resource -> resources.add(resource.id()));
        for (Feeder feeder : feeders) {
            found.feeder(feeder, transmission, resources);
        }
        found.balance(transmission, feeders);
        Set<String> ids = new HashSet<>();
        for (CommercialBuyer buyer : buyers) {
            String element = "buyer " + buyer.id();
            found.unique(element, buyer.id(), ids);
            found.place(element, buyer.area(), buyer.bus());
            found.finite(element, "value", buyer.value());
            found.quantity(element, "quantity", buyer.quantity());
        }
        for (HeldFlexibility flexibility : held) {
            String element = "held flexibility " + flexibility.id();
            found.unique(element, flexibility.id(), ids);
            found.place(element, flexibility.area(), flexibility.bus());
            found.finite(element, "contract price", flexibility.contractPrice());
            found.quantity(element, "quantity", flexibility.quantity());
        }
        if (!found.faults.isEmpty()) {
            throw new InvalidNetworkException("system " + name, found.faults);
        }
    }

    private void feeder(Feeder feeder, Area transmission, Set<String> resources) {
        String element = "feeder " + feeder.name();
        if (areas.containsKey(feeder.name())) {
            fault(element, "name " + feeder.name(), "another network has it", "give every network a name of its own");
        }
        if (!hasBus(transmission, feeder.interfaceBus())) {
            fault(
                    element,
                    "interface at bus " + feeder.interfaceBus(),
                    "there is no such transmission bus",
                    "give one of "
                            + transmission.network().buses().stream()
                                    .map(Bus::id)
                                    .toList());
        }
        finite(element, "scheduled flow", feeder.scheduledFlow());
        if (!feeder.area().network().topology().isRadial()) {
            fault(element, "its network", "it is meshed", "open branches until it is a tree");
        }
        if (!feeder.area().network().shunts().isEmpty()) {
            fault(element, "its shunts", "feeders have plain lines and loads here", "give shunts as reactive loads");
        }
        for (Branch branch : feeder.area().network().branches()) {
            if (branch.b() != 0.0 || branch.ratio() != 1.0 || branch.shift() != 0.0) {
                fault(
                        element + ", " + branch.label(),
                        "charging " + branch.b() + ", ratio " + branch.ratio() + ", shift " + branch.shift(),
                        "feeders have plain lines here",
                        "give charging as reactive loads, and impedances behind transformers");
            }
        }
        area(feeder.area(), resources);
    }

    private void area(Area area, Set<String> resources) {
        areas.put(area.name(), area);
        long references =
                area.network().buses().stream().filter(Bus::isReference).count();
        if (references != 1) {
            fault(
                    "network " + area.name(),
                    references + " reference buses",
                    "a network has one",
                    "make one bus the reference: in a feeder its root");
        }
        for (int i = 0; i < area.network().buses().size(); i++) {
            finite(
                    "network " + area.name() + ", "
                            + area.network().buses().get(i).label(),
                    "imbalance",
                    area.imbalance(i));
        }
        for (Resource resource : area.resources()) {
            String element = "resource " + resource.id() + " of network " + area.name();
            unique(element, resource.id(), resources);
            place(element, area.name(), resource.bus());
            finite(element, "scheduled injection", resource.p());
            finite(element, "scheduled reactive injection", resource.q());
            if (!(resource.reactive().range().min()
                    <= resource.reactive().range().max())) {
                fault(
                        element,
                        "reactive power " + resource.reactive().range().min() + " to "
                                + resource.reactive().range().max() + " Mvar",
                        "there is nothing between",
                        "give two numbers, the smaller one first");
            }
            double price = resource.reactive().price();
            if (!(price >= 0.0 && price < Double.POSITIVE_INFINITY)) {
                fault(
                        element,
                        "price of reactive power " + price + " per Mvarh",
                        "it is paid for a difference either way, so that it counts from zero",
                        "give a finite number of zero or more");
            }
            for (Direction direction : Direction.values()) {
                Offer offer = resource.offer(direction);
                String way = direction == Direction.UP ? "up" : "down";
                quantity(element, "quantity " + way, offer.quantity());
                finite(element, "price " + way, offer.price());
            }
        }
    }

    private void balance(Area transmission, List<Feeder> feeders) {
        double flows = feeders.stream().mapToDouble(Feeder::scheduledFlow).sum();
        double surplus = transmission.scheduledInjection() - flows;
        if (faults.isEmpty() && !(Math.abs(surplus) <= ROUNDING)) {
            fault(
                    "the schedule",
                    "transmission injects " + transmission.scheduledInjection() + " MW and feeders take " + flows
                            + " MW",
                    "it is not balanced",
                    "give injections and interface flows that add up; what goes otherwise is an imbalance");
        }
    }

    private void place(String element, String area, int bus) {
        if (!areas.containsKey(area)) {
            fault(element, "network " + area, "there is no such network", "give one of " + areas.keySet());
        } else if (!hasBus(areas.get(area), bus)) {
            fault(element, "bus " + bus, "network " + area + " has no such bus", "add the bus or correct the number");
        }
    }

    private static boolean hasBus(Area area, int id) {
        return area.network().buses().stream().anyMatch(bus -> bus.id() == id);
    }

    private void unique(String element, String id, Set<String> ids) {
        if (!ids.add(id)) {
            fault(element, "id " + id, "this id occurs more than once", "give each an id of its own");
        }
    }

    private void finite(String element, String what, double value) {
        if (!Double.isFinite(value)) {
            fault(element, what + " " + value, "the number is not finite", "give a finite number");
        }
    }

    private void quantity(String element, String what, double value) {
        if (!(value >= 0.0 && value < Double.POSITIVE_INFINITY)) {
            fault(element, what + " " + value + " MW", "it counts from zero", "give a finite number of zero or more");
        }
    }

    private void fault(String element, String value, String cause, String fix) {
        faults.add(new Fault(element, value, cause, fix));
    }
}
