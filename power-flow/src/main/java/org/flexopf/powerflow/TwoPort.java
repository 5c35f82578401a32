package org.flexopf.powerflow;

import org.flexopf.network.Branch;

/**
 * A branch as a two-port admittance, per unit. With y = 1/(r + jx) and the complex ratio t = tau e^{j theta} at the
 * from end, the two-port of the pi-model is {@code yff = (y + jb/2) / tau^2}, {@code yft = -y / conj(t)}, {@code ytf =
 * -y / t}, {@code ytt = y + jb/2} (the MATPOWER manual, "Branches"). Kept are the row sums rf = yff + yft and rt = ytt
 * + ytf in place of yff and ytt, which lose no digits where y is large: rf is nothing but half the charging on a line.
 *
 * @param rfG real part of rf
 * @param rfB imaginary part of rf
 * @param ftG real part of yft
 * @param ftB imaginary part of yft
 * @param tfG real part of ytf
 * @param tfB imaginary part of ytf
 * @param rtG real part of rt
 * @param rtB imaginary part of rt
 */
public record TwoPort(double rfG, double rfB, double ftG, double ftB, double tfG, double tfB, double rtG, double rtB) {

    /** The two-port of a branch. */
    public static TwoPort of(Branch branch) {
        double squared = branch.r() * branch.r() + branch.x() * branch.x();
        double g = branch.r() / squared;
        double b = -branch.x() / squared;
        double ratio = branch.ratio();
        double cos = Math.cos(Math.toRadians(branch.shift()));
        double sin = Math.sin(Math.toRadians(branch.shift()));
        double half = 0.5 * branch.b();
        return new TwoPort(
                // rf = y (1/tau - e^{j theta}) / tau + jb/2 / tau^2
                (g * (1.0 / ratio - cos) + b * sin) / ratio,
                (b * (1.0 / ratio - cos) - g * sin + half / ratio) / ratio,
                -(g * cos - b * sin) / ratio,
                -(b * cos + g * sin) / ratio,
                -(g * cos + b * sin) / ratio,
                -(b * cos - g * sin) / ratio,
                // rt = y (1 - e^{-j theta} / tau) + jb/2
                g * (1.0 - cos / ratio) - b * sin / ratio,
                b * (1.0 - cos / ratio) + g * sin / ratio + half);
    }

    /** Real part of yff. */
    public double ffG() {
        return rfG - ftG;
    }

    /** Imaginary part of yff. */
    public double ffB() {
        return rfB - ftB;
    }

    /** Real part of ytt. */
    public double ttG() {
        return rtG - tfG;
    }

    /** Imaginary part of ytt. */
    public double ttB() {
        return rtB - tfB;
    }
}
