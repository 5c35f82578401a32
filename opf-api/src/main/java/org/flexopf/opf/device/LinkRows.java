package org.flexopf.opf.device;

import org.flexopf.model.ProgramBuilder;

/**
 * Where the rows and variables between two blocks go.
 *
 * @param program a namespace of the link's own, in per unit
 * @param hours the length of the later block, hours
 */
public record LinkRows(ProgramBuilder program, double hours) {}
