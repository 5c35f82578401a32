package org.flexopf.examples;

import java.util.Optional;
import org.flexopf.coordination.region.TrafficLights;
import org.flexopf.lopf.FlexibleAction;
import org.flexopf.lopf.SensitivityOpf;
import org.flexopf.lopf.SensitivityResult;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.socp.BranchFlowSocp;

/**
 * The lights of examples and command line: reactive support by the sensitivities of AC power flows, round after round,
 * and red proved by the branch-flow relaxation as far as it can.
 */
public final class Lights {

    private Lights() {}

    /** Lights with support and proof. */
    public static TrafficLights of() {
        return TrafficLights.of(Lights::support).withRelaxation(Opf.of(new BranchFlowSocp()));
    }

    private static Optional<double[]> support(Network network) {
        SensitivityResult result =
                SensitivityOpf.redispatch().withReactiveSupportOnly().solve(network);
        if (!result.isFeasible()) {
            return Optional.empty();
        }
        double[] reactive = new double[network.generators().size()];
        for (FlexibleAction action : result.actions()) {
            reactive[network.generatorIndex(action.generator().id())] = action.q();
        }
        return Optional.of(reactive);
    }
}
