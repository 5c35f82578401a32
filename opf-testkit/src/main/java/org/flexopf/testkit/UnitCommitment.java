package org.flexopf.testkit;

import java.util.List;
import java.util.Random;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * A random unit commitment on one bus: power, on, start and stop per unit and hour, minimum power, a start-up cost, a
 * ramp, demand and a reserve of 5 per cent. The three binaries are linked by {@code u_t - u_(t-1) = v_t - w_t}.
 */
public final class UnitCommitment {

    private static final int COLUMNS = 4;

    private UnitCommitment() {}

    /**
     * The program; the same seed gives the same.
     *
     * @param units number of units, with three binaries an hour each
     * @param hours number of hours
     * @param quadratic whether the cost of power has a square
     */
    public static ConicProgram of(int units, int hours, long seed, boolean quadratic) {
        Random random = new Random(seed);
        int n = COLUMNS * units * hours;
        double[] cost = new double[n];
        boolean[] integer = new boolean[n];
        double[] most = new double[units];
        double[] least = new double[units];
        int rowsPerUnitHour = 6 + 2 * COLUMNS;
        int m = units * hours * rowsPerUnitHour + hours;
        SparseMatrix.Builder equalities = new SparseMatrix.Builder(units * hours + hours, n);
        SparseMatrix.Builder inequalities = new SparseMatrix.Builder(m, n);
        SparseMatrix.Builder squares = new SparseMatrix.Builder(n, n);
        double[] b = new double[units * hours + hours];
        double[] h = new double[m];
        int row = 0;
        double total = 0.0;
        for (int i = 0; i < units; i++) {
            most[i] = 0.4 + 1.6 * random.nextDouble();
            least[i] = most[i] * (0.2 + 0.3 * random.nextDouble());
            double ramp = Math.max(least[i], most[i] * (0.3 + 0.5 * random.nextDouble()));
            double price = 15.0 + 30.0 * random.nextDouble();
            double noLoad = most[i] * (2.0 + 4.0 * random.nextDouble());
            double startUp = most[i] * (10.0 + 40.0 * random.nextDouble());
            total += most[i];
            for (int t = 0; t < hours; t++) {
                int p = COLUMNS * (i * hours + t);
                int on = p + 1;
                int start = p + 2;
                int stop = p + 3;
                cost[p] = price;
                cost[on] = noLoad;
                cost[start] = startUp;
                integer[on] = true;
                integer[start] = true;
                integer[stop] = true;
                if (quadratic) {
                    squares.add(p, p, 0.2 * price);
                }
                int link = i * hours + t;
                equalities.add(link, on, 1.0).add(link, start, -1.0).add(link, stop, 1.0);
                if (t > 0) {
                    equalities.add(link, on - COLUMNS, -1.0);
                    inequalities.add(row, p, 1.0).add(row, p - COLUMNS, -1.0).add(row, on - COLUMNS, -ramp);
                    inequalities.add(row++, start, -ramp);
                    inequalities.add(row, p - COLUMNS, 1.0).add(row, p, -1.0).add(row, on, -ramp);
                    inequalities.add(row++, stop, -ramp);
                } else {
                    h[row++] = 1.0;
                    h[row++] = 1.0;
                }
                inequalities.add(row, on, least[i]).add(row++, p, -1.0);
                inequalities.add(row, p, 1.0).add(row++, on, -most[i]);
                inequalities.add(row, start, 1.0).add(row++, on, -1.0);
                h[row] = 1.0;
                inequalities.add(row, stop, 1.0).add(row++, on, 1.0);
                for (int column = p; column < p + COLUMNS; column++) {
                    h[row] = column == p ? most[i] : 1.0;
                    inequalities.add(row++, column, 1.0);
                    inequalities.add(row++, column, -1.0);
                }
            }
        }
        for (int t = 0; t < hours; t++) {
            double demand = total * (0.45 + 0.3 * Math.sin((t - 8) * Math.PI / 12.0) + 0.05 * random.nextDouble());
            b[units * hours + t] = demand;
            h[row] = -1.05 * demand;
            for (int i = 0; i < units; i++) {
                int p = COLUMNS * (i * hours + t);
                equalities.add(units * hours + t, p, 1.0);
                inequalities.add(row, p + 1, -most[i]);
            }
            row++;
        }
        return new ConicProgram(
                squares.build(),
                cost,
                0.0,
                equalities.build(),
                b,
                inequalities.build(),
                h,
                List.of(new Cone.Nonnegative(m)),
                integer);
    }
}
