package org.flexopf.lopf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flexopf.model.ModelSolution;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.SolveSequence;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.BusSchedule;
import org.flexopf.powerflow.LinearModelError;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowMethod;
import org.flexopf.powerflow.PowerFlowOptions;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.powerflow.StartVoltages;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.SolverChoice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rounds of a {@link SensitivityOpf} on one network. */
final class SensitivitySearch {

    private static final Logger LOG = LoggerFactory.getLogger(SensitivitySearch.class);

    /** A gain that passes for rounding, relative to the cost. */
    private static final double ROUNDING = 1e-7;

    private final ActingNetwork acting;
    private final Network network;
    private final SensitivitySettings settings;
    private final SolverChoice solver;
    private final PowerFlow powerFlow;
    private final Merit merit;
    private final PowerFlowResult schedule;
    private PowerFlowResult current;
    private LinearModelError modelError;
    private CheckedSolver memory;
    private int solves;

    /** Begins with the schedule as a power flow of the network itself has it. */
    SensitivitySearch(Network own, SensitivitySettings settings, SolverChoice solver) {
        if (!own.flowInterfaces().isEmpty()) {
            throw new IllegalArgumentException(own.name() + " has "
                    + own.flowInterfaces().get(0).label()
                    + ", and the sensitivities of this search know limits of single branches only; take an optimal "
                    + "power flow, or remove the interfaces");
        }
        this.acting = new ActingNetwork(own, settings);
        this.network = acting.network();
        this.settings = settings;
        this.solver = solver;
        this.powerFlow = PowerFlow.prepare(network);
        this.merit = new Merit(network, settings);
        PowerFlowResult held = PowerFlow.solve(own);
        OperatingPoint given = acting.schedule(held);
        this.schedule = held.converged() ? flow(given) : powerFlow.solve(BusSchedule.of(network, given), options());
        this.current = schedule;
        this.modelError = LinearModelError.of(schedule.point(), schedule);
    }

    private static PowerFlowOptions options() {
        return PowerFlowOptions.defaults();
    }

    /** A state with a dispatch; if there are several, the one nearest to the voltages of the dispatch. */
    private PowerFlowResult flow(OperatingPoint dispatch) {
        BusSchedule given = BusSchedule.of(network, dispatch);
        PowerFlowResult near = powerFlow.solve(
                given, options().withMethod(PowerFlowMethod.NEWTON).startingFrom(StartVoltages.of(dispatch)));
        return near.converged() ? near : powerFlow.solve(given, options());
    }

    /** The verdict on the schedule as it is. */
    RecoveredPoint scheduled() {
        return RecoveredPoint.of(powerFlow, schedule.point());
    }

    SensitivityResult solve(int maxRounds) {
        if (!schedule.converged()) {
            return unsettled("the schedule has no power flow: " + schedule.reason(), false);
        }
        current = flow(acting.withinLimits(schedule.point()));
        if (!current.converged()) {
            return unsettled("no power flow where generators keep their own limits: " + current.reason(), false);
        }
        Trust trust = new Trust(current.point());
        while (solves < maxRounds) {
            Linearisation linear = new Linearisation(powerFlow, current, acting);
            StepProgram step = new StepProgram(acting, linear, trust.base(), current.point(), settings, trust.share());
            CheckedAnswer answer = solve(step.model().program());
            if (!answer.status().isOptimal()) {
                return unsettled("the program of a step was not solved: " + answer.message(), false);
            }
            ModelSolution solution = step.model().solution(answer);
            double now = merit.of(current.point());
            if (!trust.isCorrected()) {
                trust.promise(now - answer.objective());
                if (trust.promised() <= ROUNDING * (1.0 + Math.abs(merit.cost(current.point())))) {
                    return settled(StepPrices.of(network, step, linear, solution));
                }
            }
            OperatingPoint foreseen = step.foreseen(solution);
            PowerFlowResult trial = flow(foreseen);
            double gain = trial.converged() ? now - merit.of(trial.point()) : Double.NEGATIVE_INFINITY;
            LOG.debug("{}: round {}, {}, merit {}, gain {}", network.name(), solves, trust, now, gain);
            if (trust.accepts(gain)) {
                current = trial;
                modelError = LinearModelError.of(foreseen, trial);
                trust.accepted(gain, trial.point());
            } else {
                trust.rejected(current.point(), foreseen, trial.converged() ? trial.point() : null);
            }
            if (trust.isExhausted()) {
                return unsettled("no change keeps what its program promises", true);
            }
        }
        return unsettled("the limit of " + maxRounds + " rounds was reached", false);
    }

    private CheckedAnswer solve(ConicProgram program) {
        memory = memory == null ? solver.solverFor(program).session() : memory;
        solves++;
        return memory.solve(program, solver.options());
    }

    private SensitivityResult settled(StepPrices prices) {
        RecoveredPoint state = RecoveredPoint.of(powerFlow, current.point());
        return result(
                SolveSequence.settled(solves, "nothing better is in sight"),
                false,
                state,
                state.isFeasible() ? Optional.of(prices) : Optional.empty());
    }

    private SensitivityResult unsettled(String reason, boolean stalled) {
        return result(
                SolveSequence.unsettled(solves, reason),
                stalled,
                RecoveredPoint.of(powerFlow, current.point()),
                Optional.empty());
    }

    private SensitivityResult result(
            SolveSequence sequence, boolean stalled, RecoveredPoint state, Optional<StepPrices> prices) {
        return new SensitivityResult(
                sequence,
                stalled,
                state,
                actions(state.point()),
                state.cost() - merit.cost(schedule.point()),
                scheduled().limits().broken(),
                modelError,
                prices);
    }

    private List<FlexibleAction> actions(OperatingPoint point) {
        List<FlexibleAction> actions = new ArrayList<>();
        for (int g : acting.acting()) {
            double p = schedule.point().pg(g);
            double q = schedule.point().qg(g);
            Generator scheduled = network.generators().get(g).withSchedule(p, q);
            actions.add(new FlexibleAction(scheduled, point.pg(g) - p, point.qg(g) - q));
        }
        return actions;
    }
}
