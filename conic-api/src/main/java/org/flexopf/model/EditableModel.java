package org.flexopf.model;

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

    /** Prepares a model for editing. */
    public EditableModel(Model model) {
        this.model = model;
        this.names = ProgramNames.of(model);
        this.equalityRows = model.program().equalityMatrix().transpose();
        this.coneRows = model.program().coneMatrix().transpose();
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

    /** The entries of the equalities row by row. */
    SparseMatrix equalityRows() {
        return equalityRows;
    }

    /** The entries of the cone rows row by row. */
    SparseMatrix coneRows() {
        return coneRows;
    }
}
