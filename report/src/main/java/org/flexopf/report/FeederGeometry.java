package org.flexopf.report;

/** Where buses and lines of a feeder's picture are, pixels, and what room they leave for labels. */
final class FeederGeometry {

    static final double MARGIN = 46.0;

    private static final double TOP = 92.0;

    /** How densely the places along a curve are taken, pixels. */
    private static final double ALONG_CURVE = 3.0;

    private static final int MANY_ROWS = 20;
    private static final int VERY_MANY_ROWS = 100;

    private final TreeLayout layout;
    private final boolean rounded;
    private final double stepX;
    private final double stepY;
    private final double radius;
    private final double width;
    private final double left;
    private final LabelPlaces places = new LabelPlaces();

    /**
     * Stretches a layout.
     *
     * @param words what the words above and below the network need, pixels
     * @param rounded whether lines turn in an arc
     */
    FeederGeometry(TreeLayout layout, double words, boolean rounded) {
        this.layout = layout;
        this.rounded = rounded;
        // Many short laterals, as in a meshed network, get the room that their height leaves.
        this.stepX =
                between(15.0, 1080.0 / Math.max(1, layout.columns() - 1), layout.rows() > MANY_ROWS ? 110.0 : 62.0);
        this.stepY = between(
                layout.rows() > VERY_MANY_ROWS ? 13.0 : 19.0,
                620.0 / Math.max(1, layout.rows() - 1),
                between(32.0, 1.8 * stepX, 58.0));
        this.radius = between(2.8, 0.16 * Math.min(stepX, stepY), 7.5);
        double drawn = (layout.columns() - 1) * stepX;
        this.width = 2.0 * MARGIN + Math.max(drawn, words);
        this.left = (width - drawn) / 2.0;
    }

    /** The value, but not less and not more than two others. */
    static double between(double least, double value, double most) {
        return Math.max(least, Math.min(most, value));
    }

    double x(int bus) {
        return left + layout.column(bus) * stepX;
    }

    double y(int bus) {
        return TOP + layout.row(bus) * stepY;
    }

    /** The radius of a bus. */
    double radius() {
        return radius;
    }

    /** The width of the whole picture. */
    double width() {
        return width;
    }

    /** Below the network. */
    double bottom() {
        return TOP + (layout.rows() - 1) * stepY + 50.0;
    }

    /** What is taken of the room so far. */
    LabelPlaces places() {
        return places;
    }

    /** The path from a bus to one further out: straight up or down, and outwards. Labels keep clear of it. */
    String treeLine(int parent, int child) {
        double x1 = x(parent);
        double y1 = y(parent);
        double x2 = x(child);
        double y2 = y(child);
        places.takeStroke(x1, y1, x1, y2, 2.0);
        places.takeStroke(x1, y2, x2, y2, 2.0);
        if (y1 == y2) {
            return path("M", x1, y1, "H", x2);
        }
        if (!rounded) {
            return path("M", x1, y1, "V", y2, "H", x2);
        }
        double corner = Math.min(8.0, 0.3 * Math.min(stepX, stepY));
        double turn = y2 - Math.signum(y2 - y1) * corner;
        return path("M", x1, y1, "V", turn, "Q", x1, y2, x1 + corner, y2, "H", x2);
    }

    /**
     * A curve beside the straight line between two buses, so that it can be told from what lies on that line. Labels
     * keep clear of it.
     *
     * @param side 1 or -1: on which side of the line
     */
    String arc(int from, int to, double side) {
        double x1 = x(from);
        double y1 = y(from);
        double x2 = x(to);
        double y2 = y(to);
        double distance = Math.hypot(x2 - x1, y2 - y1);
        double bend = side * between(0.5 * stepY, 0.14 * distance, 30.0) / Math.max(distance, 1.0);
        double middleX = (x1 + x2) / 2.0 + bend * (y2 - y1);
        double middleY = (y1 + y2) / 2.0 - bend * (x2 - x1);
        int steps = Math.max(16, (int) Math.ceil(1.2 * distance / ALONG_CURVE));
        for (int k = 1; k < steps; k++) {
            double t = (double) k / steps;
            double px = (1 - t) * (1 - t) * x1 + 2 * t * (1 - t) * middleX + t * t * x2;
            double py = (1 - t) * (1 - t) * y1 + 2 * t * (1 - t) * middleY + t * t * y2;
            places.take(LabelPlaces.Box.around(px, py, 2.0, 2.0));
        }
        return path("M", x1, y1, "Q", middleX, middleY, x2, y2);
    }

    private static String path(Object... parts) {
        StringBuilder path = new StringBuilder();
        boolean afterNumber = false;
        for (Object part : parts) {
            boolean isNumber = part instanceof Double;
            path.append(afterNumber && isNumber ? " " : "")
                    .append(part instanceof Double number ? Numbers.coordinate(number) : part);
            afterNumber = isNumber;
        }
        return path.toString();
    }
}
