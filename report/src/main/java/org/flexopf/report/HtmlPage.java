package org.flexopf.report;

import java.util.List;

/** What all pages have: a head with the style, facts of a summary, and lists of sentences. */
final class HtmlPage {

    private HtmlPage() {}

    /** A page that has begun, inside its {@code main}. */
    static Markup open(String title) {
        Markup html = new Markup().preamble("<!DOCTYPE html>");
        html.open("html", "lang", "en").line().open("head").line();
        html.empty("meta", "charset", "utf-8").line();
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.element("title", title).line();
        html.element("style", HtmlStyle.SHEET).line();
        return html.close().line().open("body").line().open("main").line();
    }

    /** The whole page as text. */
    static String close(Markup html) {
        return html.close().line().close().line().close().line().toString();
    }

    /** The badge of a status, behind which the line goes on. */
    static void badge(Markup html, String word, boolean good) {
        html.element("span", word, "class", good ? "status good" : "status bad").text(" ");
    }

    static void fact(Markup html, String label, String text) {
        html.element("dt", label).element("dd", text).line();
    }

    /** Sentences under a heading; nothing where there are none. */
    static void list(Markup html, String id, String heading, List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        html.open("section", "id", id, "class", "note")
                .line()
                .element("h2", heading)
                .line()
                .open("ul")
                .line();
        sentences.forEach(sentence -> html.element("li", sentence).line());
        html.close().close().line();
    }
}
