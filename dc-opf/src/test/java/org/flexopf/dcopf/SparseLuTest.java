package org.flexopf.dcopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.flexopf.program.SparseMatrix;
import org.junit.jupiter.api.Test;

/** Factors against the matrix that they are factors of. */
class SparseLuTest {

    @Property(tries = 100, seed = "1")
    void solutionsSatisfyTheirEquations(@ForAll @LongRange(min = 0, max = 100_000) long seed, @ForAll @IntRange(min = 0, max = 80) int size) {
        Random random = new Random(seed);
        SparseMatrix.Builder builder = new SparseMatrix.Builder(size, size);
        for (int i = 0; i < size; i++) {
            builder.add(i, i, 10.0 + random.nextDouble());
            for (int k = 0; k < 2; k++) {
                int j = random.nextInt(size);
                builder.add(i, j, random.nextDouble() - 0.5).add(j, i, random.nextDouble() - 0.5);
            }
        }
        SparseMatrix matrix = builder.build();
        double[] x = random.doubles(size, -1.0, 1.0).toArray();
        double[] b = new double[size];
        matrix.multiplyAdd(1.0, x, b);
        double[] transposed = new double[size];
        matrix.transposeMultiplyAdd(1.0, x, transposed);
        SparseLu factors = SparseLu.of(matrix);
        assertThat(factors.solve(b)).containsExactly(x, within(1e-10));
        assertThat(factors.solveTransposed(transposed)).containsExactly(x, within(1e-10));
    }

    @Test
    void aSingularMatrixIsRefused() {
        SparseMatrix matrix = new SparseMatrix.Builder(2, 2).add(0, 0, 1.0).add(0, 1, 1.0).add(1, 0, 1.0).add(1, 1, 1.0).build();
        assertThatThrownBy(() -> SparseLu.of(matrix)).isInstanceOf(ArithmeticException.class).hasMessageContaining("singular");
    }
}
