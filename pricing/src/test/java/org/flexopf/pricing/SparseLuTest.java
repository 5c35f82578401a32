package org.flexopf.pricing;

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
        double[] x = random.doubles(size, -1.0, 1.0).toArray();
        double[] b = new double[size];
        matrix.multiplyAdd(1.0, x, b);
        double[] transposed = new double[size];
        matrix.transposeMultiplyAdd(1.0, x, transposed);
        SparseLu lu = SparseLu.of(matrix);
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
        SparseMatrix ones = new SparseMatrix.Builder(2, 2).add(0, 0, 1.0).add(1, 0, 1.0).add(0, 1, 1.0).add(1, 1, 1.0).build();
        assertThatThrownBy(() -> SparseLu.of(ones)).isInstanceOf(ArithmeticException.class).hasMessageContaining("singular");
        assertThatThrownBy(() -> SparseLu.of(SparseMatrix.zero(2, 3))).isInstanceOf(ArithmeticException.class);
    }
}
