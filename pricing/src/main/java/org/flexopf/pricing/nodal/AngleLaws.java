package org.flexopf.pricing.nodal;

import java.util.Optional;
import org.flexopf.network.Branch;
import org.flexopf.network.Topology;
import org.flexopf.opf.family.OpfVariables;

/**
 * That the angles of a branch-flow relaxation add up round cycles: one {@link AngleLaw} per branch of a meshed network,
 * without a multiplier in the program that was solved.
 */
final class AngleLaws {

    private final SolvedProgram solved;
    private final NetworkState state;

    AngleLaws(SolvedProgram solved, NetworkState state) {
        this.solved = solved;
        this.state = state;
    }

    /** Adds the laws where the state {@linkplain NetworkState#hasFurtherAngles has further angles}. */
    void addTo(NetworkLaws laws) {
        Topology topology = solved.network().topology();
        int branches = state.hasFurtherAngles() ? solved.network().branches().size() : 0;
        for (int b = 0; b < branches; b++) {
            if (topology.isActive(b)) {
                laws.add(law(b, topology.from(b), topology.to(b)));
            }
        }
    }

    private LawTerms law(int b, int from, int to) {
        Branch branch = solved.network().branches().get(b);
        double[] x = solved.result().x();
        int p = state.column(OpfVariables.SERIES_P, b).orElseThrow();
        int q = state.column(OpfVariables.SERIES_Q, b).orElseThrow();
        Optional<Integer> tapped = state.column(OpfVariables.TAPPED_VOLTAGE, b);
        int w = tapped.orElseGet(
                () -> state.column(OpfVariables.SQUARED_VOLTAGE, from).orElseThrow());
        double perVoltage = tapped.isPresent() ? 1.0 : 1.0 / (branch.ratio() * branch.ratio());
        AngleLaw law = AngleLaw.at(branch, x[p], x[q], perVoltage * x[w]);
        return state.termsOf(
                new int[] {p, q, w, state.furtherAngle(from), state.furtherAngle(to)},
                new double[] {law.byP(), law.byQ(), perVoltage * law.byVoltage(), -1.0, 1.0});
    }
}
