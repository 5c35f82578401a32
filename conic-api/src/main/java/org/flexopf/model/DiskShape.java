package org.flexopf.model;

/**
 * How a disk {@code ||(a, b)|| <= bound} is written: as the cone that it is, or as a regular polygon, with which a
 * program stays linear. A polygon inside the disk is safe, one around it is optimistic; together they bracket the disk.
 * Either differs from the disk by the factor {@code cos(pi/sides)} at most.
 *
 * @param sides number of sides; 0 for the disk itself
 * @param inside whether the polygon lies inside the disk, its corners on the circle, or around it
 */
public record DiskShape(int sides, boolean inside) {

    /** The disk itself, a second-order cone. */
    public static final DiskShape CONE = new DiskShape(0, true);

    /** @throws IllegalArgumentException if a polygon has fewer than three sides */
    public DiskShape {
        if (sides != 0 && sides < 3) {
            throw new IllegalArgumentException("a polygon has at least three sides, got " + sides);
        }
    }

    /** A polygon inside the disk. */
    public static DiskShape inside(int sides) {
        return new DiskShape(requirePolygon(sides), true);
    }

    /** A polygon around the disk. */
    public static DiskShape around(int sides) {
        return new DiskShape(requirePolygon(sides), false);
    }

    /** Whether this is the disk itself. */
    public boolean isCone() {
        return sides == 0;
    }

    /**
     * The largest difference in radius between polygon and disk, relative to the bound: {@code 1 - cos(pi/k)} inside,
     * {@code 1/cos(pi/k) - 1} around.
     */
    public double largestError() {
        return isCone() ? 0.0 : inside ? 1.0 - Math.cos(Math.PI / sides) : 1.0 / Math.cos(Math.PI / sides) - 1.0;
    }

    private static int requirePolygon(int sides) {
        if (sides < 3) {
            throw new IllegalArgumentException("a polygon has at least three sides, got " + sides);
        }
        return sides;
    }
}
