package org.flexopf.market;

import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;

/**
 * What a participant says instead of the truth, of all its offers alike.
 *
 * @param markup what is added to the marginal cost, currency per MWh; economic withholding of a seller is above zero,
 *     that of a buyer below
 * @param capacity the share of the capacity that is offered, 0 to 1; physical withholding is below 1
 */
public record Misreport(double markup, double capacity) {

    /** @throws IllegalArgumentException if the markup is not finite, or the share is not between 0 and 1 */
    public Misreport {
        if (!Double.isFinite(markup)) {
            throw new IllegalArgumentException(
                    "a markup of " + markup + " per MWh is no number to report; give a finite one");
        }
        if (!(capacity >= 0.0 && capacity <= 1.0)) {
            throw new IllegalArgumentException("a capacity share of " + capacity + " cannot be offered; give 0 to 1");
        }
    }

    /** The truth. */
    public static Misreport truth() {
        return new Misreport(0.0, 1.0);
    }

    /** A generator as it is reported. What must run keeps running: withholding ends at its least power. */
    Generator applyTo(Generator generator) {
        double lower = Math.max(generator.pMin(), Math.min(generator.pMax(), share(generator.pMin())));
        double upper = Math.max(generator.pMin(), Math.min(generator.pMax(), share(generator.pMax())));
        boolean mustRun = generator.pMin() > 0.0;
        boolean mustDraw = generator.pMax() < 0.0;
        return generator
                .withActiveLimits(mustRun ? generator.pMin() : lower, mustDraw ? generator.pMax() : upper)
                .withCost(dearer(generator.cost()));
    }

    /** Zero times an infinite limit is zero here, not NaN. */
    private double share(double limit) {
        return capacity == 0.0 ? 0.0 : capacity * limit;
    }

    private CostCurve dearer(CostCurve curve) {
        if (curve instanceof CostCurve.Linear linear) {
            return new CostCurve.Linear(linear.constant(), linear.slope() + markup);
        }
        if (curve instanceof CostCurve.Quadratic quadratic) {
            return new CostCurve.Quadratic(quadratic.constant(), quadratic.linear() + markup, quadratic.quadratic());
        }
        return CostCurve.piecewiseLinear(((CostCurve.PiecewiseLinear) curve)
                .points().stream()
                        .map(point -> new CostCurve.Point(point.power(), point.cost() + markup * point.power()))
                        .toList());
    }
}
