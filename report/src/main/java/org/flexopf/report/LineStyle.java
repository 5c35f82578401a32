package org.flexopf.report;

/**
 * How a branch is drawn, by how much of its limits it uses. The colours are told apart by the colour-blind (Okabe and
 * Ito), and the width says the same.
 */
enum LineStyle {
    LIGHT("below 50 % of its limit", "#98a4b0"),
    MEDIUM("50 to 80 %", "#e69f00"),
    HEAVY("80 to 100 %", "#d55e00"),
    AT_LIMIT("at its limit or above", "#8b0a3d"),
    UNLIMITED("no limit", "#6f9fc8"),
    UNKNOWN("no state", "#98a4b0");

    private static final double THINNEST = 1.6;
    private static final double THICKEST = 5.5;
    /** From this share on, a branch is at its limit but for a solver's rounding. */
    private static final double LIMIT = 0.9995;

    private final String label;
    private final String colour;

    LineStyle(String label, String colour) {
        this.label = label;
        this.colour = colour;
    }

    /** The style for a share of the limits that is used; NaN where there is no limit. */
    static LineStyle of(double loading) {
        if (Double.isNaN(loading)) {
            return UNLIMITED;
        }
        return loading >= LIMIT ? AT_LIMIT : loading >= 0.8 ? HEAVY : loading >= 0.5 ? MEDIUM : LIGHT;
    }

    /** The width of a line for a share, pixels at full scale. */
    static double width(double share) {
        return Double.isNaN(share) ? THINNEST : THINNEST + (THICKEST - THINNEST) * Math.max(0.0, Math.min(1.0, share));
    }

    /** The width that a legend shows, pixels. */
    double typicalWidth() {
        return switch (this) {
            case LIGHT -> width(0.25);
            case MEDIUM -> width(0.65);
            case HEAVY -> width(0.9);
            case AT_LIMIT -> width(1.0);
            case UNLIMITED, UNKNOWN -> THINNEST;
        };
    }

    String label() {
        return label;
    }

    String colour() {
        return colour;
    }
}
