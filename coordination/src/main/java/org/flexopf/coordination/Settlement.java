package org.flexopf.coordination;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who pays whom.
 *
 * @param payments all payments, in the order of the scheme
 * @param surplus what each seller is paid beyond its own price, currency per hour
 */
public record Settlement(List<Payment> payments, Map<String, Double> surplus) {

    /** Nothing is paid. */
    public static final Settlement NONE = new Settlement(List.of(), Map.of());

    /** Both are copied. */
    public Settlement {
        payments = List.copyOf(payments);
        surplus = Map.copyOf(surplus);
    }

    /** What each party has in the end, currency per hour; all of them add up to zero. */
    public Map<String, Double> balances() {
        Map<String, Double> balances = new LinkedHashMap<>();
        for (Payment payment : payments) {
            balances.merge(payment.payer(), -payment.amount(), Double::sum);
            balances.merge(payment.payee(), payment.amount(), Double::sum);
        }
        return balances;
    }

    /** What each party has paid for the activations that it bought, currency per hour. */
    public Map<String, Double> outlays() {
        Map<String, Double> outlays = new LinkedHashMap<>();
        for (Payment payment : payments) {
            outlays.merge(payment.payer(), payment.amount(), Double::sum);
        }
        return outlays;
    }
}
