package org.flexopf.opf.control;

import java.util.Arrays;
import java.util.List;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variable;
import org.flexopf.model.Variables;
import org.flexopf.network.Network;
import org.flexopf.network.StepControl;
import org.flexopf.opf.branchflow.BranchFlow;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;

/**
 * The settings of a network relaxed to ranges, as linear rows on squared voltages: a tap changer lets {@code w' = w /
 * ratio^2} be anything between the values of its outermost ratios, and a switchable shunt supplies anything between
 * {@code lower w} and {@code upper w}. Both are exact for continuous settings, and contain every step. A phase shift
 * needs no variable: the branch-flow model holds it only where angles are limited.
 *
 * <p>Every setting is fixed until {@link #free} is called.
 */
public final class RelaxedControls {

    private final Network network;
    private final ProgramBuilder program;
    private final StepControl[] tapOf;
    private final StepControl[] shiftOf;
    private final StepControl[] susceptanceOf;

    private RelaxedControls(Network network, ProgramBuilder program) {
        this.network = network;
        this.program = program;
        this.tapOf = new StepControl[network.branches().size()];
        this.shiftOf = new StepControl[tapOf.length];
        this.susceptanceOf = new StepControl[network.shunts().size()];
    }

    /** The settings of a network, none of them free yet. */
    public static RelaxedControls held(Network network, ProgramBuilder program) {
        return new RelaxedControls(network, program);
    }

    /**
     * Frees all controls of elements in service, and returns them.
     *
     * @param w the squared voltages of all active buses
     */
    public List<StepControl> free(Variables w) {
        List<StepControl> freed =
                network.controls().stream().filter(network::isActive).toList();
        for (StepControl control : freed) {
            switch (control.kind()) {
                case TAP_RATIO -> tapOf[network.branchIndex(control.element())] = control;
                case PHASE_SHIFT -> shiftOf[network.branchIndex(control.element())] = control;
                case SHUNT_SUSCEPTANCE -> susceptanceOf[network.shuntIndex(control.element())] = control;
            }
        }
        relaxTaps(w);
        relaxShunts(w);
        return freed;
    }

    private void relaxTaps(Variables w) {
        if (Arrays.stream(tapOf).allMatch(control -> control == null)) {
            return;
        }
        Variables tapped = program.variables(OpfVariables.TAPPED_VOLTAGE, b -> tapOf[b] != null);
        for (int b = 0; b < tapOf.length; b++) {
            if (tapOf[b] != null) {
                double highest = tapOf[b].upper();
                double lowest = tapOf[b].lower();
                limit(
                        OpfConstraints.TAP_RATIO_MAX,
                        OpfConstraints.TAP_RATIO_MIN,
                        b,
                        tapped.of(b),
                        w.of(network.topology().from(b)),
                        1.0 / (highest * highest),
                        1.0 / (lowest * lowest));
            }
        }
    }

    private void relaxShunts(Variables w) {
        if (Arrays.stream(susceptanceOf).allMatch(control -> control == null)) {
            return;
        }
        Variables supply = program.variables(OpfVariables.SHUNT_Q, s -> susceptanceOf[s] != null);
        for (int s = 0; s < susceptanceOf.length; s++) {
            if (susceptanceOf[s] != null) {
                limit(
                        OpfConstraints.SHUNT_Q_MIN,
                        OpfConstraints.SHUNT_Q_MAX,
                        s,
                        supply.of(s),
                        w.of(network.busIndex(network.shunts().get(s).bus())),
                        network.perUnit().power(susceptanceOf[s].lower()),
                        network.perUnit().power(susceptanceOf[s].upper()));
            }
        }
    }

    /** {@code lower w <= value <= upper w}. */
    private void limit(
            ConstraintFamily lowerLimit,
            ConstraintFamily upperLimit,
            int element,
            Variable value,
            Variable w,
            double lower,
            double upper) {
        if (lower == upper) {
            program.equal(lowerLimit, element, LinearExpression.of(value).minus(lower, w), 0.0);
            return;
        }
        program.atLeast(lowerLimit, element, LinearExpression.of(value).minus(lower, w), 0.0);
        program.atMost(upperLimit, element, LinearExpression.of(value).minus(upper, w), 0.0);
    }

    /** The flow of an active branch, with its ratio free where it has a tap changer. */
    public BranchFlow branchFlow(int branch, Variable p, Variable q, LinearExpression l, Variables w) {
        Variable from = w.of(network.topology().from(branch));
        Variable to = w.of(network.topology().to(branch));
        return tapOf[branch] == null
                ? new BranchFlow(network.branches().get(branch), p, q, l, from, to)
                : new BranchFlow(
                        network.branches().get(branch),
                        p,
                        q,
                        l,
                        LinearExpression.of(
                                program.existing(OpfVariables.TAPPED_VOLTAGE).of(branch)),
                        from,
                        to);
    }

    /** Whether the ratio of a branch is free. */
    public boolean hasFreeRatio(int branch) {
        return tapOf[branch] != null;
    }

    /** Whether the phase shift of a branch is free. */
    public boolean hasFreeShift(int branch) {
        return shiftOf[branch] != null;
    }

    /** The smallest phase shift that a branch may have, degrees. */
    public double lowestShift(int branch) {
        return shiftOf[branch] == null ? network.branches().get(branch).shift() : shiftOf[branch].lower();
    }

    /** The largest phase shift that a branch may have, degrees. */
    public double highestShift(int branch) {
        return shiftOf[branch] == null ? network.branches().get(branch).shift() : shiftOf[branch].upper();
    }

    /** Whether the susceptance of a shunt is free. */
    public boolean hasFreeSusceptance(int shunt) {
        return susceptanceOf[shunt] != null;
    }

    @Override
    public String toString() {
        return network.controls().size() + " controls as decisions in " + network.name();
    }
}
