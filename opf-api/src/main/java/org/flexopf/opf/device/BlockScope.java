package org.flexopf.opf.device;

import org.flexopf.model.ProgramBuilder;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Profile;
import org.flexopf.opf.limit.SlackVariables;

/**
 * What the devices of a block are built with.
 *
 * @param network the network
 * @param profile what demand, availability and prices are in the block
 * @param program where variables and rows go, in per unit
 * @param slacks the slack of soft limits
 * @param hours the length of the block, hours
 * @param begins whether no block comes before it whose devices {@linkplain Device#follow are followed}, so that devices
 *     with memory begin as the network says
 */
public record BlockScope(
        Network network, Profile profile, ProgramBuilder program, SlackVariables slacks, double hours, boolean begins) {

    /** The conversion to per unit. */
    public PerUnit perUnit() {
        return network.perUnit();
    }
}
