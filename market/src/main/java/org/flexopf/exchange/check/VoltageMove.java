package org.flexopf.exchange.check;

/**
 * By how much a trade moves the voltages and currents of a feeder at most, and by how much first orders miss that.
 *
 * <p><b>Setting.</b> U is the known state of a feeder, s = p + jq the demands, Z the matrix of the impedances that two
 * nodes have in common on their ways to the reference. U = U_0 - Z i(U) with i_m = conj(s_m / U_m) + y_m U_m. A trade
 * changes demands by ds (+-q at one or two nodes a), and voltages by d. The change of the current of a node is,
 * exactly,
 *
 * <pre>
 *   conj(ds_m / U_m)  -  conj(s_m d_m / U_m^2) + y_m d_m  +  rho_m(d)
 *   rho_m = conj( s_m d_m^2 / (U_m^2 (U_m + d_m))  -  ds_m d_m / (U_m (U_m + d_m)) )
 * </pre>
 *
 * so that with G the (real-linear) second term and L = 1 + Z G: d = d1 - L^-1 Z rho(d), where d1 = -L^-1 Z conj(ds / U)
 * is the first order.
 *
 * <p><b>Voltages.</b> Norms are the largest magnitude over the nodes. Let g_m = |s_m| / |U_m|^2 + |y_m|, beta = max_i
 * sum_m |Z_im| g_m and gamma = q sum_a |Z_aa|' / |U_a|, with |Z|' the sums of the magnitudes of branch impedances,
 * which bound |Z_ia| for every i. As long as beta is below 1, the norm of L^-1 is at most 1 / (1 - beta) and that of d1
 * at most eta = gamma / (1 - beta). If that of d is at most r, and r below u = min |U_m|:
 *
 * <pre>
 *   |rho_m|   at most  g_m r^2 / (u - r) + [m = a] (q / |U_a|) r / (u - r)
 *   ||d - d1|| at most  epsilon(r) = (beta r^2 + gamma r) / ((1 - beta) (u - r))
 * </pre>
 *
 * The map from d to d1 - L^-1 Z rho(d) takes the ball of radius 2 eta into itself if eta + epsilon(2 eta) is no more
 * than that, and contracts there by at most (beta (2 u r + r^2) + gamma u) / ((1 - beta) (u - r)^2), r = 2 eta, by the
 * largest derivatives in rho: of 1/(U+d) - 1/U + d/U^2 it is |2 U d + d^2| / (|U|^2 |U + d|^2), and of 1/(U+d) it is 1
 * / |U + d|^2, both falling in |U|. If that is at most 1/2, by Banach there is exactly one state in the ball; the norm
 * of its d is at most r = eta + epsilon(2 eta), and that of d - d1 at most epsilon(r). The corrections of
 * {@link RadialFlow} are this very map, begun at d = 0 or d1, so that the state is the one that they find.
 *
 * <p><b>Currents.</b> Let A_k be the sum of g over the nodes behind branch k, kappa = u / (u - r), and n_k the number
 * of ends of the trade behind it. The current differs from its first order by at most A_k (epsilon + r^2 / (u - r)) +
 * n_k (q / u) r / (u - r); it changes by the currents of the ends, +-conj(q / U_a), and at most A_k kappa r + n_k (q /
 * u) r / (u - r) more; in all by at most n_k kappa q / u + A_k kappa r.
 */
final class VoltageMove {

    /** States of more demand than this are left to the power flow. */
    private static final double LARGEST_BETA = 0.8;

    private static final double LARGEST_CONTRACTION = 0.5;

    private final FeederBounds state;

    /** The quantity q, p.u.; r and epsilon. */
    double quantity;

    double radius;
    double epsilon;
    /** The largest voltage that there may be. */
    double voltage;
    /** What first orders of currents miss, per A and per end of the trade; what the currents of ends miss, per A. */
    double missPerReach;

    double missPerEnd;
    double movePerReach;

    VoltageMove(FeederBounds state) {
        this.state = state;
    }

    /**
     * Bounds what a quantity does in a feeder; false if the theorem does not hold.
     *
     * @param amount q, p.u.
     */
    boolean bound(int feeder, double amount, double gamma) {
        double b = state.beta[feeder];
        double u = state.leastVoltage[feeder];
        double eta = gamma / (1.0 - b);
        double twice = 2.0 * eta;
        if (!(b <= LARGEST_BETA && u >= FeederBounds.LEAST_VOLTAGE && twice <= FeederBounds.LARGEST_RADIUS)) {
            return false;
        }
        double distance = u - twice;
        double contraction = (b * (2.0 * u + twice) * twice + gamma * u) / ((1.0 - b) * distance * distance);
        double inner = eta + (b * twice + gamma) * twice / ((1.0 - b) * distance);
        if (!(contraction <= LARGEST_CONTRACTION && inner <= twice)) {
            return false;
        }
        double perDistance = inner / (u - inner);
        quantity = amount;
        radius = inner;
        epsilon = (b * inner + gamma) * perDistance / (1.0 - b);
        missPerReach = epsilon + inner * perDistance;
        missPerEnd = amount / u * perDistance;
        movePerReach = u * perDistance;
        voltage = state.largestVoltage[feeder] + inner;
        return true;
    }

    @Override
    public String toString() {
        return "voltages move by " + radius + " p.u. at most";
    }
}
