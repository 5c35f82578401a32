package org.flexopf.opf;

import java.util.OptionalDouble;
import org.flexopf.opf.problem.Horizon;

/** An optimal power flow over a horizon, solved: a view of every period, and what storages do over time. */
public final class HorizonSolution extends PlanOverTime {

    private final OpfRun run;

    HorizonSolution(Horizon horizon, OpfRun run) {
        super(horizon, run::solution);
        this.run = run;
    }

    /** The solved program with all its blocks. */
    public OpfRun run() {
        return run;
    }

    /**
     * The same plan with prices where integers were decided: see {@link OpfRun#atItsIntegers}.
     *
     * @throws OpfNotSolvedException if the solver fails on what is left at the integers
     */
    public HorizonSolution atItsIntegers() {
        return new HorizonSolution(horizon(), run.atItsIntegers());
    }

    /** The cost of all periods, currency. */
    public double objective() {
        return run.objective();
    }

    /** What no AC-feasible plan undercuts, currency, if the formulation is a relaxation and multipliers prove it. */
    public OptionalDouble lowerBound() {
        return run.lowerBound();
    }

    @Override
    public String toString() {
        return run + " over " + horizon().periods().size() + " periods";
    }
}
