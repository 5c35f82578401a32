package org.flexopf.report.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.network.Network;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.OperatingPoint;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.RoundedControls;
import org.flexopf.opf.RunKpis;
import org.flexopf.opf.Slack;
import org.flexopf.opf.SoftLimits;
import org.flexopf.opf.SolverRun;
import org.flexopf.powerflow.LinearModelError;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.pricing.nodal.NodalPrices;

/**
 * What an optimal power flow has to tell. What was not asked for, and what the model does not know, is empty.
 * Immutable.
 *
 * <pre>{@code
 * OpfDocument document = OpfDocument.of(result, network, "socp").objective("cost, per hour").build();
 * String json = JsonRenderer.render(document);
 * }</pre>
 */
public final class OpfDocument implements ResultDocument {

    private final Builder parts;
    private final List<Finding> findings;

    private OpfDocument(Builder parts) {
        this.parts = parts;
        this.findings = List.copyOf(OpfFindings.of(this, parts.findings));
    }

    /**
     * The document of a solve: its status, and with a solution its state, prices, slacks and bound; without one the
     * reason, and the conflict if it is infeasible.
     *
     * @param network the network, for the case's name and its elements
     * @param model what was solved, such as the name of a formulation
     * @param knowsVoltages whether the model has voltages and reactive power, so that reactive power has a price
     */
    public static Builder of(OpfResult result, Network network, String model, boolean knowsVoltages) {
        Builder document = new Builder(network.name(), model, result.status().name(), result.solver());
        if (result.solution().isEmpty()) {
            document.message = result.message();
            document.conflict = result.conflict().orElse(null);
            return document;
        }
        OpfSolution solution = result.solution().get();
        NodalPrices prices = solution.result().hasDuals() ? NodalPrices.of(solution) : null;
        document.priceOrigin = prices == null ? null : PriceOrigin.of(prices);
        document.slacks =
                solution.problem().softLimits().equals(SoftLimits.none()) ? null : List.copyOf(solution.slacks());
        document.objective =
                new ObjectiveResult(solution.objective(), solution.lowerBound().orElse(Double.NaN), "optimal value");
        document.state =
                StateResult.of(network, solution.point(), StateResult.Prices.of(prices, network, knowsVoltages));
        return document;
    }

    /**
     * The document of something that is not solved by one formulation, such as a sequence of programs.
     *
     * @param status how it ended, in upper case
     */
    public static Builder of(Network network, String model, String status, SolverRun solver) {
        return new Builder(network.name(), model, status, solver);
    }

    @Override
    public String caseName() {
        return parts.caseName;
    }

    /** What was solved, such as the name of a formulation. */
    public String model() {
        return parts.model;
    }

    /** How it ended: the name of a {@link org.flexopf.solver.SolveStatus}, or what a sequence of programs says. */
    public String status() {
        return parts.status;
    }

    /** What became of a sequence of programs, in a word. */
    public Optional<String> outcome() {
        return Optional.ofNullable(parts.outcome);
    }

    /** Why there is no solution, or how a sequence of programs ended. */
    public Optional<String> message() {
        return Optional.ofNullable(parts.message);
    }

    /** What was minimised. */
    public Optional<ObjectiveResult> objective() {
        return Optional.ofNullable(parts.objective);
    }

    /** Whether the answer of a relaxation is one of the AC problem. */
    public Optional<ExactnessResult> exactness() {
        return Optional.ofNullable(parts.exactness);
    }

    /** The AC state of the dispatch, or what a search for one has found. */
    public Optional<RecoveredResult> recovered() {
        return Optional.ofNullable(parts.recovered);
    }

    /** What an AC power flow says of the dispatch, in one sentence. */
    public Optional<String> acCheck() {
        return Optional.ofNullable(parts.acCheck);
    }

    /** What a search for an AC-feasible point says, in one sentence. */
    public Optional<String> searchVerdict() {
        return Optional.ofNullable(parts.searchVerdict);
    }

    /** What became of taps, phase shifters and switchable shunts, where they were free. */
    public Optional<RoundedControls> controls() {
        return Optional.ofNullable(parts.controls);
    }

    /** The published conditions for exactness. */
    public Optional<List<ConditionResult>> conditions() {
        return Optional.ofNullable(parts.conditions);
    }

    /** The key figures of the run. */
    public Optional<RunKpis> kpis() {
        return Optional.ofNullable(parts.kpis);
    }

    /** Prices beside the slopes of the cost. */
    public Optional<List<ConfirmedPrice>> confirmedPrices() {
        return Optional.ofNullable(parts.confirmedPrices);
    }

    /** How far a linear model is from an AC power flow. */
    public Optional<LinearModelError> modelError() {
        return Optional.ofNullable(parts.modelError);
    }

    /** The limits that give way; empty where all are hard. */
    public Optional<List<Slack>> slacks() {
        return Optional.ofNullable(parts.slacks);
    }

    /** Every element; empty if there is no solution. */
    public Optional<StateResult> state() {
        return Optional.ofNullable(parts.state);
    }

    /** Where the prices come from; empty if there are none. */
    public Optional<PriceOrigin> priceOrigin() {
        return Optional.ofNullable(parts.priceOrigin);
    }

    /** What cannot be met together in an infeasible case. */
    public Optional<Conflict> conflict() {
        return Optional.ofNullable(parts.conflict);
    }

    /** What there is to say about single outages. */
    public Optional<SecurityReport> security() {
        return Optional.ofNullable(parts.security);
    }

    /** What resources do beside a schedule. */
    public Optional<List<ActionResult>> actions() {
        return Optional.ofNullable(parts.actions);
    }

    /** Which solver answered, and with what effort. */
    public SolverRun solver() {
        return parts.solver;
    }

    @Override
    public List<Finding> findings() {
        return findings;
    }

    /** What is added to a document; for one thread and one document. */
    public static final class Builder {

        private final String caseName;
        private final String model;
        private final String status;
        private final SolverRun solver;
        private final List<Finding> findings = new ArrayList<>();
        private String outcome;
        private String message;
        private ObjectiveResult objective;
        private ExactnessResult exactness;
        private RecoveredResult recovered;
        private String acCheck;
        private String searchVerdict;
        private RoundedControls controls;
        private List<ConditionResult> conditions;
        private RunKpis kpis;
        private List<ConfirmedPrice> confirmedPrices;
        private LinearModelError modelError;
        private List<Slack> slacks;
        private StateResult state;
        private PriceOrigin priceOrigin;
        private Conflict conflict;
        private SecurityReport security;
        private List<ActionResult> actions;

        private Builder(String caseName, String model, String status, SolverRun solver) {
            this.caseName = Objects.requireNonNull(caseName, "caseName");
            this.model = Objects.requireNonNull(model, "model");
            this.status = Objects.requireNonNull(status, "status");
            this.solver = Objects.requireNonNull(solver, "solver");
        }

        /** What became of a sequence of programs, in a word. */
        public Builder outcome(String word) {
            outcome = Objects.requireNonNull(word, "word");
            return this;
        }

        /** One more sentence on the outcome. */
        public Builder message(String sentence) {
            message = Objects.requireNonNull(sentence, "sentence");
            return this;
        }

        /** What the optimal value is, with its unit, in words. */
        public Builder objective(String label) {
            objective =
                    objective == null ? null : new ObjectiveResult(objective.value(), objective.lowerBound(), label);
            return this;
        }

        /** What was minimised. */
        public Builder objective(ObjectiveResult value) {
            objective = Objects.requireNonNull(value, "value");
            return this;
        }

        /** Exactness of a relaxation. */
        public Builder exactness(ExactnessResult report) {
            exactness = Objects.requireNonNull(report, "report");
            return this;
        }

        /** What an AC power flow makes of the dispatch. */
        public Builder recovered(RecoveredPoint point) {
            recovered = RecoveredResult.of(point);
            acCheck = point.verdict();
            return this;
        }

        /**
         * What a search for an AC-feasible point has found, in the place of the state of the dispatch.
         *
         * @param lowerBound what the search has proved, which counts where the model proves nothing; NaN for nothing
         */
        public Builder search(RecoveredResult found, double lowerBound, String verdict) {
            recovered = Objects.requireNonNull(found, "found");
            searchVerdict = Objects.requireNonNull(verdict, "verdict");
            if (objective != null && Double.isNaN(objective.lowerBound())) {
                objective = new ObjectiveResult(objective.value(), lowerBound, objective.label());
            }
            return this;
        }

        /** Settings of controls. */
        public Builder controls(RoundedControls settings) {
            controls = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /** Conditions for exactness. */
        public Builder conditions(List<ConditionResult> checked) {
            conditions = List.copyOf(checked);
            return this;
        }

        /** Key figures. */
        public Builder kpis(RunKpis figures) {
            kpis = Objects.requireNonNull(figures, "figures");
            return this;
        }

        /** Prices beside slopes. */
        public Builder confirmedPrices(List<ConfirmedPrice> confirmed) {
            confirmedPrices = List.copyOf(confirmed);
            return this;
        }

        /** The error of a linear model. */
        public Builder modelError(LinearModelError error) {
            modelError = Objects.requireNonNull(error, "error");
            return this;
        }

        /** A state that is not that of a solution. */
        public Builder state(Network network, OperatingPoint point, StateResult.Prices prices) {
            state = StateResult.of(network, point, prices);
            return this;
        }

        /** The origin of prices that are not those of a solution. */
        public Builder priceOrigin(PriceOrigin origin) {
            priceOrigin = Objects.requireNonNull(origin, "origin");
            return this;
        }

        /** Single outages. */
        public Builder security(SecurityReport report) {
            security = Objects.requireNonNull(report, "report");
            return this;
        }

        /** What resources do. */
        public Builder actions(List<ActionResult> done) {
            actions = List.copyOf(done);
            return this;
        }

        /** One more line of the summary. */
        public Builder finding(String label, String text) {
            findings.add(new Finding(label, text));
            return this;
        }

        /** The document. */
        public OpfDocument build() {
            return new OpfDocument(this);
        }
    }
}
