package org.flexopf.exchange;

/** Why a command is refused. Of several faults the first in this order is told; a refused command changes nothing. */
public enum Refusal {

    /** The time is no whole number of milliseconds. */
    BAD_TIME,
    /** The time lies before that of the last accepted command. */
    TIME_BACKWARDS,
    /** The kind is none of SUBMIT, CANCEL, AMEND, CLOSE. */
    BAD_KIND,
    /** The order has no id. */
    BAD_ID,
    /** An order of this id was accepted before. */
    DUPLICATE_ID,
    /** The order has no owner. */
    BAD_OWNER,
    /** The market has no such delivery period. */
    UNKNOWN_PERIOD,
    /** The gate of the period has closed. */
    GATE_CLOSED,
    /** The network has no such bus, or it is isolated. */
    UNKNOWN_BUS,
    /** The direction is neither UP nor DOWN. */
    BAD_DIRECTION,
    /** No open order has this id: never seen, refused, filled, removed or expired by now. */
    UNKNOWN_ORDER,
    /** The order belongs to somebody else. */
    NOT_OWNER,
    /** The quantity is no positive multiple of the lot. */
    BAD_QUANTITY,
    /** The new total is below what has been traded. */
    BELOW_TRADED,
    /** The price is no multiple of 1e-4 per MWh, beyond the bounds, or {@code extreme} for others than the operator. */
    BAD_PRICE,
    /** The restriction is none of IOC, FOK, AON. */
    BAD_RESTRICTION,
    /** The minimum is no multiple of the lot between one lot and the quantity. */
    BAD_MINIMUM,
    /** The expiry is no whole number of milliseconds after now. */
    BAD_EXPIRY,
    /** Only the operator may give conditional orders, and only under a check that takes them. */
    BAD_CONDITIONAL,
    /** Only the operator may give a zone, and only of buses that there are. */
    BAD_ZONE
}
