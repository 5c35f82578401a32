package org.flexopf.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a call of the command line left behind. */
record Run(int exitCode, String out, String err) {

    /** Calls {@code opf} with arguments. */
    static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = OpfCommand.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }

    /** Standard output, which must be one JSON value. */
    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out);
    }
}
