package org.flexopf.acopf.nlp;

import java.util.Arrays;

/**
 * The linear system of an interior-point step, with the bounds and the slacks eliminated:
 *
 * <pre>
 *   [ H + S + delta I    Jg'        Jh'   ] [dx]   [r_x]
 *   [ Jg             -epsilon             ] [dy] = [r_g]
 *   [ Jh                        -1/D - e  ] [dz]   [r_h]
 * </pre>
 *
 * <p>S and D are the diagonals of multiplier over room of bounds and inequalities. Inequalities that the program gives
 * no group are eliminated as well, which is cheap; the others keep their row, which stays accurate where D is huge, and
 * has a small e on the diagonal, which slows down multipliers that no equation tells apart and leaves slacks exact.
 * Delta and epsilon stay at zero unless the matrix has not one negative eigenvalue for each of its constraints; then
 * they are raised until it has (Waechter and Biegler, Math. Program. 106, 2006, algorithm IC), so that the step goes
 * downhill.
 */
final class KktSystem {

    private static final double FIRST_DELTA = 1e-4;
    private static final double LEAST_DELTA = 1e-20;
    private static final double LARGEST_DELTA = 1e20;
    private static final double FIRST_GROWTH = 100.0;
    private static final double GROWTH = 8.0;
    private static final double DECAY = 1.0 / 3.0;
    private static final double EPSILON = 1e-8;
    /** What keeps rows of inequalities apart that bind together, such as the limits at both ends of a short line. */
    private static final double ROW_EPSILON = 1e-9;

    private static final int REFINEMENTS = 6;
    private static final double REFINED = 1e-12;

    private final Triplets hessian;
    private final Triplets equality;
    private final Triplets inequality;
    private final boolean[] held;
    private final int variables;
    private final int equalities;
    /** For each inequality its row in the matrix, or -1 if it is eliminated; and the number of rows. */
    private final int[] rowOf;

    private final int size;
    private final BlockLdl factor;

    private final int[] hessianPlace;
    private final int[] equalityPlace;
    private final int[] diagonalPlace;
    /** Where the entries of each inequality's row start, and the places of all pairs of them or of the entries. */
    private final int[] rowStart;

    private final int[] rowPlace;

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

    KktSystem(NonlinearProgram program, boolean[] held) {
        this.held = held;
        hessian = program.hessianPattern();
        equality = program.equalityPattern();
        inequality = program.inequalityPattern();
        variables = held.length;
        equalities = program.equalities();
        rowOf = new int[program.inequalities()];
        int[] ofInequality = program.groupOfInequality();
        int[] group = Arrays.copyOf(program.groupOfVariable(), variables + equalities + rowOf.length);
        System.arraycopy(program.groupOfEquality(), 0, group, variables, equalities);
        int next = variables + equalities;
        for (int i = 0; i < rowOf.length; i++) {
            rowOf[i] = ofInequality[i] < 0 ? -1 : next;
            if (ofInequality[i] >= 0) {
                group[next++] = ofInequality[i];
            }
        }
        size = next;
        group = Arrays.copyOf(group, size);
        rowStart = rowStarts(program.inequalities());
        factor = new BlockLdl(group, program.groups(), graph(group, program.groups()));
        hessianPlace = new int[hessian.count()];
        for (int t = 0; t < hessianPlace.length; t++) {
            hessianPlace[t] = place(hessian.row(t), hessian.column(t));
        }
        equalityPlace = new int[equality.count()];
        for (int t = 0; t < equalityPlace.length; t++) {
            equalityPlace[t] = place(variables + equality.row(t), equality.column(t));
        }
        diagonalPlace = new int[size];
        for (int i = 0; i < size; i++) {
            diagonalPlace[i] = factor.place(i, i);
        }
        rowPlace = rowPlaces();
        hessianEntries = new double[hessian.count()];
        equalityEntries = new double[equality.count()];
        inequalityEntries = new double[inequality.count()];
        boundWeight = new double[variables];
        inequalityWeight = new double[program.inequalities()];
        solution = new double[size];
        rows = new double[program.inequalities()];
        leftX = new double[variables];
        leftG = new double[equalities];
        leftH = new double[program.inequalities()];
    }

    private int[] rowStarts(int count) {
        int[] starts = new int[count + 1];
        for (int t = 0; t < inequality.count(); t++) {
            if (t > 0 && inequality.row(t) < inequality.row(t - 1)) {
                throw new IllegalArgumentException("the entries of the inequalities do not stand row after row: row "
                        + inequality.row(t) + " follows row " + inequality.row(t - 1));
            }
            starts[inequality.row(t) + 1]++;
        }
        for (int i = 0; i < count; i++) {
            starts[i + 1] += starts[i];
        }
        return starts;
    }

    private GroupGraph graph(int[] group, int groups) {
        GroupGraph graph = new GroupGraph(groups);
        for (int t = 0; t < hessian.count(); t++) {
            graph.join(group[hessian.row(t)], group[hessian.column(t)]);
        }
        for (int t = 0; t < equality.count(); t++) {
            graph.join(group[variables + equality.row(t)], group[equality.column(t)]);
        }
        for (int i = 0; i < rowOf.length; i++) {
            for (int a = rowStart[i]; a < rowStart[i + 1]; a++) {
                if (rowOf[i] >= 0) {
                    graph.join(group[rowOf[i]], group[inequality.column(a)]);
                }
                for (int b = rowStart[i]; b < a && rowOf[i] < 0; b++) {
                    graph.join(group[inequality.column(a)], group[inequality.column(b)]);
                }
            }
        }
        graph.close();
        return graph;
    }

    private int place(int row, int column) {
        boolean dropped = (row < variables && held[row]) || held[column];
        return dropped ? factor.nowhere() : factor.place(row, column);
    }

    private int[] rowPlaces() {
        int count = 0;
        for (int i = 0; i < rowOf.length; i++) {
            int length = rowStart[i + 1] - rowStart[i];
            count += rowOf[i] < 0 ? length * (length + 1) / 2 : length;
        }
        int[] places = new int[count];
        int next = 0;
        for (int i = 0; i < rowOf.length; i++) {
            for (int a = rowStart[i]; a < rowStart[i + 1]; a++) {
                if (rowOf[i] >= 0) {
                    places[next++] = place(rowOf[i], inequality.column(a));
                }
                for (int b = rowStart[i]; b <= a && rowOf[i] < 0; b++) {
                    places[next++] = place(inequality.column(a), inequality.column(b));
                }
            }
        }
        return places;
    }

    /**
     * Factors the matrix of the present numbers, corrected where its inertia is wrong.
     *
     * @return whether a correction was found that suffices
     */
    boolean factor() {
        for (boolean right = factorAsItIs(); ; right = factorOnce()) {
            if (right) {
                if (delta > 0.0) {
                    lastDelta = delta;
                }
                return true;
            }
            if (factor.isSingular()) {
                epsilon = EPSILON;
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

    /** Factors the matrix without correction; returns whether its inertia is right. */
    boolean factorAsItIs() {
        delta = 0.0;
        epsilon = 0.0;
        return factorOnce();
    }

    private boolean factorOnce() {
        assemble();
        factor.factor();
        return factor.negative() == size - variables && !factor.isSingular();
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
        int next = 0;
        for (int i = 0; i < rowOf.length; i++) {
            if (rowOf[i] >= 0) {
                for (int a = rowStart[i]; a < rowStart[i + 1]; a++) {
                    value[rowPlace[next++]] += inequalityEntries[a];
                }
                value[diagonalPlace[rowOf[i]]] -= rowDiagonal(i);
            } else {
                next = addProducts(i, next, value);
            }
        }
        for (int i = 0; i < variables; i++) {
            value[diagonalPlace[i]] += held[i] ? 1.0 : boundWeight[i] + delta;
        }
        for (int i = 0; i < equalities; i++) {
            value[diagonalPlace[variables + i]] -= epsilon;
        }
    }

    /** Adds the products of an inequality's entries, from a place on; returns the place behind them. */
    private int addProducts(int i, int first, double[] value) {
        int next = first;
        for (int a = rowStart[i]; a < rowStart[i + 1]; a++) {
            double weighted = inequalityWeight[i] * inequalityEntries[a];
            for (int b = rowStart[i]; b < a; b++) {
                // A column that stands twice in a row meets itself on the diagonal from both sides.
                boolean twice = inequality.column(a) == inequality.column(b);
                value[rowPlace[next++]] += weighted * inequalityEntries[b] * (twice ? 2.0 : 1.0);
            }
            value[rowPlace[next++]] += weighted * inequalityEntries[a];
        }
        return next;
    }

    /**
     * Solves for a right side with iterative refinement; variables that are held do not move. Returns what remains of
     * the right side, relative to it.
     */
    double solve(double[] rx, double[] rg, double[] rh, double[] dx, double[] dy, double[] dz) {
        Arrays.fill(dx, 0.0);
        Arrays.fill(dy, 0.0);
        Arrays.fill(dz, 0.0);
        remainder(rx, rg, rh, dx, dy, dz);
        double scale = remaining();
        double previous = scale;
        for (int step = 0; step < REFINEMENTS && scale > 0.0; step++) {
            solveRemainder();
            add(1.0, dx, dy, dz);
            remainder(rx, rg, rh, dx, dy, dz);
            double left = remaining();
            if (left <= REFINED * scale) {
                return left / scale;
            }
            if (step > 0 && !(left < previous)) {
                // Rounding has the last word: the step before was better.
                add(-1.0, dx, dy, dz);
                return previous / scale;
            }
            previous = left;
        }
        return scale > 0.0 ? previous / scale : 0.0;
    }

    /** The curvature of the barrier Lagrangian along a step, per squared length of the step. */
    double curvature(double[] dx) {
        Arrays.fill(leftX, 0.0);
        Arrays.fill(leftH, 0.0);
        hessian.addSymmetric(hessianEntries, dx, leftX);
        inequality.addProduct(inequalityEntries, dx, leftH);
        double sum = 0.0;
        double squares = 0.0;
        for (int i = 0; i < variables; i++) {
            sum += dx[i] * (leftX[i] + (boundWeight[i] + delta) * dx[i]);
            squares += dx[i] * dx[i];
        }
        for (int i = 0; i < leftH.length; i++) {
            sum += leftH[i] * leftH[i] / rowDiagonal(i);
        }
        return squares > 0.0 ? sum / squares : 0.0;
    }

    /** Solves for what remains of the right sides, with the inequalities eliminated that have no row. */
    private void solveRemainder() {
        System.arraycopy(leftX, 0, solution, 0, variables);
        System.arraycopy(leftG, 0, solution, variables, equalities);
        for (int i = 0; i < rowOf.length; i++) {
            rows[i] = rowOf[i] < 0 ? inequalityWeight[i] * leftH[i] : 0.0;
            if (rowOf[i] >= 0) {
                solution[rowOf[i]] = leftH[i];
            }
        }
        inequality.addTransposed(inequalityEntries, rows, solution);
        for (int i = 0; i < variables; i++) {
            solution[i] = held[i] ? 0.0 : solution[i];
        }
        factor.solve(solution);
        Arrays.fill(rows, 0.0);
        inequality.addProduct(inequalityEntries, solution, rows);
        for (int i = 0; i < rowOf.length; i++) {
            rows[i] = rowOf[i] < 0 ? inequalityWeight[i] * (rows[i] - leftH[i]) : solution[rowOf[i]];
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
        return 1.0 / inequalityWeight[i] + (rowOf[i] < 0 ? 0.0 : ROW_EPSILON);
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
