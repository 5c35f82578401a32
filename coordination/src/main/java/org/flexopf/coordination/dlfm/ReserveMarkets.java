package org.flexopf.coordination.dlfm;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Variable;
import org.flexopf.solver.SolverChoice;

/**
 * Reserve: #2 in transmission, #4 in the feeders, and both at once. What units of a feeder hold is deliverable: with
 * all of it called at once, upwards and downwards, the feeder's limits are met, whatever flows at its interface; a line
 * that the schedule overloads already, where nobody has made one for the feeder, is not overloaded further.
 */
record ReserveMarkets(SolverChoice solver) {

    /** A program with the reserve of the units that offer some. */
    private static final class Holding {

        private final DlfmState state;
        private final DlfmCase data;
        private final MarketProgram program;
        private final Variable[][] up;
        private final Variable[][] down;

        Holding(DlfmState state, int market) {
            this.state = state;
            this.data = state.data();
            this.program = new MarketProgram(data, market, Stage.Kind.RESERVE);
            this.up = new Variable[data.units().size()][data.periods()];
            this.down = new Variable[data.units().size()][data.periods()];
        }

        /** Lets a unit offer what it has not sold before. */
        void offer(int unit) {
            for (int t = 0; t < data.periods(); t++) {
                Regulation left = state.headroom(unit, t)
                        .less(state.tsoReserve()[unit][t])
                        .less(state.dsoReserve()[unit][t]);
                up[unit][t] = program.between(0.0, left.up());
                down[unit][t] = program.between(0.0, left.down());
                program.cost(data.units().get(unit).reservePrice(), up[unit][t]);
                program.cost(data.units().get(unit).reservePrice(), down[unit][t]);
            }
        }

        /** What an area needs, from its own units or, where it is transmission, from all that offer. */
        void need(int area, double needUp, double needDown, int period) {
            MarketArea who = data.area(area);
            LinearExpression sumUp = LinearExpression.of(program.missing(Slack.Kind.RESERVE_UP, who, 0, period));
            LinearExpression sumDown = LinearExpression.of(program.missing(Slack.Kind.RESERVE_DOWN, who, 0, period));
            for (int u = 0; u < up.length; u++) {
                if (up[u][period] != null && (area == 0 || data.areaOf(u) == area)) {
                    sumUp.plus(up[u][period]);
                    sumDown.plus(down[u][period]);
                }
            }
            program.atLeast(sumUp, needUp);
            program.atLeast(sumDown, needDown);
        }

        /** Whatever is held in a feeder can be called at once. */
        void deliverable(int feeder, int period) {
            MarketArea area = data.feeders().get(feeder);
            double[] scheduled = state.scheduled(feeder + 1, period);
            double[] carried = area.flows(scheduled);
            for (boolean upwards : new boolean[] {true, false}) {
                LinearExpression[] injection = program.given(scheduled);
                for (int u = 0; u < up.length; u++) {
                    if (data.areaOf(u) == feeder + 1) {
                        Regulation sold = state.tsoReserve()[u][period].plus(state.dsoReserve()[u][period]);
                        double held = upwards ? sold.up() : -sold.down();
                        LinearExpression at = injection[data.busOf(u)].plus(held);
                        if (up[u][period] != null) {
                            at.plus(upwards ? 1.0 : -1.0, upwards ? up[u][period] : down[u][period]);
                        }
                    }
                }
                program.feeder(area, injection, LinearExpression.of(program.free()), carried);
            }
        }

        Regulation[][] solved(SolverChoice solver) {
            program.solve(solver);
            Regulation[][] held = new Regulation[up.length][data.periods()];
            for (int u = 0; u < up.length; u++) {
                for (int t = 0; t < data.periods(); t++) {
                    held[u][t] = up[u][t] == null
                            ? Regulation.NONE
                            : new Regulation(program.amount(up[u][t]), program.amount(down[u][t]));
                }
            }
            return held;
        }

        Stage stage(int market, Regulation[][] held) {
            double cost = program.costOfMissing();
            for (int u = 0; u < held.length; u++) {
                for (Regulation regulation : held[u]) {
                    cost += data.units().get(u).reservePrice() * (regulation.up() + regulation.down());
                }
            }
            return new Stage(market, Stage.Kind.RESERVE, cost, program.slacks(), Map.of());
        }
    }

    private static Regulation[][] sum(Regulation[][] one, Regulation[][] other) {
        Regulation[][] sum = new Regulation[one.length][];
        for (int u = 0; u < one.length; u++) {
            sum[u] = new Regulation[one[u].length];
            for (int t = 0; t < one[u].length; t++) {
                sum[u][t] = one[u][t].plus(other[u][t]);
            }
        }
        return sum;
    }

    /** #2: the TSO's reserve, from its own units, and from those of feeders where their reserve is forwarded. */
    UnaryOperator<DlfmState> transmission(boolean isForwarded) {
        return state -> {
            DlfmCase data = state.data();
            Holding holding = new Holding(state, 2);
            for (int u = 0; u < data.units().size(); u++) {
                if (!state.isInFeeder(u) || isForwarded) {
                    holding.offer(u);
                }
            }
            for (int t = 0; t < data.periods(); t++) {
                MarketArea area = data.transmission();
                holding.need(0, area.reserveUp().get(t), area.reserveDown().get(t), t);
                for (int k = 0; isForwarded && k < data.feeders().size(); k++) {
                    holding.deliverable(k, t);
                }
            }
            Regulation[][] held = holding.solved(solver);
            return state.withTsoReserve(sum(state.tsoReserve(), held)).with(holding.stage(2, held));
        };
    }

    /** #4: the reserve of every DSO, from its own units. */
    UnaryOperator<DlfmState> distribution() {
        return state -> {
            DlfmCase data = state.data();
            Holding holding = new Holding(state, 4);
            for (int u = 0; u < data.units().size(); u++) {
                if (state.isInFeeder(u)) {
                    holding.offer(u);
                }
            }
            for (int t = 0; t < data.periods(); t++) {
                for (int k = 0; k < data.feeders().size(); k++) {
                    MarketArea area = data.feeders().get(k);
                    holding.need(
                            k + 1, area.reserveUp().get(t), area.reserveDown().get(t), t);
                    holding.deliverable(k, t);
                }
            }
            Regulation[][] held = holding.solved(solver);
            return state.withDsoReserve(sum(state.dsoReserve(), held)).with(holding.stage(4, held));
        };
    }

    /** #2 and #4 at once: one requirement for all, of which every DSO's part lies in its feeder. */
    UnaryOperator<DlfmState> joint() {
        return state -> {
            DlfmCase data = state.data();
            Holding holding = new Holding(state, 0);
            for (int u = 0; u < data.units().size(); u++) {
                holding.offer(u);
            }
            for (int t = 0; t < data.periods(); t++) {
                double up = data.transmission().reserveUp().get(t);
                double down = data.transmission().reserveDown().get(t);
                for (int k = 0; k < data.feeders().size(); k++) {
                    MarketArea area = data.feeders().get(k);
                    up += area.reserveUp().get(t);
                    down += area.reserveDown().get(t);
                    holding.need(
                            k + 1, area.reserveUp().get(t), area.reserveDown().get(t), t);
                    holding.deliverable(k, t);
                }
                holding.need(0, up, down, t);
            }
            Regulation[][] held = holding.solved(solver);
            return state.withTsoReserve(sum(state.tsoReserve(), held)).with(holding.stage(0, held));
        };
    }
}
