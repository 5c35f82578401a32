package org.flexopf.report.result;

import java.util.List;
import java.util.Optional;
import org.flexopf.network.Network;
import org.flexopf.network.Note;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.RoundedControls;
import org.flexopf.opf.RunKpis;
import org.flexopf.opf.SolverRun;
import org.flexopf.opf.limit.Slack;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.powerflow.LinearModelError;
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

    private final OpfDocumentBuilder parts;
    private final List<Finding> findings;

    /** The document of parts that nobody else changes any more. */
    OpfDocument(OpfDocumentBuilder parts) {
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
    public static OpfDocumentBuilder of(OpfResult result, Network network, String model, boolean knowsVoltages) {
        OpfDocumentBuilder document = builder(network, model, result.status().name(), result.solver());
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
        document.objective = new ObjectiveResult(
                solution.objective(),
                solution.lowerBound().orElse(Double.NaN),
                "optimal value",
                solution.problem().objective().unit());
        document.softLimits = solution.problem().softLimits().equals(SoftLimits.none())
                ? null
                : SoftLimitResult.of(solution.problem().softLimits(), solution.slacks());
        document.state = StateResult.of(
                        network,
                        solution.operatedNetwork(),
                        solution.point(),
                        StateResult.Prices.of(prices, network, knowsVoltages))
                .withDuals(solution);
        return document;
    }

    /**
     * The document of something that is not solved by one formulation, such as a sequence of programs.
     *
     * @param status how it ended, in upper case
     */
    public static OpfDocumentBuilder of(Network network, String model, String status, SolverRun solver) {
        return builder(network, model, status, solver);
    }

    private static OpfDocumentBuilder builder(Network network, String model, String status, SolverRun solver) {
        return new OpfDocumentBuilder(network.name(), network.answerNotes(), model, status, solver);
    }

    @Override
    public List<Note> notes() {
        return parts.notes;
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

    /** What the result is worth for the AC network, in a few words. */
    public Badge badge() {
        return Badge.of(this);
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

    /** The kinds of limits that were soft, and how far each gave way; empty where all are hard. */
    public Optional<List<SoftLimitResult>> softLimits() {
        return Optional.ofNullable(parts.softLimits);
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

    /** Where the energy part of prices is measured, in words; empty where it is at the references. */
    public Optional<String> priceReference() {
        return Optional.ofNullable(parts.priceReference);
    }

    /** What cannot be met together in an infeasible case. */
    public Optional<Conflict> conflict() {
        return Optional.ofNullable(parts.conflict);
    }

    /** What there is to say about single outages. */
    public Optional<SecurityReport> security() {
        return Optional.ofNullable(parts.security);
    }

    /** The limits that are worth something, the dearest first. */
    public Optional<List<LimitPrice>> limitPrices() {
        return Optional.ofNullable(parts.limitPrices);
    }

    /** The AC states after single outages. */
    public Optional<OutagesResult> outages() {
        return Optional.ofNullable(parts.outages);
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

    @Override
    public String toString() {
        return caseName() + " by " + model() + ": " + status();
    }
}
