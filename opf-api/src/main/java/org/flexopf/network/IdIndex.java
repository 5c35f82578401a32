package org.flexopf.network;

import java.util.List;
import java.util.function.ToIntFunction;

/** From the ids of elements to their places in a list: a hash table of plain numbers. */
final class IdIndex {

    /** 2^32 over the golden ratio, which spreads neighbouring ids (Knuth, volume 3, section 6.4). */
    private static final int SPREAD = 0x9E3779B9;

    private final int[] ids;
    /** One more than the place of the element in each slot; 0 where the slot is empty. */
    private final int[] places;

    private final int shift;
    private final boolean[] repeated;

    private IdIndex(int count) {
        int bits = 33 - Integer.numberOfLeadingZeros(Math.max(count, 1));
        ids = new int[1 << bits];
        places = new int[1 << bits];
        shift = 32 - bits;
        repeated = new boolean[count];
    }

    static <T> IdIndex of(List<T> elements, ToIntFunction<T> id) {
        IdIndex index = new IdIndex(elements.size());
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
