package org.flexopf.opf.device;

import org.flexopf.model.ProgramBuilder;

/**
 * Where the rows and variables between two blocks go.
 *
 * @param program a namespace of the link's own, in per unit
 * @param earlierHours the length of the earlier block, hours
 * @param hours the length of the later block, hours
 */
public record LinkRows(ProgramBuilder program, double earlierHours, double hours) {

    /** From the middle of the earlier block to the middle of the later one, hours. */
    public double betweenMiddles() {
        return 0.5 * (earlierHours + hours);
    }
}
