package org.flexopf.pricing.nodal;

import java.util.Optional;
import java.util.Set;
import org.flexopf.model.Family;
import org.flexopf.model.Key;
import org.flexopf.network.Network;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;

/**
 * The settings of transformers and shunts, each held where the optimum has put it: {@code w_i' = w_i / ratio^2} and
 * {@code q = b w} at the ratios and susceptances of the optimum.
 */
final class SettingLaws {

    private static final Set<Family> LIMITS = Set.of(
            OpfConstraints.TAP_RATIO_MIN,
            OpfConstraints.TAP_RATIO_MAX,
            OpfConstraints.SHUNT_Q_MIN,
            OpfConstraints.SHUNT_Q_MAX);

    private final SolvedProgram solved;
    private final NetworkState state;

    SettingLaws(SolvedProgram solved, NetworkState state) {
        this.solved = solved;
        this.state = state;
    }

    /** Whether a row limits a setting, which is a decision. */
    static boolean isLimit(Optional<Key> row) {
        return row.filter(key -> LIMITS.contains(key.family())).isPresent();
    }

    void addTo(NetworkLaws laws) {
        Network network = solved.network();
        for (int column = 0; column < solved.program().variableCount(); column++) {
            Key name = solved.names().column(column).orElse(null);
            if (name != null && name.family().equals(OpfVariables.TAPPED_VOLTAGE)) {
                laws.add(proportion(column, network.topology().from(name.element())));
            } else if (name != null && name.family().equals(OpfVariables.SHUNT_Q)) {
                laws.add(proportion(
                        column,
                        network.busIndex(network.shunts().get(name.element()).bus())));
            }
        }
    }

    private LawTerms proportion(int column, int bus) {
        int w = state.column(OpfVariables.SQUARED_VOLTAGE, bus).orElseThrow();
        double[] x = solved.result().x();
        return state.termsOf(new int[] {column, w}, new double[] {1.0, -x[column] / x[w]});
    }
}
