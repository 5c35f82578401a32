package org.flexopf.coordination.region;

import java.util.List;
import java.util.Optional;
import org.flexopf.coordination.Direction;

/**
 * A price-quantity curve of an interval.
 *
 * @param direction up: the feeder injects more, and draws less
 * @param potential the sum of all bids, MW
 * @param points the points, by rising quantity; none where nothing is offered
 */
public record PriceCurve(Direction direction, double potential, List<PricePoint> points) {

    /** The list is copied. */
    public PriceCurve {
        points = List.copyOf(points);
    }

    /** The last point that is not red: what is feasible. */
    public Optional<PricePoint> feasible() {
        return points.stream().filter(point -> point.light() != Light.RED).reduce((first, last) -> last);
    }
}
