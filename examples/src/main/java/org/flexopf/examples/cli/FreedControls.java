package org.flexopf.examples.cli;

import org.flexopf.opf.Opf;
import org.flexopf.opf.RoundedControls;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.opf.registry.Trait;
import org.flexopf.socp.ExactnessReport;

/** What becomes of a case's taps, phase shifters and switchable shunts. */
final class FreedControls {

    private FreedControls() {}

    /**
     * Frees the settings, where the model does so, and fixes them at steps that an AC power flow confirms; at the
     * nearest steps where it confirms none, and where the model has no branch flows to confirm. Nothing where no
     * setting is freed.
     */
    static RoundedControls solve(FormulationType type, Opf opf, OpfProblem problem) {
        if (problem.network().controls().isEmpty()
                || opf.model(problem).freedControls().isEmpty()) {
            return null;
        }
        if (!type.has(Trait.BRANCH_FLOW)) {
            return RoundedControls.solve(opf, problem);
        }
        RoundedControls confirmed = RoundedControls.solve(
                opf, problem, solution -> ExactnessReport.of(solution).isConfirmed());
        return confirmed.isAccepted() || confirmed.relaxed().solution().isEmpty()
                ? confirmed
                : RoundedControls.solve(opf, problem);
    }
}
