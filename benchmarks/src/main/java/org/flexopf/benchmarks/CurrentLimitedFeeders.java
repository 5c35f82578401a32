package org.flexopf.benchmarks;

import java.io.StringReader;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.flexopf.program.cbf.CbfProgram;
import org.flexopf.program.cbf.CbfReader;

/**
 * Branch-flow programs of radial feeders as any other program might write them: text in the Conic Benchmark Format,
 * with a limit on every squared current, without names, hints or voltage limits that a presolve could lean on. Limits
 * are a multiple of the current that flows while all generators stand still, by a power flow, so that every program is
 * feasible; the currents span five decades, and with them the right-hand sides of rows that stand beside cones.
 *
 * <pre>
 *   min  sum of costs
 *   s.t. balances of P and Q at every bus,  w_j = w_i - 2 (r P + x Q) + (r^2 + x^2) l,
 *        0.9^2 &lt;= w &lt;= 1.1^2,   l &lt;= limit,   (l + w_i, 2 P, 2 Q, l - w_i) in Q
 * </pre>
 *
 * @param buses number of buses, the substation included
 * @param least the least limit, as a multiple of the current without generation; at least 1
 * @param most the largest limit; every line draws its own between the two
 * @param seed seed of the random numbers
 */
public record CurrentLimitedFeeders(int buses, double least, double most, long seed) {

    private static final int FEEDER_LENGTH = 500;
    private static final int PARENT_WINDOW = 20;
    private static final double WORST_DROP = 0.12;
    private static final double GENERATOR_SHARE = 0.1;
    private static final double LOWEST = 0.81;
    private static final double HIGHEST = 1.21;
    private static final int SWEEPS = 100;

    /** Limits of 1.05 to 3 times the current, each line its own. */
    public static CurrentLimitedFeeders mixed(int buses, long seed) {
        return new CurrentLimitedFeeders(buses, 1.05, 3.0, seed);
    }

    /** Limits of one multiple of the current on every line. */
    public static CurrentLimitedFeeders uniform(int buses, double multiple, long seed) {
        return new CurrentLimitedFeeders(buses, multiple, multiple, seed);
    }

    /** The program, read from its text. */
    public CbfProgram program() {
        return CbfReader.read(new StringReader(text()), toString());
    }

    /** Its text in the Conic Benchmark Format. */
    public String text() {
        SplittableRandom random = new SplittableRandom(seed);
        int[] parent = new int[buses];
        double[] p = new double[buses];
        double[] q = new double[buses];
        double[] r = new double[buses];
        double[] x = new double[buses];
        for (int i = 1; i < buses; i++) {
            int place = (i - 1) % FEEDER_LENGTH;
            parent[i] = place == 0 ? 0 : i - 1 - random.nextInt(Math.min(place, PARENT_WINDOW));
            p[i] = random.nextDouble(0.2, 1.0) * 0.002;
            q[i] = p[i] * random.nextDouble(0.2, 0.5);
            r[i] = random.nextDouble(0.2, 1.0);
            x[i] = r[i] * random.nextDouble(0.5, 1.5);
        }
        scale(parent, p, q, r, x);
        double[] current = squaredCurrents(parent, p, q, r, x);
        return write(parent, p, q, r, x, current, random);
    }

    /** Scales impedances to the worst linear drop of the squared voltage. */
    private void scale(int[] parent, double[] p, double[] q, double[] r, double[] x) {
        double[] flowP = p.clone();
        double[] flowQ = q.clone();
        for (int i = buses - 1; i > 0; i--) {
            flowP[parent[i]] += flowP[i];
            flowQ[parent[i]] += flowQ[i];
        }
        double[] drop = new double[buses];
        double worst = 0.0;
        for (int i = 1; i < buses; i++) {
            drop[i] = drop[parent[i]] + 2.0 * (r[i] * flowP[i] + x[i] * flowQ[i]);
            worst = Math.max(worst, drop[i]);
        }
        for (int i = 1; i < buses; i++) {
            r[i] *= WORST_DROP / worst;
            x[i] *= WORST_DROP / worst;
        }
    }

    /** The squared currents without generation, by backward and forward sweeps of the branch-flow equations. */
    private double[] squaredCurrents(int[] parent, double[] p, double[] q, double[] r, double[] x) {
        double[] l = new double[buses];
        double[] w = new double[buses];
        Arrays.fill(w, 1.0);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double[] flowP = p.clone();
            double[] flowQ = q.clone();
            for (int i = buses - 1; i > 0; i--) {
                flowP[i] += r[i] * l[i];
                flowQ[i] += x[i] * l[i];
                flowP[parent[i]] += flowP[i];
                flowQ[parent[i]] += flowQ[i];
            }
            for (int i = 1; i < buses; i++) {
                double above = w[parent[i]];
                w[i] = above - 2.0 * (r[i] * flowP[i] + x[i] * flowQ[i]) + (r[i] * r[i] + x[i] * x[i]) * l[i];
                l[i] = (flowP[i] * flowP[i] + flowQ[i] * flowQ[i]) / above;
            }
        }
        return l;
    }

    private String write(
            int[] parent, double[] p, double[] q, double[] r, double[] x, double[] current, SplittableRandom random) {
        // Columns: P, Q, l and w per line, then P and Q per generator, the substation's first.
        int lines = buses - 1;
        int generators = 1;
        int[] generator = new int[buses];
        for (int i = 1; i < buses; i++) {
            generator[i] = random.nextDouble() < GENERATOR_SHARE ? generators++ : -1;
        }
        int columns = 4 * lines + 2 * generators;
        int equalities = 2 * buses + lines;
        int inequalities = 3 * lines + 4 * (generators - 1);
        Entries cost = new Entries();
        Entries a = new Entries();
        Entries b = new Entries();
        int firstGenerator = 4 * lines;
        // Balances: what flows in and is generated, less what is lost, flows on or is drawn.
        for (int i = 0; i < buses; i++) {
            for (int part = 0; part < 2; part++) {
                int row = 2 * i + part;
                if (i > 0) {
                    a.add(row, 4 * (i - 1) + part, 1.0);
                    a.add(row, 4 * (i - 1) + 2, part == 0 ? -r[i] : -x[i]);
                    a.add(row - 2 * i + 2 * parent[i], 4 * (i - 1) + part, -1.0);
                    b.add(row, part == 0 ? -p[i] : -q[i]);
                }
                if (generator[i] >= 0) {
                    a.add(row, firstGenerator + 2 * generator[i] + part, 1.0);
                }
            }
        }
        for (int i = 1; i < buses; i++) {
            int row = 2 * buses + i - 1;
            int line = 4 * (i - 1);
            a.add(row, line + 3, 1.0);
            voltage(parent[i], row, -1.0, a, b);
            a.add(row, line, 2.0 * r[i]);
            a.add(row, line + 1, 2.0 * x[i]);
            a.add(row, line + 2, -(r[i] * r[i] + x[i] * x[i]));
        }
        int row = equalities;
        for (int i = 1; i < buses; i++) {
            int line = 4 * (i - 1);
            a.add(row, line + 3, 1.0);
            b.add(row++, -LOWEST);
            a.add(row, line + 3, -1.0);
            b.add(row++, HIGHEST);
            a.add(row, line + 2, -1.0);
            double multiple = least == most ? least : random.nextDouble(least, most);
            b.add(row++, multiple * multiple * current[i]);
        }
        cost.add(firstGenerator, random.nextDouble(40.0, 60.0));
        for (int i = 1; i < buses; i++) {
            if (generator[i] < 0) {
                continue;
            }
            int column = firstGenerator + 2 * generator[i];
            double size = random.nextDouble(0.5, 3.0) * 0.005;
            cost.add(column, random.nextDouble(20.0, 80.0));
            a.add(row++, column, 1.0);
            a.add(row, column, -1.0);
            b.add(row++, size);
            a.add(row, column + 1, 1.0);
            b.add(row++, 0.5 * size);
            a.add(row, column + 1, -1.0);
            b.add(row++, 0.5 * size);
        }
        for (int i = 1; i < buses; i++) {
            int line = 4 * (i - 1);
            a.add(row, line + 2, 1.0);
            voltage(parent[i], row++, 1.0, a, b);
            a.add(row++, line, 2.0);
            a.add(row++, line + 1, 2.0);
            a.add(row, line + 2, 1.0);
            voltage(parent[i], row++, -1.0, a, b);
        }
        StringBuilder text = new StringBuilder("VER\n1\n\nOBJSENSE\nMIN\n\n");
        text.append(String.format(Locale.ROOT, "VAR%n%d 1%nF %d%n%n", columns, columns));
        text.append(String.format(Locale.ROOT, "CON%n%d %d%nL= %d%nL+ %d%n", row, lines + 2, equalities, inequalities));
        text.append("Q 4\n".repeat(lines));
        cost.write("OBJACOORD", text);
        a.write("ACOORD", text);
        b.write("BCOORD", text);
        return text.toString();
    }

    /** Adds a multiple of a bus's squared voltage to a row; that of the substation is 1. */
    private static void voltage(int bus, int row, double factor, Entries a, Entries b) {
        if (bus == 0) {
            b.add(row, factor);
        } else {
            a.add(row, 4 * (bus - 1) + 3, factor);
        }
    }

    /** The entries of one block of the format. */
    private static final class Entries {

        private final StringBuilder lines = new StringBuilder();
        private int count;

        void add(int row, int column, double value) {
            lines.append(row)
                    .append(' ')
                    .append(column)
                    .append(' ')
                    .append(value)
                    .append('\n');
            count++;
        }

        void add(int row, double value) {
            lines.append(row).append(' ').append(value).append('\n');
            count++;
        }

        void write(String block, StringBuilder text) {
            text.append('\n')
                    .append(block)
                    .append('\n')
                    .append(count)
                    .append('\n')
                    .append(lines);
        }
    }
}
