package org.flexopf.network;

import java.util.List;

/**
 * Buses that are one node of a network, since branches without impedance join them: a bus coupler, a closed switch. A
 * network has the node as one bus, and knows it by the numbers of all its members: generators, loads and branches keep
 * the number of the bus that they stand at, and {@link Network#busIndex} gives the place of the node for each of them.
 *
 * @param bus the number of the member that stands for the node among the network's buses
 * @param members the buses as they were given, in their order
 * @param joints the branches within the node as they were given: those without impedance, and others whose ends are
 *     both in the node, which carry nothing. What each carries follows from what its members draw and supply, where no
 *     other way leads round it
 */
public record MergedNode(int bus, List<Bus> members, List<Branch> joints) {

    /** Lists are copied. */
    public MergedNode {
        members = List.copyOf(members);
        joints = List.copyOf(joints);
    }
}
