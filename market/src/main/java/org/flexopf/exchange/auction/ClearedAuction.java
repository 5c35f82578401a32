package org.flexopf.exchange.auction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.flexopf.exchange.schedule.AcState;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfRun;
import org.flexopf.opf.OpfSolution;
import org.flexopf.pricing.nodal.Rent;
import org.flexopf.pricing.payment.Award;
import org.flexopf.pricing.payment.Clearing;
import org.flexopf.pricing.payment.Counterfactual;
import org.flexopf.pricing.payment.Delivery;
import org.flexopf.pricing.payment.Participant;
import org.flexopf.solver.SolverChoice;

/**
 * A cleared auction: what is accepted, at which prices, and what the network does before and after, by AC power flows.
 * Payment rules see it as any cleared market; the price of an award is that of flexibility, and its cost what the
 * objective takes an offer for, without t. Amounts are those of all periods: a delivery is the energy of an offer in a
 * period, MWh, and money is currency; for one hour that is as much as MW and currency per hour.
 *
 * <p>Optima without an owner are solved when a rule asks for them, and are kept. Safe to use from many threads.
 */
public final class ClearedAuction implements Clearing {

    private final Opf opf;
    private final AuctionProblem problem;
    private final double cost;
    private final List<ClearedPeriod> periods;
    private final List<AcceptedOffer> offers;
    private final List<OfferFamily> families;
    private final Map<Participant, Award> awards = new LinkedHashMap<>();
    private final WithoutOwners withoutOwners;

    private ClearedAuction(Opf opf, AuctionProblem problem, OpfRun run, double cost) {
        this.opf = opf;
        this.problem = problem;
        this.cost = cost;
        int count = problem.auction().offers().size();
        Acceptance acceptance = new Acceptance(problem, run.solutions());
        double[][] accepted = IntStream.range(0, count).mapToObj(acceptance::of).toArray(double[][]::new);
        this.periods = IntStream.range(0, problem.auction().periods().size())
                .mapToObj(t -> new ClearedPeriod(
                        problem,
                        t,
                        run.solution(t),
                        IntStream.range(0, count)
                                .mapToDouble(k -> accepted[k][t])
                                .toArray()))
                .toList();
        this.offers = IntStream.range(0, count)
                .mapToObj(k -> accepted(problem.auction().offers().get(k), accepted[k]))
                .toList();
        this.families = OfferFamily.of(offers);
        for (String owner : problem.auction().owners()) {
            List<Delivery> deliveries = new ArrayList<>();
            List<Integer> numbers = new ArrayList<>();
            for (int k = 0; k < count; k++) {
                if (offers.get(k).offer().owner().equals(owner)) {
                    numbers.add(problem.numberOf(k));
                    for (int t = 0; t < periods.size(); t++) {
                        deliveries.add(delivery(k, t));
                    }
                }
            }
            Participant participant = new Participant(owner, numbers);
            awards.put(participant, new Award(participant, deliveries));
        }
        this.withoutOwners = new WithoutOwners(opf, problem, run, cost);
    }

    /** Clears an auction. */
    static ClearedAuction of(Opf opf, Auction auction) {
        AuctionProblem problem = new AuctionProblem(auction);
        OpfSolution optimum =
                opf.solve(problem.without(Set.of(), opf.formulation())).orElseThrow();
        // Where yes or no was decided, prices are those at the decisions.
        OpfRun run = optimum.run().atItsIntegers();
        return new ClearedAuction(opf, problem, run, optimum.run().objective());
    }

    private AcceptedOffer accepted(AuctionOffer offer, double[] quantities) {
        List<AcceptedOffer.Part> parts = new ArrayList<>();
        for (int t = 0; t < quantities.length; t++) {
            ClearedPeriod period = periods.get(t);
            BusPrices at = period.pricesAt(offer.bus());
            parts.add(new AcceptedOffer.Part(
                    period.period().hours(),
                    quantities[t],
                    offer.kind() == AuctionOffer.Kind.P ? at.flexibility() : at.reactive(),
                    quantities[t] > 0.0 ? period.neededFor(offer) : List.of()));
        }
        AcceptedOffer accepted = new AcceptedOffer(offer, parts, false);
        boolean binds = offer.minimum() > 0.0
                && accepted.quantity() > 0.0
                && accepted.quantity() <= offer.minimum() + Delivery.SMALLEST_POWER;
        return new AcceptedOffer(offer, parts, binds);
    }

    private Delivery delivery(int place, int period) {
        AuctionOffer offer = offers.get(place).offer();
        AcceptedOffer.Part part = offers.get(place).parts().get(period);
        boolean active = offer.kind() == AuctionOffer.Kind.P;
        double injected = offer.sign() * part.energy();
        double asked = problem.cost(offer) * part.energy();
        BusPrices at = periods.get(period).pricesAt(offer.bus());
        double slope = offer.sign() * problem.cost(offer);
        boolean mayDrawMore = active
                && offer.sign() < 0.0
                && part.quantity() < offer.quantities().get(period);
        return new Delivery(
                problem.numberOf(place),
                offer.bus(),
                active ? injected : 0.0,
                active ? 0.0 : injected,
                active ? asked : 0.0,
                active ? 0.0 : asked,
                active ? slope : 0.0,
                mayDrawMore ? slope : Double.NaN,
                at.flexibility(),
                at.reactive());
    }

    /** What was cleared. */
    public Auction auction() {
        return problem.auction();
    }

    /** The periods in the order of time. */
    public List<ClearedPeriod> periods() {
        return periods;
    }

    /**
     * The period of an auction that has one.
     *
     * @throws IllegalStateException if it has several
     */
    public ClearedPeriod period() {
        if (periods.size() > 1) {
            throw new IllegalStateException("there are " + periods.size() + " periods; say which");
        }
        return periods.get(0);
    }

    /** What became of every offer, in the order of the offers. */
    public List<AcceptedOffer> offers() {
        return offers;
    }

    /** What became of an offer. @throws IllegalArgumentException if there is none of that id */
    public AcceptedOffer offer(String id) {
        return offers.stream()
                .filter(accepted -> accepted.offer().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no offer '" + id + "' in this auction"));
    }

    /** Offers that are linked with each other, and those that are alone, in the order of their first members. */
    public List<OfferFamily> families() {
        return families;
    }

    /** Whether AC power flows confirm the auction in every period. */
    public boolean isConfirmed() {
        return periods.stream().allMatch(ClearedPeriod::isConfirmed);
    }

    @Override
    public List<Participant> participants() {
        return List.copyOf(awards.keySet());
    }

    /** The participant of an owner. @throws IllegalArgumentException if there is none */
    public Participant participant(String owner) {
        return awards.keySet().stream()
                .filter(participant -> participant.id().equals(owner))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + owner + "' offers nothing in this auction"));
    }

    @Override
    public Award award(Participant participant) {
        Award award = awards.get(participant);
        if (award == null) {
            throw new IllegalArgumentException("'" + participant.id() + "' offers nothing in this auction");
        }
        return award;
    }

    @Override
    public double cost() {
        return cost;
    }

    @Override
    public List<Delivery> ownSupply() {
        double energy = auction().parameters().energy();
        return periods.stream()
                .flatMap(period -> period.ownSupply(problem, energy).stream())
                .toList();
    }

    @Override
    public double deviceCost() {
        return 0.0;
    }

    /**
     * {@inheritDoc} Where flexibility has prices of its own, trade at nodal prices says nothing: there is none. Nor is
     * there one of several periods.
     */
    @Override
    public Optional<Rent> rent() {
        boolean isHour = periods.size() == 1 && periods.get(0).period().hours() == 1.0;
        return isHour
                        && auction().objective() == AuctionObjective.WELFARE
                        && period().solution().result().hasDuals()
                ? Optional.of(Rent.of(period().solution()))
                : Optional.empty();
    }

    @Override
    public SolverChoice solverChoice() {
        return opf.solverChoice();
    }

    @Override
    public List<String> caveats() {
        List<String> caveats = new ArrayList<>(periods.get(0).solution().caveats());
        for (OfferFamily family : families) {
            if (family.makeWhole() > 0.0) {
                caveats.add(String.format(
                        Locale.ROOT,
                        family.members().size() == 1
                                ? "the minimum of %s binds: at the price of %.2f per MWh it lacks %.2f to what it asks "
                                        + "for, which pay-as-clear makes up for"
                                : "%s are decided together: at prices of %.2f per MWh in the mean they lack %.2f to "
                                        + "what they ask for, which pay-as-clear makes up for",
                        family.inWords(),
                        family.members().stream()
                                .mapToDouble(AcceptedOffer::price)
                                .average()
                                .orElse(Double.NaN),
                        family.makeWhole()));
            }
        }
        for (ClearedPeriod period : periods) {
            AcState after = period.after();
            String where = periods.size() == 1 ? "" : " in " + period.period().label();
            if (!after.exists()) {
                caveats.add("an AC power flow does not confirm the accepted point" + where + ": "
                        + after.result().reason());
            } else if (!after.violations().isEmpty()) {
                caveats.add("an AC power flow does not confirm the accepted point" + where + ": " + after
                        + "; prices are those of the model");
            }
        }
        return List.copyOf(caveats);
    }

    @Override
    public List<Counterfactual> without(List<Set<Participant>> absent) {
        absent.forEach(group -> group.forEach(this::award));
        return absent.stream()
                .map(group -> withoutOwners.of(group, awards::get))
                .toList();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: cost %.6f, %d offers accepted",
                auction(),
                cost,
                offers.stream().filter(offer -> offer.quantity() > 0.0).count());
    }
}
