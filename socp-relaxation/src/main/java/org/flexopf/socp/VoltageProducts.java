package org.flexopf.socp;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Unit;
import org.flexopf.network.Branch;
import org.flexopf.network.Topology;
import org.flexopf.opf.branchflow.BranchFlow;
import org.flexopf.opf.control.RelaxedControls;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.limit.LimitOf;
import org.flexopf.opf.limit.NetworkLimit;

/**
 * What a meshed network adds to the branch-flow relaxation: rows on the voltage product {@code V_i V_j*} of every pair
 * of buses that a branch joins. The product is linear in w, P and Q, so all of them are linear.
 *
 * <p>Where a tap ratio is free, the product is only known up to a positive factor, which is enough for its angle but
 * not for the cuts.
 *
 * <p>Parallel branches share one product. Angle limits make it lie in a sector, and within a sector the lifted
 * nonlinear cuts of Coffrin, Hijazi and Van Hentenryck (Strengthening the SDP relaxation of AC power flows with convex
 * envelopes, bound tightening, and valid inequalities, 2016) hold. A radial network without angle limits has none of
 * these rows.
 */
final class VoltageProducts {

    /** Equal real parts of parallel branches. */
    static final ConstraintFamily PARALLEL_REAL = new ConstraintFamily(
            "parallel-real", "real voltage product of parallel branches", Branch.KIND, Unit.PER_UNIT_SQUARED);
    /** Equal imaginary parts of parallel branches. */
    static final ConstraintFamily PARALLEL_IMAGINARY = new ConstraintFamily(
            "parallel-imaginary", "imaginary voltage product of parallel branches", Branch.KIND, Unit.PER_UNIT_SQUARED);
    /** The lifted nonlinear cut at the upper voltage limits. */
    static final ConstraintFamily CUT_AT_UPPER_VOLTAGE = new ConstraintFamily(
            "cut-at-upper-voltage", "lifted cut at the upper voltage limits", Branch.KIND, Unit.PER_UNIT_SQUARED);
    /** The lifted nonlinear cut at the lower voltage limits. */
    static final ConstraintFamily CUT_AT_LOWER_VOLTAGE = new ConstraintFamily(
            "cut-at-lower-voltage", "lifted cut at the lower voltage limits", Branch.KIND, Unit.PER_UNIT_SQUARED);

    private final BlockModel model;
    private final RelaxedControls controls;
    private final Topology topology;
    private final BranchFlow[] flows;
    private final Function<Branch, AngleInterval> limits;
    private final int[] leader;

    VoltageProducts(
            BlockModel model, RelaxedControls controls, BranchFlow[] flows, Function<Branch, AngleInterval> limits) {
        this.model = model;
        this.controls = controls;
        this.topology = model.topology();
        this.flows = flows;
        this.limits = limits;
        this.leader = leaders();
    }

    /**
     * The branch whose product an active branch shares: the first one between the same two buses; itself if its
     * transformer can be set.
     */
    private int[] leaders() {
        int[] shared = new int[flows.length];
        int buses = model.network().buses().size();
        int[] visitedFrom = new int[buses];
        int[] first = new int[buses];
        for (int i = 0; i < buses; i++) {
            for (int k = 0; k < topology.degree(i); k++) {
                int b = topology.incident(i, k);
                if (canBeSet(b)) {
                    shared[b] = b;
                    continue;
                }
                int j = topology.from(b) == i ? topology.to(b) : topology.from(b);
                if (visitedFrom[j] != i + 1) {
                    visitedFrom[j] = i + 1;
                    first[j] = b;
                }
                shared[b] = first[j];
            }
        }
        return shared;
    }

    private boolean canBeSet(int branch) {
        return controls.hasFreeRatio(branch) || controls.hasFreeShift(branch);
    }

    /**
     * What a branch's limits allow the angle of its product at the present phase shift: a phase shifter widens it by
     * what it can do about the rest.
     */
    private AngleInterval interval(int branch) {
        Branch data = flows[branch].branch();
        AngleInterval own = limits.apply(data)
                .widened(
                        Math.toRadians(controls.highestShift(branch) - data.shift()),
                        Math.toRadians(data.shift() - controls.lowestShift(branch)));
        return isReversed(branch) ? own.reversed() : own;
    }

    /** Adds all rows. */
    void build() {
        AngleInterval[] interval = new AngleInterval[flows.length];
        int[] lowerBy = new int[flows.length];
        int[] upperBy = new int[flows.length];
        for (int b = 0; b < flows.length; b++) {
            if (flows[b] == null) {
                continue;
            }
            int pair = leader[b];
            AngleInterval own = interval(b);
            if (pair == b) {
                interval[b] = own;
                lowerBy[b] = b;
                upperBy[b] = b;
                continue;
            }
            sameProduct(b, pair);
            lowerBy[pair] = own.lower() > interval[pair].lower() ? b : lowerBy[pair];
            upperBy[pair] = own.upper() < interval[pair].upper() ? b : upperBy[pair];
            interval[pair] = interval[pair].intersection(own);
        }
        IntFunction<List<LimitOf>> behindCuts = behindCuts(topology, leader, lowerBy, upperBy);
        model.follows(CUT_AT_LOWER_VOLTAGE, behindCuts);
        model.follows(CUT_AT_UPPER_VOLTAGE, behindCuts);
        for (int b = 0; b < flows.length; b++) {
            if (interval[b] != null && interval[b].isSector()) {
                sector(b, interval[b], lowerBy[b], upperBy[b]);
                if (!controls.hasFreeRatio(b)) {
                    liftedCuts(b, interval[b]);
                }
            }
        }
    }

    /**
     * The limits that the cuts of a pair follow from: all voltage limits at its ends, and the angle limits that make
     * its sector. It holds nothing of a model that is being built.
     */
    private static IntFunction<List<LimitOf>> behindCuts(
            Topology topology, int[] leader, int[] lowerBy, int[] upperBy) {
        return pair -> List.of(
                new LimitOf(NetworkLimit.VOLTAGE_MIN, topology.from(pair)),
                new LimitOf(NetworkLimit.VOLTAGE_MAX, topology.from(pair)),
                new LimitOf(NetworkLimit.VOLTAGE_MIN, topology.to(pair)),
                new LimitOf(NetworkLimit.VOLTAGE_MAX, topology.to(pair)),
                new LimitOf(
                        isReversed(topology, leader, lowerBy[pair]) ? NetworkLimit.ANGLE_MAX : NetworkLimit.ANGLE_MIN,
                        lowerBy[pair]),
                new LimitOf(
                        isReversed(topology, leader, upperBy[pair]) ? NetworkLimit.ANGLE_MIN : NetworkLimit.ANGLE_MAX,
                        upperBy[pair]));
    }

    private boolean isReversed(int branch) {
        return isReversed(topology, leader, branch);
    }

    private static boolean isReversed(Topology topology, int[] leader, int branch) {
        return topology.from(branch) != topology.from(leader[branch]);
    }

    /** Parallel branches have one voltage product; a branch stored the other way round has its conjugate. */
    private void sameProduct(int branch, int pair) {
        model.program().equal(PARALLEL_REAL, branch, flows[branch].realProduct().minus(flows[pair].realProduct()), 0.0);
        double sign = isReversed(branch) ? 1.0 : -1.0;
        model.program()
                .equal(
                        PARALLEL_IMAGINARY,
                        branch,
                        flows[branch].imaginaryProduct().plus(sign, flows[pair].imaginaryProduct()),
                        0.0);
    }

    /**
     * {@code tan(lower) Re <= Im <= tan(upper) Re}, multiplied by the cosines so that it holds beyond a quarter turn
     * too. Limits of parallel branches that exclude one another leave only products that point the other way, and the
     * cuts exclude those wherever the lower voltage limits are above zero. Each row goes by the name of the limit that
     * it is for the branch that states it: the lower limit of a pair is the upper one of a branch that is stored the
     * other way round.
     */
    private void sector(int pair, AngleInterval interval, int lowerBy, int upperBy) {
        BranchFlow flow = flows[pair];
        if (interval.lower() == interval.upper()) {
            model.program().equal(OpfConstraints.ANGLE_SECTOR_MIN, lowerBy, turned(flow, interval.lower()), 0.0);
            return;
        }
        model.program()
                .atLeast(
                        isReversed(lowerBy) ? OpfConstraints.ANGLE_SECTOR_MAX : OpfConstraints.ANGLE_SECTOR_MIN,
                        lowerBy,
                        turned(flow, interval.lower()),
                        0.0);
        model.program()
                .atMost(
                        isReversed(upperBy) ? OpfConstraints.ANGLE_SECTOR_MIN : OpfConstraints.ANGLE_SECTOR_MAX,
                        upperBy,
                        turned(flow, interval.upper()),
                        0.0);
    }

    /** {@code Im (V_i V_j* e^{-j angle})}. */
    private static LinearExpression turned(BranchFlow flow, double angle) {
        return LinearExpression.zero()
                .plus(Math.cos(angle), flow.imaginaryProduct())
                .plus(-Math.sin(angle), flow.realProduct());
    }

    /**
     * With {@code c = Re (V_i V_j* e^{-j phi})}, phi and d the middle and the half-width of the sector, and s the sum
     * of the voltage limits of a bus: {@code s_i s_j c - M_j cos(d) s_j w_i - M_i cos(d) s_i w_j >= +-M_i M_j cos(d)
     * (m_i m_j - n_i n_j)}, once with M the upper limits n, and once with M the lower limits m and the other sign.
     * Where a voltage limit is soft, the voltages that it may reach at a price take its place; without any the cuts say
     * nothing.
     */
    private void liftedCuts(int pair, AngleInterval interval) {
        BranchFlow flow = flows[pair];
        double fromMin = model.voltages().lowest(topology.from(pair));
        double fromMax = model.voltages().highest(topology.from(pair));
        double toMin = model.voltages().lowest(topology.to(pair));
        double toMax = model.voltages().highest(topology.to(pair));
        if (fromMax == Double.POSITIVE_INFINITY || toMax == Double.POSITIVE_INFINITY) {
            return;
        }
        double sumFrom = fromMin + fromMax;
        double sumTo = toMin + toMax;
        double cosine = Math.cos(interval.halfWidth());
        double spread = fromMin * toMin - fromMax * toMax;
        LinearExpression inMiddle = LinearExpression.zero()
                .plus(Math.cos(interval.middle()), flow.realProduct())
                .plus(Math.sin(interval.middle()), flow.imaginaryProduct());
        model.program()
                .atLeast(
                        CUT_AT_UPPER_VOLTAGE,
                        pair,
                        LinearExpression.zero()
                                .plus(sumFrom * sumTo, inMiddle)
                                .minus(toMax * cosine * sumTo, flow.wFrom())
                                .minus(fromMax * cosine * sumFrom, flow.wTo()),
                        fromMax * toMax * cosine * spread);
        model.program()
                .atLeast(
                        CUT_AT_LOWER_VOLTAGE,
                        pair,
                        LinearExpression.zero()
                                .plus(sumFrom * sumTo, inMiddle)
                                .minus(toMin * cosine * sumTo, flow.wFrom())
                                .minus(fromMin * cosine * sumFrom, flow.wTo()),
                        -fromMin * toMin * cosine * spread);
    }
}
