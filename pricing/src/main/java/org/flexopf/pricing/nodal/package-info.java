/**
 * What power is worth at every bus of a solved optimal power flow: prices with unit and sign, what they are made of,
 * how far they can be trusted, and what the network earns at them.
 */
package org.flexopf.pricing.nodal;
