package org.flexopf.examples.cli;

import org.flexopf.report.BusColour;
import org.flexopf.report.FeederPicture;
import org.flexopf.report.HtmlReport;
import picocli.CommandLine.Option;

/** What is drawn of a result, and where it goes. */
final class PictureOptions {

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Draw the network as SVG: buses coloured by price or "
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

    /** Finds faults before anything is solved. */
    void check() {
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

    boolean wanted() {
        return svg != null || html != null;
    }

    void write(FeederPicture picture, HtmlReport report) {
        if (svg != null) {
            TextFile.write(svg, (colour == null ? picture : picture.colouredBy(chosenColour())).svg(), "");
        }
        if (html != null) {
            TextFile.write(html, report.html(), "");
        }
    }
}
