package org.flexopf.testkit.golden;

/**
 * An optimum of a branch-flow model. Arrays, units and signs are those of {@link GoldenCase}.
 *
 * @param objective cost of generation and of DC lines, currency per hour
 * @param vm voltage magnitude per bus, p.u.
 * @param pg active generation per generator, MW
 * @param qg reactive generation per generator, Mvar
 * @param activePrice active price per bus, currency per MWh
 * @param reactivePrice reactive price per bus, currency per Mvarh
 * @param unique which of these figures are unique
 */
public record BranchFlowOptimum(
        double objective,
        double[] vm,
        double[] pg,
        double[] qg,
        double[] activePrice,
        double[] reactivePrice,
        Unique unique) {}
