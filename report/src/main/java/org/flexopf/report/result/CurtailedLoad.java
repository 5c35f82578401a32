package org.flexopf.report.result;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.network.Load;
import org.flexopf.network.Network;

/**
 * A load that is not served in full.
 *
 * @param id its number
 * @param bus the bus that it stands at
 * @param demandMw what it asks for, MW
 * @param servedMw what it gets, MW
 * @param demandMvar what it asks for, Mvar
 * @param servedMvar what it gets, Mvar
 */
public record CurtailedLoad(int id, int bus, double demandMw, double servedMw, double demandMvar, double servedMvar) {

    /** The loads that a network as it is operated serves less of than it is asked to. */
    static List<CurtailedLoad> of(Network network, Network operated) {
        List<CurtailedLoad> curtailed = new ArrayList<>();
        for (int k = 0; k < network.loads().size(); k++) {
            Load asked = network.loads().get(k);
            Load served = operated.loads().get(k);
            if (network.isActive(asked) && (asked.p() != served.p() || asked.q() != served.q())) {
                curtailed.add(new CurtailedLoad(asked.id(), asked.bus(), asked.p(), served.p(), asked.q(), served.q()));
            }
        }
        return List.copyOf(curtailed);
    }
}
