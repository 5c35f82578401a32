package org.flexopf.market;

import java.util.Objects;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.pricing.payment.Participant;
import org.flexopf.pricing.payment.Payment;
import org.flexopf.pricing.payment.PaymentRule;
import org.flexopf.solver.SolveStatus;

/**
 * Looks for the report that pays a participant best under a payment rule: the market is cleared and paid anew for every
 * report, while costs are counted as they truly are.
 *
 * <pre>{@code
 * MarketPower.Outcome outcome = MarketPower.of(opf, market, new PayAsClear()).search(participant);
 * outcome.gain();            // 3.71 per hour more than the truth earns
 * }</pre>
 *
 * <p>The search tries a grid of markups and capacity shares, the truth among them, then halves its steps around the
 * best report. Profits are not concave in reports, so that what is found is a report that pays at least so much.
 * Reports that the network cannot be operated with are left out: nobody knows what would be paid.
 */
public final class MarketPower {

    private static final double[] GRID_CAPACITIES = {1.0, 0.8, 0.6, 0.4, 0.2};
    private static final int GRID_MARKUPS = 4;
    private static final double SMALLEST_STEP = 1.0 / 256.0;

    /**
     * What a report must earn more to be better, relative to the cost of the operation: less may be a solver's
     * rounding.
     */
    private static final double SMALLEST_GAIN = 1e-6;

    private final Opf opf;
    private final Market market;
    private final PaymentRule rule;
    private final double curtailmentPrice;
    private final double largestMarkup;

    private MarketPower(Opf opf, Market market, PaymentRule rule, double curtailmentPrice, double largestMarkup) {
        this.opf = Objects.requireNonNull(opf, "opf");
        this.market = Objects.requireNonNull(market, "market");
        this.rule = Objects.requireNonNull(rule, "rule");
        this.curtailmentPrice = curtailmentPrice;
        this.largestMarkup = largestMarkup;
    }

    /** A laboratory for a market under a rule, with markups of up to 50 per MWh. */
    public static MarketPower of(Opf opf, Market market, PaymentRule rule) {
        return new MarketPower(opf, market, rule, Double.NaN, 50.0);
    }

    /** The same with a curtailment price; see {@link OpfClearing#withCurtailmentPrice}. */
    public MarketPower withCurtailmentPrice(double price) {
        return new MarketPower(opf, market, rule, price, largestMarkup);
    }

    /**
     * The same with another largest markup, currency per MWh. @throws IllegalArgumentException if it is not finite and
     * above zero
     */
    public MarketPower withLargestMarkup(double markup) {
        if (!(markup > 0.0 && markup < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a largest markup of " + markup
                    + " per MWh leaves no range to search; give a finite one above zero");
        }
        return new MarketPower(opf, market, rule, curtailmentPrice, markup);
    }

    /**
     * What the best report found means, against the truth; all in currency per hour.
     *
     * @param report the report
     * @param truthfulProfit what the truth earns
     * @param profit what the report earns, at true cost
     * @param outlayIncrease what all participants together are paid more; NaN if one of them has no payment
     * @param welfareLost what the operation truly costs more
     * @param reports how many reports were tried
     */
    public record Outcome(
            Misreport report,
            double truthfulProfit,
            double profit,
            double outlayIncrease,
            double welfareLost,
            int reports) {

        /** What the report earns more than the truth, not negative. */
        public double gain() {
            return profit - truthfulProfit;
        }
    }

    /** Profit of the participant and true cost of the operation under one report. */
    private record Evaluation(Misreport report, double profit, double trueCost) {}

    /**
     * The best report of a participant while all others stay with theirs.
     *
     * @throws IllegalArgumentException if it is not of this market, or has no payment even when it tells the truth, as
     *     a pivotal one under VCG
     * @throws OpfNotSolvedException if the market cannot be cleared with the truth
     */
    public Outcome search(Participant participant) {
        market.requireMember(participant);
        Search search = new Search(participant);
        Evaluation truth = search.evaluate(Misreport.truth());
        if (truth == null) {
            throw new IllegalArgumentException("'" + participant.id() + "' has no payment under " + rule.name()
                    + " when it tells the truth, since the network cannot do without it; give a curtailment price");
        }
        Evaluation best = search.improve(truth);
        double outlayIncrease =
                best.equals(truth) ? 0.0 : outlay(best.report(), participant) - outlay(truth.report(), participant);
        return new Outcome(
                best.report(),
                truth.profit(),
                best.profit(),
                outlayIncrease,
                best.trueCost() - truth.trueCost(),
                search.reports);
    }

    private double outlay(Misreport report, Participant participant) {
        return rule.settle(clear(report, participant)).outlay().orElse(Double.NaN);
    }

    private OpfClearing clear(Misreport report, Participant participant) {
        OpfClearing cleared = OpfClearing.of(opf, market.reporting(participant, report));
        return Double.isNaN(curtailmentPrice) ? cleared : cleared.withCurtailmentPrice(curtailmentPrice);
    }

    private final class Search {

        private final Participant participant;
        private int reports;

        Search(Participant participant) {
            this.participant = participant;
        }

        Evaluation improve(Evaluation truth) {
            Evaluation best = truth;
            // Small lies first, since of two that pay the same the first is kept.
            for (double capacity : GRID_CAPACITIES) {
                for (int k = 0; k <= GRID_MARKUPS; k++) {
                    best = better(best, new Misreport(largestMarkup * k / GRID_MARKUPS, capacity));
                    best = better(best, new Misreport(0.0 - largestMarkup * k / GRID_MARKUPS, capacity));
                }
            }
            for (double step = 0.5 / GRID_MARKUPS; step >= SMALLEST_STEP; step /= 2.0) {
                Evaluation centre = best;
                for (int sign = -1; sign <= 1; sign += 2) {
                    best = better(
                            best,
                            new Misreport(
                                    Math.max(
                                            -largestMarkup,
                                            Math.min(
                                                    largestMarkup,
                                                    centre.report().markup() + sign * step * largestMarkup)),
                                    centre.report().capacity()));
                    best = better(
                            best,
                            new Misreport(
                                    centre.report().markup(),
                                    Math.max(0.0, Math.min(1.0, centre.report().capacity() + sign * step))));
                }
            }
            return best;
        }

        private Evaluation better(Evaluation best, Misreport report) {
            Evaluation candidate = report.equals(best.report()) ? null : evaluate(report);
            return candidate != null
                            && candidate.profit() > best.profit() + SMALLEST_GAIN * (1.0 + Math.abs(best.trueCost()))
                    ? candidate
                    : best;
        }

        /** What a report earns; {@code null} if nobody knows. */
        Evaluation evaluate(Misreport report) {
            reports++;
            OpfClearing cleared;
            try {
                cleared = clear(report, participant);
            } catch (OpfNotSolvedException e) {
                if (e.status() == SolveStatus.PRIMAL_INFEASIBLE && !report.equals(Misreport.truth())) {
                    return null;
                }
                throw e;
            }
            Payment payment = rule.payment(cleared, participant);
            if (payment.amount().isEmpty()) {
                return null;
            }
            double trueCost = trueCost(cleared);
            double others = cleared.cost() - cleared.award(participant).cost();
            return new Evaluation(report, payment.amount().getAsDouble() - trueCost, others + trueCost);
        }

        /** What the award truly costs. */
        private double trueCost(OpfClearing cleared) {
            return cleared.award(participant).deliveries().stream()
                    .mapToDouble(delivery -> market.network()
                                    .generator(delivery.generator())
                                    .cost()
                                    .at(delivery.p())
                            + delivery.reactiveCost())
                    .sum();
        }
    }

    @Override
    public String toString() {
        return "market power in " + market + " by " + opf;
    }
}
