package org.flexopf.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Places for labels beside the points they belong to, where nothing else is. Labels are placed one by one, the most
 * important first; one that finds no place is left out, and so crowded pictures thin out.
 */
final class LabelPlaces {

    /** The side of the squares by which neighbours are found, pixels. */
    private static final double SQUARE = 40.0;

    private final Map<Long, List<Box>> taken = new HashMap<>();

    /** A rectangle with its sides along the axes. */
    record Box(double left, double top, double right, double bottom) {

        static Box around(double x, double y, double halfWidth, double halfHeight) {
            return new Box(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
        }

        boolean overlaps(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    /** The middle of the base line of a label. */
    record Place(double x, double baseline) {}

    void take(Box box) {
        forEachSquare(
                box, key -> taken.computeIfAbsent(key, k -> new ArrayList<>()).add(box));
    }

    /** Takes what a stroke covers that goes straight along an axis. */
    void takeStroke(double x1, double y1, double x2, double y2, double width) {
        take(new Box(
                Math.min(x1, x2) - width / 2.0,
                Math.min(y1, y2) - width / 2.0,
                Math.max(x1, x2) + width / 2.0,
                Math.max(y1, y2) + width / 2.0));
    }

    /** Takes a rectangle if nothing is there; whether it was free. */
    boolean takeIfFree(Box box) {
        boolean[] free = {true};
        forEachSquare(box, key -> {
            for (Box other : taken.getOrDefault(key, List.of())) {
                free[0] &= !other.overlaps(box);
            }
        });
        if (free[0]) {
            take(box);
        }
        return free[0];
    }

    private static void forEachSquare(Box box, LongConsumer action) {
        for (long i = square(box.left); i <= square(box.right); i++) {
            for (long j = square(box.top); j <= square(box.bottom); j++) {
                action.accept(i * 1_000_003L + j);
            }
        }
    }

    private static long square(double coordinate) {
        return (long) Math.floor(coordinate / SQUARE);
    }

    /**
     * Finds and takes a place for a label next to a point, or none.
     *
     * @param radius how far from the point labels begin
     * @param below whether the place below is tried first and not the one above
     */
    Optional<Place> place(double x, double y, double radius, double width, double size, boolean below) {
        double halfHeight = 0.4 * size;
        double away = radius + 2.0 + halfHeight;
        double aside = radius + 2.0 + width / 2.0;
        double[][] middles = {
            {x, y - away},
            {x, y + away},
            {x + aside, y - away + 2.0},
            {x + aside, y + away - 2.0},
            {x - aside, y - away + 2.0},
            {x - aside, y + away - 2.0},
            {x + aside + 1.0, y}
        };
        if (below) {
            double[] above = middles[0];
            middles[0] = middles[1];
            middles[1] = above;
        }
        for (double[] middle : middles) {
            if (takeIfFree(Box.around(middle[0], middle[1], width / 2.0 + 0.12 * size, halfHeight + 0.5))) {
                return Optional.of(new Place(middle[0], middle[1] + 0.36 * size));
            }
        }
        return Optional.empty();
    }
}
