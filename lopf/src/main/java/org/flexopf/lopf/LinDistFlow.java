package org.flexopf.lopf;

import java.util.Objects;
import java.util.Optional;
import org.flexopf.model.DiskShape;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.Variables;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.branchflow.BranchFlow;
import org.flexopf.opf.branchflow.BranchFlowPoint;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.state.OperatingPoint;

/**
 * The linearised branch-flow model of a feeder (Baran and Wu 1989, "simplified DistFlow"), without losses, or with
 * losses linearised at a base point. In per unit, with w the squared voltage of a bus, and P + jQ the power into the
 * series impedance of a branch i->j at its sending side:
 *
 * <pre>
 *   sum P_g - P_d - G w = sum of P_ij, P_ji        P_ij = P                P_ji = -(P - r l)
 *   sum Q_g - Q_d + B w = sum of Q_ij, Q_ji        Q_ij = Q - b/2 w_i'     Q_ji = -(Q - x l) - b/2 w_j
 *   w_j = w_i' - 2 (r P + x Q) + (r^2 + x^2) l
 *   l = 0, or  l = (2 P_0 P + 2 Q_0 Q - l_0 w_i') / w_0'          the tangent of (P^2 + Q^2)/w_i' at the base point
 *   V_min^2 &lt;= w &lt;= V_max^2,  |S_ij|, |S_ji| &lt;= S_max,
 *   |S_ij|^2 &lt;= I_max^2 w_i,  |S_ji|^2 &lt;= I_max^2 w_j
 * </pre>
 *
 * <p>Limits on lines are cones, or polygons ({@link DiskShape}), with which the program is linear;
 * {@link PolygonBracket} measures what they get wrong.
 */
public final class LinDistFlow implements OpfFormulation {

    private final LossLinearisation base;
    private final TrustRegion region;
    private final DiskShape lineLimits;

    /** Without losses, line limits as cones. */
    public LinDistFlow() {
        this(null, null, DiskShape.CONE);
    }

    /** With losses linearised at {@code base} and a dispatch within a region, each of them {@code null} for none. */
    private LinDistFlow(LossLinearisation base, TrustRegion region, DiskShape lineLimits) {
        this.base = base;
        this.region = region;
        this.lineLimits = Objects.requireNonNull(lineLimits, "lineLimits");
    }

    /** With losses linearised at a point of the same network. */
    public LinDistFlow withLossesAt(LossLinearisation point) {
        return new LinDistFlow(Objects.requireNonNull(point, "point"), region, lineLimits);
    }

    /** With line limits in another shape; with polygons the program is linear. */
    public LinDistFlow withLineLimits(DiskShape shape) {
        return new LinDistFlow(base, region, shape);
    }

    /** With a dispatch near a point only. */
    LinDistFlow within(TrustRegion newRegion) {
        return new LinDistFlow(base, newRegion, lineLimits);
    }

    @Override
    public String name() {
        return "lindistflow";
    }

    @Override
    public Optional<String> whyNot(Network network) {
        return network.topology().isRadial()
                ? Optional.empty()
                : Optional.of("it is meshed: " + network.topology().chords().length
                        + " branches close cycles, and LinDistFlow knows no angles to close them with");
    }

    @Override
    public boolean isRelaxation() {
        return false;
    }

    @Override
    public void build(BlockModel model) {
        Topology topology = model.topology();
        Variables w = model.program().variables(OpfVariables.SQUARED_VOLTAGE, model::isActiveBus);
        Variables p = model.program().variables(OpfVariables.SERIES_P, topology::isActive);
        Variables q = model.program().variables(OpfVariables.SERIES_Q, topology::isActive);
        model.addActivePower();
        model.addReactivePower();
        model.branches().writtenAs(lineLimits);

        BranchFlow[] flows = new BranchFlow[p.size()];
        for (int b = 0; b < flows.length; b++) {
            if (p.has(b)) {
                flows[b] = flow(model, b, w, p, q);
                model.program().equal(OpfConstraints.VOLTAGE_DROP, b, flows[b].voltageDrop(), 0.0);
                model.branches().power(b, flows[b]);
            }
        }
        model.endFlows(b -> flows[b]);
        if (region != null) {
            region.addTo(model);
        }
        for (int i = 0; i < w.size(); i++) {
            if (w.has(i)) {
                model.balances().both(i, flows, w.of(i));
                model.voltages().within(i, w.of(i));
            }
        }
    }

    private BranchFlow flow(BlockModel model, int index, Variables w, Variables p, Variables q) {
        Topology topology = model.topology();
        BranchFlow lossless = new BranchFlow(
                model.network().branches().get(index),
                p.of(index),
                q.of(index),
                LinearExpression.zero(),
                w.of(topology.from(index)),
                w.of(topology.to(index)));
        return base == null
                ? lossless
                : new BranchFlow(
                        lossless.branch(),
                        lossless.p(),
                        lossless.q(),
                        base.squaredCurrent(index, lossless),
                        lossless.wFrom(),
                        lossless.wTo());
    }

    @Override
    public OperatingPoint operatingPoint(Network network, ModelSolution solution) {
        BranchFlowPoint point = BranchFlowPoint.of(network, solution);
        double[] l = new double[network.branches().size()];
        for (int b = 0; b < l.length; b++) {
            l[b] = base == null || !network.topology().isActive(b) ? 0.0 : base.squaredCurrent(b, point);
        }
        return new BranchFlowPoint(
                        network,
                        point.w(),
                        point.p(),
                        point.q(),
                        l,
                        point.pg(),
                        point.qg(),
                        point.tapped(),
                        point.hvdc())
                .operatingPoint();
    }

    @Override
    public String toString() {
        return name();
    }
}
