package org.flexopf.exchange.finder;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.schedule.AcState;
import org.flexopf.exchange.schedule.BusInjections;
import org.flexopf.exchange.schedule.ScheduledNetwork;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;

/**
 * Finds what flexibility an operator has to ask for:
 *
 * <pre>{@code
 * RequestFinder finder = RequestFinder.of(Opf.of(new BranchFlowSocp()));
 * FinderReport report = finder.find(Forecast.of(network, rows));
 * report.cell(1, 3).need().requests();
 * }</pre>
 *
 * <p>Every period of every scenario is looked at by an AC power flow. Where limits are violated, the smallest requests
 * of active power that remove all violations are found by linear programs on sensitivities, which an AC power flow
 * confirms, and bounded from below by the relaxed optimal power flow, which also proves it where none exist: then
 * reactive power, more room, or {@linkplain FinderSettings#withSlack slack} is what helps. Immutable.
 */
public final class RequestFinder {

    private final Opf relaxation;
    private final FinderSettings settings;
    private final Optional<PriceTerms> terms;

    private RequestFinder(Opf relaxation, FinderSettings settings, Optional<PriceTerms> terms) {
        this.relaxation = Objects.requireNonNull(relaxation, "relaxation");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.terms = terms;
    }

    /**
     * A finder with default settings.
     *
     * @param relaxation an optimal power flow by a relaxation of the AC equations; its solver solves the linear
     *     programs as well
     */
    public static RequestFinder of(Opf relaxation) {
        return new RequestFinder(relaxation, FinderSettings.defaults(), Optional.empty());
    }

    /** The same with other settings. */
    public RequestFinder withSettings(FinderSettings other) {
        return new RequestFinder(relaxation, other, terms);
    }

    /** The same with what it would cost to do without, so that latest prices are found as well. */
    public RequestFinder withPriceTerms(PriceTerms other) {
        return new RequestFinder(relaxation, settings, Optional.of(other));
    }

    /**
     * Looks at a whole forecast.
     *
     * @throws org.flexopf.exchange.schedule.InvalidInputException if the network cannot be scheduled
     */
    public FinderReport find(Forecast forecast) {
        ScheduledNetwork network = ScheduledNetwork.of(forecast.network());
        List<CellReport> cells = forecast.cells().stream()
                .map(cell -> look(network, cell, forecast.at(cell)))
                .toList();
        List<Double> probabilities =
                forecast.scenarios().stream().map(forecast::probability).toList();
        List<Risk> risk = new ArrayList<>();
        for (int period : forecast.periods()) {
            for (Direction direction : List.of(Direction.DOWN, Direction.UP)) {
                List<OptionalDouble> asked = cells.stream()
                        .filter(report -> report.cell().period() == period)
                        .map(report -> report.need().totalMw(direction))
                        .toList();
                risk.add(Risk.of(period, direction, settings.riskLevel(), asked, probabilities));
            }
        }
        return new FinderReport(forecast, settings, cells, risk);
    }

    private CellReport look(ScheduledNetwork network, Forecast.Cell cell, BusInjections schedule) {
        AcState state = network.state(schedule);
        if (!state.exists()) {
            // Nothing can be linearised where there is no state; the relaxation may still prove that none exists.
            Need need = need(network, cell, schedule, null);
            return new CellReport(cell, state, need, Optional.empty(), Optional.empty());
        }
        Optional<Violation> worst = state.worst();
        if (worst.isEmpty()) {
            return new CellReport(cell, state, Need.none(cell), Optional.empty(), Optional.empty());
        }
        Need need = need(network, cell, schedule, state);
        Zone zone = Zone.of(cell, network.powerFlow(), state, worst.get(), settings.share());
        return new CellReport(cell, state, need, Optional.of(zone), latestPrices(network, cell, schedule, state, need));
    }

    private Need need(ScheduledNetwork network, Forecast.Cell cell, BusInjections schedule, AcState opening) {
        SensitivityRequests search = new SensitivityRequests(network, schedule, settings, relaxation.solverChoice());
        RelaxedRequests relaxed = new RelaxedRequests(relaxation, network, schedule, settings);
        OpfResult bound = relaxed.solve(search);
        Optional<OpfSolution> solution = bound.solution();
        SensitivityRequests.Found found = opening == null
                ? new SensitivityRequests.Found(null, null, null, 0, "the schedule has no power flow")
                : search.search(opening);
        return new Need(
                cell,
                SensitivityRequests.total(found),
                solution.isPresent() ? OptionalDouble.of(relaxed.total(solution.get())) : OptionalDouble.empty(),
                Optional.of(bound.status()),
                solution.isPresent() ? RelaxedRequests.phantomLoss(solution.get()) : OptionalDouble.empty(),
                found.programs(),
                found.isFound() ? found.state().violations() : List.of(),
                found.isFound() ? requests(network.network(), found) : List.of(),
                found.reason());
    }

    private static List<Request> requests(Network network, SensitivityRequests.Found found) {
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < found.down().length; i++) {
            int bus = network.buses().get(i).id();
            if (found.down()[i] > 0.0) {
                requests.add(new Request(Direction.DOWN, bus, found.down()[i]));
            }
            if (found.up()[i] > 0.0) {
                requests.add(new Request(Direction.UP, bus, found.up()[i]));
            }
        }
        return requests;
    }

    private Optional<LatestPrices> latestPrices(
            ScheduledNetwork network, Forecast.Cell cell, BusInjections schedule, AcState state, Need need) {
        double requested = need.bySensitivities().orElse(0.0);
        if (terms.isEmpty() || requested == 0.0) {
            return Optional.empty();
        }
        OptionalDouble curtailed = new RelaxedRequests(relaxation, network, schedule, settings).curtailed();
        if (curtailed.isEmpty()) {
            return Optional.empty();
        }
        List<Zone> zones = state.violations().stream()
                .map(violation -> Zone.of(cell, network.powerFlow(), state, violation, settings.share()))
                .toList();
        return Optional.of(
                new LatestPrices(zones, terms.get().best(curtailed.getAsDouble(), requested), curtailed.getAsDouble()));
    }

    @Override
    public String toString() {
        return "finder of requests, bounded by " + relaxation;
    }
}
