package org.flexopf.report.result;

import java.util.Objects;
import org.flexopf.network.Range;

/**
 * A DC line.
 *
 * @param id its number
 * @param name its name; may be empty
 * @param from where it draws power, MW
 * @param to where it delivers power, MW
 * @param inService whether it is in service; its powers are 0 if not
 * @param limits limits of the power that it draws, MW
 * @param lossMw what it draws and does not deliver, MW
 * @param cost what it costs, currency per hour
 */
public record DcLineResult(
        int id, String name, Terminal from, Terminal to, boolean inService, Range limits, double lossMw, double cost) {

    /** All parts are required. */
    public DcLineResult {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(limits, "limits");
    }
}
