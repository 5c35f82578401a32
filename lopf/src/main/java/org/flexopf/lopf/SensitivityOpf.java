package org.flexopf.lopf;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.flexopf.network.Network;
import org.flexopf.network.Offer;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverUser;

/**
 * Brings a network within its limits by offers or by its own generators at least cost: an AC power flow, the
 * sensitivities of all voltages, flows and of what references supply by those who act, from its Jacobian, a linear
 * program over the actions (quadratic where costs are), and again from the power flow with these actions, until it
 * meets the limits and nothing better is in sight. What cannot be fixed is reported. Radial or meshed networks; any
 * schedule that has a power flow (Natale, Pilo, Pisano and Soma 2022, and earlier work of the same group).
 *
 * <p>The schedule is what an AC power flow makes of the network's own: a bus that holds its voltage draws on its
 * generators for it. These then stay at the reactive power that this takes, or at their limit, unless they act; only
 * references hold their voltage from there on. What the generators there supply has limits like any other.
 *
 * <p>Limits are priced in the programs, so that these always have a solution. A round counts only if the AC state
 * improves: its cost plus penalties on the limits that it breaks. The verdict is on the AC state alone.
 */
public final class SensitivityOpf implements SolverUser<SensitivityOpf> {

    /** Whether a schedule meets all limits. */
    public enum Outcome {
        /** It does as it is. */
        FEASIBLE,
        /** It does with reactive support from those who act. */
        FEASIBLE_WITH_REACTIVE_SUPPORT,
        /** No reactive power of theirs was found with which it does; active power would have to change. */
        NOT_FEASIBLE
    }

    private final SensitivitySettings settings;
    private final SolverChoice solver;
    private final int maxRounds;

    private SensitivityOpf(SensitivitySettings settings, SolverChoice solver, int maxRounds) {
        this.settings = settings;
        this.solver = solver;
        this.maxRounds = maxRounds;
    }

    /**
     * By offers alone: generators hold their schedule, and what references make up for costs nothing. In at most 200
     * rounds; violations are penalised by 10^6 per p.u. and 10^4 per MVA.
     */
    public static SensitivityOpf of(List<Offer> offers) {
        return create(offers, false, OptionalDouble.of(0.0));
    }

    /**
     * By the generators away from the references, at their costs, and those at the references at theirs, which may hold
     * another voltage within the limits of their bus. In at most 200 rounds, with the same penalties.
     */
    public static SensitivityOpf redispatch() {
        return create(List.of(), true, OptionalDouble.empty());
    }

    private static SensitivityOpf create(List<Offer> offers, boolean redispatches, OptionalDouble price) {
        return new SensitivityOpf(
                new SensitivitySettings(List.copyOf(offers), redispatches, true, 1e6, 1e4, price),
                SolverChoice.installed(),
                200);
    }

    /**
     * With other penalties: a limit is kept if that costs less than its penalty. Currency per hour and p.u. of voltage
     * (and radian of an angle difference), and per hour and MVA of branches and of generators at references.
     *
     * @throws IllegalArgumentException if one is not a positive number
     */
    public SensitivityOpf withPenalties(double perVoltage, double perMva) {
        if (!(perVoltage > 0.0) || !(perMva > 0.0) || Double.isInfinite(perVoltage) || Double.isInfinite(perMva)) {
            throw new IllegalArgumentException(
                    "the penalties are " + perVoltage + " per p.u. and " + perMva + " per MVA; give positive numbers");
        }
        return with(settings.withPenalties(perVoltage, perMva));
    }

    /**
     * With a price of the energy that the references supply, currency per MWh, in place of the costs of generators
     * there. @throws IllegalArgumentException if it is not finite
     */
    public SensitivityOpf withReferencePrice(double price) {
        if (!Double.isFinite(price)) {
            throw new IllegalArgumentException("the price at the references is " + price + "; give a finite number");
        }
        return with(settings.withReferencePrice(price));
    }

    /** With reactive power only. */
    public SensitivityOpf withReactiveSupportOnly() {
        return with(settings.reactiveOnly());
    }

    private SensitivityOpf with(SensitivitySettings newSettings) {
        return new SensitivityOpf(newSettings, solver, maxRounds);
    }

    @Override
    public SolverChoice solverChoice() {
        return solver;
    }

    @Override
    public SensitivityOpf withSolver(SolverChoice choice) {
        return new SensitivityOpf(settings, Objects.requireNonNull(choice, "choice"), maxRounds);
    }

    /** With another largest number of rounds. @throws IllegalArgumentException if it is less than 1 */
    public SensitivityOpf withMaxRounds(int rounds) {
        if (rounds < 1) {
            throw new IllegalArgumentException("at least one round is needed, got " + rounds);
        }
        return new SensitivityOpf(settings, solver, rounds);
    }

    /**
     * The outcome for the network's own schedule. Without a power flow it is not feasible.
     *
     * @throws org.flexopf.network.InvalidNetworkException if an offer names an unknown bus, or has limits that make no
     *     sense
     * @throws IllegalArgumentException if the network limits sums of flows, which the sensitivities do not know
     */
    public Outcome outcome(Network network) {
        SensitivitySearch search = new SensitivitySearch(network, settings.reactiveOnly(), solver);
        if (search.scheduled().isFeasible()) {
            return Outcome.FEASIBLE;
        }
        return search.solve(maxRounds).isFeasible() ? Outcome.FEASIBLE_WITH_REACTIVE_SUPPORT : Outcome.NOT_FEASIBLE;
    }

    /**
     * Finds the cheapest actions for the network's own schedule.
     *
     * @throws org.flexopf.network.InvalidNetworkException if an offer names an unknown bus, or has limits that make no
     *     sense
     * @throws IllegalArgumentException if the network limits sums of flows, which the sensitivities do not know
     */
    public SensitivityResult solve(Network network) {
        return new SensitivitySearch(network, settings, solver).solve(maxRounds);
    }

    @Override
    public String toString() {
        return "a sensitivity-based optimal power flow of at most " + maxRounds + " rounds";
    }
}
