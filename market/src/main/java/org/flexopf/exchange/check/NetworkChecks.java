package org.flexopf.exchange.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.Formulations;

/** The network checks by name. */
public final class NetworkChecks {

    /** The formulation of the check {@code opf}, by its name among those installed. */
    private static final String RELAXATION = "socp";
    /** The operating points on which the check {@code classifier} is trained are the same every time. */
    private static final long CLASSIFIER_SEED = 1L;

    private static final Map<String, Function<Network, NetworkCheck>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("none", network -> new NoCheck());
        BY_NAME.put("dc", ShiftFactorCheck::of);
        BY_NAME.put("ac", PowerFlowCheck::of);
        BY_NAME.put("sensitivity", PowerFlowCheck::withSensitivities);
        BY_NAME.put("opf", network -> PowerFlowCheck.withRelaxedOpf(network, relaxation()));
        BY_NAME.put("classifier", network -> PowerFlowCheck.withClassifier(network, CLASSIFIER_SEED));
    }

    private NetworkChecks() {}

    private static Opf relaxation() {
        return Opf.of(Formulations.named(RELAXATION).create(FormulationOptions.defaults()));
    }

    /** The names there are. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /**
     * The check of a name for a network at the schedule that it holds.
     *
     * @throws IllegalArgumentException if there is no such check, it does not take the network, or its formulation is
     *     not installed
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
