package org.flexopf.acopf.nlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SymmetricBlockTest {

    private final SplittableRandom random = new SplittableRandom(41);

    /** B diag B' has as many negative eigenvalues as diag has negative entries, whatever B (Sylvester). */
    @Test
    void inverseAndInertiaAreRight() {
        for (int n = 1; n <= 9; n++) {
            for (int round = 0; round < 50; round++) {
                double[] diagonal = new double[n];
                int negative = 0;
                for (int k = 0; k < n; k++) {
                    diagonal[k] = (random.nextBoolean() ? 1.0 : -1.0) * (0.1 + random.nextDouble());
                    negative += diagonal[k] < 0.0 ? 1 : 0;
                }
                double[] matrix = product(diagonal);
                double[] inverse = matrix.clone();
                SymmetricBlock block = new SymmetricBlock(n);
                block.invert(inverse, 0, n);
                assertThat(block.negative()).isEqualTo(negative);
                assertThat(block.lost()).isZero();
                assertIdentity(matrix, inverse, n);
            }
        }
    }

    private double[] product(double[] diagonal) {
        int n = diagonal.length;
        double[][] factor = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                factor[i][j] = (i == j ? 2.0 : 0.0) + random.nextDouble() - 0.5;
            }
        }
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    matrix[i * n + j] += factor[i][k] * diagonal[k] * factor[j][k];
                }
            }
        }
        return matrix;
    }

    private static void assertIdentity(double[] a, double[] b, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0.0;
                for (int k = 0; k < n; k++) {
                    sum += a[i * n + k] * b[k * n + j];
                }
                assertThat(sum).isCloseTo(i == j ? 1.0 : 0.0, within(1e-7));
            }
        }
    }

    @Test
    void aZeroDiagonalIsNoObstacle() {
        double[] matrix = {0.0, 2.0, 2.0, 0.0};
        SymmetricBlock block = new SymmetricBlock(2);
        block.invert(matrix, 0, 2);
        assertThat(block.negative()).isEqualTo(1);
        assertThat(matrix).containsExactly(new double[] {0.0, 0.5, 0.5, 0.0}, within(1e-15));
    }

    @Test
    void aSingularBlockIsTold() {
        double[] matrix = {1.0, 1.0, 1.0, 1.0};
        SymmetricBlock block = new SymmetricBlock(2);
        block.invert(matrix, 0, 2);
        assertThat(block.lost()).isEqualTo(1);
    }
}
