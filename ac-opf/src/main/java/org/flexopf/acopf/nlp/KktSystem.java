package org.flexopf.acopf.nlp;

import java.util.Arrays;

/**
 * The linear system of an interior-point step, with the bounds and the slacks eliminated:
 *
 * <pre>
 *   [ H + S + delta I    Jg'        Jh'   ] [dx]   [r_x]
 *   [ Jg                 -e               ] [dy] = [r_g]
 *   [ Jh                        -1/D - e  ] [dz]   [r_h]
 * </pre>
 *
 * <p>S and D are the diagonals of multiplier over room of bounds and inequalities. Inequalities are eliminated as well,
 * which is cheap, unless they bind so hard that digits of others would be lost: these have a row. Delta and e stay at
 * zero unless the matrix has not one negative eigenvalue for each of its rows of constraints. Then e tells rows apart
 * that say the same, and delta is raised until it has (Waechter and Biegler, Math. Program. 106, 2006, algorithm IC),
 * so that the step goes downhill.
 */
final class KktSystem {

    private static final double FIRST_DELTA = 1e-4;
    private static final double LEAST_DELTA = 1e-20;
    private static final double LARGEST_DELTA = 1e20;
    private static final double FIRST_GROWTH = 100.0;
    private static final double GROWTH = 8.0;
    private static final double DECAY = 1.0 / 3.0;
    private static final double EPSILON = 1e-8;

    /** An inequality has a row where its weight times its largest squared entry is above this. */
    private static final double LARGE = 1e6;

    private static final int REFINEMENTS = 6;
    private static final double REFINED = 1e-12;

    private final Triplets hessian;
    private final Triplets equality;
    private final Triplets inequality;
    private final boolean[] held;
    private final int variables;
    private final int equalities;
    /** Which inequalities have a row in the present matrix, and how many. */
    private final boolean[] hasRow;

    private int rowCount;
    private final FrontalLdl factor;

    private final int[] hessianPlace;
    private final int[] equalityPlace;
    private final int[] diagonalPlace;
    /** Where the entries of each inequality start, and the places of all pairs of them. */
    private final int[] rowStart;

    private final int[] pairPlace;
    private final int[] pairStart;
    private final double[] rowEntries;

    /** The numbers of the present point, which the owner writes. */
    final double[] hessianEntries;

    final double[] equalityEntries;
    final double[] inequalityEntries;
    /** Multiplier over room of the bounds of each variable, and of each inequality. */
    final double[] boundWeight;

    final double[] inequalityWeight;

    private final double[] solution;
    private final double[] rows;
    /** What remains of the right sides. */
    private final double[] leftX;

    private final double[] leftG;
    private final double[] leftH;
    private double delta;
    private double epsilon;
    private double lastDelta;

    KktSystem(ProgramStructure program) {
        held = new boolean[program.variables()];
        for (int i = 0; i < held.length; i++) {
            held[i] = program.isHeld(i);
        }
        hessian = program.hessianPattern();
        equality = program.equalityPattern();
        inequality = program.inequalityPattern();
        variables = held.length;
        equalities = program.equalities();
        int inequalities = program.inequalities();
        hasRow = new boolean[inequalities];
        rowStart = rowStarts(inequalities);
        pairStart = new int[inequalities + 1];
        for (int i = 0; i < inequalities; i++) {
            int length = rowStart[i + 1] - rowStart[i];
            pairStart[i + 1] = pairStart[i] + length * (length + 1) / 2;
        }
        int[] group = Arrays.copyOf(program.groupOfVariable(), variables + equalities);
        System.arraycopy(program.groupOfEquality(), 0, group, variables, equalities);
        EntryBag entries = new EntryBag(group.length);
        GroupGraph graph = new GroupGraph(program.groups());
        forEachEntry((place, i, j) -> {
            entries.add(i, j);
            graph.join(group[i], group[j]);
        });
        graph.close();
        int[] rowColumn = new int[inequality.count()];
        Arrays.setAll(rowColumn, inequality::column);
        rowEntries = new double[inequality.count()];
        factor = new FrontalLdl(new FrontTree(group, graph, entries.toArray()), rowStart, rowColumn, rowEntries);
        hessianPlace = new int[hessian.count()];
        equalityPlace = new int[equality.count()];
        pairPlace = new int[pairStart[inequalities]];
        diagonalPlace = new int[group.length];
        int[] all = new int[hessianPlace.length + equalityPlace.length + pairPlace.length + diagonalPlace.length];
        forEachEntry((place, i, j) -> all[place] = place(i, j));
        int next = 0;
        for (int[] part : new int[][] {hessianPlace, equalityPlace, pairPlace, diagonalPlace}) {
            System.arraycopy(all, next, part, 0, part.length);
            next += part.length;
        }
        hessianEntries = new double[hessian.count()];
        equalityEntries = new double[equality.count()];
        inequalityEntries = new double[inequality.count()];
        boundWeight = new double[variables];
        inequalityWeight = new double[inequalities];
        solution = new double[group.length + inequalities];
        rows = new double[inequalities];
        leftX = new double[variables];
        leftG = new double[equalities];
        leftH = new double[inequalities];
    }

    /** An entry of the matrix without rows of inequalities: its number, and its two unknowns. */
    private interface EntryVisitor {
        void visit(int number, int i, int j);
    }

    /** Every entry in turn: of the Hessian, the equalities, pairs of entries of inequalities, and the diagonal. */
    private void forEachEntry(EntryVisitor visitor) {
        int number = 0;
        for (int t = 0; t < hessian.count(); t++) {
            visitor.visit(number++, hessian.row(t), hessian.column(t));
        }
        for (int t = 0; t < equality.count(); t++) {
            visitor.visit(number++, variables + equality.row(t), equality.column(t));
        }
        for (int i = 0; i + 1 < rowStart.length; i++) {
            for (int a = rowStart[i]; a < rowStart[i + 1]; a++) {
                for (int b = rowStart[i]; b <= a; b++) {
                    visitor.visit(number++, inequality.column(a), inequality.column(b));
                }
            }
        }
        for (int i = 0; i < variables + equalities; i++) {
            visitor.visit(number++, i, i);
        }
    }

    private int[] rowStarts(int count) {
        int[] starts = new int[count + 1];
        for (int t = 0; t < inequality.count(); t++) {
            starts[inequality.row(t) + 1]++;
        }
        for (int i = 0; i < count; i++) {
            starts[i + 1] += starts[i];
        }
        return starts;
    }

    private int place(int i, int j) {
        boolean dropped = i != j && (isHeld(i) || isHeld(j));
        return dropped ? factor.nowhere() : factor.place(i, j);
    }

    private boolean isHeld(int unknown) {
        return unknown < variables && held[unknown];
    }

    /**
     * Factors the matrix of the present numbers, corrected where its inertia is wrong.
     *
     * @return whether a correction was found that suffices
     */
    boolean factor() {
        delta = 0.0;
        epsilon = 0.0;
        for (boolean right = factorOnce(); ; right = factorOnce()) {
            if (right) {
                if (delta > 0.0) {
                    lastDelta = delta;
                }
                return true;
            }
            if (factor.isSingular() && epsilon == 0.0) {
                epsilon = EPSILON;
                continue;
            }
            if (delta == 0.0) {
                delta = lastDelta == 0.0 ? FIRST_DELTA : Math.max(LEAST_DELTA, DECAY * lastDelta);
            } else {
                delta *= lastDelta == 0.0 ? FIRST_GROWTH : GROWTH;
            }
            if (!(delta <= LARGEST_DELTA)) {
                return false;
            }
        }
    }

    private boolean factorOnce() {
        assemble();
        factor.factor();
        return factor.negative() == equalities + rowCount && !factor.isSingular();
    }

    private void assemble() {
        double[] value = factor.values();
        Arrays.fill(value, 0.0);
        for (int t = 0; t < hessianPlace.length; t++) {
            value[hessianPlace[t]] += hessianEntries[t];
        }
        for (int t = 0; t < equalityPlace.length; t++) {
            value[equalityPlace[t]] += equalityEntries[t];
        }
        factor.clearRows();
        rowCount = 0;
        for (int i = 0; i < hasRow.length; i++) {
            hasRow[i] = factor.hasPlaceForRow(i) && isLarge(i);
            if (hasRow[i]) {
                rowCount++;
                factor.addRow(i, -rowDiagonal(i));
            } else {
                addProducts(i, value);
            }
        }
        for (int i = 0; i < variables; i++) {
            // What is held is a row of its own: its Hessian does not count.
            int place = diagonalPlace[i];
            value[place] = held[i] ? 1.0 : value[place] + boundWeight[i] + delta;
        }
        for (int i = 0; i < equalities; i++) {
            value[diagonalPlace[variables + i]] -= epsilon;
        }
    }

    /** Whether an inequality has so large products that the digits of others would be lost; its entries are copied. */
    private boolean isLarge(int i) {
        double largest = 0.0;
        for (int a = rowStart[i]; a < rowStart[i + 1]; a++) {
            rowEntries[a] = held[inequality.column(a)] ? 0.0 : inequalityEntries[a];
            largest = Math.max(largest, Math.abs(rowEntries[a]));
        }
        return inequalityWeight[i] * largest * largest > LARGE;
    }

    private void addProducts(int i, double[] value) {
        int next = pairStart[i];
        for (int a = rowStart[i]; a < rowStart[i + 1]; a++) {
            double weighted = inequalityWeight[i] * inequalityEntries[a];
            for (int b = rowStart[i]; b < a; b++) {
                // A column that stands twice in a row meets itself on the diagonal from both sides.
                boolean twice = inequality.column(a) == inequality.column(b);
                value[pairPlace[next++]] += weighted * inequalityEntries[b] * (twice ? 2.0 : 1.0);
            }
            value[pairPlace[next++]] += weighted * inequalityEntries[a];
        }
    }

    /** Solves for a right side with iterative refinement; variables that are held do not move. */
    void solve(double[] rx, double[] rg, double[] rh, double[] dx, double[] dy, double[] dz) {
        Arrays.fill(dx, 0.0);
        Arrays.fill(dy, 0.0);
        Arrays.fill(dz, 0.0);
        remainder(rx, rg, rh, dx, dy, dz);
        double scale = remaining();
        double previous = scale;
        for (int step = 0; step < REFINEMENTS && previous > REFINED * scale; step++) {
            solveRemainder();
            add(1.0, dx, dy, dz);
            remainder(rx, rg, rh, dx, dy, dz);
            double left = remaining();
            if (step > 0 && !(left < previous)) {
                // Rounding has the last word: the step before was better.
                add(-1.0, dx, dy, dz);
                return;
            }
            previous = left;
        }
    }

    /** Solves for what remains of the right sides, with the inequalities eliminated that have no row. */
    private void solveRemainder() {
        System.arraycopy(leftX, 0, solution, 0, variables);
        System.arraycopy(leftG, 0, solution, variables, equalities);
        for (int i = 0; i < hasRow.length; i++) {
            rows[i] = hasRow[i] ? 0.0 : inequalityWeight[i] * leftH[i];
            solution[variables + equalities + i] = leftH[i];
        }
        inequality.addTransposed(inequalityEntries, rows, solution);
        for (int i = 0; i < variables; i++) {
            solution[i] = held[i] ? 0.0 : solution[i];
        }
        factor.solve(solution);
        Arrays.fill(rows, 0.0);
        inequality.addProduct(inequalityEntries, solution, rows);
        for (int i = 0; i < hasRow.length; i++) {
            rows[i] = hasRow[i] ? solution[variables + equalities + i] : inequalityWeight[i] * (rows[i] - leftH[i]);
        }
    }

    private void add(double factorOfStep, double[] dx, double[] dy, double[] dz) {
        for (int i = 0; i < variables; i++) {
            dx[i] += factorOfStep * solution[i];
        }
        for (int i = 0; i < equalities; i++) {
            dy[i] += factorOfStep * solution[variables + i];
        }
        for (int i = 0; i < dz.length; i++) {
            dz[i] += factorOfStep * rows[i];
        }
    }

    private void remainder(double[] rx, double[] rg, double[] rh, double[] dx, double[] dy, double[] dz) {
        Arrays.fill(leftX, 0.0);
        Arrays.fill(leftG, 0.0);
        Arrays.fill(leftH, 0.0);
        hessian.addSymmetric(hessianEntries, dx, leftX);
        equality.addTransposed(equalityEntries, dy, leftX);
        inequality.addTransposed(inequalityEntries, dz, leftX);
        equality.addProduct(equalityEntries, dx, leftG);
        inequality.addProduct(inequalityEntries, dx, leftH);
        for (int i = 0; i < variables; i++) {
            leftX[i] = held[i] ? 0.0 : rx[i] - leftX[i] - (boundWeight[i] + delta) * dx[i];
        }
        for (int i = 0; i < equalities; i++) {
            leftG[i] = rg[i] - leftG[i] + epsilon * dy[i];
        }
        for (int i = 0; i < dz.length; i++) {
            leftH[i] = rh[i] - leftH[i] + dz[i] * rowDiagonal(i);
        }
    }

    private double remaining() {
        return Math.max(norm(leftX), Math.max(norm(leftG), norm(leftH)));
    }

    /** What stands, with a minus, on the diagonal of an inequality. */
    private double rowDiagonal(int i) {
        return 1.0 / inequalityWeight[i] + (hasRow[i] ? epsilon : 0.0);
    }

    private static double norm(double[] x) {
        double largest = 0.0;
        for (double entry : x) {
            largest = Math.max(largest, Math.abs(entry));
        }
        return largest;
    }

    /** How much the last matrix was convexified. */
    double delta() {
        return delta;
    }
}
