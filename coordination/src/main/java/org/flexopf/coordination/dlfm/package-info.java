/**
 * Six markets of a transmission network and its feeders, energy, reserve and balancing on both levels, in the sequences
 * that are known as the reactive, the proactive and the interactive distribution level flexibility market (DLFM).
 */
package org.flexopf.coordination.dlfm;
