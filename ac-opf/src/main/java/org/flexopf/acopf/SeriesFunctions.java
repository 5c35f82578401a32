package org.flexopf.acopf;

import static org.flexopf.acopf.EndFunctions.CURRENT_FROM;
import static org.flexopf.acopf.EndFunctions.CURRENT_TO;
import static org.flexopf.acopf.EndFunctions.FUNCTIONS;
import static org.flexopf.acopf.EndFunctions.P_FROM;
import static org.flexopf.acopf.EndFunctions.P_TO;
import static org.flexopf.acopf.EndFunctions.Q_FROM;
import static org.flexopf.acopf.EndFunctions.Q_TO;

import java.util.Arrays;
import org.flexopf.network.Branch;

/**
 * What flows at the ends of a branch as functions of the current J = J_r + j J_i through its series impedance z = r +
 * jx, seen in the direction of the voltage v_t at the to end. With w = v_f / tau and half the charging h:
 *
 * <pre>
 *   P_from = v_t J_r + r |J|^2               Q_from = -v_t J_i + x |J|^2 - h w^2
 *   P_to = -v_t J_r                          Q_to = v_t J_i - h v_t^2
 *   i_from^2 = |(1 + j h z) J + j h v_t|^2 / tau^2     i_to^2 = |J - j h v_t|^2
 * </pre>
 *
 * <p>They are those of {@link EndFunctions} without a difference of voltages, in which digits are lost where z is
 * small. All are quadratic forms {@code u'Hu / 2} of u = (v_f, v_t, J_r, J_i), and so is a weighted sum of them. H is
 * kept by rows of its lower triangle.
 */
final class SeriesFunctions {

    /** The number of variables of a form. */
    static final int VARIABLES = 4;
    /** Numbers per form. */
    static final int COEFFICIENTS = VARIABLES * (VARIABLES + 1) / 2;
    /** Numbers per branch. */
    static final int STRIDE = FUNCTIONS * COEFFICIENTS;

    /** Places in the triangle: of squares, and of products with v_t. */
    private static final int FROM_SQUARED = 0;

    private static final int TO_SQUARED = 2;
    private static final int TO_REAL = 4;
    private static final int REAL_SQUARED = 5;
    private static final int TO_IMAGINARY = 7;
    private static final int IMAGINARY_SQUARED = 9;

    private SeriesFunctions() {}

    /** Writes the forms of all functions of a branch. */
    static void write(Branch branch, double[] target, int at) {
        double half = 0.5 * branch.b();
        double square = branch.ratio() * branch.ratio();
        Arrays.fill(target, at, at + STRIDE, 0.0);
        put(target, at, P_FROM, 2.0 * branch.r(), 0.0, 1.0, 0.0);
        put(target, at, Q_FROM, 2.0 * branch.x(), 0.0, 0.0, -1.0);
        target[at + COEFFICIENTS * Q_FROM + FROM_SQUARED] = -2.0 * half / square;
        put(target, at, P_TO, 0.0, 0.0, -1.0, 0.0);
        put(target, at, Q_TO, 0.0, -2.0 * half, 0.0, 1.0);
        double real = 1.0 - half * branch.x();
        double imaginary = half * branch.r();
        put(
                target,
                at,
                CURRENT_FROM,
                2.0 * (real * real + imaginary * imaginary) / square,
                2.0 * half * half / square,
                2.0 * half * imaginary / square,
                2.0 * half * real / square);
        put(target, at, CURRENT_TO, 2.0, 2.0 * half * half, 0.0, -2.0 * half);
    }

    private static void put(
            double[] target,
            int at,
            int function,
            double ofCurrent,
            double ofVoltage,
            double withReal,
            double withImaginary) {
        int place = at + COEFFICIENTS * function;
        target[place + REAL_SQUARED] = ofCurrent;
        target[place + IMAGINARY_SQUARED] = ofCurrent;
        target[place + TO_SQUARED] = ofVoltage;
        target[place + TO_REAL] = withReal;
        target[place + TO_IMAGINARY] = withImaginary;
    }

    /** The value of the form at a place, with u at another. */
    static double value(double[] forms, int at, double[] u, int first) {
        double sum = 0.0;
        int next = at;
        for (int a = 0; a < VARIABLES; a++) {
            for (int b = 0; b < a; b++) {
                sum += forms[next++] * u[first + a] * u[first + b];
            }
            sum += 0.5 * forms[next++] * u[first + a] * u[first + a];
        }
        return sum;
    }

    /** Adds the derivatives of the form at a place, times a factor. */
    static void addDerivatives(double[] forms, int at, double[] u, int first, double factor, double[] target, int to) {
        int next = at;
        for (int a = 0; a < VARIABLES; a++) {
            for (int b = 0; b < a; b++) {
                double entry = factor * forms[next++];
                target[to + a] += entry * u[first + b];
                target[to + b] += entry * u[first + a];
            }
            target[to + a] += factor * forms[next++] * u[first + a];
        }
    }
}
