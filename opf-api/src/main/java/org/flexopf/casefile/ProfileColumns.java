package org.flexopf.casefile;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The profiles of a horizon as a table beside it, which {@link ProfileTables} reads: a column each, a row a period. */
final class ProfileColumns {

    private final String file;
    private final Map<String, double[]> columns = new LinkedHashMap<>();

    ProfileColumns(String file) {
        this.file = file;
    }

    /** The name of the table. */
    String file() {
        return file;
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }

    /** Adds a profile by the path of its field, and says what its column is called. */
    String add(String path, double[] values) {
        columns.put(path, values);
        return path;
    }

    /** The text of the table: the shortest digits that are read back exactly, on every JDK the same. */
    String text() {
        StringBuilder text = new StringBuilder(String.join(",", columns.keySet())).append('\n');
        List<double[]> values = new ArrayList<>(columns.values());
        int rows = values.isEmpty() ? 0 : values.get(0).length;
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < values.size(); k++) {
                text.append(k == 0 ? "" : ",").append(NumberOutput.toString(values.get(k)[row], true));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
