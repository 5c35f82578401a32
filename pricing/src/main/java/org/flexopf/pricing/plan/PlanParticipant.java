package org.flexopf.pricing.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.flexopf.model.ElementKind;
import org.flexopf.network.Bid;
import org.flexopf.network.BidLink;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.Element;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.Storage;

/**
 * Who takes part in a plan, with all that one owner offers. Bids that are linked belong to one participant, since none
 * of them can be decided without the others.
 *
 * @param id its name
 * @param elements its generators, storages, bids and further devices
 */
public record PlanParticipant(String id, List<ElementRef> elements) {

    /** All parts are required; the list is copied. */
    public PlanParticipant {
        Objects.requireNonNull(id, "id");
        elements = List.copyOf(elements);
    }

    /**
     * Everybody in a network on their own: every generator, storage and further device in service, and every bid
     * together with the bids that it is linked to, their names joined by {@code +}.
     */
    public static List<PlanParticipant> of(Network network) {
        List<PlanParticipant> all = new ArrayList<>();
        for (Generator generator : network.generators()) {
            if (network.isActive(generator)) {
                all.add(alone(generator, generator.name()));
            }
        }
        for (ElementKind kind : network.furtherKinds()) {
            if (kind.equals(Bid.KIND)) {
                continue;
            }
            for (Element element : network.elements(kind)) {
                ConnectedElement device = (ConnectedElement) element;
                if (network.isActive(device)) {
                    all.add(alone(device, device instanceof Storage storage ? storage.name() : ""));
                }
            }
        }
        all.addAll(families(network));
        return distinct(all);
    }

    private static PlanParticipant alone(ConnectedElement element, String name) {
        return new PlanParticipant(name.isBlank() ? element.ref().toString() : name, List.of(element.ref()));
    }

    private static List<PlanParticipant> families(Network network) {
        List<Bid> bids = network.elements(Bid.KIND).stream()
                .map(Bid.class::cast)
                .filter(network::isActive)
                .toList();
        Map<Integer, Integer> family = new LinkedHashMap<>();
        bids.forEach(bid -> family.put(bid.id(), bid.id()));
        Map<String, Integer> groups = new LinkedHashMap<>();
        for (Bid bid : bids) {
            for (BidLink link : bid.links()) {
                int other;
                if (link instanceof BidLink.Child child) {
                    other = child.parent();
                } else if (link instanceof BidLink.Loop loop) {
                    other = loop.other();
                } else {
                    other = groups.computeIfAbsent(((BidLink.Exclusive) link).group(), group -> bid.id());
                }
                join(family, bid.id(), other);
            }
        }
        Map<Integer, List<Bid>> members = new LinkedHashMap<>();
        bids.forEach(bid -> members.computeIfAbsent(family.get(bid.id()), id -> new ArrayList<>())
                .add(bid));
        return members.values().stream()
                .map(group -> new PlanParticipant(
                        group.stream()
                                .map(bid -> bid.name().isBlank() ? bid.ref().toString() : bid.name())
                                .collect(Collectors.joining("+")),
                        group.stream().map(Bid::ref).toList()))
                .toList();
    }

    /** The family of one becomes that of the other; of a bid that takes no part there is none. */
    private static void join(Map<Integer, Integer> family, int one, int other) {
        Integer from = family.get(other);
        Integer into = family.get(one);
        if (from != null && !from.equals(into)) {
            int least = Math.min(from, into);
            family.replaceAll((bid, of) -> of.equals(from) || of.equals(into) ? least : of);
        }
    }

    /** Names that are used twice are told apart by what they stand for. */
    private static List<PlanParticipant> distinct(List<PlanParticipant> all) {
        Map<String, Long> uses =
                all.stream().collect(Collectors.groupingBy(PlanParticipant::id, Collectors.counting()));
        return all.stream()
                .map(one -> uses.get(one.id()) == 1
                        ? one
                        : new PlanParticipant(one.id() + " (" + one.elements().get(0) + ")", one.elements()))
                .toList();
    }
}
