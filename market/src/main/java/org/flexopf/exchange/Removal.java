package org.flexopf.exchange;

import java.util.Objects;

/**
 * That an order left the market with an open rest.
 *
 * @param sequence the number of the command during which it left
 * @param id the id of the order
 * @param quantity its open rest, W
 * @param reason why
 * @param attainable of a FOK order what could have been traded, W; 0 for other reasons
 */
public record Removal(long sequence, String id, long quantity, RemovalReason reason, long attainable) {

    /** Id and reason are required. */
    public Removal {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(reason, "reason");
    }
}
