package org.flexopf.lopf;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.Unit;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.SolveSequence;
import org.flexopf.opf.limit.BrokenLimit;
import org.flexopf.opf.limit.FeasibilityTolerance;
import org.flexopf.opf.limit.Limit;
import org.flexopf.opf.limit.LimitCheck;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.BusSchedule;
import org.flexopf.powerflow.LinearModelError;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowOptions;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.SolverChoice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a network within its limits by flexible resources at least cost: an AC power flow, the sensitivities of all
 * voltages and branch loadings by the resources from its Jacobian, a linear program over the actions (quadratic where
 * costs are), and again from the power flow with these actions, until it meets the limits and nothing better is in
 * sight. What cannot be fixed is reported. Radial or meshed networks; any schedule that has a power flow (Natale, Pilo,
 * Pisano and Soma 2022, and earlier work of the same group).
 *
 * <p>Limits are priced, so that the linear program always has a solution; a round counts only if the AC state improves:
 * cost of the actions plus penalties on the violations. A round that does not is repeated with the limits corrected for
 * what the sensitivities missed (Fletcher, "Practical Methods of Optimization", 1987, section 14.4); if that does not
 * help either, the next one may change the actions less.
 */
public final class SensitivityOpf {

    private static final Logger LOG = LoggerFactory.getLogger(SensitivityOpf.class);

    private static final double SMALLEST_SHARE = 1e-7;
    /**
     * What a round needs to know.
     *
     * @param voltagePenalty currency per hour and p.u. of a voltage beyond its limits
     * @param loadingPenalty currency per hour and MVA of a branch beyond its limit
     * @param referencePrice currency per MWh of what the references make up for
     * @param activeAllowed whether active power may be changed
     */
    record Settings(double voltagePenalty, double loadingPenalty, double referencePrice, boolean activeAllowed) {}

    /** Whether the state of a schedule meets the limits of its network. */
    public enum Outcome {
        /** It does as it is. */
        FEASIBLE,
        /** It does with reactive support from the resources. */
        FEASIBLE_WITH_REACTIVE_SUPPORT,
        /** It does not, whatever reactive power the resources supply; active power would have to change. */
        NOT_FEASIBLE
    }

    private final List<FlexibleResource> resources;
    private final Settings settings;
    private final SolverChoice solver;
    private final int maxRounds;

    private SensitivityOpf(List<FlexibleResource> resources, Settings settings, SolverChoice solver, int maxRounds) {
        this.resources = List.copyOf(resources);
        this.settings = settings;
        this.solver = solver;
        this.maxRounds = maxRounds;
    }

    /**
     * With resources, in at most 200 rounds; violations are penalised by 10^6 per p.u. and 10^4 per MVA, what
     * references make up for costs nothing.
     */
    public static SensitivityOpf of(List<FlexibleResource> resources) {
        return new SensitivityOpf(resources, new Settings(1e6, 1e4, 0.0, true), SolverChoice.installed(), 200);
    }

    /**
     * With other penalties: a limit is kept if that costs less than its penalty. Currency per hour and p.u. of voltage,
     * and per hour and MVA of loading.
     *
     * @throws IllegalArgumentException if one is not a positive number
     */
    public SensitivityOpf withPenalties(double perVoltage, double perMva) {
        if (!(perVoltage > 0.0) || !(perMva > 0.0) || Double.isInfinite(perVoltage) || Double.isInfinite(perMva)) {
            throw new IllegalArgumentException(
                    "the penalties are " + perVoltage + " per p.u. and " + perMva + " per MVA; give positive numbers");
        }
        return with(new Settings(perVoltage, perMva, settings.referencePrice(), settings.activeAllowed()));
    }

    /**
     * With a price of the energy that the references make up for, currency per MWh. @throws IllegalArgumentException if
     * it is not finite
     */
    public SensitivityOpf withReferencePrice(double price) {
        if (!Double.isFinite(price)) {
            throw new IllegalArgumentException("the price at the references is " + price + "; give a finite number");
        }
        return with(
                new Settings(settings.voltagePenalty(), settings.loadingPenalty(), price, settings.activeAllowed()));
    }

    /** With reactive power only. */
    public SensitivityOpf withReactiveSupportOnly() {
        return with(
                new Settings(settings.voltagePenalty(), settings.loadingPenalty(), settings.referencePrice(), false));
    }

    private SensitivityOpf with(Settings newSettings) {
        return new SensitivityOpf(resources, newSettings, solver, maxRounds);
    }

    /** With another choice of solver and options. */
    public SensitivityOpf withSolver(SolverChoice choice) {
        return new SensitivityOpf(resources, settings, Objects.requireNonNull(choice, "choice"), maxRounds);
    }

    /** With another largest number of rounds. @throws IllegalArgumentException if it is less than 1 */
    public SensitivityOpf withMaxRounds(int rounds) {
        if (rounds < 1) {
            throw new IllegalArgumentException("at least one round is needed, got " + rounds);
        }
        return new SensitivityOpf(resources, settings, solver, rounds);
    }

    /** The outcome for the network's own schedule. Without a power flow it is not feasible. */
    public Outcome outcome(Network network) {
        State start = State.of(network, noActions());
        if (!start.flow().converged()) {
            return Outcome.NOT_FEASIBLE;
        }
        if (broken(network, start.flow().point()).isEmpty()) {
            return Outcome.FEASIBLE;
        }
        return withReactiveSupportOnly().solve(network).isFeasible()
                ? Outcome.FEASIBLE_WITH_REACTIVE_SUPPORT
                : Outcome.NOT_FEASIBLE;
    }

    /**
     * Finds the cheapest actions for the network's own schedule.
     *
     * @throws java.util.NoSuchElementException if a resource stands at a bus that the network lacks
     */
    public SensitivityResult solve(Network network) {
        resources.forEach(resource -> network.busIndex(resource.bus()));
        State current = State.of(network, noActions());
        if (!current.flow().converged()) {
            return result(
                    network,
                    current,
                    current,
                    SolveSequence.unsettled(
                            0,
                            "the schedule has no power flow: " + current.flow().reason()),
                    null);
        }
        State first = current;
        Forecast forecast = new Forecast(current.flow().point(), current.flow());
        OperatingPoint base = current.flow().point();
        boolean corrected = false;
        double share = 1.0;
        double promised = 0.0;
        CheckedSolver memory = null;
        for (int round = 1; round <= maxRounds; round++) {
            SensitivityModel linear =
                    new SensitivityModel(current.prepared(), current.flow(), base, current.actions(), settings, share);
            ConicProgram program = linear.model().program();
            memory = memory == null ? solver.solverFor(program).session() : memory;
            CheckedAnswer answer = memory.solve(program, solver.options());
            if (!answer.status().isOptimal()) {
                return result(
                        network,
                        first,
                        current,
                        SolveSequence.unsettled(round, "the linear program was not solved: " + answer.message()),
                        forecast);
            }
            List<FlexibleAction> actions = linear.actions(linear.model().solution(answer));
            double merit = merit(network, first, current);
            if (!corrected) {
                // The program charges reference energy for the change in this round; the merit charges what has changed
                // since the first.
                promised = merit - (answer.objective() + referenceCost(network, first, current));
                if (promised <= 1e-7 * (1.0 + Math.abs(cost(network, first, current)))) {
                    SensitivityResult found = result(
                            network,
                            first,
                            current,
                            SolveSequence.settled(round, "nothing better is in sight"),
                            forecast);
                    ModelSolution optimum = linear.model().solution(answer);
                    return found.isFeasible()
                            ? found.withPrices(linear.prices(optimum, true), linear.prices(optimum, false))
                            : found;
                }
            }
            State trial = State.of(network, actions);
            double kept = trial.flow().converged()
                    ? (merit - merit(network, first, trial)) / promised
                    : Double.NEGATIVE_INFINITY;
            LOG.debug(
                    "{}: round {}, share {}{}, merit {}, promised {}, kept {}",
                    network.name(),
                    round,
                    share,
                    corrected ? " corrected" : "",
                    merit,
                    promised,
                    kept);
            if (kept > 0.1) {
                forecast = new Forecast(linear.forecast(actions), trial.flow());
                current = trial;
                base = current.flow().point();
                corrected = false;
                share = kept > 0.75 ? Math.min(1.0, 2.0 * share) : share;
            } else if (!corrected && trial.flow().converged()) {
                base = corrected(base, linear.forecast(actions), trial.flow().point());
                corrected = true;
            } else {
                base = current.flow().point();
                corrected = false;
                share *= 0.25;
            }
            if (share < SMALLEST_SHARE) {
                return result(
                        network,
                        first,
                        current,
                        SolveSequence.settled(round, "no change keeps what the linear program promises"),
                        forecast);
            }
        }
        return result(
                network,
                first,
                current,
                SolveSequence.unsettled(maxRounds, "the limit of " + maxRounds + " rounds was reached"),
                forecast);
    }

    /** The base from which the linear program would have foreseen what came. */
    private static OperatingPoint corrected(OperatingPoint base, OperatingPoint foreseen, OperatingPoint came) {
        return base.toBuilder()
                .vm(corrected(base.vm(), foreseen.vm(), came.vm()))
                .pFrom(corrected(base.pFrom(), foreseen.pFrom(), came.pFrom()))
                .qFrom(corrected(base.qFrom(), foreseen.qFrom(), came.qFrom()))
                .pTo(corrected(base.pTo(), foreseen.pTo(), came.pTo()))
                .qTo(corrected(base.qTo(), foreseen.qTo(), came.qTo()))
                .build();
    }

    private static double[] corrected(double[] base, double[] foreseen, double[] came) {
        double[] corrected = new double[base.length];
        for (int i = 0; i < corrected.length; i++) {
            corrected[i] = base[i] + (came[i] - foreseen[i]);
        }
        return corrected;
    }

    private List<FlexibleAction> noActions() {
        return resources.stream().map(FlexibleAction::none).toList();
    }

    /**
     * Cost of the actions and of what the references make up for, plus the penalties of the violations. Violations as
     * small as the rounding of the linear programs are free: times their penalty, they would hide small gains.
     */
    private double merit(Network network, State first, State state) {
        OperatingPoint point = state.flow().point();
        double penalty = 0.0;
        LimitCheck check = LimitCheck.of(network, point);
        for (BrokenLimit exceeded : check.exceeded()) {
            double free =
                    FeasibilityTolerance.SHARE_OF_ITERATIONS * check.tolerance().of(exceeded.limit());
            penalty += penalty(network, exceeded.limit()) * Math.max(0.0, exceeded.excess() - free);
        }
        return cost(network, first, state) + penalty;
    }

    /**
     * What a unit beyond a limit costs, currency per hour; nothing where no resource can change anything, as a
     * reference holds the voltage that it is told to hold, and nothing for limits that the linear programs lack.
     */
    private double penalty(Network network, Limit limit) {
        ElementRef element = limit.element();
        if (element.kind().equals(Bus.KIND)) {
            return network.bus(element.id()).isReference() ? 0.0 : settings.voltagePenalty();
        }
        return element.kind().equals(Branch.KIND) && limit.kind().unit() == Unit.MVA ? settings.loadingPenalty() : 0.0;
    }

    /**
     * The limits that a state breaks. Resources stand in it as negative loads that keep their own limits, and what
     * generators beside them are scheduled at is given; those at references make up for all others.
     */
    private static List<BrokenLimit> broken(Network network, OperatingPoint point) {
        return LimitCheck.of(network, point).broken().stream()
                .filter(broken -> {
                    ElementRef element = broken.limit().element();
                    return !element.kind().equals(Generator.KIND)
                            || network.bus(network.generator(element.id()).bus())
                                    .isReference();
                })
                .toList();
    }

    private double cost(Network network, State first, State state) {
        double sum = referenceCost(network, first, state);
        for (FlexibleAction action : state.actions()) {
            sum += action.cost();
        }
        return sum;
    }

    private double referenceCost(Network network, State first, State state) {
        double change = 0.0;
        for (int i = 0; i < network.buses().size(); i++) {
            if (network.buses().get(i).isReference()) {
                change += state.referenceGeneration(network, i) - first.referenceGeneration(network, i);
            }
        }
        return settings.referencePrice() * change;
    }

    private SensitivityResult result(
            Network network, State first, State state, SolveSequence sequence, Forecast forecast) {
        LinearModelError error = forecast == null
                ? LinearModelError.of(state.flow().point(), state.flow())
                : LinearModelError.of(forecast.point(), forecast.actual());
        return new SensitivityResult(
                sequence,
                state.actions(),
                cost(network, first, state),
                state.flow().point(),
                broken(network, first.flow().point()),
                broken(network, state.flow().point()),
                error,
                List.of(),
                List.of());
    }

    /** What a linear program foresaw, and what came. */
    private record Forecast(OperatingPoint point, PowerFlowResult actual) {}

    /** The AC state with actions, which stand in the network as negative loads. */
    private record State(PowerFlow prepared, PowerFlowResult flow, List<FlexibleAction> actions) {

        static State of(Network network, List<FlexibleAction> actions) {
            int id = network.loads().stream().mapToInt(Load::id).max().orElse(0);
            NetworkBuilder builder = network.toBuilder();
            for (FlexibleAction action : actions) {
                builder.load(Load.of(++id, action.resource().bus(), -action.active(), -action.reactive()));
            }
            Network acting = builder.build();
            PowerFlow prepared = PowerFlow.prepare(acting);
            return new State(
                    prepared,
                    prepared.solve(BusSchedule.of(acting), PowerFlowOptions.defaults()),
                    new ArrayList<>(actions));
        }

        /**
         * What the reference's own generation is, MW: its injection into the network less what resources at the same
         * bus inject.
         */
        double referenceGeneration(Network network, int bus) {
            double generation = flow.pInjection(bus);
            for (FlexibleAction action : actions) {
                if (network.busIndex(action.resource().bus()) == bus) {
                    generation -= action.active();
                }
            }
            return generation;
        }
    }
}
