package org.flexopf.coordination.region;

import org.flexopf.coordination.Direction;

/**
 * The two curves of an interval.
 *
 * @param interval the interval
 * @param up more injected
 * @param down less injected
 */
public record IntervalCurves(TypicalInterval interval, PriceCurve up, PriceCurve down) {

    /** The curve of a direction. */
    public PriceCurve curve(Direction direction) {
        return switch (direction) {
            case UP -> up;
            case DOWN -> down;
        };
    }
}
