package org.flexopf.opf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.StepControl;
import org.flexopf.opf.branchflow.BranchFlowPoint;
import org.flexopf.opf.control.FreeSettings;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.formulation.FormulatedModel;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.limit.FeasibilityTolerance;
import org.flexopf.opf.limit.Slack;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolveStatus;

/** A solved optimal power flow in physical units: MW, Mvar, p.u. voltage, degrees, currency per hour. */
public final class OpfSolution {

    private final Block block;
    private final FormulatedModel formulated;
    private final ModelSolution model;
    private final OpfRun run;
    private final Map<StepControl, Double> settings;
    /** Read when it is asked for first: whoever wants the objective alone need not wait for it. */
    private OperatingPoint point;

    private OpfProblem applied;
    private ModelSolution alone;

    OpfSolution(Block block, FormulatedModel formulated, ModelSolution model, OpfRun run) {
        this.block = block;
        this.formulated = formulated;
        this.model = model;
        this.run = run;
        this.settings = FreeSettings.of(block.problem().network(), formulated.freedControls(), model);
    }

    /** The block that this is the solution of. */
    public Block block() {
        return block;
    }

    /** The run that it is part of. */
    public OpfRun run() {
        return run;
    }

    /** What was asked, with the demand, availability and prices of the block in its network. */
    public synchronized OpfProblem problem() {
        if (applied == null) {
            applied = block.applied();
        }
        return applied;
    }

    /** The network, with the demand, availability and prices of the block. */
    public Network network() {
        return problem().network();
    }

    /**
     * The settings that the solution found for the controls that its model has
     * {@linkplain FormulatedModel#freedControls() freed}, in the network's order: a ratio, degrees, or Mvar at 1 p.u.
     * They may lie between two steps. All other settings are where the network has them.
     */
    public Map<StepControl, Double> settings() {
        return settings;
    }

    /**
     * The network as the solution operates it: with the demand that is served, DC lines at the powers that were found,
     * controls at the settings that were found, and without the units that are off.
     */
    public Network operatedNetwork() {
        boolean curtails = has(SoftLimit.DEMAND.slack());
        boolean commits = has(OpfVariables.GENERATOR_ON);
        if (!curtails && !commits && !has(OpfVariables.HVDC_P) && settings.isEmpty()) {
            return network();
        }
        NetworkBuilder operated = network().toBuilder().settle(settings);
        if (curtails) {
            double[] curtailed = values(SoftLimit.DEMAND.slack());
            Map<Integer, Double> served = new HashMap<>();
            for (int k = 0; k < curtailed.length; k++) {
                Load load = network().loads().get(k);
                if (curtailed[k] > 0.0 && load.p() != 0.0) {
                    served.put(load.id(), 1.0 - curtailed[k] / Math.abs(load.p()));
                }
            }
            operated.mapLoads(load -> {
                double share = served.getOrDefault(load.id(), 1.0);
                return load.withDemand(share * load.p(), share * load.q());
            });
        }
        if (commits) {
            double[] on = values(OpfVariables.GENERATOR_ON);
            operated.mapGenerators(
                    generator -> on[network().index(generator)] < 0.5 ? generator.withInService(false) : generator);
        }
        if (has(OpfVariables.HVDC_P)) {
            operated.mapHvdcLines(line -> network().isActive(line)
                    ? point().hvdc(network().hvdcLineIndex(line.id())).schedule(line)
                    : line);
        }
        return operated.build();
    }

    /** How it was formulated. */
    public OpfFormulation formulation() {
        return block.formulation();
    }

    /**
     * The values of the variables of a branch-flow model. @throws IllegalArgumentException if the solution is of
     * another model
     */
    public BranchFlowPoint branchFlows() {
        if (!has(OpfVariables.SERIES_Q) || !has(OpfVariables.SQUARED_VOLTAGE)) {
            throw new IllegalArgumentException(
                    "the formulation '" + formulation().name() + "' has no branch flows and squared voltages");
        }
        return BranchFlowPoint.of(network(), model);
    }

    /** The program that was solved, and what was done to the network in writing it. */
    public FormulatedModel formulated() {
        return formulated;
    }

    /**
     * The soft limits that the solution exceeds, by kind and element, each with its amount and cost. Slacks that
     * {@linkplain FeasibilityTolerance#PER_UNIT pass for rounding} are left out.
     */
    public List<Slack> slacks() {
        List<Slack> used = new ArrayList<>();
        for (SoftLimit limit : SoftLimit.values()) {
            if (has(limit.slack())) {
                double[] values = perUnitValues(limit.slack());
                for (int i = 0; i < values.length; i++) {
                    if (values[i] > FeasibilityTolerance.PER_UNIT) {
                        used.add(problem()
                                .softLimits()
                                .exceeded(limit, network(), i, values[i], bound(limit, i, values[i])));
                    }
                }
            }
        }
        return List.copyOf(used);
    }

    /**
     * The bound that a slack exceeds. A model of active power alone takes ratings and current limits, at a power
     * factor, for one limit, which lies below the flow by the slack.
     */
    private double bound(SoftLimit limit, int element, double slackPerUnit) {
        if (limit == SoftLimit.RATING && !has(OpfConstraints.REACTIVE_BALANCE)) {
            double flow = Math.max(Math.abs(point().pFrom(element)), Math.abs(point().pTo(element)));
            return flow - network().perUnit().physicalPower(slackPerUnit);
        }
        return limit.kind().bound(network(), element);
    }

    /** What the objective was charged for all slacks together, currency per hour. */
    public double slackCost() {
        return slacks().stream().mapToDouble(Slack::cost).sum();
    }

    /** What the answer is worth, after our own check. */
    public SolveStatus status() {
        return model.result().status();
    }

    /**
     * The optimal value of the program, the cost of slacks included: currency per hour where the objective is a cost.
     */
    public double objective() {
        return model.objective();
    }

    /**
     * A value that no AC-feasible point undercuts, if the formulation is a relaxation: the lower of the primal and the
     * dual objective, since each is only as good as the solver's tolerance. Without duals there is no bound: from a
     * solver that gives none, and of a program with integer variables. With soft limits, AC points may use slack too,
     * and pay for it as here.
     */
    public OptionalDouble lowerBound() {
        boolean isWhole = run.problem().isPlain() && run.change().steps().isEmpty();
        return isWhole && block.formulation().isRelaxation() ? model.result().lowerBound() : OptionalDouble.empty();
    }

    /** Voltages, generation and flows. */
    public synchronized OperatingPoint point() {
        if (point == null) {
            Network network = block.problem().network();
            Network settled = settings.isEmpty()
                    ? network
                    : network.toBuilder().settle(settings).build();
            point = formulated.complete(block.formulation().operatingPoint(settled, model), model);
        }
        return point;
    }

    /**
     * The solver's answer by name and in per unit, with the program that it answers: for those who look into the
     * program itself, as prices do. Where the program has several blocks, it is this block taken out of it.
     */
    public synchronized ModelSolution named() {
        if (alone == null) {
            alone = model.alone();
        }
        return alone;
    }

    /** The solver's answer to the whole program, of which this block is a part. */
    ModelSolution whole() {
        return model;
    }

    /** Whether the program has variables of a name. */
    public boolean has(VariableFamily family) {
        return model.hasValues(family);
    }

    /** Whether the program has rows of a name. */
    public boolean has(ConstraintFamily family) {
        return model.block().has(family);
    }

    /** The values of a quantity per element index, in its physical unit; NaN where an element has none. */
    public double[] values(VariableFamily family) {
        double step = network().perUnit().step(family.unit());
        double[] values = perUnitValues(family);
        for (int i = 0; i < values.length; i++) {
            values[i] *= step;
        }
        return values;
    }

    /**
     * The values of a quantity per element index as the program has them, in per unit; NaN where an element has none.
     */
    public double[] perUnitValues(VariableFamily family) {
        return model.values(family, count(family));
    }

    /**
     * The duals of a family of rows per element index, in currency per hour and physical unit of the quantity: for
     * balances d cost / d demand, for limits what one unit more room saves. 0 where an element has no such row; NaN if
     * there are no duals.
     */
    public double[] duals(ConstraintFamily family) {
        double step = network().perUnit().step(family.unit());
        double[] duals = model.duals(family, count(family));
        for (int i = 0; i < duals.length; i++) {
            duals[i] /= step;
        }
        return duals;
    }

    private int count(VariableFamily family) {
        return family.kind().equals(ElementKind.OWN)
                ? model.elementCount(family)
                : network().elements(family.kind()).size();
    }

    private int count(ConstraintFamily family) {
        return family.kind().equals(ElementKind.OWN)
                ? model.elementCount(family)
                : network().elements(family.kind()).size();
    }

    /** Our own check of the solver's answer. */
    public KktReport kkt() {
        return model.result().kkt();
    }

    /** Which solver answered, and with what effort. */
    public SolverRun solver() {
        return run.solver();
    }

    /** The answer in the program's own numbers, for a warm start of a neighbouring problem. */
    public CheckedAnswer result() {
        return model.result();
    }

    /** What has to be said along with any figure drawn from this solution. */
    public List<String> caveats() {
        return formulated.caveats();
    }

    @Override
    public String toString() {
        return status() + ": " + formulation().name() + " of "
                + block.problem().network().name() + (block.label().isEmpty() ? "" : ", block " + block.label())
                + ", objective " + objective();
    }
}
