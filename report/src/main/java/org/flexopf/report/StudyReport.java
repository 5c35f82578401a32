package org.flexopf.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What a study has to tell, as one HTML file that needs nothing else: what was studied, tables, and charts of its
 * figures. It holds no scripts and no styles of single elements. Immutable; the same input gives the same bytes.
 *
 * <pre>{@code
 * String html = StudyReport.of("ieee33-dg").withFact("draws", "1,000").withTable(figures).html();
 * }</pre>
 */
public final class StudyReport {

    private record Fact(String label, String text) {}

    private final String title;
    private final String lead;
    private final List<Fact> facts;
    private final List<Consumer<Markup>> sections;

    private StudyReport(String title, String lead, List<Fact> facts, List<Consumer<Markup>> sections) {
        this.title = title;
        this.lead = lead;
        this.facts = List.copyOf(facts);
        this.sections = List.copyOf(sections);
    }

    /** A report with a title. */
    public static StudyReport of(String title) {
        return new StudyReport(Objects.requireNonNull(title, "title"), "", List.of(), List.of());
    }

    /** With a line below the title. */
    public StudyReport withLead(String newLead) {
        return new StudyReport(title, Objects.requireNonNull(newLead, "newLead"), facts, sections);
    }

    /** With one more line of the summary. */
    public StudyReport withFact(String label, String text) {
        List<Fact> more = new ArrayList<>(facts);
        more.add(new Fact(Objects.requireNonNull(label, "label"), Objects.requireNonNull(text, "text")));
        return new StudyReport(title, lead, more, sections);
    }

    /** With sentences under a heading; nothing is shown where there are none. */
    public StudyReport withSentences(String id, String heading, List<String> sentences) {
        List<String> copied = List.copyOf(sentences);
        return withSection(html -> HtmlPage.list(html, id, heading, copied));
    }

    /** With a table. */
    public StudyReport withTable(ReportTable table) {
        Objects.requireNonNull(table, "table");
        return withSection(table::draw);
    }

    /** With charts under a heading, side by side where there is room. */
    public StudyReport withCharts(String id, String heading, List<StudyChart> charts) {
        List<StudyChart> copied = List.copyOf(charts);
        return withSection(html -> {
            html.open("section", "id", id, "class", "charts").line();
            html.element("h2", heading).line();
            html.open("div", "class", "row").line();
            for (StudyChart chart : copied) {
                html.open("div", "class", "picture").line();
                chart.draw(html);
                html.close().line();
            }
            html.close().close().line();
        });
    }

    private StudyReport withSection(Consumer<Markup> section) {
        List<Consumer<Markup>> more = new ArrayList<>(sections);
        more.add(section);
        return new StudyReport(title, lead, facts, more);
    }

    /** The report as an HTML document, which is well-formed XML too. */
    public String html() {
        Markup html = HtmlPage.open(title);
        html.open("header").line().element("h1", title);
        html.element("p", lead, "class", "lead").line().close().line();
        html.open("dl", "id", "summary").line();
        facts.forEach(fact -> HtmlPage.fact(html, fact.label(), fact.text()));
        html.close().line();
        sections.forEach(section -> section.accept(html));
        return HtmlPage.close(html);
    }

    @Override
    public String toString() {
        return "report on the study " + title;
    }
}
