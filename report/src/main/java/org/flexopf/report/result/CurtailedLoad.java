package org.flexopf.report.result;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.limit.FeasibilityTolerance;

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

    /** The loads that a network as it is operated does not serve in full, by more than passes for rounding. */
    static List<CurtailedLoad> of(Network network, Network operated) {
        List<CurtailedLoad> curtailed = new ArrayList<>();
        double rounding = network.perUnit().physicalPower(FeasibilityTolerance.PER_UNIT);
        for (int k = 0; k < network.loads().size(); k++) {
            Load asked = network.loads().get(k);
            Load served = operated.loads().get(k);
            if (network.isActive(asked) && Math.abs(asked.p() - served.p()) > rounding) {
                curtailed.add(new CurtailedLoad(asked.id(), asked.bus(), asked.p(), served.p(), asked.q(), served.q()));
            }
        }
        return List.copyOf(curtailed);
    }
}
