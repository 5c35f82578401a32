package org.flexopf.opf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.flexopf.network.StepControl;
import org.flexopf.opf.problem.OpfProblem;

/**
 * An optimal power flow over settings that move in steps: solved with the settings free within their ranges, rounded to
 * the nearest step, and solved again with the settings fixed there.
 *
 * <p>The first solve is a lower bound of whatever the steps can reach, so the difference of the two objectives bounds
 * what the rounding costs. It does not prove that the steps are the best ones. Where the nearest steps leave no
 * acceptable point, the settings are fixed one after the other, each at the nearest step that leaves one, and the
 * settings still free are solved for again in between.
 *
 * <p>Where every value of a range can be set and the formulation is no relaxation, the first solve is the answer.
 *
 * <p>A relaxation may call steps feasible that break a limit in the real network, such as a tap that brings a bus above
 * its highest voltage: it wastes what is too much. What is acceptable can therefore be said by the caller, such as
 * {@code solution -> ExactnessReport.of(solution).isExact()}.
 */
public final class RoundedControls {

    /**
     * What became of a control.
     *
     * @param control the control
     * @param relaxed its setting in the first solve, or the present one where that leaves it open: a ratio, degrees, or
     *     Mvar at 1 p.u.
     * @param rounded the step that it is fixed at
     */
    public record Setting(StepControl control, double relaxed, double rounded) {}

    private final OpfResult relaxed;
    private final OpfResult rounded;
    private final List<Setting> settings;
    private final SolveSequence sequence;

    private RoundedControls(OpfResult relaxed, OpfResult rounded, List<Setting> settings, SolveSequence sequence) {
        this.relaxed = relaxed;
        this.rounded = rounded;
        this.settings = settings;
        this.sequence = sequence;
    }

    /**
     * Solves, rounds and solves again; every solution is acceptable. @throws IllegalArgumentException as the other
     * method does
     */
    public static RoundedControls solve(Opf opf, OpfProblem problem) {
        return solve(opf, problem, solution -> true);
    }

    /**
     * Solves, rounds and solves again.
     *
     * @param acceptable whether a solution with settings at steps will do
     * @throws IllegalArgumentException if the formulation leaves the settings of elements in service where they are, so
     *     that there is nothing to round
     */
    public static RoundedControls solve(Opf opf, OpfProblem problem, Predicate<OpfSolution> acceptable) {
        OpfResult relaxed = opf.solve(problem);
        if (relaxed.solution().isEmpty()) {
            return new RoundedControls(
                    relaxed,
                    relaxed,
                    List.of(),
                    SolveSequence.unsettled(1, "no solution with settings free: " + relaxed.message()));
        }
        if (problem.network().controls().stream().noneMatch(problem.network()::isActive)) {
            SolveSequence only = relaxed.solution().filter(acceptable).isPresent()
                    ? SolveSequence.settled(1, "no control is in service")
                    : SolveSequence.unsettled(1, "no control is in service, and the solution is not acceptable");
            return new RoundedControls(relaxed, relaxed, List.of(), only);
        }
        Map<StepControl, Double> free = settings(relaxed.orElseThrow());
        if (!opf.formulation().isRelaxation()
                && free.keySet().stream().allMatch(StepControl::isContinuous)
                && relaxed.solution().filter(acceptable).isPresent()) {
            return new RoundedControls(
                    relaxed, relaxed, list(free, free), SolveSequence.settled(1, "every value of a range can be set"));
        }
        Map<StepControl, Double> nearest = new LinkedHashMap<>();
        free.forEach((control, value) -> nearest.put(control, control.nearest(value)));
        OpfResult rounded = opf.solve(settled(problem, nearest));
        if (rounded.solution().filter(acceptable).isPresent()) {
            return new RoundedControls(
                    relaxed,
                    rounded,
                    list(free, nearest),
                    SolveSequence.settled(2, "all controls at the nearest step"));
        }
        return oneByOne(opf, problem, relaxed, free, acceptable);
    }

    private static RoundedControls oneByOne(
            Opf opf,
            OpfProblem problem,
            OpfResult relaxed,
            Map<StepControl, Double> free,
            Predicate<OpfSolution> acceptable) {
        Map<StepControl, Double> fixed = new LinkedHashMap<>();
        OpfResult last = relaxed;
        int solves = 2;
        for (StepControl control : free.keySet()) {
            double value = settings(last.orElseThrow()).get(control);
            OpfResult next = null;
            for (double candidate : candidates(control, value)) {
                fixed.put(control, candidate);
                next = opf.solve(settled(problem, fixed));
                solves++;
                if (next.solution().filter(acceptable).isPresent()) {
                    break;
                }
            }
            last = next;
            if (last.solution().filter(acceptable).isEmpty()) {
                return new RoundedControls(
                        relaxed,
                        last,
                        list(free, fixed),
                        SolveSequence.unsettled(solves, "no step next to its setting is acceptable for " + control));
            }
        }
        return new RoundedControls(
                relaxed,
                last,
                list(free, fixed),
                SolveSequence.settled(solves, "controls fixed at steps one after the other"));
    }

    /** The step nearest to a value, and the next one on the other side of it. */
    private static double[] candidates(StepControl control, double value) {
        double nearest = control.nearest(value);
        if (control.isContinuous() || nearest == value) {
            return new double[] {nearest};
        }
        double step = (control.upper() - control.lower()) / control.steps();
        double other = control.nearest(nearest < value ? nearest + step : nearest - step);
        return new double[] {nearest, other};
    }

    private static Map<StepControl, Double> settings(OpfSolution solution) {
        if (solution.settings().isEmpty()) {
            throw new IllegalArgumentException(
                    "the formulation '" + solution.formulation().name() + "' leaves the settings of "
                            + solution.network().name() + " where they are; there is nothing to round");
        }
        return solution.settings();
    }

    private static OpfProblem settled(OpfProblem problem, Map<StepControl, Double> settings) {
        return problem.withNetwork(
                problem.network().toBuilder().settle(settings).build());
    }

    private static List<Setting> list(Map<StepControl, Double> free, Map<StepControl, Double> fixed) {
        List<Setting> settings = new ArrayList<>();
        fixed.forEach((control, value) -> settings.add(new Setting(control, free.get(control), value)));
        return List.copyOf(settings);
    }

    /** The first solve, with all settings free within their ranges. */
    public OpfResult relaxed() {
        return relaxed;
    }

    /**
     * The last solve: with all settings fixed at steps if it {@linkplain #isAccepted() is accepted}, else the one that
     * the search ended with.
     */
    public OpfResult rounded() {
        return rounded;
    }

    /** Whether steps were found that leave an acceptable solution. */
    public boolean isAccepted() {
        return sequence.settled();
    }

    /** What became of every control in service; of those that were tried, where no solution was found. */
    public List<Setting> settings() {
        return settings;
    }

    /**
     * What the steps cost at most, in the objective's unit: the objective with fixed settings less the one with free
     * ones; empty if no steps were accepted.
     */
    public OptionalDouble lossOfObjective() {
        return isAccepted()
                ? OptionalDouble.of(rounded.orElseThrow().objective()
                        - relaxed.orElseThrow().objective())
                : OptionalDouble.empty();
    }

    /** How many programs were solved, and how it ended: settled with an acceptable solution at steps. */
    public SolveSequence sequence() {
        return sequence;
    }

    @Override
    public String toString() {
        return settings.size() + " settings at their steps, " + (isAccepted() ? "accepted" : "not accepted") + "; "
                + rounded;
    }
}
