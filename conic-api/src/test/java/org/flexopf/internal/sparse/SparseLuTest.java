package org.flexopf.internal.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flexopf.program.SparseMatrix;
import org.junit.jupiter.api.Test;

/** Factors are checked by multiplying back. */
class SparseLuTest {

    @Property(tries = 300, seed = "20266009")
    void solutionsMultiplyBack(@ForAll @IntRange(min = 1, max = 40) int size, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SparseMatrix.Builder builder = new SparseMatrix.Builder(size, size);
        for (int i = 0; i < size; i++) {
            // A shuffled band without a dominant diagonal: without pivoting this fails.
            builder.add((i + 1) % size, i, 1.0 + random.nextDouble());
            for (int k = 0; k < 3; k++) {
                builder.add(random.nextInt(size), i, random.nextDouble() - 0.5);
            }
        }
        SparseMatrix matrix = builder.build();
        assertThatSolutionsMultiplyBack(matrix, SparseLu.of(matrix), random);
    }

    @Property(tries = 100, seed = "1")
    void solutionsInMinimumDegreeOrderMultiplyBack(@ForAll @IntRange(min = 0, max = 80) int size, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SparseMatrix.Builder builder = new SparseMatrix.Builder(size, size);
        for (int i = 0; i < size; i++) {
            builder.add(i, i, 10.0 + random.nextDouble());
            for (int k = 0; k < 2; k++) {
                int j = random.nextInt(size);
                builder.add(i, j, random.nextDouble() - 0.5).add(j, i, random.nextDouble() - 0.5);
            }
        }
        SparseMatrix matrix = builder.build();
        assertThatSolutionsMultiplyBack(matrix, SparseLu.inMinimumDegreeOrder(matrix), random);
    }

    /**
     * The choice of pivots keeps to the minimum-degree order: a star, its centre first, would fill up to 40 GB
     * otherwise.
     */
    @Test
    void aStarIsFactoredWithoutFill() {
        int size = 50_000;
        SparseMatrix.Builder builder = new SparseMatrix.Builder(size, size).add(0, 0, size);
        for (int i = 1; i < size; i++) {
            builder.add(i, i, 2.0).add(0, i, -1.0).add(i, 0, -1.0);
        }
        SparseMatrix matrix = builder.build();
        assertThatSolutionsMultiplyBack(matrix, SparseLu.inMinimumDegreeOrder(matrix), new SplittableRandom(7));
    }

    private static void assertThatSolutionsMultiplyBack(SparseMatrix matrix, SparseLu lu, SplittableRandom random) {
        int size = matrix.rows();
        double[] x = random.doubles(size, -1.0, 1.0).toArray();
        double[] b = new double[size];
        matrix.multiplyAdd(1.0, x, b);
        double[] transposed = new double[size];
        matrix.transposeMultiplyAdd(1.0, x, transposed);
        double[] found = lu.solve(b);
        double[] residual = b.clone();
        matrix.multiplyAdd(-1.0, found, residual);
        double[] foundTransposed = lu.solveTransposed(transposed);
        double[] residualTransposed = transposed.clone();
        matrix.transposeMultiplyAdd(-1.0, foundTransposed, residualTransposed);
        double scale = 1.0;
        for (int i = 0; i < size; i++) {
            scale = Math.max(scale, Math.max(Math.abs(found[i]), Math.abs(foundTransposed[i])));
        }
        for (int i = 0; i < size; i++) {
            assertThat(residual[i]).isCloseTo(0.0, within(1e-9 * scale));
            assertThat(residualTransposed[i]).isCloseTo(0.0, within(1e-9 * scale));
        }
    }

    @Test
    void aSingularMatrixIsRefused() {
        SparseMatrix ones = new SparseMatrix.Builder(2, 2)
                .add(0, 0, 1.0)
                .add(1, 0, 1.0)
                .add(0, 1, 1.0)
                .add(1, 1, 1.0)
                .build();
        assertThatThrownBy(() -> SparseLu.of(ones))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("singular");
        assertThatThrownBy(() -> SparseLu.inMinimumDegreeOrder(ones))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("singular");
        assertThatThrownBy(() -> SparseLu.of(SparseMatrix.zero(2, 3))).isInstanceOf(ArithmeticException.class);
    }
}
