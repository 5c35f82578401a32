package org.flexopf.model;

import java.util.Arrays;
import org.flexopf.program.SparseMatrix;

/**
 * A model whose program can be written again with other numbers in the same pattern, so that symbolic work and a
 * neighbour's solution carry over. Immutable.
 */
public final class EditableModel {

    private final Model model;
    private final ProgramNames names;
    private final SparseMatrix equalityRows;
    private final SparseMatrix coneRows;
    private final int[] coneStart;
    private final int[] coneEnd;

    /** Prepares a model for editing. */
    public EditableModel(Model model) {
        this.model = model;
        this.names = ProgramNames.of(model);
        this.equalityRows = model.program().equalityMatrix().transpose();
        this.coneRows = model.program().coneMatrix().transpose();
        this.coneEnd = model.coneEnds();
        this.coneStart = new int[coneEnd.length];
        for (int row = 0; row < coneStart.length; row++) {
            boolean sameCone = row > 0 && coneEnd[row - 1] == coneEnd[row];
            coneStart[row] = sameCone ? coneStart[row - 1] : row;
        }
    }

    /** The model as it was built. */
    public Model model() {
        return model;
    }

    /** A fresh set of changes. */
    public ProgramEdit edit() {
        return new ProgramEdit(this);
    }

    ProgramNames names() {
        return names;
    }

    /** Whether an equality holds other variables than these, which stand in ascending order. */
    boolean isSharedEquality(int row, int[] own) {
        return holdsOthers(equalityRows, row, own);
    }

    /** Whether a cone row, or another row of its cone, holds other variables than these, in ascending order. */
    boolean isSharedConeRow(int row, int[] own) {
        for (int k = coneStart[row]; k < coneEnd[row]; k++) {
            if (holdsOthers(coneRows, k, own)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsOthers(SparseMatrix byRow, int row, int[] own) {
        for (int e = byRow.columnStart(row); e < byRow.columnStart(row + 1); e++) {
            if (Arrays.binarySearch(own, byRow.rowIndex(e)) < 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "editable " + model;
    }
}
