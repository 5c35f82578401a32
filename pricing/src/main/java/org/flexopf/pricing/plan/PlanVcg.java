package org.flexopf.pricing.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.flexopf.opf.HorizonResult;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.opf.OpfRun;
import org.flexopf.opf.problem.HorizonProblem;
import org.flexopf.solver.SolveStatus;

/**
 * Vickrey, Clarke and Groves over a horizon, with yes/no decisions: everybody is paid what the others would cost
 * without the participant, less what they cost with it,
 *
 * <pre>
 *   payment_i = C(without i) - [ C - c_i ]
 * </pre>
 *
 * <p>All that a participant offers leaves with it, linked bids together. A search leaves a gap, and what it leaves open
 * in either optimum is told as bounds of the payment.
 */
public final class PlanVcg {

    private PlanVcg() {}

    /**
     * The payments of {@linkplain PlanParticipant#of everybody on their own}.
     *
     * @throws OpfNotSolvedException if an optimum is not found, nor shown not to exist
     */
    public static List<VcgPayment> payments(Opf opf, HorizonProblem problem) {
        return payments(opf, problem, PlanParticipant.of(problem.problem().network()));
    }

    /**
     * The payments of participants.
     *
     * @throws IllegalArgumentException as {@link PlanMarket#of(HorizonSolution, List)} does
     * @throws OpfNotSolvedException if an optimum is not found, nor shown not to exist
     */
    public static List<VcgPayment> payments(Opf opf, HorizonProblem problem, List<PlanParticipant> participants) {
        HorizonSolution plan = opf.solve(problem).orElseThrow();
        PlanMarket market = PlanMarket.of(plan, participants);
        double cost = market.plan().objective();
        double bound = bound(plan.run(), cost);
        double[] own = market.ownCosts();
        List<VcgPayment> payments = new ArrayList<>();
        for (int i = 0; i < participants.size(); i++) {
            PlanParticipant one = participants.get(i);
            if (market.isIdle(i)) {
                payments.add(payment(one, own[i], cost, bound, cost, bound));
                continue;
            }
            HorizonResult without = opf.solve(problem.without(one.elements()));
            boolean isMissed = without.status() == SolveStatus.PRIMAL_INFEASIBLE
                    || without.status() == SolveStatus.CLAIMED_PRIMAL_INFEASIBLE;
            if (isMissed) {
                payments.add(
                        new VcgPayment(one.id(), own[i], OptionalDouble.empty(), Double.NaN, Double.POSITIVE_INFINITY));
            } else {
                HorizonSolution rest = without.orElseThrow();
                double others = rest.atItsIntegers().objective();
                payments.add(payment(one, own[i], cost, bound, others, bound(rest.run(), others)));
            }
        }
        return List.copyOf(payments);
    }

    private static VcgPayment payment(
            PlanParticipant one, double own, double cost, double bound, double others, double othersBound) {
        return new VcgPayment(
                one.id(),
                own,
                OptionalDouble.of(others - (cost - own)),
                othersBound - (cost - own),
                others - (bound - own));
    }

    /** What no plan undercuts, by multipliers or by the word of the search. */
    private static double bound(OpfRun run, double cost) {
        return Math.min(
                cost, run.result().lowerBound().orElse(run.claimedBound().orElse(Double.NEGATIVE_INFINITY)));
    }
}
