package org.flexopf.exchange.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.flexopf.network.Network;

/** The network checks by name. */
public final class NetworkChecks {

    private static final Map<String, Function<Network, NetworkCheck>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("none", network -> new NoCheck());
        BY_NAME.put("dc", ShiftFactorCheck::of);
        BY_NAME.put("ac", PowerFlowCheck::of);
        BY_NAME.put("sensitivity", PowerFlowCheck::withSensitivities);
    }

    private NetworkChecks() {}

    /** The names there are. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /**
     * The check of a name for a network at the schedule that it holds.
     *
     * @throws IllegalArgumentException if there is no such check, or it does not take the network
     */
    public static NetworkCheck named(String name, Network network) {
        Function<Network, NetworkCheck> check = BY_NAME.get(name);
        if (check == null) {
            throw new IllegalArgumentException(
                    "there is no network check '" + name + "'; choose one of " + String.join(", ", names()));
        }
        return check.apply(network);
    }
}
