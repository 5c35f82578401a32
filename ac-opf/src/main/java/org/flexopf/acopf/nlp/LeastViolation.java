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
    private final ProgramStructure structure;
    private final int variables;
    private final int equalities;
    private final int inequalities;
    /** For every entry of the program's inequalities, its place among those of this one. */
    private final int[] inequalityPlace;

    private final double[] inequalityEntries;

    /** @param centre the point that is to be near, such as the one where a method got stuck */
    LeastViolation(NonlinearProgram program, double[] centre) {
        this.program = program;
        this.centre = centre.clone();
        ProgramStructure own = program.structure();
        variables = own.variables();
        equalities = own.equalities();
        inequalities = own.inequalities();
        inequalityPlace = new int[own.inequalityPattern().count()];
        inequalityEntries = new double[inequalityPlace.length];
        int all = variables + 2 * equalities + inequalities;
        double[] lower = Arrays.copyOf(own.lower(), all);
        double[] upper = Arrays.copyOf(own.upper(), all);
        Arrays.fill(upper, variables, all, Double.POSITIVE_INFINITY);
        int[] groupOfVariable = Arrays.copyOf(own.groupOfVariable(), all);
        for (int i = variables; i < all; i++) {
            groupOfVariable[i] = own.groups() + i - variables;
        }
        structure = new ProgramStructure(
                lower,
                upper,
                equalities,
                inequalities,
                equalityPattern(own.equalityPattern()),
                inequalityPattern(own.inequalityPattern()),
                hessianPattern(own.hessianPattern()),
                own.groups() + all - variables,
                groupOfVariable,
                own.groupOfEquality());
    }

    private Triplets equalityPattern(Triplets own) {
        Triplets.Builder entries = own.toBuilder();
        for (int i = 0; i < equalities; i++) {
            entries.add(i, variables + i);
            entries.add(i, variables + equalities + i);
        }
        return entries.build();
    }

    private Triplets inequalityPattern(Triplets own) {
        Triplets.Builder entries = new Triplets.Builder();
        int next = 0;
        for (int i = 0; i < inequalities; i++) {
            for (; next < own.count() && own.row(next) == i; next++) {
                inequalityPlace[next] = entries.add(i, own.column(next));
            }
            entries.add(i, variables + 2 * equalities + i);
        }
        return entries.build();
    }

    private Triplets hessianPattern(Triplets own) {
        Triplets.Builder entries = own.toBuilder();
        for (int i = 0; i < variables; i++) {
            entries.add(i, i);
        }
        return entries.build();
    }

    @Override
    public ProgramStructure structure() {
        return structure;
    }

    /** The centre as a point of this program: what is broken there is paid for. */
    double[] start() {
        double[] all = Arrays.copyOf(centre, structure.variables());
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
        int own = structure.equalityPattern().count() - 2 * equalities;
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
        int own = structure.hessianPattern().count() - variables;
        Arrays.fill(entries, own, entries.length, weight * NEARNESS);
    }
}
