package org.flexopf.opf.device;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.flexopf.model.ElementKind;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.Network;

/**
 * The elements of a kind by the buses that their terminals are connected to: the places from {@link #first} to before
 * {@link #end} of a bus hold an element and the terminal that it has there.
 */
public final class AtBuses {

    private final int[] start;
    private final int[] element;
    private final int[] terminal;

    private AtBuses(int[] start, int[] element, int[] terminal) {
        this.start = start;
        this.element = element;
        this.terminal = terminal;
    }

    /** The elements of a kind that a condition holds for (by index), at each bus in the order of their list. */
    public static AtBuses of(Network network, ElementKind kind, IntPredicate counted) {
        List<? extends ConnectedElement> elements = network.connected(kind);
        int[] start = new int[network.buses().size() + 1];
        int count = 0;
        for (int k = 0; k < elements.size(); k++) {
            if (counted.test(k)) {
                for (int t = 0; t < elements.get(k).terminals(); t++) {
                    start[network.busIndex(elements.get(k).terminal(t)) + 1]++;
                    count++;
                }
            }
        }
        for (int bus = 0; bus + 1 < start.length; bus++) {
            start[bus + 1] += start[bus];
        }
        int[] next = Arrays.copyOf(start, start.length);
        int[] element = new int[count];
        int[] terminal = new int[count];
        for (int k = 0; k < elements.size() && count > 0; k++) {
            if (counted.test(k)) {
                for (int t = 0; t < elements.get(k).terminals(); t++) {
                    int place = next[network.busIndex(elements.get(k).terminal(t))]++;
                    element[place] = k;
                    terminal[place] = t;
                }
            }
        }
        return new AtBuses(start, element, terminal);
    }

    /** Whether there are none at any bus. */
    public boolean isEmpty() {
        return element.length == 0;
    }

    /** Whether there is one at a bus. */
    public boolean isAny(int bus) {
        return start[bus] < start[bus + 1];
    }

    /** The place of the first terminal at a bus. */
    public int first(int bus) {
        return start[bus];
    }

    /** The place after the last terminal at a bus. */
    public int end(int bus) {
        return start[bus + 1];
    }

    /** The index of the element at a place. */
    public int element(int place) {
        return element[place];
    }

    /** The number of its terminal at a place. */
    public int terminal(int place) {
        return terminal[place];
    }

    @Override
    public String toString() {
        return "elements at " + (start.length - 1) + " buses";
    }
}
