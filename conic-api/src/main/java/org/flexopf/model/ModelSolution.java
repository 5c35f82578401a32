package org.flexopf.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.flexopf.solver.CheckedAnswer;

/**
 * A solver's answer by name, for one block, in the program's own units: what those read who wrote the program.
 *
 * <p>Duals are those of the block's own costs: what the program's objective is charged for one of them
 * ({@link NamedBlock#costFactor()}) is taken out again here, and nowhere else.
 */
public final class ModelSolution {

    private final Model model;
    private final NamedBlock block;
    private final CheckedAnswer result;
    /** What stands in place of variables that took no part, by column. */
    private final Map<Integer, Replacement> replaced;
    /** Constant cost that was added to the block after it was built, as the program counts it. */
    private final double furtherConstant;

    ModelSolution(Model model, NamedBlock block, CheckedAnswer result) {
        this(model, block, result, Map.of(), 0.0);
    }

    private ModelSolution(
            Model model,
            NamedBlock block,
            CheckedAnswer result,
            Map<Integer, Replacement> replaced,
            double furtherConstant) {
        this.model = model;
        this.block = block;
        this.result = result;
        this.replaced = replaced;
        this.furtherConstant = furtherConstant;
    }

    /** The same answer where some variables took no part: others stand in their place. */
    ModelSolution replacing(List<Replacement> replacements, double constant) {
        return new ModelSolution(
                model,
                block,
                result,
                replacements.stream().collect(Collectors.toMap(Replacement::column, replacement -> replacement)),
                constant);
    }

    /** The program that was solved, with its names. */
    public Model model() {
        return model;
    }

    /** The block whose numbers these are. */
    public NamedBlock block() {
        return block;
    }

    /** The solver's answer to the whole program. */
    public CheckedAnswer result() {
        return result;
    }

    /**
     * The same numbers as the answer to a program that is this block alone, with its own columns, rows and costs. Rows
     * that link blocks are not in it, so that their multipliers are missing from its stationarity. The solution itself
     * if the program is one block.
     */
    public ModelSolution alone() {
        return model.blocks().size() == 1 ? this : BlockAlone.of(this);
    }

    /** Whether the block has variables of a name. */
    public boolean hasValues(VariableFamily family) {
        return block.has(family);
    }

    /** The number of elements of a family of variables in the block; 0 if there is no such family. */
    public int elementCount(VariableFamily family) {
        return hasValues(family) ? block.variables(family).size() : 0;
    }

    /**
     * The number of elements of a family of rows in the block; of kind {@link ElementKind#OWN}, one more than the last
     * element with a row. 0 if there is no such family.
     */
    public int elementCount(ConstraintFamily family) {
        int[] codes = block.rowCodes(family);
        int count = codes == null ? 0 : codes.length;
        while (family.kind().equals(ElementKind.OWN) && count > 0 && codes[count - 1] == RowKind.NONE) {
            count--;
        }
        return count;
    }

    /** The values of a family per element index; NaN where an element has no variable, or the block no such family. */
    public double[] values(VariableFamily family, int elementCount) {
        double[] values = new double[elementCount];
        Variables group = block.variables(family);
        for (int i = 0; i < elementCount; i++) {
            int column = group == null ? -1 : group.column(i);
            values[i] = column < 0 ? Double.NaN : value(column);
        }
        return values;
    }

    /**
     * The duals of a family of rows per element index, with the meaning that {@link ProgramBuilder} states for each
     * kind of row; 0 where an element has no such row (a limit that is not there costs nothing), NaN throughout if the
     * there are no duals.
     */
    public double[] duals(ConstraintFamily family, int elementCount) {
        double[] duals = new double[elementCount];
        if (!result.hasDuals()) {
            Arrays.fill(duals, Double.NaN);
            return duals;
        }
        int[] codes = block.rowCodes(family);
        for (int i = 0; i < elementCount && codes != null; i++) {
            duals[i] = codes[i] == RowKind.NONE
                    ? 0.0
                    : RowKind.dual(codes[i], model.inequalityCount(), result) / block.costFactor();
        }
        return duals;
    }

    /**
     * The values of the block's own columns in the order in which they were added, integers without their rounding:
     * what {@link ProgramBuilder#decided} takes.
     */
    public double[] decisions() {
        int first = block.begin().columns();
        double[] own = new double[block.variableCount()];
        for (int j = 0; j < own.length; j++) {
            double value = value(first + j);
            own[j] = model.program().isInteger(first + j) ? Math.rint(value) : value;
        }
        return own;
    }

    private double value(int column) {
        Replacement other = replaced.isEmpty() ? null : replaced.get(column);
        return other == null ? result.x()[column] : other.value();
    }

    /** What the block costs at the point, by its own costs: without the factor that they count by in the program. */
    public double objective() {
        if (model.blocks().size() == 1 && replaced.isEmpty()) {
            return result.objective();
        }
        double[] x = result.x();
        double sum = block.costFactor() * block.constant() + furtherConstant;
        for (int j = block.begin().columns(); j < block.end().columns(); j++) {
            Replacement other = replaced.get(j);
            sum += other != null
                    ? other.cost()
                    : (model.program().linear(j)
                                    + 0.5 * model.program().quadratic().get(j, j) * x[j])
                            * x[j];
        }
        return sum / block.costFactor();
    }

    @Override
    public String toString() {
        return result.status() + " at " + model + (block.label().isEmpty() ? "" : ", block " + block.label());
    }
}
