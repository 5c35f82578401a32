package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;
import org.flexopf.report.BusColour;
import org.flexopf.report.FeederPicture;
import org.flexopf.report.HtmlReport;
import org.flexopf.report.result.CsvRenderer;
import org.flexopf.report.result.JsonRenderer;
import org.flexopf.report.result.ResultDocument;
import org.flexopf.report.result.TextRenderer;
import picocli.CommandLine.Option;

/** How a result document is rendered, and where it goes, beside text and JSON. */
final class RenderOptions {

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Draw the network as SVG (to standard output for -): buses coloured by price or "
                    + "voltage, lines by how much of their limits they use.")
    private String svg;

    @Option(
            names = "--colour",
            paramLabel = "NAME",
            description = "What the buses of --svg are coloured by: price, reactive-price or "
                    + "voltage (default: price, or voltage where there are no prices).")
    private String colour;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a report with tables and pictures as one HTML file.")
    private String html;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Write the result as CSV: one file of sections, a summary and one per kind of element.")
    private String csv;

    /** Finds faults before anything is solved, and adds the files to those of the call. */
    void check(CallFiles files) {
        files.writes("--svg", svg).writes("--html", html).writes("--csv", csv);
        if (colour != null && svg == null) {
            throw new BadInputException("--colour is about the picture of --svg; add --svg FILE");
        }
        chosenColour();
    }

    private BusColour chosenColour() {
        if (colour == null) {
            return null;
        }
        return switch (colour) {
            case "price" -> BusColour.PRICE;
            case "reactive-price" -> BusColour.REACTIVE_PRICE;
            case "voltage" -> BusColour.VOLTAGE;
            default ->
                throw new BadInputException(
                        "there is no colour '" + colour + "'; choose price, reactive-price or voltage");
        };
    }

    /**
     * Writes a document in every form that is asked for.
     *
     * @param text where the text goes if standard output is not taken by a file
     * @param picture the network in the state of the document, if it is asked for
     * @param report the document as a page, if it is asked for
     */
    void write(
            ResultDocument document,
            CaseParameter parameter,
            PrintWriter out,
            PrintWriter text,
            Supplier<FeederPicture> picture,
            Supplier<HtmlReport> report) {
        if (parameter.tableWanted()) {
            text.print(TextRenderer.render(document));
            text.flush();
        }
        if (parameter.json() != null) {
            CallFiles.write(parameter.json(), out, JsonRenderer.render(document) + "\n");
        }
        if (csv != null) {
            CallFiles.write(csv, out, CsvRenderer.render(document));
        }
        if (svg != null) {
            FeederPicture drawn = picture.get();
            CallFiles.write(svg, out, (colour == null ? drawn : drawn.colouredBy(chosenColour())).svg());
        }
        if (html != null) {
            CallFiles.write(html, out, report.get().html());
        }
    }
}
