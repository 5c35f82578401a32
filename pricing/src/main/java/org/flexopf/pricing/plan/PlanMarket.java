package org.flexopf.pricing.plan;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.model.Model;
import org.flexopf.model.ProgramNames;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.opf.state.DevicePower;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverOptions;

/**
 * A plan as a market: prices where yes/no decisions leave none, and what everybody earns and loses at them.
 *
 * <pre>{@code
 * PlanMarket market = PlanMarket.of(plan);
 * PlanSettlement settlement = market.settle(market.prices());
 * ConvexHullPrices hull = market.convexHull();
 * }</pre>
 *
 * <p>Once its balances are priced, a plan falls apart into parts that share nothing: units, storages, families of
 * linked bids, demand, the network. Everything here is read off these parts, whatever devices there are. Prices are
 * those of the balances; a formulation that lets participants meet elsewhere is refused.
 */
public final class PlanMarket {

    /** A relaxation that costs less by no more than this, relative to one plus the cost, has no gap. */
    private static final double NO_GAP = 1e-7;

    /** Total lost opportunities that differ by no more than this share are one and the same. */
    private static final double NO_GAIN = 1e-3;

    /** What is no further from zero, in per unit, is zero. */
    private static final double IDLE = 1e-7;

    private final HorizonSolution plan;
    private final SolverChoice choice;
    private final Network network;
    private final ConicProgram program;
    private final List<PlanParticipant> participants;
    private final PricedParts parts;
    private final BestResponse responses;
    private final double[] x;
    private final PricedBalances balances;
    private final PartOwners owners;
    private final double[] ownConstant;
    private double[] relaxed;
    private double relaxedObjective = Double.NaN;

    private PlanMarket(HorizonSolution plan, List<PlanParticipant> participants) {
        this.plan = plan;
        this.participants = List.copyOf(participants);
        SolverChoice chosen = plan.run().prepared().solverChoice();
        // A limit of nodes is one of the search for the plan: what one participant does best is found for certain.
        this.choice = chosen.withOptions(
                chosen.options().withMaxNodes(SolverOptions.defaults().search().maxNodes()));
        Model model = plan.run().prepared().model();
        this.program = model.program();
        this.network = network(plan);
        this.x = plan.run().result().x().clone();
        for (int j = 0; j < x.length; j++) {
            if (program.isInteger(j)) {
                x[j] = Math.rint(x[j]);
            }
        }
        ProgramNames names = ProgramNames.of(model);
        this.balances = new PricedBalances(plan, network, names, program.equalityCount());
        this.parts = new PricedParts(program, balances.rows());
        this.owners = new PartOwners(network, this.participants, parts, names, x.length);
        this.ownConstant = new double[parts.count()];
        for (int j = 0; j < x.length; j++) {
            ownConstant[parts.partOf(j)] += model.constantOf(j);
        }
        this.responses = new BestResponse(parts, choice, balances.trade(parts, x));
    }

    /**
     * The market of a plan with {@linkplain PlanParticipant#of(Network) everybody on their own}.
     *
     * @throws OpfNotSolvedException if the solver fails on the program at the plan's integers
     */
    public static PlanMarket of(HorizonSolution plan) {
        return of(plan, PlanParticipant.of(network(plan)));
    }

    /**
     * The market of a plan.
     *
     * @param participants who owns what; what nobody owns is the network's
     * @throws IllegalArgumentException if two own the same, or something that cannot be decided apart, or something is
     *     unknown; or the formulation ties participants together in other rows than balances
     * @throws OpfNotSolvedException if the solver fails on the program at the plan's integers
     */
    public static PlanMarket of(HorizonSolution plan, List<PlanParticipant> participants) {
        return new PlanMarket(plan.atItsIntegers(), participants);
    }

    /** The network of all periods: what is away in one of them is in it all the same. */
    private static Network network(HorizonSolution plan) {
        return plan.run().problem().blocks().get(0).problem().network();
    }

    /** The plan, with its figures at its integers. */
    public HorizonSolution plan() {
        return plan;
    }

    /** Everybody who offers. */
    public List<PlanParticipant> participants() {
        return participants;
    }

    /** Prices by rows from the multipliers of an answer: d cost / d demand is minus the multiplier. */
    private static double[] byRow(CheckedAnswer answer, int rows) {
        double[] byRow = new double[rows];
        for (int row = 0; row < rows; row++) {
            byRow[row] = -answer.y()[row];
        }
        return byRow;
    }

    /**
     * The prices of the plan by the rule: its multipliers if it has no integers; those of the relaxation if that costs
     * as much; else, among the multipliers at its integers, those of least total lost opportunity.
     *
     * @throws OpfNotSolvedException if a solver fails
     */
    public PlanPrices prices() {
        if (!program.hasIntegers()) {
            return fixedIntegerPrices(PriceRule.MULTIPLIERS);
        }
        if (plan.objective() - relaxedObjective() <= NO_GAP * (1.0 + Math.abs(plan.objective()))) {
            return balances.prices(relaxed(), PriceRule.RELAXATION_WITHOUT_GAP);
        }
        double[] trial = byRow(plan.run().result(), program.equalityCount());
        FeasibleDirections directions = new FeasibleDirections(parts, x);
        ColumnGeneration.Result result = new ColumnGeneration(parts, responses, choice, x, directions).run(trial);
        // Where nothing is gained but what the accuracy of the search explains, the multipliers found first are finer.
        double first = plan.objective() - dualFunction(trial);
        boolean isBetter = first - (plan.objective() - result.lower()) > NO_GAIN * first;
        return balances.prices(isBetter ? result.prices() : trial, PriceRule.LEAST_LOST_OPPORTUNITY);
    }

    private CheckedAnswer solved(ConicProgram continuous, String what) {
        CheckedAnswer answer = choice.ableSolverFor(continuous).solve(continuous, choice.options());
        if (answer.status() != SolveStatus.OPTIMAL) {
            throw new OpfNotSolvedException(answer.status(), what + " was not solved: " + answer.message());
        }
        return answer;
    }

    /** What all would cost together if everybody did their best at prices by rows. */
    private double dualFunction(double[] byRow) {
        double dual = program.constant();
        for (double value : best(byRow)) {
            dual += value;
        }
        return dual + balances.paidByDemand(parts, byRow);
    }

    /** The multipliers at the plan's integers that the solver came to. */
    public PlanPrices fixedIntegerPrices() {
        return fixedIntegerPrices(program.hasIntegers() ? PriceRule.FIXED_INTEGERS : PriceRule.MULTIPLIERS);
    }

    private PlanPrices fixedIntegerPrices(PriceRule rule) {
        return balances.prices(byRow(plan.run().result(), program.equalityCount()), rule);
    }

    /**
     * What the plan would cost if yes/no decisions could be made in part, currency.
     *
     * @throws OpfNotSolvedException if the solver fails
     */
    public double relaxedObjective() {
        relaxed();
        return relaxedObjective;
    }

    /**
     * The multipliers of the relaxation. They are convex-hull prices where each participant's own rows are the hull of
     * what it can do, such as units without ramps, and an approximation of them elsewhere; that the dual function at
     * them is what the relaxation costs proves nothing.
     *
     * @throws OpfNotSolvedException if the solver fails
     */
    public PlanPrices relaxationPrices() {
        return balances.prices(relaxed(), PriceRule.RELAXATION);
    }

    private double[] relaxed() {
        if (relaxed == null) {
            CheckedAnswer answer = solved(program.relaxed(), "the relaxation of the plan");
            relaxedObjective = answer.objective();
            relaxed = byRow(answer, program.equalityCount());
        }
        return relaxed;
    }

    /**
     * The prices that maximise the dual function, by column generation; its bounds say how far it came.
     *
     * @throws OpfNotSolvedException if a solver fails
     */
    public ConvexHullPrices convexHull() {
        ColumnGeneration.Result result = new ColumnGeneration(parts, responses, choice, x, null).run(relaxed());
        return new ConvexHullPrices(
                balances.prices(result.prices(), PriceRule.CONVEX_HULL),
                result.lower(),
                result.upper(),
                result.hasMet(),
                result.rounds());
    }

    /**
     * What the plan means for everybody at prices, whoever chose them.
     *
     * @throws IllegalArgumentException if the prices are of another number of periods or buses
     * @throws OpfNotSolvedException if it is not found what somebody would do best
     */
    public PlanSettlement settle(PlanPrices prices) {
        double[] byRow = balances.byRow(prices);
        double[] costs = parts.costs(x);
        double[] revenues = parts.revenues(x, byRow);
        double[] best = best(byRow);
        double[] revenue = new double[owners.count()];
        double[] cost = new double[revenue.length];
        double[] profit = new double[revenue.length];
        double dual = program.constant();
        for (int part = 0; part < parts.count(); part++) {
            int i = owners.of(part);
            revenue[i] += revenues[part];
            cost[i] += costs[part] + ownConstant[part];
            profit[i] += -best[part] - ownConstant[part];
            dual += best[part];
        }
        int demand = owners.demand();
        double paidByDemand = balances.paidByDemand(parts, byRow);
        revenue[demand] -= paidByDemand;
        profit[demand] -= paidByDemand;
        dual += paidByDemand;
        for (int i = 0; i < participants.size(); i++) {
            // What a load takes whatever is decided stands in the balances as a number; it pays for that as well.
            double fixed = paid(participants.get(i), prices) - revenue[i];
            revenue[i] += fixed;
            profit[i] += fixed;
            revenue[demand] -= fixed;
            profit[demand] -= fixed;
        }
        List<ParticipantResult> results = new ArrayList<>();
        for (int i = 0; i < participants.size(); i++) {
            results.add(new ParticipantResult(participants.get(i).id(), revenue[i], cost[i], profit[i]));
        }
        int net = owners.network();
        return new PlanSettlement(
                prices,
                results,
                new ParticipantResult("demand", revenue[demand], cost[demand], profit[demand]),
                new ParticipantResult("network", revenue[net], cost[net], profit[net]),
                plan.objective(),
                dual);
    }

    /** What everybody's plan costs by their own offers, by the places of participants, currency. */
    double[] ownCosts() {
        double[] costs = parts.costs(x);
        double[] own = new double[participants.size()];
        for (int part = 0; part < costs.length; part++) {
            if (owners.of(part) < own.length) {
                own[owners.of(part)] += costs[part] + ownConstant[part];
            }
        }
        return own;
    }

    /** Whether the plan has everything of a participant at zero, so that all is the same without it. */
    boolean isIdle(int participant) {
        for (int j = 0; j < x.length; j++) {
            int part = parts.partOf(j);
            if (owners.of(part) == participant && (Math.abs(x[j]) > IDLE || ownConstant[part] != 0.0)) {
                return false;
            }
        }
        return true;
    }

    /** What a participant is paid for all that its elements inject in the plan, currency. */
    private double paid(PlanParticipant participant, PlanPrices prices) {
        double paid = 0.0;
        for (ElementRef ref : participant.elements()) {
            ConnectedElement element =
                    (ConnectedElement) network.elements(ref.kind()).get(network.index(ref));
            for (int t = 0; t < plan.horizon().periods().size(); t++) {
                OperatingPoint point = plan.at(t).point();
                List<DevicePower.Injection> injections = ref.kind().equals(Generator.KIND)
                        ? List.of(new DevicePower.Injection(point.pg(network.index(ref)), point.qg(network.index(ref))))
                        : point.devices(ref.kind()).get(network.index(ref)).terminals();
                double hours = plan.run().problem().blocks().get(t).costFactor();
                for (int end = 0; end < injections.size(); end++) {
                    int bus = network.busIndex(element.terminal(end));
                    double q = injections.get(end).q();
                    paid += hours * prices.active(t, bus) * injections.get(end).p();
                    paid += Double.isNaN(q) ? 0.0 : hours * prices.reactive(t, bus) * q;
                }
            }
        }
        return paid;
    }

    /** The least that every part could cost at prices, less what it would be paid. */
    private double[] best(double[] prices) {
        double[] best = new double[parts.count()];
        List<Integer> free = parts.parts(part -> owners.of(part) != owners.network() && !parts.hasIntegers(part));
        List<Integer> ofNetwork = parts.parts(part -> owners.of(part) == owners.network() && !parts.hasIntegers(part));
        spread(best, free, free.isEmpty() ? null : responses.of(free, prices), prices);
        spread(best, ofNetwork, ofNetwork.isEmpty() ? null : responses.bounded(ofNetwork, prices), prices);
        for (int part : parts.parts(parts::hasIntegers)) {
            best[part] = responses.of(part, prices).value();
        }
        return best;
    }

    private void spread(double[] best, List<Integer> some, BestResponse.Answer answer, double[] prices) {
        if (answer == null) {
            return;
        }
        double[] costs = parts.costs(answer.x());
        double[] revenues = parts.revenues(answer.x(), prices);
        some.forEach(part -> best[part] = costs[part] - revenues[part]);
    }

    @Override
    public String toString() {
        return participants.size() + " participants of a plan of " + network.name();
    }
}
