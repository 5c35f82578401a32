package org.flexopf.lopf;

/**
 * What a resource does.
 *
 * @param resource the resource
 * @param active MW injected more than before; negative for less
 * @param reactive Mvar injected more than before; negative for less
 */
public record FlexibleAction(FlexibleResource resource, double active, double reactive) {

    /** No action of a resource. */
    static FlexibleAction none(FlexibleResource resource) {
        return new FlexibleAction(resource, 0.0, 0.0);
    }

    /** What the action costs, currency per hour. */
    public double cost() {
        double change =
                resource.cost().at(resource.p() + active) - resource.cost().at(resource.p());
        return change
                + (active >= 0.0 ? active * resource.upPrice() : -active * resource.downPrice())
                + Math.abs(reactive) * resource.reactivePrice();
    }
}
