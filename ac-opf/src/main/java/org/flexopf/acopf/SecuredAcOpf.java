package org.flexopf.acopf;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flexopf.opf.limit.BrokenLimit;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The AC optimal power flow that survives single outages of branches without being dispatched anew (preventive N-1).
 * After each solve the AC state after every outage is found ({@link OutageCheck}). Every limit that one of them breaks
 * becomes a limit of the state before: of the flow and what the outage adds to it, or of the voltage, angle or supply
 * less what the outage changes. That is repeated until no outage breaks a limit and nothing is left to gain.
 *
 * <pre>
 *   SecuredAcSolution secured = SecuredAcOpf.of(problem).solve();
 * </pre>
 *
 * <p>An outage that splits the network has no state after it and is not secured. Where no dispatch is found that
 * survives every outage, the answer is the one that breaks least, and says so.
 */
public final class SecuredAcOpf {

    private static final Logger LOG = LoggerFactory.getLogger(SecuredAcOpf.class);

    private static final int ROUNDS = 15;
    /** Where the objective changes by less, relative, another round changes nothing. */
    private static final double SETTLED = 1e-6;
    /** What an outage without any state counts among limits that are broken by shares of their bounds. */
    private static final double NO_STATE = 100.0;

    private final OpfProblem problem;
    private final Optional<OperatingPoint> start;

    private SecuredAcOpf(OpfProblem problem, Optional<OperatingPoint> start) {
        this.problem = problem;
        this.start = start;
    }

    /**
     * The secured AC optimal power flow of a problem.
     *
     * @throws IllegalArgumentException if the problem asks for what {@link AcOpf} cannot express
     */
    public static SecuredAcOpf of(OpfProblem problem) {
        AcOpf.of(problem);
        return new SecuredAcOpf(problem, Optional.empty());
    }

    /** The same from a state of the network, such as the optimum without outages. */
    public SecuredAcOpf startingFrom(OperatingPoint point) {
        point.requireOf(problem.network());
        return new SecuredAcOpf(problem, Optional.of(point));
    }

    /**
     * Solves, looks at the states after outages, and solves again until they keep every limit and nothing is gained.
     */
    public SecuredAcSolution solve() {
        Set<OutageCut.Key> keys = new LinkedHashSet<>();
        AcSolution solution = solve(start, List.of());
        SecuredAcSolution best = new SecuredAcSolution(solution, List.of(), 0);
        double least = Double.POSITIVE_INFINITY;
        double last = Double.NaN;
        for (int round = 1; round <= ROUNDS && solution.isOptimal(); round++) {
            List<OutageState> states = OutageCheck.of(solution).check();
            double broken = states.stream().mapToDouble(SecuredAcOpf::broken).sum();
            LOG.debug("round {}: {} cuts, objective {}, broken {}", round, keys.size(), solution.objective(), broken);
            boolean cheaper =
                    broken == least && solution.objective() < best.solution().objective();
            if (broken < least || cheaper) {
                least = broken;
                best = new SecuredAcSolution(solution, states, round);
            }
            boolean settled = Math.abs(solution.objective() - last) <= SETTLED * Math.abs(last);
            boolean needsNothing = round == 1 && broken == 0.0;
            if (settled || needsNothing || Thread.currentThread().isInterrupted()) {
                break;
            }
            last = solution.objective();
            solution = solve(Optional.of(solution.point()), cuts(solution, states, keys));
        }
        return best;
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

    /** Cuts for every limit that an outage has broken in this round or before; keys are those, and grow. */
    private static List<OutageCut> cuts(AcSolution solution, List<OutageState> states, Set<OutageCut.Key> keys) {
        for (OutageState state : states) {
            for (BrokenLimit broken : state.broken()) {
                if (broken.limit().kind() instanceof NetworkLimit limit && OutageCut.isKnown(limit)) {
                    int element = solution.network().index(broken.limit().element());
                    keys.add(new OutageCut.Key(state.branch(), limit, element));
                }
            }
        }
        Map<Integer, OperatingPoint> points = new HashMap<>();
        states.forEach(state -> state.point().ifPresent(point -> points.put(state.branch(), point)));
        return keys.stream()
                .filter(key -> points.containsKey(key.outage()))
                .map(key -> OutageCut.of(solution.network(), solution.point(), points.get(key.outage()), key))
                .toList();
    }

    @Override
    public String toString() {
        return "secured AC optimal power flow of " + problem.network();
    }
}
