package org.flexopf.coordination.dlfm;

import java.util.function.UnaryOperator;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Variable;
import org.flexopf.solver.SolverChoice;

/**
 * Balancing: #5 in transmission, #6 in the feeders, and both at once. Units are called within the reserve that is held,
 * or within what they have left where no reserve is traded.
 *
 * @param isEnergyOnly whether no reserve is traded
 */
record BalancingMarkets(SolverChoice solver, boolean isEnergyOnly) {

    /** What an interface off schedule weighs against the value of lost load: less than that, more than any unit. */
    private static final double WEIGHT_OF_DEVIATION = 0.5;

    /** What #5 may do with feeders. */
    enum Reach {
        /** Nothing: what flows into them is given. */
        NONE,
        /** Nothing, and their imbalances come up through the interface, for there is no #6. */
        IMBALANCES,
        /** It may call what feeders have forwarded, within their limits. */
        FORWARDED,
        /** It calls prequalified units as if they stood at the interface, and imbalances come up. */
        PREQUALIFIED
    }

    /** A program with the activations of the units that may be called. */
    private static final class Calls {

        private final DlfmState state;
        private final DlfmCase data;
        private final MarketProgram program;
        private final Variable[][] up;
        private final Variable[][] down;

        Calls(DlfmState state, int market) {
            this.state = state;
            this.data = state.data();
            this.program = new MarketProgram(data, market, Stage.Kind.BALANCING);
            this.up = new Variable[data.units().size()][data.periods()];
            this.down = new Variable[data.units().size()][data.periods()];
        }

        void offer(int unit, int period, Regulation most) {
            Regulation left = most.less(state.activations()[unit][period]);
            double cost = data.units().get(unit).cost();
            up[unit][period] = program.between(0.0, left.up());
            down[unit][period] = program.between(0.0, left.down());
            program.cost(cost, up[unit][period]);
            program.cost(-cost, down[unit][period]);
        }

        /** What is called now, net, as far as the unit takes part. */
        void call(int unit, int period, LinearExpression injection) {
            if (up[unit][period] != null) {
                injection.plus(up[unit][period]).minus(down[unit][period]);
            }
        }

        /** What is injected in an area with what is called now. */
        LinearExpression[] injection(int area, int period) {
            LinearExpression[] injection = program.given(state.realised(area, period));
            for (int u = 0; u < up.length; u++) {
                if (data.areaOf(u) == area) {
                    call(u, period, injection[data.busOf(u)]);
                }
            }
            program.withSlacks(data.area(area), injection, period);
            return injection;
        }

        DlfmState solved(SolverChoice solver, int market, LinearExpression[][] deviation) {
            program.solve(solver);
            Regulation[][] called = new Regulation[up.length][data.periods()];
            double cost = program.costOfMissing();
            for (int u = 0; u < up.length; u++) {
                for (int t = 0; t < data.periods(); t++) {
                    Regulation now = up[u][t] == null
                            ? Regulation.NONE
                            : new Regulation(program.amount(up[u][t]), program.amount(down[u][t])).alone();
                    cost += data.units().get(u).cost() * now.net();
                    called[u][t] = state.activations()[u][t].plus(now);
                }
            }
            double[][] off = new double[deviation.length][data.periods()];
            for (int k = 0; k < off.length; k++) {
                for (int t = 0; t < data.periods(); t++) {
                    double value = program.value(deviation[k][t]);
                    off[k][t] = Math.abs(value) > MarketProgram.TOLD ? value : 0.0;
                }
            }
            return state.withActivations(called, off)
                    .with(new Stage(market, Stage.Kind.BALANCING, cost, program.slacks(), program.prices()));
        }
    }

    /** #5: the least cost of balancing transmission. */
    UnaryOperator<DlfmState> transmission(Reach reach) {
        return state -> {
            DlfmCase data = state.data();
            Calls calls = new Calls(state, 5);
            LinearExpression[][] deviation = new LinearExpression[data.feeders().size()][data.periods()];
            for (int t = 0; t < data.periods(); t++) {
                for (int u = 0; u < data.units().size(); u++) {
                    if (!state.isInFeeder(u) || reach == Reach.FORWARDED || reach == Reach.PREQUALIFIED) {
                        calls.offer(u, t, most(state, u, t, reach));
                    }
                }
                LinearExpression[] injection = calls.injection(0, t);
                for (int k = 0; k < deviation.length; k++) {
                    deviation[k][t] = deviation(calls, reach, k, t);
                    injection[data.interfaceOf(k)].plus(-state.flow()[k][t]).minus(deviation[k][t]);
                }
                calls.program.transmission(injection, t);
            }
            return calls.solved(solver, 5, deviation);
        };
    }

    /** What of a unit #5 may call: of what feeders have forwarded also their own part, as far as #6 left it unused. */
    private Regulation most(DlfmState state, int unit, int period, Reach reach) {
        if (isEnergyOnly) {
            return state.headroom(unit, period);
        }
        Regulation held = state.tsoReserve()[unit][period];
        return reach == Reach.FORWARDED ? held.plus(state.dsoReserve()[unit][period]) : held;
    }

    private static LinearExpression deviation(Calls calls, Reach reach, int feeder, int period) {
        DlfmState state = calls.state;
        MarketArea area = state.data().feeders().get(feeder);
        return switch (reach) {
            case NONE -> LinearExpression.of(state.deviation()[feeder][period]);
            case IMBALANCES -> LinearExpression.of(-area.imbalance(period));
            case PREQUALIFIED -> {
                LinearExpression deviation = LinearExpression.of(-area.imbalance(period));
                LinearExpression called = LinearExpression.zero();
                for (int u = 0; u < calls.up.length; u++) {
                    if (state.data().areaOf(u) == feeder + 1) {
                        calls.call(u, period, called);
                    }
                }
                yield deviation.minus(called);
            }
            case FORWARDED -> {
                LinearExpression deviation = LinearExpression.of(calls.program.free());
                calls.program.feeder(
                        area,
                        calls.injection(feeder + 1, period),
                        LinearExpression.of(state.flow()[feeder][period]).plus(deviation));
                yield deviation;
            }
        };
    }

    /**
     * #6: the least cost of balancing each feeder at the scheduled flow of its interface.
     *
     * @param mayDeviate whether what a feeder cannot cover goes to the TSO, instead of being shed or spilled
     */
    UnaryOperator<DlfmState> distribution(boolean mayDeviate) {
        return state -> {
            DlfmCase data = state.data();
            Calls calls = new Calls(state, 6);
            LinearExpression[][] deviation = new LinearExpression[data.feeders().size()][data.periods()];
            for (int t = 0; t < data.periods(); t++) {
                for (int u = 0; u < data.units().size(); u++) {
                    if (state.isInFeeder(u)) {
                        calls.offer(u, t, isEnergyOnly ? state.headroom(u, t) : state.dsoReserve()[u][t]);
                    }
                }
                for (int k = 0; k < deviation.length; k++) {
                    deviation[k][t] = mayDeviate ? freeInterface(calls, k, t) : LinearExpression.zero();
                    calls.program.feeder(
                            data.feeders().get(k),
                            calls.injection(k + 1, t),
                            LinearExpression.of(state.flow()[k][t]).plus(deviation[k][t]));
                }
            }
            return calls.solved(solver, 6, deviation);
        };
    }

    private static LinearExpression freeInterface(Calls calls, int feeder, int period) {
        MarketArea area = calls.data.feeders().get(feeder);
        Variable more = calls.program.slack(Slack.Kind.DEVIATION, area, 0, period);
        Variable less = calls.program.slack(Slack.Kind.DEVIATION, area, 0, period);
        calls.program.cost(WEIGHT_OF_DEVIATION * calls.data.voll(), more);
        calls.program.cost(WEIGHT_OF_DEVIATION * calls.data.voll(), less);
        return LinearExpression.of(more).minus(less);
    }

    /** #5 and #6 at once. */
    UnaryOperator<DlfmState> joint() {
        return state -> {
            DlfmCase data = state.data();
            Calls calls = new Calls(state, 0);
            LinearExpression[][] deviation = new LinearExpression[data.feeders().size()][data.periods()];
            for (int t = 0; t < data.periods(); t++) {
                for (int u = 0; u < data.units().size(); u++) {
                    calls.offer(
                            u,
                            t,
                            isEnergyOnly
                                    ? state.headroom(u, t)
                                    : state.tsoReserve()[u][t].plus(state.dsoReserve()[u][t]));
                }
                LinearExpression[] injection = calls.injection(0, t);
                for (int k = 0; k < deviation.length; k++) {
                    deviation[k][t] = deviation(calls, Reach.FORWARDED, k, t);
                    injection[data.interfaceOf(k)].plus(-state.flow()[k][t]).minus(deviation[k][t]);
                }
                calls.program.transmission(injection, t);
            }
            return calls.solved(solver, 0, deviation);
        };
    }
}
