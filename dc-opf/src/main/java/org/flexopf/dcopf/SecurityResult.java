package org.flexopf.dcopf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.SolveSequence;

/**
 * The outcome of a security-constrained DC optimal power flow.
 *
 * @param result the optimal power flow of the last round, or the reason why there is none
 * @param sequence the optimal power flows solved; settled if no outage exceeds a limit that is not in the last one
 * @param cuts number of limits after outages that were added
 * @param islandingOutages ids of the branches whose outage splits an island; these are not secured
 * @param limits the limits after outages that cost something or are exceeded
 * @param corrections what generators do after an outage, for the outages after which they have to do something
 */
public record SecurityResult(
        OpfResult result,
        SolveSequence sequence,
        int cuts,
        List<Integer> islandingOutages,
        List<OutageLimit> limits,
        List<Correction> corrections) {

    /** A move of less counts as none, MW. */
    private static final double SMALLEST_MOVE = 1e-4;

    /** All parts are required. */
    public SecurityResult {
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(sequence, "sequence");
        islandingOutages = List.copyOf(islandingOutages);
        limits = List.copyOf(limits);
        corrections = List.copyOf(corrections);
    }

    /**
     * A limit after an outage.
     *
     * @param branch id of the branch that is limited
     * @param outage id of the branch that is out
     * @param price what one MW more of the limit saves, currency per MWh, not negative
     * @param overload MW beyond the limit, 0 if it holds
     */
    public record OutageLimit(int branch, int outage, double price, double overload) {}

    /**
     * The answer of the generators to an outage.
     *
     * @param outage id of the branch that is out
     * @param moves MW that each generator index changes by
     */
    public record Correction(int outage, double[] moves) {

        /** The moves are copied. */
        public Correction {
            moves = moves.clone();
        }

        @Override
        public double[] moves() {
            return moves.clone();
        }

        @Override
        public String toString() {
            return "moves of " + moves.length + " generators after the outage of branch " + outage;
        }
    }

    /** The solution. @throws org.flexopf.opf.OpfNotSolvedException if there is none */
    public OpfSolution orElseThrow() {
        return result.orElseThrow();
    }

    /** Whether there is a solution, and it meets all limits after every outage that does not split an island. */
    public boolean isSecure() {
        return result.solution().isPresent() && limits.stream().allMatch(limit -> limit.overload() == 0.0);
    }

    /** The moves after each outage that has any, from those per generator index by the branch that is out. */
    static List<Correction> corrections(Map<Branch, double[]> moves) {
        return moves.entrySet().stream()
                .filter(answer -> Arrays.stream(answer.getValue()).anyMatch(move -> Math.abs(move) > SMALLEST_MOVE))
                .map(answer -> new Correction(answer.getKey().id(), answer.getValue()))
                .toList();
    }

    /** The cuts with a price above rounding, and those exceeded. */
    static List<OutageLimit> limits(
            OpfSolution solution, SecuredDcOpf secure, List<SecurityConstrainedDcOpf.Violation> violations) {
        Network network = solution.network();
        Map<Long, Double> overloads = new HashMap<>();
        violations.forEach(violation -> overloads.put(violation.key(), violation.excess()));
        double[] upper = solution.duals(SecuredDcOpf.SECURITY_MAX);
        double[] lower = solution.duals(SecuredDcOpf.SECURITY_MIN);
        List<OutageLimit> limits = new ArrayList<>();
        for (int c = 0; c < secure.cuts().size(); c++) {
            SecurityCut cut = secure.cuts().get(c);
            double price = upper[c] + lower[c];
            double overload = overloads.getOrDefault(((long) cut.outage() << 32) | cut.monitored(), 0.0);
            if (price > 1e-6 || overload > 0.0) {
                limits.add(new OutageLimit(
                        network.branches().get(cut.monitored()).id(),
                        network.branches().get(cut.outage()).id(),
                        price,
                        overload));
            }
        }
        return limits;
    }
}
