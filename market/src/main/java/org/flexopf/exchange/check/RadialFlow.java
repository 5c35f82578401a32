package org.flexopf.exchange.check;

import java.util.Arrays;

/**
 * The AC power flow of radial feeders around a state that is known, one feeder at a time.
 *
 * <p>Unknown are the voltages U; the currents J(U) follow by the sum over what hangs behind, and a state is a solution
 * if the voltages that follow from J(U) along the tree are U again. The correction of a guess is Newton's, with the
 * derivatives of the known state instead of those of the guess: with D the derivative (2 x 2) of the current of a node
 * by its voltage, elimination from the leaves leaves for each branch
 *
 * <pre>
 *   dJ_k = Y_k dU_parent + c_k,    A_k = D_k + sum Y_child,    N_k = (1 + A_k Z_k)^-1,    Y_k = N_k A_k
 *   c_k  = N_k (sum c_child + source_k) + Y_k e_k,             dU_k = dU_parent - Z_k dJ_k + e_k
 * </pre>
 *
 * with e_k what the voltage drop of the branch misses. N and Y are those of the known state and are kept. A source at
 * one node reaches only the branches between it and the reference, so that its c is found along that path. Each
 * correction of a small trade gains about as many digits as the trade itself leaves voltages alone.
 */
final class RadialFlow {

    /** Corrections after which a guess is given up. */
    private static final int MOST_CORRECTIONS = 15;
    /** What a correction may leave open, p.u.: the mismatch of a bus is no larger than its demand times that. */
    private static final double PRECISION = 1e-14;
    /** A correction of a voltage by more than this has left the neighbourhood of the known state, p.u. */
    private static final double FARTHEST = 0.5;
    /** Numbers per node in {@link #factor}: N and Y by rows. */
    static final int FACTOR = 8;

    final RadialFeeders feeders;
    /** The known state: voltages and currents into nodes from their parents, p.u., referred. */
    final double[] e;

    final double[] f;
    final double[] jr;
    final double[] ji;
    /** Demand per node, p.u.: set by who asks, before {@link #solve}. */
    final double[] p;

    final double[] q;
    /** The last solution, in the feeders that were solved. */
    final double[] nextE;

    final double[] nextF;
    final double[] nextJr;
    final double[] nextJi;
    /** N and Y of the known state per node, in the feeders where they have been {@linkplain #refresh worked out}. */
    final double[] factor;

    /** Sums over the children on the way up: currents, sources; then what drops miss. */
    private final double[] sumR;

    private final double[] sumI;
    private final double[] sourceR;
    private final double[] sourceI;
    private final double[] missR;
    private final double[] missI;

    RadialFlow(RadialFeeders feeders) {
        this.feeders = feeders;
        int count = feeders.count();
        e = new double[count];
        f = new double[count];
        jr = new double[count];
        ji = new double[count];
        p = feeders.demandP.clone();
        q = feeders.demandQ.clone();
        nextE = new double[count];
        nextF = new double[count];
        nextJr = new double[count];
        nextJi = new double[count];
        factor = new double[FACTOR * count];
        sumR = new double[count];
        sumI = new double[count];
        sourceR = new double[count];
        sourceI = new double[count];
        missR = new double[count];
        missI = new double[count];
    }

    /** The known state, part by part: voltages and currents, real and imaginary; the arrays themselves. */
    double[][] known() {
        return new double[][] {e, f, jr, ji};
    }

    /** Takes voltages by bus index, magnitudes and then angles, as the guess for a feeder. */
    void guess(int feeder, double[] voltages) {
        int buses = feeders.node.length;
        for (int k = feeders.start[feeder]; k < feeders.start[feeder + 1]; k++) {
            int i = feeders.bus[k];
            double magnitude = voltages[i] * feeders.ratio[k];
            double angle = voltages[buses + i] + feeders.shift[k];
            nextE[k] = magnitude * Math.cos(angle);
            nextF[k] = magnitude * Math.sin(angle);
        }
        currents(feeder);
    }

    /** Takes the known state and a multiple of first orders as the guess for a feeder. */
    void guess(int feeder, double amount, FirstOrder first) {
        for (int k = feeders.start[feeder]; k < feeders.start[feeder + 1]; k++) {
            nextE[k] = e[k] + amount * first.voltageR[k];
            nextF[k] = f[k] + amount * first.voltageI[k];
        }
    }

    /** The currents that the demands draw at the voltages of the last solution. */
    private void currents(int feeder) {
        int from = feeders.start[feeder];
        int to = feeders.start[feeder + 1];
        Arrays.fill(nextJr, from, to, 0.0);
        Arrays.fill(nextJi, from, to, 0.0);
        for (int k = to - 1; k >= from; k--) {
            double ek = nextE[k];
            double fk = nextF[k];
            double v = 1.0 / (ek * ek + fk * fk);
            nextJr[k] += (p[k] * ek + q[k] * fk) * v + feeders.g[k] * ek - feeders.b[k] * fk;
            nextJi[k] += (p[k] * fk - q[k] * ek) * v + feeders.g[k] * fk + feeders.b[k] * ek;
            int above = feeders.parent[k];
            if (above >= 0) {
                nextJr[above] += nextJr[k];
                nextJi[above] += nextJi[k];
            }
        }
    }

    /** Makes the last solution of a feeder the known state. N and Y are those of the state before until refreshed. */
    void keep(int feeder) {
        int from = feeders.start[feeder];
        int length = feeders.start[feeder + 1] - from;
        System.arraycopy(nextE, from, e, from, length);
        System.arraycopy(nextF, from, f, from, length);
        System.arraycopy(nextJr, from, jr, from, length);
        System.arraycopy(nextJi, from, ji, from, length);
    }

    /** Works out N and Y of the known state of a feeder. */
    void refresh(int feeder) {
        int from = feeders.start[feeder];
        int to = feeders.start[feeder + 1];
        for (int k = FACTOR * from; k < FACTOR * to; k += FACTOR) {
            // The Y of children is added up where A is going to be.
            factor[k + 4] = 0.0;
            factor[k + 5] = 0.0;
            factor[k + 6] = 0.0;
            factor[k + 7] = 0.0;
        }
        for (int k = to - 1; k >= from; k--) {
            double ek = e[k];
            double fk = f[k];
            double v = 1.0 / (ek * ek + fk * fk);
            double wr = (p[k] * ek + q[k] * fk) * v;
            double wi = (p[k] * fk - q[k] * ek) * v;
            double cr = (wr * ek - wi * fk) * v;
            double ci = (wr * fk + wi * ek) * v;
            int at = FACTOR * k;
            double a00 = factor[at + 4] + feeders.g[k] - cr;
            double a01 = factor[at + 5] - feeders.b[k] - ci;
            double a10 = factor[at + 6] + feeders.b[k] - ci;
            double a11 = factor[at + 7] + feeders.g[k] + cr;
            double r = feeders.r[k];
            double x = feeders.x[k];
            double m00 = 1.0 + a00 * r + a01 * x;
            double m01 = a01 * r - a00 * x;
            double m10 = a10 * r + a11 * x;
            double m11 = 1.0 + a11 * r - a10 * x;
            double inverse = 1.0 / (m00 * m11 - m01 * m10);
            double n00 = m11 * inverse;
            double n01 = -m01 * inverse;
            double n10 = -m10 * inverse;
            double n11 = m00 * inverse;
            factor[at] = n00;
            factor[at + 1] = n01;
            factor[at + 2] = n10;
            factor[at + 3] = n11;
            double y00 = n00 * a00 + n01 * a10;
            double y01 = n00 * a01 + n01 * a11;
            double y10 = n10 * a00 + n11 * a10;
            double y11 = n10 * a01 + n11 * a11;
            factor[at + 4] = y00;
            factor[at + 5] = y01;
            factor[at + 6] = y10;
            factor[at + 7] = y11;
            int above = feeders.parent[k];
            if (above >= 0) {
                int upper = FACTOR * above;
                factor[upper + 4] += y00;
                factor[upper + 5] += y01;
                factor[upper + 6] += y10;
                factor[upper + 7] += y11;
            }
        }
    }

    /**
     * Solves a feeder for the demands, begun at the guess that was taken last; N and Y of the known state have to
     * stand.
     *
     * @return whether it converged
     */
    boolean solve(int feeder) {
        double before = Double.NaN;
        for (int k = 0; k < MOST_CORRECTIONS; k++) {
            double largest = correctOnce(feeder);
            if (!(largest < FARTHEST)) {
                return false;
            }
            // Corrections shrink by a nearly constant factor.
            double left = Double.isNaN(before) ? largest : largest * Math.min(1.0, largest / before);
            if (left <= PRECISION) {
                return true;
            }
            before = largest;
        }
        return false;
    }

    private double correctOnce(int feeder) {
        int from = feeders.start[feeder];
        int to = feeders.start[feeder + 1];
        int[] parent = feeders.parent;
        double root = feeders.root[feeder];
        Arrays.fill(sumR, from, to, 0.0);
        Arrays.fill(sumI, from, to, 0.0);
        Arrays.fill(sourceR, from, to, 0.0);
        Arrays.fill(sourceI, from, to, 0.0);
        for (int k = to - 1; k >= from; k--) {
            double ek = nextE[k];
            double fk = nextF[k];
            double v = 1.0 / (ek * ek + fk * fk);
            double currentR = sumR[k] + (p[k] * ek + q[k] * fk) * v + feeders.g[k] * ek - feeders.b[k] * fk;
            double currentI = sumI[k] + (p[k] * fk - q[k] * ek) * v + feeders.g[k] * fk + feeders.b[k] * ek;
            int above = parent[k];
            double parentE = above < 0 ? root : nextE[above];
            double parentF = above < 0 ? 0.0 : nextF[above];
            double mr = parentE - (feeders.r[k] * currentR - feeders.x[k] * currentI) - ek;
            double mi = parentF - (feeders.x[k] * currentR + feeders.r[k] * currentI) - fk;
            int at = FACTOR * k;
            double cr =
                    factor[at] * sourceR[k] + factor[at + 1] * sourceI[k] + factor[at + 4] * mr + factor[at + 5] * mi;
            double ci = factor[at + 2] * sourceR[k]
                    + factor[at + 3] * sourceI[k]
                    + factor[at + 6] * mr
                    + factor[at + 7] * mi;
            missR[k] = mr;
            missI[k] = mi;
            sourceR[k] = cr;
            sourceI[k] = ci;
            nextJr[k] = currentR;
            nextJi[k] = currentI;
            if (above >= 0) {
                sumR[above] += currentR;
                sumI[above] += currentI;
                sourceR[above] += cr;
                sourceI[above] += ci;
            }
        }
        double largest = 0.0;
        for (int k = from; k < to; k++) {
            // The corrections of parents stand where their sums were.
            int above = parent[k];
            double upperR = above < 0 ? 0.0 : sumR[above];
            double upperI = above < 0 ? 0.0 : sumI[above];
            int at = FACTOR * k;
            double dr = factor[at + 4] * upperR + factor[at + 5] * upperI + sourceR[k];
            double di = factor[at + 6] * upperR + factor[at + 7] * upperI + sourceI[k];
            double de = upperR - (feeders.r[k] * dr - feeders.x[k] * di) + missR[k];
            double df = upperI - (feeders.x[k] * dr + feeders.r[k] * di) + missI[k];
            nextJr[k] += dr;
            nextJi[k] += di;
            nextE[k] += de;
            nextF[k] += df;
            sumR[k] = de;
            sumI[k] = df;
            double size = Math.abs(de) + Math.abs(df);
            // A sum that is no number makes the maximum none.
            largest = Math.max(largest, size);
        }
        return largest;
    }

    /** Apparent power of the last solution at the end of a node's branch at its parent, p.u. */
    double parentEnd(int k) {
        int above = feeders.parent[k];
        double ek = above < 0 ? feeders.root[feeders.feeder[k]] : nextE[above];
        double fk = above < 0 ? 0.0 : nextF[above];
        double half = feeders.halfCharging[k];
        double currentR = nextJr[k] - half * fk;
        double currentI = nextJi[k] + half * ek;
        return Math.sqrt((ek * ek + fk * fk) * (currentR * currentR + currentI * currentI));
    }

    /** Apparent power of the last solution at the end of a node's branch at the node, p.u. */
    double nodeEnd(int k) {
        double ek = nextE[k];
        double fk = nextF[k];
        double half = feeders.halfCharging[k];
        double currentR = nextJr[k] + half * fk;
        double currentI = nextJi[k] - half * ek;
        return Math.sqrt((ek * ek + fk * fk) * (currentR * currentR + currentI * currentI));
    }

    /** Magnitude of the voltage of the last solution at a node, p.u., not referred. */
    double magnitude(int k) {
        return Math.sqrt(nextE[k] * nextE[k] + nextF[k] * nextF[k]) / feeders.ratio[k];
    }

    @Override
    public String toString() {
        return "power flow of " + feeders;
    }
}
