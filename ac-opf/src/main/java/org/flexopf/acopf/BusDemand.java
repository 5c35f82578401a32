package org.flexopf.acopf;

import java.util.LinkedHashMap;
import java.util.Map;
import org.flexopf.acopf.nlp.NonlinearResult;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Shunt;
import org.flexopf.network.StepControl;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.limit.SoftLimit;

/**
 * What buses draw: demand, less what is curtailed of it at its power factor where demand is soft, and shunts {@code (g
 * - jb) v^2}, whose susceptance is a variable where it can be switched.
 */
final class BusDemand implements Part {

    private final ActiveGrid grid;
    private final double[] demandP;
    private final double[] demandQ;
    private final double[] shuntG;
    private final double[] shuntB;
    /** Curtailable loads: the place of their bus, the slack, and what a unit of it takes off both balances. */
    private final int[] curtailedBus;

    private final int[] curtailed;
    private final double[] lessP;
    private final double[] lessQ;
    /** Switchable shunts: index, the place of their bus, the susceptance, the present one, the control. */
    private final int[] shunt;

    private final int[] shuntBus;
    private final int[] susceptance;
    private final StepControl[] control;

    BusDemand(ActiveGrid grid, Layout layout, Slacks slacks) {
        this.grid = grid;
        demandP = grid.ofBuses(grid.network.activeDemand());
        demandQ = grid.ofBuses(grid.network.reactiveDemand());
        shuntG = grid.ofBuses(grid.network.shuntConductance());
        shuntB = grid.ofBuses(grid.network.shuntSusceptance());
        IntBag buses = new IntBag();
        IntBag variables = new IntBag();
        DoubleBag active = new DoubleBag();
        DoubleBag reactive = new DoubleBag();
        for (int d = 0; d < grid.network.loads().size(); d++) {
            Load load = grid.network.loads().get(d);
            if (grid.network.isActive(load) && slacks.isSoft(SoftLimit.DEMAND, d)) {
                int at = grid.placeOf(load.bus());
                buses.add(at);
                variables.add(slacks.of(SoftLimit.DEMAND, d, at));
                active.add(Math.signum(load.p()));
                reactive.add(load.q() / Math.abs(load.p()));
            }
        }
        curtailedBus = buses.toArray();
        curtailed = variables.toArray();
        lessP = active.toArray();
        lessQ = reactive.toArray();
        control = grid.network.controls().stream()
                .filter(one -> !one.kind().isAtBranch() && grid.network.isActive(one))
                .toArray(StepControl[]::new);
        shunt = new int[control.length];
        shuntBus = new int[control.length];
        susceptance = new int[control.length];
        for (int i = 0; i < control.length; i++) {
            shunt[i] = grid.network.shuntIndex(control[i].element());
            Shunt data = grid.network.shunts().get(shunt[i]);
            shuntBus[i] = grid.placeOf(data.bus());
            shuntB[shuntBus[i]] -= grid.perUnit.power(data.b());
            susceptance[i] = layout.variable(
                    shuntBus[i], grid.perUnit.power(control[i].lower()), grid.perUnit.power(control[i].upper()));
        }
    }

    /** The settings of all switchable shunts in service, Mvar at 1 p.u. */
    Map<StepControl, Double> settings(double[] x) {
        Map<StepControl, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < control.length; i++) {
            double present = grid.perUnit.physicalPower(x[susceptance[i]]);
            values.put(control[i], Math.max(control[i].lower(), Math.min(control[i].upper(), present)));
        }
        return values;
    }

    /** All demand is served. */
    @Override
    public void follow(double[] x) {
        for (int variable : curtailed) {
            x[variable] = 0.0;
        }
    }

    @Override
    public void settle(Network operated, double[] x) {
        for (int i = 0; i < control.length; i++) {
            x[susceptance[i]] =
                    grid.perUnit.power(operated.shunts().get(shunt[i]).b());
        }
    }

    @Override
    public void equalityEntries(Triplets.Builder entries) {
        for (int k = 0; k < grid.buses; k++) {
            entries.add(k, grid.magnitude(k));
            entries.add(grid.reactive(k), grid.magnitude(k));
        }
        for (int i = 0; i < curtailed.length; i++) {
            entries.add(curtailedBus[i], curtailed[i]);
            entries.add(grid.reactive(curtailedBus[i]), curtailed[i]);
        }
        for (int i = 0; i < control.length; i++) {
            entries.add(grid.reactive(shuntBus[i]), grid.magnitude(shuntBus[i]));
            entries.add(grid.reactive(shuntBus[i]), susceptance[i]);
        }
    }

    @Override
    public void hessianEntries(Triplets.Builder entries) {
        for (int k = 0; k < grid.buses; k++) {
            entries.add(grid.magnitude(k), grid.magnitude(k));
        }
        for (int i = 0; i < control.length; i++) {
            entries.add(grid.magnitude(shuntBus[i]), grid.magnitude(shuntBus[i]));
            entries.add(susceptance[i], grid.magnitude(shuntBus[i]));
        }
    }

    @Override
    public void constraints(double[] x, double[] g, double[] h) {
        for (int k = 0; k < grid.buses; k++) {
            double squared = x[grid.magnitude(k)] * x[grid.magnitude(k)];
            g[k] += demandP[k] + shuntG[k] * squared;
            g[grid.reactive(k)] += demandQ[k] - shuntB[k] * squared;
        }
        for (int i = 0; i < curtailed.length; i++) {
            g[curtailedBus[i]] -= lessP[i] * x[curtailed[i]];
            g[grid.reactive(curtailedBus[i])] -= lessQ[i] * x[curtailed[i]];
        }
        for (int i = 0; i < control.length; i++) {
            double v = x[grid.magnitude(shuntBus[i])];
            g[grid.reactive(shuntBus[i])] -= x[susceptance[i]] * v * v;
        }
    }

    @Override
    public int equalityValues(double[] x, double[] g, int at) {
        int next = at;
        for (int k = 0; k < grid.buses; k++) {
            g[next++] = 2.0 * shuntG[k] * x[grid.magnitude(k)];
            g[next++] = -2.0 * shuntB[k] * x[grid.magnitude(k)];
        }
        for (int i = 0; i < curtailed.length; i++) {
            g[next++] = -lessP[i];
            g[next++] = -lessQ[i];
        }
        for (int i = 0; i < control.length; i++) {
            double v = x[grid.magnitude(shuntBus[i])];
            g[next++] = -2.0 * x[susceptance[i]] * v;
            g[next++] = -v * v;
        }
        return next;
    }

    @Override
    public int hessianValues(double[] x, double weight, double[] y, double[] z, double[] entries, int at) {
        int next = at;
        for (int k = 0; k < grid.buses; k++) {
            entries[next++] = 2.0 * (y[k] * shuntG[k] - y[grid.reactive(k)] * shuntB[k]);
        }
        for (int i = 0; i < control.length; i++) {
            double price = y[grid.reactive(shuntBus[i])];
            entries[next++] = -2.0 * price * x[susceptance[i]];
            entries[next++] = -2.0 * price * x[grid.magnitude(shuntBus[i])];
        }
        return next;
    }

    @Override
    public void multipliers(NonlinearResult result, LimitWorth worth) {
        for (int i = 0; i < control.length; i++) {
            worth.power(NetworkLimit.SHUNT_Q_MIN, shunt[i], result.lowerMultiplier(susceptance[i]));
            worth.power(NetworkLimit.SHUNT_Q_MAX, shunt[i], result.upperMultiplier(susceptance[i]));
        }
    }
}
