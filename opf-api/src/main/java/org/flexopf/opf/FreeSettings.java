package org.flexopf.opf;

import java.util.LinkedHashMap;
import java.util.Map;
import org.flexopf.network.Network;
import org.flexopf.network.StepControl;

/** The settings that a solution found for the controls of its network, where its formulation frees them. */
final class FreeSettings {

    private FreeSettings() {}

    /**
     * The setting of every control, in the network's order: a ratio, degrees, or Mvar at 1 p.u. Those of elements out
     * of service stay as they are; none if the formulation frees no controls. What a phase shifter would have to do
     * beyond its range, it does not.
     */
    static Map<StepControl, Double> of(OpfSolution solution) {
        Map<StepControl, Double> settings = new LinkedHashMap<>();
        Network network = solution.network();
        if (!solution.formulation().relaxesControls() || network.controls().isEmpty()) {
            return settings;
        }
        double[] w = solution.perUnitValues(OpfVariables.SQUARED_VOLTAGE);
        double[] tapped = solution.perUnitValues(OpfVariables.TAPPED_VOLTAGE);
        double[] supply = solution.values(OpfVariables.SHUNT_Q);
        double[] shift = null;
        for (StepControl control : network.controls()) {
            double value = switch (control.kind()) {
                case TAP_RATIO -> {
                    int b = network.branchIndex(control.element());
                    yield Math.sqrt(w[network.topology().from(b)] / tapped[b]);
                }
                case PHASE_SHIFT -> {
                    shift = shift == null ? PhaseShifts.of(BranchFlowPoint.of(solution)) : shift;
                    yield shift[network.branchIndex(control.element())];
                }
                case SHUNT_SUSCEPTANCE -> {
                    int s = network.shuntIndex(control.element());
                    yield supply[s] / w[network.busIndex(network.shunts().get(s).bus())];
                }
            };
            settings.put(
                    control,
                    Double.isNaN(value)
                            ? network.setting(control)
                            : Math.max(control.lower(), Math.min(control.upper(), value)));
        }
        return settings;
    }
}
