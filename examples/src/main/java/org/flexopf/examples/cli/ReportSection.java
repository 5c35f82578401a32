package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** A part of a report on a solved case that is there when it was asked for, or when the case has what it tells of. */
interface ReportSection {

    /** Its lines of the summary for people. */
    List<Finding> findings();

    /** Its field of the JSON. */
    void writeTo(JsonGenerator json) throws IOException;
}
