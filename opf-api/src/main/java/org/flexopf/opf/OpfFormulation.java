package org.flexopf.opf;

import java.util.List;
import java.util.Optional;
import org.flexopf.model.Key;
import org.flexopf.model.ModelSolution;
import org.flexopf.network.Network;

/**
 * One way to write an optimal power flow as a convex program. Stateless: what it builds and what it reads back meet in
 * named quantities.
 */
public interface OpfFormulation {

    /** A short name such as {@code socp}. */
    String name();

    /** Why a network cannot be formulated this way, in one sentence; empty if it can. */
    default Optional<String> whyNot(Network network) {
        return Optional.empty();
    }

    /**
     * Whether every point of the AC optimal power flow is feasible here at no higher cost, so that the optimum is a
     * lower bound of the AC one.
     */
    boolean isRelaxation();

    /**
     * What has to be said along with any figure that this formulation gives of a network; nothing if its figures are
     * what they seem.
     */
    default List<String> caveats(Network network) {
        return isRelaxation()
                ? List.of("the figures are those of a relaxation; they are AC "
                        + "figures only where an exactness report says so")
                : List.of();
    }

    /**
     * Whether it frees the settings of a network's controls within their ranges, as {@link PeriodModel#relaxControls}
     * does; they stay as they are otherwise.
     */
    default boolean relaxesControls() {
        return false;
    }

    /**
     * How messages call the element that a variable or a limit belongs to, such as {@code bus 7}. A formulation that
     * has elements of its own says what they are; by default they have numbers.
     */
    default String label(Network network, Key key) {
        int element = key.element();
        return switch (key.quantity().element()) {
            case BUS -> network.buses().get(element).label();
            case BRANCH -> network.branches().get(element).label();
            case GENERATOR -> network.generators().get(element).label();
            case LOAD -> network.loads().get(element).label();
            case SHUNT -> network.shunts().get(element).label();
            case HVDC_LINE -> network.hvdcLines().get(element).label();
            case OTHER -> "number " + (element + 1);
        };
    }

    /** Adds variables and constraints of one period; the objective is added after that. */
    void build(PeriodModel model);

    /** Reads voltages and flows from a solution. */
    OperatingPoint operatingPoint(Network network, ModelSolution solution);
}
