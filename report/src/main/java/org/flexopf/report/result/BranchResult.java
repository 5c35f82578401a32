package org.flexopf.report.result;

import java.util.Objects;

/**
 * A branch.
 *
 * @param id its number
 * @param name its name; may be empty
 * @param from its from end
 * @param to its to end
 * @param inService whether it is in service; its flows are 0 if not
 * @param lossMw what flows in and does not come out, MW
 * @param rating limit of apparent power, MVA; infinite for none
 * @param loading how much of its limits it uses: 1 is at the limit; NaN without limits
 */
public record BranchResult(
        int id,
        String name,
        Terminal from,
        Terminal to,
        boolean inService,
        double lossMw,
        double rating,
        double loading) {

    /** All parts are required. */
    public BranchResult {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }
}
