package org.flexopf.scenario;

/**
 * Quantiles of the standard normal distribution to about 16 digits: algorithm AS 241, PPND16 (M. J. Wichura, Applied
 * Statistics 37, 1988), with its coefficients as the nearest doubles. The inverse of the error function in the library
 * for special functions takes several times as long, which shows where a draw asks for one quantile per load, and it is
 * far off where the share is below 1e-16.
 */
final class NormalQuantile {

    /** Numerators and denominators by falling powers: the middle, the flanks, the tails. */
    private static final double[] MIDDLE = {
        2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987,
        13731.69376550946, 1971.5909503065513, 133.14166789178438, 3.3871328727963665
    };

    private static final double[] UNDER_MIDDLE = {
        5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597,
        5394.196021424751, 687.1870074920579, 42.31333070160091, 1.0
    };

    private static final double[] FLANK = {
        0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684,
        3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835
    };

    private static final double[] UNDER_FLANK = {
        1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008,
        0.6897673349851, 1.6763848301838038, 2.053191626637759, 1.0
    };

    private static final double[] TAIL = {
        2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124,
        0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103
    };

    private static final double[] UNDER_TAIL = {
        2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133,
        0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1.0
    };

    private NormalQuantile() {}

    /** The number below which a share of draws lies, which is above 0 and below 1. */
    static double at(double probability) {
        double fromMiddle = probability - 0.5;
        if (Math.abs(fromMiddle) <= 0.425) {
            double r = 0.180625 - fromMiddle * fromMiddle;
            return fromMiddle * at(r, MIDDLE) / at(r, UNDER_MIDDLE);
        }
        // Strict, so that a draw has the same bits on every machine.
        double depth = Math.sqrt(-StrictMath.log(fromMiddle < 0.0 ? probability : 1.0 - probability));
        double distance = depth <= 5.0
                ? at(depth - 1.6, FLANK) / at(depth - 1.6, UNDER_FLANK)
                : at(depth - 5.0, TAIL) / at(depth - 5.0, UNDER_TAIL);
        return Math.copySign(distance, fromMiddle);
    }

    private static double at(double r, double[] polynomial) {
        double sum = polynomial[0];
        for (int k = 1; k < polynomial.length; k++) {
            sum = sum * r + polynomial[k];
        }
        return sum;
    }
}
