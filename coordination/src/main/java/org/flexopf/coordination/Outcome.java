package org.flexopf.coordination;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/**
 * What becomes of a system under a scheme: one kind of answer for all schemes.
 *
 * @param scheme the name of the scheme
 * @param status how it ended
 * @param message one sentence on that; it names network and element where something is wrong
 * @param dispatch what was decided; empty if nothing was
 * @param verification what becomes of it in the real networks; empty with the dispatch
 * @param settlement who pays whom
 * @param messages what was sent, in the order in which kinds first came up
 * @param rounds how often the market was cleared, or how many rounds the parties went through
 * @param figures further figures of the scheme by their names, such as a lower bound
 * @param steps what was done, for a person to follow
 */
public record Outcome(
        String scheme,
        OutcomeStatus status,
        String message,
        Optional<Dispatch> dispatch,
        Optional<Verification> verification,
        Settlement settlement,
        List<Message> messages,
        int rounds,
        Map<String, Double> figures,
        List<String> steps) {

    /** All parts are required. */
    public Outcome {
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(dispatch, "dispatch");
        Objects.requireNonNull(verification, "verification");
        Objects.requireNonNull(settlement, "settlement");
        messages = List.copyOf(messages);
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        steps = List.copyOf(steps);
    }

    /** Whether it decided something that breaks no limit and leaves nothing over. */
    public boolean isGridSafe() {
        return status == OutcomeStatus.OPTIMAL
                && verification.map(Verification::isGridSafe).orElse(false);
    }

    /** How many messages were sent. */
    public int messageCount() {
        return messages.stream().mapToInt(Message::count).sum();
    }

    /** What was decided. @throws IllegalStateException with the message if nothing was */
    public Dispatch dispatched() {
        return dispatch.orElseThrow(() -> new IllegalStateException(scheme + " is " + status + ": " + message));
    }

    /** What becomes of it. @throws IllegalStateException with the message if nothing was decided */
    public Verification verified() {
        return verification.orElseThrow(() -> new IllegalStateException(scheme + " is " + status + ": " + message));
    }

    /** A further figure. @throws NoSuchElementException if there is none of that name */
    public double figure(String name) {
        Double value = figures.get(name);
        if (value == null) {
            throw new NoSuchElementException("there is no figure '" + name + "'; there are " + figures.keySet());
        }
        return value;
    }

    @Override
    public String toString() {
        return scheme + ": " + status + ", " + message;
    }
}
