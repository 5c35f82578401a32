package org.flexopf.report.result;

import java.util.List;
import org.flexopf.network.Note;

/**
 * What a solve or a power flow has to tell, as data with units, for programs and for people. {@link JsonRenderer},
 * {@link CsvRenderer}, {@link TextRenderer} and {@link org.flexopf.report.HtmlReport} render the same document, and
 * docs/result-document.md of the project lists its fields.
 *
 * <p>Its version goes up when a field changes its meaning or goes; fields may be added without that. A plan over
 * several periods has a field {@code periods}, whose elements have what a document of one period has.
 */
public sealed interface ResultDocument permits OpfDocument, PlanDocument, PowerFlowDocument {

    /** What readers tell the schema by. */
    String SCHEMA = "flexopf-result";

    /** The version of the schema. */
    int VERSION = 1;

    /** Name of the case. */
    String caseName();

    /** How the input was read, and what was left out of it, as far as the answer depends on it. */
    List<Note> notes();

    /** What there is to say in sentences, beside the figures. */
    List<Finding> findings();
}
