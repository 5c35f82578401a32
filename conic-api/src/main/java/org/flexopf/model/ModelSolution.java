package org.flexopf.model;

import java.util.Arrays;
import org.flexopf.solver.SolverResult;

/** A solver's answer by name, in the program's own units: what those read who wrote the program. */
public final class ModelSolution {

    private final Model model;
    private final SolverResult result;

    ModelSolution(Model model, SolverResult result) {
        this.model = model;
        this.result = result;
    }

    /** The program that was solved, with its names. */
    public Model model() {
        return model;
    }

    /** The solver's answer. */
    public SolverResult result() {
        return result;
    }

    /** Whether the model has variables of a name. */
    public boolean hasValues(Quantity quantity) {
        return model.variables(quantity) != null;
    }

    /**
     * The number of elements of a family of type {@link ElementType#OTHER}: of its variables, or one more than the last
     * element with a row; 0 if there is no such family.
     */
    public int ownElementCount(Quantity quantity) {
        if (hasValues(quantity)) {
            return model.variables(quantity).size();
        }
        int[] codes = model.rowCodes(quantity);
        int count = codes == null ? 0 : codes.length;
        while (count > 0 && codes[count - 1] == RowKind.NONE) {
            count--;
        }
        return count;
    }

    /** The values of a family per element index; NaN where an element has no variable, or the model no such family. */
    public double[] values(Quantity quantity, int elementCount) {
        double[] values = new double[elementCount];
        Variables family = model.variables(quantity);
        for (int i = 0; i < elementCount; i++) {
            int column = family == null ? -1 : family.column(i);
            values[i] = column < 0 ? Double.NaN : result.x()[column];
        }
        return values;
    }

    /**
     * The duals of a family of rows per element index, with the meaning that {@link ProgramBuilder} states for each
     * kind of row; 0 where an element has no such row (a limit that is not there costs nothing), NaN throughout if the
     * solver returned no duals.
     */
    public double[] duals(Quantity quantity, int elementCount) {
        double[] duals = new double[elementCount];
        if (result.y().length != model.program().equalityCount()
                || result.z().length != model.program().coneRowCount()) {
            Arrays.fill(duals, Double.NaN);
            return duals;
        }
        int[] codes = model.rowCodes(quantity);
        for (int i = 0; i < elementCount && codes != null; i++) {
            duals[i] = codes[i] == RowKind.NONE ? 0.0 : RowKind.dual(codes[i], model.inequalityCount(), result);
        }
        return duals;
    }
}
