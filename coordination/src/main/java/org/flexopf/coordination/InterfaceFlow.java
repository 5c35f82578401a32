package org.flexopf.coordination;

/**
 * What a scheme has decided at the interface of a feeder.
 *
 * @param feeder the name of the feeder
 * @param flow what flows into it by the scheme's own model, MW
 * @param price what a MWh more of demand at its transmission bus costs, currency per MWh; NaN where the scheme has none
 */
public record InterfaceFlow(String feeder, double flow, double price) {}
