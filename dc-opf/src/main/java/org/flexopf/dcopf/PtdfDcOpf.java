package org.flexopf.dcopf;

import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.Variables;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.opf.branchflow.EndFlows;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.state.OperatingPoint;

/**
 * The DC optimal power flow in injections, with power transfer distribution factors (PTDF) in place of angles. In per
 * unit, with s the net injection of a bus, and pi, offset and PTDF as in {@link ShiftFactors}:
 *
 * <pre>
 *   sum P_g - P_d - G = s                        per bus; its dual is the price
 *   sum pi (s - offset) = 0                      per island
 *   P = sum PTDF (s - offset) - b shift          for the branches that are watched; offset and shift move with
 *                                                the shifts of phase shifters that have a range
 *   -S_max &lt;= P &lt;= S_max,  theta_min &lt;= P / b + shift &lt;= theta_max,  interfaces
 * </pre>
 *
 * <p>The same optimum and the same prices as {@link DcOpf}. A row is dense over the buses, so only those branches are
 * worth one that come near a limit: {@link LazyPtdfOpf} finds them.
 */
public final class PtdfDcOpf extends ConfiguredDcOpf<PtdfDcOpf> {

    private final IntPredicate watched;

    /** All branches watched, without losses, with {@link SusceptanceConvention#RECIPROCAL_X}. */
    public PtdfDcOpf() {
        this(DcSettings.DEFAULT, branch -> true);
    }

    private PtdfDcOpf(DcSettings settings, IntPredicate watched) {
        super(settings);
        this.watched = Objects.requireNonNull(watched, "watched");
    }

    @Override
    PtdfDcOpf with(DcSettings newSettings) {
        return new PtdfDcOpf(newSettings, watched);
    }

    /** The same with limits on the branches (by index) that a condition holds for only. */
    public PtdfDcOpf watching(IntPredicate branches) {
        return new PtdfDcOpf(settings, branches);
    }

    @Override
    public String name() {
        return "dc-ptdf";
    }

    @Override
    public Optional<String> whyNot(Network network) {
        if (!(settings.losses() instanceof BranchLosses.None || settings.losses() instanceof BranchLosses.Linearised)) {
            return Optional.of("shift factors are linear, so losses must be linearised at "
                    + "a base point; or take the form in angles (dc)");
        }
        return settings.whyNot(network);
    }

    /** The factors that belong to this formulation, p.u. */
    private ShiftFactors factors(Network network) {
        return settings.losses() instanceof BranchLosses.Linearised linearised
                ? ShiftFactors.of(network, settings.susceptance(), linearised.flows())
                : ShiftFactors.of(network, settings.susceptance());
    }

    @Override
    public void build(BlockModel model) {
        Variables injection = model.program().variables(OpfVariables.NET_INJECTION, model::isActiveBus);
        model.addActivePower();
        FlowsOfInjections law =
                new FlowsOfInjections(model, factors(model.network()), injection, settings.shifts(model));
        for (int i = 0; i < injection.size(); i++) {
            if (injection.has(i)) {
                model.balances()
                        .active(
                                i,
                                LinearExpression.of(injection.of(i))
                                        .plus(model.balances().conductance(i)));
            }
        }
        law.addIslandBalances();
        BitSet inInterfaces = inInterfaces(model.network());
        model.endFlows(b -> {
            LinearExpression flow = inInterfaces.get(b)
                    ? LinearExpression.of(
                            model.program().existing(OpfVariables.SERIES_P).of(b))
                    : law.flow(b);
            return EndFlows.active(
                    flow,
                    settings.losses() instanceof BranchLosses.Linearised linearised
                            ? linearised.loss(model.network(), b, flow)
                            : LinearExpression.zero());
        });
        // A flow with a limit is a variable of its own, so that what is dense is one equality, and its limits are
        // sparse.
        Variables flows = model.program()
                .variables(
                        OpfVariables.SERIES_P,
                        b -> model.topology().isActive(b)
                                && (inInterfaces.get(b)
                                        || (watched.test(b)
                                                && isLimited(model.network()
                                                        .branches()
                                                        .get(b)))));
        for (int b = 0; b < flows.size(); b++) {
            if (flows.has(b)) {
                Branch branch = model.network().branches().get(b);
                LinearExpression flow = LinearExpression.of(flows.of(b));
                model.program().equal(null, b, law.flow(b).minus(flows.of(b)), 0.0);
                if (watched.test(b)) {
                    model.branches().active(b, settings.limit(branch), flow);
                    model.branches()
                            .angle(
                                    b,
                                    LinearExpression.of(settings.susceptance().shift(branch))
                                            .plus(law.shiftChange(b))
                                            .plus(settings.susceptance().reactance(branch), flow));
                }
            }
        }
        referenceAngles(model, law);
    }

    /** Flows on the way from the root of its island add up to the angle of a further reference. */
    private void referenceAngles(BlockModel model, FlowsOfInjections law) {
        for (int bus : model.topology().furtherReferences()) {
            LinearExpression angle = LinearExpression.zero();
            int root = RootPath.along(model.topology(), bus, (b, sign) -> {
                Branch branch = model.network().branches().get(b);
                angle.plus(sign * settings.susceptance().reactance(branch), law.flow(b))
                        .plus(sign, law.shiftChange(b))
                        .plus(sign * settings.susceptance().shift(branch));
            });
            double difference = Math.toRadians(model.network().buses().get(bus).angle()
                    - model.network().buses().get(root).angle());
            model.program().equal(REFERENCE_ANGLE, bus, angle, difference);
        }
    }

    /** The branches (by index) whose flows interfaces limit. */
    private static BitSet inInterfaces(Network network) {
        BitSet branches = new BitSet();
        network.flowInterfaces()
                .forEach(limits -> limits.weights().keySet().forEach(id -> branches.set(network.branchIndex(id))));
        return branches;
    }

    /** Whether a branch has any limit on its flow. */
    private static boolean isLimited(Branch branch) {
        return branch.hasRating() || branch.hasCurrentLimit() || branch.hasAngleLimits();
    }

    @Override
    public OperatingPoint operatingPoint(Network network, ModelSolution solution) {
        double[] injection =
                solution.values(OpfVariables.NET_INJECTION, network.buses().size());
        ShiftFactors factors = factors(network);
        double[] theta = factors.angles(injection);
        double[] pg =
                solution.values(OpfVariables.GENERATOR_P, network.generators().size());
        return DcPoint.of(network, settings.losses(), solution, theta, factors.flowsAt(theta), pg);
    }

    @Override
    public String toString() {
        return name();
    }
}
