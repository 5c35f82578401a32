package org.flexopf.scenario;

import java.io.IOException;

/** Takes the rows of a study, one after the other in the order of their draws, from one thread. */
@FunctionalInterface
public interface RowSink {

    /** Takes a row. @throws IOException if it cannot be kept; the study ends then */
    void take(Row row) throws IOException;
}
