package org.flexopf.acopf;

/**
 * The numbering of an AC optimal power flow: every part claims its variables and rows here, once and in order. Each
 * belongs to a group that is eliminated as one; the first groups are those of the buses.
 */
final class Layout {

    private final IntBag variableGroup = new IntBag();
    private final DoubleBag lower = new DoubleBag();
    private final DoubleBag upper = new DoubleBag();
    private final IntBag equalityGroup = new IntBag();
    private final IntBag inequalityGroup = new IntBag();
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

    /** A row {@code h(x) <= 0} whose multiplier is an unknown of a group. */
    int inequality(int group) {
        inequalityGroup.add(group);
        return inequalityGroup.size() - 1;
    }

    /** A row {@code h(x) <= 0} of few variables of one group or of neighbours, whose multiplier is eliminated. */
    int eliminatedInequality() {
        return inequality(-1);
    }

    /** The group of a variable. */
    int groupOf(int variable) {
        return variableGroup.get(variable);
    }

    int groups() {
        return groups;
    }

    int equalities() {
        return equalityGroup.size();
    }

    int inequalities() {
        return inequalityGroup.size();
    }

    double[] lower() {
        return lower.toArray();
    }

    double[] upper() {
        return upper.toArray();
    }

    int[] groupOfVariable() {
        return variableGroup.toArray();
    }

    int[] groupOfEquality() {
        return equalityGroup.toArray();
    }

    int[] groupOfInequality() {
        return inequalityGroup.toArray();
    }
}
