package org.flexopf.coordination.conflict;

/** The ways in which TSO and DSOs come into each other's way, and the one in which the TSO does by itself. */
public enum ConflictKind {
    /** What a DSO activates against its overload puts the system out of balance. */
    IMBALANCE("a", "the DSO's step puts the system out of balance"),
    /** What the TSO activates overloads a DSO's transformer. */
    CONGESTION("b", "the TSO's step overloads a transformer"),
    /** The DSO holds, in one direction, what the TSO needs in the other. */
    COMPETITION("c", "both need the same assets, in opposite directions"),
    /** Both need the same assets in the same direction, so that they could be paid twice. */
    DOUBLE_USE("d", "both need the same assets, in the same direction"),
    /** The TSO's request exceeds what there is, with or without DSOs: no conflict, but not met either. */
    SHORTAGE("shortage", "the request exceeds what there is");

    private final String label;
    private final String meaning;

    ConflictKind(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /** What it is called in files and tables: a, b, c, d, shortage. */
    public String label() {
        return label;
    }

    /** What it is, in words. */
    public String meaning() {
        return meaning;
    }
}
