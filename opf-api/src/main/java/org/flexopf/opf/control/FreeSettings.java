package org.flexopf.opf.control;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.model.ModelSolution;
import org.flexopf.network.Network;
import org.flexopf.network.StepControl;
import org.flexopf.opf.branchflow.BranchFlowPoint;
import org.flexopf.opf.family.OpfVariables;

/** The settings that a solution found for the controls that its model has freed. */
public final class FreeSettings {

    private FreeSettings() {}

    /**
     * The setting of every freed control, in the network's order: a ratio, degrees, or Mvar at 1 p.u. What a phase
     * shifter would have to do beyond its range, it does not.
     */
    public static Map<StepControl, Double> of(Network network, List<StepControl> freed, ModelSolution solution) {
        if (freed.isEmpty()) {
            return Map.of();
        }
        Map<StepControl, Double> settings = new LinkedHashMap<>();
        double[] w =
                solution.values(OpfVariables.SQUARED_VOLTAGE, network.buses().size());
        double[] tapped =
                solution.values(OpfVariables.TAPPED_VOLTAGE, network.branches().size());
        double[] supply = solution.values(OpfVariables.SHUNT_Q, network.shunts().size());
        double[] shift = null;
        for (StepControl control : freed) {
            double value = switch (control.kind()) {
                case TAP_RATIO -> {
                    int b = network.branchIndex(control.element());
                    yield Math.sqrt(w[network.topology().from(b)] / tapped[b]);
                }
                case PHASE_SHIFT -> {
                    if (solution.hasValues(OpfVariables.PHASE_SHIFT)) {
                        int b = network.branchIndex(control.element());
                        yield Math.toDegrees(solution.values(
                                        OpfVariables.PHASE_SHIFT,
                                        network.branches().size())[b]);
                    }
                    shift = shift == null ? PhaseShifts.of(BranchFlowPoint.of(network, solution), freed) : shift;
                    yield shift[network.branchIndex(control.element())];
                }
                case SHUNT_SUSCEPTANCE -> {
                    int s = network.shuntIndex(control.element());
                    yield network.perUnit().physicalPower(supply[s])
                            / w[network.busIndex(network.shunts().get(s).bus())];
                }
            };
            settings.put(control, Math.max(control.lower(), Math.min(control.upper(), value)));
        }
        return Collections.unmodifiableMap(settings);
    }
}
