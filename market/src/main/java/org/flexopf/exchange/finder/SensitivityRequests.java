package org.flexopf.exchange.finder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.flexopf.exchange.schedule.AcState;
import org.flexopf.exchange.schedule.BusInjections;
import org.flexopf.exchange.schedule.ScheduledNetwork;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.exchange.schedule.ViolationKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Model;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.Bus;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverChoice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The smallest requests by successive linear programs: solve on the sensitivities at the states met so far, look at the
 * result by an AC power flow, add its rows, until the power flow finds no violation.
 *
 * <pre>
 *   min  sum of (down_i + up_i)            [+ penalty x violations left over]
 *   0 &lt;= down_i &lt;= demand_i,  0 &lt;= up_i &lt;= bound,  and all rows of {@link StepLimits} on down_i - up_i
 * </pre>
 */
final class SensitivityRequests {

    private static final Logger LOG = LoggerFactory.getLogger(SensitivityRequests.class);

    /** What is requested less than this, MW, is a solver's rounding. */
    static final double SMALLEST = 1e-7;

    private static final VariableFamily DOWN =
            new VariableFamily("request-down", "load asked to fall", Bus.KIND, Unit.MW);
    private static final VariableFamily UP = new VariableFamily("request-up", "load asked to rise", Bus.KIND, Unit.MW);

    /** How much a violation left over may still shrink from round to round before it is taken for final, MVA. */
    private static final double SETTLED = 1e-6;

    /**
     * What the search came to.
     *
     * @param down what loads are asked to fall by per bus index, MW; null if nothing was found
     * @param up what they are asked to rise by
     * @param state the state with the requests
     */
    record Found(double[] down, double[] up, AcState state, int programs, String reason) {
        boolean isFound() {
            return reason.isEmpty();
        }
    }

    private final ScheduledNetwork network;
    private final BusInjections schedule;
    private final FinderSettings settings;
    private final SolverChoice choice;
    private final double[] mostDown;
    private final double[] mostUp;

    SensitivityRequests(
            ScheduledNetwork network, BusInjections schedule, FinderSettings settings, SolverChoice choice) {
        this.network = network;
        this.schedule = schedule;
        this.settings = settings;
        this.choice = choice;
        int n = schedule.size();
        mostDown = new double[n];
        mostUp = new double[n];
        for (int i = 0; i < n; i++) {
            boolean moves = !network.isReference(i)
                    && network.powerFlow().network().topology().island(i) >= 0;
            mostDown[i] = moves ? Math.max(0.0, schedule.demandMw(i)) : 0.0;
            mostUp[i] = moves ? settings.upLimitMw() : 0.0;
        }
    }

    /** The most that the load of a bus index can fall by, MW. */
    double mostDown(int bus) {
        return mostDown[bus];
    }

    /** The most that the load of a bus index can rise by, MW. */
    double mostUp(int bus) {
        return mostUp[bus];
    }

    Found search(AcState opening) {
        int n = schedule.size();
        StepLimits limits = new StepLimits(
                network.powerFlow(), Arrays.stream(mostUp).map(up -> 0.0 - up).toArray(), mostDown);
        AcState state = opening;
        double[] down = new double[n];
        double[] up = new double[n];
        double leftBefore = Double.POSITIVE_INFINITY;
        double totalBefore = Double.POSITIVE_INFINITY;
        int programs = 0;
        for (int round = 1; round <= settings.maxRounds(); round++) {
            limits.add(state, added(down, up));
            // Most limits are far from being broken, and need not be stated for it.
            while (limits.stateBroken(added(down, up))) {
                CheckedAnswer answer = solve(limits.stated(), down, up);
                programs++;
                if (answer.status() == SolveStatus.PRIMAL_INFEASIBLE) {
                    return notFound(
                            programs, "the linear programs on sensitivities admit no requests within the bounds");
                }
                if (!answer.status().isOptimal()) {
                    return notFound(programs, "linear program " + programs + " was not solved: " + answer.message());
                }
            }
            state = network.state(with(down, up));
            if (!state.exists()) {
                return notFound(
                        programs,
                        "the requests of linear program " + programs + " have no power flow: "
                                + state.result().reason());
            }
            double left =
                    state.violations().stream().mapToDouble(Violation::weight).sum();
            double total = Arrays.stream(down).sum() + Arrays.stream(up).sum();
            LOG.debug("round {}: {} MW, {} left over", round, total, left);
            boolean settled = settings.slackPenalty().isPresent()
                    && Math.abs(left - leftBefore) <= SETTLED
                    && Math.abs(total - totalBefore) <= SETTLED;
            if (state.violations().isEmpty() || settled) {
                return new Found(down, up, state, programs, "");
            }
            leftBefore = left;
            totalBefore = total;
        }
        return notFound(programs, settings.maxRounds() + " rounds did not come to an end; allow more");
    }

    private static double[] added(double[] down, double[] up) {
        double[] added = new double[down.length];
        for (int i = 0; i < added.length; i++) {
            added[i] = down[i] - up[i];
        }
        return added;
    }

    private static Found notFound(int programs, String reason) {
        return new Found(null, null, null, programs, reason);
    }

    /** The schedule with requests that are met. */
    private BusInjections with(double[] down, double[] up) {
        BusInjections moved = schedule.copy();
        for (int i = 0; i < down.length; i++) {
            moved.addDemand(i, up[i] - down[i], 0.0);
        }
        return moved;
    }

    /** Solves one linear program and writes what it asks for into two arrays. */
    private CheckedAnswer solve(List<StepLimits.Row> rows, double[] down, double[] up) {
        ProgramBuilder program = new ProgramBuilder(kind -> schedule.size());
        Variables downs = program.variables(DOWN, i -> mostDown[i] > 0.0);
        Variables ups = program.variables(UP, i -> mostUp[i] > 0.0);
        bound(program, downs, mostDown);
        bound(program, ups, mostUp);
        List<Slack> slacks = new ArrayList<>();
        for (StepLimits.Row row : rows) {
            LinearExpression sum = LinearExpression.zero();
            for (int i = 0; i < row.factors().length; i++) {
                if (downs.has(i)) {
                    sum.plus(row.factors()[i], downs.of(i));
                }
                if (ups.has(i)) {
                    sum.plus(-row.factors()[i], ups.of(i));
                }
            }
            settings.slackPenalty().ifPresent(penalty -> sum.minus(slack(program, slacks, row, penalty)));
            program.atMost(null, 0, sum, row.room());
        }
        Model model = program.build();
        CheckedAnswer answer = choice.solverFor(model.program()).solve(model.program(), choice.options());
        if (answer.status().isOptimal()) {
            ModelSolution solution = model.solution(answer);
            read(solution.values(DOWN, down.length), mostDown, down);
            read(solution.values(UP, up.length), mostUp, up);
        }
        return answer;
    }

    private static void bound(ProgramBuilder program, Variables requests, double[] most) {
        for (int i = 0; i < most.length; i++) {
            if (requests.has(i)) {
                program.between(null, null, i, LinearExpression.of(requests.of(i)), 0.0, most[i]);
                program.cost(1.0, requests.of(i));
            }
        }
    }

    /** What is left over of one limit, which all of its rows share. */
    private record Slack(ViolationKind kind, int id, Variable variable) {}

    private static Variable slack(ProgramBuilder program, List<Slack> slacks, StepLimits.Row row, double penalty) {
        for (Slack known : slacks) {
            if (known.kind() == row.limit().kind() && known.id() == row.limit().id()) {
                return known.variable();
            }
        }
        Variable variable = program.variable();
        program.atLeast(null, 0, LinearExpression.of(variable), 0.0);
        program.cost(penalty * new Violation(row.limit().kind(), row.limit().id(), 1.0).weight(), variable);
        slacks.add(new Slack(row.limit().kind(), row.limit().id(), variable));
        return variable;
    }

    /** Within its bounds, and without a solver's rounding. */
    private static void read(double[] solved, double[] most, double[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = solved[i] > SMALLEST ? Math.min(solved[i], most[i]) : 0.0;
        }
    }

    /** The sum of what was found, MW; empty if nothing was. */
    static OptionalDouble total(Found found) {
        return found.isFound()
                ? OptionalDouble.of(Arrays.stream(found.down()).sum()
                        + Arrays.stream(found.up()).sum())
                : OptionalDouble.empty();
    }
}
