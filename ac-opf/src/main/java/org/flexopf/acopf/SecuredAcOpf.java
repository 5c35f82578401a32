package org.flexopf.acopf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flexopf.network.Network;
import org.flexopf.opf.limit.BrokenLimit;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The AC optimal power flow that survives single outages of branches without being dispatched anew (preventive N-1).
 * After each solve the AC state after every outage is found ({@link OutageCheck}). Every limit that one of them breaks
 * becomes a limit of the state before: of flows and angles with what the outage adds to them, or of the voltage or the
 * supply less what the outage changes. That is repeated until no outage breaks a limit and nothing is left to gain.
 *
 * <pre>
 *   SecuredAcSolution secured = SecuredAcOpf.of(problem).solve();
 * </pre>
 *
 * <p>An outage that splits the network is not secured; {@link OutageCheck#splittingOutages} tells what each of them
 * does. Where no dispatch is found that survives every outage, the answer is the one that breaks least, and says so.
 */
public final class SecuredAcOpf {

    private static final Logger LOG = LoggerFactory.getLogger(SecuredAcOpf.class);

    private static final int ROUNDS = 25;
    /** Where the objective changes by less, relative, another round changes nothing. */
    private static final double SETTLED = 1e-5;
    /** Flows with a state after the outage and without one are told apart to this share of them. */
    private static final double CLOSE = 1e-3;
    /** What an outage without any state counts among limits that are broken by shares of their bounds. */
    private static final double NO_STATE = 100.0;

    /**
     * What is known of the flow on a branch after whose outage there once was no state: the largest flow with a state
     * after it, the least without one, p.u., and the flow's sign. The limit lies half-way, or at the largest.
     */
    private record Carried(double most, double least, double sign) {

        double limit() {
            return least - most <= CLOSE * least ? most : 0.5 * (most + least);
        }

        Carried with(double flow) {
            return new Carried(Math.max(most, flow), Math.max(flow, least), sign);
        }

        Carried without(double flow, double newSign) {
            double less = Math.min(least, flow);
            return new Carried(most < less ? most : 0.0, less, newSign);
        }
    }

    private final OpfProblem problem;
    private final Optional<OperatingPoint> start;
    private final Optional<OutageScreen> screen;
    private final boolean sweeps;

    private SecuredAcOpf(
            OpfProblem problem, Optional<OperatingPoint> start, Optional<OutageScreen> screen, boolean sweeps) {
        this.problem = problem;
        this.start = start;
        this.screen = screen;
        this.sweeps = sweeps;
    }

    /**
     * The secured AC optimal power flow of a problem, for every outage that does not split the network.
     *
     * @throws IllegalArgumentException if the problem asks for what {@link AcOpf} cannot express
     */
    public static SecuredAcOpf of(OpfProblem problem) {
        AcOpf.of(problem);
        return new SecuredAcOpf(problem, Optional.empty(), Optional.empty(), true);
    }

    /** The same from a state of the network, such as the optimum without outages. */
    public SecuredAcOpf startingFrom(OperatingPoint point) {
        point.requireOf(problem.network());
        return new SecuredAcOpf(problem, Optional.of(point), screen, sweeps);
    }

    /**
     * The same with a screen that says which outages are looked at in each round. In the end all of them are, and
     * whichever then breaks a limit is looked at from there on: the answer is the same, and cheaper.
     */
    public SecuredAcOpf withScreen(OutageScreen other) {
        return new SecuredAcOpf(problem, start, Optional.of(other), true);
    }

    /**
     * The same with a screen that is believed: the AC states of other outages are never found. The answer names them
     * ({@link SecuredAcSolution#screenedOut}).
     */
    public SecuredAcOpf withTrustedScreen(OutageScreen other) {
        return new SecuredAcOpf(problem, start, Optional.of(other), false);
    }

    /**
     * Solves, looks at the states after outages, and solves again until they keep every limit and nothing is gained.
     */
    public SecuredAcSolution solve() {
        Map<OutageCut.Key, Optional<OutageCut>> cuts = new LinkedHashMap<>();
        Map<Integer, Carried> carried = new LinkedHashMap<>();
        Set<Integer> suspects = new TreeSet<>();
        AcSolution solution = solve(start, List.of());
        SecuredAcSolution best = new SecuredAcSolution(solution, List.of(), 0, List.of());
        double least = Double.POSITIVE_INFINITY;
        double last = Double.NaN;
        for (int round = 1; round <= ROUNDS && solution.isOptimal(); round++) {
            OutageCheck check = OutageCheck.of(solution);
            boolean grows = suspects.addAll(suspects(check, solution));
            List<OutageState> states =
                    new ArrayList<>(check.withOutages(toArray(suspects)).check());
            double broken = states.stream().mapToDouble(SecuredAcOpf::broken).sum();
            boolean settled =
                    Math.abs(solution.objective() - last) <= SETTLED * Math.abs(last) || (round == 1 && broken == 0.0);
            if (settled && sweeps) {
                List<OutageState> others = insecure(check, suspects);
                others.forEach(state -> suspects.add(state.branch()));
                states.addAll(others);
                broken += others.stream().mapToDouble(SecuredAcOpf::broken).sum();
                grows |= !others.isEmpty();
                settled = others.isEmpty();
            }
            LOG.debug(
                    "round {}: {} outages, {} cuts, objective {}, broken {}",
                    round,
                    suspects.size(),
                    cuts.size(),
                    solution.objective(),
                    broken);
            // Whatever was best so far was not asked about outages that are new.
            boolean better = grows || broken < least;
            boolean cheaper =
                    broken == least && solution.objective() < best.solution().objective();
            if (better || cheaper) {
                least = broken;
                best = new SecuredAcSolution(solution, states, round, List.of());
            }
            if (settled || Thread.currentThread().isInterrupted()) {
                break;
            }
            last = solution.objective();
            List<OutageCut> asked = new ArrayList<>(renewed(cuts, solution, states));
            asked.addAll(lessCarried(carried, solution, states));
            solution = solve(Optional.of(solution.point()), asked);
        }
        return complete(best);
    }

    /** What outages that are no suspects break. */
    private static List<OutageState> insecure(OutageCheck check, Set<Integer> suspects) {
        return check
                .withOutages(Arrays.stream(check.outages())
                        .filter(outage -> !suspects.contains(outage))
                        .toArray())
                .check()
                .stream()
                .filter(state -> !state.isSecure())
                .toList();
    }

    /** The answer with the states of all outages in their order, or with the numbers of those that have none. */
    private SecuredAcSolution complete(SecuredAcSolution found) {
        if (!found.solution().isOptimal()) {
            return found;
        }
        OutageCheck check = OutageCheck.of(found.solution());
        Map<Integer, OutageState> known = new HashMap<>();
        found.states().forEach(state -> known.put(state.branch(), state));
        int[] unknown = Arrays.stream(check.outages())
                .filter(outage -> !known.containsKey(outage))
                .toArray();
        if (sweeps) {
            check.withOutages(unknown).check().forEach(state -> known.put(state.branch(), state));
        }
        return new SecuredAcSolution(
                found.solution(),
                Arrays.stream(check.outages())
                        .filter(known::containsKey)
                        .mapToObj(known::get)
                        .toList(),
                found.rounds(),
                sweeps ? List.of() : Arrays.stream(unknown).boxed().toList());
    }

    private List<Integer> suspects(OutageCheck check, AcSolution solution) {
        IntStream all = Arrays.stream(check.outages());
        if (screen.isEmpty()) {
            return all.boxed().toList();
        }
        Set<Integer> named = Arrays.stream(screen.get().suspects(solution.network(), solution.point()))
                .boxed()
                .collect(Collectors.toSet());
        return all.filter(named::contains).boxed().toList();
    }

    private static int[] toArray(Set<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private AcSolution solve(Optional<OperatingPoint> from, List<OutageCut> cuts) {
        AcOpf opf = AcOpf.of(problem).withCuts(cuts);
        Optional<AcSolution> warm = from.map(point -> opf.startingFrom(point).solve());
        return warm.filter(AcSolution::isOptimal).orElseGet(opf::solve);
    }

    private static double broken(OutageState state) {
        return state.point().isEmpty()
                ? NO_STATE
                : state.broken().stream()
                        .mapToDouble(limit -> Math.min(NO_STATE, limit.relative()))
                        .sum();
    }

    /** Cuts for every limit that an outage has broken in this round or before, from the states of this round. */
    private static List<OutageCut> renewed(
            Map<OutageCut.Key, Optional<OutageCut>> cuts, AcSolution solution, List<OutageState> states) {
        Map<Integer, OperatingPoint> points = new HashMap<>();
        for (OutageState state : states) {
            state.point().ifPresent(point -> points.put(state.branch(), point));
            for (BrokenLimit broken : state.broken()) {
                if (broken.limit().kind() instanceof NetworkLimit limit
                        && OutageCut.About.of(limit) != OutageCut.About.NOTHING) {
                    int element = solution.network().index(broken.limit().element());
                    cuts.putIfAbsent(
                            OutageCut.key(solution.network(), state.branch(), limit, element), Optional.empty());
                }
            }
        }
        cuts.replaceAll((key, last) -> points.containsKey(key.outage())
                ? Optional.of(
                        new OutageEffect(solution.network(), key, solution.point(), points.get(key.outage())).cut(last))
                : Optional.empty());
        return cuts.values().stream().flatMap(Optional::stream).toList();
    }

    /**
     * Cuts for outages without a state: before them the branch may carry less. How much less is halved in, round after
     * round; then the limits that are broken have their cuts.
     */
    private static List<OutageCut> lessCarried(
            Map<Integer, Carried> carried, AcSolution solution, List<OutageState> states) {
        Network network = solution.network();
        for (OutageState state : states) {
            double flow = network.perUnit().power(solution.point().pFrom(network.branchIndex(state.branch())));
            if (state.point().isEmpty()) {
                Carried known = carried.getOrDefault(state.branch(), new Carried(0.0, Math.abs(flow), 1.0));
                carried.put(state.branch(), known.without(Math.abs(flow), Math.signum(flow)));
            } else {
                carried.computeIfPresent(state.branch(), (branch, known) -> known.with(Math.abs(flow)));
            }
        }
        List<OutageCut> cuts = new ArrayList<>();
        carried.forEach((branch, known) ->
                cuts.add(OutageCut.ofBranch(branch, network.branchIndex(branch), known.sign(), known.limit())));
        return cuts;
    }

    @Override
    public String toString() {
        return "secured AC optimal power flow of " + problem.network();
    }
}
