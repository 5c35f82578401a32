package org.flexopf.solver.branchandbound.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.branchandbound.internal.cuts.Cut;
import org.flexopf.solver.branchandbound.internal.simplex.Basis;
import org.flexopf.solver.branchandbound.internal.simplex.LinearRows;

/**
 * A linear program around a conic one, that of any box. Rows that bound a single variable are bounds of it. A cone
 * {@code s_0 >= |s_1|} is replaced by planes that touch it, {@code s_0 >= u's_1} with {@code |u| = 1}; a square of the
 * objective by a column of its own above tangents, {@code t >= P v x - 1/2 P v v}. Planes and tangents are added where
 * a point violates them, and hold everywhere. A linear program is its own approximation.
 *
 * <p>Multipliers of planes are multipliers of the cone, and those of tangents say at which point to linearise the
 * objective, so that what they prove is a bound of the conic program itself. (Duran and Grossmann, "An
 * outer-approximation algorithm for a class of mixed-integer nonlinear programs", Mathematical Programming 36, 1986;
 * Coey, Lubin and Vielma, "Outer approximation with conic certificates for mixed-integer convex problems", Mathematical
 * Programming Computation 12, 2020.)
 *
 * <p>Threads read it; only the searching one adds to it, while no other reads.
 */
final class OuterApproximation {

    /** Planes of larger cones are too dense to be worth it. */
    private static final int LARGEST_CONE = 40;

    private static final double[] NOWHERE = {};

    /** The program, with a row for every cut. */
    private ConicProgram program;

    private final ConicProgram original;
    private final int n;
    private final int equalities;
    /** The rows of G that are rows here, in their order after the equalities. */
    private final int[] linearRows;

    private final Box bounds;
    /** The columns whose squares are in the objective, and what they are multiplied by, halved. */
    private final int[] squared;

    private final double[] curvature;
    private final List<Cone.SecondOrder> cones = new ArrayList<>();
    private final List<Integer> coneStarts = new ArrayList<>();
    /** G by rows. */
    private final SparseMatrix byRow;

    private final List<Plane> planes = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();
    private LinearRows rows;

    private static final int OF_CUT = -1;

    /**
     * A row that was added.
     *
     * @param cone the place of its cone, or of its square after all cones; {@link #OF_CUT} if it is one
     * @param at the direction u, or the point v alone
     */
    private record Plane(int cone, double[] at, int[] columns, double[] values, double rhs) {}

    private OuterApproximation(ConicProgram program, int[] linearRows, Box bounds) {
        this.program = program;
        this.original = program;
        this.n = program.variableCount();
        this.equalities = program.equalityCount();
        this.linearRows = linearRows;
        this.bounds = bounds;
        double[] diagonal = diagonal(program.quadratic());
        this.squared = IntStream.range(0, n).filter(j -> diagonal[j] != 0.0).toArray();
        this.curvature = Arrays.stream(squared).mapToDouble(j -> diagonal[j]).toArray();
        int row = 0;
        for (Cone cone : program.cones()) {
            if (cone instanceof Cone.SecondOrder secondOrder) {
                cones.add(secondOrder);
                coneStarts.add(row);
            }
            row += cone.dimension();
        }
        byRow = program.coneMatrix().transpose();
    }

    /** The approximation of a program; empty if it has large cones, or products of variables in its objective. */
    static Optional<OuterApproximation> of(ConicProgram program) {
        int n = program.variableCount();
        SparseMatrix squares = program.quadratic();
        for (int j = 0; j < n; j++) {
            for (int e = squares.columnStart(j); e < squares.columnStart(j + 1); e++) {
                if (squares.rowIndex(e) != j && squares.value(e) != 0.0) {
                    return Optional.empty();
                }
            }
        }
        SparseMatrix g = program.coneMatrix();
        int[] entries = new int[g.rows()];
        for (int e = 0; e < g.entryCount(); e++) {
            entries[g.rowIndex(e)] += g.value(e) == 0.0 ? 0 : 1;
        }
        // Of a second-order cone the head alone is a row: it is not negative.
        boolean[] linear = new boolean[g.rows()];
        int row = 0;
        for (Cone cone : program.cones()) {
            if (cone instanceof Cone.SecondOrder && cone.dimension() > LARGEST_CONE) {
                return Optional.empty();
            }
            Arrays.fill(linear, row, cone instanceof Cone.Nonnegative ? row + cone.dimension() : row + 1, true);
            row += cone.dimension();
        }
        Box bounds = Box.open(n);
        int[] kept = new int[g.rows()];
        int count = 0;
        for (int i = 0; i < linear.length; i++) {
            // A row without entries is one that nothing can be done about, or one that says nothing: it stays.
            if (linear[i] && entries[i] != 1) {
                kept[count++] = i;
            }
        }
        for (int j = 0; j < n; j++) {
            for (int e = g.columnStart(j); e < g.columnStart(j + 1); e++) {
                double value = g.value(e);
                int i = g.rowIndex(e);
                if (value != 0.0 && linear[i] && entries[i] == 1) {
                    double bound = program.coneRhs(i) / value;
                    if (value > 0.0) {
                        bounds.upper()[j] = Math.min(bounds.upper()[j], bound);
                    } else {
                        bounds.lower()[j] = Math.max(bounds.lower()[j], bound);
                    }
                }
            }
        }
        OuterApproximation approximation = new OuterApproximation(program, Arrays.copyOf(kept, count), bounds);
        approximation.writeRows();
        return Optional.of(approximation);
    }

    private static double[] diagonal(SparseMatrix squares) {
        double[] diagonal = new double[squares.columns()];
        for (int j = 0; j < diagonal.length; j++) {
            diagonal[j] = squares.get(j, j);
        }
        return diagonal;
    }

    /** Whether the program is linear, so that nothing is ever added. */
    boolean isWhole() {
        return cones.isEmpty() && squared.length == 0;
    }

    /** The program, with the cuts as further rows of G. */
    ConicProgram program() {
        return program;
    }

    /** The linear program as it is now; another object after every addition. */
    LinearRows rows() {
        return rows;
    }

    private void writeRows() {
        int m = equalities + linearRows.length + planes.size();
        SparseMatrix a = program.equalityMatrix();
        SparseMatrix.Builder matrix = new SparseMatrix.Builder(
                m, n + squared.length, a.entryCount() + byRow.entryCount() + 8 * planes.size());
        double[] rhs = new double[m];
        boolean[] equality = new boolean[m];
        for (int i = 0; i < equalities; i++) {
            rhs[i] = program.equalityRhs(i);
            equality[i] = true;
        }
        for (int j = 0; j < n; j++) {
            for (int e = a.columnStart(j); e < a.columnStart(j + 1); e++) {
                if (a.value(e) != 0.0) {
                    matrix.add(a.rowIndex(e), j, a.value(e));
                }
            }
        }
        int row = equalities;
        for (int i : linearRows) {
            rhs[row] = program.coneRhs(i);
            for (int e = byRow.columnStart(i); e < byRow.columnStart(i + 1); e++) {
                if (byRow.value(e) != 0.0) {
                    matrix.add(row, byRow.rowIndex(e), byRow.value(e));
                }
            }
            row++;
        }
        for (Plane plane : planes) {
            rhs[row] = plane.rhs;
            for (int k = 0; k < plane.columns.length; k++) {
                matrix.add(row, plane.columns[k], plane.values[k]);
            }
            row++;
        }
        double[] cost = new double[n + squared.length];
        for (int j = 0; j < n; j++) {
            cost[j] = program.linear(j);
        }
        Arrays.fill(cost, n, cost.length, 1.0);
        rows = new LinearRows(cost, matrix.build(), rhs, equality);
    }

    /** What is left of a box within the bounds of single variables, with all columns; empty if nothing is. */
    Optional<Box> within(Box box) {
        Box both = Box.open(n + squared.length);
        for (int j = 0; j < n; j++) {
            both.lower()[j] = Math.max(box.lower()[j], bounds.lower()[j]);
            both.upper()[j] = Math.min(box.upper()[j], bounds.upper()[j]);
            if (both.lower()[j] > both.upper()[j]) {
                return Optional.empty();
            }
        }
        Arrays.fill(both.lower(), n, n + squared.length, 0.0);
        return Optional.of(both);
    }

    /** The multipliers of the equalities, of those of all rows. */
    double[] equalityMultipliers(double[] multipliers) {
        return Arrays.copyOf(multipliers, equalities);
    }

    /** The multipliers of the rows of G, of those of all rows; bounds of single variables have none. */
    double[] coneMultipliers(double[] multipliers) {
        double[] z = new double[program.coneRowCount()];
        int row = equalities;
        for (int i : linearRows) {
            z[i] += multipliers[row++];
        }
        int cut = original.coneRowCount();
        for (Plane plane : planes.subList(0, multipliers.length - row)) {
            double multiplier = Math.max(0.0, multipliers[row++]);
            if (plane.cone == OF_CUT) {
                z[cut++] = multiplier;
            } else if (plane.cone < cones.size()) {
                int start = coneStarts.get(plane.cone);
                z[start] += multiplier;
                for (int k = 0; k < plane.at.length; k++) {
                    z[start + 1 + k] -= multiplier * plane.at[k];
                }
            }
        }
        return z;
    }

    /** Where to linearise the objective: a column in it with a square is at the mean of its tangents. */
    double[] linearisation(double[] x, double[] multipliers) {
        double[] point = Arrays.copyOf(x, n);
        for (int j : squared) {
            point[j] = 0.0;
        }
        int row = equalities + linearRows.length;
        for (Plane plane : planes.subList(0, multipliers.length - row)) {
            double multiplier = Math.max(0.0, multipliers[row++]);
            if (plane.cone >= cones.size()) {
                point[squared[plane.cone - cones.size()]] += multiplier * plane.at[0];
            }
        }
        return point;
    }

    /**
     * Adds the planes and tangents that cut off a point, where it violates cones or squares by more than a tolerance,
     * relative to their size. Returns whether there were any.
     */
    boolean cutOff(double[] x, double tolerance) {
        int before = planes.size();
        for (int c = 0; c < cones.size(); c++) {
            int start = coneStarts.get(c);
            int tail = cones.get(c).dimension() - 1;
            double[] u = new double[tail];
            double square = 0.0;
            for (int k = 0; k < tail; k++) {
                u[k] = slack(start + 1 + k, x);
                square += u[k] * u[k];
            }
            double norm = Math.sqrt(square);
            if (norm - slack(start, x) > tolerance * (1.0 + norm)) {
                for (int k = 0; k < tail; k++) {
                    u[k] /= norm;
                }
                planes.add(plane(c, u));
            }
        }
        for (int k = 0; k < squared.length; k++) {
            double v = x[squared[k]];
            double value = 0.5 * curvature[k] * v * v;
            double above = x.length > n ? x[n + k] : 0.0;
            if (value - above > tolerance * (1.0 + value)) {
                planes.add(new Plane(
                        cones.size() + k,
                        new double[] {v},
                        new int[] {squared[k], n + k},
                        new double[] {curvature[k] * v, -1.0},
                        value));
            }
        }
        if (planes.size() == before) {
            return false;
        }
        writeRows();
        return true;
    }

    /** Adds rows that all integer points meet. */
    void add(List<Cut> found) {
        for (Cut cut : found) {
            cuts.add(cut);
            planes.add(new Plane(OF_CUT, NOWHERE, cut.columns(), cut.values(), cut.rhs()));
        }
        writeProgram();
        writeRows();
    }

    /**
     * Takes cuts away whose slack is in a basis.
     *
     * @return the basis that is left
     */
    Basis withoutIdleCuts(Basis basis) {
        int first = equalities + linearRows.length;
        boolean[] dropped = new boolean[first + planes.size()];
        List<Plane> kept = new ArrayList<>();
        List<Cut> keptCuts = new ArrayList<>();
        int cut = 0;
        for (int k = 0; k < planes.size(); k++) {
            boolean isCut = planes.get(k).cone == OF_CUT;
            dropped[first + k] = isCut && basis.isSlackBasic(n + squared.length, first + k);
            if (!dropped[first + k]) {
                kept.add(planes.get(k));
                if (isCut) {
                    keptCuts.add(cuts.get(cut));
                }
            }
            cut += isCut ? 1 : 0;
        }
        if (kept.size() == planes.size()) {
            return basis;
        }
        planes.clear();
        planes.addAll(kept);
        cuts.clear();
        cuts.addAll(keptCuts);
        writeProgram();
        writeRows();
        return basis.without(n + squared.length, dropped);
    }

    private void writeProgram() {
        SparseMatrix g = original.coneMatrix();
        int m = g.rows();
        SparseMatrix.Builder matrix = new SparseMatrix.Builder(m + cuts.size(), n, g.entryCount() + 16 * cuts.size());
        for (int j = 0; j < n; j++) {
            for (int e = g.columnStart(j); e < g.columnStart(j + 1); e++) {
                matrix.add(g.rowIndex(e), j, g.value(e));
            }
        }
        double[] h = Arrays.copyOf(original.coneRhs(), m + cuts.size());
        for (Cut cut : cuts) {
            for (int k = 0; k < cut.columns().length; k++) {
                matrix.add(m, cut.columns()[k], cut.values()[k]);
            }
            h[m++] = cut.rhs();
        }
        List<Cone> all = new ArrayList<>(original.cones());
        if (!cuts.isEmpty()) {
            all.add(new Cone.Nonnegative(cuts.size()));
        }
        program = new ConicProgram(
                original.quadratic(),
                original.linear(),
                original.constant(),
                original.equalityMatrix(),
                original.equalityRhs(),
                matrix.build(),
                h,
                all,
                original.integers());
    }

    /** Adds the plane of every cone and the tangent of every square at a point, violated or not. */
    void touch(double[] x) {
        if (!isWhole()) {
            cutOff(Arrays.copyOf(x, n), Double.NEGATIVE_INFINITY);
        }
    }

    private double slack(int row, double[] x) {
        double s = program.coneRhs(row);
        for (int e = byRow.columnStart(row); e < byRow.columnStart(row + 1); e++) {
            s -= byRow.value(e) * x[byRow.rowIndex(e)];
        }
        return s;
    }

    /** {@code (G_0 - u'G_1) x <= h_0 - u'h_1}. */
    private Plane plane(int cone, double[] u) {
        int start = coneStarts.get(cone);
        double rhs = program.coneRhs(start);
        Map<Integer, Double> row = new TreeMap<>();
        add(row, start, 1.0);
        for (int k = 0; k < u.length; k++) {
            add(row, start + 1 + k, -u[k]);
            rhs -= u[k] * program.coneRhs(start + 1 + k);
        }
        row.values().removeIf(value -> value == 0.0);
        return new Plane(
                cone,
                u,
                row.keySet().stream().mapToInt(column -> column).toArray(),
                row.values().stream().mapToDouble(value -> value).toArray(),
                rhs);
    }

    private void add(Map<Integer, Double> row, int of, double factor) {
        for (int e = byRow.columnStart(of); e < byRow.columnStart(of + 1); e++) {
            row.merge(byRow.rowIndex(e), factor * byRow.value(e), Double::sum);
        }
    }
}
