package org.flexopf.acopf;

import org.flexopf.acopf.nlp.ProgramStructure;
import org.flexopf.acopf.nlp.Triplets;

/**
 * The numbering of an AC optimal power flow: every part claims its variables and rows here, once and in order. Each
 * belongs to a group that is eliminated as one; the first groups are those of the buses.
 */
final class Layout {

    private final IntBag variableGroup = new IntBag();
    private final DoubleBag lower = new DoubleBag();
    private final DoubleBag upper = new DoubleBag();
    private final IntBag equalityGroup = new IntBag();
    private int inequalities;
    private int groups;

    /** @param buses the number of buses, which have the first groups */
    Layout(int buses) {
        groups = buses;
    }

    /** A group of its own. */
    int newGroup() {
        return groups++;
    }

    /** A variable within bounds, either of which may be infinite; it is held where they are equal. */
    int variable(int group, double least, double largest) {
        variableGroup.add(group);
        lower.add(least);
        upper.add(largest);
        return variableGroup.size() - 1;
    }

    /** A row {@code g(x) = 0}. */
    int equality(int group) {
        equalityGroup.add(group);
        return equalityGroup.size() - 1;
    }

    /** A row {@code h(x) <= 0} of few variables of one group or of neighbours. */
    int inequality() {
        return inequalities++;
    }

    /** The group of a variable. */
    int groupOf(int variable) {
        return variableGroup.get(variable);
    }

    int inequalities() {
        return inequalities;
    }

    /** What was claimed, with the entries of all parts in their order. */
    ProgramStructure structure(Part[] parts) {
        Triplets.Builder equality = new Triplets.Builder();
        Triplets.Builder inequality = new Triplets.Builder();
        Triplets.Builder hessian = new Triplets.Builder();
        for (Part part : parts) {
            part.equalityEntries(equality);
            part.inequalityEntries(inequality);
            part.hessianEntries(hessian);
        }
        return new ProgramStructure(
                lower.toArray(),
                upper.toArray(),
                equalityGroup.size(),
                inequalities,
                equality.build(),
                inequality.build(),
                hessian.build(),
                groups,
                variableGroup.toArray(),
                equalityGroup.toArray());
    }
}
