package org.flexopf.pricing.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flexopf.model.ElementKind;
import org.flexopf.model.Key;
import org.flexopf.model.ProgramNames;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Load;
import org.flexopf.network.Network;

/** To whom each part of a plan belongs: a participant by its place, or after all of them the network and demand. */
final class PartOwners {

    private final Network network;
    private final List<PlanParticipant> participants;
    private final Map<ElementRef, Integer> byElement = new HashMap<>();
    private final int[] owners;

    /**
     * @throws IllegalArgumentException if two own the same or something that cannot be decided apart, or something is
     *     unknown
     */
    PartOwners(
            Network network, List<PlanParticipant> participants, PricedParts parts, ProgramNames names, int columns) {
        this.network = network;
        this.participants = participants;
        readElements();
        this.owners = new int[parts.count()];
        Arrays.fill(owners, network());
        for (int j = 0; j < columns; j++) {
            Optional<Key> key = names.column(j);
            if (key.isEmpty()) {
                continue;
            }
            int part = parts.partOf(j);
            int own = ownerOf(key.get());
            if (own != network() && owners[part] != network() && owners[part] != own) {
                throw new IllegalArgumentException(name(owners[part]) + " and " + name(own)
                        + " are tied together by other rows than balances, so that neither can be looked at alone; "
                        + "make them one participant, or use a formulation without such rows");
            }
            owners[part] = own == network() ? owners[part] : own;
        }
    }

    private void readElements() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < participants.size(); i++) {
            if (!ids.add(participants.get(i).id())) {
                throw new IllegalArgumentException("two participants are called '"
                        + participants.get(i).id() + "'; give one of them another name");
            }
            for (ElementRef element : participants.get(i).elements()) {
                network.index(element);
                Integer other = byElement.put(element, i);
                if (other != null) {
                    throw new IllegalArgumentException(element + " belongs to '"
                            + participants.get(other).id() + "' and to '"
                            + participants.get(i).id() + "'; give it one owner");
                }
            }
        }
    }

    private int ownerOf(Key key) {
        if (key.family().kind().equals(ElementKind.OWN)) {
            return network();
        }
        if (key.family().kind().equals(Load.KIND)) {
            return demand();
        }
        ElementRef element =
                network.elements(key.family().kind()).get(key.element()).ref();
        return byElement.getOrDefault(element, network());
    }

    private String name(int place) {
        return place == demand() ? "demand" : "'" + participants.get(place).id() + "'";
    }

    /** The place of the network. */
    int network() {
        return participants.size();
    }

    /** The place of demand. */
    int demand() {
        return participants.size() + 1;
    }

    /** How many places there are. */
    int count() {
        return participants.size() + 2;
    }

    /** The place of a part's owner. */
    int of(int part) {
        return owners[part];
    }
}
