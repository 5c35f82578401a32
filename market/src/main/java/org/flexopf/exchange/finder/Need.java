package org.flexopf.exchange.finder;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.solver.SolveStatus;

/**
 * The smallest requests that remove the violations of a period in a scenario. Their sum is unique; how it is split
 * among buses that help as well is not.
 *
 * @param cell where
 * @param bySensitivities the sum of all requests, MW, that linear programs on sensitivities come to and an AC power
 *     flow confirms; 0 without violations, empty if none were found
 * @param byRelaxedOpf the sum by the relaxed optimal power flow, MW: a lower bound of the smallest sum, and the
 *     smallest where the relaxation is exact; empty if it was not solved
 * @param relaxedStatus what the relaxed optimal power flow came to; empty if there was nothing to solve. Primal
 *     infeasible is a proof that no requests within their bounds remove the violations
 * @param phantomLossMw what the relaxation loses and no line would, MW; empty where it has no currents
 * @param linearPrograms how many linear programs were solved
 * @param leftOver violations that an AC power flow finds with the requests: none, but where slack is allowed
 * @param requests what is asked for, by bus
 * @param reason why there are no requests, in one sentence; empty if there are, or none are needed
 */
public record Need(
        Forecast.Cell cell,
        OptionalDouble bySensitivities,
        OptionalDouble byRelaxedOpf,
        Optional<SolveStatus> relaxedStatus,
        OptionalDouble phantomLossMw,
        int linearPrograms,
        List<Violation> leftOver,
        List<Request> requests,
        String reason) {

    /** All parts are required. */
    public Need {
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(bySensitivities, "bySensitivities");
        Objects.requireNonNull(byRelaxedOpf, "byRelaxedOpf");
        Objects.requireNonNull(relaxedStatus, "relaxedStatus");
        Objects.requireNonNull(phantomLossMw, "phantomLossMw");
        leftOver = List.copyOf(leftOver);
        requests = List.copyOf(requests);
        Objects.requireNonNull(reason, "reason");
    }

    static Need none(Forecast.Cell cell) {
        return new Need(
                cell,
                OptionalDouble.of(0.0),
                OptionalDouble.of(0.0),
                Optional.empty(),
                OptionalDouble.of(0.0),
                0,
                List.of(),
                List.of(),
                "");
    }

    /** Whether nothing has to be asked for. */
    public boolean isEmpty() {
        return bySensitivities.isPresent() && requests.isEmpty();
    }

    /** Whether it is proved that no requests within their bounds remove the violations. */
    public boolean isProvedImpossible() {
        return relaxedStatus
                .filter(status -> status == SolveStatus.PRIMAL_INFEASIBLE)
                .isPresent();
    }

    /** What is asked for in one direction, MW; empty if no requests were found. */
    public OptionalDouble totalMw(Direction direction) {
        return bySensitivities.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(requests.stream()
                        .filter(request -> request.direction() == direction)
                        .mapToDouble(Request::quantityMw)
                        .sum());
    }

    /** In words, such as {@code 0.168462 MW DOWN}. */
    public String inWords() {
        if (bySensitivities.isEmpty()) {
            return isProvedImpossible()
                    ? "no requests within their bounds help, which is proved"
                    : "no requests found: " + reason;
        }
        if (isEmpty()) {
            return leftOver.isEmpty() ? "nothing to ask for" : "nothing helps; violations are left over";
        }
        return String.format(
                Locale.ROOT,
                "%.6f MW DOWN and %.6f MW UP%s",
                totalMw(Direction.DOWN).orElse(0.0),
                totalMw(Direction.UP).orElse(0.0),
                leftOver.isEmpty() ? "" : ", and " + leftOver.size() + " violations left over");
    }
}
