package org.flexopf.pricing.nodal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.model.Key;
import org.flexopf.model.Unit;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.PriceComponents;

/**
 * The price of power at every bus: how much the optimal cost rises with one more MWh (or Mvarh) of demand there.
 * Positive where more demand costs more. Where something else than cost is minimised, prices are in its {@link #unit}.
 * On a distribution feeder these are the distribution locational marginal prices (DLMP).
 *
 * <pre>{@code
 * NodalPrices prices = NodalPrices.of(solution);
 * prices.active(bus);                      // 53.20
 * prices.components(bus);                  // 50.00 energy, 2.37 losses, 0.83 congestion, ...
 * prices.contributions(bus);               // 0.83 of it: rating at the from end of branch 7 (7-8)
 * prices.agreement();                      // the sensitivities of the AC power flow give the same prices
 * prices.interval(bus);                    // 53.20, or 50.00 to 90.00 at a kink
 * }</pre>
 *
 * <p>The prices are the duals of the balances of the formulation that was solved, and their components those of its own
 * linear model at the optimum. The AC power flow gives components as well, independently; where the two agree, the
 * prices are those of the AC network, and where they do not, they are the prices of the formulation. {@link #caveats()}
 * says whose they are. A formulation without losses, voltages or reactive power has no price for them.
 *
 * <p>Components, comparison and intervals are worked out when they are first asked for. Immutable, and safe to use from
 * many threads at once.
 */
public final class NodalPrices {

    /** Contributions below this, relative to the price and to 1 per MWh, are a solver's rounding. */
    private static final double SMALLEST_CONTRIBUTION = 1e-5;

    private final OpfSolution solution;
    private final Network network;
    private final double[][] prices;
    private final double periodHours;
    private volatile MarginalModel marginalModel;
    private volatile PriceSplit split;
    private volatile AcPrices acPrices;
    private volatile MarginalCost marginalCost;

    private NodalPrices(OpfSolution solution, double[][] prices, double periodHours) {
        this.solution = solution;
        this.network = solution.network();
        this.prices = prices;
        this.periodHours = periodHours;
    }

    /**
     * The prices of a solution, for a period of one hour.
     *
     * @throws IllegalArgumentException if the solver that made the solution returns no duals
     */
    public static NodalPrices of(OpfSolution solution) {
        if (!solution.result().hasDuals()) {
            throw new IllegalArgumentException("the solver '"
                    + solution.solver().name() + "' returns no duals, and prices are duals; choose a solver that does");
        }
        double[][] prices = {
            solution.duals(OpfConstraints.ACTIVE_BALANCE), solution.duals(OpfConstraints.REACTIVE_BALANCE)
        };
        for (int i = 0; i < prices[0].length; i++) {
            if (solution.network().buses().get(i).isIsolated()) {
                prices[0][i] = Double.NaN;
                prices[1][i] = Double.NaN;
            }
        }
        return new NodalPrices(solution, prices, 1.0);
    }

    /**
     * The same prices for a period of another length, which payments depend on and prices per MWh do not.
     *
     * @throws IllegalArgumentException if the length is not finite and above zero
     */
    public NodalPrices forPeriod(double hours) {
        return new NodalPrices(solution, prices, Provenance.requirePeriod(hours));
    }

    /** The active price at a bus, currency per MWh; NaN at an isolated bus. */
    public double active(Bus bus) {
        return price(Power.ACTIVE, bus);
    }

    /**
     * The reactive price at a bus, currency per Mvarh; NaN at an isolated bus, zero in a formulation without reactive
     * power.
     */
    public double reactive(Bus bus) {
        return price(Power.REACTIVE, bus);
    }

    /** The price of either power at a bus, currency per MWh or Mvarh; NaN at an isolated bus. */
    public double price(Power power, Bus bus) {
        return prices[power.ordinal()][index(bus)];
    }

    /** The active prices by bus index, currency per MWh. */
    public double[] active() {
        return prices[Power.ACTIVE.ordinal()].clone();
    }

    /** The reactive prices by bus index, currency per Mvarh. */
    public double[] reactive() {
        return prices[Power.REACTIVE.ordinal()].clone();
    }

    /** What the active price at a bus is made of; the parts add up to it. */
    public PriceComponents components(Bus bus) {
        return components(Power.ACTIVE, bus);
    }

    /**
     * What a price at a bus is made of, by the duals and the linear model of the program that was solved; the parts add
     * up to the price. Should the program have no such model, everything but energy is in
     * {@link PriceComponents#other}, and {@link #caveats} says so.
     */
    public PriceComponents components(Power power, Bus bus) {
        return split().at(power, index(bus));
    }

    /**
     * What a price at a bus is made of, by the sensitivities of the AC power flow at the dispatch and the multipliers
     * of the limits; the parts add up to the price where the solution is an optimum of the AC network. Empty if that
     * cannot be had, as without reactive power; {@link #agreement} tells why.
     */
    public Optional<PriceComponents> componentsBySensitivities(Power power, Bus bus) {
        int index = index(bus);
        return acPrices().split().map(ac -> ac.at(power, index));
    }

    /** Whether the prices by duality and those by sensitivities of the AC power flow are the same. */
    public PriceAgreement agreement() {
        return acPrices().agreement(network, prices);
    }

    /**
     * Which limits make up how much of the active price at a bus, the largest first; what is less than a solver's
     * rounding is left out.
     */
    public List<LimitContribution> contributions(Bus bus) {
        return contributions(Power.ACTIVE, bus);
    }

    /**
     * Which limits make up how much of a price at a bus, the largest first; what is less than a solver's rounding is
     * left out.
     */
    public List<LimitContribution> contributions(Power power, Bus bus) {
        double smallest = SMALLEST_CONTRIBUTION * Math.max(1.0, Math.abs(price(power, bus)));
        List<LimitContribution> contributions = new ArrayList<>();
        marginalModel().contributions(power, index(bus)).forEach((limit, amount) -> {
            if (Math.abs(amount) > smallest) {
                contributions.add(new LimitContribution(limit, PriceSources.component(limit), amount, label(limit)));
            }
        });
        contributions.sort(
                Comparator.comparingDouble((LimitContribution contribution) -> -Math.abs(contribution.amount())));
        return List.copyOf(contributions);
    }

    private String label(Key limit) {
        boolean ofAll = limit.equals(PriceSources.OBJECTIVE) || limit.equals(PriceSources.FURTHER_ROWS);
        return limit.family().label()
                + (ofAll ? "" : " of " + solution.formulated().label(limit));
    }

    /** The unit of what was minimised; prices are in it per MW (or Mvar). */
    public Unit objectiveUnit() {
        return solution.problem().objective().unit();
    }

    /** The unit of the prices of a power, such as {@code currency per MWh}. */
    public String unit(Power power) {
        return power.priceUnit(objectiveUnit());
    }

    /** All active prices at a bus that support the optimum. */
    public PriceInterval interval(Bus bus) {
        return interval(Power.ACTIVE, bus);
    }

    /**
     * All prices at a bus that support the optimum: more than one where the optimal cost has a kink in the demand
     * there. This solves two linear programs of the size of the optimal power flow, by the same choice of solver and
     * ten times its tolerances; {@link PriceInterval#solver} says who found them.
     *
     * @throws IllegalArgumentException if the bus is isolated
     * @throws ArithmeticException if the solver fails on one of them
     */
    public PriceInterval interval(Power power, Bus bus) {
        requireConnected(bus);
        MarginalCost known = marginalCost;
        if (known == null) {
            known = MarginalCost.of(solution);
            marginalCost = known;
        }
        return known.interval(power, index(bus));
    }

    /**
     * Solves the problem again with a little more and a little less demand at a bus, and puts the slopes of the cost
     * beside the price. This solves two optimal power flows.
     *
     * @param step how much, MW (or Mvar), above zero
     * @throws IllegalArgumentException if the step is not finite and above zero, or the bus is isolated
     * @throws org.flexopf.opf.OpfNotSolvedException if a solver fails on one of them
     */
    public PriceConfirmation confirm(Power power, Bus bus, double step) {
        requireConnected(bus);
        return FiniteDifference.at(solution, power, network.bus(bus.id()), price(power, bus), step);
    }

    /**
     * Whose prices these are, where that has to be said: what the solution has to confess, and what the comparison with
     * the AC power flow finds.
     */
    public List<String> caveats() {
        PriceAgreement agreement = agreement();
        if (agreement.agrees()) {
            return List.of();
        }
        List<String> caveats = new ArrayList<>(solution.caveats());
        caveats.add(
                "these are prices of the formulation '" + solution.formulation().name() + "': " + agreement);
        if (!marginalModel().obstacle().isEmpty()) {
            caveats.add(
                    "the prices are not split beyond energy: " + marginalModel().obstacle());
        }
        return List.copyOf(caveats);
    }

    /** Unit, sign, period, formulation and whose prices they are. */
    public Provenance provenance(Power power) {
        return new Provenance(
                unit(power),
                Provenance.sign(solution.problem().objective()),
                periodHours,
                solution.formulation().name(),
                solution.solver().name(),
                caveats(),
                Optional.empty());
    }

    /** The same with a finite-difference confirmation of the price at one bus; see {@link #confirm}. */
    public Provenance provenance(Power power, Bus bus, double step) {
        return new Provenance(
                unit(power),
                Provenance.sign(solution.problem().objective()),
                periodHours,
                solution.formulation().name(),
                solution.solver().name(),
                caveats(),
                Optional.of(confirm(power, bus, step)));
    }

    private int index(Bus bus) {
        return network.busIndex(Objects.requireNonNull(bus, "bus").id());
    }

    private void requireConnected(Bus bus) {
        if (network.topology().island(index(bus)) < 0) {
            throw new IllegalArgumentException(
                    bus.label() + " is isolated, so that power has no price there; ask for a bus that is connected");
        }
    }

    // Two threads may both work these out; the outcome is the same.

    private MarginalModel marginalModel() {
        MarginalModel known = marginalModel;
        if (known == null) {
            known = MarginalModel.of(solution);
            marginalModel = known;
        }
        return known;
    }

    private PriceSplit split() {
        PriceSplit known = split;
        if (known == null) {
            known = marginalModel().split(prices);
            split = known;
        }
        return known;
    }

    private AcPrices acPrices() {
        AcPrices known = acPrices;
        if (known == null) {
            known = AcPrices.of(solution, prices);
            acPrices = known;
        }
        return known;
    }

    @Override
    public String toString() {
        double[] known = Arrays.stream(prices[Power.ACTIVE.ordinal()])
                .filter(price -> !Double.isNaN(price))
                .sorted()
                .toArray();
        return "prices of " + solution.formulation().name() + " at " + known.length + " buses of " + network.name()
                + (known.length == 0
                        ? ""
                        : ": " + known[0] + " to " + known[known.length - 1] + " " + unit(Power.ACTIVE));
    }
}
