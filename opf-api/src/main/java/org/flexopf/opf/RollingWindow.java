package org.flexopf.opf;

import java.util.Objects;
import java.util.Optional;

/**
 * One window of a rolling horizon, solved. Its first periods are firm: what it says of them is done. What it says of
 * the others, prices included, is advisory: later windows decide them again.
 *
 * @param first the place of its first period in the horizon
 * @param firm how many of its periods are firm
 * @param periods how many periods it has
 * @param result the outcome of its program
 * @param plan what it says of its periods, by their places in the window, with prices where integers were decided;
 *     empty if nothing was found
 */
public record RollingWindow(int first, int firm, int periods, OpfResult result, Optional<HorizonSolution> plan) {

    /** The parts are required. */
    public RollingWindow {
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(plan, "plan");
    }

    /** Whether a period is firm, by its place in the window; else what is said of it is advisory. */
    public boolean isFirm(int place) {
        return place < firm;
    }

    /** What it came to, without its numbers. */
    WindowOutcome outcome() {
        return new WindowOutcome(
                first, firm, periods, result.status(), result.message(), result.search(), result.solver());
    }
}
