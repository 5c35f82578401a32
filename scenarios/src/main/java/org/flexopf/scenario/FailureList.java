package org.flexopf.scenario;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Why draws have no answer: a CSV file with {@code draw}, {@code status} and {@code message} that is there from the
 * first of them on. A failure is listed before its row is kept, so that none is missing after a crash; what is listed
 * of rows that were not kept is taken out when the study goes on.
 */
final class FailureList implements RowSink, Closeable {

    private static final String HEADER = "draw,status,message";

    private final Path file;
    private BufferedWriter out;

    private FailureList(Path file) {
        this.file = file;
    }

    /** Opens a list, without what is in it of rows from a number on. */
    static FailureList open(Path file, long rows) throws IOException {
        FailureList list = new FailureList(file);
        if (Files.exists(file)) {
            List<String> kept = new ArrayList<>();
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                int comma = line.indexOf(',');
                String number = comma < 0 ? "" : line.substring(0, comma);
                if (number.matches("[0-9]{1,18}") && Long.parseLong(number) < rows && line.endsWith("\"")) {
                    kept.add(line);
                }
            }
            if (kept.isEmpty()) {
                Files.delete(file);
            } else {
                kept.add(0, HEADER);
                Path draft = file.resolveSibling(file.getFileName() + ".part");
                Files.writeString(draft, String.join("\n", kept) + "\n");
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return list;
    }

    @Override
    public void take(Row row) throws IOException {
        if (row.isOptimal()) {
            return;
        }
        if (out == null) {
            boolean begun = Files.exists(file);
            out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (!begun) {
                out.write(HEADER + "\n");
            }
        }
        String message = row.message().replaceAll("\\s+", " ").replace("\"", "\"\"");
        out.write(row.draw() + "," + row.status() + ",\"" + message + "\"\n");
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }

    @Override
    public String toString() {
        return "failures in " + file;
    }
}
