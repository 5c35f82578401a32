package org.flexopf.opf;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.network.Storage;
import org.flexopf.opf.device.DeviceTypes;
import org.flexopf.opf.device.Span;
import org.flexopf.opf.device.StorageType;
import org.flexopf.opf.problem.DecidedPeriods;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.HorizonProblem;
import org.flexopf.opf.problem.LinkedProblem;
import org.flexopf.opf.problem.Surroundings;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverUser;

/**
 * A horizon that is decided step by step: windows of some periods, of which the first ones are firm, each beginning
 * with what the firm periods before it leave behind.
 *
 * <pre>
 *   RollingResult year = RollingHorizon.of(Opf.of(new DcOpf()), 24, 1).solve(problem);
 *   double cost = year.orElseThrow().cost();
 * </pre>
 *
 * <p>What is decided in a firm period never changes. Whatever devices hand on inside of a horizon they hand on here:
 * energies and temperatures, powers and ramps, on and off with the hours in that state, what is owed, how much of a
 * window, an integral or a count is used up, and what has started and goes on. At the end of a window before the end of
 * the horizon,
 *
 * <ul>
 *   <li>storages are asked for what {@link WindowEnds} say, and for enough to meet what is asked of them later;
 *   <li>loads that shift may owe what they can still move in the rest of their window, and atomic loads may still run;
 *   <li>all else ends as at the end of the horizon: payback has returned, bids that started have run their time, and a
 *       bid whose partner no period so far speaks of counts as if that were not accepted. Later windows may decide
 *       otherwise of what is not firm.
 * </ul>
 *
 * The window that ends with the horizon is firm as a whole. So a single window over all periods is the horizon at once.
 * Immutable and safe to share between threads.
 */
public final class RollingHorizon implements SolverUser<RollingHorizon> {

    private final Opf opf;
    private final int window;
    private final int step;
    private final WindowEnds ends;
    private final Forecast forecast;

    /** What is known of a period when a window is solved. */
    @FunctionalInterface
    public interface Forecast {

        /**
         * Demand, availability and prices of a period.
         *
         * @param now the place of the first period of the window that is being solved
         * @param period the place of the period, at or after it
         * @return over the network of the problem
         */
        Profile of(int now, int period);
    }

    private RollingHorizon(Opf opf, int window, int step, WindowEnds ends, Forecast forecast) {
        this.opf = Objects.requireNonNull(opf, "opf");
        this.window = window;
        this.step = step;
        this.ends = Objects.requireNonNull(ends, "ends");
        this.forecast = forecast;
    }

    /**
     * Windows with ends {@linkplain WindowEnds#asStated as stated}.
     *
     * @param opf how a window is solved
     * @param window the number of periods of a window
     * @param step how many of them are firm
     * @throws IllegalArgumentException if a window has no firm period, or more firm periods than it has
     */
    public static RollingHorizon of(Opf opf, int window, int step) {
        if (step < 1 || window < step) {
            throw new IllegalArgumentException("windows of " + window + " periods with " + step
                    + " of them firm; give at least 1 firm period, and at least as many periods as are firm");
        }
        return new RollingHorizon(opf, window, step, WindowEnds.asStated(), null);
    }

    /** The same with other conditions at the ends of windows. */
    public RollingHorizon withEnds(WindowEnds newEnds) {
        return new RollingHorizon(opf, window, step, newEnds, forecast);
    }

    /** The same where every window knows something else of the periods to come; by default all know the problem's. */
    public RollingHorizon withForecast(Forecast newForecast) {
        return new RollingHorizon(opf, window, step, ends, Objects.requireNonNull(newForecast, "forecast"));
    }

    @Override
    public SolverChoice solverChoice() {
        return opf.solverChoice();
    }

    @Override
    public RollingHorizon withSolver(SolverChoice choice) {
        return new RollingHorizon(opf.withSolver(choice), window, step, ends, forecast);
    }

    /**
     * Decides all periods, and keeps what every window says.
     *
     * @throws IllegalArgumentException if a device cannot be decided window by window, the formulation cannot take the
     *     network, or cannot express the objective
     * @throws org.flexopf.solver.NoSuitableSolverException if no installed solver can take a window's program
     */
    public RollingResult solve(HorizonProblem problem) {
        List<RollingWindow> kept = new ArrayList<>();
        RollingResult result = solve(problem, kept::add);
        if (!result.isComplete()) {
            return result;
        }
        List<OpfSolution> firm = new ArrayList<>();
        for (RollingWindow solved : kept) {
            IntStream.range(0, solved.firm())
                    .forEach(k -> firm.add(solved.plan().orElseThrow().at(k)));
        }
        RollingPlan plan = new RollingPlan(problem.horizon(), firm, kept, result.cost());
        return new RollingResult(problem, result.windows(), result.costs(), Optional.of(plan));
    }

    /**
     * Decides all periods, and keeps nothing but costs and outcomes: for horizons of thousands of windows.
     *
     * @param each is given every window once it is solved, in the order of time
     * @throws IllegalArgumentException as {@link #solve(HorizonProblem)} does
     */
    public RollingResult solve(HorizonProblem problem, Consumer<RollingWindow> each) {
        requireRolling(problem);
        List<Horizon.Period> periods = problem.horizon().periods();
        List<Span.Later> all = known(problem, 0);
        List<WindowOutcome> outcomes = new ArrayList<>();
        List<Double> costs = new ArrayList<>();
        DecidedPeriods before = null;
        PreparedOpf prepared = null;
        for (int first = 0; first < periods.size(); ) {
            int end = Math.min(first + window, periods.size());
            if (forecast != null && first > 0) {
                all = known(problem, first);
            }
            int firm = end == periods.size() ? end - first : step;
            LinkedProblem asked = problem.window(
                    opf.formulation(),
                    first,
                    profiles(problem.problem().network(), all.subList(first, end), end, periods.size()),
                    new Surroundings(Optional.ofNullable(before), all.subList(end, all.size())));
            prepared = prepared == null ? opf.prepare(asked) : prepared.rebuilt(asked);
            RollingWindow solved = solved(prepared, new Horizon(periods.subList(first, end)), firm);
            outcomes.add(solved.outcome());
            each.accept(solved);
            if (solved.plan().isEmpty()) {
                break;
            }
            HorizonSolution plan = solved.plan().get();
            addCosts(problem, solved, plan, costs);
            before = asked.decided(firm, plan.run()::named);
            first += firm;
        }
        return new RollingResult(problem, outcomes, costs, Optional.empty());
    }

    private static RollingWindow solved(PreparedOpf prepared, Horizon periods, int firm) {
        OpfResult result = prepared.solve();
        Optional<HorizonSolution> plan =
                result.run().or(result::incumbent).map(run -> new HorizonSolution(periods, priced(run)));
        return new RollingWindow(
                periods.periods().get(0).index(), firm, periods.periods().size(), result, plan);
    }

    /** With prices where integers were decided; without them where the solver fails on what is left. */
    private static OpfRun priced(OpfRun run) {
        try {
            return run.atItsIntegers();
        } catch (OpfNotSolvedException e) {
            return run;
        }
    }

    /** What is known of all periods when a window is solved; of those before it, what the problem says. */
    private List<Span.Later> known(HorizonProblem problem, int now) {
        return problem.horizon().periods().stream()
                .map(period -> new Span.Later(
                        forecast == null || period.index() < now
                                ? problem.profiles().get(period.index())
                                : forecast.of(now, period.index()),
                        period.hours()))
                .toList();
    }

    /** The profiles of a window, the last one with what is asked of storages there. */
    private List<Profile> profiles(Network network, List<Span.Later> inWindow, int end, int periods) {
        List<Profile> profiles =
                new ArrayList<>(inWindow.stream().map(Span.Later::profile).toList());
        List<Storage> storages = storages(network);
        if (end < periods && !storages.isEmpty()) {
            Profile last = profiles.get(profiles.size() - 1);
            profiles.set(
                    profiles.size() - 1,
                    last.withDevices(
                            Storage.KIND,
                            storages.stream()
                                    .map(storage -> storage.withEnd(end(storage, end - 1)))
                                    .toList()));
        }
        return profiles;
    }

    /** Who ends as it began is asked for that, whatever it is worth. */
    private Storage.End end(Storage storage, int period) {
        Storage.End stated = storage.energy().end();
        return stated.rule() == Storage.Rule.CYCLIC ? stated : ends.of(storage, period);
    }

    private static List<Storage> storages(Network network) {
        return network.elements(Storage.KIND).stream().map(Storage.class::cast).toList();
    }

    private void addCosts(HorizonProblem problem, RollingWindow solved, HorizonSolution plan, List<Double> costs) {
        int end = solved.first() + solved.periods();
        for (int k = 0; k < solved.firm(); k++) {
            OpfSolution period = plan.at(k);
            double cost = period.block().costFactor() * period.objective();
            if (k == solved.periods() - 1 && end < problem.horizon().periods().size()) {
                cost += valueOfEnd(problem.problem().network(), end - 1, period);
            }
            costs.add(cost);
        }
    }

    /** What the objective of a window's last period was lowered by for energy that is left, which nobody pays. */
    private double valueOfEnd(Network network, int period, OpfSolution last) {
        double value = 0.0;
        List<Storage> storages = storages(network);
        for (int k = 0; k < storages.size(); k++) {
            Storage.End end = end(storages.get(k), period);
            double energy = end.rule() == Storage.Rule.FREE ? last.values(StorageType.ENERGY)[k] : 0.0;
            value += Double.isNaN(energy) ? 0.0 : end.value() * energy;
        }
        return value;
    }

    private void requireRolling(HorizonProblem problem) {
        int periods = problem.horizon().periods().size();
        int windows = window >= periods ? 1 : 1 + (periods - window + step - 1) / step;
        int[] ends = IntStream.range(0, windows - 1)
                .map(k -> k * step + window)
                .filter(end -> end < periods)
                .toArray();
        Network network = problem.problem().network();
        List<String> reasons = new ArrayList<>();
        DeviceTypes.further(network)
                .forEach(type -> reasons.addAll(type.whyNotRolling(network, problem.profiles(), ends.clone(), window)));
        if (!reasons.isEmpty()) {
            throw new IllegalArgumentException("a rolling horizon cannot decide all devices of " + network.name() + ": "
                    + String.join("; ", reasons));
        }
    }

    @Override
    public String toString() {
        return "windows of " + window + " periods, " + step + " of them firm, by " + opf;
    }
}
