package org.flexopf.acopf;

import static org.flexopf.acopf.EndFunctions.COEFFICIENTS;
import static org.flexopf.acopf.EndFunctions.CURRENT_FROM;
import static org.flexopf.acopf.EndFunctions.CURRENT_TO;
import static org.flexopf.acopf.EndFunctions.P_FROM;
import static org.flexopf.acopf.EndFunctions.P_TO;
import static org.flexopf.acopf.EndFunctions.Q_FROM;
import static org.flexopf.acopf.EndFunctions.Q_TO;
import static org.flexopf.acopf.EndFunctions.STRIDE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flexopf.acopf.nlp.NonlinearProgram;
import org.flexopf.acopf.nlp.NonlinearResult;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Topology;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.TwoPort;

/**
 * The AC optimal power flow of a network in polar coordinates, per unit:
 *
 * <pre>
 *   variables     theta, v of every bus; what injects at buses ({@link Injections}); the flow of every interface
 *   equalities    flows of branches + shunt v^2 + demand - injections = 0, active and reactive, of every bus
 *   inequalities  (P^2 + Q^2) / 2S - S / 2 &lt;= 0 and i^2 / 2I - I / 2 &lt;= 0 at both ends, angle differences,
 *                 and those of injections
 * </pre>
 *
 * <p>Written like this, a limit of power has the unit of power near its bound, and its multiplier is what one unit more
 * room saves. A bus is one group of unknowns: its voltage and the multipliers of its balances.
 */
final class AcProgram implements NonlinearProgram {

    /** Entries of a branch in the Jacobian of a function: by theta_f, theta_t, v_f, v_t. */
    private static final int ENDS = 4;
    /** Entries of a branch in one triangle of the Hessian. */
    private static final int TRIANGLE = 10;

    private final Network network;
    private final PerUnit perUnit;
    /** Index of each bus that takes part, and the place of each bus among them; -1 for the others. */
    private final int[] bus;

    private final int[] place;
    /** Branches that carry power: index, places of their buses, coefficients of their functions. */
    private final int[] branch;

    private final int[] from;
    private final int[] to;
    private final double[] coefficients;
    private final double[] shuntG;
    private final double[] shuntB;
    private final double[] demandP;
    private final double[] demandQ;
    /** Limited branches by place: of power, of current, of angle, with the first inequality of each kind. */
    private final int[] rated;

    private final double[] rating;
    private final int[] currentLimited;
    private final double[] currentLimit;
    private final int[] angleLimited;
    private final double[] angleSign;
    private final double[] angleBound;
    private final int firstCurrent;
    private final int firstAngle;
    /** Terms of interfaces: the interface's place, the branch's place, the weight. */
    private final int[] termInterface;

    private final int[] termBranch;
    private final double[] termWeight;
    private final int[] flowInterface;
    private final int firstFlow;

    private final Injections injections;
    private final double[] lower;
    private final double[] upper;
    private final int equalities;
    private final int inequalities;
    private final Triplets equalityPattern;
    private final Triplets inequalityPattern;
    private final Triplets hessianPattern;
    private final int[] groupOfVariable;
    private final int[] groupOfEquality;
    private final int[] groupOfInequality;
    private final int groups;
    private final double[] cos;
    private final double[] sin;
    /** Coefficients of the weighted sum of each branch's functions. */
    private final double[] weighted;

    private final double[] slope = new double[ENDS];

    AcProgram(Network network) {
        this.network = network;
        perUnit = network.perUnit();
        Topology topology = network.topology();
        place = new int[network.buses().size()];
        Arrays.fill(place, -1);
        bus = activeBuses();
        int buses = bus.length;
        branch = activeBranches();
        from = new int[branch.length];
        to = new int[branch.length];
        coefficients = new double[STRIDE * branch.length];
        for (int k = 0; k < branch.length; k++) {
            from[k] = place[topology.from(branch[k])];
            to[k] = place[topology.to(branch[k])];
            EndFunctions.write(TwoPort.of(network.branches().get(branch[k])), coefficients, STRIDE * k);
        }
        cos = new double[branch.length];
        sin = new double[branch.length];
        weighted = new double[COEFFICIENTS * branch.length];
        shuntG = ofBuses(network.shuntConductance());
        shuntB = ofBuses(network.shuntSusceptance());
        demandP = ofBuses(network.activeDemand());
        demandQ = ofBuses(network.reactiveDemand());

        IntBag ratedBranches = new IntBag();
        IntBag currentBranches = new IntBag();
        IntBag angleBranches = new IntBag();
        List<Double> signs = new ArrayList<>();
        List<Double> bounds = new ArrayList<>();
        for (int k = 0; k < branch.length; k++) {
            if (Double.isFinite(NetworkLimit.RATING_FROM.bound(network, branch[k]))) {
                ratedBranches.add(k);
            }
            if (Double.isFinite(NetworkLimit.CURRENT_FROM.bound(network, branch[k]))) {
                currentBranches.add(k);
            }
            double most = NetworkLimit.ANGLE_MAX.bound(network, branch[k]);
            double least = NetworkLimit.ANGLE_MIN.bound(network, branch[k]);
            if (Double.isFinite(most)) {
                angleBranches.add(k);
                signs.add(1.0);
                bounds.add(Math.toRadians(most));
            }
            if (Double.isFinite(least)) {
                angleBranches.add(k);
                signs.add(-1.0);
                bounds.add(Math.toRadians(-least));
            }
        }
        rated = ratedBranches.toArray();
        rating = new double[rated.length];
        for (int i = 0; i < rated.length; i++) {
            rating[i] = perUnit.power(NetworkLimit.RATING_FROM.bound(network, branch[rated[i]]));
        }
        currentLimited = currentBranches.toArray();
        currentLimit = new double[currentLimited.length];
        for (int i = 0; i < currentLimited.length; i++) {
            currentLimit[i] = perUnit.power(NetworkLimit.CURRENT_FROM.bound(network, branch[currentLimited[i]]));
        }
        angleLimited = angleBranches.toArray();
        angleSign = signs.stream().mapToDouble(Double::doubleValue).toArray();
        angleBound = bounds.stream().mapToDouble(Double::doubleValue).toArray();
        firstCurrent = 2 * rated.length;
        firstAngle = firstCurrent + 2 * currentLimited.length;

        injections = new Injections(network, place, 2 * buses, 2 * buses, firstAngle + angleLimited.length);
        IntBag limited = new IntBag();
        for (int f = 0; f < network.flowInterfaces().size(); f++) {
            if (Double.isFinite(network.flowInterfaces().get(f).lower())
                    || Double.isFinite(network.flowInterfaces().get(f).upper())) {
                limited.add(f);
            }
        }
        flowInterface = limited.toArray();
        firstFlow = 2 * buses + injections.variables();
        IntBag terms = new IntBag();
        IntBag termBranches = new IntBag();
        List<Double> weights = new ArrayList<>();
        int[] placeOfBranch = new int[network.branches().size()];
        Arrays.fill(placeOfBranch, -1);
        for (int k = 0; k < branch.length; k++) {
            placeOfBranch[branch[k]] = k;
        }
        for (int f = 0; f < flowInterface.length; f++) {
            int row = f;
            network.flowInterfaces().get(flowInterface[f]).weights().forEach((id, weight) -> {
                int k = placeOfBranch[network.branchIndex(id)];
                if (k >= 0) {
                    terms.add(row);
                    termBranches.add(k);
                    weights.add(0.5 * weight);
                }
            });
        }
        termInterface = terms.toArray();
        termBranch = termBranches.toArray();
        termWeight = weights.stream().mapToDouble(Double::doubleValue).toArray();

        int variables = firstFlow + flowInterface.length;
        equalities = 2 * buses + injections.equalities() + flowInterface.length;
        inequalities = firstAngle + angleLimited.length + injections.inequalities();
        lower = new double[variables];
        upper = new double[variables];
        bounds();
        groupOfVariable = new int[variables];
        groupOfEquality = new int[equalities];
        groupOfInequality = new int[inequalities];
        groups = assignGroups();
        equalityPattern = equalityEntries();
        inequalityPattern = inequalityEntries();
        hessianPattern = hessianEntries();
    }

    private int[] activeBuses() {
        IntBag active = new IntBag();
        for (int i = 0; i < place.length; i++) {
            if (network.isActive(network.buses().get(i))) {
                place[i] = active.size();
                active.add(i);
            }
        }
        return active.toArray();
    }

    private int[] activeBranches() {
        IntBag active = new IntBag();
        for (int b = 0; b < network.branches().size(); b++) {
            if (network.topology().isActive(b)) {
                active.add(b);
            }
        }
        return active.toArray();
    }

    private double[] ofBuses(double[] physical) {
        double[] values = new double[bus.length];
        for (int k = 0; k < bus.length; k++) {
            values[k] = perUnit.power(physical[bus[k]]);
        }
        return values;
    }

    private void bounds() {
        for (int k = 0; k < bus.length; k++) {
            boolean reference = network.buses().get(bus[k]).isReference();
            double angle = Math.toRadians(network.buses().get(bus[k]).angle());
            lower[k] = reference ? angle : Double.NEGATIVE_INFINITY;
            upper[k] = reference ? angle : Double.POSITIVE_INFINITY;
            lower[bus.length + k] = network.buses().get(bus[k]).vMin();
            upper[bus.length + k] = network.buses().get(bus[k]).vMax();
        }
        injections.bounds(lower, upper);
        for (int f = 0; f < flowInterface.length; f++) {
            lower[firstFlow + f] =
                    perUnit.power(network.flowInterfaces().get(flowInterface[f]).lower());
            upper[firstFlow + f] =
                    perUnit.power(network.flowInterfaces().get(flowInterface[f]).upper());
        }
    }

    private int assignGroups() {
        for (int k = 0; k < bus.length; k++) {
            groupOfVariable[k] = k;
            groupOfVariable[bus.length + k] = k;
            groupOfEquality[k] = k;
            groupOfEquality[bus.length + k] = k;
        }
        Arrays.fill(groupOfInequality, -1);
        for (int i = 0; i < firstAngle; i++) {
            int k = i < firstCurrent ? rated[i / 2] : currentLimited[(i - firstCurrent) / 2];
            groupOfInequality[i] = i % 2 == 0 ? from[k] : to[k];
        }
        injections.group(groupOfVariable, groupOfEquality);
        for (int f = 0; f < flowInterface.length; f++) {
            groupOfVariable[firstFlow + f] = bus.length + f;
            groupOfEquality[equalities - flowInterface.length + f] = bus.length + f;
        }
        return bus.length + flowInterface.length;
    }

    /** The variable of a branch's Jacobian at a place among four. */
    private int variable(int k, int end) {
        return switch (end) {
            case 0 -> from[k];
            case 1 -> to[k];
            case 2 -> bus.length + from[k];
            default -> bus.length + to[k];
        };
    }

    private Triplets equalityEntries() {
        Triplets.Builder entries = new Triplets.Builder();
        for (int k = 0; k < branch.length; k++) {
            for (int function = P_FROM; function <= Q_TO; function++) {
                int at = function == P_FROM || function == Q_FROM ? from[k] : to[k];
                int row = function == P_FROM || function == P_TO ? at : bus.length + at;
                for (int end = 0; end < ENDS; end++) {
                    entries.add(row, variable(k, end));
                }
            }
        }
        for (int k = 0; k < bus.length; k++) {
            entries.add(k, bus.length + k);
            entries.add(bus.length + k, bus.length + k);
        }
        int firstRow = equalities - flowInterface.length;
        for (int t = 0; t < termInterface.length; t++) {
            for (int end = 0; end < ENDS; end++) {
                entries.add(firstRow + termInterface[t], variable(termBranch[t], end));
            }
        }
        for (int f = 0; f < flowInterface.length; f++) {
            entries.add(firstRow + f, firstFlow + f);
        }
        injections.equalityEntries(entries, bus.length);
        return entries.build();
    }

    private Triplets inequalityEntries() {
        Triplets.Builder entries = new Triplets.Builder();
        for (int i = 0; i < firstAngle; i++) {
            int k = i < firstCurrent ? rated[i / 2] : currentLimited[(i - firstCurrent) / 2];
            for (int end = 0; end < ENDS; end++) {
                entries.add(i, variable(k, end));
            }
        }
        for (int i = 0; i < angleLimited.length; i++) {
            entries.add(firstAngle + i, from[angleLimited[i]]);
            entries.add(firstAngle + i, to[angleLimited[i]]);
        }
        injections.inequalityEntries(entries);
        return entries.build();
    }

    private Triplets hessianEntries() {
        Triplets.Builder entries = new Triplets.Builder();
        for (int k = 0; k < branch.length; k++) {
            for (int a = 0; a < ENDS; a++) {
                for (int b = 0; b <= a; b++) {
                    entries.add(variable(k, a), variable(k, b));
                }
            }
        }
        for (int k = 0; k < bus.length; k++) {
            entries.add(bus.length + k, bus.length + k);
        }
        injections.hessianEntries(entries);
        return entries.build();
    }

    /** A start of this program at a state of the network; what the state does not know is flat. */
    double[] start(OperatingPoint point) {
        double[] x = flatStart();
        for (int k = 0; k < bus.length; k++) {
            if (Double.isFinite(point.va(bus[k]))) {
                x[k] = Math.toRadians(point.va(bus[k]));
            }
            if (Double.isFinite(point.vm(bus[k]))) {
                x[bus.length + k] = point.vm(bus[k]);
            }
        }
        injections.start(point, x);
        return x;
    }

    /** The flat start: voltages of 1 p.u. at the angle of the reference, injections in the middle of their ranges. */
    double[] flatStart() {
        double[] x = new double[lower.length];
        double[] angle = new double[network.topology().islandCount()];
        for (int i : bus) {
            if (network.buses().get(i).isReference()) {
                angle[network.topology().island(i)] =
                        Math.toRadians(network.buses().get(i).angle());
            }
        }
        for (int k = 0; k < bus.length; k++) {
            x[k] = angle[network.topology().island(bus[k])];
            x[bus.length + k] = 1.0;
        }
        injections.flatStart(lower, upper, x);
        return x;
    }

    private void turn(double[] x) {
        for (int k = 0; k < branch.length; k++) {
            double theta = x[from[k]] - x[to[k]];
            cos[k] = Math.cos(theta);
            sin[k] = Math.sin(theta);
        }
    }

    private double value(int k, int function, double[] x) {
        return EndFunctions.value(
                coefficients,
                STRIDE * k + COEFFICIENTS * function,
                x[bus.length + from[k]],
                x[bus.length + to[k]],
                cos[k],
                sin[k]);
    }

    /** Writes the derivatives of a function of a branch, times a factor. */
    private void derivatives(int k, int function, double[] x, double factor, double[] target, int at) {
        Arrays.fill(target, at, at + ENDS, 0.0);
        addDerivatives(k, function, x, factor, target, at);
    }

    @Override
    public double[] lower() {
        return lower;
    }

    @Override
    public double[] upper() {
        return upper;
    }

    @Override
    public int equalities() {
        return equalities;
    }

    @Override
    public int inequalities() {
        return inequalities;
    }

    @Override
    public Triplets equalityPattern() {
        return equalityPattern;
    }

    @Override
    public Triplets inequalityPattern() {
        return inequalityPattern;
    }

    @Override
    public Triplets hessianPattern() {
        return hessianPattern;
    }

    @Override
    public int groups() {
        return groups;
    }

    @Override
    public int[] groupOfVariable() {
        return groupOfVariable;
    }

    @Override
    public int[] groupOfEquality() {
        return groupOfEquality;
    }

    @Override
    public int[] groupOfInequality() {
        return groupOfInequality;
    }

    @Override
    public double objective(double[] x) {
        return injections.cost(x);
    }

    @Override
    public void gradient(double[] x, double[] gradient) {
        Arrays.fill(gradient, 0.0);
        injections.gradient(x, gradient);
    }

    @Override
    public void constraints(double[] x, double[] g, double[] h) {
        turn(x);
        for (int k = 0; k < bus.length; k++) {
            double squared = x[bus.length + k] * x[bus.length + k];
            g[k] = demandP[k] + shuntG[k] * squared;
            g[bus.length + k] = demandQ[k] - shuntB[k] * squared;
        }
        for (int k = 0; k < branch.length; k++) {
            g[from[k]] += value(k, P_FROM, x);
            g[bus.length + from[k]] += value(k, Q_FROM, x);
            g[to[k]] += value(k, P_TO, x);
            g[bus.length + to[k]] += value(k, Q_TO, x);
        }
        int firstRow = equalities - flowInterface.length;
        for (int f = 0; f < flowInterface.length; f++) {
            g[firstRow + f] = x[firstFlow + f];
        }
        for (int t = 0; t < termInterface.length; t++) {
            int k = termBranch[t];
            g[firstRow + termInterface[t]] -= termWeight[t] * (value(k, P_FROM, x) - value(k, P_TO, x));
        }
        for (int i = 0; i < rated.length; i++) {
            h[2 * i] = powerExcess(rated[i], P_FROM, Q_FROM, rating[i], x);
            h[2 * i + 1] = powerExcess(rated[i], P_TO, Q_TO, rating[i], x);
        }
        for (int i = 0; i < currentLimited.length; i++) {
            double limit = currentLimit[i];
            h[firstCurrent + 2 * i] = 0.5 * (value(currentLimited[i], CURRENT_FROM, x) / limit - limit);
            h[firstCurrent + 2 * i + 1] = 0.5 * (value(currentLimited[i], CURRENT_TO, x) / limit - limit);
        }
        for (int i = 0; i < angleLimited.length; i++) {
            int k = angleLimited[i];
            h[firstAngle + i] = angleSign[i] * (x[from[k]] - x[to[k]]) - angleBound[i];
        }
        injections.constraints(x, g, h, bus.length);
    }

    private double powerExcess(int k, int active, int reactive, double limit, double[] x) {
        double p = value(k, active, x);
        double q = value(k, reactive, x);
        return 0.5 * ((p * p + q * q) / limit - limit);
    }

    @Override
    public void jacobians(double[] x, double[] g, double[] h) {
        turn(x);
        int at = 0;
        for (int k = 0; k < branch.length; k++) {
            for (int function = P_FROM; function <= Q_TO; function++, at += ENDS) {
                derivatives(k, function, x, 1.0, g, at);
            }
        }
        for (int k = 0; k < bus.length; k++) {
            g[at++] = 2.0 * shuntG[k] * x[bus.length + k];
            g[at++] = -2.0 * shuntB[k] * x[bus.length + k];
        }
        for (int t = 0; t < termInterface.length; t++, at += ENDS) {
            derivatives(termBranch[t], P_FROM, x, -termWeight[t], g, at);
            addDerivatives(termBranch[t], P_TO, x, termWeight[t], g, at);
        }
        for (int f = 0; f < flowInterface.length; f++) {
            g[at++] = 1.0;
        }
        injections.equalityValues(g, at);
        at = 0;
        for (int i = 0; i < rated.length; i++) {
            at = powerDerivatives(rated[i], P_FROM, Q_FROM, rating[i], x, h, at);
            at = powerDerivatives(rated[i], P_TO, Q_TO, rating[i], x, h, at);
        }
        for (int i = 0; i < currentLimited.length; i++) {
            derivatives(currentLimited[i], CURRENT_FROM, x, 0.5 / currentLimit[i], h, at);
            derivatives(currentLimited[i], CURRENT_TO, x, 0.5 / currentLimit[i], h, at + ENDS);
            at += 2 * ENDS;
        }
        for (int i = 0; i < angleLimited.length; i++) {
            h[at++] = angleSign[i];
            h[at++] = -angleSign[i];
        }
        injections.inequalityValues(x, h, at);
    }

    private int powerDerivatives(int k, int active, int reactive, double limit, double[] x, double[] h, int at) {
        derivatives(k, active, x, value(k, active, x) / limit, h, at);
        addDerivatives(k, reactive, x, value(k, reactive, x) / limit, h, at);
        return at + ENDS;
    }

    private void addDerivatives(int k, int function, double[] x, double factor, double[] target, int at) {
        int c = STRIDE * k + COEFFICIENTS * function;
        double vf = x[bus.length + from[k]];
        double vt = x[bus.length + to[k]];
        double byAngle = factor * EndFunctions.byAngle(coefficients, c, vf, vt, cos[k], sin[k]);
        target[at] += byAngle;
        target[at + 1] -= byAngle;
        target[at + 2] += factor * EndFunctions.byFrom(coefficients, c, vf, vt, cos[k], sin[k]);
        target[at + 3] += factor * EndFunctions.byTo(coefficients, c, vf, vt, cos[k], sin[k]);
    }

    @Override
    public void hessian(double[] x, double weight, double[] y, double[] z, double[] entries) {
        turn(x);
        Arrays.fill(entries, 0.0);
        // Weighted sums of the functions of a branch first, then products of their gradients.
        weigh(x, y, z);
        for (int k = 0; k < branch.length; k++) {
            curvature(k, x, entries);
        }
        for (int i = 0; i < rated.length; i++) {
            int k = rated[i];
            squares(k, P_FROM, x, z[2 * i] / rating[i], entries);
            squares(k, Q_FROM, x, z[2 * i] / rating[i], entries);
            squares(k, P_TO, x, z[2 * i + 1] / rating[i], entries);
            squares(k, Q_TO, x, z[2 * i + 1] / rating[i], entries);
        }
        int at = TRIANGLE * branch.length;
        for (int k = 0; k < bus.length; k++) {
            entries[at++] = 2.0 * (y[k] * shuntG[k] - y[bus.length + k] * shuntB[k]);
        }
        injections.hessianValues(weight, z, entries, at);
    }

    /** Adds up the functions of every branch, each times what it weighs in the Lagrangian. */
    private void weigh(double[] x, double[] y, double[] z) {
        Arrays.fill(weighted, 0.0);
        int buses = bus.length;
        for (int k = 0; k < branch.length; k++) {
            weigh(k, P_FROM, y[from[k]]);
            weigh(k, Q_FROM, y[buses + from[k]]);
            weigh(k, P_TO, y[to[k]]);
            weigh(k, Q_TO, y[buses + to[k]]);
        }
        int firstRow = equalities - flowInterface.length;
        for (int t = 0; t < termInterface.length; t++) {
            double price = termWeight[t] * y[firstRow + termInterface[t]];
            weigh(termBranch[t], P_FROM, -price);
            weigh(termBranch[t], P_TO, price);
        }
        for (int i = 0; i < rated.length; i++) {
            int k = rated[i];
            weigh(k, P_FROM, z[2 * i] * value(k, P_FROM, x) / rating[i]);
            weigh(k, Q_FROM, z[2 * i] * value(k, Q_FROM, x) / rating[i]);
            weigh(k, P_TO, z[2 * i + 1] * value(k, P_TO, x) / rating[i]);
            weigh(k, Q_TO, z[2 * i + 1] * value(k, Q_TO, x) / rating[i]);
        }
        for (int i = 0; i < currentLimited.length; i++) {
            weigh(currentLimited[i], CURRENT_FROM, 0.5 * z[firstCurrent + 2 * i] / currentLimit[i]);
            weigh(currentLimited[i], CURRENT_TO, 0.5 * z[firstCurrent + 2 * i + 1] / currentLimit[i]);
        }
    }

    private void weigh(int k, int function, double factor) {
        int c = STRIDE * k + COEFFICIENTS * function;
        for (int i = 0; i < COEFFICIENTS; i++) {
            weighted[COEFFICIENTS * k + i] += factor * coefficients[c + i];
        }
    }

    /** Writes the second derivatives of the weighted sum of a branch's functions. */
    private void curvature(int k, double[] x, double[] entries) {
        int c = COEFFICIENTS * k;
        double vf = x[bus.length + from[k]];
        double vt = x[bus.length + to[k]];
        double along = weighted[c + 2] * cos[k] + weighted[c + 3] * sin[k];
        double across = weighted[c + 3] * cos[k] - weighted[c + 2] * sin[k];
        int at = TRIANGLE * k;
        entries[at] = -vf * vt * along;
        entries[at + 1] = vf * vt * along;
        entries[at + 2] = -vf * vt * along;
        entries[at + 3] = vt * across;
        entries[at + 4] = -vt * across;
        entries[at + 5] = 2.0 * weighted[c];
        entries[at + 6] = vf * across;
        entries[at + 7] = -vf * across;
        entries[at + 8] = along;
        entries[at + 9] = 2.0 * weighted[c + 1];
    }

    /** Adds the product of a function's gradient with itself, times a factor. */
    private void squares(int k, int function, double[] x, double factor, double[] entries) {
        if (factor == 0.0) {
            return;
        }
        derivatives(k, function, x, 1.0, slope, 0);
        int at = TRIANGLE * k;
        for (int a = 0; a < ENDS; a++) {
            for (int b = 0; b <= a; b++) {
                entries[at++] += factor * slope[a] * slope[b];
            }
        }
    }

    /** The state that the variables describe. */
    OperatingPoint point(double[] x) {
        turn(x);
        OperatingPoint.Builder point = OperatingPoint.of(network);
        double[] vm = point.build().vm();
        double[] va = vm.clone();
        for (int k = 0; k < bus.length; k++) {
            va[bus[k]] = Math.toDegrees(x[k]);
            vm[bus[k]] = x[bus.length + k];
        }
        double[][] flow = new double[Q_TO + 1][network.branches().size()];
        for (int k = 0; k < branch.length; k++) {
            for (int function = P_FROM; function <= Q_TO; function++) {
                flow[function][branch[k]] = perUnit.physicalPower(value(k, function, x));
            }
        }
        injections.write(x, point);
        return point.vm(vm)
                .va(va)
                .pFrom(flow[P_FROM])
                .qFrom(flow[Q_FROM])
                .pTo(flow[P_TO])
                .qTo(flow[Q_TO])
                .build();
    }

    /** What the variables leave of each bus's balance, MW (0) or Mvar (1), by index; isolated buses have 0. */
    double[] mismatch(double[] x, int part) {
        double[] g = new double[equalities];
        constraints(x, g, new double[inequalities]);
        return ofBalances(g, part, perUnit.physicalPower(1.0));
    }

    /** The prices of active (0) or reactive (1) demand by bus index; isolated buses have NaN. */
    double[] prices(NonlinearResult result, int part) {
        double[] prices = ofBalances(result.equalityMultipliers(), part, perUnit.pricePerMwh(1.0));
        for (int i = 0; i < prices.length; i++) {
            prices[i] = place[i] < 0 ? Double.NaN : prices[i];
        }
        return prices;
    }

    private double[] ofBalances(double[] rows, int part, double factor) {
        double[] values = new double[place.length];
        for (int k = 0; k < bus.length; k++) {
            values[bus[k]] = factor * rows[part * bus.length + k];
        }
        return values;
    }

    /** What one unit more room of every limit saves, in currency per hour and unit of the limit. */
    List<LimitMultiplier> multipliers(NonlinearResult result) {
        List<LimitMultiplier> list = new ArrayList<>();
        double perMw = perUnit.pricePerMwh(1.0);
        double perDegree = Math.toRadians(1.0);
        double[] below = result.lowerMultipliers();
        double[] above = result.upperMultipliers();
        double[] z = result.inequalityMultipliers();
        for (int k = 0; k < bus.length; k++) {
            put(list, NetworkLimit.VOLTAGE_MIN, bus[k], below[bus.length + k]);
            put(list, NetworkLimit.VOLTAGE_MAX, bus[k], above[bus.length + k]);
        }
        for (int i = 0; i < rated.length; i++) {
            put(list, NetworkLimit.RATING_FROM, branch[rated[i]], perMw * z[2 * i]);
            put(list, NetworkLimit.RATING_TO, branch[rated[i]], perMw * z[2 * i + 1]);
        }
        for (int i = 0; i < currentLimited.length; i++) {
            int index = branch[currentLimited[i]];
            put(list, NetworkLimit.CURRENT_FROM, index, perMw * z[firstCurrent + 2 * i]);
            put(list, NetworkLimit.CURRENT_TO, index, perMw * z[firstCurrent + 2 * i + 1]);
        }
        for (int i = 0; i < angleLimited.length; i++) {
            NetworkLimit limit = angleSign[i] > 0.0 ? NetworkLimit.ANGLE_MAX : NetworkLimit.ANGLE_MIN;
            put(list, limit, branch[angleLimited[i]], perDegree * z[firstAngle + i]);
        }
        for (int f = 0; f < flowInterface.length; f++) {
            put(list, NetworkLimit.INTERFACE_MIN, flowInterface[f], perMw * below[firstFlow + f]);
            put(list, NetworkLimit.INTERFACE_MAX, flowInterface[f], perMw * above[firstFlow + f]);
        }
        injections.multipliers(result, list);
        return list;
    }

    private void put(List<LimitMultiplier> list, NetworkLimit limit, int index, double value) {
        list.add(new LimitMultiplier(limit.of(network, index), value));
    }
}
