package org.flexopf.pricing.payment;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * Who offers flexibility: the owner of one or more generators, possibly at several buses, as an aggregator is. A
 * flexible consumer owns generators of negative power.
 *
 * <p>All that a participant offers stands or falls together: active and reactive power, and constant costs too.
 *
 * @param id a name that no other participant of the market has
 * @param generators the numbers of the generators owned
 */
public record Participant(String id, List<Integer> generators) {

    /** @throws IllegalArgumentException if the name is blank, or generators are missing or named twice */
    public Participant {
        Objects.requireNonNull(id, "id");
        generators = List.copyOf(generators);
        if (id.isBlank()) {
            throw new IllegalArgumentException("a participant with generators " + generators
                    + " has a blank name; name every participant, since payments are by name");
        }
        if (generators.isEmpty()) {
            throw new IllegalArgumentException("participant '" + id
                    + "' owns no generators, so it offers nothing; give it at least one, or leave it out");
        }
        if (new HashSet<>(generators).size() < generators.size()) {
            throw new IllegalArgumentException(
                    "participant '" + id + "' names a generator twice in " + generators + "; name each once");
        }
    }
}
