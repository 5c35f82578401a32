package org.flexopf.report.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.flexopf.network.Bid;
import org.flexopf.network.Network;
import org.flexopf.network.Note;
import org.flexopf.network.Storage;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.HorizonResult;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.IntegerSearch;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.opf.OpfRun;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.PlanOverTime;
import org.flexopf.opf.RollingPlan;
import org.flexopf.opf.RollingResult;
import org.flexopf.opf.SolverRun;
import org.flexopf.opf.device.DeviceTypes;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;
import org.flexopf.pricing.plan.PlanPrices;
import org.flexopf.solver.SolveStatus;

/**
 * What an optimal power flow over a horizon has to tell: its periods, and its storages over time.
 *
 * <pre>{@code
 * HorizonResult result = Opf.of(new DcOpf()).solve(OpfProblem.of(network).over(horizon, profiles));
 * String json = JsonRenderer.render(PlanDocument.of(result, "dc", false));
 * }</pre>
 *
 * @param caseName name of the case
 * @param notes how the input was read
 * @param model what was solved, such as the name of a formulation
 * @param status the name of a {@link org.flexopf.solver.SolveStatus}
 * @param message one sentence on the outcome, if there is no solution or it is not proved
 * @param objective what the plan costs, currency; NaN if there is none
 * @param bound what no plan of the model undercuts, currency, with integers by the solver's word; NaN if there is none
 * @param lowerBound what no AC-feasible plan undercuts, currency; NaN if nothing is proved
 * @param caveats what has to be said along with any figure
 * @param periods the periods, in the order of time; none if there is no solution
 * @param storages the storages, in the network's order; none if there is no solution
 * @param devices devices of further kinds that are told over time, such as flexible loads; none if there is no solution
 * @param bids the bids, in the network's order; none if there is no solution
 * @param settlement what the plan means for everybody, where yes/no decisions or bids make that a question
 * @param search how far a search for integers has come; empty without integers
 * @param windows the windows that a rolling plan was decided in; none if it was decided at once
 * @param conflict what cannot be met together, if that was looked for
 * @param solver which solver answered, and with what effort
 */
public record PlanDocument(
        String caseName,
        List<Note> notes,
        String model,
        String status,
        Optional<String> message,
        double objective,
        double bound,
        double lowerBound,
        List<String> caveats,
        List<PeriodResult> periods,
        List<StorageResult> storages,
        List<DeviceOverTime> devices,
        List<BidResult> bids,
        Optional<SettlementResult> settlement,
        Optional<IntegerSearch> search,
        List<WindowResult> windows,
        Optional<Conflict> conflict,
        SolverRun solver)
        implements ResultDocument {

    /** All parts are required; lists are copied. */
    public PlanDocument {
        Objects.requireNonNull(caseName, "caseName");
        notes = List.copyOf(notes);
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(message, "message");
        caveats = List.copyOf(caveats);
        periods = List.copyOf(periods);
        storages = List.copyOf(storages);
        devices = List.copyOf(devices);
        bids = List.copyOf(bids);
        Objects.requireNonNull(settlement, "settlement");
        Objects.requireNonNull(search, "search");
        windows = List.copyOf(windows);
        Objects.requireNonNull(conflict, "conflict");
        Objects.requireNonNull(solver, "solver");
    }

    /**
     * The document of a solve.
     *
     * @param model what was solved, such as the name of a formulation
     * @param knowsVoltages whether the model has voltages and reactive power, so that reactive power has a price
     */
    public static PlanDocument of(HorizonResult result, String model, boolean knowsVoltages) {
        return of(result, model, knowsVoltages, SettlementResult.HullSearch.NONE);
    }

    /**
     * The document of a solve with convex-hull prices.
     *
     * @param model what was solved, such as the name of a formulation
     * @param knowsVoltages whether the model has voltages and reactive power, so that reactive power has a price
     * @param search how convex-hull prices are found, where there are yes/no decisions
     */
    public static PlanDocument of(
            HorizonResult result, String model, boolean knowsVoltages, SettlementResult.HullSearch search) {
        Network network = result.problem().problem().network();
        Optional<HorizonSolution> found = result.solution().or(result::incumbent);
        if (found.isEmpty()) {
            return unsolved(
                    network,
                    model,
                    result.status(),
                    result.result().message(),
                    result.result().search(),
                    result.result().solver());
        }
        HorizonSolution plan = found.get();
        boolean proved = result.status().isOptimal();
        List<String> caveats = new ArrayList<>();
        if (!proved) {
            caveats.add(unproved(result.result().search()));
        }
        addRelaxed(caveats, plan.run());
        HorizonSolution priced = priced(plan, caveats);
        boolean settles = proved && priced.run().result().hasDuals();
        Optional<SettlementResult> settlement = settles ? settlement(plan, search, caveats) : Optional.empty();
        addOfPeriods(caveats, priced);
        return new PlanDocument(
                network.name(),
                network.answerNotes(),
                model,
                result.status().name(),
                proved ? Optional.empty() : Optional.of(result.result().message()),
                plan.objective(),
                proved
                        ? bound(plan.run())
                        : result.result()
                                .search()
                                .map(IntegerSearch::bound)
                                .orElse(OptionalDouble.empty())
                                .orElse(Double.NaN),
                plan.lowerBound().orElse(Double.NaN),
                caveats,
                periods(priced, settlement, knowsVoltages),
                storages(network, priced),
                devices(network, priced),
                bids(network, priced),
                settlement,
                result.result().search(),
                List.of(),
                Optional.empty(),
                result.result().solver());
    }

    /**
     * The document of a rolling horizon: its firm periods, and what the windows say of the others.
     *
     * @param model what was solved, such as the name of a formulation
     * @param knowsVoltages whether the model has voltages and reactive power, so that reactive power has a price
     */
    public static PlanDocument of(RollingResult result, String model, boolean knowsVoltages) {
        Network network = result.problem().problem().network();
        if (result.plan().isEmpty()) {
            return unsolved(network, model, result.status(), result.message(), Optional.empty(), result.solver());
        }
        RollingPlan plan = result.plan().get();
        boolean proved = result.status().isOptimal();
        List<String> caveats = new ArrayList<>();
        caveats.add("the plan was decided in " + plan.windows().size()
                + (plan.windows().size() == 1 ? " window" : " windows")
                + ": the horizon at once may cost less, and prices are those of the windows, which need not "
                + "support the plan over time");
        if (!proved) {
            caveats.add("a limit ended the search of at least one window, which went on with the best that was found");
        }
        addRelaxed(caveats, plan.at(0).run());
        addOfPeriods(caveats, plan);
        return new PlanDocument(
                network.name(),
                network.answerNotes(),
                model,
                result.status().name(),
                proved ? Optional.empty() : Optional.of(result.message()),
                plan.cost(),
                Double.NaN,
                Double.NaN,
                caveats,
                periods(plan, Optional.empty(), knowsVoltages),
                storages(network, plan),
                devices(network, plan),
                bids(network, plan),
                Optional.empty(),
                Optional.empty(),
                plan.windows().stream().map(WindowResult::of).toList(),
                Optional.empty(),
                result.solver());
    }

    private static PlanDocument unsolved(
            Network network,
            String model,
            SolveStatus status,
            String message,
            Optional<IntegerSearch> search,
            SolverRun solver) {
        return new PlanDocument(
                network.name(),
                network.answerNotes(),
                model,
                status.name(),
                Optional.of(message),
                Double.NaN,
                search.map(IntegerSearch::bound).orElse(OptionalDouble.empty()).orElse(Double.NaN),
                Double.NaN,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                search,
                List.of(),
                Optional.empty(),
                solver);
    }

    /** What has to be said of a plan that a limit left without proof. */
    private static String unproved(Optional<IntegerSearch> search) {
        OptionalDouble gap = search.map(IntegerSearch::gap).orElse(OptionalDouble.empty());
        return "the plan is the best that was found when a limit ended the search, and is not proved to be optimal: "
                + (gap.isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "another one may cost up to %.6g less (%.3g %%)",
                                Math.max(0.0, gap.getAsDouble()),
                                1e2 * Math.max(0.0, search.get().relativeGap().getAsDouble()))
                        : "how much less another one may cost is not known");
    }

    private static void addRelaxed(List<String> caveats, OpfRun run) {
        if (run.prepared().relaxesIntegers()) {
            caveats.add("yes/no decisions may be made in part (relaxed): the cost is a bound for that of whole "
                    + "decisions, and the plan is in general none that can be carried out");
        }
    }

    private static void addOfPeriods(List<String> caveats, PlanOverTime plan) {
        plan.periods().stream()
                .flatMap(period -> period.caveats().stream())
                .distinct()
                .forEach(caveats::add);
    }

    private static List<BidResult> bids(Network network, PlanOverTime plan) {
        return network.elements(Bid.KIND).stream()
                .map(Bid.class::cast)
                .filter(network::isActive)
                .map(bid -> BidResult.of(bid, plan))
                .toList();
    }

    /** What the plan means for everybody; empty where nothing makes it a question, and where it is not found. */
    private static Optional<SettlementResult> settlement(
            HorizonSolution plan, SettlementResult.HullSearch search, List<String> caveats) {
        boolean hasIntegers = plan.run().prepared().model().program().hasIntegers();
        if (!hasIntegers && plan.at(0).network().elements(Bid.KIND).isEmpty()) {
            return Optional.empty();
        }
        try {
            SettlementResult settlement = SettlementResult.of(plan, search);
            boolean isSupported =
                    settlement.settlement().paradoxicallyAccepted().isEmpty()
                            && settlement.settlement().paradoxicallyRejected().isEmpty();
            if (hasIntegers && !isSupported) {
                caveats.add("the prices are " + settlement.rule()
                        + ": whoever's yes/no decisions they do not pay for may lose at them");
            }
            return Optional.of(settlement);
        } catch (OpfNotSolvedException | IllegalArgumentException e) {
            caveats.add("what everybody earns and loses is not told: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The plan with prices, those at its integers if it has any, and what has to be said of them. */
    private static HorizonSolution priced(HorizonSolution plan, List<String> caveats) {
        if (plan.run().result().hasDuals()) {
            return plan;
        }
        try {
            return plan.atItsIntegers();
        } catch (OpfNotSolvedException e) {
            caveats.add("there are no prices: " + e.getMessage());
            return plan;
        }
    }

    /** By multipliers that passed the check; of a program with integers, by the word of the solver's search. */
    private static double bound(OpfRun run) {
        return run.result().lowerBound().orElse(run.claimedBound().orElse(Double.NaN));
    }

    private static List<PeriodResult> periods(
            PlanOverTime plan, Optional<SettlementResult> settlement, boolean knowsVoltages) {
        List<PeriodResult> periods = new ArrayList<>();
        for (Horizon.Period period : plan.horizon().periods()) {
            OpfSolution solution = plan.at(period.index());
            boolean hard = solution.problem().softLimits().equals(SoftLimits.none());
            periods.add(new PeriodResult(
                    period.index() + 1,
                    period.hours(),
                    period.hours() * solution.objective(),
                    StateResult.of(
                                    solution.network(),
                                    solution.operatedNetwork(),
                                    solution.point(),
                                    settlement
                                            .map(found ->
                                                    prices(found.settlement().prices(), period.index(), knowsVoltages))
                                            .orElseGet(() -> prices(solution, knowsVoltages)))
                            .withDuals(solution),
                    on(solution),
                    hard ? Optional.empty() : Optional.of(solution.slacks()),
                    Optional.empty()));
        }
        return periods;
    }

    /** Which of the units that are switched on and off are on. */
    private static Map<Integer, Boolean> on(OpfSolution solution) {
        Map<Integer, Boolean> on = new HashMap<>();
        boolean isWhole = !solution.run().prepared().relaxesIntegers();
        if (isWhole && solution.has(OpfVariables.GENERATOR_ON)) {
            double[] values = solution.values(OpfVariables.GENERATOR_ON);
            for (int g = 0; g < values.length; g++) {
                if (!Double.isNaN(values[g])) {
                    on.put(solution.network().generators().get(g).id(), values[g] > 0.5);
                }
            }
        }
        return on;
    }

    /** The prices without their parts, which take a solve for each period. */
    private static StateResult.Prices prices(OpfSolution solution, boolean knowsVoltages) {
        if (!solution.result().hasDuals()) {
            return StateResult.Prices.NONE;
        }
        NodalPrices prices = NodalPrices.of(solution);
        Network network = solution.network();
        return (power, bus) -> power == Power.REACTIVE && !knowsVoltages
                ? BusPrice.NONE
                : new BusPrice(prices.price(power, network.buses().get(bus)), PriceComponents.none());
    }

    /** The prices that were chosen by a rule. */
    private static StateResult.Prices prices(PlanPrices prices, int period, boolean knowsVoltages) {
        return (power, bus) -> {
            if (power == Power.REACTIVE) {
                return knowsVoltages
                        ? new BusPrice(prices.reactive(period, bus), PriceComponents.none())
                        : BusPrice.NONE;
            }
            return new BusPrice(prices.active(period, bus), PriceComponents.none());
        };
    }

    private static List<StorageResult> storages(Network network, PlanOverTime plan) {
        return network.elements(Storage.KIND).stream()
                .map(Storage.class::cast)
                .filter(Storage::inService)
                .map(storage -> StorageResult.of(storage, plan))
                .toList();
    }

    private static List<DeviceOverTime> devices(Network network, PlanOverTime plan) {
        return DeviceTypes.further(network).stream()
                .filter(type -> !type.quantities().isEmpty())
                .flatMap(type -> network.connected(type.kind()).stream()
                        .filter(network::isActive)
                        .map(device -> DeviceOverTime.of(type, device, plan)))
                .toList();
    }

    /**
     * The same with what the formulation's module knows of the exactness of each period, in the order of time.
     *
     * @throws IllegalArgumentException if there is not one result for each period
     */
    public PlanDocument withExactness(List<ExactnessResult> results) {
        if (results.size() != periods.size()) {
            throw new IllegalArgumentException(results.size() + " results on exactness for " + periods.size()
                    + " periods; give one result for each period");
        }
        return new PlanDocument(
                caseName,
                notes,
                model,
                status,
                message,
                objective,
                bound,
                lowerBound,
                caveats,
                IntStream.range(0, results.size())
                        .mapToObj(t -> periods.get(t).withExactness(results.get(t)))
                        .toList(),
                storages,
                devices,
                bids,
                settlement,
                search,
                windows,
                conflict,
                solver);
    }

    /** The same with what cannot be met together, where there is no plan. */
    public PlanDocument withConflict(Conflict found) {
        return new PlanDocument(
                caseName,
                notes,
                model,
                status,
                message,
                objective,
                bound,
                lowerBound,
                caveats,
                periods,
                storages,
                devices,
                bids,
                settlement,
                search,
                windows,
                Optional.of(found),
                solver);
    }

    /** What all devices that are told over time consume in a period (by place), MW. */
    public double consumedByDevices(int period) {
        return devices.stream()
                .filter(DeviceOverTime::consumes)
                .mapToDouble(device -> device.p().get(period))
                .sum();
    }

    /** What all devices that are told over time supply in a period (by place), MW. */
    public double suppliedByDevices(int period) {
        return devices.stream()
                .filter(device -> !device.consumes())
                .mapToDouble(device -> device.p().get(period))
                .sum();
    }

    /** Whether there is a plan. */
    public boolean isSolved() {
        return !periods.isEmpty();
    }

    /** How long the horizon is, hours. */
    public double hours() {
        return periods.stream().mapToDouble(PeriodResult::hours).sum();
    }

    /** What the plan is worth for the AC network, in a few words. */
    public Badge badge() {
        return Badge.of(this);
    }

    @Override
    public List<Finding> findings() {
        return PlanFindings.of(this);
    }
}
