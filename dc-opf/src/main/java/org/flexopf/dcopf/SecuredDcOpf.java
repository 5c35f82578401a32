package org.flexopf.dcopf;

import java.util.List;
import java.util.OptionalDouble;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.Unit;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.state.OperatingPoint;

/**
 * A {@link DcOpf} with limits after outages:
 *
 * <pre>
 *   -S_max &lt;= P_l + LODF_lk P_k + response_lk + overload &lt;= S_max    for each cut (l, k)
 * </pre>
 *
 * <p>The response is what {@link CorrectiveMoves} after the outage of k add to the flow on l; without them there is
 * none. Made by {@link SecurityConstrainedDcOpf}.
 */
final class SecuredDcOpf implements DcFormulation {

    static final ConstraintFamily SECURITY_MIN =
            new ConstraintFamily("security-min", "lower limit after an outage", ElementKind.OWN, Unit.MW);
    static final ConstraintFamily SECURITY_MAX =
            new ConstraintFamily("security-max", "upper limit after an outage", ElementKind.OWN, Unit.MW);
    static final VariableFamily OVERLOAD_UP =
            new VariableFamily("overload-up", "overload after an outage", ElementKind.OWN, Unit.MW);
    static final VariableFamily OVERLOAD_DOWN = new VariableFamily(
            "overload-down", "overload against the branch after an outage", ElementKind.OWN, Unit.MW);
    static final VariableFamily RESPONSE =
            new VariableFamily("response", "flow by what answers an outage", ElementKind.OWN, Unit.MW);

    private final DcOpf base;
    private final List<SecurityCut> cuts;
    private final double ratingFactor;
    private final OptionalDouble penalty;
    private final boolean hasResponse;

    /**
     * @param ratingFactor limit after an outage per rating
     * @param penalty price of overload after an outage, currency per MWh, if overload is allowed
     * @param hasResponse whether links say what answers the outages
     */
    SecuredDcOpf(DcOpf base, List<SecurityCut> cuts, double ratingFactor, OptionalDouble penalty, boolean hasResponse) {
        this.base = base;
        this.cuts = List.copyOf(cuts);
        this.ratingFactor = ratingFactor;
        this.penalty = penalty;
        this.hasResponse = hasResponse;
    }

    List<SecurityCut> cuts() {
        return cuts;
    }

    @Override
    public String name() {
        return "dc-secured";
    }

    @Override
    public SusceptanceConvention susceptance() {
        return base.susceptance();
    }

    @Override
    public BranchLosses losses() {
        return base.losses();
    }

    @Override
    public SecuredDcOpf withLosses(BranchLosses losses) {
        return new SecuredDcOpf(base.withLosses(losses), cuts, ratingFactor, penalty, hasResponse);
    }

    @Override
    public double limit(Branch branch) {
        return base.limit(branch);
    }

    @Override
    public void build(BlockModel model) {
        model.include(base);
        for (ConstraintFamily limit : List.of(SECURITY_MIN, SECURITY_MAX)) {
            model.nameElements(limit, place -> labelOfCut(model.network(), place));
        }
        Variables flow = model.program().existing(OpfVariables.SERIES_P);
        Variables response = hasResponse ? model.program().variables(RESPONSE, cuts.size()) : null;
        Variables up = penalty.isPresent() ? model.program().variables(OVERLOAD_UP, cuts.size()) : null;
        Variables down = penalty.isPresent() ? model.program().variables(OVERLOAD_DOWN, cuts.size()) : null;
        for (int c = 0; c < cuts.size(); c++) {
            SecurityCut cut = cuts.get(c);
            Branch branch = model.network().branches().get(cut.monitored());
            LinearExpression after =
                    LinearExpression.of(flow.of(cut.monitored())).plus(cut.factor(), flow.of(cut.outage()));
            if (hasResponse) {
                after.plus(response.of(c));
            }
            double limit = model.perUnit().power(ratingFactor * limit(branch));
            if (penalty.isPresent()) {
                after.minus(up.of(c)).plus(down.of(c));
                LinearExpression price = LinearExpression.of(
                                model.perUnit().physicalPower(penalty.getAsDouble()), up.of(c))
                        .plus(model.perUnit().physicalPower(penalty.getAsDouble()), down.of(c));
                model.program().cost(price);
                model.program().atLeast(null, c, LinearExpression.of(up.of(c)), 0.0);
                model.program().atLeast(null, c, LinearExpression.of(down.of(c)), 0.0);
            }
            model.program().between(SECURITY_MIN, SECURITY_MAX, c, after, -limit, limit);
        }
    }

    private String labelOfCut(Network network, int place) {
        SecurityCut cut = cuts.get(place);
        return network.branches().get(cut.monitored()).label() + " without "
                + network.branches().get(cut.outage()).label();
    }

    @Override
    public double[] flowPrices(OpfSolution solution) {
        double[] prices = base.flowPrices(solution);
        double[] upper = solution.duals(SECURITY_MAX);
        double[] lower = solution.duals(SECURITY_MIN);
        for (int c = 0; c < cuts.size(); c++) {
            double price = upper[c] - lower[c];
            prices[cuts.get(c).monitored()] += price;
            prices[cuts.get(c).outage()] += price * cuts.get(c).factor();
        }
        return prices;
    }

    @Override
    public OperatingPoint operatingPoint(Network network, ModelSolution solution) {
        return base.operatingPoint(network, solution);
    }

    @Override
    public String toString() {
        return name();
    }
}
