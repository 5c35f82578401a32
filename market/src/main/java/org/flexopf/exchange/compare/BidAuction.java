package org.flexopf.exchange.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flexopf.dcopf.ShiftFactors;
import org.flexopf.dcopf.SusceptanceConvention;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.MarketSettings;
import org.flexopf.exchange.Quantities;
import org.flexopf.exchange.schedule.BusInjections;
import org.flexopf.exchange.schedule.MonitoredLimit;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Model;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverUser;

/**
 * All orders of a stream at once, as an auction would take them, at the shift factors of the network:
 *
 * <pre>
 *   max  sum_UP price x - sum_DOWN price x
 *   0 &lt;= x &lt;= quantity,  sum_UP x = sum_DOWN x,  -limit &lt;= flow of schedule and x &lt;= limit
 * </pre>
 *
 * <p>for every delivery period. A continuous market with the shift-factor check and the same orders is never worth more
 * than with {@link FlowLimits#AS_OPENED}, and one without a check never more than with {@link FlowLimits#NONE}:
 * whatever it does is allowed here. Restrictions and zones are left out, and only make it worth less. Immutable.
 */
public final class BidAuction implements SolverUser<BidAuction> {

    private static final VariableFamily ORDER =
            new VariableFamily("bid-auction-order", "accepted order", ElementKind.OWN, Unit.MW);

    private final Network network;
    private final SolverChoice choice;

    private BidAuction(Network network, SolverChoice choice) {
        this.network = Objects.requireNonNull(network, "network");
        this.choice = Objects.requireNonNull(choice, "choice");
    }

    /** An auction on a network at the schedule that it holds. */
    public static BidAuction of(Network network) {
        return new BidAuction(network, SolverChoice.installed());
    }

    @Override
    public SolverChoice solverChoice() {
        return choice;
    }

    @Override
    public BidAuction withSolver(SolverChoice other) {
        return new BidAuction(network, other);
    }

    /**
     * What an auction comes to.
     *
     * @param welfare what accepted bids are worth, currency
     * @param accepted what is accepted of each order by id, MW
     */
    public record Result(double welfare, Map<String, Double> accepted) {

        /** The map is copied. */
        public Result {
            accepted = Map.copyOf(accepted);
        }
    }

    /** An order as a bid: MW and currency per MWh. */
    private record Bid(String id, String period, int bus, double sign, double quantity, double price) {}

    /**
     * Takes all orders at once.
     *
     * @param orders submissions that the market with these settings would not refuse
     * @throws IllegalArgumentException if a command is none, or is conditional
     * @throws OpfNotSolvedException if a linear program is not solved; it may be infeasible by
     *     {@link FlowLimits#STRICT}
     */
    public Result clear(MarketSettings settings, List<Command> orders, FlowLimits limits) {
        List<Bid> bids = orders.stream().map(order -> bid(settings, order)).toList();
        double hours = settings.minutes() / 60.0;
        Map<String, Double> accepted = new LinkedHashMap<>();
        double welfare = 0.0;
        for (String period : settings.periods()) {
            List<Bid> there =
                    bids.stream().filter(bid -> bid.period().equals(period)).toList();
            double[] quantities = there.isEmpty() ? new double[0] : solve(there, limits);
            for (int k = 0; k < quantities.length; k++) {
                Bid bid = there.get(k);
                welfare -= hours * bid.sign() * bid.price() * quantities[k];
                accepted.put(bid.id(), quantities[k]);
            }
        }
        return new Result(welfare, accepted);
    }

    private Bid bid(MarketSettings settings, Command order) {
        if (!order.kind().equals("SUBMIT") || order.conditional().equals("true")) {
            throw new IllegalArgumentException("order '" + order.id() + "' is "
                    + (order.kind().equals("SUBMIT") ? "conditional" : "a command " + order.kind())
                    + ", which an auction of bids cannot take; give submissions without condition");
        }
        boolean up = order.direction().equals(Direction.UP.name());
        double bound = up ? settings.highestPrice() : settings.lowestPrice();
        double price = order.price().equals(Command.EXTREME)
                ? bound
                : Quantities.parse(order.price(), Quantities.PRICE_DECIMALS).orElseThrow();
        long watts =
                Quantities.parse(order.quantity(), Quantities.MEGAWATT_DECIMALS).orElseThrow();
        return new Bid(
                order.id(),
                order.period(),
                network.busIndex(Integer.parseInt(order.bus())),
                up ? -1.0 : 1.0,
                watts / 1e6,
                price / 1e4);
    }

    private double[] solve(List<Bid> bids, FlowLimits limits) {
        ProgramBuilder program = new ProgramBuilder(kind -> 0);
        Variables orders = program.variables(ORDER, bids.size());
        LinearExpression balance = LinearExpression.zero();
        for (int k = 0; k < bids.size(); k++) {
            Bid bid = bids.get(k);
            program.between(null, null, k, LinearExpression.of(orders.of(k)), 0.0, bid.quantity());
            program.cost(bid.sign() * bid.price(), orders.of(k));
            balance.plus(bid.sign(), orders.of(k));
        }
        program.equal(null, 0, balance, 0.0);
        if (limits != FlowLimits.NONE) {
            limitFlows(program, orders, bids, limits);
        }
        Model model = program.build();
        CheckedAnswer answer = choice.solverFor(model.program()).solve(model.program(), choice.options());
        if (!answer.status().isOptimal()) {
            throw new OpfNotSolvedException(
                    answer.status(), "the auction of " + bids.size() + " bids was not solved: " + answer.message());
        }
        return model.solution(answer).values(ORDER, bids.size());
    }

    private void limitFlows(ProgramBuilder program, Variables orders, List<Bid> bids, FlowLimits limits) {
        ShiftFactors factors = ShiftFactors.of(network, SusceptanceConvention.RECIPROCAL_X);
        BusInjections schedule = BusInjections.scheduled(network);
        double[] injection = new double[schedule.size()];
        for (int i = 0; i < injection.length; i++) {
            injection[i] = schedule.netMw(i);
        }
        double[] opening = factors.flows(injection);
        for (int branch : ratedBranches()) {
            double rating = network.branches().get(branch).rating();
            boolean keeps = limits == FlowLimits.AS_OPENED;
            double most = keeps ? Math.max(rating, opening[branch]) : rating;
            double least = keeps ? Math.min(-rating, opening[branch]) : -rating;
            double[] row = factors.row(branch);
            LinearExpression change = LinearExpression.zero();
            for (int k = 0; k < bids.size(); k++) {
                change.plus(bids.get(k).sign() * row[bids.get(k).bus()], orders.of(k));
            }
            program.between(null, null, branch, change, least - opening[branch], most - opening[branch]);
        }
    }

    private List<Integer> ratedBranches() {
        List<Integer> rated = new ArrayList<>();
        for (int b = 0; b < network.branches().size(); b++) {
            if (network.topology().isActive(b)
                    && MonitoredLimit.isRated(network.branches().get(b))) {
                rated.add(b);
            }
        }
        return rated;
    }

    @Override
    public String toString() {
        return "auction of bids on " + network.name();
    }
}
