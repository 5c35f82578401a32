package org.flexopf.coordination.dlfm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Variable;
import org.flexopf.solver.SolverChoice;

/** Energy: #1 in transmission, #3 in the feeders, and both at once. Each takes a state and gives the next. */
record EnergyMarkets(SolverChoice solver) {

    /** What #1 knows of the feeders. */
    enum View {
        /** Units and demand of a feeder stand at its interface, lossless and without its limits. */
        UNITS_AT_THE_INTERFACE,
        /** The flow into a feeder is given: by #3, or by its demand where there is no #3. */
        GIVEN_FLOW,
        /** The flow may leave what #3 gave, within what the feeder can do, at the forecast price. */
        BAND
    }

    /** A program with the outputs of the units that take part in it. */
    private static final class Schedule {

        private final DlfmState state;
        private final DlfmCase data;
        private final MarketProgram program;
        private final Variable[][] output;

        Schedule(DlfmState state, int market) {
            this.state = state;
            this.data = state.data();
            this.program = new MarketProgram(data, market, Stage.Kind.ENERGY);
            this.output = new Variable[data.units().size()][data.periods()];
        }

        /** Lets a unit take part, at its cost. */
        void offer(int unit) {
            double ramp = data.units().get(unit).ramp();
            for (int t = 0; t < data.periods(); t++) {
                output[unit][t] = program.between(state.least(unit, t), state.largest(unit, t));
                program.cost(data.units().get(unit).cost(), output[unit][t]);
                if (t > 0 && ramp < Double.POSITIVE_INFINITY) {
                    LinearExpression step = LinearExpression.of(output[unit][t]).minus(output[unit][t - 1]);
                    program.atMost(step, ramp);
                    program.atLeast(step, -ramp);
                }
            }
        }

        /** The units of an area inject at their buses. */
        void inject(int area, LinearExpression[] injection, int period) {
            for (int u = 0; u < output.length; u++) {
                if (data.areaOf(u) == area) {
                    injection[data.busOf(u)].plus(output[u][period]);
                }
            }
        }

        DlfmState solved(SolverChoice solver, LinearExpression[][] flow, int market) {
            program.solve(solver);
            double[][] generation = new double[output.length][data.periods()];
            double cost = program.costOfMissing();
            for (int u = 0; u < output.length; u++) {
                for (int t = 0; t < data.periods(); t++) {
                    boolean isOffered = output[u][t] != null;
                    generation[u][t] = isOffered
                            ? program.value(output[u][t])
                            : state.generation() == null ? state.least(u, t) : state.generation()[u][t];
                    cost += isOffered ? data.units().get(u).cost() * generation[u][t] : 0.0;
                }
            }
            double[][] flows = new double[flow.length][data.periods()];
            for (int k = 0; k < flow.length; k++) {
                for (int t = 0; t < data.periods(); t++) {
                    flows[k][t] = program.value(flow[k][t]);
                }
            }
            return state.withSchedule(generation, flows)
                    .with(new Stage(market, Stage.Kind.ENERGY, cost, program.slacks(), program.prices()));
        }
    }

    /** #1: the least cost of energy in transmission. */
    UnaryOperator<DlfmState> transmission(View view, double band) {
        return state -> {
            DlfmCase data = state.data();
            Schedule schedule = new Schedule(state, 1);
            for (int u = 0; u < data.units().size(); u++) {
                if (!state.isInFeeder(u) || view == View.UNITS_AT_THE_INTERFACE) {
                    schedule.offer(u);
                }
            }
            LinearExpression[][] flow = new LinearExpression[data.feeders().size()][data.periods()];
            for (int t = 0; t < data.periods(); t++) {
                LinearExpression[] injection = schedule.program.scheduledDemand(data.transmission(), t);
                schedule.inject(0, injection, t);
                for (int k = 0; k < flow.length; k++) {
                    flow[k][t] = flow(schedule, view, band, k, t);
                    injection[data.interfaceOf(k)].minus(flow[k][t]);
                }
                schedule.program.transmission(injection, t);
            }
            return schedule.solved(solver, flow, 1);
        };
    }

    private static LinearExpression flow(Schedule schedule, View view, double band, int feeder, int period) {
        DlfmState state = schedule.state;
        MarketArea area = state.data().feeders().get(feeder);
        return switch (view) {
            case UNITS_AT_THE_INTERFACE -> {
                LinearExpression flow = LinearExpression.of(area.demand(period));
                for (int u = 0; u < schedule.output.length; u++) {
                    if (state.data().areaOf(u) == feeder + 1) {
                        flow.minus(schedule.output[u][period]);
                    }
                }
                yield flow;
            }
            case GIVEN_FLOW -> LinearExpression.of(given(state, feeder, period));
            case BAND -> {
                double given = given(state, feeder, period);
                Variable flow = schedule.program.between(given - band, given + band);
                withinReach(schedule, feeder, period, flow);
                // What flows in is not generated there, which saves the forecast price.
                schedule.program.cost(
                        -state.data().priceForecast().get(period),
                        LinearExpression.of(-given).plus(flow));
                yield LinearExpression.of(flow);
            }
        };
    }

    /** The flow into a feeder must be one that some output of its units gives within its limits. */
    private static void withinReach(Schedule schedule, int feeder, int period, Variable flow) {
        DlfmState state = schedule.state;
        MarketArea area = state.data().feeders().get(feeder);
        LinearExpression[] injection = schedule.program.nothing(area);
        for (int bus = 0; bus < injection.length; bus++) {
            injection[bus].plus(-area.demand(bus, period));
        }
        for (int u = 0; u < schedule.output.length; u++) {
            if (state.data().areaOf(u) == feeder + 1) {
                injection[state.data().busOf(u)].plus(
                        schedule.program.between(state.least(u, period), state.largest(u, period)));
            }
        }
        schedule.program.feeder(area, injection, LinearExpression.of(flow));
    }

    /** What flows into a feeder as #3 has it; without #3, its demand less the least output of its units. */
    private static double given(DlfmState state, int feeder, int period) {
        if (state.flow() != null) {
            return state.flow()[feeder][period];
        }
        double flow = state.data().feeders().get(feeder).demand(period);
        for (int u = 0; u < state.data().units().size(); u++) {
            flow -= state.data().areaOf(u) == feeder + 1 ? state.least(u, period) : 0.0;
        }
        return flow;
    }

    /** #3: the least cost of energy in each feeder, at the flow that #1 has given, or at the forecast price. */
    UnaryOperator<DlfmState> distribution(boolean keepsFlow) {
        return state -> {
            DlfmCase data = state.data();
            Schedule schedule = new Schedule(state, 3);
            LinearExpression[][] flow = new LinearExpression[data.feeders().size()][data.periods()];
            for (int u = 0; u < data.units().size(); u++) {
                if (state.isInFeeder(u)) {
                    schedule.offer(u);
                }
            }
            for (int k = 0; k < flow.length; k++) {
                for (int t = 0; t < data.periods(); t++) {
                    if (keepsFlow) {
                        flow[k][t] = LinearExpression.of(state.flow()[k][t]);
                    } else {
                        flow[k][t] = LinearExpression.of(schedule.program.free());
                        schedule.program.cost(data.priceForecast().get(t), flow[k][t]);
                    }
                    feeder(schedule, k, flow[k][t], t);
                }
            }
            return schedule.solved(solver, flow, 3);
        };
    }

    private static void feeder(Schedule schedule, int feeder, LinearExpression flow, int period) {
        MarketArea area = schedule.data.feeders().get(feeder);
        LinearExpression[] injection = schedule.program.scheduledDemand(area, period);
        schedule.inject(feeder + 1, injection, period);
        schedule.program.feeder(area, injection, flow);
    }

    /** #1 and #3 at once. */
    UnaryOperator<DlfmState> joint() {
        return state -> {
            DlfmCase data = state.data();
            Schedule schedule = new Schedule(state, 0);
            LinearExpression[][] flow = new LinearExpression[data.feeders().size()][data.periods()];
            for (int u = 0; u < data.units().size(); u++) {
                schedule.offer(u);
            }
            for (int t = 0; t < data.periods(); t++) {
                LinearExpression[] injection = schedule.program.scheduledDemand(data.transmission(), t);
                schedule.inject(0, injection, t);
                for (int k = 0; k < flow.length; k++) {
                    flow[k][t] = LinearExpression.of(schedule.program.free());
                    feeder(schedule, k, flow[k][t], t);
                    injection[data.interfaceOf(k)].minus(flow[k][t]);
                }
                schedule.program.transmission(injection, t);
            }
            return schedule.solved(solver, flow, 0);
        };
    }

    /**
     * Static prequalification: the largest boxes of output whose corners, all units at their most and all at their
     * least, a feeder bears; in a tree without losses every point between them is borne then.
     */
    UnaryOperator<DlfmState> prequalification() {
        return state -> {
            DlfmCase data = state.data();
            int units = data.units().size();
            MarketProgram program = new MarketProgram(data, 0, Stage.Kind.ENERGY);
            List<Variable[][]> corners = new ArrayList<>();
            for (int corner = 0; corner < 2; corner++) {
                Variable[][] output = new Variable[units][data.periods()];
                for (int u = 0; u < units; u++) {
                    for (int t = 0; state.isInFeeder(u) && t < data.periods(); t++) {
                        output[u][t] = program.between(state.least(u, t), state.largest(u, t));
                        program.cost(corner == 0 ? 1.0 : -1.0, output[u][t]);
                        if (corner == 1) {
                            program.atLeast(LinearExpression.of(output[u][t]).minus(corners.get(0)[u][t]), 0.0);
                        }
                    }
                }
                corners.add(output);
                for (int k = 0; k < data.feeders().size(); k++) {
                    for (int t = 0; t < data.periods(); t++) {
                        MarketArea area = data.feeders().get(k);
                        LinearExpression[] injection = program.scheduledDemand(area, t);
                        for (int u = 0; u < units; u++) {
                            if (data.areaOf(u) == k + 1) {
                                injection[data.busOf(u)].plus(output[u][t]);
                            }
                        }
                        program.feeder(area, injection, LinearExpression.of(program.free()));
                    }
                }
            }
            program.solve(solver);
            return state.withBox(values(program, corners.get(0)), values(program, corners.get(1)));
        };
    }

    private static double[][] values(MarketProgram program, Variable[][] variables) {
        double[][] values = new double[variables.length][variables[0].length];
        for (int u = 0; u < variables.length; u++) {
            for (int t = 0; t < variables[u].length; t++) {
                values[u][t] = variables[u][t] == null ? 0.0 : program.value(variables[u][t]);
            }
        }
        return values;
    }
}
