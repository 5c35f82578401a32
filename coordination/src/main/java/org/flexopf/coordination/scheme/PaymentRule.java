package org.flexopf.coordination.scheme;

/** What a seller is paid for what is activated; for reactive power it is always paid its own price. */
public enum PaymentRule {

    /** Its own price. */
    PAY_AS_BID,

    /** The price of energy at its bus in the clearing that activated it. */
    PAY_AS_CLEAR
}
