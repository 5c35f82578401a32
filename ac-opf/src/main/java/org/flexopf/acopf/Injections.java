package org.flexopf.acopf;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.acopf.nlp.NonlinearResult;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.ReactiveLines;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.state.HvdcFlow;
import org.flexopf.opf.state.OperatingPoint;

/**
 * What injects at buses in an AC optimal power flow: generators with p and q, DC lines with the power that they draw
 * and the reactive supply of both ends, and the costs of all these. A piecewise linear cost is a variable above its
 * pieces.
 *
 * <p>Inequalities are the circles {@code (p^2 + q^2) / 2S - S / 2 <= 0} of capability curves, sloped lines of reactive
 * power, and pieces of costs; two equal lines are an equality.
 */
final class Injections {

    private final Network network;
    private final PerUnit perUnit;
    private final int firstVariable;
    private final int firstEquality;
    private final int firstInequality;
    /** Index of each generator and DC line that takes part, and the places of their buses. */
    private final int[] generator;

    private final int[] generatorBus;
    private final int[] line;
    private final int[] lineFrom;
    private final int[] lineTo;
    private final double[] delivered;
    private final double[] lossConstant;
    private final int firstLine;
    private final int variables;
    private int equalities;
    private int inequalities;
    /** Generators by place whose lines are equal; each has one equality {@code q - slope p - atZero = 0}. */
    private final List<Sloped> ties = new ArrayList<>();

    private final List<Sloped> slopes = new ArrayList<>();
    private final List<Circle> circles = new ArrayList<>();
    private final List<Smooth> smooth = new ArrayList<>();
    private final List<Pieces> pieces = new ArrayList<>();

    /** {@code sign (q - slope p - atZero)}, at most zero or equal to it. */
    private record Sloped(int generator, int p, double slope, double atZero, double sign) {}

    private record Circle(int generator, int p, double mva) {}

    /** {@code quadratic x^2 + linear x + constant}, per unit. */
    private record Smooth(int variable, double quadratic, double linear, double constant) {}

    /** The cost of a variable is {@code unit} times the height variable, which lies above all pieces. */
    private record Pieces(int variable, int height, double unit, double[] slope, double[] intercept) {}

    /**
     * @param place the place of every bus by index, -1 for isolated ones
     * @param firstVariable the number of variables before these
     * @param firstEquality the number of equalities before these
     * @param firstInequality the number of inequalities before these
     */
    Injections(Network network, int[] place, int firstVariable, int firstEquality, int firstInequality) {
        this.network = network;
        this.perUnit = network.perUnit();
        this.firstVariable = firstVariable;
        this.firstEquality = firstEquality;
        this.firstInequality = firstInequality;
        IntBag generators = new IntBag();
        IntBag buses = new IntBag();
        for (int g = 0; g < network.generators().size(); g++) {
            Generator data = network.generators().get(g);
            if (network.isActive(data)) {
                generators.add(g);
                buses.add(place[network.busIndex(data.bus())]);
            }
        }
        generator = generators.toArray();
        generatorBus = buses.toArray();
        firstLine = firstVariable + 2 * generator.length;
        IntBag lines = new IntBag();
        for (int d = 0; d < network.hvdcLines().size(); d++) {
            if (network.isActive(network.hvdcLines().get(d))) {
                lines.add(d);
            }
        }
        line = lines.toArray();
        lineFrom = new int[line.length];
        lineTo = new int[line.length];
        delivered = new double[line.length];
        lossConstant = new double[line.length];
        for (int d = 0; d < line.length; d++) {
            HvdcLine data = network.hvdcLines().get(line[d]);
            lineFrom[d] = place[network.busIndex(data.fromBus())];
            lineTo[d] = place[network.busIndex(data.toBus())];
            delivered[d] = 1.0 - data.lossFactor();
            lossConstant[d] = perUnit.power(data.lossConstant());
        }
        for (int k = 0; k < generator.length; k++) {
            limit(k);
        }
        int next = firstLine + 3 * line.length;
        for (int k = 0; k < generator.length; k++) {
            Generator data = network.generators().get(generator[k]);
            next = cost(p(k), data.cost(), next);
            next = cost(q(k), data.reactiveCost(), next);
        }
        for (int d = 0; d < line.length; d++) {
            next = cost(firstLine + 3 * d, network.hvdcLines().get(line[d]).cost(), next);
        }
        variables = next - firstVariable;
    }

    private int p(int place) {
        return firstVariable + 2 * place;
    }

    private int q(int place) {
        return firstVariable + 2 * place + 1;
    }

    private void limit(int k) {
        double mva = NetworkLimit.GENERATOR_CAPABILITY.bound(network, generator[k]);
        if (Double.isFinite(mva)) {
            circles.add(new Circle(k, p(k), perUnit.power(mva)));
            inequalities++;
        }
        ReactiveLines lines = network.generators().get(generator[k]).reactiveLines();
        if (lines.isTied()) {
            ties.add(new Sloped(
                    k, p(k), lines.upper().slope(), perUnit.power(lines.upper().atZero()), 1.0));
            equalities++;
            return;
        }
        if (lines.upper().isLimit()) {
            slopes.add(new Sloped(
                    k, p(k), lines.upper().slope(), perUnit.power(lines.upper().atZero()), 1.0));
            inequalities++;
        }
        if (lines.lower().isLimit()) {
            slopes.add(new Sloped(
                    k, p(k), lines.lower().slope(), perUnit.power(lines.lower().atZero()), -1.0));
            inequalities++;
        }
    }

    /** Adds the cost of a variable; returns the number of the next variable that is free. */
    private int cost(int variable, CostCurve curve, int next) {
        double base = perUnit.physicalPower(1.0);
        if (curve instanceof CostCurve.PiecewiseLinear piecewise && piecewise.pieces() > 1) {
            double[] slope = new double[piecewise.pieces()];
            double[] intercept = new double[slope.length];
            double unit = 1.0;
            for (int k = 0; k < slope.length; k++) {
                unit = Math.max(unit, Math.abs(base * piecewise.slope(k)));
            }
            for (int k = 0; k < slope.length; k++) {
                slope[k] = base * piecewise.slope(k) / unit;
                intercept[k] = piecewise.intercept(k) / unit;
            }
            pieces.add(new Pieces(variable, next, unit, slope, intercept));
            inequalities += slope.length;
            return next + 1;
        }
        double quadratic = curve instanceof CostCurve.Quadratic given ? given.quadratic() : 0.0;
        double slope = curve instanceof CostCurve.PiecewiseLinear one ? one.slope(0) : curve.marginalAt(0.0);
        if (quadratic != 0.0 || slope != 0.0 || curve.at(0.0) != 0.0) {
            smooth.add(new Smooth(variable, base * base * quadratic, base * slope, curve.at(0.0)));
        }
        return next;
    }

    int variables() {
        return variables;
    }

    int equalities() {
        return equalities;
    }

    int inequalities() {
        return inequalities;
    }

    void bounds(double[] lower, double[] upper) {
        for (int k = 0; k < generator.length; k++) {
            bound(p(k), NetworkLimit.GENERATOR_P_MIN, NetworkLimit.GENERATOR_P_MAX, generator[k], lower, upper);
            bound(q(k), NetworkLimit.GENERATOR_Q_MIN, NetworkLimit.GENERATOR_Q_MAX, generator[k], lower, upper);
        }
        for (int d = 0; d < line.length; d++) {
            int at = firstLine + 3 * d;
            bound(at, NetworkLimit.HVDC_P_MIN, NetworkLimit.HVDC_P_MAX, line[d], lower, upper);
            bound(at + 1, NetworkLimit.HVDC_Q_FROM_MIN, NetworkLimit.HVDC_Q_FROM_MAX, line[d], lower, upper);
            bound(at + 2, NetworkLimit.HVDC_Q_TO_MIN, NetworkLimit.HVDC_Q_TO_MAX, line[d], lower, upper);
        }
        for (Pieces curve : pieces) {
            lower[curve.height] = Double.NEGATIVE_INFINITY;
            upper[curve.height] = Double.POSITIVE_INFINITY;
        }
    }

    private void bound(int variable, NetworkLimit least, NetworkLimit most, int index, double[] lower, double[] upper) {
        lower[variable] = perUnit.power(least.bound(network, index));
        upper[variable] = perUnit.power(most.bound(network, index));
    }

    /**
     * Puts all variables into the groups of their buses, a DC line's power into that of its from bus: a generator far
     * from its limits is no pivot, as its own curvature is next to nothing, but it is one together with the balance.
     */
    void group(int[] ofVariable, int[] ofEquality) {
        for (int k = 0; k < generator.length; k++) {
            ofVariable[p(k)] = generatorBus[k];
            ofVariable[q(k)] = generatorBus[k];
        }
        for (int d = 0; d < line.length; d++) {
            int at = firstLine + 3 * d;
            ofVariable[at] = lineFrom[d];
            ofVariable[at + 1] = lineFrom[d];
            ofVariable[at + 2] = lineTo[d];
        }
        for (Pieces curve : pieces) {
            ofVariable[curve.height] = ofVariable[curve.variable];
        }
        for (int i = 0; i < ties.size(); i++) {
            ofEquality[firstEquality + i] = ofVariable[ties.get(i).p];
        }
    }

    void equalityEntries(Triplets.Builder entries, int buses) {
        for (int k = 0; k < generator.length; k++) {
            entries.add(generatorBus[k], p(k));
            entries.add(buses + generatorBus[k], q(k));
        }
        for (int d = 0; d < line.length; d++) {
            int at = firstLine + 3 * d;
            entries.add(lineFrom[d], at);
            entries.add(lineTo[d], at);
            entries.add(buses + lineFrom[d], at + 1);
            entries.add(buses + lineTo[d], at + 2);
        }
        for (int i = 0; i < ties.size(); i++) {
            entries.add(firstEquality + i, ties.get(i).p);
            entries.add(firstEquality + i, ties.get(i).p + 1);
        }
    }

    void equalityValues(double[] g, int first) {
        int at = first;
        for (int k = 0; k < generator.length; k++) {
            g[at++] = -1.0;
            g[at++] = -1.0;
        }
        for (int d = 0; d < line.length; d++) {
            g[at++] = 1.0;
            g[at++] = -delivered[d];
            g[at++] = -1.0;
            g[at++] = -1.0;
        }
        for (int i = 0; i < ties.size(); i++) {
            g[at++] = -ties.get(i).slope;
            g[at++] = 1.0;
        }
    }

    void inequalityEntries(Triplets.Builder entries) {
        int row = firstInequality;
        for (Circle circle : circles) {
            entries.add(row, circle.p);
            entries.add(row++, circle.p + 1);
        }
        for (Sloped slope : slopes) {
            entries.add(row, slope.p);
            entries.add(row++, slope.p + 1);
        }
        for (Pieces curve : pieces) {
            for (int k = 0; k < curve.slope.length; k++) {
                entries.add(row, curve.variable);
                entries.add(row++, curve.height);
            }
        }
    }

    void inequalityValues(double[] x, double[] h, int first) {
        int at = first;
        for (int i = 0; i < circles.size(); i++) {
            Circle circle = circles.get(i);
            h[at++] = x[circle.p] / circle.mva;
            h[at++] = x[circle.p + 1] / circle.mva;
        }
        for (int i = 0; i < slopes.size(); i++) {
            Sloped slope = slopes.get(i);
            h[at++] = -slope.sign * slope.slope;
            h[at++] = slope.sign;
        }
        for (int i = 0; i < pieces.size(); i++) {
            Pieces curve = pieces.get(i);
            for (int k = 0; k < curve.slope.length; k++) {
                h[at++] = curve.slope[k];
                h[at++] = -1.0;
            }
        }
    }

    void constraints(double[] x, double[] g, double[] h, int buses) {
        for (int k = 0; k < generator.length; k++) {
            g[generatorBus[k]] -= x[p(k)];
            g[buses + generatorBus[k]] -= x[q(k)];
        }
        for (int d = 0; d < line.length; d++) {
            int at = firstLine + 3 * d;
            g[lineFrom[d]] += x[at];
            g[lineTo[d]] -= delivered[d] * x[at] - lossConstant[d];
            g[buses + lineFrom[d]] -= x[at + 1];
            g[buses + lineTo[d]] -= x[at + 2];
        }
        for (int i = 0; i < ties.size(); i++) {
            Sloped tie = ties.get(i);
            g[firstEquality + i] = x[tie.p + 1] - tie.slope * x[tie.p] - tie.atZero;
        }
        int row = firstInequality;
        for (int i = 0; i < circles.size(); i++) {
            Circle circle = circles.get(i);
            double squared = x[circle.p] * x[circle.p] + x[circle.p + 1] * x[circle.p + 1];
            h[row++] = 0.5 * (squared / circle.mva - circle.mva);
        }
        for (int i = 0; i < slopes.size(); i++) {
            Sloped slope = slopes.get(i);
            h[row++] = slope.sign * (x[slope.p + 1] - slope.slope * x[slope.p] - slope.atZero);
        }
        for (int i = 0; i < pieces.size(); i++) {
            Pieces curve = pieces.get(i);
            for (int k = 0; k < curve.slope.length; k++) {
                h[row++] = curve.slope[k] * x[curve.variable] + curve.intercept[k] - x[curve.height];
            }
        }
    }

    double cost(double[] x) {
        double sum = 0.0;
        for (int i = 0; i < smooth.size(); i++) {
            Smooth curve = smooth.get(i);
            double at = x[curve.variable];
            sum += curve.constant + (curve.linear + curve.quadratic * at) * at;
        }
        for (int i = 0; i < pieces.size(); i++) {
            sum += pieces.get(i).unit * x[pieces.get(i).height];
        }
        return sum;
    }

    void gradient(double[] x, double[] gradient) {
        for (int i = 0; i < smooth.size(); i++) {
            Smooth curve = smooth.get(i);
            gradient[curve.variable] += curve.linear + 2.0 * curve.quadratic * x[curve.variable];
        }
        for (int i = 0; i < pieces.size(); i++) {
            gradient[pieces.get(i).height] += pieces.get(i).unit;
        }
    }

    void hessianEntries(Triplets.Builder entries) {
        for (Smooth curve : smooth) {
            entries.add(curve.variable, curve.variable);
        }
        for (Circle circle : circles) {
            entries.add(circle.p, circle.p);
            entries.add(circle.p + 1, circle.p + 1);
        }
    }

    void hessianValues(double weight, double[] z, double[] entries, int first) {
        int at = first;
        for (int i = 0; i < smooth.size(); i++) {
            entries[at++] = 2.0 * weight * smooth.get(i).quadratic;
        }
        for (int i = 0; i < circles.size(); i++) {
            double curvature = z[firstInequality + i] / circles.get(i).mva;
            entries[at++] = curvature;
            entries[at++] = curvature;
        }
    }

    /** Injections in the middle of their ranges, or as near to zero as they can be where a range has no end. */
    void flatStart(double[] lower, double[] upper, double[] x) {
        for (int i = firstVariable; i < firstVariable + variables; i++) {
            double middle = 0.5 * (lower[i] + upper[i]);
            x[i] = Double.isFinite(middle) ? middle : Math.min(Math.max(0.0, lower[i]), upper[i]);
        }
        liftHeights(x);
    }

    /** What a state knows of injections. */
    void start(OperatingPoint point, double[] x) {
        for (int k = 0; k < generator.length; k++) {
            set(x, p(k), point.pg(generator[k]));
            set(x, q(k), point.qg(generator[k]));
        }
        for (int d = 0; d < line.length; d++) {
            HvdcFlow flow = point.hvdc(line[d]);
            set(x, firstLine + 3 * d, flow.p());
            set(x, firstLine + 3 * d + 1, flow.qFrom());
            set(x, firstLine + 3 * d + 2, flow.qTo());
        }
        liftHeights(x);
    }

    private void set(double[] x, int variable, double physical) {
        if (Double.isFinite(physical)) {
            x[variable] = perUnit.power(physical);
        }
    }

    private void liftHeights(double[] x) {
        for (Pieces curve : pieces) {
            double highest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < curve.slope.length; k++) {
                highest = Math.max(highest, curve.slope[k] * x[curve.variable] + curve.intercept[k]);
            }
            x[curve.height] = highest;
        }
    }

    /** Writes what injects to a state. */
    void write(double[] x, OperatingPoint.Builder point) {
        double[] pg = point.build().pg();
        double[] qg = pg.clone();
        for (int k = 0; k < generator.length; k++) {
            pg[generator[k]] = perUnit.physicalPower(x[p(k)]);
            qg[generator[k]] = perUnit.physicalPower(x[q(k)]);
        }
        List<HvdcFlow> flows = new ArrayList<>();
        network.hvdcLines().forEach(none -> flows.add(HvdcFlow.NONE));
        for (int d = 0; d < line.length; d++) {
            int at = firstLine + 3 * d;
            flows.set(
                    line[d],
                    HvdcFlow.of(
                            network.hvdcLines().get(line[d]),
                            perUnit.physicalPower(x[at]),
                            perUnit.physicalPower(x[at + 1]),
                            perUnit.physicalPower(x[at + 2])));
        }
        point.pg(pg).qg(qg).hvdc(flows);
    }

    /** Adds what limits of injections save per MW, Mvar or MVA. */
    void multipliers(NonlinearResult result, List<LimitMultiplier> list) {
        double[] below = result.lowerMultipliers();
        double[] above = result.upperMultipliers();
        for (int k = 0; k < generator.length; k++) {
            put(list, NetworkLimit.GENERATOR_P_MIN, generator[k], below[p(k)]);
            put(list, NetworkLimit.GENERATOR_P_MAX, generator[k], above[p(k)]);
            put(list, NetworkLimit.GENERATOR_Q_MIN, generator[k], below[q(k)]);
            put(list, NetworkLimit.GENERATOR_Q_MAX, generator[k], above[q(k)]);
        }
        for (int d = 0; d < line.length; d++) {
            int at = firstLine + 3 * d;
            put(list, NetworkLimit.HVDC_P_MIN, line[d], below[at]);
            put(list, NetworkLimit.HVDC_P_MAX, line[d], above[at]);
            put(list, NetworkLimit.HVDC_Q_FROM_MIN, line[d], below[at + 1]);
            put(list, NetworkLimit.HVDC_Q_FROM_MAX, line[d], above[at + 1]);
            put(list, NetworkLimit.HVDC_Q_TO_MIN, line[d], below[at + 2]);
            put(list, NetworkLimit.HVDC_Q_TO_MAX, line[d], above[at + 2]);
        }
        for (int i = 0; i < ties.size(); i++) {
            double price = result.equalityMultipliers()[firstEquality + i];
            int index = generator[ties.get(i).generator];
            put(list, NetworkLimit.GENERATOR_Q_LINE_MAX, index, Math.max(price, 0.0));
            put(list, NetworkLimit.GENERATOR_Q_LINE_MIN, index, Math.max(-price, 0.0));
        }
        int row = firstInequality;
        for (Circle circle : circles) {
            put(
                    list,
                    NetworkLimit.GENERATOR_CAPABILITY,
                    generator[circle.generator],
                    result.inequalityMultipliers()[row++]);
        }
        for (Sloped slope : slopes) {
            NetworkLimit limit =
                    slope.sign > 0.0 ? NetworkLimit.GENERATOR_Q_LINE_MAX : NetworkLimit.GENERATOR_Q_LINE_MIN;
            put(list, limit, generator[slope.generator], result.inequalityMultipliers()[row++]);
        }
    }

    private void put(List<LimitMultiplier> list, NetworkLimit limit, int index, double perUnitPrice) {
        list.add(new LimitMultiplier(limit.of(network, index), perUnit.pricePerMwh(perUnitPrice)));
    }
}
