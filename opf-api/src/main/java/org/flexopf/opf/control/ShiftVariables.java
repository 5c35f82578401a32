package org.flexopf.opf.control;

import java.util.List;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variables;
import org.flexopf.network.Network;
import org.flexopf.network.StepControl;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;

/**
 * The phase shifts of a network in a model that is linear in angles: {@code lower <= shift <= upper}, a variable for
 * every phase shifter in service. A range contains every step.
 */
public final class ShiftVariables {

    private final Network network;
    private final List<StepControl> freed;
    private final Variables shifts;

    private ShiftVariables(Network network, List<StepControl> freed, Variables shifts) {
        this.network = network;
        this.freed = freed;
        this.shifts = shifts;
    }

    /** All shifts at their present settings. */
    public static ShiftVariables held(Network network) {
        return new ShiftVariables(network, List.of(), null);
    }

    /** A variable with its range for every phase shifter in service. */
    public static ShiftVariables free(Network network, ProgramBuilder program) {
        List<StepControl> freed = network.controls().stream()
                .filter(control -> control.kind() == StepControl.Kind.PHASE_SHIFT && network.isActive(control))
                .toList();
        if (freed.isEmpty()) {
            return held(network);
        }
        boolean[] isFree = new boolean[network.branches().size()];
        freed.forEach(control -> isFree[network.branchIndex(control.element())] = true);
        Variables shifts = program.variables(OpfVariables.PHASE_SHIFT, b -> isFree[b]);
        for (StepControl control : freed) {
            int b = network.branchIndex(control.element());
            program.between(
                    OpfConstraints.PHASE_SHIFT_MIN,
                    OpfConstraints.PHASE_SHIFT_MAX,
                    b,
                    LinearExpression.of(shifts.of(b)),
                    Math.toRadians(control.lower()),
                    Math.toRadians(control.upper()));
        }
        return new ShiftVariables(network, freed, shifts);
    }

    /** The phase shifters that are free, in the network's order. */
    public List<StepControl> freed() {
        return freed;
    }

    /** The branches (by index) whose shift is free, in the network's order of their controls. */
    public int[] branches() {
        return freed.stream()
                .mapToInt(control -> network.branchIndex(control.element()))
                .toArray();
    }

    /** Whether the shift of a branch (by index) is free. */
    public boolean isFree(int branch) {
        return shifts != null && shifts.has(branch);
    }

    /** What the shift of a branch (by index) is beyond its present setting, radians; zero where it is held. */
    public LinearExpression change(int branch) {
        return isFree(branch)
                ? LinearExpression.of(shifts.of(branch))
                        .plus(-Math.toRadians(network.branches().get(branch).shift()))
                : LinearExpression.zero();
    }

    @Override
    public String toString() {
        return freed.size() + " phase shifts of " + network.name();
    }
}
