package org.flexopf.coordination.dlfm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Model;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.SolverChoice;

/**
 * The linear program of a market over all periods, in MW: what injects where, the laws of both kinds of network, and
 * slacks with names.
 *
 * <pre>
 *   transmission: sum_l (theta_i - theta_j) / x_l = injection_i - sum_(k at i) F_k,
 *                 |(theta_i - theta_j) / x_l| &lt;= rate_l
 *   feeder:       sum_l f_l = injection_i,  F_k into the root,  |f_l| &lt;= rate_l
 * </pre>
 */
final class MarketProgram {

    private static final ConstraintFamily BALANCE =
            new ConstraintFamily("market-balance", "balance of a transmission bus", ElementKind.OWN, Unit.MW);

    /** What is told, MW; less is rounding of the solver. */
    static final double TOLD = 1e-6;

    /** By how much limits are wider where a schedule that meets them to the solver's tolerance is given, MW. */
    private static final double ROUNDING = 1e-7;

    /** A slack in the making. */
    private record Open(Slack slack, Variable variable) {}

    private final DlfmCase data;
    private final int market;
    private final ProgramBuilder program = new ProgramBuilder(kind -> 0);
    private final List<Open> slacks = new ArrayList<>();
    private final double[][] priced;
    private final double room;
    private boolean hasPrices;
    private double[] x;

    /**
     * An empty program.
     *
     * @param kind what is traded: energy makes a schedule, the others are given one
     */
    MarketProgram(DlfmCase data, int market, Stage.Kind kind) {
        this.data = data;
        this.market = market;
        this.room = kind == Stage.Kind.ENERGY ? 0.0 : ROUNDING;
        this.priced = new double[data.transmission().buses()][data.periods()];
    }

    /** A variable within limits. */
    Variable between(double least, double largest) {
        Variable variable = program.variable();
        program.between(null, null, 0, LinearExpression.of(variable), least, Math.max(least, largest));
        return variable;
    }

    /** A variable without limits. */
    Variable free() {
        return program.variable();
    }

    void cost(double price, Variable variable) {
        program.cost(price, variable);
    }

    void cost(double price, LinearExpression expression) {
        program.cost(price, expression);
    }

    void atLeast(LinearExpression expression, double least) {
        program.atLeast(null, 0, expression, least);
    }

    void atMost(LinearExpression expression, double largest) {
        program.atMost(null, 0, expression, largest);
    }

    /** A variable for what is missing, at the value of lost load. */
    Variable missing(Slack.Kind kind, MarketArea area, int bus, int period) {
        Variable variable = slack(kind, area, bus, period);
        program.cost(data.voll(), variable);
        return variable;
    }

    /** A variable for what is off, with a name. */
    Variable slack(Slack.Kind kind, MarketArea area, int bus, int period) {
        Variable variable = program.variable();
        program.atLeast(null, 0, LinearExpression.of(variable), 0.0);
        slacks.add(new Open(new Slack(kind, market, area.name(), bus, period + 1, 0.0), variable));
        return variable;
    }

    /** Injections of nothing at every bus of an area, to be added to. */
    LinearExpression[] nothing(MarketArea area) {
        LinearExpression[] injection = new LinearExpression[area.buses()];
        for (int bus = 0; bus < injection.length; bus++) {
            injection[bus] = LinearExpression.zero();
        }
        return injection;
    }

    /** Injections of given size, MW, to be added to. */
    LinearExpression[] given(double[] power) {
        LinearExpression[] injection = new LinearExpression[power.length];
        for (int bus = 0; bus < injection.length; bus++) {
            injection[bus] = LinearExpression.of(power[bus]);
        }
        return injection;
    }

    /** What is drawn as scheduled at every bus, and what may be shed or spilled there. */
    LinearExpression[] scheduledDemand(MarketArea area, int period) {
        LinearExpression[] injection = nothing(area);
        for (int bus = 0; bus < injection.length; bus++) {
            injection[bus].plus(-area.demand(bus, period));
        }
        withSlacks(area, injection, period);
        return injection;
    }

    /** Lets load be shed and power be spilled at every bus, at the value of lost load. */
    void withSlacks(MarketArea area, LinearExpression[] injection, int period) {
        for (int bus = 0; bus < injection.length; bus++) {
            int id = area.network().buses().get(bus).id();
            injection[bus]
                    .plus(missing(Slack.Kind.SHED, area, id, period))
                    .minus(missing(Slack.Kind.SPILL, area, id, period));
        }
    }

    /** The laws of the transmission network, whose balances have prices. */
    void transmission(LinearExpression[] injection, int period) {
        Network network = data.transmission().network();
        Topology topology = network.topology();
        LinearExpression[] outflow = nothing(data.transmission());
        Variable[] angle = new Variable[injection.length];
        for (int bus = 0; bus < angle.length; bus++) {
            angle[bus] = network.buses().get(bus).isReference() ? between(0.0, 0.0) : free();
        }
        for (int b = 0; b < network.branches().size(); b++) {
            if (topology.isActive(b)) {
                Branch branch = network.branches().get(b);
                LinearExpression flow = LinearExpression.of(1.0 / branch.x(), angle[topology.from(b)])
                        .minus(1.0 / branch.x(), angle[topology.to(b)]);
                carry(flow, branch.rating(), outflow[topology.from(b)], outflow[topology.to(b)]);
            }
        }
        hasPrices = true;
        for (int bus = 0; bus < injection.length; bus++) {
            program.equal(BALANCE, bus * data.periods() + period, outflow[bus].minus(injection[bus]), 0.0);
        }
    }

    /** The laws of a feeder whose root takes a flow from above. */
    void feeder(MarketArea feeder, LinearExpression[] injection, LinearExpression flow) {
        feeder(feeder, injection, flow, new double[feeder.network().branches().size()]);
    }

    /**
     * The same where lines (by index) that carry more than they may already need not do better.
     *
     * @param carried what they carry, MW
     */
    void feeder(MarketArea feeder, LinearExpression[] injection, LinearExpression flow, double[] carried) {
        Network network = feeder.network();
        Topology topology = network.topology();
        LinearExpression[] outflow = nothing(feeder);
        for (int b = 0; b < network.branches().size(); b++) {
            if (topology.isActive(b)) {
                carry(
                        LinearExpression.of(free()),
                        Math.max(network.branches().get(b).rating(), Math.abs(carried[b])),
                        outflow[topology.from(b)],
                        outflow[topology.to(b)]);
            }
        }
        int root = topology.fromRootsOutwards()[0];
        for (int bus = 0; bus < injection.length; bus++) {
            LinearExpression balance = outflow[bus].minus(injection[bus]);
            program.equal(null, 0, bus == root ? balance.minus(flow) : balance, 0.0);
        }
    }

    private void carry(LinearExpression flow, double rating, LinearExpression from, LinearExpression to) {
        if (rating < Double.POSITIVE_INFINITY) {
            program.between(null, null, 0, LinearExpression.zero().plus(flow), -rating - room, rating + room);
        }
        from.plus(flow);
        to.minus(flow);
    }

    /** Solves it; values may be asked for after that. */
    void solve(SolverChoice solver) {
        Model model = program.build();
        CheckedAnswer answer = solver.solverFor(model.program()).solve(model.program(), solver.options());
        if (!answer.status().isOptimal()) {
            throw new OpfNotSolvedException(
                    answer.status(),
                    (market == 0 ? "a market of both levels" : "market #" + market) + " of " + data.name()
                            + " is not cleared: " + answer.message());
        }
        x = answer.x();
        if (hasPrices) {
            double[] duals = model.solution(answer).duals(BALANCE, priced.length * data.periods());
            for (int bus = 0; bus < priced.length; bus++) {
                for (int t = 0; t < data.periods(); t++) {
                    // The row is outflow less injection: a MW more of demand takes a MW off its right-hand side.
                    priced[bus][t] = -duals[bus * data.periods() + t];
                }
            }
        }
    }

    double value(Variable variable) {
        return x[variable.column()];
    }

    double value(LinearExpression expression) {
        return expression.at(x);
    }

    /** A value that is not negative; what is rounding is nothing. */
    double amount(Variable variable) {
        return value(variable) > TOLD ? value(variable) : 0.0;
    }

    /** The slacks that are not rounding. */
    List<Slack> slacks() {
        return slacks.stream()
                .filter(open -> value(open.variable()) > TOLD)
                .map(open -> new Slack(
                        open.slack().kind(),
                        market,
                        open.slack().area(),
                        open.slack().bus(),
                        open.slack().period(),
                        value(open.variable())))
                .toList();
    }

    /** What is missing at the value of lost load. */
    double costOfMissing() {
        return data.voll()
                * slacks().stream()
                        .filter(slack -> slack.kind() != Slack.Kind.DEVIATION)
                        .mapToDouble(Slack::power)
                        .sum();
    }

    /** The price of every transmission bus by its number; empty where the network was no part of the market. */
    Map<Integer, List<Double>> prices() {
        Map<Integer, List<Double>> prices = new TreeMap<>();
        for (int bus = 0; hasPrices && bus < priced.length; bus++) {
            List<Double> series = new ArrayList<>();
            for (double price : priced[bus]) {
                series.add(price);
            }
            prices.put(data.transmission().network().buses().get(bus).id(), series);
        }
        return new LinkedHashMap<>(prices);
    }
}
