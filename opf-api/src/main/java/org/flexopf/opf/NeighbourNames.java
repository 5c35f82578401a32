package org.flexopf.opf;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.flexopf.model.ElementType;
import org.flexopf.model.NeighbourIndex;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Shunt;

/**
 * What the numbers of one network's model are called in the model of another: elements are the same if their ids are,
 * wherever they stand in their lists.
 */
final class NeighbourNames implements NeighbourIndex {

    private static final int NONE = -1;

    /** The neighbour's index of each element, {@link #NONE} if it has no such element. */
    private final Map<ElementType, int[]> index = new EnumMap<>(ElementType.class);

    NeighbourNames(Network network, Network neighbour) {
        put(ElementType.BUS, network.buses(), neighbour.buses(), Bus::id);
        put(ElementType.BRANCH, network.branches(), neighbour.branches(), Branch::id);
        put(ElementType.GENERATOR, network.generators(), neighbour.generators(), Generator::id);
        put(ElementType.LOAD, network.loads(), neighbour.loads(), Load::id);
        put(ElementType.SHUNT, network.shunts(), neighbour.shunts(), Shunt::id);
        put(ElementType.HVDC_LINE, network.hvdcLines(), neighbour.hvdcLines(), HvdcLine::id);
    }

    private <T> void put(ElementType type, List<T> elements, List<T> others, ToIntFunction<T> id) {
        Map<Integer, Integer> place = new HashMap<>();
        for (int i = 0; i < others.size(); i++) {
            place.put(id.applyAsInt(others.get(i)), i);
        }
        index.put(
                type,
                elements.stream()
                        .mapToInt(element -> place.getOrDefault(id.applyAsInt(element), NONE))
                        .toArray());
    }

    @Override
    public int of(ElementType type, int element) {
        int[] places = index.get(type);
        // What a formulation numbers itself keeps its number.
        return places == null ? element : places[element];
    }
}
