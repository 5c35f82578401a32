package org.flexopf.opf;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.flexopf.opf.limit.Slack;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.objective.Objective;

/**
 * The key figures of one run, for tables and for comparisons of formulations.
 *
 * <p>A solution alone gives most of them. Tightness and exactness are known to formulations that are relaxations only,
 * and the gap needs an AC point too; whoever knows them adds them with {@link #withExactness} and {@link #withGap}.
 *
 * @param tightness the largest residual of a relaxed constraint, p.u. squared; empty if unknown
 * @param exact whether the solution is one of the AC problem; empty if unknown
 * @param gap the cost of the best AC point known over the lower bound, relative to that cost; empty if unknown
 * @param runSeconds wall time to build and solve the program, seconds
 * @param iterations iterations of the solver
 * @param socialWelfare what served demand is worth less what generation and DC lines cost, currency per hour, beside
 *     the constant worth of all demand: that cost and the value of lost load of what was curtailed, with a minus. A
 *     flexible consumer that is a generator of negative power counts with its benefit
 * @param curtailment demand that was not served, MW
 * @param losses active losses of all branches and DC lines, MW; NaN if the formulation knows no flows at both ends
 */
public record RunKpis(
        OptionalDouble tightness,
        Optional<Boolean> exact,
        OptionalDouble gap,
        double runSeconds,
        int iterations,
        double socialWelfare,
        double curtailment,
        double losses) {

    /** A difference of cost and bound that passes for rounding, in the unit of the objective. */
    private static final double ROUNDING = 1e-8;

    /** The optional figures may be empty, but not null. */
    public RunKpis {
        Objects.requireNonNull(tightness, "tightness");
        Objects.requireNonNull(exact, "exact");
        Objects.requireNonNull(gap, "gap");
    }

    /** The figures that a solution alone gives. */
    public static RunKpis of(OpfSolution solution) {
        SolverRun run = solution.solver();
        double lostValue = 0.0;
        double curtailed = 0.0;
        for (Slack slack : solution.slacks()) {
            if (slack.limit() == SoftLimit.DEMAND) {
                lostValue += slack.cost();
                curtailed += solution.network().loads().get(slack.element()).p() > 0.0 ? slack.amount() : 0.0;
            }
        }
        return new RunKpis(
                OptionalDouble.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                run.buildSeconds() + run.setupSeconds() + run.solveSeconds(),
                run.iterations(),
                -Objective.cost().at(solution.network(), solution.point()) - lostValue,
                curtailed,
                solution.point().activeLosses());
    }

    /**
     * These figures with what an exactness report says.
     *
     * @param largestResidual the largest residual of a relaxed constraint, p.u. squared
     * @param isExact whether the solution is one of the AC problem
     */
    public RunKpis withExactness(double largestResidual, boolean isExact) {
        return new RunKpis(
                OptionalDouble.of(largestResidual),
                Optional.of(isExact),
                gap,
                runSeconds,
                iterations,
                socialWelfare,
                curtailment,
                losses);
    }

    /**
     * These figures with the gap between an AC point and a lower bound: {@code (cost - bound) / |cost|}. A difference
     * that passes for rounding is relative to one where the cost is smaller than that; another one over a cost of zero
     * is infinite.
     */
    public RunKpis withGap(double lowerBound, double acCost) {
        double difference = acCost - lowerBound;
        double scale = difference <= ROUNDING ? Math.max(1.0, Math.abs(acCost)) : Math.abs(acCost);
        return new RunKpis(
                tightness,
                exact,
                OptionalDouble.of(difference / scale),
                runSeconds,
                iterations,
                socialWelfare,
                curtailment,
                losses);
    }
}
