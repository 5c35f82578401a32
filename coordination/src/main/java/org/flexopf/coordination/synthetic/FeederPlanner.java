package org.flexopf.coordination.synthetic;

import java.util.Locale;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.powerflow.BusSchedule;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowOptions;
import org.flexopf.powerflow.PowerFlowResult;

/**
 * Plans a drawn feeder as its operator would: wherever a voltage or a line is out of its limits at the schedule of any
 * hour of the day, by AC power flow, another circuit is laid. A line that carries too much gets it itself; a voltage is
 * mended on the way from the root to its bus, where most of it is lost and there is room for a circuit.
 */
final class FeederPlanner {

    private static final int MOST_CIRCUITS = 12;

    private final FeederPlan plan;
    private final FeederStatistics limits;
    private final double[] flows = new double[RegionStatistics.HOURS];

    private FeederPlanner(FeederPlan plan, FeederStatistics limits) {
        this.plan = plan;
        this.limits = limits;
    }

    /**
     * Lays circuits until the feeder keeps its limits in every hour.
     *
     * @return what flows into it in each hour at the schedule, MW, as it is written
     * @throws IllegalArgumentException if it cannot be done
     */
    static double[] plan(FeederPlan plan, FeederStatistics limits) {
        FeederPlanner planner = new FeederPlanner(plan, limits);
        while (!planner.isKept()) {
            // Another circuit was laid.
        }
        return planner.flows;
    }

    /** Whether all limits are kept in every hour; where one is not, a circuit is laid. */
    private boolean isKept() {
        for (int hour = 0; hour < RegionStatistics.HOURS; hour++) {
            Network network = plan.network(hour);
            PowerFlowResult result = flow(network, hour);
            if (!result.converged()) {
                throw refused("at hour " + hour + " it has no power flow");
            }
            flows[hour] = Draws.written(result.pInjection(0));
            if (hasMended(network, result, hour)) {
                return false;
            }
        }
        return true;
    }

    private PowerFlowResult flow(Network network, int hour) {
        double[] p = plan.injections(hour);
        double[] q = network.reactiveDemand();
        double[] vm = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = network.perUnit().power(p[i]);
            q[i] = -network.perUnit().power(q[i]);
            vm[i] = network.buses().get(i).vMin();
        }
        return PowerFlow.prepare(network)
                .solve(BusSchedule.ofInjections(network, p, q, vm, new double[p.length]), PowerFlowOptions.defaults());
    }

    private boolean hasMended(Network network, PowerFlowResult result, int hour) {
        int overloaded = 0;
        double worst = 0.0;
        for (int i = 1; i < plan.parent.length; i++) {
            double excess = result.point().apparentPower(i - 1) / (limits.loading() * plan.rating(i)) - 1.0;
            if (excess > worst) {
                worst = excess;
                overloaded = i;
            }
        }
        if (overloaded > 0) {
            lay(overloaded, String.format(Locale.ROOT, "a line carries too much at hour %d", hour));
            return true;
        }
        int astray = 0;
        for (int i = 1; i < plan.parent.length; i++) {
            Bus bus = network.buses().get(i);
            double excess = Math.max(bus.vMin() - result.vm(i), result.vm(i) - bus.vMax());
            if (excess > worst) {
                worst = excess;
                astray = i;
            }
        }
        if (astray > 0) {
            int lossy = astray;
            double most = 0.0;
            for (int i = astray; i > 0; i = plan.parent[i]) {
                double lost = Math.abs(result.vm(i) - result.vm(plan.parent[i]));
                if (lost > most && plan.circuits[i] < MOST_CIRCUITS) {
                    most = lost;
                    lossy = i;
                }
            }
            lay(lossy, String.format(Locale.ROOT, "a voltage is %.4f p.u. at hour %d", result.vm(astray), hour));
            return true;
        }
        return false;
    }

    private void lay(int line, String why) {
        if (++plan.circuits[line] > MOST_CIRCUITS) {
            throw refused(why + ", and the line to bus " + (line + 1) + " has " + MOST_CIRCUITS + " circuits already");
        }
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("feeder " + plan.name + " cannot be planned: " + why
                + "; give fewer customers or devices at a bus, shorter lines or larger conductors");
    }

    @Override
    public String toString() {
        return "planner of " + plan.name;
    }
}
