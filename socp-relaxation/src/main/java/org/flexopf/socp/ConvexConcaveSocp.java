package org.flexopf.socp;

import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.state.OperatingPoint;

/**
 * One step of the convex-concave procedure (Lipp and Boyd, "Variations and extension of the convex-concave procedure",
 * 2016) on the branch-flow model. The relaxation keeps {@code l >= (P^2 + Q^2)/w'}; the other half, {@code l <= (P^2 +
 * Q^2)/w'}, has a convex right-hand side, which is replaced by its tangent at the last point:
 *
 * <pre>
 *   l &lt;= 2 (P0 P + Q0 Q)/w0' - (P0^2 + Q0^2)/w0'^2 w' + t,   t &gt;= 0
 * </pre>
 *
 * <p>The slack t is priced per MVA of phantom loss {@code |z| t}, so that it vanishes once the price is above its
 * worth, and the point then lies on the AC model.
 *
 * <p>Settings of the network's controls are free, as in the relaxation: w' is then a variable of its own, and the
 * tangent is one in (P, Q, w') whatever the ratio. The last point is one of a network at settings of its own, which
 * give w0'.
 */
final class ConvexConcaveSocp implements OpfFormulation {

    /** How far a squared current may lie above the tangent. */
    static final VariableFamily SLACK =
            new VariableFamily("slack", "slack above the tangent", Branch.KIND, Unit.PER_UNIT_SQUARED);

    private final BranchFlowSocp plain = new BranchFlowSocp();
    private final Network lastNetwork;
    private final OperatingPoint last;
    private final double price;

    /**
     * A step.
     *
     * @param lastNetwork the network at the settings of the last point
     * @param last the point of the tangents
     * @param price of the slack, currency per MVAh
     */
    ConvexConcaveSocp(Network lastNetwork, OperatingPoint last, double price) {
        this.lastNetwork = lastNetwork;
        this.last = last;
        this.price = price;
    }

    @Override
    public String name() {
        return "convex-concave";
    }

    @Override
    public boolean isRelaxation() {
        return false;
    }

    @Override
    public void build(BlockModel model) {
        model.include(plain);
        ProgramBuilder program = model.program();
        Variables w = program.existing(OpfVariables.SQUARED_VOLTAGE);
        Variables p = program.existing(OpfVariables.SERIES_P);
        Variables q = program.existing(OpfVariables.SERIES_Q);
        Variables l = program.existing(OpfVariables.SQUARED_CURRENT);
        Variables tapped =
                program.has(OpfVariables.TAPPED_VOLTAGE) ? program.existing(OpfVariables.TAPPED_VOLTAGE) : null;
        Variables t = program.variables(SLACK, model.topology()::isActive);
        for (int b = 0; b < l.size(); b++) {
            if (!l.has(b)) {
                continue;
            }
            Branch branch = model.network().branches().get(b);
            int from = model.topology().from(b);
            double tau0 = lastNetwork.branches().get(b).ratio();
            double w0 = last.vm(from) * last.vm(from) / (tau0 * tau0);
            // w' is a variable where the ratio is free, else w / tau^2.
            boolean isFree = tapped != null && tapped.has(b);
            Variable sending = isFree ? tapped.of(b) : w.of(from);
            double tau = isFree ? 1.0 : branch.ratio();
            double p0 = model.perUnit().power(last.pFrom(b));
            double q0 = model.perUnit().power(last.qFrom(b)) + 0.5 * branch.b() * w0;
            LinearExpression tangent = LinearExpression.of(2.0 * p0 / w0, p.of(b))
                    .plus(2.0 * q0 / w0, q.of(b))
                    .plus(-(p0 * p0 + q0 * q0) / (w0 * w0 * tau * tau), sending);
            program.atMost(null, b, LinearExpression.of(l.of(b)).minus(tangent).minus(t.of(b)), 0.0);
            program.atLeast(null, b, LinearExpression.of(t.of(b)), 0.0);
            program.cost(price * model.perUnit().physicalPower(Math.hypot(branch.r(), branch.x())), t.of(b));
        }
    }

    @Override
    public OperatingPoint operatingPoint(Network network, ModelSolution solution) {
        return plain.operatingPoint(network, solution);
    }

    @Override
    public String toString() {
        return name();
    }
}
