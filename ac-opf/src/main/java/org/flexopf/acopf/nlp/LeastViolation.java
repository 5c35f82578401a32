package org.flexopf.acopf.nlp;

import java.util.Arrays;

/**
 * The program that finds the point of least violation: every constraint may be broken at a price of one per unit, and
 * nothing else costs.
 *
 * <pre>
 *   minimise sum(p + n) + sum(t)   subject to   g(x) - p + n = 0,   h(x) - t &lt;= 0,   p, n, t &gt;= 0
 * </pre>
 */
final class LeastViolation implements NonlinearProgram {

    private final NonlinearProgram program;
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

    LeastViolation(NonlinearProgram program) {
        this.program = program;
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
            rows.add(own.row()[t], own.column()[t]);
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
            for (; next < given.count() && given.row()[next] == i; next++) {
                inequalityPlace[next] = limits.add(i, given.column()[next]);
            }
            limits.add(i, variables + 2 * equalities + i);
        }
        inequalityPattern = limits.build();
        inequalityEntries = new double[given.count()];
    }

    /** A point of this program at a point of the other: what is broken there is paid for. */
    double[] start(double[] x) {
        double[] all = Arrays.copyOf(x, lower.length);
        double[] g = new double[equalities];
        double[] h = new double[inequalities];
        program.constraints(x, g, h);
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
        return program.hessianPattern();
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
        return sum;
    }

    @Override
    public void gradient(double[] x, double[] gradient) {
        Arrays.fill(gradient, 0, variables, 0.0);
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
    }
}
