package org.flexopf.dcopf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.Branch;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.opf.OpfRun;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.problem.Link;
import org.flexopf.opf.problem.LinkedModel;

/**
 * How generators are moved after the outage of branch k, before its limits must hold; moving costs nothing:
 *
 * <pre>
 *   -down_g &lt;= move_g &lt;= up_g,   P_min &lt;= P_g + move_g &lt;= P_max       per generator that can move
 *   sum of move_g = 0                                             per island
 *   response_lk = sum of (PTDF_l + LODF_lk PTDF_k) move_g         per branch l with a cut
 * </pre>
 *
 * <p>A link from the state before the outage, where {@link SecuredDcOpf} has the responses, to the one after it.
 */
final class CorrectiveMoves implements Link {

    static final VariableFamily MOVE =
            new VariableFamily("move", "move of a generator after an outage", Generator.KIND, Unit.MW);
    static final ConstraintFamily MOVE_DOWN =
            new ConstraintFamily("move-down", "largest move down after an outage", Generator.KIND, Unit.MW);
    static final ConstraintFamily MOVE_UP =
            new ConstraintFamily("move-up", "largest move up after an outage", Generator.KIND, Unit.MW);
    static final ConstraintFamily P_MIN_AFTER =
            new ConstraintFamily("p-min-after", "lower limit of generation after an outage", Generator.KIND, Unit.MW);
    static final ConstraintFamily P_MAX_AFTER =
            new ConstraintFamily("p-max-after", "upper limit of generation after an outage", Generator.KIND, Unit.MW);
    static final ConstraintFamily RESPONSE =
            new ConstraintFamily("response", "flow by what answers an outage", Branch.KIND, Unit.MW);

    private final Branch outage;
    private final Map<Integer, SecurityCut> cuts;
    private final CorrectiveActions actions;
    private final ShiftFactors factors;

    /** @param cuts the limits after this outage, by their place among all cuts */
    private CorrectiveMoves(
            Branch outage, Map<Integer, SecurityCut> cuts, CorrectiveActions actions, ShiftFactors factors) {
        this.outage = outage;
        this.cuts = cuts;
        this.actions = actions;
        this.factors = factors;
    }

    /** One link for every outage that has a cut, in the order of the cuts. */
    static List<CorrectiveMoves> of(List<SecurityCut> cuts, CorrectiveActions actions, ShiftFactors factors) {
        Map<Integer, Map<Integer, SecurityCut>> perOutage = new LinkedHashMap<>();
        for (int c = 0; c < cuts.size(); c++) {
            perOutage
                    .computeIfAbsent(cuts.get(c).outage(), k -> new LinkedHashMap<>())
                    .put(c, cuts.get(c));
        }
        List<CorrectiveMoves> links = new ArrayList<>();
        perOutage.forEach((k, own) ->
                links.add(new CorrectiveMoves(factors.network().branches().get(k), own, actions, factors)));
        return links;
    }

    /** The branch that is out. */
    Branch outage() {
        return outage;
    }

    @Override
    public String label() {
        return "after the outage of " + outage.label();
    }

    /** The moves in MW per generator index; zero where a generator cannot move. */
    double[] moves(OpfRun run) {
        double[] moves = run.linkValues(label(), MOVE);
        for (int g = 0; g < moves.length; g++) {
            moves[g] = Double.isNaN(moves[g]) ? 0.0 : moves[g];
        }
        return moves;
    }

    @Override
    public void addTo(LinkedModel model) {
        BlockModel before = model.model(0);
        Profile profile = model.blocks().get(0).profile();
        Variables moves = model.program().variables(MOVE, g -> canMove(profile, g));
        limits(before, profile, model.program(), moves);
        balances(before, model.program(), moves);
        Variables response = before.program().existing(SecuredDcOpf.RESPONSE);
        cuts.forEach((place, cut) -> model.program()
                .equal(
                        RESPONSE,
                        cut.monitored(),
                        effect(before.network(), cut, moves).minus(response.of(place)),
                        0.0));
    }

    private boolean canMove(Profile profile, int g) {
        return profile.network().isActive(profile.network().generators().get(g))
                && lowest(profile, g) < highest(profile, g)
                && (actions.up(g) > 0.0 || actions.down(g) > 0.0);
    }

    /** MW; a capability curve limits active power too. */
    private static double lowest(Profile profile, int g) {
        return Math.max(
                profile.pMin(g),
                -profile.network().generators().get(g).capability().pMax());
    }

    private static double highest(Profile profile, int g) {
        return Math.min(
                profile.pMax(g),
                profile.network().generators().get(g).capability().pMax());
    }

    private void limits(BlockModel before, Profile profile, ProgramBuilder program, Variables moves) {
        Variables power = before.program().existing(OpfVariables.GENERATOR_P);
        for (int g = 0; g < moves.size(); g++) {
            if (moves.has(g)) {
                LinearExpression move = LinearExpression.of(moves.of(g));
                program.between(
                        MOVE_DOWN,
                        MOVE_UP,
                        g,
                        move,
                        before.perUnit().power(-actions.down(g)),
                        before.perUnit().power(actions.up(g)));
                program.between(
                        P_MIN_AFTER,
                        P_MAX_AFTER,
                        g,
                        LinearExpression.of(power.of(g)).plus(move),
                        before.perUnit().power(lowest(profile, g)),
                        before.perUnit().power(highest(profile, g)));
            }
        }
    }

    private static void balances(BlockModel before, ProgramBuilder program, Variables moves) {
        Network network = before.network();
        LinearExpression[] sums = new LinearExpression[before.topology().islandCount()];
        for (int g = 0; g < moves.size(); g++) {
            if (moves.has(g)) {
                int island = before.topology()
                        .island(network.busIndex(network.generators().get(g).bus()));
                sums[island] = sums[island] == null ? LinearExpression.zero() : sums[island];
                sums[island].plus(moves.of(g));
            }
        }
        for (LinearExpression sum : sums) {
            if (sum != null) {
                program.equal(null, 0, sum, 0.0);
            }
        }
    }

    /** sum of (PTDF_l + LODF_lk PTDF_k) move. */
    private LinearExpression effect(Network network, SecurityCut cut, Variables moves) {
        double[] weights = new double[network.branches().size()];
        weights[cut.monitored()] = 1.0;
        weights[cut.outage()] = cut.factor();
        double[] row = factors.weightedRow(weights);
        LinearExpression effect = LinearExpression.zero();
        for (int g = 0; g < moves.size(); g++) {
            if (moves.has(g)) {
                effect.plus(row[network.busIndex(network.generators().get(g).bus())], moves.of(g));
            }
        }
        return effect;
    }
}
