package org.flexopf.acopf;

import org.flexopf.powerflow.TwoPort;

/**
 * What flows at the ends of a branch as functions of the voltages, with theta = theta_f - theta_t:
 *
 * <pre>
 *   a v_f^2 + b v_t^2 + v_f v_t (c cos theta + d sin theta)
 * </pre>
 *
 * <p>Active and reactive power at both ends have this form, and so have the squares of both currents. A weighted sum of
 * such functions is one again, which makes the Hessian of a Lagrangian cheap.
 */
final class EndFunctions {

    static final int P_FROM = 0;
    static final int Q_FROM = 1;
    static final int P_TO = 2;
    static final int Q_TO = 3;
    static final int CURRENT_FROM = 4;
    static final int CURRENT_TO = 5;
    /** The number of functions of a branch, and of coefficients of a function. */
    static final int FUNCTIONS = 6;

    static final int COEFFICIENTS = 4;
    /** Numbers per branch. */
    static final int STRIDE = FUNCTIONS * COEFFICIENTS;

    private EndFunctions() {}

    /** Writes the coefficients of all functions of a branch. */
    static void write(TwoPort y, double[] target, int at) {
        put(target, at, P_FROM, y.ffG(), 0.0, y.ftG(), y.ftB());
        put(target, at, Q_FROM, -y.ffB(), 0.0, -y.ftB(), y.ftG());
        put(target, at, P_TO, 0.0, y.ttG(), y.tfG(), -y.tfB());
        put(target, at, Q_TO, 0.0, -y.ttB(), -y.tfB(), -y.tfG());
        // |yff V_f + yft V_t|^2, and the mixed term is 2 Re(yff conj(yft) V_f conj(V_t)).
        put(
                target,
                at,
                CURRENT_FROM,
                y.ffG() * y.ffG() + y.ffB() * y.ffB(),
                y.ftG() * y.ftG() + y.ftB() * y.ftB(),
                2.0 * (y.ffG() * y.ftG() + y.ffB() * y.ftB()),
                -2.0 * (y.ffB() * y.ftG() - y.ffG() * y.ftB()));
        put(
                target,
                at,
                CURRENT_TO,
                y.tfG() * y.tfG() + y.tfB() * y.tfB(),
                y.ttG() * y.ttG() + y.ttB() * y.ttB(),
                2.0 * (y.ttG() * y.tfG() + y.ttB() * y.tfB()),
                2.0 * (y.ttB() * y.tfG() - y.ttG() * y.tfB()));
    }

    private static void put(double[] target, int at, int function, double a, double b, double c, double d) {
        int place = at + COEFFICIENTS * function;
        target[place] = a;
        target[place + 1] = b;
        target[place + 2] = c;
        target[place + 3] = d;
    }

    /** The value of a function. */
    static double value(double[] k, int at, double vf, double vt, double cos, double sin) {
        return k[at] * vf * vf + k[at + 1] * vt * vt + vf * vt * (k[at + 2] * cos + k[at + 3] * sin);
    }

    /** Its derivative by theta. */
    static double byAngle(double[] k, int at, double vf, double vt, double cos, double sin) {
        return vf * vt * (k[at + 3] * cos - k[at + 2] * sin);
    }

    /** Its derivative by v_f. */
    static double byFrom(double[] k, int at, double vf, double vt, double cos, double sin) {
        return 2.0 * k[at] * vf + vt * (k[at + 2] * cos + k[at + 3] * sin);
    }

    /** Its derivative by v_t. */
    static double byTo(double[] k, int at, double vf, double vt, double cos, double sin) {
        return 2.0 * k[at + 1] * vt + vf * (k[at + 2] * cos + k[at + 3] * sin);
    }
}
