package org.flexopf.pricing.payment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.solver.SolveStatus;

/**
 * The payments in the core that are closest to VCG (Day and Cramton, Quadratic core-selecting payment rules, Operations
 * Research 2012). Under VCG participants who need one another can be paid more than their group saves: then the
 * operator and the rest would do better without the group, and members could have colluded for it. In the core no group
 * S earns more than it saves,
 *
 * <pre>
 *   sum of profit_i over S  &lt;=  C(without S) - C
 * </pre>
 *
 * <p>Groups that break this are found one by one by branch and bound over who leaves, and profits are moved from VCG no
 * further than they require. Where VCG is in the core, it is what is paid. Participants whom the network cannot do
 * without have no payment, as in {@link Vcg}, unless the clearing has a curtailment price.
 *
 * <p>Profits are moved by small quadratic programs, which the {@linkplain Clearing#solverChoice() clearing's solver}
 * solves with its options, or the first installed one that can if it takes linear objectives only.
 *
 * @param maxGroups how many groups may be looked at before the search gives up
 */
public record CoreSelecting(int maxGroups) implements PaymentRule {

    /** Groups that earn no more than this above what they save, relative to the cost, do so by a solver's tolerance. */
    private static final double TOLERANCE = 1e-6;

    /** @throws IllegalArgumentException if not a single group may be looked at */
    public CoreSelecting {
        if (maxGroups < 1) {
            throw new IllegalArgumentException(
                    "the core cannot be searched by looking at " + maxGroups + " groups; allow at least 1");
        }
    }

    /** The rule with a search of at most 20,000 groups. */
    public CoreSelecting() {
        this(20_000);
    }

    @Override
    public String name() {
        return "core-selecting";
    }

    /** {@inheritDoc} @throws OpfNotSolvedException if the search is given up */
    @Override
    public List<Payment> payments(Clearing clearing, List<Participant> participants) {
        return core(clearing, participants).payments();
    }

    /** {@inheritDoc} Its caveats say if another solver than the clearing's was asked for profits, and why. */
    @Override
    public Settlement settle(Clearing clearing) {
        Core core = core(clearing, clearing.participants());
        return Settlement.of(name(), clearing, core.payments(), core.caveats());
    }

    private Core core(Clearing clearing, List<Participant> participants) {
        List<Payment> vcg = new Vcg().payments(clearing, clearing.participants());
        List<Payment> earning = new ArrayList<>(vcg.stream()
                .filter(payment ->
                        payment.amount().isPresent() && payment.profit().getAsDouble() > 0.0)
                .toList());
        // Who earns most is decided first: that settles the most.
        earning.sort(Comparator.comparingDouble(
                (Payment payment) -> -payment.profit().getAsDouble()));
        List<Participant> members = earning.stream().map(Payment::participant).toList();
        double[] upper = earning.stream()
                .mapToDouble(payment -> payment.profit().getAsDouble())
                .toArray();
        double[] profits = upper.clone();
        CoreProjection projection = new CoreProjection(upper, clearing.solverChoice());
        Search search = new Search(clearing, members);
        for (Group group = search.worst(profits); group != null; group = search.worst(profits)) {
            projection.add(group.members(), group.savings());
            profits = projection.closest();
        }
        List<Payment> payments = new ArrayList<>();
        for (Participant participant : participants) {
            Payment own = vcg.get(clearing.participants().indexOf(participant));
            int k = members.indexOf(participant);
            payments.add(
                    k < 0
                            ? own
                            : new Payment(
                                    own.award(), OptionalDouble.of(own.award().cost() + profits[k]), own.pivotal()));
        }
        return new Core(payments, projection.caveat().isEmpty() ? List.of() : List.of(projection.caveat()));
    }

    /** Payments in the core, and what has to be said of how they were found. */
    private record Core(List<Payment> payments, List<String> caveats) {}

    /** A group, by its members' places, and what it saves. */
    private record Group(int[] members, double savings) {}

    /** Looks for the group that earns most above what it saves. */
    private final class Search {

        private final Clearing clearing;
        private final List<Participant> members;
        private final double tolerance;
        private int looked;
        private double[] profits;
        private double worstExcess;
        private Group worst;

        Search(Clearing clearing, List<Participant> members) {
            this.clearing = clearing;
            this.members = members;
            this.tolerance = TOLERANCE * Math.max(1.0, Math.abs(clearing.cost()));
        }

        /** The group whose profits exceed its savings most; {@code null} if none does. */
        Group worst(double[] current) {
            profits = current;
            worstExcess = tolerance;
            worst = null;
            double all = 0.0;
            for (double profit : current) {
                all += profit;
            }
            branch(0, new ArrayList<>(), 0.0, all, 0.0);
            return worst;
        }

        /**
         * Decides about the members from a place on. Savings only grow with the group, so that those of who leaves
         * already bound what remains.
         *
         * @param leaving who leaves so far
         * @param earned what they earn
         * @param undecided what the members from this place on earn
         * @param savings what those who leave so far save
         */
        private void branch(int place, List<Integer> leaving, double earned, double undecided, double savings) {
            if (earned - savings > worstExcess) {
                worstExcess = earned - savings;
                worst = new Group(leaving.stream().mapToInt(Integer::intValue).toArray(), savings);
            }
            if (place == members.size() || earned + undecided - savings <= worstExcess) {
                return;
            }
            double rest = undecided - profits[place];
            leaving.add(place);
            double more = savings(leaving);
            if (more < Double.POSITIVE_INFINITY) {
                branch(place + 1, leaving, earned + profits[place], rest, more);
            }
            leaving.remove(leaving.size() - 1);
            branch(place + 1, leaving, earned, rest, savings);
        }

        /** What a group saves, currency per hour; infinite if the network cannot do without it. */
        private double savings(List<Integer> leaving) {
            looked++;
            if (looked > maxGroups) {
                throw new OpfNotSolvedException(
                        SolveStatus.ITERATION_LIMIT,
                        "the core was not found by looking at " + maxGroups + " groups of " + members.size()
                                + " participants; allow more groups, or use VCG");
            }
            Set<Participant> group = new HashSet<>();
            leaving.forEach(k -> group.add(members.get(k)));
            Counterfactual without = clearing.without(List.of(group)).get(0);
            return without.cost().isPresent()
                    ? without.cost().getAsDouble() - clearing.cost()
                    : Double.POSITIVE_INFINITY;
        }
    }
}
