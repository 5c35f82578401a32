package org.flexopf.exchange;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import org.flexopf.exchange.check.LimitingElement;

/**
 * That the network took less of a pair of orders than they could have traded, as an order arrived.
 *
 * @param sequence the number of the command
 * @param order the id of the order that arrived
 * @param resting the id of the order in the book
 * @param asked what they could have traded, W
 * @param feasible what the network would take, W; traded unless it is less than one of them accepts
 * @param element what limits it
 * @param excess how far the quantity asked for would pass what is allowed there, in the unit of the element's limit;
 *     NaN where no power flow was found
 */
public record Rejection(
        long sequence,
        String order,
        String resting,
        long asked,
        long feasible,
        LimitingElement element,
        double excess) {

    private static final MathContext DIGITS = new MathContext(4);

    /** Names and element are required. */
    public Rejection {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(resting, "resting");
        Objects.requireNonNull(element, "element");
    }

    /** The rejection as a sentence for whoever reads it afterwards. */
    public String inWords() {
        String beyond = Double.isNaN(excess)
                ? ""
                : "; all of it would go " + rounded(excess) + " "
                        + element.kind().unit() + " beyond";
        return "Of " + Quantities.megawatts(asked) + " MW between " + order + " and " + resting + " the network takes "
                + (feasible == 0L ? "nothing" : "no more than " + Quantities.megawatts(feasible) + " MW")
                + ": " + element.inWords() + " stands in the way" + beyond + ".";
    }

    private static String rounded(double value) {
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
