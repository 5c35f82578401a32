package org.flexopf.solver.interiorpoint.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.junit.jupiter.api.Test;

/** Widths of rows and cones, by hand: l from 0 to 0.5, w from 0.8 to 1.2, and P with {@code l w >= P^2}. */
class WidthsTest {

    private static final int ROWS = 7;

    private static Widths widths(boolean bounded, double equality) {
        SparseMatrix.Builder g = new SparseMatrix.Builder(ROWS, 3);
        g.add(0, 0, 1.0).add(1, 0, -1.0);
        g.add(2, 1, 1.0).add(3, 1, -1.0);
        // |(2 P, l - w)| at most l + w.
        g.add(4, 0, -1.0).add(4, 1, -1.0).add(5, 2, -2.0).add(6, 0, -1.0).add(6, 1, 1.0);
        double far = 1e20;
        double[] h = {bounded ? 0.5 : far, 0.0, bounded ? 1.2 : far, bounded ? -0.8 : far, 0.0, 0.0, 0.0};
        boolean hasEquality = !Double.isNaN(equality);
        SparseMatrix.Builder a = new SparseMatrix.Builder(hasEquality ? 1 : 0, 3);
        if (hasEquality) {
            a.add(0, 0, 1.0).add(0, 1, 1.0);
        }
        ConicProgram program = ConicProgram.continuous(
                SparseMatrix.zero(3, 3),
                new double[] {1.0, 0.0, -1.0},
                0.0,
                a.build(),
                hasEquality ? new double[] {equality} : new double[0],
                g.build(),
                h,
                List.of(new Cone.Nonnegative(4), new Cone.SecondOrder(3)));
        ProgramStructure structure = new ProgramStructure(program);
        ScaledProgram scaled = new ScaledProgram(structure);
        scaled.load(program);
        Widths widths = new Widths(scaled);
        widths.compute();
        for (int i = structure.equalities; i < widths.middle.length; i++) {
            widths.middle[i] *= scaled.inverseRowScale[i];
        }
        return widths;
    }

    /**
     * Half of 0.5 and half of 0.4; and of the rotated cone 2 l is 1 wide, 2 w is 2.4, so that (0.5, 1.2) is its middle.
     */
    @Test
    void rowsAndRotatedConesHaveTheirMiddles() {
        Widths widths = widths(true, Double.NaN);
        double[] expected = {0.25, 0.25, 0.2, 0.2, 0.85, 0.0, -0.35};
        for (int i = 0; i < ROWS; i++) {
            assertThat(widths.known[i]).isTrue();
            assertThat(widths.middle[i]).as("row %d", i).isCloseTo(expected[i], within(1e-9));
        }
    }

    /** With {@code l + w = 1} neither l nor w has more than 0.2 above its lower bound. */
    @Test
    void equalitiesNarrowWhatIsInThem() {
        double[] linear = Arrays.copyOfRange(widths(true, 1.0).middle, 1, 5);
        Arrays.sort(linear);
        double[] expected = {0.1, 0.1, 0.2, 0.25};
        for (int i = 0; i < expected.length; i++) {
            assertThat(linear[i]).isCloseTo(expected[i], within(1e-9));
        }
    }

    /** Where little is known, nothing is taken for known. */
    @Test
    void withoutBoundsNothingIsKnown() {
        Widths widths = widths(false, Double.NaN);
        for (int i = 0; i < ROWS; i++) {
            assertThat(widths.known[i]).isFalse();
        }
    }
}
