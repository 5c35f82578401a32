package org.flexopf.solver.interiorpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.testkit.KktAssert;
import org.flexopf.testkit.KktAssertions;
import org.flexopf.testkit.KnownProgram;
import org.flexopf.testkit.ProgramShape;
import org.flexopf.testkit.ProgramShape.Difficulty;
import org.flexopf.testkit.RandomPrograms;
import org.flexopf.testkit.property.Share;

/**
 * Random programs with a known answer, written as awkwardly as programs come: rows twice, rows without entries, cones
 * without an inside, variables that two bounds hold in place, units far apart. The answer stays what it was, and is
 * held to the optimality conditions, or the certificate to its definition, in the numbers as they were written.
 */
class AwkwardProgramsTest {

    private static final SolverOptions OPTIONS = SolverOptions.defaults();

    /** Rows and columns are multiplied by up to ten to this power, and by as little as one over it. */
    private static final double DECADES = 6.0;

    private final InteriorPointSolver solver = new InteriorPointSolver();

    /** A program under construction: rows are added below those that it has. */
    private static final class Rewritten {

        private final ConicProgram from;
        private final List<double[]> equalities = new ArrayList<>();
        private final List<Double> equalityRhs = new ArrayList<>();
        private final List<double[]> rows = new ArrayList<>();
        private final List<Double> rhs = new ArrayList<>();
        private final List<Cone> cones = new ArrayList<>();

        Rewritten(ConicProgram from) {
            this.from = from;
            double[][] a = dense(from.equalityMatrix(), from.equalityCount());
            for (int i = 0; i < a.length; i++) {
                equality(a[i], from.equalityRhs(i));
            }
            double[][] g = dense(from.coneMatrix(), from.coneRowCount());
            for (int i = 0; i < g.length; i++) {
                rows.add(g[i]);
                rhs.add(from.coneRhs(i));
            }
            cones.addAll(from.cones());
        }

        private static double[][] dense(SparseMatrix matrix, int rows) {
            double[][] dense = new double[rows][matrix.columns()];
            for (int j = 0; j < matrix.columns(); j++) {
                for (int k = matrix.columnStart(j); k < matrix.columnStart(j + 1); k++) {
                    dense[matrix.rowIndex(k)][j] += matrix.value(k);
                }
            }
            return dense;
        }

        void equality(double[] row, double side) {
            equalities.add(row);
            equalityRhs.add(side);
        }

        void atMost(double[] row, double side) {
            rows.add(row);
            rhs.add(side);
            cones.add(new Cone.Nonnegative(1));
        }

        void constantCone(double... entries) {
            for (double entry : entries) {
                rows.add(new double[from.variableCount()]);
                rhs.add(entry);
            }
            cones.add(new Cone.SecondOrder(entries.length));
        }

        /** Every row once more, equalities times -3, rows of the orthant times 2, second-order cones as they are. */
        void doubleRows() {
            int before = equalities.size();
            for (int i = 0; i < before; i++) {
                equality(times(-3.0, equalities.get(i)), -3.0 * equalityRhs.get(i));
            }
            int row = 0;
            for (Cone cone : List.copyOf(cones)) {
                boolean isOrthant = cone instanceof Cone.Nonnegative;
                for (int end = row + cone.dimension(); row < end; row++) {
                    double factor = isOrthant ? 2.0 : 1.0;
                    rows.add(times(factor, rows.get(row)));
                    rhs.add(factor * rhs.get(row));
                }
                cones.add(cone);
            }
        }

        void emptyRows() {
            double[] nothing = new double[from.variableCount()];
            equality(nothing, 0.0);
            atMost(nothing, 0.0);
            atMost(nothing, 2.0);
            constantCone(1.0, 0.5, -0.5);
            constantCone(0.0, 0.0);
            constantCone(1.0, 1.0);
            constantCone(3.0);
        }

        void fix(int variable, double value) {
            double[] unit = new double[from.variableCount()];
            unit[variable] = 1.0;
            atMost(unit, value);
            atMost(times(-1.0, unit), -value);
        }

        private static double[] times(double factor, double[] row) {
            return Arrays.stream(row).map(entry -> factor * entry).toArray();
        }

        /** Multiplies rows and columns, second-order cones by one factor each. */
        ConicProgram build(SplittableRandom random, double decades) {
            int n = from.variableCount();
            double[] unit = random.doubles(n, -1.0, 1.0)
                    .map(exponent -> Math.pow(10.0, decades * exponent))
                    .toArray();
            SparseMatrix.Builder p = new SparseMatrix.Builder(n, n);
            double[] q = new double[n];
            for (int j = 0; j < n; j++) {
                q[j] = from.linear(j) * unit[j];
                for (int k = from.quadratic().columnStart(j);
                        k < from.quadratic().columnStart(j + 1);
                        k++) {
                    int i = from.quadratic().rowIndex(k);
                    p.add(i, j, from.quadratic().value(k) * unit[i] * unit[j]);
                }
            }
            double[] b = new double[equalities.size()];
            SparseMatrix.Builder a = new SparseMatrix.Builder(b.length, n);
            for (int i = 0; i < b.length; i++) {
                double factor = Math.pow(10.0, decades * random.nextDouble(-1.0, 1.0));
                b[i] = factor * equalityRhs.get(i);
                addRow(a, i, factor, equalities.get(i), unit);
            }
            double[] h = new double[rows.size()];
            SparseMatrix.Builder g = new SparseMatrix.Builder(h.length, n);
            int row = 0;
            for (Cone cone : cones) {
                double shared = Math.pow(10.0, decades * random.nextDouble(-1.0, 1.0));
                for (int end = row + cone.dimension(); row < end; row++) {
                    double own = Math.pow(10.0, decades * random.nextDouble(-1.0, 1.0));
                    double factor = cone instanceof Cone.Nonnegative ? own : shared;
                    h[row] = factor * rhs.get(row);
                    addRow(g, row, factor, rows.get(row), unit);
                }
            }
            return new ConicProgram(p.build(), q, from.constant(), a.build(), b, g.build(), h, cones, from.integers());
        }

        private static void addRow(SparseMatrix.Builder into, int i, double factor, double[] row, double[] unit) {
            for (int j = 0; j < row.length; j++) {
                if (row[j] != 0.0) {
                    into.add(i, j, factor * row[j] * unit[j]);
                }
            }
        }
    }

    private static KnownProgram known(int kind, SplittableRandom random) {
        int n = random.nextInt(2, 25);
        boolean quadratic = random.nextInt(4) == 0;
        ProgramShape shape = new ProgramShape(
                n,
                random.nextInt(1 + n / 2),
                1 + random.nextInt(2 * n),
                random.nextInt(1 + n / 2),
                quadratic ? random.nextInt(n) : 0,
                Difficulty.STRICT,
                0.0);
        long seed = random.nextLong(1_000_000);
        return switch (kind) {
            case 0 -> RandomPrograms.optimal(shape, seed);
            case 1 -> RandomPrograms.primalInfeasible(shape, seed);
            default -> RandomPrograms.dualInfeasible(shape, seed);
        };
    }

    /** Checks an answer, and says whether there was one; a wrong one fails. */
    private boolean isAnswered(int kind, KnownProgram known, ConicProgram program, double accuracy) {
        SolverResult result = solver.solve(program, OPTIONS);
        if (result.status() == SolveStatus.ALMOST_OPTIMAL || result.status() == SolveStatus.NUMERICAL_FAILURE) {
            return false;
        }
        KktAssert answer = KktAssertions.assertThat(program, OPTIONS, result);
        switch (kind) {
            case 0 -> {
                answer.isOptimal();
                assertThat(Math.abs(result.primalObjective() - known.objective()))
                        .as(known.name())
                        .isLessThan(accuracy * (1.0 + Math.abs(known.objective())));
            }
            case 1 -> answer.hasStatus(SolveStatus.PRIMAL_INFEASIBLE).isCertificateOfPrimalInfeasibility();
            default -> answer.hasStatus(SolveStatus.DUAL_INFEASIBLE).isCertificateOfDualInfeasibility();
        }
        return true;
    }

    private static void countAnswered(boolean answered, double share) {
        Share.atLeast(share, "programs that are answered", answered);
    }

    @Property(tries = 600, seed = "3141592653")
    void rowsThatAreThereTwiceChangeNothing(@ForAll @IntRange(max = 2) int kind, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        KnownProgram known = known(kind, random);
        Rewritten rewritten = new Rewritten(known.program());
        rewritten.doubleRows();
        countAnswered(isAnswered(kind, known, rewritten.build(random, 0.0), 1e-6), 99.0);
    }

    @Property(tries = 600, seed = "3141592654")
    void rowsWithoutEntriesChangeNothing(@ForAll @IntRange(max = 2) int kind, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        KnownProgram known = known(kind, random);
        Rewritten rewritten = new Rewritten(known.program());
        rewritten.emptyRows();
        countAnswered(isAnswered(kind, known, rewritten.build(random, 0.0), 1e-6), 99.0);
    }

    /** Half of the variables are held by two bounds at their optimal values: the feasible set has no inside. */
    @Property(tries = 400, seed = "3141592655")
    void variablesHeldByTwoBoundsKeepTheOptimum(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        KnownProgram known = known(0, random);
        Rewritten rewritten = new Rewritten(known.program());
        for (int j = 0; j < known.x().length; j += 2) {
            rewritten.fix(j, known.x()[j]);
        }
        countAnswered(isAnswered(0, known, rewritten.build(random, 0.0), 1e-5), 98.0);
    }

    /** With entries from 1e-12 to 1e12, residuals relative to the largest entry bound the objective loosely. */
    @Property(tries = 600, seed = "3141592656")
    void unitsFarApartAreAnsweredOrSaidNotToBe(@ForAll @IntRange(max = 2) int kind, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        KnownProgram known = known(kind, random);
        ConicProgram program = new Rewritten(known.program()).build(random, DECADES);
        countAnswered(isAnswered(kind, known, program, Double.POSITIVE_INFINITY), 90.0);
    }

    /** Two decades either way, with everything else that is awkward as well. */
    @Property(tries = 400, seed = "3141592657")
    void everythingAtOnce(@ForAll @IntRange(max = 2) int kind, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        KnownProgram known = known(kind, random);
        Rewritten rewritten = new Rewritten(known.program());
        rewritten.emptyRows();
        rewritten.doubleRows();
        countAnswered(isAnswered(kind, known, rewritten.build(random, 2.0), Double.POSITIVE_INFINITY), 95.0);
    }
}
