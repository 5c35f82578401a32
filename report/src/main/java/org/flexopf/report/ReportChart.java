package org.flexopf.report;

/** A chart that stands by itself as SVG, or among others on a {@link ReportPage}. */
public abstract sealed class ReportChart permits BarChart, LightChart, MarketChart, RegionChart, StudyChart {

    ReportChart() {}

    /** The chart as an SVG document of its own. */
    public final String svg() {
        Markup markup = new Markup().preamble("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        draw(markup);
        return markup.toString();
    }

    abstract void draw(Markup markup);

    /** What it shows, in a few words. */
    @Override
    public abstract String toString();
}
