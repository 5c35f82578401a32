package org.flexopf.coordination.conflict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.coordination.conflict.Resolution.Activation;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Model;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.SolverChoice;

/**
 * The integer program of a time unit, in MW: u and d of each asset, one of them if it is exclusive, the overload o of
 * each area, and the system's error.
 *
 * <pre>
 *   o_k &gt;= demand_k - limit_k - sum_(a in k) (u_a - d_a),  o_k &gt;= 0
 *   sum u - sum d - R = e_up - e_dn,  e_up, e_dn &gt;= 0
 *   0 &lt;= u_a &lt;= up_a z_a,  0 &lt;= d_a &lt;= dn_a (1 - z_a),  z_a binary
 * </pre>
 *
 * Aims in an order are met one after the other, each kept as it is when the next is looked for.
 */
final class ResolutionProgram {

    private static final VariableFamily UP = family("activation-up", Unit.MW);
    private static final VariableFamily DOWN = family("activation-down", Unit.MW);
    private static final VariableFamily GOES_UP = family("activation-direction", Unit.ONE);
    private static final VariableFamily OVERLOAD = family("overload", Unit.MW);
    private static final VariableFamily ERROR = family("system-error", Unit.MW);

    /** What an aim that is met already may give up again, MW: rounding of the solver. */
    private static final double KEPT = 1e-8;

    /** What is told, MW: above what aims give up. */
    private static final double TOLD = 1e-6;

    private final FlexibilityDay day;
    private final int unit;
    private final SolverChoice solver;

    ResolutionProgram(FlexibilityDay day, int unit, SolverChoice solver) {
        this.day = day;
        this.unit = unit;
        this.solver = solver;
    }

    private static VariableFamily family(String id, Unit unit) {
        return new VariableFamily(id, id.replace('-', ' '), ElementKind.OWN, unit);
    }

    /** What is made small. */
    private enum Aim {
        OVERLOAD,
        ERROR,
        COST,
        WORTH
    }

    private static List<Aim> aims(ResolutionPolicy policy) {
        return switch (policy) {
            case DSO_FIRST -> List.of(Aim.OVERLOAD, Aim.ERROR, Aim.COST);
            case TSO_FIRST -> List.of(Aim.ERROR, Aim.OVERLOAD, Aim.COST);
            case VALUE -> List.of(Aim.WORTH);
        };
    }

    Resolution solve(ResolutionPolicy policy) {
        Map<Aim, Double> met = new LinkedHashMap<>();
        ModelSolution solution = null;
        for (Aim aim : aims(policy)) {
            solution = solve(aim, met);
            met.put(aim, solution.result().objective());
        }
        return resolution(policy, solution);
    }

    private ModelSolution solve(Aim aim, Map<Aim, Double> met) {
        ProgramBuilder program = new ProgramBuilder(kind -> 0);
        Map<Aim, LinearExpression> aims = state(program);
        met.forEach((earlier, value) -> program.atMost(null, 0, aims.get(earlier), value + KEPT));
        program.cost(aims.get(aim));
        Model model = program.build();
        CheckedAnswer answer = solver.solverFor(model.program()).solve(model.program(), solver.options());
        if (!answer.status().isOptimal()) {
            throw new OpfNotSolvedException(
                    answer.status(),
                    "time unit " + (unit + 1) + " of " + day.name() + " is not resolved: " + answer.message());
        }
        return model.solution(answer);
    }

    /** States the rows. */
    private Map<Aim, LinearExpression> state(ProgramBuilder program) {
        Variables up = program.variables(UP, day.assets().size());
        Variables down = program.variables(DOWN, day.assets().size());
        Variables goesUp = program.variables(GOES_UP, day.assets().size());
        Variables overload = program.variables(OVERLOAD, day.areas().size());
        Variables error = program.variables(ERROR, 2);
        LinearExpression cost = LinearExpression.zero();
        LinearExpression balance = LinearExpression.of(-1.0, error.of(0)).plus(error.of(1));
        List<LinearExpression> excess = new ArrayList<>();
        for (SupplyArea area : day.areas()) {
            excess.add(LinearExpression.of(area.demand().get(unit)));
        }
        for (int a = 0; a < day.assets().size(); a++) {
            FlexibleAsset asset = day.assets().get(a);
            limit(program, asset, up.of(a), down.of(a), goesUp.of(a));
            balance.plus(up.of(a)).minus(down.of(a));
            excess.get(areaIndex(asset)).minus(up.of(a)).plus(down.of(a));
            cost.plus(asset.priceUp(), up.of(a)).plus(asset.priceDown(), down.of(a));
        }
        program.equal(null, 0, balance, day.tsoRequest().get(unit));
        LinearExpression overloads = LinearExpression.zero();
        for (int k = 0; k < day.areas().size(); k++) {
            program.atLeast(null, 0, LinearExpression.of(overload.of(k)), 0.0);
            if (day.areas().get(k).transformer() < Double.POSITIVE_INFINITY) {
                program.atMost(
                        null,
                        0,
                        excess.get(k).minus(overload.of(k)),
                        day.areas().get(k).transformer());
            }
            overloads.plus(overload.of(k));
        }
        program.atLeast(null, 0, LinearExpression.of(error.of(0)), 0.0);
        program.atLeast(null, 0, LinearExpression.of(error.of(1)), 0.0);
        LinearExpression errors = LinearExpression.of(error.of(0)).plus(error.of(1));
        LinearExpression worth = LinearExpression.zero()
                .plus(cost)
                .plus(day.valueDso(), overloads)
                .plus(day.valueTso(), errors);
        return Map.of(Aim.OVERLOAD, overloads, Aim.ERROR, errors, Aim.COST, cost, Aim.WORTH, worth);
    }

    private void limit(ProgramBuilder program, FlexibleAsset asset, Variable up, Variable down, Variable goesUp) {
        double most = asset.up().get(unit);
        double least = asset.down().get(unit);
        program.between(null, null, 0, LinearExpression.of(up), 0.0, most);
        program.between(null, null, 0, LinearExpression.of(down), 0.0, least);
        program.between(null, null, 0, LinearExpression.of(goesUp), 0.0, 1.0);
        if (asset.exclusive() && most > 0.0 && least > 0.0) {
            program.integer(goesUp);
            program.atMost(null, 0, LinearExpression.of(up).minus(most, goesUp), 0.0);
            program.atMost(null, 0, LinearExpression.of(down).plus(least, goesUp), least);
        }
    }

    private int areaIndex(FlexibleAsset asset) {
        for (int k = 0; k < day.areas().size(); k++) {
            if (day.areas().get(k).id() == asset.area()) {
                return k;
            }
        }
        throw new IllegalStateException(asset.label() + " stands in no area, which the day has checked");
    }

    /** The solution in names; the error and the cost are worked out from what is told. */
    private Resolution resolution(ResolutionPolicy policy, ModelSolution solution) {
        double[] up = solution.values(UP, day.assets().size());
        double[] down = solution.values(DOWN, day.assets().size());
        double[] over = solution.values(OVERLOAD, day.areas().size());
        Map<String, Activation> activations = new LinkedHashMap<>();
        double error = -day.tsoRequest().get(unit);
        double cost = 0.0;
        for (int a = 0; a < day.assets().size(); a++) {
            FlexibleAsset asset = day.assets().get(a);
            Activation activation = new Activation(told(up[a]), told(down[a]));
            error += activation.up() - activation.down();
            cost += asset.priceUp() * activation.up() + asset.priceDown() * activation.down();
            if (activation.up() > 0.0 || activation.down() > 0.0) {
                activations.put(asset.id(), activation);
            }
        }
        Map<Integer, Double> overload = new LinkedHashMap<>();
        for (int k = 0; k < day.areas().size(); k++) {
            if (told(over[k]) > 0.0) {
                overload.put(day.areas().get(k).id(), over[k]);
            }
        }
        return new Resolution(policy, activations, overload, Math.abs(error) > TOLD ? error : 0.0, cost);
    }

    private static double told(double power) {
        return power > TOLD ? power : 0.0;
    }
}
