package org.flexopf.network;

import java.util.List;
import java.util.function.ToIntFunction;
import org.flexopf.network.NetworkBuilder.Located;

/** From the ids of elements to their places in a list: a hash table of plain numbers. */
final class IdIndex {

    /** 2^32 over the golden ratio, which spreads neighbouring ids (Knuth, volume 3, section 6.4). */
    private static final int SPREAD = 0x9E3779B9;

    private final int[] ids;
    /** One more than the place of the element in each slot; 0 where the slot is empty. */
    private final int[] places;

    private final int shift;
    private final boolean[] repeated;

    private IdIndex(int count, int aliases) {
        int bits = 33 - Integer.numberOfLeadingZeros(Math.max(count + aliases, 1));
        ids = new int[1 << bits];
        places = new int[1 << bits];
        shift = 32 - bits;
        repeated = new boolean[count];
    }

    static <T> IdIndex of(List<T> elements, ToIntFunction<T> id) {
        return of(elements, id, 0);
    }

    /** The places of buses, where every member of a node has the place of the bus that stands for it. */
    static IdIndex ofBuses(List<Located<Bus>> buses, List<MergedNode> nodes) {
        int aliases = nodes.stream().mapToInt(node -> node.members().size()).sum();
        IdIndex index = of(buses, entry -> entry.element().id(), aliases);
        for (MergedNode node : nodes) {
            int place = index.places[index.slot(node.bus())];
            for (Bus member : node.members()) {
                int slot = index.slot(member.id());
                index.ids[slot] = member.id();
                index.places[slot] = place;
            }
        }
        return index;
    }

    private static <T> IdIndex of(List<T> elements, ToIntFunction<T> id, int aliases) {
        IdIndex index = new IdIndex(elements.size(), aliases);
        for (int i = 0; i < index.repeated.length; i++) {
            int own = id.applyAsInt(elements.get(i));
            int slot = index.slot(own);
            index.repeated[i] = index.places[slot] != 0;
            if (!index.repeated[i]) {
                index.ids[slot] = own;
                index.places[slot] = i + 1;
            }
        }
        return index;
    }

    /** The slot of an id, or the empty one where it would be. */
    private int slot(int id) {
        int slot = (id * SPREAD) >>> shift;
        while (places[slot] != 0 && ids[slot] != id) {
            slot = (slot + 1) & (ids.length - 1);
        }
        return slot;
    }

    /** The place of the first element of an id; -1 if there is none. */
    int indexOf(int id) {
        return places[slot(id)] - 1;
    }

    /** Whether an element before the one at a place has its id already. */
    boolean isRepeated(int place) {
        return repeated[place];
    }
}
