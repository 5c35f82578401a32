package org.flexopf.opf.device;

import java.util.List;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.opf.ProgramChange;
import org.flexopf.opf.state.OperatingPoint;

/**
 * A kind of device, found through {@link java.util.ServiceLoader}: how its elements take part in an optimal power flow.
 * The library's own kinds come first, in the order generators, DC lines, switchable shunts, loads; further kinds follow
 * in the order of their ids. A network with elements of a kind that no type is registered for is refused.
 *
 * <p>A further kind is an element ({@link org.flexopf.network.ConnectedElement}), this type with its {@link Device},
 * and, to stand in case files, an {@link org.flexopf.casefile.DeviceFormat}. With these it has
 *
 * <ul>
 *   <li>a place in networks: identity, validation, equality, being switched out, and its name in messages;
 *   <li>its part in the balances, objective and links of every formulation, so that nodal prices count it, the values
 *       and duals of its own families by element, and its part in changes of programs such as
 *       {@link ProgramChange#without};
 *   <li>figures of its own in every period ({@link org.flexopf.network.Profile#withDevices});
 *   <li>what {@link Device#addTo} says of it in operating points, and by that its part in AC power flows that confirm a
 *       solution, in recovered costs, in rents, in case files, and a table of its own in reports.
 * </ul>
 *
 * <p>It does not have
 *
 * <ul>
 *   <li>soft limits and controls;
 *   <li>a schedule: a power flow on the network alone has it at rest, and studies of linear sensitivities hold it as
 *       their power flow has it;
 *   <li>a check of its limits on a recovered point: a power flow leaves its powers as they were solved for, within the
 *       tolerance of the KKT check;
 *   <li>a share in the losses that {@link OperatingPoint#activeLosses} adds up, or in moves after an outage;
 *   <li>bids: in a market it is the operator's, and its cost is part of the optimal cost;
 *   <li>theorems: conditions for the exactness of relaxations say that they do not speak about it.
 * </ul>
 */
public interface DeviceType {

    /** The kind of element. */
    ElementKind kind();

    /**
     * All devices of the kind in a block that is being built. They take them by {@link BlockScope#devices}, and numbers
     * of the profile by {@link BlockScope#data}, so that draws that only change numbers need no new program.
     */
    Device in(BlockScope scope);

    /**
     * What tables and documents tell of each of its elements over time, beside its power: families of variables with
     * one for each element, whose ids begin with the id of the kind and a hyphen, such as a temperature. Kinds that
     * have none, as by default, are not told over time.
     */
    default List<VariableFamily> quantities() {
        return List.of();
    }

    /**
     * Families of equalities of its devices that people can change, such as a final energy: whoever explains what
     * cannot be met together names them. All other equalities are taken for laws, as by default all are.
     */
    default List<ConstraintFamily> conditions() {
        return List.of();
    }

    /**
     * Families of inequalities of its devices that nobody can change, such as that a charge is not negative: whoever
     * explains what cannot be met together takes them for granted. None by default.
     */
    default List<ConstraintFamily> laws() {
        return List.of();
    }

    /**
     * Why some of its elements cannot be decided window by window, each in words that name it; none, as by default, if
     * all can. What devices hand on from a decided period needs no word here: a window finds it by
     * {@link Device#follow}, as any block does. At the end of a window a device is asked for what it is asked for at
     * the end of the horizon, unless it looks at {@link BlockScope#later}.
     *
     * @param network the network
     * @param profiles what is known of each period of the horizon
     * @param ends the places of the periods that windows end before, without the end of the horizon
     * @param periods the number of periods of a window
     */
    default List<String> whyNotRolling(Network network, List<Profile> profiles, int[] ends, int periods) {
        return List.of();
    }

    /** Whether its elements are consumers, so that people count as positive what they consume. */
    default boolean consumes() {
        return false;
    }
}
