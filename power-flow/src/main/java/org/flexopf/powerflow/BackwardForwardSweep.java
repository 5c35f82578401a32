package org.flexopf.powerflow;

import java.util.Arrays;
import org.flexopf.network.Branch;
import org.flexopf.network.Topology;

/**
 * Backward-forward sweep on a forest, by currents.
 *
 * <p>Everything of constant admittance is folded into the branches beforehand: seen from the root, what hangs behind
 * bus k is an admittance Y_k beside a current source I_k (its Norton equivalent), where Y_k gathers the shunts and
 * charging downstream and I_k the currents of the constant-power injections. Across the branch above k, with u its
 * upper end and l its lower end behind the ideal transformer, V_u = a V_parent, V_k = c V_l (a = 1/t and c = 1 if the
 * transformer stands at the parent; a = 1 and c = t if it stands at k), and
 *
 * <pre>
 *     D    = 1 / (1 + z Y_l),   Y_l = |c|^2 Y_k + jb/2
 *     I_parent += U I_k,        U = conj(a) D conj(c)
 *     V_k  = F V_parent - T I_k,  F = c D a,  T = c D z conj(c)
 *     Y_parent += |a|^2 (D Y_l + jb/2)
 * </pre>
 *
 * <p>So a sweep is two passes over three complex numbers per bus; taps, shifts, charging and shunts cost nothing more
 * and do not slow down convergence. The equations of the branches hold exactly after every sweep; what remains is the
 * difference between the power that the currents carry at the new voltages and the power that was asked for. (Ladder
 * iteration: Kersting, Distribution System Modeling and Analysis; Shirmohammadi et al. 1988.)
 */
final class BackwardForwardSweep {

    private static final int CONSTANTS = 6;

    /** Bus index per position; parents come before their children. */
    private final int[] order;
    /** Position of the parent, or -1 at a root. */
    private final int[] parent;
    /** Real and imaginary parts of U, F and T per position. */
    private final double[] constants;

    BackwardForwardSweep(Grid grid) {
        Topology topology = grid.network.topology();
        order = topology.fromRootsOutwards();
        int count = order.length;
        parent = new int[count];
        constants = new double[CONSTANTS * count];
        int[] position = new int[grid.busCount];
        for (int k = 0; k < count; k++) {
            position[order[k]] = k;
            parent[k] = topology.parentBus(order[k]) < 0 ? -1 : position[topology.parentBus(order[k])];
        }
        double[] admittanceG = new double[count];
        double[] admittanceB = new double[count];
        for (int k = count - 1; k >= 0; k--) {
            admittanceG[k] += grid.shuntG[order[k]];
            admittanceB[k] += grid.shuntB[order[k]];
            if (parent[k] >= 0) {
                fold(
                        k,
                        grid.network.branches().get(topology.parentBranch(order[k])),
                        topology,
                        admittanceG,
                        admittanceB);
            }
        }
    }

    private void fold(int k, Branch branch, Topology topology, double[] admittanceG, double[] admittanceB) {
        boolean tapAtParent = topology.from(topology.parentBranch(order[k])) == topology.parentBus(order[k]);
        double theta = Math.toRadians(branch.shift());
        double inverse = 1.0 / branch.ratio();
        double aRe = tapAtParent ? inverse * Math.cos(theta) : 1.0;
        double aIm = tapAtParent ? -inverse * Math.sin(theta) : 0.0;
        double cRe = tapAtParent ? 1.0 : branch.ratio() * Math.cos(theta);
        double cIm = tapAtParent ? 0.0 : branch.ratio() * Math.sin(theta);
        double aSquared = tapAtParent ? inverse * inverse : 1.0;
        double cSquared = tapAtParent ? 1.0 : branch.ratio() * branch.ratio();
        double half = 0.5 * branch.b();
        double r = branch.r();
        double x = branch.x();

        double lowerG = cSquared * admittanceG[k];
        double lowerB = cSquared * admittanceB[k] + half;
        double nRe = 1.0 + r * lowerG - x * lowerB;
        double nIm = r * lowerB + x * lowerG;
        double nSquared = nRe * nRe + nIm * nIm;
        double dRe = nRe / nSquared;
        double dIm = -nIm / nSquared;

        // U = conj(a) w with w = D conj(c);  F = a v with v = D c;  T = |c|^2 D z.
        double wRe = dRe * cRe + dIm * cIm;
        double wIm = dIm * cRe - dRe * cIm;
        double vRe = dRe * cRe - dIm * cIm;
        double vIm = dIm * cRe + dRe * cIm;
        int at = CONSTANTS * k;
        constants[at] = aRe * wRe + aIm * wIm;
        constants[at + 1] = aRe * wIm - aIm * wRe;
        constants[at + 2] = aRe * vRe - aIm * vIm;
        constants[at + 3] = aRe * vIm + aIm * vRe;
        constants[at + 4] = cSquared * (dRe * r - dIm * x);
        constants[at + 5] = cSquared * (dRe * x + dIm * r);
        admittanceG[parent[k]] += aSquared * (dRe * lowerG - dIm * lowerB);
        admittanceB[parent[k]] += aSquared * (dRe * lowerB + dIm * lowerG + half);
    }

    /**
     * Sweeps until the mismatches of all buses together are within the tolerance: in a feeder they have the same sign,
     * and many small ones would add up on the way to the root.
     *
     * @param startVm voltage magnitudes to start from, p.u.; null for those of the network without injections
     * @param startVa their angles, radians; null as above
     */
    Iterate solve(BusSchedule schedule, double tolerance, int maxSweeps, double[] startVm, double[] startVa) {
        int count = order.length;
        double[] p = new double[count];
        double[] q = new double[count];
        double[] e = new double[count];
        double[] f = new double[count];
        double[] nextE = new double[count];
        double[] nextF = new double[count];
        double[] currentRe = new double[count];
        double[] currentIm = new double[count];
        for (int k = 0; k < count; k++) {
            int bus = order[k];
            p[k] = schedule.p[bus];
            q[k] = schedule.q[bus];
            if (parent[k] < 0 || startVm != null) {
                double vm = parent[k] < 0 ? schedule.vm[bus] : startVm[bus];
                double va = parent[k] < 0 ? schedule.va[bus] : startVa[bus];
                e[k] = vm * Math.cos(va);
                f[k] = vm * Math.sin(va);
                nextE[k] = e[k];
                nextF[k] = f[k];
            } else {
                forward(k, e, f, 0.0, 0.0, e, f);
            }
        }

        String trouble = "it reached its limit of " + maxSweeps + " sweeps";
        int sweeps = 0;
        while (sweeps < maxSweeps) {
            if (Thread.currentThread().isInterrupted()) {
                trouble = Iterate.INTERRUPTED;
                break;
            }
            backward(p, q, e, f, currentRe, currentIm);
            double missed = 0.0;
            for (int k = 0; k < count; k++) {
                if (parent[k] < 0) {
                    continue;
                }
                forward(k, nextE, nextF, currentRe[k], currentIm[k], nextE, nextF);
                // The currents were those of the old voltage V, so the power they carry at V + dV misses the schedule
                // by S dV / V.
                double squared = e[k] * e[k] + f[k] * f[k];
                double de = nextE[k] - e[k];
                double df = nextF[k] - f[k];
                double re = (de * e[k] + df * f[k]) / squared;
                double im = (df * e[k] - de * f[k]) / squared;
                missed += Math.abs(p[k] * re - q[k] * im) + Math.abs(p[k] * im + q[k] * re);
            }
            sweeps++;
            if (!(missed < Double.POSITIVE_INFINITY)) {
                trouble = "the voltages did not stay finite";
                break;
            }
            double[] swap = e;
            e = nextE;
            nextE = swap;
            swap = f;
            f = nextF;
            nextF = swap;
            if (missed <= tolerance) {
                trouble = "";
                break;
            }
        }
        return iterate(e, f, sweeps, trouble, schedule.va);
    }

    /** Gathers the currents that the injections draw (a load draws I = conj(-S / V)) from the leaves to the roots. */
    private void backward(double[] p, double[] q, double[] e, double[] f, double[] currentRe, double[] currentIm) {
        int count = order.length;
        Arrays.fill(currentRe, 0.0);
        Arrays.fill(currentIm, 0.0);
        for (int k = count - 1; k >= 0; k--) {
            if (parent[k] < 0) {
                continue;
            }
            double squared = e[k] * e[k] + f[k] * f[k];
            double re = currentRe[k] - (p[k] * e[k] + q[k] * f[k]) / squared;
            double im = currentIm[k] - (p[k] * f[k] - q[k] * e[k]) / squared;
            currentRe[k] = re;
            currentIm[k] = im;
            int at = CONSTANTS * k;
            currentRe[parent[k]] += constants[at] * re - constants[at + 1] * im;
            currentIm[parent[k]] += constants[at] * im + constants[at + 1] * re;
        }
    }

    /** V_k = F V_parent - T I_k. */
    private void forward(
            int k, double[] e, double[] f, double currentRe, double currentIm, double[] targetE, double[] targetF) {
        int at = CONSTANTS * k;
        double parentE = e[parent[k]];
        double parentF = f[parent[k]];
        targetE[k] = constants[at + 2] * parentE
                - constants[at + 3] * parentF
                - (constants[at + 4] * currentRe - constants[at + 5] * currentIm);
        targetF[k] = constants[at + 2] * parentF
                + constants[at + 3] * parentE
                - (constants[at + 4] * currentIm + constants[at + 5] * currentRe);
    }

    /**
     * The state by bus index; angles are followed from each root outwards, so that they do not wrap round where shifts
     * add up.
     */
    private Iterate iterate(double[] e, double[] f, int sweeps, String trouble, double[] rootAngles) {
        double[] vm = new double[rootAngles.length];
        double[] va = new double[rootAngles.length];
        for (int k = 0; k < order.length; k++) {
            int bus = order[k];
            vm[bus] = Math.hypot(e[k], f[k]);
            int up = parent[k];
            va[bus] = up < 0
                    ? rootAngles[bus]
                    : va[order[up]] + Math.atan2(f[k] * e[up] - e[k] * f[up], e[k] * e[up] + f[k] * f[up]);
        }
        return new Iterate(sweeps, vm, va, trouble);
    }
}
