package org.flexopf.testkit.golden;

/**
 * Which figures of an optimum every solver has to find. Where generation is not unique, as with generators that share a
 * bus, the figures are those of one optimum among many.
 *
 * @param vm whether the voltage magnitudes are unique
 * @param pg whether active generation is unique
 * @param qg whether reactive generation is unique
 * @param activePrice whether the active prices are unique
 * @param reactivePrice whether the reactive prices are unique
 */
public record Unique(boolean vm, boolean pg, boolean qg, boolean activePrice, boolean reactivePrice) {}
