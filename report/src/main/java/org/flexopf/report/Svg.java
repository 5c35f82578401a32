package org.flexopf.report;

/** One picture: a white sheet with a title, on which shapes and texts are put. Sizes are pixels at natural size. */
final class Svg {

    static final String INK = "#1f2933";
    static final String FAINT_INK = "#52606d";
    static final String RULE = "#d5dbe1";

    /**
     * What digits of common sans-serif fonts take at most, as a share of the font's size: no font is measured, so that
     * the picture is the same everywhere.
     */
    private static final double CHARACTER_WIDTH = 0.62;
    /** The same for words, whose letters are narrower on average. */
    private static final double LETTER_WIDTH = 0.56;

    private static final int LONGEST_TITLE = 90;
    private static final double TITLE = 18.0;
    private static final double SUBTITLE = 12.5;

    private final Markup markup;

    private Svg(Markup markup) {
        this.markup = markup;
    }

    /** Opens a picture. */
    static Svg open(Markup markup, String type, double width, double height, String title) {
        markup.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                type,
                "viewBox",
                "0 0 " + Numbers.coordinate(width) + " " + Numbers.coordinate(height),
                "width",
                width,
                "height",
                height,
                "role",
                "img",
                "font-family",
                "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif");
        markup.element("title", title).line();
        // A sheet of its own keeps the picture readable on a dark page.
        markup.empty("rect", "class", "sheet", "width", width, "height", height, "rx", 6.0, "fill", "#ffffff")
                .line();
        return new Svg(markup);
    }

    void close() {
        markup.close().line();
    }

    Markup markup() {
        return markup;
    }

    /** The headline and the line below it. */
    void title(double x, String title, String subtitle) {
        String shown = shown(title);
        markup.element("text", shown, "x", x, "y", 30.0, "font-size", TITLE, "font-weight", 600, "fill", INK)
                .line();
        markup.element("text", subtitle, "x", x, "y", 49.0, "font-size", SUBTITLE, "fill", FAINT_INK)
                .line();
    }

    /** How wide the headline and the line below it are, about. */
    static double titleWidth(String title, String subtitle) {
        return Math.max(wordsWidth(shown(title), TITLE), wordsWidth(subtitle, SUBTITLE));
    }

    private static String shown(String title) {
        return title.codePointCount(0, title.length()) <= LONGEST_TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
    }

    void text(double x, double y, double size, String anchor, String colour, String content) {
        markup.element("text", content, "x", x, "y", y, "font-size", size, "text-anchor", anchor, "fill", colour)
                .line();
    }

    void line(double x1, double y1, double x2, double y2, String colour, double width) {
        markup.empty("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", colour, "stroke-width", width)
                .line();
    }

    /** How wide some words are, about. */
    static double wordsWidth(String words, double size) {
        return LETTER_WIDTH * size * words.length();
    }

    /** How wide a number is at most. */
    static double width(String text, double size) {
        return CHARACTER_WIDTH * size * text.length();
    }
}
