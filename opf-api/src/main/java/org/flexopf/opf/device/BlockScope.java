package org.flexopf.opf.device;

import java.util.List;
import org.flexopf.model.ElementKind;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Profile;
import org.flexopf.opf.data.ProfileData;
import org.flexopf.opf.limit.SlackVariables;

/**
 * What the devices of a block are built with.
 *
 * @param network the network
 * @param data what demand, availability and prices are in the block
 * @param program where variables and rows go, in per unit
 * @param slacks the slack of soft limits
 * @param span where it stands in time
 */
public record BlockScope(Network network, ProfileData data, ProgramBuilder program, SlackVariables slacks, Span span) {

    /**
     * What demand, availability and prices are in the block, for those who ask for more of it than {@link #data} has
     * words for: a prepared problem is written anew whenever anything of it changes.
     */
    public Profile profile() {
        return data.whole();
    }

    /** The devices of a kind as they are in the block, by index. */
    public List<? extends ConnectedElement> devices(ElementKind kind) {
        return data.fact(profile -> profile.devices(kind));
    }

    /** How long the block lasts, hours. */
    public double hours() {
        return span.hours();
    }

    /** Whether devices with memory begin in it as the network says. */
    public boolean begins() {
        return span.begins();
    }

    /** Whether devices with memory end in it as the network says. */
    public boolean ends() {
        return span.ends();
    }

    /** The number of its period, from 0. */
    public int place() {
        return span.place();
    }

    /** The periods after the last block of a window; empty where the horizon ends with the blocks. */
    public List<Span.Later> later() {
        return span.later();
    }

    /** The conversion to per unit. */
    public PerUnit perUnit() {
        return network.perUnit();
    }
}
