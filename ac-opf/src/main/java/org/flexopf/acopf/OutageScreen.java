package org.flexopf.acopf;

import org.flexopf.network.Network;
import org.flexopf.opf.state.OperatingPoint;

/** Says which single outages of branches to look at first, such as by a linear model that knows all of them at once. */
@FunctionalInterface
public interface OutageScreen {

    /**
     * The outages after which a limit may be broken.
     *
     * @param point an AC state of the network
     * @return numbers of branches in service; those whose outage splits the network do not count
     */
    int[] suspects(Network network, OperatingPoint point);
}
