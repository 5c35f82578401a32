package org.flexopf.opf;

import org.flexopf.network.Storage;
import org.flexopf.opf.problem.Horizon;

/**
 * What is asked of the energy of storages at the end of a window that does not end the horizon. Whatever is asked,
 * enough is left for what is needed later: a window never takes what a vehicle needs at its departure, or a storage at
 * the end of the horizon. Storages that end as they began return to that in every window.
 */
@FunctionalInterface
public interface WindowEnds {

    /**
     * What is asked of a storage.
     *
     * @param storage as its network has it
     * @param period the place of the last period of the window, in the horizon
     */
    Storage.End of(Storage storage, int period);

    /**
     * At the end of every window what is asked at the end of the horizon: a fixed level where there is one; a storage
     * that is free and worth nothing is emptied by every window.
     */
    static WindowEnds asStated() {
        return (storage, period) -> storage.energy().end();
    }

    /** Free, at what a MWh more was worth then in a solution of the whole horizon, perhaps a coarse one. */
    static WindowEnds valuedAs(HorizonSolution longer) {
        return (storage, period) -> {
            double value = longer.energyValue(storage)[requirePeriod(longer.horizon(), period)];
            return Double.isFinite(value)
                    ? Storage.End.free(value)
                    : storage.energy().end();
        };
    }

    /** At least as much as was there then in a solution of the whole horizon, perhaps a coarse one. */
    static WindowEnds levelsOf(HorizonSolution longer) {
        return (storage, period) -> {
            double level = longer.energy(storage)[requirePeriod(longer.horizon(), period)];
            double held = Math.min(
                    storage.energy().range().max(),
                    Math.max(storage.energy().range().min(), level));
            return Double.isFinite(level)
                    ? Storage.End.atLeast(held)
                    : storage.energy().end();
        };
    }

    private static int requirePeriod(Horizon horizon, int period) {
        if (period >= horizon.periods().size()) {
            throw new IllegalArgumentException("the ends of windows come from a solution of "
                    + horizon.periods().size() + " periods, and a window ends with period " + (period + 1)
                    + "; give a solution of the whole horizon");
        }
        return period;
    }
}
