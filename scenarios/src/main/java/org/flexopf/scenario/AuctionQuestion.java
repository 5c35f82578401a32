package org.flexopf.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.flexopf.market.Market;
import org.flexopf.market.OpfClearing;
import org.flexopf.network.Fault;
import org.flexopf.network.Network;
import org.flexopf.network.Offer;
import org.flexopf.network.Profile;
import org.flexopf.opf.Opf;
import org.flexopf.pricing.payment.Participant;
import org.flexopf.pricing.payment.PaymentRule;
import org.flexopf.pricing.payment.Settlement;
import org.flexopf.solver.SolverChoice;

/**
 * An auction on every draw: offers are cleared at once by an optimal power flow of the network as drawn, and paid by
 * rules, which all see the same bids. Figures are {@code cost} (of all that is cleared, by the offers, currency/h),
 * {@code outlay.RULE} (what the operator pays to all participants, currency/h), {@code awarded.PARTICIPANT} (MW) and
 * {@code paid.PARTICIPANT.RULE} (currency/h). A rule that has no payment for somebody leaves the figure empty.
 *
 * <pre>
 *   Study.asking(AuctionQuestion.of(Opf.of(new BranchFlowSocp()), offers, List.of(new Vcg(), new PayAsBid()))
 *                           .withBids(new Distribution.LogNormal(1.0, 0.25)), network, MonteCarlo.loads())
 *           .keeping(List.of("outlay.vcg", "outlay.pay-as-bid"));
 * </pre>
 */
public final class AuctionQuestion implements Question {

    private static final String COST_UNIT = "currency/h";

    private final Opf opf;
    private final List<Offer> offers;
    private final List<PaymentRule> rules;
    private final Optional<Distribution> bids;
    private final Question asked;

    private AuctionQuestion(Opf opf, List<Offer> offers, List<PaymentRule> rules, Optional<Distribution> bids) {
        this.opf = opf;
        this.offers = offers;
        this.rules = rules;
        this.bids = bids;
        asked = Question.of("auction", identity(opf, offers, rules, bids), columns(offers, rules), this::answer);
    }

    /**
     * An auction of offers as they are.
     *
     * @param rules how what is cleared is paid; none, if only awards and costs are asked for
     * @throws IllegalArgumentException if two rules have the same name
     */
    public static AuctionQuestion of(Opf opf, List<Offer> offers, List<PaymentRule> rules) {
        Objects.requireNonNull(opf, "opf");
        return new AuctionQuestion(opf, List.copyOf(offers), List.copyOf(rules), Optional.empty());
    }

    /**
     * The same auction with bids that are drawn: all prices of the k-th offer are multiplied by a factor of its own,
     * drawn by {@link Drawing#chance} at place k.
     */
    public AuctionQuestion withBids(Distribution factor) {
        return new AuctionQuestion(opf, offers, rules, Optional.of(factor));
    }

    private static Map<String, String> identity(
            Opf opf, List<Offer> offers, List<PaymentRule> rules, Optional<Distribution> bids) {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("offers", Digest.of(offers.toString()));
        identity.put("rules", rules.stream().map(PaymentRule::name).toList().toString());
        identity.put("bids", bids.map(factor -> "times " + factor).orElse("as they are"));
        identity.putAll(Solving.identity(opf, List.of()));
        return identity;
    }

    private static List<Column> columns(List<Offer> offers, List<PaymentRule> rules) {
        List<Column> columns = new ArrayList<>(List.of(new Column("cost", COST_UNIT)));
        rules.forEach(rule -> columns.add(new Column("outlay." + rule.name(), COST_UNIT)));
        Set<String> participants = new LinkedHashSet<>();
        offers.forEach(offer -> participants.add(offer.participant()));
        for (String participant : participants) {
            columns.add(new Column("awarded." + participant, "MW"));
            rules.forEach(rule -> columns.add(new Column("paid." + participant + "." + rule.name(), COST_UNIT)));
        }
        return columns;
    }

    private Answer answer(Drawing drawing) {
        // On the thread of the study: its other threads have draws of their own.
        OpfClearing clearing = OpfClearing.of(opf, market(drawing)).withExecutor(Runnable::run, 1);
        List<Settlement> settlements =
                rules.stream().map(rule -> rule.settle(clearing)).toList();
        List<Double> figures = new ArrayList<>(List.of(clearing.cost()));
        settlements.forEach(settlement -> figures.add(settlement.outlay().orElse(Double.NaN)));
        for (Participant participant : clearing.participants()) {
            figures.add(clearing.award(participant).quantity());
            settlements.forEach(settlement ->
                    figures.add(settlement.payment(participant).amount().orElse(Double.NaN)));
        }
        return Answer.of(figures.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private Market market(Drawing drawing) {
        Market market = Market.of(drawing.network(), offers);
        if (bids.isEmpty()) {
            return market;
        }
        Network network = market.network();
        int own = network.generators().size() - offers.size();
        int[] places = IntStream.range(own, own + offers.size()).toArray();
        double[] factors = IntStream.range(0, offers.size())
                .mapToDouble(k -> bids.get().quantile(drawing.chance(k)))
                .toArray();
        Profile drawn = Quantity.PRICE.times(Profile.of(network), places, factors);
        return market.withProblem(market.problem().withNetwork(drawn.applied()));
    }

    @Override
    public List<Column> columns() {
        return asked.columns();
    }

    @Override
    public Question keeping(List<String> names, Network base, List<Fault> faults) {
        return asked.keeping(names, base, faults);
    }

    @Override
    public Question within(Duration perDraw) {
        return asked.within(perDraw);
    }

    @Override
    public Question retryingWith(List<SolverChoice> solvers) {
        return asked.retryingWith(solvers);
    }

    @Override
    public Map<String, String> identity() {
        return asked.identity();
    }

    @Override
    public Function<Drawing, Answer> prepared() {
        return asked.prepared();
    }

    @Override
    public String toString() {
        return "auction of " + offers.size() + (offers.size() == 1 ? " offer" : " offers") + ", paid by "
                + rules.stream().map(PaymentRule::name).toList();
    }
}
