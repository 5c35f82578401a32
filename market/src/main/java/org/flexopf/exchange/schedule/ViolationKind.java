package org.flexopf.exchange.schedule;

import org.flexopf.model.Unit;

/** What a violation is about. */
public enum ViolationKind {
    /** Apparent power of a branch above its rating, at the worse of its ends, MVA. */
    LINE("line", Unit.MVA),
    /** A voltage magnitude below its limit, p.u. */
    LOW("low", Unit.PER_UNIT),
    /** A voltage magnitude above its limit, p.u. */
    HIGH("high", Unit.PER_UNIT);

    private final String label;
    private final Unit unit;

    ViolationKind(String label, Unit unit) {
        this.label = label;
        this.unit = unit;
    }

    /** How files and tables call it. */
    public String label() {
        return label;
    }

    /** The unit of amounts. */
    public Unit unit() {
        return unit;
    }
}
