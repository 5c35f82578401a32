package org.flexopf.report;

import org.flexopf.report.result.OpfDocument;
import org.flexopf.report.result.PowerFlowDocument;
import org.flexopf.report.result.PriceUnits;
import org.flexopf.report.result.ResultDocument;
import org.flexopf.report.result.StateResult;

/**
 * What a result document says on a page.
 *
 * @param state every element; {@code null} if there is none
 */
record DocumentWords(ResultDocument document, StateResult state) {

    static DocumentWords of(ResultDocument document) {
        if (document instanceof OpfDocument opf) {
            return new DocumentWords(document, opf.state().orElse(null));
        }
        if (document instanceof PowerFlowDocument flow) {
            return new DocumentWords(document, flow.result().converged() ? flow.state() : null);
        }
        throw new IllegalArgumentException("a plan over several periods has a page of its own; make it by PlanReport");
    }

    PriceUnits units() {
        return PriceUnits.of(document);
    }

    void addTo(HtmlReport report) {
        if (document instanceof OpfDocument opf) {
            add(opf, report);
        } else if (document instanceof PowerFlowDocument flow) {
            add(flow, report);
        }
    }

    private void add(OpfDocument opf, HtmlReport report) {
        report.model(opf.model()).status(opf.badge().word(), opf.badge().good());
        opf.objective()
                .ifPresent(objective -> report.fact(
                        "objective",
                        HtmlReport.objective(objective.value(), objective.lowerBound()) + " (" + objective.label()
                                + ")"));
        opf.message().ifPresent(message -> report.fact("outcome", message));
        if (state != null) {
            report.losses(state.lossesMw());
        }
        report.solver(opf.solver());
        opf.findings().forEach(finding -> report.fact(finding.label(), finding.text()));
        opf.slacks().ifPresent(slacks -> slacks.forEach(report::exceeded));
        opf.conflict().ifPresent(report::conflict);
    }

    private void add(PowerFlowDocument flow, HtmlReport report) {
        report.model("power flow by " + flow.method())
                .status(
                        flow.result().converged() ? "converged" : "not converged",
                        flow.result().converged())
                .fact("iterations", String.valueOf(flow.result().iterations()));
        if (state != null) {
            report.losses(state.lossesMw());
        }
        flow.findings().forEach(finding -> report.fact(finding.label(), finding.text()));
    }
}
