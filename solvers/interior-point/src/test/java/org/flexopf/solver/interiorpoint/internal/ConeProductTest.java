package org.flexopf.solver.interiorpoint.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The identities that define the scaling, on an orthant of three rows and second-order cones of dimensions 4, 2, 7, 3 and 4,
 * after one equality row: those of three and of four rows are worked on without loops.
 */
class ConeProductTest {

    private static final int[] START = {4, 8, 10, 17, 20, 24};
    private static final int ROWS = 24;

    private final ConeProduct cones = new ConeProduct(1, 4, START);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theScalingMapsBothPointsToTheSameLambda(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] s = interior(random);
        double[] z = interior(random);
        assertThat(cones.update(s, z)).isTrue();
        double[] scaled = new double[ROWS];
        divide(s, scaled);
        assertThat(scaled).containsExactly(cones.scaling.lambda, within(1e-12));
        // W^-1 lambda = z, for lambda = W z.
        divide(cones.scaling.lambda.clone(), scaled);
        assertThat(scaled).containsExactly(z, within(1e-12));
        assertThat(cones.dot(cones.scaling.lambda, cones.scaling.lambda)).isCloseTo(cones.dot(s, z), within(1e-12));
    }

    @Test
    void divisionByLambdaInvertsTheJordanProduct() {
        SplittableRandom random = new SplittableRandom(9);
        assertThat(cones.update(interior(random), interior(random))).isTrue();
        double[] u = vector(random);
        double[] product = new double[ROWS];
        for (ConePart part : cones.parts(0)) {
            // lambda o v = lambda o u - 2 e, taken from 3 lambda: 3 lambda - u + 2 lambda^-1.
            part.askSecondOrder(cones.scaling.lambda, u, 2.0, 3.0, product);
        }
        double[] expected = new double[ROWS];
        cones.inverse(2.0, cones.scaling.lambda, expected);
        for (int i = 1; i < ROWS; i++) {
            expected[i] += 3.0 * cones.scaling.lambda[i] - u[i];
        }
        assertThat(product).containsExactly(expected, within(1e-10));
    }

    @Test
    void theNegativeQuotientIsMinusTheQuotient() {
        SplittableRandom random = new SplittableRandom(10);
        assertThat(cones.update(interior(random), interior(random))).isTrue();
        double[] f = vector(random);
        double[] quotient = new double[ROWS];
        divide(f, quotient);
        for (ConePart part : cones.parts(0)) {
            part.divide(-1.0, f, f, 0);
        }
        for (int i = 1; i < ROWS; i++) {
            assertThat(f[i]).isEqualTo(-quotient[i]);
        }
    }

    /** At the longest step the smallest eigenvalue is zero; short of it, positive. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theLongestStepEndsOnTheBoundary(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        assertThat(cones.update(interior(random), interior(random))).isTrue();
        double[] u = vector(random);
        double step = longestStep(u);
        double[] end = new double[ROWS];
        for (int i = 1; i < ROWS; i++) {
            end[i] = cones.scaling.lambda[i] + step * u[i];
        }
        assertThat(cones.smallestEigenvalue(end)).isCloseTo(0.0, within(1e-10));
        for (int i = 1; i < ROWS; i++) {
            end[i] = cones.scaling.lambda[i] + 0.9 * step * u[i];
        }
        assertThat(cones.smallestEigenvalue(end)).isPositive();
    }

    @Test
    void aDirectionInsideTheConesHasNoLongestStep() {
        SplittableRandom random = new SplittableRandom(3);
        assertThat(cones.update(interior(random), interior(random))).isTrue();
        assertThat(longestStep(interior(random))).isInfinite();
    }

    @Test
    void theInverseIsTheCentralPoint() {
        double[] s = interior(new SplittableRandom(4));
        double[] z = new double[ROWS];
        cones.inverse(0.25, s, z);
        double[] product = new double[ROWS];
        double[] unit = new double[ROWS];
        // With lambda = e, a product is asked for as it is.
        cones.setIdentity();
        for (ConePart part : cones.parts(0)) {
            part.askSecondOrder(s, z, 0.0, 0.0, product);
        }
        cones.addUnit(-0.25, unit);
        assertThat(product).containsExactly(unit, within(1e-12));
    }

    @Test
    void eachBlockIsLiftedOnItsOwn() {
        double[] s = new double[ROWS];
        s[1] = 5.0;
        s[2] = -5.0;
        s[5] = 3.0;
        double[] floor = new double[ROWS];
        java.util.Arrays.fill(floor, 0.5);
        cones.lift(s, floor);
        assertThat(s[1]).isEqualTo(5.0);
        assertThat(s[2]).isEqualTo(0.5);
        assertThat(s[4]).isEqualTo(3.5);
        assertThat(s[8]).isEqualTo(0.5);
        assertThat(cones.smallestEigenvalue(s)).isEqualTo(0.5);
    }

    @Test
    void pointsOutsideAndNumbersThatAreNotFiniteHaveNoScaling() {
        SplittableRandom random = new SplittableRandom(5);
        double[] good = interior(random);
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1.0, 0.0}) {
            for (int row : new int[] {1, 4, 8, 10}) {
                double[] s = good.clone();
                s[row] = bad;
                assertThat(cones.update(s, good)).as("s[%d] = %s", row, bad).isFalse();
                assertThat(cones.update(good, s)).as("z[%d] = %s", row, bad).isFalse();
            }
        }
    }

    /** Products outside of the range are drawn to its ends, and those inside are left. */
    @Test
    void centralityCorrectionsDrawEigenvaluesIntoTheRange() {
        cones.setIdentity();
        double[] us = new double[ROWS];
        double[] uz = new double[ROWS];
        us[1] = -0.95;
        us[2] = 30.0;
        us[4] = -0.5;
        us[5] = 0.49;
        double[] correction = new double[ROWS];
        for (ConePart part : cones.parts(0)) {
            part.askCentrality(us, 1.0, uz, 1.0, 0.1, 10.0, correction);
        }
        assertThat(correction[1]).isCloseTo(0.05, within(1e-12));
        assertThat(correction[2]).isCloseTo(-10.0, within(1e-12));
        assertThat(correction[3]).isZero();
        // t = (0.5, 0.49, 0, 0) has the eigenvalues 0.99 and 0.01; the lower one is raised by 0.09.
        assertThat(correction[4]).isCloseTo(0.045, within(1e-12));
        assertThat(correction[5]).isCloseTo(-0.045, within(1e-12));
    }

    private void divide(double[] v, double[] target) {
        for (ConePart part : cones.parts(0)) {
            part.divide(1.0, v, target, 0);
        }
    }

    /**
     * The longest step along u; along the other direction, which is measured with it, there is always a shorter one of
     * 1e-3.
     */
    private double longestStep(double[] u) {
        double[] steep = new double[ROWS];
        for (int i = 1; i < ROWS; i++) {
            steep[i] = -1e3 * cones.scaling.lambda[i];
        }
        double[] slopes = new double[2];
        double[] otherSlopes = new double[2];
        for (ConePart part : cones.parts(0)) {
            part.raiseSlopes(u, steep, slopes);
            part.raiseSlopes(steep, u, otherSlopes);
        }
        assertThat(slopes[1]).isCloseTo(1e3, within(1e-3));
        assertThat(otherSlopes).containsExactly(slopes[1], slopes[0]);
        return 1.0 / slopes[0];
    }

    private static double[] vector(SplittableRandom random) {
        double[] v = new double[ROWS];
        for (int i = 1; i < ROWS; i++) {
            v[i] = random.nextDouble(-1.0, 1.0);
        }
        return v;
    }

    private double[] interior(SplittableRandom random) {
        double[] v = vector(random);
        for (int i = 1; i < 4; i++) {
            v[i] = random.nextDouble(0.1, 2.0);
        }
        for (int k = 0; k < START.length - 1; k++) {
            double square = 0.0;
            for (int i = START[k] + 1; i < START[k + 1]; i++) {
                square += v[i] * v[i];
            }
            v[START[k]] = Math.sqrt(square) + random.nextDouble(0.01, 1.0);
        }
        return v;
    }
}
