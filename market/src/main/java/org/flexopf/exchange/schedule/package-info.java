/**
 * A network at its schedule, as a flexibility market and its operator see it: loads and generation off the references
 * are given, the references make up for the rest, and limits of lines and voltages are looked at by an AC power flow.
 */
package org.flexopf.exchange.schedule;
