package org.flexopf.testkit;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.program.ConicProgram;

/** Programs with known answers in bad units: costs, rows and variables a million times too large or too small. */
final class ScaledPrograms {

    private static final double MILLION = 1e6;

    /**
     * Values near 1e-6 must be right in their leading digits: 1e-5 relative to one plus the value would let a zero
     * pass.
     */
    private static final double SMALL_COST_ACCURACY = 1e-7;

    /** A residual of 1e-8 in a row or column whose numbers are near 1e-6 leaves the value this uncertain. */
    private static final double SMALL_UNIT_ACCURACY = 2e-3;

    private ScaledPrograms() {}

    static List<KnownProgram> all() {
        List<KnownProgram> programs = new ArrayList<>();
        for (KnownProgram known : List.of(
                LinearPrograms.productMix(),
                QuadraticPrograms.oneVariableNoConstraint(),
                ConePrograms.linearOverDisc())) {
            for (double factor : new double[] {MILLION, 1.0 / MILLION}) {
                String label = " in units of " + factor;
                programs.add(rescaled(known, known.name() + ", costs" + label, factor, row -> 1.0, column -> 1.0)
                        .accurateTo(factor < 1.0 ? SMALL_COST_ACCURACY : 1e-6, 1.0));
                programs.add(rescaled(known, known.name() + ", variables" + label, 1.0, row -> 1.0, column -> factor)
                        .accurateTo(factor < 1.0 ? SMALL_UNIT_ACCURACY : 1e-6, 1.0));
                programs.add(rescaled(known, known.name() + ", rows" + label, 1.0, row -> factor, column -> 1.0)
                        .accurateTo(factor < 1.0 ? SMALL_UNIT_ACCURACY : 1e-6, 1.0));
            }
        }
        KnownProgram mix = LinearPrograms.productMix();
        programs.add(rescaled(
                        mix,
                        mix.name() + ", rows from 1e-6 to 1e6",
                        1.0,
                        row -> Math.pow(10.0, 3.0 * row - 6.0),
                        column -> 1.0)
                .accurateTo(SMALL_UNIT_ACCURACY, 1.0));
        programs.add(rescaled(
                        mix,
                        mix.name() + ", one variable in 1e-3, one in 1e3",
                        1.0,
                        row -> 1.0,
                        column -> column == 0 ? 1e-3 : 1e3)
                .accurateTo(SMALL_UNIT_ACCURACY, 1.0));
        return programs;
    }

    /** Something that a row or variable is multiplied by. */
    @FunctionalInterface
    private interface Factors {
        double at(int index);
    }

    /**
     * Costs times a factor; each row times its factor (cones must be given one factor throughout); each variable
     * counted in units of its factor. Only value and status are compared: residuals of 1e-8 in such units say little
     * about single entries.
     */
    private static KnownProgram rescaled(KnownProgram known, String name, double cost, Factors rows, Factors columns) {
        ConicProgram from = known.program();
        double[] linear = from.linear();
        for (int j = 0; j < linear.length; j++) {
            linear[j] *= cost * columns.at(j);
        }
        double[] rhs = from.coneRhs();
        for (int i = 0; i < rhs.length; i++) {
            rhs[i] *= rows.at(i);
        }
        double[] p = new double[from.quadratic().entryCount()];
        double[] g = new double[from.coneMatrix().entryCount()];
        for (int j = 0; j < linear.length; j++) {
            for (int k = from.quadratic().columnStart(j); k < from.quadratic().columnStart(j + 1); k++) {
                p[k] = from.quadratic().value(k)
                        * cost
                        * columns.at(j)
                        * columns.at(from.quadratic().rowIndex(k));
            }
            for (int k = from.coneMatrix().columnStart(j); k < from.coneMatrix().columnStart(j + 1); k++) {
                g[k] = from.coneMatrix().value(k)
                        * columns.at(j)
                        * rows.at(from.coneMatrix().rowIndex(k));
            }
        }
        ConicProgram program = ConicProgram.continuous(
                from.quadratic().withValues(p),
                linear,
                from.constant() * cost,
                from.equalityMatrix(),
                from.equalityRhs(),
                from.coneMatrix().withValues(g),
                rhs,
                from.cones());
        return KnownProgram.optimal(name, program, known.objective() * cost);
    }
}
