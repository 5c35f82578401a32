package org.flexopf.opf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.model.ElementKind;
import org.flexopf.model.NeighbourIndex;
import org.flexopf.network.Element;
import org.flexopf.network.Network;

/**
 * Where one network's elements stand in another network: elements are the same if their kinds and ids are, wherever
 * they stand in their lists.
 */
final class NeighbourNames implements NeighbourIndex {

    private static final int NONE = -1;

    /** The neighbour's index of each element, {@link #NONE} if it has no such element. */
    private final Map<ElementKind, int[]> index = new HashMap<>();

    NeighbourNames(Network network, Network neighbour) {
        for (ElementKind kind : network.kinds()) {
            Map<Integer, Integer> place = new HashMap<>();
            List<? extends Element> others = neighbour.elements(kind);
            for (int i = 0; i < others.size(); i++) {
                place.put(others.get(i).id(), i);
            }
            index.put(
                    kind,
                    network.elements(kind).stream()
                            .mapToInt(element -> place.getOrDefault(element.id(), NONE))
                            .toArray());
        }
    }

    @Override
    public int of(ElementKind kind, int element) {
        int[] places = index.get(kind);
        // What a formulation numbers itself keeps its number.
        return places == null ? element : places[element];
    }
}
