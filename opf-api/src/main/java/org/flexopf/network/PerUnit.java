package org.flexopf.network;

import org.flexopf.model.Unit;

/**
 * The only place where units change: MW, Mvar and MVA to per unit and back, and duals of per-unit rows to currency per
 * MWh.
 *
 * @param baseMva the system base, MVA
 */
public record PerUnit(double baseMva) {

    /** MW, Mvar or MVA to per unit. */
    public double power(double physical) {
        return physical / baseMva;
    }

    /** Per unit to MW, Mvar or MVA. */
    public double physicalPower(double perUnit) {
        return perUnit * baseMva;
    }

    /** Currency per hour and per unit of power to currency per MWh (or Mvarh). */
    public double pricePerMwh(double dual) {
        return dual / baseMva;
    }

    /** Currency per MWh (or Mvarh, or MVAh) to currency per hour and per unit of power. */
    public double pricePerUnit(double pricePerMwh) {
        return pricePerMwh * baseMva;
    }

    /** What 1 p.u. of power here is on another base, p.u. */
    public double perUnitOf(PerUnit other) {
        return baseMva / other.baseMva;
    }

    /** The physical size of 1 p.u. of a unit; 1 where the unit is used in programs as it is. */
    public double step(Unit unit) {
        return unit.perUnitStep(baseMva);
    }
}
