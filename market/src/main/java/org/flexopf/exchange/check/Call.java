package org.flexopf.exchange.check;

import java.util.Objects;

/**
 * A request of the operator that may or may not be called later. What is traded with it changes the flows only if it is
 * called, and it is called whole or not at all.
 *
 * @param request the id of the request
 * @param bus the index of its bus
 * @param up whether the load there may rise; requests for a rise and for a fall at one bus are never called together
 */
public record Call(String request, int bus, boolean up) {

    /** The id is required. */
    public Call {
        Objects.requireNonNull(request, "request");
    }
}
