package org.flexopf.examples.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.flexopf.pricing.payment.CoreSelecting;
import org.flexopf.pricing.payment.PayAsBid;
import org.flexopf.pricing.payment.PayAsClear;
import org.flexopf.pricing.payment.PaymentRule;
import org.flexopf.pricing.payment.UniformPrice;
import org.flexopf.pricing.payment.Vcg;

/** The payment rules that {@code --rule} chooses among. */
final class RuleChoice {

    private static final List<PaymentRule> RULES =
            List.of(new Vcg(), new PayAsClear(), new PayAsBid(), new UniformPrice(), new CoreSelecting());

    private RuleChoice() {}

    static PaymentRule named(String name) {
        return RULES.stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("there is no payment rule '" + name + "'; choose one of "
                        + RULES.stream().map(PaymentRule::name).collect(Collectors.joining(", "))));
    }
}
