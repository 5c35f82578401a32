package org.flexopf.solver;

import java.util.Optional;
import org.flexopf.program.ConicProgram;

/**
 * What a solver's answer is worth, and why, in words.
 *
 * @param solver the solver's name
 * @param dualsRequired whether the solver has to give multipliers of this program
 * @param program what was solved
 * @param options what was asked
 * @param said what the solver answered
 */
record AnswerCheck(
        String solver, boolean dualsRequired, ConicProgram program, SolverOptions options, SolverResult said) {

    CheckedAnswer answer() {
        return switch (said.status()) {
            case OPTIMAL -> optimum("optimal");
            case ALMOST_OPTIMAL -> optimum("almost optimal");
            case PRIMAL_INFEASIBLE -> primalInfeasible();
            case DUAL_INFEASIBLE -> dualInfeasible();
            case CLAIMED_PRIMAL_INFEASIBLE, CLAIMED_DUAL_INFEASIBLE -> claimed(said.status(), "no proof");
            case ITERATION_LIMIT, TIME_LIMIT, INTERRUPTED, NUMERICAL_FAILURE -> unsolved();
        };
    }

    private CheckedAnswer optimum(String claim) {
        Optional<String> fault = fault("x", said.x(), program.variableCount()).or(this::faultOfMultipliers);
        if (fault.isEmpty() && dualsRequired && !hasDuals()) {
            fault = Optional.of("no multipliers, which it is declared to give");
        }
        if (fault.isPresent()) {
            return new CheckedAnswer(
                    solver,
                    said,
                    SolveStatus.NUMERICAL_FAILURE,
                    CheckedPoint.none(program),
                    solver + " said " + claim + ", but gave " + fault.get());
        }
        CheckedPoint point = CheckedPoint.of(program, options, said, hasDuals());
        KktReport kkt = point.kkt();
        SolveStatus status = said.status();
        if (!((kkt.hasDuals() ? kkt.worst() : kkt.worstOfPoint()) <= KktReport.ALMOST)) {
            status = SolveStatus.NUMERICAL_FAILURE;
        } else if (!kkt.within(options, dualsRequired)) {
            status = SolveStatus.ALMOST_OPTIMAL;
        }
        String message = said.message();
        Optional<String> open = program.hasIntegers() ? gapLeftOpen(point) : Optional.empty();
        if (status == SolveStatus.OPTIMAL && open.isPresent()) {
            status = SolveStatus.ALMOST_OPTIMAL;
            message = solver + " said " + claim + ", but " + open.get();
        } else if (status != said.status()) {
            message = solver + " said " + claim + ", but our own check found " + kkt;
        } else if (!point.hasDuals()) {
            message += (program.hasIntegers() ? "; a program with integers has" : "; there are")
                    + " no multipliers, so that it is optimal is the word of " + solver;
        }
        return new CheckedAnswer(solver, said, status, point, message);
    }

    /** What the bound of an integer search says against an optimum; a search without a bound says nothing. */
    private Optional<String> gapLeftOpen(CheckedPoint point) {
        double objective = point.kkt().primalObjective();
        if (point.contradicts(said)) {
            return Optional.of(
                    "its bound " + said.bound() + " lies above the objective " + objective + " of its point");
        }
        return objective - said.bound() > options.largestIntegerGap(objective)
                ? Optional.of("its bound " + said.bound() + " leaves a gap below the objective " + objective)
                : Optional.empty();
    }

    private CheckedAnswer primalInfeasible() {
        if (!hasMultipliers()) {
            return claimed(SolveStatus.CLAIMED_PRIMAL_INFEASIBLE, "no certificate");
        }
        Optional<String> fault = faultOfMultipliers();
        return fault.isPresent()
                ? claimed(SolveStatus.CLAIMED_PRIMAL_INFEASIBLE, "a certificate of " + fault.get())
                : judged(
                        Certificate.ofPrimalInfeasibility(program, said.y(), said.z()),
                        SolveStatus.CLAIMED_PRIMAL_INFEASIBLE);
    }

    private CheckedAnswer dualInfeasible() {
        Optional<String> fault = fault("x", said.x(), program.variableCount());
        return fault.isPresent()
                ? claimed(SolveStatus.CLAIMED_DUAL_INFEASIBLE, "a direction of " + fault.get())
                : judged(Certificate.ofDualInfeasibility(program, said.x()), SolveStatus.CLAIMED_DUAL_INFEASIBLE);
    }

    private CheckedAnswer judged(Certificate certificate, SolveStatus unproved) {
        return certificate.holds(options)
                ? new CheckedAnswer(solver, said, certificate.status(), CheckedPoint.of(certificate), said.message())
                : claimed(unproved, "a certificate that does not hold");
    }

    private CheckedAnswer claimed(SolveStatus status, String gave) {
        String claim = status == SolveStatus.CLAIMED_PRIMAL_INFEASIBLE
                ? "no point satisfies the constraints"
                : "the objective falls without end";
        return new CheckedAnswer(
                solver,
                said,
                status,
                CheckedPoint.none(program),
                claim + ", as claimed by the solver " + solver + " without a proof that holds: it gave " + gave + " ("
                        + said.message() + ")");
    }

    /** An answer that claims nothing: its point is kept as far as it is one. */
    private CheckedAnswer unsolved() {
        Optional<String> fault = fault("x", said.x(), program.variableCount()).or(this::faultOfMultipliers);
        return fault.isPresent()
                ? new CheckedAnswer(
                        solver,
                        said,
                        said.status(),
                        CheckedPoint.withoutPoint(program, said),
                        said.message() + "; " + solver + " gave " + fault.get())
                : new CheckedAnswer(
                        solver,
                        said,
                        said.status(),
                        CheckedPoint.of(program, options, said, hasDuals()),
                        said.message());
    }

    private boolean hasMultipliers() {
        return said.y().length > 0 || said.z().length > 0;
    }

    private boolean hasDuals() {
        return !program.hasIntegers()
                && said.y().length == program.equalityCount()
                && said.z().length == program.coneRowCount();
    }

    /** What is wrong with multipliers that are there; a solver may give none at all. */
    private Optional<String> faultOfMultipliers() {
        return hasMultipliers()
                ? fault("y", said.y(), program.equalityCount()).or(() -> fault("z", said.z(), program.coneRowCount()))
                : Optional.empty();
    }

    private static Optional<String> fault(String name, double[] part, int length) {
        if (part.length != length) {
            return Optional.of(name + " of length " + part.length + " where the program needs " + length);
        }
        for (int i = 0; i < length; i++) {
            if (!Double.isFinite(part[i])) {
                return Optional.of(name + " with " + part[i] + " at " + i);
            }
        }
        return Optional.empty();
    }
}
