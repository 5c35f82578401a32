package org.flexopf.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flexopf.dcopf.SecurityResult;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.RunKpis;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.opf.registry.Trait;
import org.flexopf.powerflow.LinearModelError;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.report.result.ConditionResult;
import org.flexopf.report.result.ExactnessResult;
import org.flexopf.report.result.OpfDocument;
import org.flexopf.report.result.OpfDocumentBuilder;
import org.flexopf.report.result.RecoveredResult;
import org.flexopf.report.result.SecurityReport;
import org.flexopf.socp.AcSearch;
import org.flexopf.socp.AugmentedConditions;
import org.flexopf.socp.ExactnessReport;
import org.flexopf.socp.SufficientConditions;
import org.flexopf.solver.SolveStatus;

/** Fills a result document with what formulations of their own know of a result. */
final class SolveDocument {

    private final Network network;
    private final FormulationType model;
    private final OpfResult result;
    private final ExactnessReport exactness;
    private final OpfDocumentBuilder document;

    /** The document of a result of a network, by a model, with what goes along with every result of that model. */
    SolveDocument(Network network, FormulationType model, OpfResult result, ObjectiveChoice objective) {
        this.network = network;
        this.model = model;
        this.result = result;
        boolean voltages = !model.has(Trait.ACTIVE_POWER_ONLY);
        document = OpfDocument.of(result, network, model.name(), voltages).objective(objective.label());
        exactness =
                model.has(Trait.BRANCH_FLOW) ? result.map(ExactnessReport::of).orElse(null) : null;
        if (exactness != null) {
            document.exactness(exactness(exactness));
            document.recovered(exactness.recovered());
        } else if (voltages) {
            result.map(RecoveredPoint::of).ifPresent(document::recovered);
        }
        if (model.has(Trait.LINEAR)) {
            result.map(LinearModelError::of).ifPresent(document::modelError);
        }
        // A tightened relaxation without a solution proves nothing about the network.
        if (model.has(Trait.TIGHTENED_LIMITS) && result.status() == SolveStatus.PRIMAL_INFEASIBLE) {
            document.message(result.message() + "; this model's limits are tighter than the network's, "
                    + "which --model socp may meet all the same");
        }
    }

    /** What a report says, as part of a document. */
    static ExactnessResult exactness(ExactnessReport report) {
        return new ExactnessResult(
                report.isExact(),
                report.phantomLossMw(),
                report.maxResidual(),
                report.slackBranches().stream().map(Branch::id).toList(),
                report.verdict());
    }

    OpfDocumentBuilder builder() {
        return document;
    }

    /** What is known of the model's exactness on the network before it is solved. */
    void addConditions(Network solved) {
        document.conditions(
                (model.has(Trait.TIGHTENED_LIMITS) ? AugmentedConditions.of(solved) : SufficientConditions.of(solved))
                        .stream()
                                .map(condition -> new ConditionResult(
                                        condition.name(), condition.source(), condition.holds(), condition.reason()))
                                .toList());
    }

    /**
     * The key figures of the run; tightness, exactness and gap only where the model is one of branch flows.
     *
     * @param search what the search for an AC-feasible point found, or {@code null}
     */
    void addKpis(AcSearch.Outcome search) {
        OpfSolution solution = result.orElseThrow();
        RunKpis kpis = RunKpis.of(solution);
        if (exactness == null) {
            document.kpis(kpis);
            return;
        }
        kpis = kpis.withExactness(exactness.maxResidual(), exactness.isExact());
        if (search != null && search.best().isPresent() && search.lowerBound().isPresent()) {
            kpis = kpis.withGap(
                    search.lowerBound().getAsDouble(), search.best().get().value());
        } else if (exactness.upperBound().isPresent() && solution.lowerBound().isPresent()) {
            kpis = kpis.withGap(
                    solution.lowerBound().getAsDouble(), exactness.upperBound().getAsDouble());
        }
        document.kpis(kpis);
    }

    /** What a search for an AC-feasible point has found. */
    void add(AcSearch.Outcome search) {
        double bound = search.lowerBound().orElse(Double.NaN);
        if (search.best().isEmpty()) {
            document.search(
                    RecoveredResult.notFound(),
                    bound,
                    "no AC-feasible point was found in " + search.attempts().size()
                            + " attempts; there may be one all the same");
            return;
        }
        AcSearch.Attempt best = search.best().get();
        double gap = search.gap().orElse(Double.NaN);
        document.search(
                RecoveredResult.found(best.recovered().orElseThrow(), best.method(), gap),
                bound,
                String.format(
                        Locale.ROOT,
                        "the best AC-feasible point found has an objective of %.6f%s (by %s)",
                        best.value(),
                        Double.isNaN(gap)
                                ? ""
                                : String.format(Locale.ROOT, ", at most %.4f %% above the optimum", 100.0 * gap),
                        best.method()));
    }

    /** What a secured dispatch has to say about outages. */
    void add(SecurityResult security) {
        int secured =
                (int) network.branches().stream().filter(network::isActive).count()
                        - security.islandingOutages().size();
        document.security(new SecurityReport(
                security.isSecure(),
                secured,
                security.sequence().solves(),
                security.cuts(),
                security.islandingOutages(),
                security.limits().stream()
                        .map(limit -> new SecurityReport.Limit(
                                limit.branch(), limit.outage(), limit.price(), limit.overload()))
                        .toList(),
                security.corrections().stream().map(this::correction).toList()));
        // Where a dispatch exists, but none that is secure, there is a way to learn more.
        if (result.solution().isEmpty() && security.sequence().solves() > 1) {
            document.finding(
                    "way out",
                    "without outages there is a dispatch; --overload-price PRICE lets "
                            + "limits after outages give way, and tells which ones do");
        }
    }

    private SecurityReport.Correction correction(SecurityResult.Correction correction) {
        double[] moves = correction.moves();
        List<SecurityReport.Move> made = new ArrayList<>();
        for (int g = 0; g < moves.length; g++) {
            if (moves[g] != 0.0) {
                made.add(new SecurityReport.Move(network.generators().get(g).id(), moves[g]));
            }
        }
        return new SecurityReport.Correction(correction.outage(), made);
    }
}
