package org.flexopf.model;

import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.WarmStart;

/** Carries a solution over to a model with other variables and rows, number by number under its name. */
final class NeighbourStart {

    private final Model model;
    private final Model old;
    private final CheckedAnswer answer;
    private final NeighbourIndex inNeighbour;
    private final boolean hasMultipliers;
    private final int[] coneEnd;
    private final int[] oldConeEnd;
    private final double[] x;
    private final double[] y;
    private final double[] z;

    private NeighbourStart(Model model, ModelSolution neighbour, NeighbourIndex inNeighbour) {
        this.model = model;
        this.old = neighbour.model();
        this.answer = neighbour.result();
        this.inNeighbour = inNeighbour;
        this.hasMultipliers = answer.hasDuals();
        this.coneEnd = model.coneEnds();
        this.oldConeEnd = old.coneEnds();
        this.x = model.start()
                .map(WarmStart::x)
                .orElseGet(() -> new double[model.program().variableCount()]);
        this.y = new double[model.program().equalityCount()];
        this.z = new double[model.program().coneRowCount()];
    }

    /**
     * A start for a model; what the neighbour does not have comes from the model's own start, and multipliers are zero.
     */
    static WarmStart of(Model model, ModelSolution neighbour, NeighbourIndex inNeighbour) {
        NeighbourStart carrier = new NeighbourStart(model, neighbour, inNeighbour);
        for (NamedBlock block : model.blocks()) {
            carrier.old.blocks().stream()
                    .filter(other -> other.label().equals(block.label()))
                    .findFirst()
                    .ifPresent(other -> carrier.carry(block, other));
        }
        return carrier.hasMultipliers ? new WarmStart(carrier.x, carrier.y, carrier.z) : WarmStart.primal(carrier.x);
    }

    private void carry(NamedBlock block, NamedBlock other) {
        block.variableFamilies().forEach((family, variables) -> {
            Variables source = other.variables(family);
            for (int element = 0; source != null && element < variables.size(); element++) {
                int place = placeIn(family, element, source.size());
                if (variables.has(element) && place >= 0 && source.has(place)) {
                    x[variables.column(element)] = answer.x()[source.column(place)];
                }
            }
        });
        if (hasMultipliers) {
            block.rowFamilies().forEach((family, codes) -> carryRows(family, codes, other.rowCodes(family)));
            block.pieces()
                    .forEach((family, pieces) ->
                            carryPieces(family, pieces, other.pieces().get(family)));
        }
    }

    private int placeIn(Family family, int element, int count) {
        int place = inNeighbour.of(family.kind(), element);
        return place < count ? place : -1;
    }

    /** Rows of a name carry over where they are of one sort in both: a limit may be an equality in one of them only. */
    private void carryRows(ConstraintFamily family, int[] codes, int[] source) {
        for (int element = 0; source != null && element < codes.length; element++) {
            int place = placeIn(family, element, source.length);
            if (codes[element] == RowKind.NONE || place < 0 || source[place] == RowKind.NONE) {
                continue;
            }
            RowKind kind = RowKind.of(codes[element]);
            RowKind oldKind = RowKind.of(source[place]);
            int row = RowKind.row(codes[element]);
            int oldRow = RowKind.row(source[place]);
            if (kind.isEquality() && oldKind.isEquality()) {
                y[row] = answer.y()[oldRow];
            } else if (kind == RowKind.INEQUALITY && oldKind == RowKind.INEQUALITY) {
                z[row] = answer.z()[oldRow];
            } else if (kind.isCone() && kind == oldKind) {
                carryCone(model.inequalityCount() + row, old.inequalityCount() + oldRow);
            }
        }
    }

    private void carryCone(int row, int oldRow) {
        int dimension = Math.min(coneEnd[row] - row, oldConeEnd[oldRow] - oldRow);
        System.arraycopy(answer.z(), oldRow, z, row, dimension);
    }

    /** The first piece of an element to its first, and so on. */
    private void carryPieces(ConstraintFamily family, PieceList pieces, PieceList source) {
        if (source == null) {
            return;
        }
        int[] next = source.firstOfEach();
        int[] following = source.following();
        for (int k = 0; k < pieces.size(); k++) {
            int place = placeIn(family, pieces.element(k), next.length);
            if (place >= 0 && next[place] >= 0) {
                z[pieces.row(k)] = answer.z()[source.row(next[place])];
                next[place] = following[next[place]];
            }
        }
    }
}
