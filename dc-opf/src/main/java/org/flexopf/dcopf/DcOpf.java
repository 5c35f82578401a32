package org.flexopf.dcopf;

import java.util.Optional;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.Unit;
import org.flexopf.model.Variables;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.branchflow.EndFlows;
import org.flexopf.opf.control.ShiftVariables;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.state.OperatingPoint;

/**
 * The DC optimal power flow in angles (B-theta): active power only, all voltages at 1 p.u., sines replaced by angles.
 * In per unit, with P the flow of a branch i->j:
 *
 * <pre>
 *   sum P_g - P_d - G = sum of P out of i - sum of P into i (+ half of the losses of its branches)
 *   P / b = theta_i - theta_j - shift           b by the {@link SusceptanceConvention}
 *   shift_min &lt;= shift &lt;= shift_max             for each phase shifter with a range, else its setting
 *   -S_max &lt;= P &lt;= S_max                        theta_min &lt;= theta_i - theta_j &lt;= theta_max
 *   lower &lt;= sum of weights times P &lt;= upper    for each {@link org.flexopf.network.FlowInterface}
 * </pre>
 *
 * <p>The MATPOWER manual, "DC Modeling", and theory of Stott, Jardim and Alsac, "DC power flow revisited", IEEE TPWRS
 * 24(3), 2009. Shunt conductances are fixed demand at 1 p.u. The answer is no bound of the AC optimum, in either
 * direction.
 */
public final class DcOpf extends ConfiguredDcOpf<DcOpf> {

    /** The flow law of a branch; its dual is what a phase shifter there would be worth, per radian. */
    public static final ConstraintFamily FLOW_LAW =
            new ConstraintFamily("flow-law", "flow law", Branch.KIND, Unit.RADIAN);

    /** Without losses, with {@link SusceptanceConvention#RECIPROCAL_X}. */
    public DcOpf() {
        this(DcSettings.DEFAULT);
    }

    private DcOpf(DcSettings settings) {
        super(settings);
    }

    @Override
    DcOpf with(DcSettings newSettings) {
        return new DcOpf(newSettings);
    }

    @Override
    public String name() {
        return "dc";
    }

    @Override
    public Optional<String> whyNot(Network network) {
        return settings.whyNot(network);
    }

    @Override
    public void build(BlockModel model) {
        Topology topology = model.topology();
        Variables theta = model.program().variables(OpfVariables.ANGLE, model::isActiveBus);
        Variables p = model.program().variables(OpfVariables.SERIES_P, topology::isActive);
        model.addActivePower();
        ShiftVariables shifts = settings.shifts(model);

        LinearExpression[] flows = new LinearExpression[p.size()];
        for (int b = 0; b < flows.length; b++) {
            if (p.has(b)) {
                flows[b] = LinearExpression.of(p.of(b));
            }
        }
        LinearExpression[] loss = settings.losses().addTo(model.program(), model.network(), flows);
        model.endFlows(b -> EndFlows.active(flows[b], loss[b] == null ? LinearExpression.zero() : loss[b]));
        for (int i = 0; i < theta.size(); i++) {
            if (theta.has(i)) {
                balance(model, i, flows, loss);
            }
        }
        for (int b = 0; b < flows.length; b++) {
            if (p.has(b)) {
                LinearExpression difference =
                        LinearExpression.of(theta.of(topology.from(b))).minus(theta.of(topology.to(b)));
                flowLaw(model, b, flows[b], difference, shifts.change(b));
                model.branches()
                        .active(b, settings.limit(model.network().branches().get(b)), flows[b]);
                model.branches().angle(b, difference);
            }
        }
        referenceAngles(model, theta);
    }

    /** Generation minus demand equals what branches, their losses and shunts draw. */
    private static void balance(BlockModel model, int bus, LinearExpression[] flows, LinearExpression[] losses) {
        Topology topology = model.topology();
        LinearExpression outflow = LinearExpression.of(model.balances().conductance(bus));
        for (int k = 0; k < topology.degree(bus); k++) {
            int b = topology.incident(bus, k);
            outflow.plus(topology.from(b) == bus ? 1.0 : -1.0, flows[b]);
            if (losses[b] != null) {
                outflow.plus(0.5, losses[b]);
            }
        }
        model.balances().active(bus, outflow);
    }

    /** P / b = theta_i - theta_j - shift. */
    private void flowLaw(
            BlockModel model,
            int index,
            LinearExpression flow,
            LinearExpression difference,
            LinearExpression shiftChange) {
        Branch branch = model.network().branches().get(index);
        model.program()
                .equal(
                        FLOW_LAW,
                        index,
                        LinearExpression.zero()
                                .plus(difference)
                                .plus(-settings.susceptance().reactance(branch), flow)
                                .minus(shiftChange),
                        settings.susceptance().shift(branch));
    }

    /** The angles of all references are fixed; the first one of an island is its root. */
    private static void referenceAngles(BlockModel model, Variables theta) {
        for (int root : model.topology().fromRootsOutwards()) {
            if (model.topology().parentBus(root) < 0) {
                double angle = Math.toRadians(model.network().buses().get(root).angle());
                model.program().equal(null, root, LinearExpression.of(theta.of(root)), angle);
            }
        }
        for (int bus : model.topology().furtherReferences()) {
            double angle = Math.toRadians(model.network().buses().get(bus).angle());
            model.program().equal(REFERENCE_ANGLE, bus, LinearExpression.of(theta.of(bus)), angle);
        }
    }

    @Override
    public OperatingPoint operatingPoint(Network network, ModelSolution solution) {
        double[] theta = solution.values(OpfVariables.ANGLE, network.buses().size());
        double[] p = solution.values(OpfVariables.SERIES_P, network.branches().size());
        double[] pg =
                solution.values(OpfVariables.GENERATOR_P, network.generators().size());
        return DcPoint.of(network, settings.losses(), solution, theta, p, pg);
    }

    @Override
    public String toString() {
        return name();
    }
}
