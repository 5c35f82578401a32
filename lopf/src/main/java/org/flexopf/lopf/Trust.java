package org.flexopf.lopf;

import org.flexopf.opf.state.OperatingPoint;

/**
 * How far the sensitivities are trusted. A step counts if the AC state gains a tenth of what the program promised. One
 * that does not is repeated from a base corrected for what the sensitivities missed (Fletcher, "Practical Methods of
 * Optimization", 1987, section 14.4); if that does not help either, the next may change less.
 */
final class Trust {

    private static final double SMALLEST_SHARE = 1e-7;

    private OperatingPoint base;
    private boolean corrected;
    private double share = 1.0;
    private double promised;

    Trust(OperatingPoint base) {
        this.base = base;
    }

    /** The state that the program adds changes to. */
    OperatingPoint base() {
        return base;
    }

    /** Whether that is not the last state, but one corrected for what the last program missed. */
    boolean isCorrected() {
        return corrected;
    }

    /** How much of its range whoever acts may change. */
    double share() {
        return share;
    }

    /** What the program of a step says is to gain, currency per hour; a repeated step is held to the first promise. */
    void promise(double gain) {
        promised = gain;
    }

    double promised() {
        return promised;
    }

    /** Whether a step counts. */
    boolean accepts(double gain) {
        return gain > 0.1 * promised;
    }

    /** A step led to a new state. */
    void accepted(double gain, OperatingPoint reached) {
        base = reached;
        corrected = false;
        share = gain > 0.75 * promised ? Math.min(1.0, 2.0 * share) : share;
    }

    /**
     * A step did not count.
     *
     * @param came what came in place of what was foreseen; {@code null} if the power flow found no state
     */
    void rejected(OperatingPoint current, OperatingPoint foreseen, OperatingPoint came) {
        if (!corrected && came != null) {
            base = corrected(base, foreseen, came);
            corrected = true;
        } else {
            base = current;
            corrected = false;
            share *= 0.25;
        }
    }

    /** Whether no step is small enough to be trusted. */
    boolean isExhausted() {
        return share < SMALLEST_SHARE;
    }

    /** The base from which the program would have foreseen what came. */
    private static OperatingPoint corrected(OperatingPoint base, OperatingPoint foreseen, OperatingPoint came) {
        return base.toBuilder()
                .vm(corrected(base.vm(), foreseen.vm(), came.vm()))
                .va(corrected(base.va(), foreseen.va(), came.va()))
                .pg(corrected(base.pg(), foreseen.pg(), came.pg()))
                .qg(corrected(base.qg(), foreseen.qg(), came.qg()))
                .pFrom(corrected(base.pFrom(), foreseen.pFrom(), came.pFrom()))
                .qFrom(corrected(base.qFrom(), foreseen.qFrom(), came.qFrom()))
                .pTo(corrected(base.pTo(), foreseen.pTo(), came.pTo()))
                .qTo(corrected(base.qTo(), foreseen.qTo(), came.qTo()))
                .build();
    }

    private static double[] corrected(double[] base, double[] foreseen, double[] came) {
        double[] corrected = new double[base.length];
        for (int i = 0; i < corrected.length; i++) {
            corrected[i] = base[i] + (came[i] - foreseen[i]);
        }
        return corrected;
    }

    @Override
    public String toString() {
        return "share " + share + (corrected ? " corrected" : "") + ", promised " + promised;
    }
}
