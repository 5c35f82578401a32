package org.flexopf.opf.limit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import org.flexopf.network.ElementRef;

/**
 * A limit of the network, or a demand, which asks to be served.
 *
 * @param element the element that has it; of kind {@link org.flexopf.model.ElementKind#OWN} if a formulation counts
 *     what has it itself, as it does limits after outages
 * @param label how messages call the element
 * @param kind what it is about
 * @param bound what may be no less, or no more, in the unit of the kind; NaN where there is no single value
 */
public record Limit(ElementRef element, String label, LimitKind kind, double bound) {

    private static final MathContext DIGITS = new MathContext(6);

    /** All parts are required. */
    public Limit {
        Objects.requireNonNull(element, "element");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(kind, "kind");
    }

    /** An amount in the unit of the limit, to six digits, such as {@code 0.95 p.u.}. */
    String amount(double value) {
        String number = Double.isFinite(value)
                ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString()
                : Double.toString(value);
        return number + " " + kind.unit().symbol();
    }

    /** The limit without its bound, such as {@code lower voltage limit of bus 7}. */
    String named() {
        return kind.label() + " of " + label;
    }

    /** In words, such as {@code lower voltage limit of bus 7 (0.95 p.u.)}. */
    @Override
    public String toString() {
        return Double.isNaN(bound) ? named() : named() + " (" + amount(bound) + ")";
    }
}
