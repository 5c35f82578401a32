package org.flexopf.opf;

import java.util.List;
import org.flexopf.opf.problem.Horizon;

/**
 * What was decided window by window: of every period what the window says in which it was firm. Its prices are those of
 * that window, and with what a window does not see they need not support the plan over time, even without integers
 * (Guo, Chen and Tong 2021).
 */
public final class RollingPlan extends PlanOverTime {

    private final List<RollingWindow> windows;
    private final double cost;

    RollingPlan(Horizon horizon, List<OpfSolution> firm, List<RollingWindow> windows, double cost) {
        super(horizon, firm::get);
        this.windows = List.copyOf(windows);
        this.cost = cost;
    }

    /** The windows in the order of time, with what they said about periods that were not firm yet. */
    public List<RollingWindow> windows() {
        return windows;
    }

    /** The cost of all firm periods, currency; without what the end of a window was valued at. */
    public double cost() {
        return cost;
    }

    @Override
    public String toString() {
        return "cost " + cost + " over " + horizon().periods().size() + " periods, decided in " + windows.size()
                + (windows.size() == 1 ? " window" : " windows");
    }
}
