package org.flexopf.coordination.aggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flexopf.model.ElementKind;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Profile;
import org.flexopf.network.Storage;
import org.flexopf.opf.HorizonResult;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.Formulations;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverUser;

/**
 * An aggregator, who plans the devices of a pool as one program at their common bus. Every device is written by its own
 * type, with its integers. Immutable.
 *
 * <pre>
 *   Aggregator aggregator = Aggregator.of(pool);
 *   PoolPlan plan = aggregator.plan(prices);                 // min own cost - revenue
 *   Delivery delivery = aggregator.deliver(cleared);         // min own cost, sum of devices = cleared
 * </pre>
 */
public final class Aggregator implements SolverUser<Aggregator> {

    /** More than a MWh of any device is worth: what is priced like that comes first, currency per MWh. */
    private static final double FIRST = 1e4;

    private final DevicePool pool;
    private final double penalty;
    private final SolverChoice solver;

    private Aggregator(DevicePool pool, double penalty, SolverChoice solver) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.penalty = penalty;
        this.solver = Objects.requireNonNull(solver, "solver");
    }

    /** The aggregator of a pool, to whom a MWh that is not delivered is worth 3000. */
    public static Aggregator of(DevicePool pool) {
        return new Aggregator(pool, 3000.0, SolverChoice.installed());
    }

    /**
     * The same with another price of what is not delivered, currency per MWh.
     *
     * @throws IllegalArgumentException if it is not above zero
     */
    public Aggregator withPenalty(double perMwh) {
        if (!(perMwh > 0.0 && perMwh < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a penalty of " + perMwh + " per MWh keeps nobody to a promise; give a "
                    + "finite number above zero");
        }
        return new Aggregator(pool, perMwh, solver);
    }

    @Override
    public Aggregator withSolver(SolverChoice choice) {
        return new Aggregator(pool, penalty, choice);
    }

    @Override
    public SolverChoice solverChoice() {
        return solver;
    }

    /** The pool. */
    public DevicePool pool() {
        return pool;
    }

    /**
     * The best plan at prices: least own cost less revenue.
     *
     * @param prices of energy at the bus in every period, currency per MWh
     * @throws OpfNotSolvedException if there is none
     */
    public PoolPlan plan(List<Double> prices) {
        return plan(prices, false, "the plan");
    }

    private PoolPlan plan(List<Double> prices, boolean isRelaxed, String what) {
        double[] free = filled(Double.POSITIVE_INFINITY);
        Exchange market = new Exchange("market", filled(Double.NEGATIVE_INFINITY), free, series("prices", prices));
        return read(solve(List.of(market), isRelaxed, what), List.of(market));
    }

    /**
     * The least own cost of injecting together what is asked for; what cannot be met is told.
     *
     * @param target MW in every period
     * @throws OpfNotSolvedException if the devices have no plan at all
     */
    public Delivery deliver(List<Double> target) {
        double[] asked = series("target", target);
        double[] drawn = Arrays.stream(asked).map(mw -> 0.0 - mw).toArray();
        List<Exchange> exchanges = List.of(
                new Exchange("asked", drawn, drawn, filled(0.0)),
                new Exchange("shortfall", filled(0.0), filled(Double.POSITIVE_INFINITY), filled(penalty)),
                new Exchange("surplus", filled(Double.NEGATIVE_INFINITY), filled(0.0), filled(-penalty)));
        HorizonSolution solution = solve(exchanges, false, "what is asked for");
        PoolPlan plan = read(solution, exchanges);
        int own = pool.network().generators().size();
        List<Double> shortfall = new ArrayList<>();
        List<Double> surplus = new ArrayList<>();
        for (int t = 0; t < asked.length; t++) {
            shortfall.add(Math.max(0.0, solution.at(t).point().pg(own + 1)));
            surplus.add(Math.max(0.0, -solution.at(t).point().pg(own + 2)));
        }
        return new Delivery(plan, shortfall, surplus);
    }

    /**
     * What the pool can never exceed, integers relaxed: see {@link OuterBound}. One program for each figure; the others
     * are free.
     *
     * @param first the first period that is asked for, from 1
     * @param last the last one
     */
    public OuterBound bound(int first, int last) {
        requirePeriods(first, last);
        List<Double> least = new ArrayList<>();
        List<Double> most = new ArrayList<>();
        List<Double> leastEnergy = new ArrayList<>();
        List<Double> mostEnergy = new ArrayList<>();
        for (int t = first; t <= last; t++) {
            least.add(extreme(t, t, -1.0).injection().get(t - 1));
            most.add(extreme(t, t, 1.0).injection().get(t - 1));
            leastEnergy.add(energy(extreme(first, t, -1.0), first, t));
            mostEnergy.add(energy(extreme(first, t, 1.0), first, t));
        }
        return new OuterBound(first, pool.hours().subList(first - 1, last), least, most, leastEnergy, mostEnergy);
    }

    private double energy(PoolPlan plan, int first, int last) {
        double energy = 0.0;
        for (int t = first - 1; t < last; t++) {
            energy += pool.hours().get(t) * plan.injection().get(t);
        }
        return energy;
    }

    /** The plan that injects most (sign 1) or least in some periods together, integers relaxed. */
    private PoolPlan extreme(int first, int last, double sign) {
        return plan(tilted(filled(0.0), first, last, sign), true, "the bound of period " + last);
    }

    private static List<Double> tilted(double[] prices, int first, int last, double sign) {
        double[] tilted = prices.clone();
        for (int t = first - 1; t < last; t++) {
            tilted[t] += sign * FIRST;
        }
        return Arrays.stream(tilted).boxed().toList();
    }

    /**
     * Plans that go as far as they can from a plan, up and down in each of some periods, and otherwise follow prices:
     * what whole blocks are made of.
     *
     * @param base the plan that they are offered against
     * @param prices of energy in every period, currency per MWh
     * @param first the first period, from 1
     * @param last the last one
     */
    public Alternatives alternatives(PoolPlan base, List<Double> prices, int first, int last) {
        requirePeriods(first, last);
        double[] forecast = series("prices", prices);
        List<PoolPlan> plans = new ArrayList<>();
        for (int t = first; t <= last; t++) {
            for (double sign : new double[] {1.0, -1.0}) {
                plans.add(plan(tilted(forecast, t, t, sign), false, "the alternative of period " + t));
            }
        }
        return Alternatives.of(pool, base, plans);
    }

    private void requirePeriods(int first, int last) {
        if (!(1 <= first && first <= last && last <= pool.periods())) {
            throw new IllegalArgumentException("periods " + first + " to " + last + " of a pool with " + pool.periods()
                    + " periods; give the first and the last one, counted from 1");
        }
    }

    private double[] filled(double value) {
        double[] series = new double[pool.periods()];
        Arrays.fill(series, value);
        return series;
    }

    private double[] series(String what, List<Double> values) {
        if (values.size() != pool.periods() || !values.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(what + ": " + values.size() + " numbers " + values + " for "
                    + pool.periods() + " periods; give one finite number for each period");
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** What stands at the bus beside the devices: power between limits, MW, at a price, currency per MWh. */
    private record Exchange(String name, double[] least, double[] largest, double[] price) {}

    private HorizonSolution solve(List<Exchange> exchanges, boolean isRelaxed, String what) {
        Network own = pool.network();
        NetworkBuilder builder = own.toBuilder();
        int id = own.generators().stream().mapToInt(Generator::id).max().orElse(0);
        for (Exchange exchange : exchanges) {
            builder.generator(Generator.of(
                            ++id,
                            pool.bus(),
                            Double.NEGATIVE_INFINITY,
                            Double.POSITIVE_INFINITY,
                            0.0,
                            0.0,
                            CostCurve.free())
                    .withName(exchange.name()));
        }
        Network network = builder.build();
        List<Profile> profiles = new ArrayList<>();
        for (int t = 0; t < pool.periods(); t++) {
            profiles.add(profile(network, t, exchanges));
        }
        Opf opf = Opf.of(Formulations.named("dc").create(FormulationOptions.defaults()))
                .withSolver(solver)
                .withRelaxedIntegers(isRelaxed);
        HorizonResult result = opf.solve(OpfProblem.of(network).over(Horizon.ofHours(pool.hours()), profiles));
        return result.solution()
                .orElseThrow(() -> new OpfNotSolvedException(
                        result.status(),
                        what + " of " + pool.name() + " is not found: "
                                + result.result().message()));
    }

    private Profile profile(Network network, int t, List<Exchange> exchanges) {
        Profile own = pool.profile(t);
        int units = pool.network().generators().size();
        double[] least = new double[units + exchanges.size()];
        double[] largest = new double[least.length];
        List<CostCurve> costs = new ArrayList<>();
        for (int g = 0; g < units; g++) {
            least[g] = own.pMin(g);
            largest[g] = own.pMax(g);
            costs.add(own.cost(g));
        }
        for (int k = 0; k < exchanges.size(); k++) {
            least[units + k] = exchanges.get(k).least()[t];
            largest[units + k] = exchanges.get(k).largest()[t];
            costs.add(CostCurve.linear(exchanges.get(k).price()[t]));
        }
        int loads = network.loads().size();
        double[] mw = new double[loads];
        double[] mvar = new double[loads];
        for (int k = 0; k < loads; k++) {
            mw[k] = own.activeDemand(k);
            mvar[k] = own.reactiveDemand(k);
        }
        Profile profile = Profile.of(network)
                .withDemand(mw, mvar)
                .withActiveLimits(least, largest)
                .withCosts(costs);
        for (ElementKind kind : network.furtherKinds()) {
            profile = profile.withDevices(kind, own.devices(kind));
        }
        List<Storage.Stay> stays = new ArrayList<>();
        for (int k = 0; k < network.elements(Storage.KIND).size(); k++) {
            stays.add(own.stay(k));
        }
        return stays.isEmpty() ? profile : profile.withStays(stays);
    }

    private PoolPlan read(HorizonSolution solution, List<Exchange> exchanges) {
        int units = pool.network().generators().size();
        Map<String, List<Double>> devices = new LinkedHashMap<>();
        for (PooledDevice device : pool.devices()) {
            int index = pool.network().index(device.element().ref());
            double[] series = device.element().kind().equals(Generator.KIND)
                    ? solution.overTime(period -> period.point().pg(index))
                    : solution.supply(device.element());
            devices.put(device.name(), Arrays.stream(series).boxed().toList());
        }
        List<Double> fixed = new ArrayList<>();
        double ownCost = solution.objective();
        for (int t = 0; t < pool.periods(); t++) {
            fixed.add(0.0 - pool.fixedDemand(t));
            for (int k = 0; k < exchanges.size(); k++) {
                ownCost -= pool.hours().get(t)
                        * exchanges.get(k).price()[t]
                        * solution.at(t).point().pg(units + k);
            }
        }
        return new PoolPlan(devices, fixed, ownCost);
    }

    @Override
    public String toString() {
        return "the aggregator of " + pool;
    }
}
