package org.flexopf.exchange.schedule;

import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;

/**
 * A limit that a state of the network does not keep.
 *
 * @param kind what it is about
 * @param element the number of the branch or of the bus
 * @param amount how far the state is beyond the limit, above zero, in the unit of the kind
 */
public record Violation(ViolationKind kind, int element, double amount) {

    /** How far a state may be beyond a limit, MVA or p.u., before it counts. */
    public static final double TOLERANCE = 1e-6;

    /** So much a p.u. of voltage weighs against a MVA where one of two violations is the worse. */
    private static final double MVA_PER_UNIT = 10.0;

    /** The worst last: by MVA, and ten times p.u.; of equals the one that stands first is the worse. */
    public static final Comparator<Violation> BY_WEIGHT = Comparator.comparingDouble(Violation::weight)
            .thenComparing(Violation::kind, Comparator.reverseOrder())
            .thenComparing(Violation::element, Comparator.reverseOrder());

    /** The kind is required. */
    public Violation {
        Objects.requireNonNull(kind, "kind");
    }

    /** What it weighs against other violations: MVA, or ten times p.u. */
    public double weight() {
        return switch (kind) {
            case LINE -> amount;
            case LOW, HIGH -> MVA_PER_UNIT * amount;
        };
    }

    /** In words, such as {@code line 5 by 0.303434 MVA}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s by %.6f %s", name(), amount, kind.unit().symbol());
    }

    /** Which limit of which element, such as {@code line 5} or {@code bus 18 low}. */
    public String name() {
        return switch (kind) {
            case LINE -> "line " + element;
            case LOW, HIGH -> "bus " + element + " " + kind.label();
        };
    }
}
