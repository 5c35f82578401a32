package org.flexopf.solver.joptimizer;

import com.joptimizer.optimizers.OptimizationRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.flexopf.program.Cone;
import org.flexopf.program.ConvexProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.WarmStart;
import org.flexopf.solver.adapter.Attempt;
import org.flexopf.solver.adapter.Attempt.Claim;
import org.flexopf.solver.adapter.LinearEquations;
import org.flexopf.solver.adapter.SolveLimits;
import org.flexopf.solver.adapter.SolveStoppedException;

/**
 * One program by JOptimizer's primal-dual method: independent equalities, a point strictly inside the inequalities, and then the
 * optimum. The point inside is sought as JOptimizer's own phase one does, but with the slack in the cones' heads, so that
 * the functions stay finite on the way.
 */
final class PrimalDualRun {

    /** Finer than this JOptimizer seldom gets; the adapter's polish does the rest. */
    private static final double TOLERANCE = 1e-7;
    /** How deep inside, in the unit of the rows, is deep enough to stop looking for a deeper point. */
    private static final double DEEP = 0.1;
    private static final double INSIDE = 1e-9;
    /** How far inequalities without an inside are moved outwards, in the unit of the rows. */
    private static final double HAIR = 1e-6;

    private final ConvexProgram program;
    private final SolverOptions options;
    private final WarmStart start;
    private final SolveLimits limits;
    private final Equalities equalities;
    private int steps;

    PrimalDualRun(ConvexProgram program, SolverOptions options, WarmStart start, SolveLimits limits) {
        this.program = program;
        this.options = options;
        this.start = start;
        this.limits = limits;
        this.equalities = Equalities.of(program);
    }

    Attempt run() {
        double[] point = equalities.project(startingPoint(), limits);
        if (!equalities.consistent(point)) {
            return Attempt.unsolved(Claim.INFEASIBLE, point, 0, "the equalities contradict each other");
        }
        List<ConeConstraint> inequalities = constraints(program, equalities.impliedRows());
        if (inequalities.isEmpty()) {
            return Attempt.unsolved(Claim.FAILED, point, 0, "JOptimizer needs at least one inequality").orElse(this::unbounded);
        }
        if (depth(inequalities, point) <= INSIDE) {
            Attempt inside = moveInside(point);
            if (inside.claim() != Claim.SOLVED) {
                return inside;
            }
            point = inside.x();
            if (depth(inequalities, point) <= INSIDE) {
                inequalities = constraints(relaxed(), equalities.impliedRows());
            }
        }
        double scale = Math.max(1.0, largest(program.linear()));
        MonitoredPrimalDual method = method(new QuadraticCost(program.quadratic(), program.linear(), scale), inequalities, equalities.matrix(),
                equalities.rhs(), point, x -> false);
        String trouble = optimise(method);
        double[] x = method.point() == null ? point : method.point();
        if (trouble == null && method.exhausted()) {
            return Attempt.unsolved(Claim.ITERATION_LIMIT, x, steps, "the limit of " + options.maxIterations() + " Newton steps was reached")
                    .orElse(this::unbounded);
        }
        return trouble == null ? Attempt.solved(x, steps)
                : Attempt.unsolved(Claim.FAILED, x, steps, "JOptimizer gave up: " + trouble).orElse(this::unbounded);
    }

    /** JOptimizer never notices that an objective has no lower bound; where it ends without an optimum, that is the guess to check. */
    private Attempt unbounded() {
        return Attempt.unsolved(Claim.UNBOUNDED, null, 0, "JOptimizer ended without an optimum");
    }

    private double[] startingPoint() {
        boolean usable = start != null && Arrays.stream(start.x()).allMatch(Double::isFinite);
        return usable ? start.x() : new double[program.variableCount()];
    }

    /** Minimises t with {@code s_0 + e t >= |s_1..|} until t is negative enough. */
    private Attempt moveInside(double[] point) {
        int n = program.variableCount();
        ConvexProgram deeper = withDepth();
        List<ConeConstraint> inequalities = constraints(deeper, equalities.impliedRows());
        double[] start = Arrays.copyOf(point, n + 1);
        // The weights of t are at least 1e-6 of the rows, so this loop is short.
        for (start[n] = 1.0; depth(inequalities, start) <= 0.5 && start[n] < 1e15; start[n] *= 2.0) {
            limits.check();
        }
        double[] linear = new double[n + 1];
        linear[n] = 1.0;
        MonitoredPrimalDual method = method(new QuadraticCost(SparseMatrix.zero(n + 1, n + 1), linear, 1.0), inequalities,
                widened(equalities.matrix()), equalities.rhs(), start, x -> x[n] < -DEEP);
        String trouble = optimise(method);
        if (method.point() != null) {
            double[] inside = Arrays.copyOf(method.point(), n);
            if (depth(constraints(relaxed(), equalities.impliedRows()), inside) > INSIDE) {
                return Attempt.solved(inside, steps);
            }
        }
        if (trouble != null) {
            return Attempt.unsolved(Claim.FAILED, point, steps, "JOptimizer found no point inside the inequalities: " + trouble);
        }
        if (method.exhausted()) {
            return Attempt.unsolved(Claim.ITERATION_LIMIT, point, steps, "the iteration limit was reached before a point inside was found");
        }
        return Attempt.unsolved(Claim.INFEASIBLE, point, steps, "no point lies strictly inside all inequalities");
    }

    private MonitoredPrimalDual method(QuadraticCost cost, List<ConeConstraint> inequalities, double[][] matrix, double[] rhs, double[] point,
                                       Predicate<double[]> enough) {
        OptimizationRequest request = new OptimizationRequest();
        request.setF0(cost);
        request.setFi(inequalities.toArray(new ConeConstraint[0]));
        if (matrix.length > 0) {
            request.setA(matrix);
            request.setB(rhs);
        }
        request.setInitialPoint(point);
        request.setTolerance(TOLERANCE);
        request.setToleranceFeas(TOLERANCE);
        return new MonitoredPrimalDual(request, limits, options.maxIterations() - Math.min(steps, options.maxIterations()), enough);
    }

    /** Runs the method; what it threw, in words, or {@code null}. JOptimizer throws checked exceptions of no particular type. */
    private String optimise(MonitoredPrimalDual method) {
        try {
            method.optimize();
            return null;
        } catch (SolveStoppedException stopped) {
            throw stopped;
        } catch (Exception trouble) {
            return trouble.getMessage();
        } finally {
            steps += method.steps();
        }
    }

    /** The program with a further variable t that is added to the slack of every inequality and of every cone's head; {@code t >= -1}. */
    private ConvexProgram withDepth() {
        int n = program.variableCount();
        int m = program.coneRowCount();
        SparseMatrix matrix = program.coneMatrix();
        SparseMatrix.Builder wider = new SparseMatrix.Builder(m + 1, n + 1);
        double[] weight = rowSizes(program);
        for (int j = 0; j < n; j++) {
            for (int k = matrix.columnStart(j); k < matrix.columnStart(j + 1); k++) {
                wider.add(matrix.rowIndex(k), j, matrix.value(k));
            }
        }
        int row = 0;
        for (Cone cone : program.cones()) {
            int heads = cone instanceof Cone.SecondOrder ? 1 : cone.dimension();
            for (int i = row; i < row + heads; i++) {
                wider.add(i, n, -weight[i]);
            }
            row += cone.dimension();
        }
        wider.add(m, n, -1.0);
        double[] rhs = Arrays.copyOf(program.coneRhs(), m + 1);
        rhs[m] = 1.0;
        List<Cone> cones = new ArrayList<>(program.cones());
        cones.add(new Cone.Nonnegative(1));
        return new ConvexProgram(SparseMatrix.zero(n + 1, n + 1), new double[n + 1], 0.0, SparseMatrix.zero(0, n + 1), new double[0],
                wider.build(), rhs, cones, null);
    }

    /**
     * The program with its inequalities moved outwards by a hair, which gives an inside to one that has none. Its optimum is
     * nearly that of the program, and the adapter's polish brings it back to the rows as they are.
     */
    private ConvexProgram relaxed() {
        double[] rhs = program.coneRhs();
        double[] weight = rowSizes(program);
        int row = 0;
        for (Cone cone : program.cones()) {
            int heads = cone instanceof Cone.SecondOrder ? 1 : cone.dimension();
            for (int i = row; i < row + heads; i++) {
                rhs[i] += HAIR * weight[i];
            }
            row += cone.dimension();
        }
        return program.withRightHandSides(program.equalityRhs(), rhs);
    }

    /** The largest entry of every row, and not less than a millionth. */
    private static double[] rowSizes(ConvexProgram program) {
        double[] sizes = new double[program.coneRowCount()];
        Arrays.fill(sizes, 1e-6);
        SparseMatrix matrix = program.coneMatrix();
        for (int k = 0; k < matrix.entryCount(); k++) {
            sizes[matrix.rowIndex(k)] = Math.max(sizes[matrix.rowIndex(k)], Math.abs(matrix.value(k)));
        }
        return sizes;
    }

    private static double[][] widened(double[][] matrix) {
        double[][] wider = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            wider[i] = Arrays.copyOf(matrix[i], matrix[i].length + 1);
        }
        return wider;
    }

    /** The constraints as functions, without the rows that an equality stands for. */
    private static List<ConeConstraint> constraints(ConvexProgram program, boolean[] implied) {
        SparseMatrix rows = program.coneMatrix().transpose();
        double[] rhs = program.coneRhs();
        List<ConeConstraint> constraints = new ArrayList<>();
        int row = 0;
        for (Cone cone : program.cones()) {
            if (cone instanceof Cone.SecondOrder) {
                constraints.add(new ConeConstraint(rows, rhs, row, cone.dimension()));
            } else {
                for (int i = row; i < row + cone.dimension(); i++) {
                    if (i >= implied.length || !implied[i]) {
                        constraints.add(new ConeConstraint(rows, rhs, i, 1));
                    }
                }
            }
            row += cone.dimension();
        }
        return constraints;
    }

    private static double depth(List<ConeConstraint> constraints, double[] x) {
        double depth = Double.POSITIVE_INFINITY;
        for (ConeConstraint constraint : constraints) {
            depth = Math.min(depth, constraint.depth(x));
        }
        return depth;
    }

    private static double largest(double[] vector) {
        double largest = 0.0;
        for (double value : vector) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
