package org.flexopf.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What a market, an operator of one or a study has to tell, as one HTML file that needs nothing else: facts, sentences,
 * pictures and tables in the order in which they are given. It holds no scripts and no styles of single elements.
 * Immutable; the same input gives the same bytes.
 *
 * <pre>{@code
 * String html = ReportPage.of("a day on feeder33").withFact("trades", "12").withTable(trades).html();
 * }</pre>
 */
public final class ReportPage {

    private record Fact(String label, String text) {}

    /** A status, and whether it is a good one; {@code null} for none. */
    private record Status(String word, boolean good) {}

    private final String title;
    private final String lead;
    private final Status status;
    private final List<Fact> facts;
    private final List<Consumer<Markup>> sections;

    private ReportPage(String title, String lead, Status status, List<Fact> facts, List<Consumer<Markup>> sections) {
        this.title = title;
        this.lead = lead;
        this.status = status;
        this.facts = facts;
        this.sections = sections;
    }

    /** A report with a title. */
    public static ReportPage of(String title) {
        return new ReportPage(Objects.requireNonNull(title, "title"), "", null, List.of(), List.of());
    }

    /** With a line below the title. */
    public ReportPage withLead(String newLead) {
        return new ReportPage(title, Objects.requireNonNull(newLead, "newLead"), status, facts, sections);
    }

    /** With a word on how it went, and whether that is good. */
    public ReportPage withStatus(String word, boolean good) {
        return new ReportPage(title, lead, new Status(Objects.requireNonNull(word, "word"), good), facts, sections);
    }

    /** With one more line of the summary. */
    public ReportPage withFact(String label, String text) {
        return new ReportPage(
                title,
                lead,
                status,
                with(facts, new Fact(Objects.requireNonNull(label, "label"), Objects.requireNonNull(text, "text"))),
                sections);
    }

    /** With sentences under a heading; nothing is shown where there are none. */
    public ReportPage withSentences(String id, String heading, List<String> sentences) {
        List<String> copied = List.copyOf(sentences);
        return withSection(html -> HtmlPage.list(html, id, heading, copied));
    }

    /** With charts under a heading, side by side where there is room; nothing is shown where there are none. */
    public ReportPage withCharts(String id, String heading, List<? extends ReportChart> charts) {
        if (charts.isEmpty()) {
            return this;
        }
        List<ReportChart> copied = List.copyOf(charts);
        return withSection(html -> {
            html.open("section", "id", id, "class", "charts").line();
            html.element("h2", heading).line();
            html.open("div", "class", "row").line();
            for (ReportChart chart : copied) {
                html.open("div", "class", "picture").line();
                chart.draw(html);
                html.close().line();
            }
            html.close().close().line();
        });
    }

    /**
     * With the picture of a network under a heading.
     *
     * @param id the section's; give the picture ids of its own by {@link FeederPicture#identifiedBy}
     */
    public ReportPage withFeeder(String id, String heading, FeederPicture picture) {
        Objects.requireNonNull(picture, "picture");
        return withSection(html -> {
            html.open("section", "id", id).line();
            html.element("h2", heading).line();
            html.open("div", "class", "picture").line();
            picture.draw(html);
            html.close().close().line();
        });
    }

    /** With a table. */
    public ReportPage withTable(ReportTable table) {
        Objects.requireNonNull(table, "table");
        return withSection(table::draw);
    }

    private ReportPage withSection(Consumer<Markup> section) {
        return new ReportPage(title, lead, status, facts, with(sections, section));
    }

    private static <T> List<T> with(List<T> list, T added) {
        List<T> more = new ArrayList<>(list);
        more.add(added);
        return List.copyOf(more);
    }

    /** The report as an HTML document, which is well-formed XML too. */
    public String html() {
        Markup html = HtmlPage.open(title);
        html.open("header").line().element("h1", title);
        html.open("p", "class", "lead");
        if (status != null) {
            HtmlPage.badge(html, status.word(), status.good());
        }
        html.text(lead).close().line().close().line();
        if (!facts.isEmpty()) {
            html.open("dl", "id", "summary").line();
            facts.forEach(fact -> HtmlPage.fact(html, fact.label(), fact.text()));
            html.close().line();
        }
        sections.forEach(section -> section.accept(html));
        return HtmlPage.close(html);
    }

    @Override
    public String toString() {
        return "report on " + title;
    }
}
