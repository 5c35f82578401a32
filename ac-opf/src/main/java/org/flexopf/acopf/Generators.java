package org.flexopf.acopf;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.acopf.nlp.NonlinearResult;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.network.Generator;
import org.flexopf.network.ReactiveLines;
import org.flexopf.network.Topology;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.state.OperatingPoint;

/**
 * Active and reactive power of generators within their ranges, circles {@code (p^2 + q^2) / 2S - S / 2 <= 0} of
 * capability curves, and sloped lines of reactive power, two equal ones of which are an equality. Must-run generation
 * that may be spilt has a row with slack above zero output.
 */
final class Generators implements Part {

    /** Limits that differ by less, relative to their size, are the same number written twice. */
    private static final double ROUNDING = 1e-12;

    private final ActiveGrid grid;
    /** Index, place of the bus, and variable of the active power; that of the reactive power is the next one. */
    private final int[] generator;

    private final int[] bus;
    private final int[] p;
    private final List<Circle> circles = new ArrayList<>();
    private final List<Sloped> slopes = new ArrayList<>();
    private final List<Sloped> ties = new ArrayList<>();
    private final List<Spilt> spills = new ArrayList<>();

    private record Circle(int generator, int p, double mva, int row) {}

    /** {@code sign (q - slope p - atZero)}, at most zero or equal to it. */
    private record Sloped(int generator, int p, double slope, double atZero, double sign, int row) {}

    /** {@code least - slack - p <= 0}. */
    private record Spilt(int generator, int p, int slack, double least, int row) {}

    Generators(ActiveGrid grid, Layout layout, Slacks slacks) {
        this.grid = grid;
        IntBag generators = new IntBag();
        IntBag buses = new IntBag();
        for (int i = 0; i < grid.network.generators().size(); i++) {
            Generator data = grid.network.generators().get(i);
            if (grid.network.isActive(data)) {
                generators.add(i);
                buses.add(grid.placeOf(data.bus()));
            }
        }
        generator = generators.toArray();
        bus = buses.toArray();
        p = new int[generator.length];
        for (int k = 0; k < generator.length; k++) {
            p[k] = addVariables(k, layout, slacks);
        }
        for (int k = 0; k < generator.length; k++) {
            addCircle(k, layout);
        }
        for (int k = 0; k < generator.length; k++) {
            addLines(k, layout);
        }
        for (int k = 0; k < generator.length; k++) {
            addSpillage(k, layout, slacks);
        }
    }

    private double bound(NetworkLimit limit, int k) {
        return grid.perUnit.power(limit.bound(grid.network, generator[k]));
    }

    private ReactiveLines lines(int k) {
        return grid.network.generators().get(generator[k]).reactiveLines();
    }

    private int addVariables(int k, Layout layout, Slacks slacks) {
        double least = bound(NetworkLimit.GENERATOR_P_MIN, k);
        double most = bound(NetworkLimit.GENERATOR_P_MAX, k);
        double leastQ = bound(NetworkLimit.GENERATOR_Q_MIN, k);
        double mostQ = bound(NetworkLimit.GENERATOR_Q_MAX, k);
        boolean spills = slacks.isSoft(SoftLimit.GENERATION, generator[k]);
        int active = layout.variable(bus[k], spills ? Math.min(0.0, least) : least, most);
        if (lines(k).isTied() && !spills) {
            double atLeast = tie(k, least);
            double atMost = tie(k, most);
            double rounding = ROUNDING * Math.max(Math.abs(atLeast), Math.abs(atMost));
            if (least == most) {
                // A power that is held holds the other: a row of the two would have nothing to move.
                layout.variable(bus[k], atLeast, atLeast);
                return active;
            }
            if (Math.min(atLeast, atMost) >= leastQ - rounding && Math.max(atLeast, atMost) <= mostQ + rounding) {
                // Rows that only repeat others would make the multipliers of both ambiguous.
                leastQ = Double.NEGATIVE_INFINITY;
                mostQ = Double.POSITIVE_INFINITY;
            }
        }
        layout.variable(bus[k], leastQ, mostQ);
        return active;
    }

    private double tie(int k, double active) {
        return lines(k).upper().slope() * active
                + grid.perUnit.power(lines(k).upper().atZero());
    }

    private void addCircle(int k, Layout layout) {
        double mva = bound(NetworkLimit.GENERATOR_CAPABILITY, k);
        if (Double.isFinite(mva)) {
            circles.add(new Circle(k, p[k], mva, layout.inequality()));
        }
    }

    private void addLines(int k, Layout layout) {
        ReactiveLines lines = lines(k);
        double least = bound(NetworkLimit.GENERATOR_P_MIN, k);
        if (lines.isTied()) {
            boolean held = least == bound(NetworkLimit.GENERATOR_P_MAX, k);
            if (!held) {
                ties.add(sloped(k, lines.upper(), 1.0, layout.equality(bus[k])));
            }
            return;
        }
        if (lines.upper().isLimit()) {
            slopes.add(sloped(k, lines.upper(), 1.0, layout.inequality()));
        }
        if (lines.lower().isLimit()) {
            slopes.add(sloped(k, lines.lower(), -1.0, layout.inequality()));
        }
    }

    private Sloped sloped(int k, ReactiveLines.Line line, double sign, int row) {
        return new Sloped(k, p[k], line.slope(), grid.perUnit.power(line.atZero()), sign, row);
    }

    private void addSpillage(int k, Layout layout, Slacks slacks) {
        int slack = slacks.of(SoftLimit.GENERATION, generator[k], bus[k]);
        if (slack >= 0) {
            double least = bound(NetworkLimit.GENERATOR_P_MIN, k);
            spills.add(new Spilt(k, p[k], slack, least, layout.inequality()));
        }
    }

    int count() {
        return generator.length;
    }

    /** The index of the generator at a place. */
    int index(int k) {
        return generator[k];
    }

    /** The variable of the active power at a place. */
    int active(int k) {
        return p[k];
    }

    /** The variable of the reactive power at a place. */
    int reactive(int k) {
        return p[k] + 1;
    }

    /** Every generator of an island gives the same share of its range, so that all together give what is asked for. */
    @Override
    public void flatStart(double[] x) {
        Topology topology = grid.network.topology();
        double[] least = new double[topology.islandCount()];
        double[] room = new double[least.length];
        double[] demand = new double[least.length];
        double[] activeDemand = grid.network.activeDemand();
        for (int i : grid.bus) {
            demand[topology.island(i)] += grid.perUnit.power(activeDemand[i]);
        }
        for (int k = 0; k < generator.length; k++) {
            double lower = bound(NetworkLimit.GENERATOR_P_MIN, k);
            double upper = bound(NetworkLimit.GENERATOR_P_MAX, k);
            if (Double.isFinite(upper - lower)) {
                least[island(k)] += lower;
                room[island(k)] += upper - lower;
            }
        }
        for (int k = 0; k < generator.length; k++) {
            double lower = bound(NetworkLimit.GENERATOR_P_MIN, k);
            double upper = bound(NetworkLimit.GENERATOR_P_MAX, k);
            if (Double.isFinite(upper - lower) && room[island(k)] > 0.0) {
                double share = (demand[island(k)] - least[island(k)]) / room[island(k)];
                x[p[k]] = lower + Math.max(0.0, Math.min(1.0, share)) * (upper - lower);
            }
        }
    }

    private int island(int k) {
        return grid.network.topology().island(grid.bus[bus[k]]);
    }

    @Override
    public void start(OperatingPoint point, double[] x) {
        for (int k = 0; k < generator.length; k++) {
            if (Double.isFinite(point.pg(generator[k]))) {
                x[p[k]] = grid.perUnit.power(point.pg(generator[k]));
            }
            if (Double.isFinite(point.qg(generator[k]))) {
                x[p[k] + 1] = grid.perUnit.power(point.qg(generator[k]));
            }
        }
    }

    @Override
    public void follow(double[] x) {
        for (Spilt spilt : spills) {
            x[spilt.slack] = Math.max(0.0, spilt.least - x[spilt.p]);
        }
    }

    @Override
    public void equalityEntries(Triplets.Builder entries) {
        for (int k = 0; k < generator.length; k++) {
            entries.add(bus[k], p[k]);
            entries.add(grid.reactive(bus[k]), p[k] + 1);
        }
        for (Sloped tie : ties) {
            entries.add(tie.row, tie.p);
            entries.add(tie.row, tie.p + 1);
        }
    }

    @Override
    public void inequalityEntries(Triplets.Builder entries) {
        for (Circle circle : circles) {
            entries.add(circle.row, circle.p);
            entries.add(circle.row, circle.p + 1);
        }
        for (Sloped slope : slopes) {
            entries.add(slope.row, slope.p);
            entries.add(slope.row, slope.p + 1);
        }
        for (Spilt spilt : spills) {
            entries.add(spilt.row, spilt.p);
            entries.add(spilt.row, spilt.slack);
        }
    }

    @Override
    public void hessianEntries(Triplets.Builder entries) {
        for (Circle circle : circles) {
            entries.add(circle.p, circle.p);
            entries.add(circle.p + 1, circle.p + 1);
        }
    }

    @Override
    public void constraints(double[] x, double[] g, double[] h) {
        for (int k = 0; k < generator.length; k++) {
            g[bus[k]] -= x[p[k]];
            g[grid.reactive(bus[k])] -= x[p[k] + 1];
        }
        for (int i = 0; i < ties.size(); i++) {
            Sloped tie = ties.get(i);
            g[tie.row] += x[tie.p + 1] - tie.slope * x[tie.p] - tie.atZero;
        }
        for (int i = 0; i < circles.size(); i++) {
            Circle circle = circles.get(i);
            double squared = x[circle.p] * x[circle.p] + x[circle.p + 1] * x[circle.p + 1];
            h[circle.row] = 0.5 * (squared / circle.mva - circle.mva);
        }
        for (int i = 0; i < slopes.size(); i++) {
            Sloped slope = slopes.get(i);
            h[slope.row] = slope.sign * (x[slope.p + 1] - slope.slope * x[slope.p] - slope.atZero);
        }
        for (int i = 0; i < spills.size(); i++) {
            Spilt spilt = spills.get(i);
            h[spilt.row] = spilt.least - x[spilt.slack] - x[spilt.p];
        }
    }

    @Override
    public int equalityValues(double[] x, double[] g, int at) {
        int next = at;
        for (int k = 0; k < generator.length; k++) {
            g[next++] = -1.0;
            g[next++] = -1.0;
        }
        for (int i = 0; i < ties.size(); i++) {
            g[next++] = -ties.get(i).slope;
            g[next++] = 1.0;
        }
        return next;
    }

    @Override
    public int inequalityValues(double[] x, double[] h, int at) {
        int next = at;
        for (int i = 0; i < circles.size(); i++) {
            Circle circle = circles.get(i);
            h[next++] = x[circle.p] / circle.mva;
            h[next++] = x[circle.p + 1] / circle.mva;
        }
        for (int i = 0; i < slopes.size(); i++) {
            Sloped slope = slopes.get(i);
            h[next++] = -slope.sign * slope.slope;
            h[next++] = slope.sign;
        }
        for (int i = 0; i < spills.size(); i++) {
            h[next++] = -1.0;
            h[next++] = -1.0;
        }
        return next;
    }

    @Override
    public int hessianValues(double[] x, double weight, double[] y, double[] z, double[] entries, int at) {
        int next = at;
        for (int i = 0; i < circles.size(); i++) {
            double curvature = z[circles.get(i).row] / circles.get(i).mva;
            entries[next++] = curvature;
            entries[next++] = curvature;
        }
        return next;
    }

    @Override
    public void write(double[] x, OperatingPoint.Builder point) {
        double[] pg = point.build().pg();
        double[] qg = pg.clone();
        for (int k = 0; k < generator.length; k++) {
            pg[generator[k]] = grid.perUnit.physicalPower(x[p[k]]);
            qg[generator[k]] = grid.perUnit.physicalPower(x[p[k] + 1]);
        }
        point.pg(pg).qg(qg);
    }

    @Override
    public void multipliers(NonlinearResult result, LimitWorth worth) {
        for (int k = 0; k < generator.length; k++) {
            worth.power(NetworkLimit.GENERATOR_P_MIN, generator[k], result.lowerMultiplier(p[k]));
            worth.power(NetworkLimit.GENERATOR_P_MAX, generator[k], result.upperMultiplier(p[k]));
            worth.power(NetworkLimit.GENERATOR_Q_MIN, generator[k], result.lowerMultiplier(p[k] + 1));
            worth.power(NetworkLimit.GENERATOR_Q_MAX, generator[k], result.upperMultiplier(p[k] + 1));
        }
        for (Sloped tie : ties) {
            double price = result.equalityMultiplier(tie.row);
            worth.power(NetworkLimit.GENERATOR_Q_LINE_MAX, generator[tie.generator], Math.max(price, 0.0));
            worth.power(NetworkLimit.GENERATOR_Q_LINE_MIN, generator[tie.generator], Math.max(-price, 0.0));
        }
        circles.forEach(circle -> worth.power(
                NetworkLimit.GENERATOR_CAPABILITY,
                generator[circle.generator],
                result.inequalityMultiplier(circle.row)));
        slopes.forEach(slope -> worth.power(
                slope.sign > 0.0 ? NetworkLimit.GENERATOR_Q_LINE_MAX : NetworkLimit.GENERATOR_Q_LINE_MIN,
                generator[slope.generator],
                result.inequalityMultiplier(slope.row)));
        spills.forEach(spilt -> worth.power(
                NetworkLimit.GENERATOR_P_MIN, generator[spilt.generator], result.inequalityMultiplier(spilt.row)));
    }
}
