package org.flexopf.opf;

import java.util.List;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.Key;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Network;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.formulation.FormulatedModel;
import org.flexopf.opf.limit.Limit;
import org.flexopf.opf.limit.LimitOf;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.limit.RowLimit;
import org.flexopf.opf.limit.SoftLimit;

/** Reads the limits of a network off the names of rows in a model of it. */
final class ConflictMember {

    private ConflictMember() {}

    /**
     * The limits that a key in a block of a model stands for, by the network as it is in the block; the right-hand side
     * of its row (p.u.) is its bound where the network does not tell. The slack of a demand stands for the demand. A
     * row that a formulation adds stands for all limits that it follows from.
     *
     * @param block the label of the block; empty where there is no other
     */
    static List<Limit> of(Network network, String block, FormulatedModel model, Key key, double rhs) {
        List<Limit> limits = of(network, model, key, rhs);
        return block.isEmpty()
                ? limits
                : limits.stream()
                        .map(limit ->
                                new Limit(limit.element(), limit.label() + " in " + block, limit.kind(), limit.bound()))
                        .toList();
    }

    /** What a row between blocks stands for; both are of the network. */
    static Limit ofLink(Network network, String link, Key key, double rhs) {
        ConstraintFamily family = (ConstraintFamily) key.family();
        double stated = rhs * network.perUnit().step(family.unit());
        boolean own = family.kind().equals(ElementKind.OWN);
        ElementRef ref = own
                ? new ElementRef(ElementKind.OWN, key.element())
                : network.elements(family.kind()).get(key.element()).ref();
        String label = own
                ? "number " + (key.element() + 1)
                : network.elements(family.kind()).get(key.element()).label();
        return new Limit(ref, label + " from " + link, new RowLimit(family), stated);
    }

    private static List<Limit> of(Network network, FormulatedModel model, Key key, double rhs) {
        int element = key.element();
        if (!(key.family() instanceof ConstraintFamily family)) {
            if (!key.family().equals(SoftLimit.DEMAND.slack())) {
                throw new IllegalArgumentException(
                        "no limit goes by the variables '" + key.family().label() + "'");
            }
            return List.of(NetworkLimit.DEMAND.of(network, element));
        }
        double stated = rhs * network.perUnit().step(family.unit());
        List<LimitOf> limits = model.limits(family, element);
        if (limits.isEmpty()) {
            boolean own = family.kind().equals(ElementKind.OWN);
            ElementRef ref = own
                    ? new ElementRef(ElementKind.OWN, element)
                    : network.elements(family.kind()).get(element).ref();
            return List.of(new Limit(ref, model.label(key), new RowLimit(family), stated));
        }
        return limits.stream()
                .map(limit -> of(network, model, limit.kind(), limit.element(), stated))
                .toList();
    }

    private static Limit of(Network network, FormulatedModel model, NetworkLimit known, int element, double stated) {
        boolean isRating = known == NetworkLimit.RATING_FROM || known == NetworkLimit.RATING_TO;
        boolean knowsReactive = model.named().blocks().get(model.place()).has(OpfConstraints.REACTIVE_BALANCE);
        // A model of active power alone takes ratings and current limits, at a power factor, for one limit.
        return isRating && !knowsReactive ? known.with(network, element, Math.abs(stated)) : known.of(network, element);
    }
}
