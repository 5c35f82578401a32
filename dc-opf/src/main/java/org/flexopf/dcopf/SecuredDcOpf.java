package org.flexopf.dcopf;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.Branch;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.OperatingPoint;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.OpfVariables;
import org.flexopf.opf.PeriodModel;

/**
 * A {@link DcOpf} with limits after outages:
 *
 * <pre>
 *   -S_max &lt;= P_l + LODF_lk P_k + sum over generators of H_g move_g^k + overload &lt;= S_max    for each cut (l, k)
 *   sum of move^k = 0 per island,  -down &lt;= move_g^k &lt;= up,  P_min &lt;= P_g + move_g^k &lt;= P_max      with corrective actions
 * </pre>
 *
 * <p>H is the effect of a generator on l after the outage of k: {@code PTDF_l + LODF_lk PTDF_k} at its bus. Made by
 * {@link SecurityConstrainedDcOpf}.
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
    static final VariableFamily MOVE =
            new VariableFamily("move", "move of a generator after an outage", ElementKind.OWN, Unit.MW);

    private final DcOpf base;
    private final List<SecurityCut> cuts;
    private final double ratingFactor;
    private final OptionalDouble penalty;
    private final CorrectiveActions actions;
    private final OutageFactors factors;
    private final int[] correctedOutages;

    /**
     * @param ratingFactor limit after an outage per rating
     * @param penalty price of overload after an outage, currency per MWh, if overload is allowed
     * @param actions moves after an outage, or {@code null} for none
     */
    SecuredDcOpf(
            DcOpf base,
            List<SecurityCut> cuts,
            double ratingFactor,
            OptionalDouble penalty,
            CorrectiveActions actions,
            OutageFactors factors) {
        this.base = base;
        this.cuts = List.copyOf(cuts);
        this.ratingFactor = ratingFactor;
        this.penalty = penalty;
        this.actions = actions;
        this.factors = factors;
        this.correctedOutages = actions == null
                ? new int[0]
                : cuts.stream().mapToInt(SecurityCut::outage).distinct().toArray();
    }

    List<SecurityCut> cuts() {
        return cuts;
    }

    /** The branch indices of the outages that generators answer to. */
    int[] correctedOutages() {
        return correctedOutages.clone();
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
        return new SecuredDcOpf(base.withLosses(losses), cuts, ratingFactor, penalty, actions, factors);
    }

    @Override
    public List<FlowInterface> interfaces() {
        return base.interfaces();
    }

    @Override
    public double limit(Branch branch) {
        return base.limit(branch);
    }

    @Override
    public void build(PeriodModel model) {
        model.include(base);
        for (ConstraintFamily limit : List.of(SECURITY_MIN, SECURITY_MAX)) {
            model.nameElements(limit, place -> labelOfCut(model.network(), place));
        }
        Variables flow = model.program().existing(OpfVariables.SERIES_P);
        Variables moves = moves(model);
        Variables up = penalty.isPresent() ? model.program().variables(OVERLOAD_UP, cuts.size()) : null;
        Variables down = penalty.isPresent() ? model.program().variables(OVERLOAD_DOWN, cuts.size()) : null;
        for (int c = 0; c < cuts.size(); c++) {
            SecurityCut cut = cuts.get(c);
            Branch branch = model.network().branches().get(cut.monitored());
            LinearExpression after =
                    LinearExpression.of(flow.of(cut.monitored())).plus(cut.factor(), flow.of(cut.outage()));
            if (moves != null) {
                // A variable of its own, so that what is dense over the generators is one equality, and both limits are
                // sparse.
                Variable effect = model.program().variable();
                model.program().equal(null, c, effectOfMoves(model, cut, moves).minus(effect), 0.0);
                after.plus(effect);
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

    /** The indices of the generators that can move at all. */
    private int[] movable(Network network) {
        List<Generator> generators = network.generators();
        return IntStream.range(0, generators.size())
                .filter(g -> {
                    Generator generator = generators.get(g);
                    return network.isActive(generator)
                            && generator.pMin() < generator.pMax()
                            && (actions.up()[g] > 0.0 || actions.down()[g] > 0.0);
                })
                .toArray();
    }

    /**
     * The moves of every generator that can move, after every outage with a cut: {@code place of the outage * movable
     * generators + place of the generator}; {@code null} without actions.
     */
    private Variables moves(PeriodModel model) {
        if (actions == null || correctedOutages.length == 0) {
            return null;
        }
        List<Generator> generators = model.network().generators();
        if (actions.up().length != generators.size()) {
            throw new IllegalArgumentException("corrective actions are given for " + actions.up().length
                    + " generators; the network has " + generators.size());
        }
        int[] movable = movable(model.network());
        Variables moves = model.program().variables(MOVE, correctedOutages.length * movable.length);
        Variables power = model.program().existing(OpfVariables.GENERATOR_P);
        for (int o = 0; o < correctedOutages.length; o++) {
            LinearExpression[] sums = new LinearExpression[model.topology().islandCount()];
            for (int m = 0; m < movable.length; m++) {
                int g = movable[m];
                LinearExpression move = LinearExpression.of(moves.of(o * movable.length + m));
                Generator generator = generators.get(g);
                model.program()
                        .between(
                                null,
                                null,
                                0,
                                move,
                                model.perUnit().power(-actions.down()[g]),
                                model.perUnit().power(actions.up()[g]));
                model.program()
                        .between(
                                null,
                                null,
                                0,
                                LinearExpression.of(power.of(g)).plus(move),
                                model.perUnit().power(generator.pMin()),
                                model.perUnit().power(generator.pMax()));
                int island = model.topology().island(model.network().busIndex(generator.bus()));
                sums[island] = sums[island] == null ? LinearExpression.zero() : sums[island];
                sums[island].plus(move);
            }
            for (LinearExpression sum : sums) {
                if (sum != null) {
                    model.program().equal(null, 0, sum, 0.0);
                }
            }
        }
        return moves;
    }

    /** sum over generators of (PTDF_l + LODF_lk PTDF_k) move. */
    private LinearExpression effectOfMoves(PeriodModel model, SecurityCut cut, Variables moves) {
        double[] weights = new double[model.network().branches().size()];
        weights[cut.monitored()] = 1.0;
        weights[cut.outage()] = cut.factor();
        double[] row = factors.shiftFactors().weightedRow(weights);
        List<Generator> generators = model.network().generators();
        int[] movable = movable(model.network());
        int place = placeOf(cut.outage());
        LinearExpression effect = LinearExpression.zero();
        for (int m = 0; m < movable.length; m++) {
            effect.plus(
                    row[model.network().busIndex(generators.get(movable[m]).bus())],
                    moves.of(place * movable.length + m));
        }
        return effect;
    }

    private int placeOf(int outage) {
        for (int o = 0; o < correctedOutages.length; o++) {
            if (correctedOutages[o] == outage) {
                return o;
            }
        }
        return -1;
    }

    /** The moves after an outage in MW per generator index at a solution; zeros if there are none. */
    double[] movesAfter(int outage, OpfSolution solution) {
        double[] moves = new double[solution.network().generators().size()];
        int place = placeOf(outage);
        if (place >= 0) {
            int[] movable = movable(solution.network());
            double[] values = solution.values(MOVE);
            for (int m = 0; m < movable.length; m++) {
                moves[movable[m]] = values[place * movable.length + m];
            }
        }
        return moves;
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
}
