package org.flexopf.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Set;
import org.flexopf.network.Branch;
import org.flexopf.network.Element;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Fault;
import org.flexopf.network.Network;

/**
 * The case as it is, and then with one element out of service in each draw. The parameter {@code outage} has the number
 * of the branch that is out, 0 for none; other kinds of elements have a parameter of their own, such as
 * {@code outage.generator}.
 *
 * @param elements what goes out of service, one by one
 */
public record Outages(List<ElementRef> elements) implements DrawSource {

    /** The parameter with the number of the branch. */
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
        Set<ElementRef> seen = new HashSet<>();
        for (ElementRef element : elements) {
            if (!seen.add(element)) {
                faults.add(new Fault("outages", element.toString(), "it is named twice", "name it once"));
            }
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
        return elements.isEmpty()
                ? List.of(PARAMETER)
                : elements.stream().map(Outages::parameter).distinct().toList();
    }

    @Override
    public Draw draw(Draw before, long number, Chance chance, int place) {
        Draw draw = before;
        for (String parameter : parameters()) {
            draw = draw.with(parameter, 0.0);
        }
        if (number == 0) {
            return draw;
        }
        ElementRef out = elements.get(Math.toIntExact(number - 1));
        return draw.without(out).with(parameter(out), out.id());
    }

    private static String parameter(ElementRef element) {
        return element.kind().equals(Branch.KIND)
                ? PARAMETER
                : PARAMETER + "." + element.kind().label();
    }

    @Override
    public String toString() {
        return PARAMETER + ": all in service, then without one of " + elements;
    }
}
