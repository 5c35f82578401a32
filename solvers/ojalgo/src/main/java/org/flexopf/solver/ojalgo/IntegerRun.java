package org.flexopf.solver.ojalgo;

import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.adapter.Attempt;
import org.flexopf.solver.adapter.Attempt.Claim;
import org.flexopf.solver.adapter.LinearForm;
import org.flexopf.solver.adapter.SolveLimits;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;
import org.ojalgo.optimisation.integer.IntegerStrategy;
import org.ojalgo.optimisation.integer.NodeKey;
import org.ojalgo.type.context.NumberContext;

/** One mixed-integer program by ojAlgo's branch and bound. */
final class IntegerRun {

    private static final int NODES_PER_ITERATION = 1000;

    private final ConicProgram program;
    private final SolverOptions options;
    private final SolveLimits limits;
    private final LinearForm form;

    IntegerRun(ConicProgram program, SolverOptions options, SolveLimits limits) {
        this.program = program;
        this.options = options;
        this.limits = limits;
        this.form = new LinearForm(program);
    }

    Attempt run() {
        if (form.boundsCross()) {
            return Attempt.unsolved(Claim.INFEASIBLE, null, 0, "a lower bound exceeds an upper one");
        }
        ExpressionsBasedModel model =
                new ExpressionsBasedModel(OjAlgoSolver.settings(options, limits, NODES_PER_ITERATION));
        model.options.integer(singleWorker());
        Variable[] variables = new Variable[program.variableCount()];
        for (int j = 0; j < variables.length; j++) {
            variables[j] = model.newVariable("x" + j).weight(program.linear(j)).integer(program.isInteger(j));
            if (Double.isFinite(form.lower(j))) {
                variables[j].lower(form.lower(j));
            }
            if (Double.isFinite(form.upper(j))) {
                variables[j].upper(form.upper(j));
            }
        }
        addQuadratic(model, variables);
        SparseMatrix equalityRows = program.equalityMatrix().transpose();
        for (int i = 0; i < program.equalityCount(); i++) {
            row(model, "a" + i, equalityRows, i, variables).level(program.equalityRhs(i));
        }
        for (int i = 0; i < form.generalRowCount(); i++) {
            int row = form.generalRow(i);
            row(model, "g" + row, form.rows(), row, variables).upper(program.coneRhs(row));
        }
        Optimisation.Result result = model.minimise();
        if (!result.getState().isOptimal()) {
            return OjAlgoSolver.unsolved(result, 1, options, limits);
        }
        double[] x = new double[variables.length];
        for (int j = 0; j < x.length; j++) {
            x[j] = result.doubleValue(j);
            if (program.isInteger(j)) {
                x[j] = Math.rint(x[j]);
            }
        }
        return Attempt.solved(x, 1);
    }

    /**
     * One worker, so that the nodes are visited in the same order every time, and a gap that is nothing but rounding.
     */
    @SuppressWarnings("unchecked") // The varargs of a generic type are ojAlgo's.
    private static IntegerStrategy singleWorker() {
        return IntegerStrategy.newConfigurable()
                .withParallelism(() -> 1)
                .withGapTolerance(NumberContext.of(12, 8))
                .withPriorityDefinitions(NodeKey.MIN_OBJECTIVE);
    }

    private void addQuadratic(ExpressionsBasedModel model, Variable[] variables) {
        if (!program.hasQuadraticObjective()) {
            return;
        }
        SparseMatrix quadratic = program.quadratic();
        Expression half = model.newExpression("half").weight(0.5);
        for (int j = 0; j < variables.length; j++) {
            for (int k = quadratic.columnStart(j); k < quadratic.columnStart(j + 1); k++) {
                int i = quadratic.rowIndex(k);
                half.set(variables[i], variables[j], i == j ? quadratic.value(k) : 2.0 * quadratic.value(k));
            }
        }
    }

    private static Expression row(
            ExpressionsBasedModel model, String name, SparseMatrix rows, int row, Variable[] variables) {
        Expression expression = model.newExpression(name);
        for (int k = rows.columnStart(row); k < rows.columnStart(row + 1); k++) {
            expression.set(variables[rows.rowIndex(k)], rows.value(k));
        }
        return expression;
    }
}
