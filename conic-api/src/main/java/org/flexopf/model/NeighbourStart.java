package org.flexopf.model;

import java.util.stream.IntStream;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.WarmStart;

/**
 * Where a model starts from the solution of another one, with other variables and rows: number by number under its
 * name, block by block under its label. Which numbers are carried over depends on names alone, so that it serves all
 * models that differ in their numbers.
 */
public final class NeighbourStart {

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
    /** The columns that the neighbour does not have. */
    private int[] missing;

    private NeighbourStart(Model model, ModelSolution neighbour, NeighbourIndex inNeighbour) {
        this.model = model;
        this.old = neighbour.model();
        this.answer = neighbour.result();
        this.inNeighbour = inNeighbour;
        this.hasMultipliers = answer.hasDuals();
        this.coneEnd = model.coneEnds();
        this.oldConeEnd = old.coneEnds();
        this.x = new double[model.program().variableCount()];
        this.y = new double[model.program().equalityCount()];
        this.z = new double[model.program().coneRowCount()];
    }

    /**
     * The start of a model, and of all with its names, from a solution.
     *
     * @param neighbour the solution to start from
     * @param inNeighbour where the neighbour has the elements of the model
     */
    public static NeighbourStart of(Model model, ModelSolution neighbour, NeighbourIndex inNeighbour) {
        NeighbourStart carrier = new NeighbourStart(model, neighbour, inNeighbour);
        boolean[] carried = new boolean[carrier.x.length];
        for (NamedBlock block : model.blocks()) {
            carrier.old.blocks().stream()
                    .filter(other -> other.label().equals(block.label()))
                    .findFirst()
                    .ifPresent(other -> carrier.carry(block, other, carried));
        }
        carrier.missing = IntStream.range(0, carried.length)
                .filter(column -> !carried[column])
                .toArray();
        return carrier;
    }

    /**
     * The start of a model with the same names. What the neighbour does not have comes from the model's own start; its
     * multipliers are zero.
     */
    public WarmStart of(Model same) {
        double[] own = x;
        if (missing.length > 0 && same.start().isPresent()) {
            double[] suggested = same.start().get().x();
            own = x.clone();
            for (int column : missing) {
                own[column] = suggested[column];
            }
        }
        return hasMultipliers ? new WarmStart(own, y, z) : WarmStart.primal(own);
    }

    private void carry(NamedBlock block, NamedBlock other, boolean[] carried) {
        block.variableFamilies().forEach((family, variables) -> {
            Variables source = other.variables(family);
            for (int element = 0; source != null && element < variables.size(); element++) {
                int place = placeIn(family, element, source.size());
                if (variables.has(element) && place >= 0 && source.has(place)) {
                    x[variables.column(element)] = answer.x()[source.column(place)];
                    carried[variables.column(element)] = true;
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

    @Override
    public String toString() {
        return "start of " + model + " from " + old;
    }
}
