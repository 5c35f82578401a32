package org.flexopf.opf.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.network.StepControl;
import org.flexopf.network.Topology;
import org.flexopf.opf.branchflow.BranchFlowPoint;

/**
 * The phase shifts that make the angles of a branch-flow point fit. Angles are added up along trees that cross a phase
 * shifter only where nothing else leads on, and every phase shifter outside these trees takes up what is missing
 * between its ends. Those within them stay as they are, or as near to it as the angle limits of their own branches let
 * them: nothing else depends on them.
 */
final class PhaseShifts {

    private final BranchFlowPoint point;
    private final Topology topology;
    private final StepControl[] shifterOf;
    private final double[] shift;
    private final boolean[] inTree;
    private final boolean[] reached;
    private final double[] angle;

    private PhaseShifts(BranchFlowPoint point, List<StepControl> freed) {
        Network network = point.network();
        this.point = point;
        this.topology = network.topology();
        this.shifterOf = new StepControl[network.branches().size()];
        this.shift = network.branches().stream().mapToDouble(Branch::shift).toArray();
        this.inTree = new boolean[shift.length];
        this.reached = new boolean[network.buses().size()];
        this.angle = new double[reached.length];
        for (StepControl control : freed) {
            if (control.kind() == StepControl.Kind.PHASE_SHIFT) {
                shifterOf[network.branchIndex(control.element())] = control;
            }
        }
    }

    /** The phase shift of every branch index, degrees; the present one at branches whose shift is not freed. */
    static double[] of(BranchFlowPoint point, List<StepControl> freed) {
        PhaseShifts shifts = new PhaseShifts(point, freed);
        for (int bus : shifts.topology.fromRootsOutwards()) {
            if (shifts.topology.parentBranch(bus) < 0) {
                shifts.spreadFrom(bus);
            }
        }
        shifts.takeUpTheRest();
        return shifts.shift;
    }

    /**
     * Reaches every bus of a root's island: as far as possible without phase shifters, then over one of them, and so
     * on.
     */
    private void spreadFrom(int root) {
        Deque<Integer> buses = new ArrayDeque<>();
        Deque<Integer> shifters = new ArrayDeque<>();
        reached[root] = true;
        buses.add(root);
        while (!buses.isEmpty() || !shifters.isEmpty()) {
            if (buses.isEmpty()) {
                cross(shifters.remove(), buses);
                continue;
            }
            int bus = buses.remove();
            for (int k = 0; k < topology.degree(bus); k++) {
                int branch = topology.incident(bus, k);
                if (shifterOf[branch] != null) {
                    shifters.add(branch);
                } else {
                    cross(branch, buses);
                }
            }
        }
    }

    /** Carries the angle over a branch one end of which is reached, unless both are. */
    private void cross(int branch, Deque<Integer> buses) {
        int i = topology.from(branch);
        int j = topology.to(branch);
        if (reached[i] && reached[j]) {
            return;
        }
        keepAngleLimits(branch);
        int next = reached[i] ? j : i;
        angle[next] = reached[i] ? angle[i] - difference(branch) : angle[j] + difference(branch);
        reached[next] = true;
        inTree[branch] = true;
        buses.add(next);
    }

    /**
     * The setting of a shifter that is nearest to the present one, of those that keep the angle limits of its branch.
     */
    private void keepAngleLimits(int b) {
        Branch branch = point.network().branches().get(b);
        if (shifterOf[b] != null && branch.hasAngleLimits()) {
            double withoutShift = difference(b) - shift[b];
            shift[b] = Math.max(branch.angleMin() - withoutShift, Math.min(branch.angleMax() - withoutShift, shift[b]));
        }
    }

    /** The angle between the ends of a branch at its setting so far, degrees. */
    private double difference(int branch) {
        return point.angleDifference(branch)
                + (shift[branch] - point.network().branches().get(branch).shift());
    }

    private void takeUpTheRest() {
        for (int b = 0; b < shift.length; b++) {
            if (shifterOf[b] != null && !inTree[b]) {
                double missing = angle[topology.from(b)] - angle[topology.to(b)] - difference(b);
                shift[b] += Math.IEEEremainder(missing, 360.0);
            }
        }
    }
}
