package org.flexopf.socp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.branchflow.BranchFlowPoint;

/**
 * Whether the voltage angles of a branch-flow solution fit together: on an AC point the angle differences along every
 * cycle add up to a whole number of turns. A relaxation does not see that, so on a meshed network tight cones alone do
 * not make it exact.
 *
 * <p>The cycles are those of a basis: each branch outside the spanning trees closes one. Where an island has several
 * references, the path between two of them is a condition of the same kind: the angles along it have to add up to the
 * difference that the references hold.
 *
 * @param mismatches one per condition
 */
public record CycleConditions(List<Mismatch> mismatches) {

    /**
     * One condition.
     *
     * @param element what closes the cycle: a branch, or a reference bus beside the one that the angles were counted
     *     from
     * @param degrees what is missing to a whole number of turns, from -180 to 180
     */
    public record Mismatch(String element, double degrees) {}

    /** Takes a copy. */
    public CycleConditions {
        mismatches = List.copyOf(mismatches);
    }

    /**
     * The conditions at a branch-flow solution, with free phase shifters at the settings that were found; none on a
     * radial network with one reference per island.
     *
     * @throws IllegalArgumentException if the solution is not of a branch-flow formulation
     */
    public static CycleConditions of(OpfSolution solution) {
        BranchFlowPoint point = solution.branchFlows().on(solution.operatedNetwork());
        Network network = point.network();
        Topology topology = network.topology();
        double[] angle = point.angles();
        List<Mismatch> mismatches = new ArrayList<>();
        for (int b : topology.chords()) {
            double alongTree = angle[topology.from(b)] - angle[topology.to(b)];
            mismatches.add(new Mismatch(
                    network.branches().get(b).label(), withinHalfTurn(alongTree - point.angleDifference(b))));
        }
        for (int i = 0; i < angle.length; i++) {
            if (network.buses().get(i).isReference() && topology.parentBranch(i) >= 0) {
                mismatches.add(new Mismatch(
                        network.buses().get(i).label() + ", a second reference,",
                        withinHalfTurn(angle[i] - network.buses().get(i).angle())));
            }
        }
        return new CycleConditions(mismatches);
    }

    private static double withinHalfTurn(double degrees) {
        return Math.IEEEremainder(degrees, 360.0);
    }

    /** The condition that is missed by most; empty if there is none to miss. */
    public Optional<Mismatch> largest() {
        Mismatch largest = null;
        for (Mismatch mismatch : mismatches) {
            if (largest == null || Math.abs(mismatch.degrees()) > Math.abs(largest.degrees())) {
                largest = mismatch;
            }
        }
        return Optional.ofNullable(largest);
    }

    /** The largest mismatch of all conditions, degrees; 0 if there are none. */
    public double largestDegrees() {
        return largest().map(mismatch -> Math.abs(mismatch.degrees())).orElse(0.0);
    }
}
