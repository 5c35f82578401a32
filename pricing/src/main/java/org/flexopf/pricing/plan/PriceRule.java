package org.flexopf.pricing.plan;

/** How the prices of a plan were chosen. */
public enum PriceRule {
    /** The plan has no yes/no decisions: they are its multipliers. */
    MULTIPLIERS("those of the multipliers of the plan, which has no integers"),
    /** The relaxation costs as much as the plan, so that its multipliers support everybody. */
    RELAXATION_WITHOUT_GAP("those of the relaxation, which costs no less than the plan"),
    /** Among all multipliers at the integers, those of least total lost opportunity. */
    LEAST_LOST_OPPORTUNITY(
            "those at the integers of this plan, of all such prices those of least total lost opportunity"),
    /** The multipliers at the integers that the solver came to; others may fit as well. */
    FIXED_INTEGERS("those at the integers of this plan, as the solver came to them"),
    /** The multipliers of the relaxation: an approximation of convex-hull prices. */
    RELAXATION("those of the relaxation"),
    /** They maximise the dual function as far as its bounds tell. */
    CONVEX_HULL("convex-hull prices"),
    /** They were given. */
    GIVEN("given");

    private final String words;

    PriceRule(String words) {
        this.words = words;
    }

    /** The rule in words. */
    public String words() {
        return words;
    }
}
