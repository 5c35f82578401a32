package org.flexopf.testkit.golden;

import java.util.List;

/**
 * An optimum of the AC optimal power flow: a local one, which is the global one where the relaxation is exact. Arrays,
 * units and signs are those of {@link GoldenCase}.
 *
 * @param objective cost of generation and of DC lines, currency per hour
 * @param lossMw active losses of all branches, MW
 * @param vm voltage magnitude per bus, p.u.
 * @param va voltage angle per bus, degrees
 * @param pg active generation per generator, MW
 * @param qg reactive generation per generator, Mvar
 * @param pFrom active power into each branch at its from end, MW
 * @param qFrom reactive power into each branch at its from end, Mvar
 * @param pTo active power into each branch at its to end, MW
 * @param qTo reactive power into each branch at its to end, Mvar
 * @param hvdcLines the state of each DC line
 * @param activePrice active price per bus, currency per MWh
 * @param reactivePrice reactive price per bus, currency per Mvarh
 * @param multipliers what the limits save
 * @param unique which of these figures are unique; multipliers are, as the gradients of all binding limits are
 *     independent
 */
public record AcOptimum(
        double objective,
        double lossMw,
        double[] vm,
        double[] va,
        double[] pg,
        double[] qg,
        double[] pFrom,
        double[] qFrom,
        double[] pTo,
        double[] qTo,
        List<HvdcState> hvdcLines,
        double[] activePrice,
        double[] reactivePrice,
        LimitMultipliers multipliers,
        Unique unique) {

    /** The list is copied, the arrays are not. */
    public AcOptimum {
        hvdcLines = List.copyOf(hvdcLines);
    }

    /**
     * The state of a DC line.
     *
     * @param p active power drawn at the from end, MW
     * @param delivered active power supplied at the to end, MW
     * @param qFrom reactive power supplied at the from end, Mvar
     * @param qTo reactive power supplied at the to end, Mvar
     */
    public record HvdcState(double p, double delivered, double qFrom, double qTo) {}
}
