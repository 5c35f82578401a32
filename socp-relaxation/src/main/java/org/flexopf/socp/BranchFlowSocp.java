package org.flexopf.socp;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.Variables;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.branchflow.BranchFlow;
import org.flexopf.opf.branchflow.BranchFlowPoint;
import org.flexopf.opf.control.RelaxedControls;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.state.OperatingPoint;

/**
 * The branch-flow relaxation of the AC optimal power flow, on radial and on meshed networks (Farivar and Low 2013; Low
 * 2014).
 *
 * <p>In per unit, with w the squared voltage of a bus, and P + jQ and l the power and the squared current in the series
 * impedance of a branch i->j at its sending side (behind the transformer, where {@code w_i' = w_i / tau^2}):
 *
 * <pre>
 *   sum P_g - P_d - G w = sum of P_ij, P_ji        P_ij = P                P_ji = -(P - r l)
 *   sum Q_g - Q_d + B w = sum of Q_ij, Q_ji        Q_ij = Q - b/2 w_i'     Q_ji = -(Q - x l) - b/2 w_j
 *   w_j = w_i' - 2 (r P + x Q) + (r^2 + x^2) l
 *   P^2 + Q^2 &lt;= l w_i'                            relaxed from an equality
 *   V_min^2 &lt;= w &lt;= V_max^2,  |S_ij|, |S_ji| &lt;= S_max,
 *   |S_ij|^2 &lt;= I_max^2 w_i,  |S_ji|^2 &lt;= I_max^2 w_j
 * </pre>
 *
 * <p>On meshed networks, and where angle differences are limited, rows on the voltage products {@code V_i V_j*} follow,
 * which are linear in w, P and Q: parallel branches share one product, angle limits make it lie in a sector, and two
 * cuts tie it to the voltages there. A radial network without angle limits has none of them.
 *
 * <p>The optimum is a lower bound of the AC optimum. On a radial network it is equal to it where the cones are tight;
 * on a meshed one the angles have to add up to zero round every cycle as well ({@link CycleConditions}). An
 * {@link ExactnessReport} says whether they do.
 *
 * <p>The settings of the network's {@linkplain Network#controls() controls} are free within their ranges.
 *
 * <p>By default only limits that the network states are used, so the bound holds for every AC point of that network.
 * The published bounds of the pglib-opf benchmark assume that no angle difference exceeds 60 degrees; see
 * {@link #assumingAnglesWithin}.
 */
public final class BranchFlowSocp implements OpfFormulation {

    /**
     * A difference of voltages along a branch of a meshed network, p.u.; it sets a scale, and the answer does not
     * depend on it.
     */
    private static final double TYPICAL_DROP = 0.1;

    private final Function<Branch, AngleInterval> angleLimits;
    private final OptionalDouble assumedDegrees;
    private final boolean holdsSettings;

    /** The relaxation with the angle limits that the network states. */
    public BranchFlowSocp() {
        this(AngleInterval::of, OptionalDouble.empty(), false);
    }

    private BranchFlowSocp(
            Function<Branch, AngleInterval> angleLimits, OptionalDouble assumedDegrees, boolean holdsSettings) {
        this.angleLimits = angleLimits;
        this.assumedDegrees = assumedDegrees;
        this.holdsSettings = holdsSettings;
    }

    /**
     * The relaxation where branches without angle limits are taken to be limited to a difference of so many degrees
     * either way; without limits means -90 or below, 90 or above, or 0 on both sides. With 60 degrees these are the
     * bounds that the pglib-opf benchmark publishes.
     *
     * <p>This is an assumption on the network: an AC point with a larger difference may cost less than the bound.
     * Solutions say so in their {@linkplain org.flexopf.opf.OpfSolution#caveats caveats} wherever a branch is limited
     * by it.
     *
     * @throws IllegalArgumentException if the angle is not above 0 and below 90 degrees
     */
    public static BranchFlowSocp assumingAnglesWithin(double degrees) {
        if (!(degrees > 0.0 && degrees < 90.0)) {
            throw new IllegalArgumentException(
                    "an angle difference of " + degrees + " degrees: it has to be above 0 and below 90");
        }
        return new BranchFlowSocp(branch -> AngleInterval.assuming(degrees, branch), OptionalDouble.of(degrees), false);
    }

    /** The same with the network's settings held where they are, for a formulation whose own rows know no others. */
    BranchFlowSocp holdingSettings() {
        return new BranchFlowSocp(angleLimits, assumedDegrees, true);
    }

    @Override
    public String name() {
        return "socp";
    }

    @Override
    public boolean isRelaxation() {
        return true;
    }

    @Override
    public void build(BlockModel model) {
        Topology topology = model.topology();
        Variables w = model.program().variables(OpfVariables.SQUARED_VOLTAGE, model::isActiveBus);
        Variables p = model.program().variables(OpfVariables.SERIES_P, topology::isActive);
        Variables q = model.program().variables(OpfVariables.SERIES_Q, topology::isActive);
        Variables l = model.program().variables(OpfVariables.SQUARED_CURRENT, topology::isActive);
        model.addActivePower();
        model.addReactivePower();
        RelaxedControls controls = holdsSettings ? model.holdControls() : model.relaxControls(w);

        BranchFlow[] flows = new BranchFlow[model.network().branches().size()];
        for (int b = 0; b < flows.length; b++) {
            if (topology.isActive(b)) {
                flows[b] = controls.branchFlow(b, p.of(b), q.of(b), LinearExpression.of(l.of(b)), w);
            }
        }
        model.endFlows(b -> flows[b]);
        for (int i = 0; i < w.size(); i++) {
            if (w.has(i)) {
                model.balances().both(i, flows, w.of(i));
            }
        }
        for (int b = 0; b < flows.length; b++) {
            if (flows[b] != null) {
                voltageDrop(model, b, flows[b]);
                currentCone(model, b, flows[b]);
                model.branches().power(b, flows[b]);
            }
        }
        for (int i = 0; i < w.size(); i++) {
            if (w.has(i)) {
                model.voltages().within(i, w.of(i));
            }
        }
        new VoltageProducts(model, controls, flows, angleLimits).build();
        confessAssumption(model);
        BranchFlowStart.giveTo(model);
    }

    private void confessAssumption(BlockModel model) {
        Network network = model.network();
        long limited = network.branches().stream()
                .filter(branch ->
                        network.isActive(branch) && !angleLimits.apply(branch).equals(AngleInterval.of(branch)))
                .count();
        if (limited > 0) {
            model.caveat(String.format(
                    Locale.ROOT,
                    "%d branch(es) without an angle limit are assumed to stay within %s degrees; "
                            + "an AC point that does not may cost less than the bound",
                    limited,
                    assumedDegrees.orElseThrow()));
        }
    }

    /** w_j = w_i' - 2 (r P + x Q) + (r^2 + x^2) l (Baran and Wu, 1989). */
    private static void voltageDrop(BlockModel model, int branch, BranchFlow flow) {
        model.program().equal(OpfConstraints.VOLTAGE_DROP, branch, flow.voltageDrop(), 0.0);
    }

    /** {@code P^2 + Q^2 <= (l / s) (s w_i')}. */
    private static void currentCone(BlockModel model, int branch, BranchFlow flow) {
        double s = balance(model, flow);
        model.program()
                .rotatedCone(
                        OpfConstraints.CURRENT_CONE,
                        branch,
                        LinearExpression.zero().plus(1.0 / s, flow.l()),
                        LinearExpression.zero().plus(s, flow.sendingVoltage()),
                        LinearExpression.of(flow.p()),
                        LinearExpression.of(flow.q()));
    }

    /**
     * The s that makes both sides of a cone alike, so that a solver that starts in the middle of every cone starts
     * well: the current that {@link #TYPICAL_DROP} drives. A transmission network spans four decades of impedance, and
     * this more than halves the iterations. A radial network is given a start instead; s is 1 there.
     */
    private static double balance(BlockModel model, BranchFlow flow) {
        return model.topology().isRadial()
                ? 1.0
                : TYPICAL_DROP / Math.hypot(flow.branch().r(), flow.branch().x());
    }

    @Override
    public OperatingPoint operatingPoint(Network network, ModelSolution solution) {
        return BranchFlowPoint.of(network, solution).operatingPoint();
    }

    @Override
    public String toString() {
        return name();
    }
}
