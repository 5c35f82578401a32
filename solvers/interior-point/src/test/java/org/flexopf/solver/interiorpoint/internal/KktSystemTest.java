package org.flexopf.solver.interiorpoint.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.flexopf.internal.sparse.Elimination;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.interiorpoint.Programs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both forms of the KKT system against its four equations. */
class KktSystemTest {

    private static final int VARIABLES = 24;
    private static final int EQUALITIES = 5;
    /**
     * An orthant with a long row, small cones, and one of a dimension at which the explicit form writes it with
     * auxiliary variables.
     */
    private static final Cone[] CONES = {
        new Cone.Nonnegative(9),
        new Cone.SecondOrder(3),
        new Cone.SecondOrder(4),
        new Cone.SecondOrder(45),
        new Cone.SecondOrder(2)
    };

    private static final int CONE_ROWS = 63;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theCondensedFormSolvesTheSystem(long seed) {
        Setting setting = new Setting(seed, CondensedKktSystem::new);
        setting.solveAndCheck(1e-6);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theExplicitFormSolvesTheSystem(long seed) {
        Setting setting = new Setting(seed, ExplicitKktSystem::new);
        setting.solveAndCheck(1e-9);
    }

    /**
     * Residuals that are followed along a step are those that are found at its end, whatever refinement has left of the
     * direction's right sides.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void followedResidualsAreThoseAtTheEndOfTheStep(long seed) {
        Setting setting = new Setting(seed, CondensedKktSystem::new);
        setting.followAndCheck(new SplittableRandom(100 + seed));
    }

    @Test
    void theExplicitFormAllocatesNothingOnceBuilt() {
        Setting setting = new Setting(7, ExplicitKktSystem::new);
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        setting.solve();
        long least = Long.MAX_VALUE;
        for (int repeat = 0; repeat < 10; repeat++) {
            long before = bean.getThreadAllocatedBytes(thread);
            setting.solve();
            least = Math.min(least, bean.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(least).isLessThan(64);
    }

    /** A random program, a random interior point and random right sides. */
    private static final class Setting {

        private final ScaledProgram program;
        private final ProgramStructure structure;
        private final ConeProduct cones;
        private final KktSystem system;
        private final double[] rx;
        private final double[] rv;
        private final double[] f;
        private final double[] shift;
        private final Direction direction;

        Setting(long seed, BiFunction<ScaledProgram, ConeProduct, KktSystem> form) {
            this(seed, form, Domains::of);
        }

        Setting(
                long seed,
                BiFunction<ScaledProgram, ConeProduct, KktSystem> form,
                Function<Elimination, Domains> domains) {
            SplittableRandom random = new SplittableRandom(seed);
            ConicProgram original = program(random);
            structure = new ProgramStructure(original, domains);
            program = new ScaledProgram(structure);
            program.load(original);
            cones = new ConeProduct(structure);
            system = form.apply(program, cones);
            if (system instanceof CondensedKktSystem condensed) {
                condensed.load();
            }
            assertThat(cones.update(interior(random), interior(random))).isTrue();
            rx = vector(random, structure.variables);
            rv = vector(random, structure.rows);
            f = vector(random, structure.rows);
            Arrays.fill(f, 0, structure.equalities, 0.0);
            shift = new double[structure.rows];
            direction = new Direction(program, cones);
        }

        private static ConicProgram program(SplittableRandom random) {
            double[][] p = new double[VARIABLES][VARIABLES];
            for (int k = 0; k < 3; k++) {
                double[] factor = vector(random, VARIABLES);
                for (int i = 0; i < VARIABLES; i++) {
                    for (int j = 0; j < VARIABLES; j++) {
                        p[i][j] += factor[i] * factor[j];
                    }
                }
            }
            double[][] g = rows(random, CONE_ROWS, 3);
            g[4] = vector(random, VARIABLES);
            return Programs.of(
                    p,
                    vector(random, VARIABLES),
                    rows(random, EQUALITIES, 4),
                    vector(random, EQUALITIES),
                    g,
                    vector(random, CONE_ROWS),
                    CONES);
        }

        private static double[][] rows(SplittableRandom random, int count, int entries) {
            double[][] rows = new double[count][VARIABLES];
            for (double[] row : rows) {
                for (int k = 0; k < entries; k++) {
                    row[random.nextInt(VARIABLES)] = random.nextDouble(-1.0, 1.0);
                }
            }
            return rows;
        }

        private static double[] vector(SplittableRandom random, int length) {
            return random.doubles(length, -1.0, 1.0).toArray();
        }

        /** Slacks and multipliers from 1e-3 to 1e3, cones near their boundary. */
        private double[] interior(SplittableRandom random) {
            double[] point = vector(random, structure.rows);
            for (int i = structure.equalities; i < structure.linearEnd; i++) {
                point[i] = Math.pow(10.0, 3.0 * point[i]);
            }
            for (int c = 0; c < structure.coneStart.length - 1; c++) {
                double square = 0.0;
                for (int i = structure.coneStart[c] + 1; i < structure.coneStart[c + 1]; i++) {
                    square += point[i] * point[i];
                }
                point[structure.coneStart[c]] = Math.sqrt(square) + 1e-3;
            }
            return point;
        }

        private void divide(double[] v, double[] target) {
            for (int region = 0; region < cones.regions(); region++) {
                for (ConePart part : cones.parts(region)) {
                    part.divide(1.0, v, target, 0);
                }
            }
        }

        void solve() {
            system.factor();
            ask();
            direction.finish(system, rv);
        }

        /** Solves for right sides everywhere: those of cone rows are brought into f, and out of the scaled steps. */
        private void ask() {
            double[] scaled = shift;
            for (int region = 0; region < cones.regions(); region++) {
                system.begin(region, rx, rv, direction);
                for (ConePart part : cones.parts(region)) {
                    part.divide(1.0, rv, scaled, 0);
                    for (int i = part.rowBegin(); i < part.rowEnd(); i++) {
                        direction.scaledZ[i] = f[i] - scaled[i];
                    }
                    system.spread(region, part, direction);
                }
                system.reduce(region, direction);
            }
            system.solveTrunk(direction);
            for (int region = 0; region < cones.regions(); region++) {
                system.expand(region, direction);
                for (ConePart part : cones.parts(region)) {
                    system.gather(region, part, direction);
                    for (int i = part.rowBegin(); i < part.rowEnd(); i++) {
                        direction.scaledS[i] += scaled[i];
                    }
                }
            }
        }

        void followAndCheck(SplittableRandom random) {
            Iterate from = new Iterate(structure.variables, structure.rows);
            System.arraycopy(vector(random, structure.variables), 0, from.x, 0, structure.variables);
            System.arraycopy(vector(random, structure.rows), 0, from.v, 0, structure.rows);
            System.arraycopy(vector(random, structure.rows), 0, from.s, 0, structure.rows);
            Arrays.fill(from.s, 0, structure.equalities, 0.0);
            Residuals followed = new Residuals(program, cones);
            followed.evaluate(from);
            System.arraycopy(followed.x, 0, rx, 0, rx.length);
            System.arraycopy(followed.v, 0, rv, 0, rv.length);
            system.reset();
            assertThat(system.factor()).isTrue();
            ask();
            // Bounds that stop refinement at once: what is left is what is to be followed.
            Refinement refinement = new Refinement(program, cones);
            refinement.run(system, rx, rv, direction, new Direction(program, cones), 1e9, 1e9, 0);
            Iterate to = new Iterate(structure.variables, structure.rows);
            followed.follow(from, direction, 0.3, 0.3, refinement, system.inexactRows(), to);
            assertThat(followed.areExact()).isFalse();
            Residuals evaluated = new Residuals(program, cones);
            evaluated.evaluate(to);
            assertThat(evaluated.areExact()).isTrue();
            double accuracy = 1e-10
                    * (1.0 + Arrays.stream(direction.v).map(Math::abs).max().orElseThrow());
            assertThat(followed.x).containsExactly(evaluated.x, within(accuracy));
            assertThat(followed.v).containsExactly(evaluated.v, within(accuracy));
            assertThat(followed.primal).isCloseTo(evaluated.primal, within(accuracy));
            assertThat(followed.dual).isCloseTo(evaluated.dual, within(accuracy));
            assertThat(followed.gap).isCloseTo(evaluated.gap, within(accuracy));
            // A step of 0.3 leaves 0.7 of every residual.
            for (int j = 0; j < rx.length; j++) {
                assertThat(evaluated.x[j]).isCloseTo(0.7 * rx[j], within(1e-4));
            }
        }

        void solveAndCheck(double accuracy) {
            system.reset();
            assertThat(system.factor()).isTrue();
            ask();
            new Refinement(program, cones)
                    .run(system, rx, rv, direction, new Direction(program, cones), 1e-12, 1e-12, 5);

            double[] dual = new double[structure.variables];
            program.multiplyQuadratic(direction.x, dual);
            program.matrix.addTransposed(0, structure.rows, direction.v, dual);
            assertThat(dual).as("P dx + C'dv").containsExactly(rx, within(accuracy));
            double[] primal = new double[structure.rows];
            program.matrix.multiply(0, structure.rows, direction.x, primal);
            for (int i = structure.equalities; i < structure.rows; i++) {
                primal[i] += direction.s[i];
            }
            assertThat(primal).as("C dx + ds").containsExactly(rv, within(accuracy));
            // W^-1 ds from the step itself, W dz as the vector whose W^-1 is dz.
            double[] scaledS = new double[structure.rows];
            divide(direction.s, scaledS);
            double[] dz = new double[structure.rows];
            divide(direction.scaledZ, dz);
            for (int i = structure.equalities; i < structure.rows; i++) {
                assertThat(scaledS[i] + direction.scaledZ[i])
                        .as("W^-1 ds + W dz in row %d", i)
                        .isCloseTo(f[i], within(1e3 * accuracy));
                assertThat(direction.v[i])
                        .as("dz in row %d", i)
                        .isCloseTo(dz[i], within(1e3 * accuracy * (1.0 + Math.abs(dz[i]))));
            }
        }
    }
}
