package org.flexopf.network;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with one element, as it is found. */
final class ElementFaults {

    private final String element;
    private final List<Fault> found = new ArrayList<>();

    ElementFaults(Element element) {
        this.element = element.label();
    }

    List<Fault> all() {
        return found;
    }

    ElementFaults add(String value, String cause, String fix) {
        found.add(new Fault(element, value, cause, fix));
        return this;
    }

    ElementFaults finite(String what, double value, String unit) {
        return Double.isFinite(value)
                ? this
                : add(what + " " + value + " " + unit, "the number is not finite", "give a finite number");
    }

    ElementFaults notNegative(String what, double value, String unit) {
        return value >= 0.0 && value < Double.POSITIVE_INFINITY
                ? this
                : add(what + " " + value + " " + unit, "it counts from zero", "give a finite number of zero or more");
    }

    ElementFaults positive(String what, double value, String unit) {
        return value > 0.0 && value < Double.POSITIVE_INFINITY
                ? this
                : add(what + " " + value + " " + unit, "it lies above zero", "give a finite number above zero");
    }

    /** A share of something that is lost in an hour. */
    ElementFaults loss(String what, double value) {
        return value >= 0.0 && value < 1.0
                ? this
                : add(
                        what + " " + value + " per hour",
                        "it is a share that is lost",
                        "give a number from 0 to below 1");
    }

    /** A range that holds something. */
    ElementFaults range(String what, Range range, String unit) {
        return range.min() <= range.max()
                        && range.min() < Double.POSITIVE_INFINITY
                        && range.max() > Double.NEGATIVE_INFINITY
                ? this
                : add(
                        what + " " + range.min() + " to " + range.max() + " " + unit,
                        "there is nothing between",
                        "give two numbers, the smaller one first");
    }
}
