package org.flexopf.pricing.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Model;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverChoice;

/**
 * Maximises the dual function of a priced program by column generation (Dantzig and Wolfe 1960). The master mixes
 * schedules that the parts with yes/no decisions chose at trial prices, beside all parts without such decisions as they
 * are; its balances' duals are the next trial prices. Its optimum is never below the maximum, and the dual function at
 * its prices never above it.
 *
 * <p>Prices may be asked to be among the optimal ones of the program at fixed integers besides. The master then has
 * the {@linkplain FeasibleDirections directions} in which the plan may move at its integers: prices are optimal there
 * exactly where no such direction gains anything.
 */
final class ColumnGeneration {

    private static final ConstraintFamily BALANCE =
            new ConstraintFamily("balance", "balance", ElementKind.OWN, Unit.PER_UNIT);
    private static final ConstraintFamily CONVEXITY =
            new ConstraintFamily("convexity", "convexity", ElementKind.OWN, Unit.PER_UNIT);

    private static final int MOST_ROUNDS = 300;
    /** Bounds that are so close, relative to one plus their size, have met: solves are no more accurate. */
    private static final double MET = 2e-7;

    private final PricedParts parts;
    private final BestResponse responses;
    private final SolverChoice choice;
    private final List<Integer> mixed;
    private final List<List<double[]>> uses = new ArrayList<>();
    private final List<List<Double>> costs = new ArrayList<>();
    private final FeasibleDirections directions;

    /**
     * @param plan a point of the program: the first schedules
     * @param directions where the plan may move at fixed integers; null if prices need not be optimal for it
     */
    ColumnGeneration(
            PricedParts parts,
            BestResponse responses,
            SolverChoice choice,
            double[] plan,
            FeasibleDirections directions) {
        this.parts = parts;
        this.responses = responses;
        this.choice = choice;
        this.directions = directions;
        this.mixed = parts.parts(parts::hasIntegers);
        mixed.forEach(part -> {
            uses.add(new ArrayList<>());
            costs.add(new ArrayList<>());
        });
        for (int i = 0; i < mixed.size(); i++) {
            add(i, plan);
        }
    }

    /**
     * How far it came.
     *
     * @param prices by rows
     * @param lower the dual function at these prices, currency
     * @param upper what it reaches at most at any prices, currency
     * @param rounds how many masters were solved
     */
    record Result(double[] prices, double lower, double upper, int rounds) {

        boolean hasMet() {
            return upper - lower <= 5.0 * MET * (1.0 + Math.abs(upper));
        }
    }

    private void add(int i, double[] x) {
        uses.get(i).add(parts.use(mixed.get(i), x));
        costs.get(i).add(parts.costs(x)[mixed.get(i)]);
    }

    /** @param trial prices by rows at which the first further schedules are chosen */
    Result run(double[] trial) {
        for (int i = 0; i < mixed.size(); i++) {
            add(i, responses.of(mixed.get(i), trial).x());
        }
        Result best = null;
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            Master master = solve();
            double[] prices = master.prices();
            double lower = master.objective();
            boolean grew = false;
            for (int i = 0; i < mixed.size(); i++) {
                BestResponse.Answer answer = responses.of(mixed.get(i), prices);
                double reduced = answer.bound() - master.convexity()[i];
                lower += reduced;
                if (answer.value() - master.convexity()[i] < -1e-10 * (1.0 + Math.abs(master.objective()))) {
                    add(i, answer.x());
                    grew = true;
                }
            }
            double upper = best == null ? master.objective() : Math.min(best.upper(), master.objective());
            best = best == null || lower > best.lower()
                    ? new Result(prices, lower, upper, round)
                    : new Result(best.prices(), best.lower(), upper, round);
            if (!grew || upper - best.lower() <= MET * (1.0 + Math.abs(upper))) {
                break;
            }
        }
        return best;
    }

    private record Master(double objective, double[] prices, double[] convexity) {}

    private Master solve() {
        ProgramBuilder builder = new ProgramBuilder(kind -> 0);
        Variable[] plain = parts.write(builder, part -> !parts.hasIntegers(part));
        LinearExpression[] balances = new LinearExpression[parts.equalityCount()];
        for (int row = 0; row < balances.length; row++) {
            balances[row] = parts.isPriced(row) ? parts.balance(row, plain).plus(-parts.demand(row)) : null;
        }
        for (int i = 0; i < mixed.size(); i++) {
            LinearExpression all = LinearExpression.zero();
            for (int k = 0; k < uses.get(i).size(); k++) {
                Variable share = builder.variable();
                builder.atLeast(null, 0, LinearExpression.of(share), 0.0);
                builder.cost(costs.get(i).get(k), share);
                all.plus(share);
                double[] use = uses.get(i).get(k);
                for (int row = 0; row < use.length; row++) {
                    if (parts.isPriced(row)) {
                        balances[row].plus(use[row], share);
                    }
                }
            }
            builder.equal(CONVEXITY, i, all, 1.0);
        }
        if (directions != null) {
            directions.write(builder, balances);
        }
        for (int row = 0; row < balances.length; row++) {
            if (balances[row] != null) {
                builder.equal(BALANCE, row, balances[row], 0.0);
            }
        }
        builder.cost(parts.program().constant());
        Model model = builder.build();
        CheckedAnswer answer = choice.ableSolverFor(model.program()).solve(model.program(), choice.options());
        if (answer.status() != SolveStatus.OPTIMAL) {
            throw new OpfNotSolvedException(
                    answer.status(), "the master of a column generation was not solved: " + answer.message());
        }
        ModelSolution solution = model.solution(answer);
        return new Master(
                answer.lowerBound().orElse(answer.objective()),
                Arrays.copyOf(solution.duals(BALANCE, solution.elementCount(BALANCE)), balances.length),
                solution.duals(CONVEXITY, mixed.size()));
    }
}
