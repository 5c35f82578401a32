package org.flexopf.benchmarks;

import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Shunt;
import org.flexopf.opf.state.OperatingPoint;

/**
 * Whether a state keeps the laws and the limits of a network, by complex arithmetic of its own: nothing of what the
 * library computes but voltages and generation is believed.
 *
 * @param worst the largest violation, p.u. of power, voltage or current, or radians
 * @param where what is violated
 */
record AcCheck(double worst, String where) {

    private AcCheck worse(double violation, String place) {
        // A NaN is worse than anything.
        return violation <= worst ? this : new AcCheck(violation, place);
    }

    /** The check of a state. */
    static AcCheck of(Network network, OperatingPoint point) {
        int buses = network.buses().size();
        double base = network.baseMva();
        double[] p = new double[buses];
        double[] q = new double[buses];
        AcCheck check = new AcCheck(0.0, "nothing");
        for (int b = 0; b < network.branches().size(); b++) {
            Branch branch = network.branches().get(b);
            if (branch.inService()) {
                check = branch(network, branch, point, p, q, check);
            }
        }
        for (Load load : network.loads()) {
            int i = network.busIndex(load.bus());
            p[i] += load.inService() ? load.p() / base : 0.0;
            q[i] += load.inService() ? load.q() / base : 0.0;
        }
        for (Shunt shunt : network.shunts()) {
            int i = network.busIndex(shunt.bus());
            double square = point.vm(i) * point.vm(i) / base;
            p[i] += shunt.inService() ? shunt.g() * square : 0.0;
            q[i] -= shunt.inService() ? shunt.b() * square : 0.0;
        }
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            if (!network.isActive(generator)) {
                continue;
            }
            int i = network.busIndex(generator.bus());
            p[i] -= point.pg(g) / base;
            q[i] -= point.qg(g) / base;
            check = check.worse(outside(point.pg(g), generator.pMin(), generator.pMax()) / base, generator.label())
                    .worse(outside(point.qg(g), generator.qMin(), generator.qMax()) / base, generator.label());
            if (!generator.capability().isUnlimited()) {
                check = check.worse(
                        (Math.hypot(point.pg(g), point.qg(g))
                                        - generator.capability().mva())
                                / base,
                        "capability of " + generator.label());
            }
        }
        for (int i = 0; i < buses; i++) {
            Bus bus = network.buses().get(i);
            if (bus.isIsolated()) {
                continue;
            }
            check = check.worse(Math.abs(p[i]), "active balance of " + bus.label())
                    .worse(Math.abs(q[i]), "reactive balance of " + bus.label())
                    .worse(outside(point.vm(i), bus.vMin(), bus.vMax()), "voltage of " + bus.label());
        }
        return check;
    }

    /** Currents into both ends of the pi-model, with the ideal transformer at the from end. */
    private static AcCheck branch(
            Network network, Branch branch, OperatingPoint point, double[] p, double[] q, AcCheck before) {
        int from = network.busIndex(branch.fromBus());
        int to = network.busIndex(branch.toBus());
        double angle = Math.toRadians(point.va(from));
        double inner = angle - Math.toRadians(branch.shift());
        double vr = point.vm(from) / branch.ratio() * Math.cos(inner);
        double vi = point.vm(from) / branch.ratio() * Math.sin(inner);
        double other = Math.toRadians(point.va(to));
        double ur = point.vm(to) * Math.cos(other);
        double ui = point.vm(to) * Math.sin(other);
        double z2 = branch.r() * branch.r() + branch.x() * branch.x();
        double jr = ((vr - ur) * branch.r() + (vi - ui) * branch.x()) / z2;
        double ji = ((vi - ui) * branch.r() - (vr - ur) * branch.x()) / z2;
        double half = 0.5 * branch.b();
        double fr = jr - half * vi;
        double fi = ji + half * vr;
        double tr = -jr - half * ui;
        double ti = -ji + half * ur;
        double pFrom = vr * fr + vi * fi;
        double qFrom = vi * fr - vr * fi;
        double pTo = ur * tr + ui * ti;
        double qTo = ui * tr - ur * ti;
        p[from] += pFrom;
        q[from] += qFrom;
        p[to] += pTo;
        q[to] += qTo;
        double base = network.baseMva();
        AcCheck check = before;
        if (branch.hasRating()) {
            check = check.worse(
                    Math.max(Math.hypot(pFrom, qFrom), Math.hypot(pTo, qTo)) - branch.rating() / base,
                    "rating of " + branch.label());
        }
        if (branch.hasCurrentLimit()) {
            double current = Math.max(Math.hypot(fr, fi) / branch.ratio(), Math.hypot(tr, ti));
            check = check.worse(current - branch.currentLimit() / base, "current of " + branch.label());
        }
        if (branch.hasAngleLimits()) {
            check = check.worse(
                    Math.toRadians(outside(point.va(from) - point.va(to), branch.angleMin(), branch.angleMax())),
                    "angle of " + branch.label());
        }
        return check;
    }

    private static double outside(double value, double least, double largest) {
        return Math.max(0.0, Math.max(least - value, value - largest));
    }

    @Override
    public String toString() {
        return worst + " at the " + where;
    }
}
