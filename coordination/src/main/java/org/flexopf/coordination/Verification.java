package org.flexopf.coordination;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of a scheme's decisions in the real networks; the same for all schemes, and never skipped.
 *
 * @param feeders each feeder by AC power flow
 * @param overloads lines of the transmission network that carry too much with these interface flows, before the closing
 * @param residualImbalance what is left over, MW: above zero if there is too much
 * @param closing how the operator of the transmission network closes what is left; empty if it cannot
 */
public record Verification(
        List<FeederState> feeders, List<Violation> overloads, double residualImbalance, Optional<Closing> closing) {

    /**
     * The operator of the transmission network clears its own offers once more, with the interface flows as they are.
     *
     * @param cost what is activated in the feeders and by this closing, currency per hour
     * @param transmission the activations in the transmission network
     */
    public record Closing(double cost, Activations transmission) {

        /** The activations are required. */
        public Closing {
            Objects.requireNonNull(transmission, "transmission");
        }
    }

    /** All parts are required. */
    public Verification {
        feeders = List.copyOf(feeders);
        overloads = List.copyOf(overloads);
        Objects.requireNonNull(closing, "closing");
    }

    /** All limits that are broken before the closing, of the transmission network first. */
    public List<Violation> violations() {
        return Stream.concat(overloads.stream(), feeders.stream().flatMap(feeder -> feeder.violations().stream()))
                .toList();
    }

    /** Whether no feeder breaks a limit, and the transmission network can be closed within its own. */
    public boolean isGridSafe() {
        return closing.isPresent()
                && feeders.stream()
                        .allMatch(feeder ->
                                feeder.isKnown() && feeder.violations().isEmpty());
    }

    /** What all costs after the closing, currency per hour; NaN where there is none. */
    public double closedCost() {
        return closing.map(Closing::cost).orElse(Double.NaN);
    }

    /** The state of a feeder. @throws NoSuchElementException if there is no such feeder */
    public FeederState feeder(String name) {
        return feeders.stream()
                .filter(feeder -> feeder.feeder().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no feeder '" + name + "'"));
    }
}
