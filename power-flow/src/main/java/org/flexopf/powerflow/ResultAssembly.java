package org.flexopf.powerflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.Note;
import org.flexopf.network.PerUnit;
import org.flexopf.opf.state.OperatingPoint;

/** Turns the voltages that a method ended with into a result in physical units. */
final class ResultAssembly {

    private final Grid grid;
    private final Network network;
    private final PerUnit perUnit;
    private final BusSchedule schedule;
    private final Iterate end;
    private final double[] e;
    private final double[] f;
    /** Injection per bus, p.u. */
    private final double[] p;

    private final double[] q;

    private ResultAssembly(Grid grid, BusSchedule schedule, Iterate end) {
        this.grid = grid;
        this.network = grid.network;
        this.perUnit = network.perUnit();
        this.schedule = schedule;
        this.end = end;
        int n = grid.busCount;
        e = new double[n];
        f = new double[n];
        p = new double[n];
        q = new double[n];
        for (int i = 0; i < n; i++) {
            e[i] = end.vm()[i] * Math.cos(end.va()[i]);
            f[i] = end.vm()[i] * Math.sin(end.va()[i]);
        }
    }

    static PowerFlowResult assemble(
            Grid grid, BusSchedule schedule, Iterate end, PowerFlowMethod method, List<Note> before) {
        return new ResultAssembly(grid, schedule, end).result(method, before);
    }

    private PowerFlowResult result(PowerFlowMethod method, List<Note> before) {
        int branchCount = network.branches().size();
        double[] pFrom = new double[branchCount];
        double[] qFrom = new double[branchCount];
        double[] pTo = new double[branchCount];
        double[] qTo = new double[branchCount];
        flows(pFrom, qFrom, pTo, qTo);

        int n = grid.busCount;
        double[] pInjection = new double[n];
        double[] qInjection = new double[n];
        double[] degrees = new double[n];
        int lowest = -1;
        double worst = 0.0;
        int worstBus = -1;
        for (int i = 0; i < n; i++) {
            Bus bus = network.buses().get(i);
            if (bus.isIsolated()) {
                continue;
            }
            pInjection[i] = perUnit.physicalPower(p[i]);
            qInjection[i] = perUnit.physicalPower(q[i]);
            degrees[i] = Math.toDegrees(end.va()[i]);
            if (lowest < 0 || end.vm()[i] < end.vm()[lowest]) {
                lowest = i;
            }
            double missing = mismatch(i);
            if (missing > worst) {
                worst = missing;
                worstBus = i;
            }
        }
        double[] pg = schedule.dispatch.pg();
        double[] qg = schedule.dispatch.qg();
        share(pg, qg);
        OperatingPoint point = schedule.dispatch.toBuilder()
                .vm(end.vm())
                .va(degrees)
                .pg(pg)
                .qg(qg)
                .pFrom(pFrom)
                .qFrom(qFrom)
                .pTo(pTo)
                .qTo(qTo)
                .build();
        List<Note> notes = new ArrayList<>(schedule.notes());
        notes.addAll(before);
        boolean finite = isFinite(pFrom, qFrom, pTo, qTo) && isFinite(pInjection, qInjection);
        boolean converged = end.converged() && finite;
        String reason = converged ? "" : reason(method, worst, worstBus, lowest, finite);
        return new PowerFlowResult(
                network,
                schedule,
                converged,
                method,
                end.iterations(),
                point,
                pInjection,
                qInjection,
                point.activeLosses(),
                perUnit.physicalPower(reactiveLosses()),
                lowest < 0 ? 0.0 : end.vm()[lowest],
                lowest < 0 ? 0 : network.buses().get(lowest).id(),
                perUnit.physicalPower(worst),
                reason,
                notes);
    }

    /** Voltages may settle although a flow between them exceeds what a double can hold. */
    private static boolean isFinite(double[]... powers) {
        return Arrays.stream(powers).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
    }

    /** Branch flows in MW and Mvar by branch index, and the injections that balance them and the shunts. */
    private void flows(double[] pFrom, double[] qFrom, double[] pTo, double[] qTo) {
        int count = grid.branches.length;
        double[][] flow = new double[4][count];
        grid.flows(e, f, flow[0], flow[1], flow[2], flow[3]);
        for (int k = 0; k < count; k++) {
            int branch = grid.branches[k];
            p[grid.from[k]] += flow[0][k];
            q[grid.from[k]] += flow[1][k];
            p[grid.to[k]] += flow[2][k];
            q[grid.to[k]] += flow[3][k];
            pFrom[branch] = perUnit.physicalPower(flow[0][k]);
            qFrom[branch] = perUnit.physicalPower(flow[1][k]);
            pTo[branch] = perUnit.physicalPower(flow[2][k]);
            qTo[branch] = perUnit.physicalPower(flow[3][k]);
        }
        for (int i = 0; i < grid.busCount; i++) {
            double squared = end.vm()[i] * end.vm()[i];
            p[i] += grid.shuntG[i] * squared;
            q[i] -= grid.shuntB[i] * squared;
        }
    }

    /** x l summed over the branches, p.u., where l = |V_i' - V_j|^2 / |z|^2 is the squared series current. */
    private double reactiveLosses() {
        double sum = 0.0;
        for (int k = 0; k < grid.branches.length; k++) {
            Branch branch = network.branches().get(grid.branches[k]);
            int i = grid.from[k];
            int j = grid.to[k];
            double cos = Math.cos(Math.toRadians(branch.shift())) / branch.ratio();
            double sin = Math.sin(Math.toRadians(branch.shift())) / branch.ratio();
            double dropE = e[i] * cos + f[i] * sin - e[j];
            double dropF = f[i] * cos - e[i] * sin - f[j];
            sum += branch.x() * (dropE * dropE + dropF * dropF) / (branch.r() * branch.r() + branch.x() * branch.x());
        }
        return sum;
    }

    /**
     * The largest difference between what is given and what flows at a bus, p.u.; a held voltage leaves the reactive
     * power open, a reference both.
     */
    private double mismatch(int i) {
        if (network.buses().get(i).isReference()) {
            return 0.0;
        }
        double dp = Math.abs(schedule.p[i] - p[i]);
        return schedule.holdsVoltage[i] ? dp : Math.max(dp, Math.abs(schedule.q[i] - q[i]));
    }

    /**
     * Shares what references and buses that hold their voltage generate beyond the schedule among the generators there.
     */
    private void share(double[] pg, double[] qg) {
        int n = grid.busCount;
        double[] extraP = new double[n];
        double[] extraQ = new double[n];
        for (int i = 0; i < n; i++) {
            boolean reference = network.buses().get(i).isReference();
            extraP[i] = reference ? perUnit.physicalPower(p[i] - schedule.p[i]) : 0.0;
            extraQ[i] = reference || schedule.holdsVoltage[i] ? perUnit.physicalPower(q[i] - schedule.q[i]) : 0.0;
        }
        List<Generator> generators = network.generators();
        share(extraP, pg, g -> generators.get(g).pMin(), g -> generators.get(g).pMax());
        share(
                extraQ,
                qg,
                g -> Math.max(
                        generators.get(g).qMin(),
                        generators.get(g).reactiveLines().lower().at(pg[g])),
                g -> Math.min(
                        generators.get(g).qMax(),
                        generators.get(g).reactiveLines().upper().at(pg[g])));
    }

    /**
     * Shares an extra amount per bus in proportion to the room that the limits of its generators leave in that
     * direction; equally among those of infinite room, if there are any. What exceeds all room is shared equally. Whose
     * reactive power is tied to its active power takes no part, unless all are.
     */
    private void share(double[] extra, double[] power, IntToDoubleFunction lower, IntToDoubleFunction upper) {
        boolean[] sharing = sharing();
        double[] room = new double[power.length];
        double[] roomAtBus = new double[extra.length];
        int[] count = new int[extra.length];
        int[] unlimited = new int[extra.length];
        for (int g = 0; g < power.length; g++) {
            Generator generator = network.generators().get(g);
            if (sharing[g]) {
                int i = network.busIndex(generator.bus());
                room[g] = Math.max(
                        0.0, extra[i] > 0.0 ? upper.applyAsDouble(g) - power[g] : power[g] - lower.applyAsDouble(g));
                roomAtBus[i] += room[g];
                count[i]++;
                unlimited[i] += room[g] == Double.POSITIVE_INFINITY ? 1 : 0;
            }
        }
        for (int g = 0; g < power.length; g++) {
            Generator generator = network.generators().get(g);
            int i = network.busIndex(generator.bus());
            if (!sharing[g] || extra[i] == 0.0) {
                continue;
            }
            double amount = Math.abs(extra[i]);
            double part;
            if (unlimited[i] > 0) {
                part = room[g] == Double.POSITIVE_INFINITY ? amount / unlimited[i] : 0.0;
            } else if (amount <= roomAtBus[i]) {
                part = amount * (room[g] / roomAtBus[i]);
            } else {
                part = room[g] + (amount - roomAtBus[i]) / count[i];
            }
            power[g] += Math.copySign(part, extra[i]);
        }
    }

    /** Which generators share what their bus generates beyond the schedule. */
    private boolean[] sharing() {
        List<Generator> generators = network.generators();
        boolean[] othersAtBus = new boolean[grid.busCount];
        for (Generator generator : generators) {
            if (network.isActive(generator) && !generator.reactiveLines().isTied()) {
                othersAtBus[network.busIndex(generator.bus())] = true;
            }
        }
        boolean[] sharing = new boolean[generators.size()];
        for (int g = 0; g < sharing.length; g++) {
            Generator generator = generators.get(g);
            boolean isLast = !othersAtBus[network.busIndex(generator.bus())];
            sharing[g] = network.isActive(generator)
                    && (isLast || !generator.reactiveLines().isTied());
        }
        return sharing;
    }

    private String reason(PowerFlowMethod method, double worst, int worstBus, int lowest, boolean finite) {
        String name = method == PowerFlowMethod.SWEEP ? "the sweep" : "Newton's method";
        String where = worstBus < 0
                ? "."
                : String.format(
                        Locale.ROOT,
                        "; its last voltages leave %.4g MVA unbalanced at %s, and are lowest at %s with %.4g p.u.",
                        perUnit.physicalPower(worst),
                        network.buses().get(worstBus).label(),
                        network.buses().get(lowest).label(),
                        end.vm()[lowest]);
        if (end.converged() && !finite) {
            return name
                    + " found voltages between which flows are no finite numbers; check the impedances, the charging "
                    + "and the shunts";
        }
        return name + " ended without converging: " + end.trouble() + where
                + " The load may exceed what the network can carry (voltage "
                + "collapse), or the start may be too far from a solution";
    }
}
