package org.flexopf.report.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flexopf.network.Network;
import org.flexopf.network.Note;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.RoundedControls;
import org.flexopf.opf.RunKpis;
import org.flexopf.opf.SolverRun;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.limit.Slack;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.LinearModelError;
import org.flexopf.powerflow.RecoveredPoint;

/** What is added to a document; for one thread. */
public final class OpfDocumentBuilder {

    final String caseName;
    final List<Note> notes;
    final String model;
    final String status;
    final SolverRun solver;
    final List<Finding> findings = new ArrayList<>();
    String outcome;
    String message;
    ObjectiveResult objective;
    ExactnessResult exactness;
    RecoveredResult recovered;
    String acCheck;
    String searchVerdict;
    RoundedControls controls;
    List<ConditionResult> conditions;
    RunKpis kpis;
    List<ConfirmedPrice> confirmedPrices;
    LinearModelError modelError;
    List<Slack> slacks;
    List<SoftLimitResult> softLimits;
    StateResult state;
    PriceOrigin priceOrigin;
    String priceReference;
    Conflict conflict;
    SecurityReport security;
    OutagesResult outages;
    List<LimitPrice> limitPrices;
    List<ActionResult> actions;

    OpfDocumentBuilder(String caseName, List<Note> notes, String model, String status, SolverRun solver) {
        this.caseName = Objects.requireNonNull(caseName, "caseName");
        this.notes = List.copyOf(notes);
        this.model = Objects.requireNonNull(model, "model");
        this.status = Objects.requireNonNull(status, "status");
        this.solver = Objects.requireNonNull(solver, "solver");
    }

    private OpfDocumentBuilder(OpfDocumentBuilder other) {
        this(other.caseName, other.notes, other.model, other.status, other.solver);
        findings.addAll(other.findings);
        outcome = other.outcome;
        message = other.message;
        objective = other.objective;
        exactness = other.exactness;
        recovered = other.recovered;
        acCheck = other.acCheck;
        searchVerdict = other.searchVerdict;
        controls = other.controls;
        conditions = other.conditions;
        kpis = other.kpis;
        confirmedPrices = other.confirmedPrices;
        modelError = other.modelError;
        slacks = other.slacks;
        softLimits = other.softLimits;
        state = other.state;
        priceOrigin = other.priceOrigin;
        priceReference = other.priceReference;
        conflict = other.conflict;
        security = other.security;
        outages = other.outages;
        limitPrices = other.limitPrices;
        actions = other.actions;
    }

    /** What became of a sequence of programs, in a word. */
    public OpfDocumentBuilder outcome(String word) {
        outcome = Objects.requireNonNull(word, "word");
        return this;
    }

    /** One more sentence on the outcome. */
    public OpfDocumentBuilder message(String sentence) {
        message = Objects.requireNonNull(sentence, "sentence");
        return this;
    }

    /** What the optimal value is, with its unit, in words. */
    public OpfDocumentBuilder objective(String label) {
        objective = objective == null
                ? null
                : new ObjectiveResult(objective.value(), objective.lowerBound(), label, objective.unit());
        return this;
    }

    /** What was minimised. */
    public OpfDocumentBuilder objective(ObjectiveResult value) {
        objective = Objects.requireNonNull(value, "value");
        return this;
    }

    /** Exactness of a relaxation. */
    public OpfDocumentBuilder exactness(ExactnessResult report) {
        exactness = Objects.requireNonNull(report, "report");
        return this;
    }

    /** What an AC power flow makes of the dispatch. */
    public OpfDocumentBuilder recovered(RecoveredPoint point) {
        recovered = RecoveredResult.of(point);
        acCheck = point.verdict();
        return this;
    }

    /**
     * What a search for an AC-feasible point has found, in the place of the state of the dispatch.
     *
     * @param lowerBound what the search has proved, which counts where the model proves nothing; NaN for nothing
     */
    public OpfDocumentBuilder search(RecoveredResult found, double lowerBound, String verdict) {
        recovered = Objects.requireNonNull(found, "found");
        searchVerdict = Objects.requireNonNull(verdict, "verdict");
        if (objective != null && Double.isNaN(objective.lowerBound())) {
            objective = new ObjectiveResult(objective.value(), lowerBound, objective.label(), objective.unit());
        }
        return this;
    }

    /** Settings of controls. */
    public OpfDocumentBuilder controls(RoundedControls settings) {
        controls = Objects.requireNonNull(settings, "settings");
        return this;
    }

    /** Conditions for exactness. */
    public OpfDocumentBuilder conditions(List<ConditionResult> checked) {
        conditions = List.copyOf(checked);
        return this;
    }

    /** Key figures. */
    public OpfDocumentBuilder kpis(RunKpis figures) {
        kpis = Objects.requireNonNull(figures, "figures");
        return this;
    }

    /** Prices beside slopes. */
    public OpfDocumentBuilder confirmedPrices(List<ConfirmedPrice> confirmed) {
        confirmedPrices = List.copyOf(confirmed);
        return this;
    }

    /** The error of a linear model. */
    public OpfDocumentBuilder modelError(LinearModelError error) {
        modelError = Objects.requireNonNull(error, "error");
        return this;
    }

    /** A state that is not that of a solution. */
    public OpfDocumentBuilder state(Network network, OperatingPoint point, StateResult.Prices prices) {
        return state(network, network, point, prices);
    }

    /**
     * The same where not all demand is served.
     *
     * @param operated the network with the demand that is served
     */
    public OpfDocumentBuilder state(
            Network network, Network operated, OperatingPoint point, StateResult.Prices prices) {
        state = StateResult.of(network, operated, point, prices);
        return this;
    }

    /**
     * Another split of the active prices, which leaves the prices as they are.
     *
     * @param reference where their energy part is measured, in words
     * @param parts by bus index of the network, each with the price as its sum
     */
    public OpfDocumentBuilder priceParts(Network network, String reference, List<PriceComponents> parts) {
        priceReference = Objects.requireNonNull(reference, "reference");
        state = state.withActiveParts(network, parts);
        return this;
    }

    /** The origin of prices that are not those of a solution. */
    public OpfDocumentBuilder priceOrigin(PriceOrigin origin) {
        priceOrigin = Objects.requireNonNull(origin, "origin");
        return this;
    }

    /** Single outages. */
    public OpfDocumentBuilder security(SecurityReport report) {
        security = Objects.requireNonNull(report, "report");
        return this;
    }

    /** AC states after single outages. */
    public OpfDocumentBuilder outages(OutagesResult states) {
        outages = Objects.requireNonNull(states, "states");
        return this;
    }

    /** The limits of the state that are worth something, where the result is not that of a formulation. */
    public OpfDocumentBuilder limitPrices(List<LimitPrice> prices) {
        limitPrices = prices.stream().sorted(LimitPrice.DEAREST_FIRST).toList();
        state = state.withDuals(limitPrices);
        return this;
    }

    /** Soft limits, and what gives way of them, where the result is not that of a formulation. */
    public OpfDocumentBuilder softLimits(SoftLimits soft, List<Slack> exceeded) {
        slacks = List.copyOf(exceeded);
        softLimits = SoftLimitResult.of(soft, exceeded);
        return this;
    }

    /** What resources do. */
    public OpfDocumentBuilder actions(List<ActionResult> done) {
        actions = List.copyOf(done);
        return this;
    }

    /** One more line of the summary. */
    public OpfDocumentBuilder finding(String label, String text) {
        findings.add(new Finding(label, text));
        return this;
    }

    /** The document of what is there so far; what is added later is not in it. */
    public OpfDocument build() {
        return new OpfDocument(new OpfDocumentBuilder(this));
    }

    @Override
    public String toString() {
        return "a result document in the making";
    }
}
