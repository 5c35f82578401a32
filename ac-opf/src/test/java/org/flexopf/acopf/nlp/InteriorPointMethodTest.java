package org.flexopf.acopf.nlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InteriorPointMethodTest {

    private static NonlinearResult solve(NonlinearProgram program, double... start) {
        return InteriorPointMethod.of(program, NonlinearOptions.defaults()).solve(start);
    }

    /** Problem 71 of Hock and Schittkowski; optimum, point and multipliers as published. */
    @Test
    void hockAndSchittkowski71() {
        NonlinearResult result = solve(new Problem71(25.0), 1.0, 5.0, 5.0, 1.0);
        assertThat(result.status()).isEqualTo(NonlinearStatus.LOCALLY_OPTIMAL);
        assertThat(new Problem71(25.0).objective(result.x())).isCloseTo(17.0140173, within(1e-6));
        assertThat(result.x()).containsExactly(new double[] {1.0, 4.74299963, 3.82114998, 1.37940829}, within(1e-6));
        assertThat(result.equalityMultiplier(0)).isCloseTo(0.16146857, within(1e-6));
        assertThat(result.inequalityMultiplier(0)).isCloseTo(0.55229366, within(1e-6));
        assertThat(result.lowerMultiplier(0)).isCloseTo(1.08787121, within(1e-6));
    }

    /** The product of four numbers of at most 5 is at most 625. */
    @Test
    void anInfeasibleProgramEndsWhereLeastIsBroken() {
        NonlinearResult result = solve(new Problem71(700.0), 1.0, 5.0, 5.0, 1.0);
        assertThat(result.status()).isEqualTo(NonlinearStatus.LOCALLY_INFEASIBLE);
        assertThat(result.violation()).isGreaterThan(1.0);
    }

    @Test
    void iterationsEndAtTheirLimit() {
        NonlinearOptions options =
                new NonlinearOptions(1e-8, 1, NonlinearOptions.defaults().timeLimit());
        NonlinearResult result =
                InteriorPointMethod.of(new Problem71(25.0), options).solve(new double[] {1.0, 5.0, 5.0, 1.0});
        assertThat(result.status()).isEqualTo(NonlinearStatus.ITERATION_LIMIT);
        assertThat(result.iterations()).isEqualTo(1);
    }

    @Test
    void aStartThatIsNoNumberIsAFailure() {
        NonlinearResult result = solve(new Problem71(25.0), Double.NaN, 5.0, 5.0, 1.0);
        assertThat(result.status()).isEqualTo(NonlinearStatus.NUMERICAL_FAILURE);
    }

    @Test
    void aStartOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> solve(new Problem71(25.0), 1.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 numbers");
    }

    /** min x1 x4 (x1 + x2 + x3) + x3, sum of squares 40, product at least a bound, all from 1 to 5. */
    private record Problem71(double leastProduct) implements NonlinearProgram {

        @Override
        public ProgramStructure structure() {
            Triplets.Builder row = new Triplets.Builder();
            Triplets.Builder triangle = new Triplets.Builder();
            for (int i = 0; i < 4; i++) {
                row.add(0, i);
                for (int j = 0; j <= i; j++) {
                    triangle.add(i, j);
                }
            }
            return new ProgramStructure(
                    new double[] {1.0, 1.0, 1.0, 1.0},
                    new double[] {5.0, 5.0, 5.0, 5.0},
                    1,
                    1,
                    row.build(),
                    row.build(),
                    triangle.build(),
                    1,
                    new int[4],
                    new int[1]);
        }

        @Override
        public double objective(double[] x) {
            return x[0] * x[3] * (x[0] + x[1] + x[2]) + x[2];
        }

        @Override
        public void gradient(double[] x, double[] gradient) {
            gradient[0] = x[3] * (2.0 * x[0] + x[1] + x[2]);
            gradient[1] = x[0] * x[3];
            gradient[2] = x[0] * x[3] + 1.0;
            gradient[3] = x[0] * (x[0] + x[1] + x[2]);
        }

        @Override
        public void constraints(double[] x, double[] g, double[] h) {
            g[0] = x[0] * x[0] + x[1] * x[1] + x[2] * x[2] + x[3] * x[3] - 40.0;
            h[0] = leastProduct - x[0] * x[1] * x[2] * x[3];
        }

        @Override
        public void jacobians(double[] x, double[] g, double[] h) {
            for (int i = 0; i < 4; i++) {
                g[i] = 2.0 * x[i];
                h[i] = -without(x, i, i);
            }
        }

        @Override
        public void hessian(double[] x, double weight, double[] y, double[] z, double[] entries) {
            int at = 0;
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j <= i; j++) {
                    entries[at++] = i == j ? 2.0 * y[0] : -z[0] * without(x, i, j);
                }
            }
            entries[0] += 2.0 * weight * x[3];
            entries[1] += weight * x[3];
            entries[3] += weight * x[3];
            entries[6] += weight * (2.0 * x[0] + x[1] + x[2]);
            entries[7] += weight * x[0];
            entries[8] += weight * x[0];
        }

        private static double without(double[] x, int i, int j) {
            double product = 1.0;
            for (int k = 0; k < 4; k++) {
                product *= k == i || k == j ? 1.0 : x[k];
            }
            return product;
        }
    }
}
