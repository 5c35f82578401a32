package org.flexopf.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import org.flexopf.network.Element;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Fault;
import org.flexopf.network.Network;

/**
 * The case as it is, and then with one element out of service in each draw. The number of the draw says which, and the
 * parameter {@code outage} has the element's own number, 0 for none.
 *
 * @param elements what goes out of service, one by one
 */
public record Outages(List<ElementRef> elements) implements DrawSource {

    /** The parameter with the number of the element. */
    public static final String PARAMETER = "outage";

    /** All parts are required. */
    public Outages {
        elements = List.copyOf(elements);
    }

    /** Every branch of a network that is in service. */
    public static Outages ofBranches(Network network) {
        return new Outages(network.branches().stream()
                .filter(branch -> branch.inService())
                .map(Element::ref)
                .toList());
    }

    @Override
    public List<Fault> faults(Network base) {
        List<Fault> faults = new ArrayList<>();
        for (ElementRef element : elements) {
            try {
                base.index(element);
            } catch (NoSuchElementException missing) {
                faults.add(new Fault(
                        "outages", element.toString(), missing.getMessage(), "name elements that are in the case"));
            }
        }
        return faults;
    }

    @Override
    public OptionalLong size(Network base) {
        return OptionalLong.of(elements.size() + 1L);
    }

    @Override
    public int places(Network base) {
        return 0;
    }

    @Override
    public List<String> parameters() {
        return List.of(PARAMETER);
    }

    @Override
    public Draw draw(Draw before, long number, Chance chance, int place) {
        if (number == 0) {
            return before.with(PARAMETER, 0.0);
        }
        ElementRef out = elements.get(Math.toIntExact(number - 1));
        return before.without(out).with(PARAMETER, out.id());
    }

    @Override
    public String toString() {
        return PARAMETER + ": all in service, then without one of " + elements;
    }
}
