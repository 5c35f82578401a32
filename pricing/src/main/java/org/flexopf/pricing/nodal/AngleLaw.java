package org.flexopf.pricing.nodal;

import org.flexopf.network.Branch;

/**
 * That the voltage angles at the ends of a branch differ by what its flow makes of them, linearised: what the
 * branch-flow relaxation leaves out on a meshed network.
 *
 * <p>With {@code V_i' V_j* = w_i' - (r P + x Q) + j (x P - r Q)} the difference of the angles over a branch i->j is its
 * argument, but for a phase shift that is held, and
 *
 * <pre>
 *   d(theta_i - theta_j) = (Re dIm - Im dRe) / (Re^2 + Im^2)
 * </pre>
 *
 * @param byP derivative by P, radians per p.u.
 * @param byQ derivative by Q, radians per p.u.
 * @param byVoltage derivative by the squared voltage {@code w_i'} behind the transformer, radians per p.u.
 */
record AngleLaw(double byP, double byQ, double byVoltage) {

    /** The law of a branch at a flow P + jQ and a squared voltage {@code w_i'}, p.u. */
    static AngleLaw at(Branch branch, double p, double q, double voltage) {
        double r = branch.r();
        double x = branch.x();
        double real = voltage - r * p - x * q;
        double imaginary = x * p - r * q;
        double square = real * real + imaginary * imaginary;
        return new AngleLaw(
                (real * x + imaginary * r) / square, (imaginary * x - real * r) / square, -imaginary / square);
    }
}
