package org.flexopf.solver.interiorpoint.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.flexopf.internal.sparse.Elimination;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.junit.jupiter.api.Test;

/** Programs that are worked on in domains: by any number of threads, with the same bits. */
class ManyThreadsTest {

    /** So many sides of a grid make a program with some 30,000 nodes. */
    private static final int SIDE = 100;

    @Test
    void anyNumberOfThreadsComesToTheSameBits() {
        for (boolean quadratic : new boolean[] {false, true}) {
            ConicProgram program = denoising(SIDE, quadratic, 1);
            assertThat(new ProgramStructure(program).regions()).isGreaterThan(4);
            SolverOptions options = SolverOptions.defaults();
            SolverResult alone = new Session(1).solve(program, options, null);
            assertThat(alone.status()).isEqualTo(SolveStatus.OPTIMAL);
            for (int threads : new int[] {2, 4}) {
                SolverResult together = new Session(1000).solve(program, options.withThreads(threads), null);
                assertThat(together.iterations()).isEqualTo(alone.iterations());
                assertThat(Arrays.equals(together.x(), alone.x())).isTrue();
                assertThat(Arrays.equals(together.y(), alone.y())).isTrue();
                assertThat(Arrays.equals(together.z(), alone.z())).isTrue();
            }
        }
    }

    /** What the rows of a region write to belongs to the region: else threads would meet. */
    @Test
    void rowsNameNoNodesOfOtherRegions() {
        ProgramStructure structure =
                new ProgramStructure(denoising(40, true, 1), elimination -> Domains.of(elimination, 12, 12));
        assertThat(structure.regions()).isGreaterThan(3);
        FactorLayout factor = structure.factor;
        int empty = 0;
        for (int r = 0; r < structure.regions(); r++) {
            for (ConePart part : new ConeProduct(structure).parts(r)) {
                for (int i = part.rowBegin(); i < part.rowEnd(); i++) {
                    empty += structure.matrix.length(i) == 0 ? 1 : 0;
                    for (int k = 0; k < structure.matrix.length(i); k++) {
                        assertThat(structure.nodeOfEntry[structure.matrix.entry(i, k)])
                                .isBetween(factor.regionStart[r], factor.regionStart[r + 1] - 1);
                    }
                }
            }
        }
        assertThat(empty).isPositive();
    }

    /** A direction by domains is that of the system as one piece, in both of its forms. */
    @Test
    void domainsFindTheDirectionOfTheWhole() {
        for (long seed = 1; seed <= 3; seed++) {
            ConicProgram original = denoising(15, seed == 2, seed);
            double[][] whole = direction(original, Domains::whole);
            for (int domains : new int[] {2, 3, 8}) {
                double[][] cut = direction(original, elimination -> {
                    Domains chosen = Domains.of(elimination, domains, domains);
                    assertThat(chosen.count()).isGreaterThanOrEqualTo(domains);
                    return chosen;
                });
                for (int k = 0; k < whole.length; k++) {
                    double size = Arrays.stream(whole[k]).map(Math::abs).max().orElseThrow();
                    assertThat(size).isGreaterThan(1e-3);
                    assertThat(cut[k]).containsExactly(whole[k], within(1e-9 * size));
                }
            }
        }
    }

    /** The steps of x, y and z, and s, in the program's own order. */
    private static double[][] direction(ConicProgram original, Function<Elimination, Domains> cut) {
        ProgramStructure structure = new ProgramStructure(original, cut);
        ScaledProgram program = new ScaledProgram(structure);
        program.load(original);
        ConeProduct cones = new ConeProduct(structure);
        CondensedKktSystem system = new CondensedKktSystem(program, cones);
        system.load();
        double[] s = new double[structure.rows];
        double[] z = new double[structure.rows];
        double[] rx = new double[structure.variables];
        double[] rv = new double[structure.rows];
        for (int i = structure.equalities; i < structure.rows; i++) {
            // By the row's number in the program, so that both structures see the same point.
            SplittableRandom random = new SplittableRandom(structure.rowOf[i]);
            s[i] = random.nextDouble(0.3, 0.5);
            z[i] = random.nextDouble(0.3, 0.5);
        }
        for (int c = 0; c < structure.coneStart.length - 1; c++) {
            s[structure.coneStart[c]] += 1.0;
            z[structure.coneStart[c]] += 1.0;
        }
        for (int j = 0; j < rx.length; j++) {
            rx[j] = new SplittableRandom(-1 - structure.variableOf[j]).nextDouble(-1.0, 1.0);
        }
        for (int i = 0; i < rv.length; i++) {
            rv[i] = new SplittableRandom(7L + structure.rowOf[i]).nextDouble(-1.0, 1.0);
        }
        assertThat(cones.update(s, z)).isTrue();
        assertThat(system.factor()).isTrue();
        Direction direction = new Direction(program, cones);
        direction.solve(system, rx, rv);
        new Refinement(program, cones).run(system, rx, rv, direction, new Direction(program, cones), 1e-12, 0.0, 1e-12, 0.0, 5);
        double[] ds = new double[structure.rows];
        for (int i = 0; i < ds.length; i++) {
            ds[structure.rowOf[i]] = direction.s[i];
        }
        return new double[][] {
            program.unscaledPrimal(direction.x, 1.0),
            program.unscaledMultipliers(direction.v, true, 1.0),
            program.unscaledMultipliers(direction.v, false, 1.0),
            ds
        };
    }

    /**
     * A picture without its noise: pixels between 0 and 1 that cost or earn something, a cone for each pair of
     * neighbours that prices their difference, and a given sum for every tenth line.
     */
    static ConicProgram denoising(int side, boolean quadratic, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int pixels = side * side;
        int pairs = 2 * side * (side - 1);
        int n = pixels + pairs;
        double[] cost = new double[n];
        SparseMatrix.Builder p = new SparseMatrix.Builder(n, n);
        SparseMatrix.Builder g = new SparseMatrix.Builder(2 * pixels + 3 * pairs, n);
        double[] h = new double[2 * pixels + 3 * pairs];
        for (int i = 0; i < pixels; i++) {
            cost[i] = random.nextDouble(-3.0, 3.0);
            if (quadratic) {
                p.add(i, i, random.nextDouble(0.5, 1.0));
            }
            g.add(2 * i, i, 1.0).add(2 * i + 1, i, -1.0);
            h[2 * i] = 1.0;
        }
        int pair = 0;
        for (int i = 0; i < pixels; i++) {
            for (int other : new int[] {i % side < side - 1 ? i + 1 : -1, i + side < pixels ? i + side : -1}) {
                if (other >= 0) {
                    int row = 2 * pixels + 3 * pair;
                    g.add(row, pixels + pair, -1.0).add(row + 1, i, 1.0).add(row + 1, other, -1.0);
                    h[row + 2] = 0.1;
                    cost[pixels + pair++] = 1.0;
                }
            }
        }
        int lines = (side + 9) / 10;
        SparseMatrix.Builder a = new SparseMatrix.Builder(lines * (side / 3), n);
        double[] b = new double[lines * (side / 3)];
        for (int line = 0; line < lines; line++) {
            for (int k = 0; k < side / 3; k++) {
                for (int i = 0; i < 3; i++) {
                    a.add(line * (side / 3) + k, 10 * line * side + 3 * k + i, 1.0);
                }
                b[line * (side / 3) + k] = random.nextDouble(0.5, 2.5);
            }
        }
        java.util.List<Cone> cones = new java.util.ArrayList<>();
        cones.add(new Cone.Nonnegative(2 * pixels));
        cones.addAll(Collections.nCopies(pairs, new Cone.SecondOrder(3)));
        return ConicProgram.continuous(p.build(), cost, 0.0, a.build(), b, g.build(), h, cones);
    }
}
