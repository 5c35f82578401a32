package org.flexopf.testkit;

import java.util.Arrays;
import java.util.Locale;
import org.assertj.core.api.AbstractAssert;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.KktReport;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;

/**
 * Assertions on a solver's answer, all against the original data. Multipliers are checked wherever the answer holds
 * them; use {@link #hasMultipliers()} to insist.
 */
public final class KktAssert extends AbstractAssert<KktAssert, SolverResult> {

    /** Certificates are held to ten times the feasibility tolerance, relative to the terms that must cancel. */
    private static final double CERTIFICATE_FACTOR = 10.0;

    /** Sums of many products agree to this much relative to their size. */
    private static final double ROUNDING = 1e-9;

    private final ConicProgram program;
    private final SolverOptions options;

    KktAssert(ConicProgram program, SolverOptions options, SolverResult actual) {
        super(actual, KktAssert.class);
        this.program = program;
        this.options = options;
    }

    /** The status is one of those given. */
    public KktAssert hasStatus(SolveStatus... statuses) {
        isNotNull();
        if (!Arrays.asList(statuses).contains(actual.status())) {
            failWithMessage(
                    "expected status %s, got %s (%s) for %s",
                    statuses.length == 1 ? statuses[0] : Arrays.toString(statuses),
                    actual.status(),
                    actual.message(),
                    program);
        }
        return this;
    }

    /**
     * The answer is optimal and every part of it agrees: KKT conditions, complementary slackness of each cone, slack
     * and objectives. An answer to a program with integers, which has no multipliers, is feasible and integral.
     */
    public KktAssert isOptimal() {
        hasStatus(SolveStatus.OPTIMAL);
        hasWholeShape();
        hasHonestObjectives();
        if (program.hasIntegers()) {
            return isFeasibleAndIntegral();
        }
        satisfiesKktConditions();
        return hasComplementaryCones();
    }

    private KktAssert isFeasibleAndIntegral() {
        requireNear(
                "the primal residual",
                KktReport.of(program, actual.x(), actual.y(), actual.z()).primalResidual(),
                0.0,
                options.feasibilityTolerance());
        for (int j = 0; j < program.variableCount(); j++) {
            if (program.isInteger(j)) {
                requireNear(
                        "the integer variable x[" + j + "]",
                        actual.x()[j],
                        Math.rint(actual.x()[j]),
                        options.integralityTolerance());
            }
        }
        return this;
    }

    /** The answer holds multipliers of every row. */
    public KktAssert hasMultipliers() {
        isNotNull();
        if (!returnsMultipliers()) {
            failWithMessage(
                    "expected %d and %d multipliers, got %d and %d",
                    program.equalityCount(), program.coneRowCount(), actual.y().length, actual.z().length);
        }
        return this;
    }

    /**
     * Points and multipliers have the program's sizes (multipliers may be absent), hold finite numbers, and counts and
     * times are not negative.
     */
    public KktAssert hasWholeShape() {
        isNotNull();
        requireLength("x", actual.x(), program.variableCount());
        requireLength("s", actual.s(), program.coneRowCount());
        if (actual.y().length > 0 || actual.z().length > 0) {
            requireLength("y", actual.y(), program.equalityCount());
            requireLength("z", actual.z(), program.coneRowCount());
        }
        if (actual.iterations() < 0 || !(actual.setupSeconds() >= 0.0) || !(actual.solveSeconds() >= 0.0)) {
            failWithMessage(
                    "iterations %d, set-up %s s and solve %s s must not be negative",
                    actual.iterations(), actual.setupSeconds(), actual.solveSeconds());
        }
        return this;
    }

    /**
     * Residuals and gap, on the original data, are within the tolerances asked for, and the slack that was returned is
     * {@code h - Gx}.
     */
    public KktAssert satisfiesKktConditions() {
        KktReport report = KktReport.of(program, actual.x(), actual.y(), actual.z());
        if (!report.within(options, returnsMultipliers())) {
            failWithMessage(
                    "expected residuals of at most %s and a gap of at most %s, got %s for %s",
                    options.feasibilityTolerance(), options.gapTolerance(), report, program);
        }
        double[] slack = figures().slack();
        double scale = 1.0
                + Math.max(
                        KktFigures.largest(slack),
                        Math.max(KktFigures.largest(program.coneRhs()), KktFigures.largest(actual.s())));
        for (int i = 0; i < slack.length; i++) {
            requireNear(
                    "the slack of row " + i + ", h - Gx,",
                    actual.s()[i],
                    slack[i],
                    10.0 * options.feasibilityTolerance() * scale);
        }
        return this;
    }

    /**
     * Slack and multipliers of each cone, and of each row of a nonnegative one, are complementary. The sum of all
     * products is the gap plus what the residuals make of it, so no single one may exceed that.
     */
    public KktAssert hasComplementaryCones() {
        if (!returnsMultipliers()) {
            return this;
        }
        KktFigures figures = figures();
        double product = KktFigures.largestProduct(program, figures.slack(), actual.z());
        double allowed = 2.0 * options.gapTolerance() * (1.0 + Math.abs(figures.primal() - program.constant()))
                + KktFigures.sum(actual.x()) * figures.stationarity()
                + KktFigures.sum(actual.y()) * figures.equalityError()
                + 2.0 * KktFigures.sum(figures.slack()) * figures.multiplierError()
                + 2.0 * KktFigures.sum(actual.z()) * figures.slackError()
                + ROUNDING * (1.0 + KktFigures.largest(figures.slack()) * KktFigures.largest(actual.z()));
        if (!(product <= allowed)) {
            failWithMessage(
                    "expected complementary cones, but slack and multipliers of one have a product of %s (at most %s)",
                    product, allowed);
        }
        return this;
    }

    /** The objectives that were returned are those at the point and multipliers that were returned. */
    public KktAssert hasHonestObjectives() {
        KktFigures figures = figures();
        double scale = 1.0 + terms(program.linear(), actual.x()) + Math.abs(program.constant());
        requireNear(
                "the primal objective at x", actual.primalObjective(), program.objective(actual.x()), ROUNDING * scale);
        if (returnsMultipliers()) {
            double dualScale = scale + terms(program.equalityRhs(), actual.y()) + terms(program.coneRhs(), actual.z());
            requireNear(
                    "the dual objective at (x, y, z)", actual.dualObjective(), figures.dual(), ROUNDING * dualScale);
        }
        return this;
    }

    /** The objective has a value, to an accuracy relative to {@code 1 + |value|}. */
    public KktAssert hasObjective(double value, double accuracy) {
        isNotNull();
        requireNear("the objective", actual.primalObjective(), value, accuracy * (1.0 + Math.abs(value)));
        return this;
    }

    /** The point is one given, to an accuracy relative to one plus its largest entry. */
    public KktAssert hasPoint(double[] x, double accuracy) {
        return hasEntries("x", actual.x(), x, accuracy);
    }

    /** The multipliers are those given, signs included, to an accuracy relative to one plus their largest entry. */
    public KktAssert hasMultipliers(double[] y, double[] z, double accuracy) {
        hasMultipliers();
        return hasEntries("y", actual.y(), y, accuracy).hasEntries("z", actual.z(), z, accuracy);
    }

    /** {@code A'y + G'z = 0}, {@code z in K} and {@code b'y + h'z = -1}: no point satisfies the constraints. */
    public KktAssert isCertificateOfPrimalInfeasibility() {
        hasStatus(SolveStatus.PRIMAL_INFEASIBLE);
        requireLength("y", actual.y(), program.equalityCount());
        requireLength("z", actual.z(), program.coneRowCount());
        double[] aty = new double[program.variableCount()];
        program.equalityMatrix().transposeMultiplyAdd(1.0, actual.y(), aty);
        double[] combination = aty.clone();
        program.coneMatrix().transposeMultiplyAdd(1.0, actual.z(), combination);
        double allowed = CERTIFICATE_FACTOR * options.feasibilityTolerance() * (1.0 + KktFigures.largest(aty));
        requireNear("|A'y + G'z| of the certificate", KktFigures.largest(combination), 0.0, allowed);
        requireNear(
                "the distance of the certificate's z from the cones",
                KktFigures.outside(program, actual.z()),
                0.0,
                allowed);
        double value =
                KktFigures.dot(program.equalityRhs(), actual.y()) + KktFigures.dot(program.coneRhs(), actual.z());
        requireNear("b'y + h'z of the certificate", value, -1.0, 1e-6);
        return this;
    }

    /**
     * {@code Px = 0}, {@code Ax = 0}, {@code -Gx in K} and {@code q'x = -1}: the objective falls without end along x.
     */
    public KktAssert isCertificateOfDualInfeasibility() {
        hasStatus(SolveStatus.DUAL_INFEASIBLE);
        requireLength("x", actual.x(), program.variableCount());
        double[] px = new double[program.variableCount()];
        program.quadratic().symmetricMultiplyAdd(1.0, actual.x(), px);
        double[] ax = new double[program.equalityCount()];
        program.equalityMatrix().multiplyAdd(1.0, actual.x(), ax);
        double[] slack = new double[program.coneRowCount()];
        program.coneMatrix().multiplyAdd(-1.0, actual.x(), slack);
        double allowed = CERTIFICATE_FACTOR
                * options.feasibilityTolerance()
                * (1.0 + Math.max(KktFigures.largest(actual.x()), KktFigures.largest(slack)));
        requireNear("|Px| of the certificate", KktFigures.largest(px), 0.0, allowed);
        requireNear("|Ax| of the certificate", KktFigures.largest(ax), 0.0, allowed);
        requireNear(
                "the distance of the certificate's -Gx from the cones",
                KktFigures.outside(program, slack),
                0.0,
                allowed);
        requireNear("q'x of the certificate", KktFigures.dot(program.linear(), actual.x()), -1.0, 1e-6);
        return this;
    }

    /**
     * The answer is right for a program whose answer is known: its status; value, point and multipliers as far as they
     * are known; every condition of {@link #isOptimal()}, or the certificate. Only of a program with integers a solver
     * may claim without one that there is no optimum: that no <em>integer</em> point is feasible has none.
     */
    public KktAssert answers(KnownProgram known) {
        as("%s", known.name());
        hasStatus((program.hasIntegers() ? known.statusesAndClaims() : known.statuses()).toArray(SolveStatus[]::new));
        return switch (actual.status()) {
            case OPTIMAL -> isOptimal().agreesWith(known);
            case PRIMAL_INFEASIBLE -> isCertificateOfPrimalInfeasibility();
            case DUAL_INFEASIBLE -> isCertificateOfDualInfeasibility();
            default -> this;
        };
    }

    private KktAssert agreesWith(KnownProgram known) {
        double loss = Math.max(1.0, options.gapTolerance() / 1e-8);
        if (known.x() != null && known.z() != null && returnsMultipliers()) {
            double allowed = figures().valueTolerance(known) + ROUNDING * (1.0 + Math.abs(known.objective()));
            requireNear("the objective", actual.primalObjective(), known.objective(), allowed);
        } else {
            hasObjective(known.objective(), loss * known.valueAccuracy());
        }
        if (known.isPointUnique()) {
            hasPoint(known.x(), loss * known.entryAccuracy());
        }
        if (known.areMultipliersUnique() && returnsMultipliers()) {
            hasMultipliers(known.y(), known.z(), loss * known.entryAccuracy());
        }
        return this;
    }

    private KktFigures figures() {
        return KktFigures.of(
                program,
                actual.x(),
                returnsMultipliers() ? actual.y() : new double[program.equalityCount()],
                returnsMultipliers() ? actual.z() : new double[program.coneRowCount()]);
    }

    private boolean returnsMultipliers() {
        return actual.y().length == program.equalityCount() && actual.z().length == program.coneRowCount();
    }

    private KktAssert hasEntries(String name, double[] values, double[] expected, double accuracy) {
        requireLength(name, values, expected.length);
        double allowed = accuracy * (1.0 + KktFigures.largest(expected));
        for (int i = 0; i < expected.length; i++) {
            requireNear(name + "[" + i + "]", values[i], expected[i], allowed);
        }
        return this;
    }

    private void requireLength(String name, double[] vector, int length) {
        isNotNull();
        if (vector.length != length) {
            failWithMessage("expected %s of length %d, got %d", name, length, vector.length);
        }
        for (int i = 0; i < length; i++) {
            if (!Double.isFinite(vector[i])) {
                failWithMessage("%s[%d] is %s", name, i, vector[i]);
            }
        }
    }

    private void requireNear(String what, double value, double expected, double allowed) {
        if (!(Math.abs(value - expected) <= allowed)) {
            failWithMessage(
                    "expected %s to be %s, got %s, off by %s (at most %s)",
                    what,
                    expected,
                    value,
                    String.format(Locale.ROOT, "%.2e", Math.abs(value - expected)),
                    String.format(Locale.ROOT, "%.2e", allowed));
        }
    }

    /** The sum of the absolute products, the scale of a scalar product's rounding. */
    private static double terms(double[] a, double[] b) {
        double sum = 0.0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] * b[i]);
        }
        return sum;
    }
}
