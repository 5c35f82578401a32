package org.flexopf.acopf;

import static org.flexopf.acopf.SeriesFunctions.COEFFICIENTS;
import static org.flexopf.acopf.SeriesFunctions.STRIDE;
import static org.flexopf.acopf.SeriesFunctions.VARIABLES;

import java.util.Arrays;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.network.Branch;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.state.OperatingPoint;

/**
 * Branches of next to no impedance z. What flows there is lost in the rounding of a difference of voltages, so that the
 * current J through z is a pair of variables, seen in the direction of the voltage at the to end, and Ohm's law a pair
 * of equalities. With w = v_f / tau and theta = theta_f - shift - theta_t:
 *
 * <pre>
 *   (w cos theta - v_t - r J_r + x J_i) / |z| = 0,    (w sin theta - x J_r - r J_i) / |z| = 0
 * </pre>
 *
 * <p>Written like this they have the unit of a current, and their multipliers the size of prices.
 * {@link SeriesFunctions} tell what flows at the ends by v_f, v_t, J_r and J_i. In the limit of no impedance the two
 * buses are one.
 */
final class StiffBranches implements Part {

    /**
     * Branches of less impedance, p.u., are stiff. A voltage is rounded by 1e-16. That is 1e-16 / |z| of power, and
     * again 1 / |z| times that of the gradient of a limit of power or current, by which its multiplier is found: 1e-10
     * at this impedance.
     */
    static final double STIFF = 1e-3;
    /** The least unit of rows, p.u.: below it, the rounding of a voltage would be more than what is asked of rows. */
    private static final double LEAST_UNIT = 1e-7;

    private final ActiveGrid grid;
    private final double[] forms;
    /** The place of each stiff branch, and its number among these by place, or -1. */
    private final int[] branch;

    private final int[] number;
    private final int[] angleFrom;
    private final int[] magnitudeFrom;
    /** The variable of the real part of each current, before that of the imaginary part; the first of its two rows. */
    private final int[] current;

    private final int[] row;
    private final double[] r;
    private final double[] x;
    private final double[] ratio;
    private final double[] shift;
    private final double[] half;
    /** One over the unit of rows. */
    private final double[] scale;
    /** At the present point: the variables of the forms, theta with cosine and sine in units of rows, and w. */
    private final double[] at;

    private final double[] theta;
    private final double[] cos;
    private final double[] sin;
    private final double[] w;
    /** The weighted sum of each branch's functions. */
    private final double[] weighted;

    /** @param limit branches of less impedance are stiff, p.u. */
    StiffBranches(ActiveGrid grid, Layout layout, Transformers transformers, double limit) {
        this.grid = grid;
        number = new int[grid.branch.length];
        Arrays.fill(number, -1);
        IntBag stiff = new IntBag();
        for (int k = 0; k < number.length; k++) {
            Branch whole = grid.network.branches().get(grid.branch[k]);
            if (Math.hypot(whole.r(), whole.x()) < limit) {
                number[k] = stiff.size();
                stiff.add(k);
            }
        }
        branch = stiff.toArray();
        forms = new double[STRIDE * branch.length];
        angleFrom = new int[branch.length];
        magnitudeFrom = new int[branch.length];
        current = new int[branch.length];
        row = new int[branch.length];
        r = new double[branch.length];
        x = new double[branch.length];
        ratio = new double[branch.length];
        shift = new double[branch.length];
        half = new double[branch.length];
        scale = new double[branch.length];
        at = new double[VARIABLES * branch.length];
        theta = new double[branch.length];
        cos = new double[branch.length];
        sin = new double[branch.length];
        w = new double[branch.length];
        weighted = new double[COEFFICIENTS * branch.length];
        for (int i = 0; i < branch.length; i++) {
            int k = branch[i];
            Branch rest = transformers.rest(k);
            SeriesFunctions.write(rest, forms, STRIDE * i);
            angleFrom[i] = transformers.angle(k);
            magnitudeFrom[i] = transformers.magnitude(k);
            int group = degree(grid.from[k]) <= degree(grid.to[k]) ? grid.from[k] : grid.to[k];
            current[i] = layout.variable(group, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
            layout.variable(group, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
            row[i] = layout.equality(group);
            layout.equality(group);
            r[i] = rest.r();
            x[i] = rest.x();
            ratio[i] = rest.ratio();
            shift[i] = Math.toRadians(rest.shift());
            half[i] = 0.5 * rest.b();
            scale[i] = 1.0 / Math.max(LEAST_UNIT, Math.hypot(r[i], x[i]));
        }
    }

    /** The number of branches at a place: the bus of fewer is eliminated first, among fewer others. */
    private int degree(int place) {
        return grid.network.topology().degree(grid.bus[place]);
    }

    /** The number of a branch (by place) among stiff ones, or -1 if it is none of them. */
    int number(int k) {
        return number[k];
    }

    /** Goes to a point; values and derivatives are those of the last one. */
    void moveTo(double[] point) {
        for (int i = 0; i < branch.length; i++) {
            for (int a = 0; a < VARIABLES; a++) {
                at[VARIABLES * i + a] = point[variable(i, a)];
            }
            theta[i] = point[angleFrom[i]] - shift[i] - point[grid.to[branch[i]]];
            cos[i] = scale[i] * Math.cos(theta[i]);
            sin[i] = scale[i] * Math.sin(theta[i]);
            w[i] = point[magnitudeFrom[i]] / ratio[i];
        }
    }

    /** The variable of a function's derivative at a place among four. */
    int variable(int i, int place) {
        return switch (place) {
            case 0 -> magnitudeFrom[i];
            case 1 -> grid.magnitude(grid.to[branch[i]]);
            default -> current[i] + place - 2;
        };
    }

    /** The value of a function of a stiff branch (by number). */
    double value(int i, int function) {
        return SeriesFunctions.value(forms, STRIDE * i + COEFFICIENTS * function, at, VARIABLES * i);
    }

    /** Adds the derivatives of a function of a stiff branch, times a factor. */
    void addDerivatives(int i, int function, double factor, double[] target, int to) {
        SeriesFunctions.addDerivatives(
                forms, STRIDE * i + COEFFICIENTS * function, at, VARIABLES * i, factor, target, to);
    }

    /** Begins the weighted sums at zero. */
    void clearWeights() {
        Arrays.fill(weighted, 0.0);
    }

    /** Adds a function of a stiff branch, times a factor, to the branch's weighted sum. */
    void weigh(int i, int function, double factor) {
        int form = STRIDE * i + COEFFICIENTS * function;
        for (int c = 0; c < COEFFICIENTS; c++) {
            weighted[COEFFICIENTS * i + c] += factor * forms[form + c];
        }
    }

    /** Writes the second derivatives of the weighted sum of a stiff branch. */
    void curvature(int i, double[] entries, int to) {
        System.arraycopy(weighted, COEFFICIENTS * i, entries, to, COEFFICIENTS);
    }

    /**
     * The largest voltage that Ohm's law of a stiff branch leaves, p.u.
     *
     * @param g the values of all equalities
     */
    double missingVoltage(double[] g) {
        double largest = 0.0;
        for (int i = 0; i < row.length; i++) {
            largest = Math.max(largest, Math.hypot(g[row[i]], g[row[i] + 1]) / scale[i]);
        }
        return largest;
    }

    /** The current that Ohm's law of each stiff branch leaves, p.u., by index; others have 0. */
    double[] missingCurrents(double[] g) {
        double[] missing = new double[grid.network.branches().size()];
        for (int i = 0; i < row.length; i++) {
            missing[grid.branch[branch[i]]] = Math.hypot(g[row[i]], g[row[i] + 1]);
        }
        return missing;
    }

    /** From what flows at the to end: a difference of voltages knows less of it. */
    @Override
    public void start(OperatingPoint point, double[] start) {
        for (int i = 0; i < branch.length; i++) {
            int b = grid.branch[branch[i]];
            double v = start[grid.magnitude(grid.to[branch[i]])];
            double real = -grid.perUnit.power(point.pTo(b)) / v;
            double imaginary = grid.perUnit.power(point.qTo(b)) / v + half[i] * v;
            if (Double.isFinite(real) && Double.isFinite(imaginary)) {
                start[current[i]] = real;
                start[current[i] + 1] = imaginary;
            }
        }
    }

    /** The variables of Ohm's law: angles, magnitudes and the current. */
    private int lawVariable(int i, int place) {
        return switch (place) {
            case 0 -> angleFrom[i];
            case 1 -> grid.to[branch[i]];
            default -> variable(i, place - 2);
        };
    }

    @Override
    public void equalityEntries(Triplets.Builder entries) {
        for (int i = 0; i < row.length; i++) {
            for (int law = 0; law < 2; law++) {
                for (int place = 0; place < 2 + VARIABLES; place++) {
                    entries.add(row[i] + law, lawVariable(i, place));
                }
            }
        }
    }

    /** Of both laws: by theta twice, which both angles share, and by theta and v_f. */
    @Override
    public void hessianEntries(Triplets.Builder entries) {
        for (int i = 0; i < row.length; i++) {
            int to = grid.to[branch[i]];
            entries.add(angleFrom[i], angleFrom[i]);
            entries.add(to, angleFrom[i]);
            entries.add(to, to);
            entries.add(magnitudeFrom[i], angleFrom[i]);
            entries.add(magnitudeFrom[i], to);
        }
    }

    @Override
    public void constraints(double[] point, double[] g, double[] h) {
        for (int i = 0; i < row.length; i++) {
            double v = at[VARIABLES * i + 1];
            double real = at[VARIABLES * i + 2];
            double imaginary = at[VARIABLES * i + 3];
            // w cos theta - v_t without the cancellation of a cosine that is nearly one.
            double sine = Math.sin(0.5 * theta[i]);
            double along = w[i] - v - 2.0 * w[i] * sine * sine;
            g[row[i]] = scale[i] * (along - r[i] * real + x[i] * imaginary);
            g[row[i] + 1] = w[i] * sin[i] - scale[i] * (x[i] * real + r[i] * imaginary);
        }
    }

    @Override
    public int equalityValues(double[] point, double[] g, int first) {
        int next = first;
        for (int i = 0; i < row.length; i++) {
            g[next++] = -w[i] * sin[i];
            g[next++] = w[i] * sin[i];
            g[next++] = cos[i] / ratio[i];
            g[next++] = -scale[i];
            g[next++] = -scale[i] * r[i];
            g[next++] = scale[i] * x[i];
            g[next++] = w[i] * cos[i];
            g[next++] = -w[i] * cos[i];
            g[next++] = sin[i] / ratio[i];
            g[next++] = 0.0;
            g[next++] = -scale[i] * x[i];
            g[next++] = -scale[i] * r[i];
        }
        return next;
    }

    @Override
    public int hessianValues(double[] point, double weight, double[] y, double[] z, double[] entries, int first) {
        int next = first;
        for (int i = 0; i < row.length; i++) {
            double twice = -w[i] * (y[row[i]] * cos[i] + y[row[i] + 1] * sin[i]);
            double mixed = (y[row[i] + 1] * cos[i] - y[row[i]] * sin[i]) / ratio[i];
            entries[next++] = twice;
            entries[next++] = -twice;
            entries[next++] = twice;
            entries[next++] = mixed;
            entries[next++] = -mixed;
        }
        return next;
    }

    /** A current follows from voltages by Ohm's law. */
    @Override
    public void laws(double[] point, PriceLaws laws) {
        for (int i = 0; i < row.length; i++) {
            for (int part = 0; part < 2; part++) {
                laws.state(current[i] + part, PriceComponent.OTHER);
                laws.law(row[i] + part);
            }
        }
    }
}
