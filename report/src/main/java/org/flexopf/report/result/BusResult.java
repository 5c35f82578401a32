package org.flexopf.report.result;

import java.util.Objects;

/**
 * A bus.
 *
 * @param id its number
 * @param name its name; may be empty
 * @param vm voltage magnitude with its limits, p.u.
 * @param va voltage angle, degrees
 * @param demandMw active demand, MW
 * @param demandMvar reactive demand, Mvar
 * @param active price of active power, currency per MWh
 * @param reactive price of reactive power, currency per Mvarh
 */
public record BusResult(
        int id,
        String name,
        LimitedValue vm,
        double va,
        double demandMw,
        double demandMvar,
        BusPrice active,
        BusPrice reactive) {

    /** All parts are required. */
    public BusResult {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(vm, "vm");
        Objects.requireNonNull(active, "active");
        Objects.requireNonNull(reactive, "reactive");
    }
}
