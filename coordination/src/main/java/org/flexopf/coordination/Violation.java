package org.flexopf.coordination;

/**
 * A limit that is broken once the activations are carried out.
 *
 * @param network the name of the network
 * @param element what is broken: {@code vmin 4} and {@code vmax 4} at a bus, {@code line 4-5}
 * @param amount by how much, in its unit
 * @param unit p.u., MVA or MW
 */
public record Violation(String network, String element, double amount, String unit) {}
