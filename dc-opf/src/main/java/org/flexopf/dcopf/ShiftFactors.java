package org.flexopf.dcopf;

import java.util.Arrays;
import java.util.Objects;
import org.flexopf.internal.sparse.SparseLu;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.program.SparseMatrix;

/**
 * The DC power flow of a network, solved by one sparse factorisation: angles and flows of given injections, power
 * transfer distribution factors (PTDF) row by row, and the delivery factors of losses. No dense inverse is ever formed.
 * Immutable after construction and safe to share between threads.
 *
 * <p>With b the susceptance of a branch i->j and its loss linearised as {@code a P + c} (both zero without losses), in
 * per unit:
 *
 * <pre>
 *   P = b (theta_i - theta_j - shift)
 *   injection at i = sum (1 + a/2) P + c/2 over branches from i  -  sum (1 - a/2) P - c/2 over branches to i
 * </pre>
 *
 * <p>This is {@code M theta = injection - offset}. M has one zero direction per island (equal angles) and one condition
 * per island that injections must meet: {@code pi'(injection - offset) = 0} with the delivery factors pi, which are 1
 * without losses. Each island's root takes up what the others leave over.
 */
public final class ShiftFactors {

    private final Network network;
    private final Topology topology;
    private final double[] susceptance;
    private final double[] shift;
    private final double[] marginalLoss;
    private final double[] offset;
    private final int[] place;
    private final int[] busOf;
    private final SparseLu factors;
    private final double[] delivery;

    private ShiftFactors(Network network, SusceptanceConvention convention, double[] baseFlows) {
        this.network = network;
        this.topology = network.topology();
        int branches = network.branches().size();
        int buses = network.buses().size();
        susceptance = new double[branches];
        shift = new double[branches];
        marginalLoss = new double[branches];
        offset = new double[buses];
        for (int b = 0; b < branches; b++) {
            if (topology.isActive(b)) {
                Branch branch = network.branches().get(b);
                convention.whyNot(branch).ifPresent(reason -> {
                    throw new IllegalArgumentException(reason);
                });
                susceptance[b] = 1.0 / convention.reactance(branch);
                shift[b] = convention.shift(branch);
                double base = network.perUnit().power(baseFlows[b]);
                marginalLoss[b] = 2.0 * branch.r() * base;
                double constantLoss = -branch.r() * base * base;
                offset[topology.from(b)] += 0.5 * constantLoss - fromShare(b) * susceptance[b] * shift[b];
                offset[topology.to(b)] += 0.5 * constantLoss + toShare(b) * susceptance[b] * shift[b];
            }
        }
        place = new int[buses];
        Arrays.fill(place, -1);
        int[] order = topology.fromRootsOutwards();
        busOf = new int[order.length];
        int size = 0;
        for (int bus : order) {
            if (topology.parentBus(bus) >= 0) {
                busOf[size] = bus;
                place[bus] = size++;
            }
        }
        factors = factors(matrix(size));
        delivery = deliveryFactors(size);
    }

    /** The factors of a network without losses. @throws IllegalArgumentException if a branch has no reactance */
    public static ShiftFactors of(Network network, SusceptanceConvention convention) {
        return of(network, convention, new double[network.branches().size()]);
    }

    /**
     * The factors with losses linearised at flows in MW per branch index. @throws IllegalArgumentException if a branch
     * has no reactance
     */
    public static ShiftFactors of(Network network, SusceptanceConvention convention, double[] baseFlows) {
        return new ShiftFactors(
                Objects.requireNonNull(network, "network"),
                Objects.requireNonNull(convention, "convention"),
                baseFlows);
    }

    /** The share of a branch's flow that its from bus injects, losses included: {@code 1 + a/2}. */
    private double fromShare(int branch) {
        return 1.0 + 0.5 * marginalLoss[branch];
    }

    /** The share of a branch's flow that its to bus takes, losses deducted: {@code 1 - a/2}. */
    private double toShare(int branch) {
        return 1.0 - 0.5 * marginalLoss[branch];
    }

    private SparseLu factors(SparseMatrix matrix) {
        try {
            return SparseLu.inMinimumDegreeOrder(matrix);
        } catch (ArithmeticException singular) {
            throw new ArithmeticException(
                    "the angles of " + network.name() + " are not determined: reactances of opposite sign cancel, "
                            + "or a part of the network hangs in the air");
        }
    }

    /** M without the rows and columns of the roots. */
    private SparseMatrix matrix(int size) {
        SparseMatrix.Builder matrix = new SparseMatrix.Builder(size, size);
        for (int b = 0; b < susceptance.length; b++) {
            if (topology.isActive(b)) {
                int from = place[topology.from(b)];
                int to = place[topology.to(b)];
                if (from >= 0) {
                    matrix.add(from, from, fromShare(b) * susceptance[b]);
                }
                if (to >= 0) {
                    matrix.add(to, to, toShare(b) * susceptance[b]);
                }
                if (from >= 0 && to >= 0) {
                    matrix.add(from, to, -fromShare(b) * susceptance[b]);
                    matrix.add(to, from, -toShare(b) * susceptance[b]);
                }
            }
        }
        return matrix.build();
    }

    /** pi with {@code pi' M = 0}, 1 at the roots. */
    private double[] deliveryFactors(int size) {
        double[] rhs = new double[size];
        for (int b = 0; b < susceptance.length; b++) {
            if (topology.isActive(b)) {
                int from = place[topology.from(b)];
                int to = place[topology.to(b)];
                if (from < 0 && to >= 0) {
                    rhs[to] += fromShare(b) * susceptance[b];
                }
                if (to < 0 && from >= 0) {
                    rhs[from] += toShare(b) * susceptance[b];
                }
            }
        }
        return perBus(factors.solveTransposed(rhs), 1.0);
    }

    /** Numbers per place as numbers per bus, with a value for the roots; 0 at isolated buses. */
    private double[] perBus(double[] values, double atRoots) {
        double[] result = new double[place.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = place[i] >= 0 ? values[place[i]] : topology.island(i) >= 0 ? atRoots : 0.0;
        }
        return result;
    }

    /** The network. */
    public Network network() {
        return network;
    }

    /**
     * Whether an injection of 1 MW at a bus serves 1 MW at its island's root: 1 minus its marginal losses, per bus
     * index; 1 everywhere without losses.
     */
    public double[] deliveryFactors() {
        return delivery.clone();
    }

    /** What linearised losses and phase shifts draw at each bus before any angle differs, p.u. */
    double offset(int bus) {
        return offset[bus];
    }

    /** The susceptance of a branch in service, p.u. */
    double susceptance(int branch) {
        return susceptance[branch];
    }

    /** What one radian more of the shift of a branch adds to the weighted sum of offsets, p.u. */
    double shiftOffset(int branch, double[] weights) {
        return susceptance[branch]
                * (toShare(branch) * weights[topology.to(branch)] - fromShare(branch) * weights[topology.from(branch)]);
    }

    /**
     * Angles in radians per bus index for injections in p.u.; roots at their own angle, isolated buses at NaN. The
     * injection at roots does not matter.
     */
    double[] angles(double[] injection) {
        double[] rhs = new double[factors.size()];
        for (int k = 0; k < rhs.length; k++) {
            rhs[k] = injection[busOf[k]] - offset[busOf[k]];
        }
        double[] theta = perBus(factors.solve(rhs), 0.0);
        double[] rootAngle = new double[topology.islandCount()];
        for (int i : topology.fromRootsOutwards()) {
            if (topology.parentBus(i) < 0) {
                rootAngle[topology.island(i)] =
                        Math.toRadians(network.buses().get(i).angle());
            }
        }
        for (int i = 0; i < theta.length; i++) {
            theta[i] = topology.island(i) < 0 ? Double.NaN : theta[i] + rootAngle[topology.island(i)];
        }
        return theta;
    }

    /** Flows in p.u. per branch index at angles in radians; 0 where the branch is out of service. */
    double[] flowsAt(double[] theta) {
        double[] flows = new double[susceptance.length];
        for (int b = 0; b < flows.length; b++) {
            if (topology.isActive(b)) {
                flows[b] = susceptance[b] * (theta[topology.from(b)] - theta[topology.to(b)] - shift[b]);
            }
        }
        return flows;
    }

    /**
     * Flows in MW per branch index for injections in MW per bus index; what they leave over or lack is taken up at the
     * roots.
     */
    public double[] flows(double[] injection) {
        double[] perUnit = injection.clone();
        for (int i = 0; i < perUnit.length; i++) {
            perUnit[i] = network.perUnit().power(injection[i]);
        }
        double[] flows = flowsAt(angles(perUnit));
        for (int b = 0; b < flows.length; b++) {
            flows[b] = network.perUnit().physicalPower(flows[b]);
        }
        return flows;
    }

    /** The PTDF row of a branch index: MW of its flow per MW injected at each bus and withdrawn at the bus's root. */
    public double[] row(int branch) {
        double[] weights = new double[susceptance.length];
        weights[branch] = 1.0;
        return weightedRow(weights);
    }

    /**
     * The sum of all PTDF rows, weighted per branch index: one transposed solve. Branches out of service count nothing.
     */
    public double[] weightedRow(double[] weights) {
        double[] rhs = new double[factors.size()];
        for (int b = 0; b < weights.length; b++) {
            if (weights[b] != 0.0 && topology.isActive(b)) {
                addDifference(rhs, b, weights[b] * susceptance[b]);
            }
        }
        return perBus(factors.solveTransposed(rhs), 0.0);
    }

    /** The PTDF column of a transfer from the from bus to the to bus of a branch, per branch index: one solve. */
    double[] transferColumn(int branch) {
        double[] rhs = new double[factors.size()];
        addDifference(rhs, branch, 1.0);
        double[] theta = perBus(factors.solve(rhs), 0.0);
        double[] column = new double[susceptance.length];
        for (int b = 0; b < column.length; b++) {
            if (topology.isActive(b)) {
                column[b] = susceptance[b] * (theta[topology.from(b)] - theta[topology.to(b)]);
            }
        }
        return column;
    }

    private void addDifference(double[] rhs, int branch, double amount) {
        int from = place[topology.from(branch)];
        int to = place[topology.to(branch)];
        if (from >= 0) {
            rhs[from] += amount;
        }
        if (to >= 0) {
            rhs[to] -= amount;
        }
    }

    /** The flow of a branch in p.u. where every injection equals the offset: {@code -b shift}. */
    double flowWithoutInjection(int branch) {
        return -susceptance[branch] * shift[branch];
    }

    @Override
    public String toString() {
        return "shift factors of " + network;
    }
}
