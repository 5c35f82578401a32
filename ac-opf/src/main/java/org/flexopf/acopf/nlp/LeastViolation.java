package org.flexopf.acopf.nlp;

import java.util.Arrays;

/**
 * The program that finds a point of least violation: every constraint may be broken at a price of one per unit. Among
 * points that break as little, one near a point c is preferred, by so small a weight w that it is not paid for by
 * violations.
 *
 * <pre>
 *   minimise sum(p + n) + sum(t) + w/2 |x - c|^2   subject to   g(x) - p + n = 0,   h(x) - t &lt;= 0,   p, n, t &gt;= 0
 * </pre>
 */
final class LeastViolation implements NonlinearProgram {

    /** The weight w of the distance. */
    private static final double NEARNESS = 1e-4;

    private final NonlinearProgram program;
    private final double[] centre;
    private final Triplets hessianPattern;
    private final int variables;
    private final int equalities;
    private final int inequalities;
    private final double[] lower;
    private final double[] upper;
    private final int[] groupOfVariable;
    private final Triplets equalityPattern;
    private final Triplets inequalityPattern;
    /** For every entry of the program's inequalities, its place among those of this one. */
    private final int[] inequalityPlace;

    private final double[] inequalityEntries;

    /** @param centre the point that is to be near, such as the one where a method got stuck */
    LeastViolation(NonlinearProgram program, double[] centre) {
        this.program = program;
        this.centre = centre.clone();
        variables = program.lower().length;
        equalities = program.equalities();
        inequalities = program.inequalities();
        int all = variables + 2 * equalities + inequalities;
        lower = Arrays.copyOf(program.lower(), all);
        upper = Arrays.copyOf(program.upper(), all);
        Arrays.fill(upper, variables, all, Double.POSITIVE_INFINITY);
        groupOfVariable = Arrays.copyOf(program.groupOfVariable(), all);
        for (int i = variables; i < all; i++) {
            groupOfVariable[i] = program.groups() + i - variables;
        }
        Triplets.Builder rows = new Triplets.Builder();
        Triplets own = program.equalityPattern();
        for (int t = 0; t < own.count(); t++) {
            rows.add(own.row(t), own.column(t));
        }
        for (int i = 0; i < equalities; i++) {
            rows.add(i, variables + i);
            rows.add(i, variables + equalities + i);
        }
        equalityPattern = rows.build();
        Triplets.Builder limits = new Triplets.Builder();
        Triplets given = program.inequalityPattern();
        inequalityPlace = new int[given.count()];
        int next = 0;
        for (int i = 0; i < inequalities; i++) {
            for (; next < given.count() && given.row(next) == i; next++) {
                inequalityPlace[next] = limits.add(i, given.column(next));
            }
            limits.add(i, variables + 2 * equalities + i);
        }
        inequalityPattern = limits.build();
        inequalityEntries = new double[given.count()];
        Triplets.Builder curvature = new Triplets.Builder();
        Triplets hessian = program.hessianPattern();
        for (int t = 0; t < hessian.count(); t++) {
            curvature.add(hessian.row(t), hessian.column(t));
        }
        for (int i = 0; i < variables; i++) {
            curvature.add(i, i);
        }
        hessianPattern = curvature.build();
    }

    /** The centre as a point of this program: what is broken there is paid for. */
    double[] start() {
        double[] all = Arrays.copyOf(centre, lower.length);
        double[] g = new double[equalities];
        double[] h = new double[inequalities];
        program.constraints(centre, g, h);
        for (int i = 0; i < equalities; i++) {
            all[variables + i] = Math.max(g[i], 0.0);
            all[variables + equalities + i] = Math.max(-g[i], 0.0);
        }
        for (int i = 0; i < inequalities; i++) {
            all[variables + 2 * equalities + i] = Math.max(h[i], 0.0);
        }
        return all;
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
        return program.groups() + lower.length - variables;
    }

    @Override
    public int[] groupOfVariable() {
        return groupOfVariable;
    }

    @Override
    public int[] groupOfEquality() {
        return program.groupOfEquality();
    }

    @Override
    public int[] groupOfInequality() {
        return program.groupOfInequality();
    }

    @Override
    public double objective(double[] x) {
        double sum = 0.0;
        for (int i = variables; i < x.length; i++) {
            sum += x[i];
        }
        for (int i = 0; i < variables; i++) {
            sum += 0.5 * NEARNESS * (x[i] - centre[i]) * (x[i] - centre[i]);
        }
        return sum;
    }

    @Override
    public void gradient(double[] x, double[] gradient) {
        for (int i = 0; i < variables; i++) {
            gradient[i] = NEARNESS * (x[i] - centre[i]);
        }
        Arrays.fill(gradient, variables, gradient.length, 1.0);
    }

    @Override
    public void constraints(double[] x, double[] g, double[] h) {
        program.constraints(x, g, h);
        for (int i = 0; i < equalities; i++) {
            g[i] += x[variables + equalities + i] - x[variables + i];
        }
        for (int i = 0; i < inequalities; i++) {
            h[i] -= x[variables + 2 * equalities + i];
        }
    }

    @Override
    public void jacobians(double[] x, double[] g, double[] h) {
        program.jacobians(x, g, inequalityEntries);
        int own = equalityPattern.count() - 2 * equalities;
        for (int i = 0; i < equalities; i++) {
            g[own + 2 * i] = -1.0;
            g[own + 2 * i + 1] = 1.0;
        }
        Arrays.fill(h, -1.0);
        for (int t = 0; t < inequalityPlace.length; t++) {
            h[inequalityPlace[t]] = inequalityEntries[t];
        }
    }

    @Override
    public void hessian(double[] x, double weight, double[] y, double[] z, double[] entries) {
        program.hessian(x, 0.0, y, z, entries);
        int own = hessianPattern.count() - variables;
        Arrays.fill(entries, own, entries.length, weight * NEARNESS);
    }
}
