package org.flexopf.scenario;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flexopf.casefile.JsonElement;
import org.flexopf.network.Fault;
import org.flexopf.scenario.internal.ParquetFile;

/**
 * A folder with the rows of a study: while it runs a {@linkplain RunLog log} to which rows are appended, at the end
 * {@code runs.csv} and {@code runs.parquet}; and from the beginning {@code study.json}, which says what study it is, so
 * that no other one is taken up there. Beside the tables, {@code runs.json} says what has made them, and their SHA-256,
 * and {@code failures.csv} says of every draw without an answer why it has none.
 */
public final class StudyFolder {

    /** The rows of a study that is done: {@code draw}, {@code status}, and a column for each value. */
    public static final String TABLE = "runs.csv";

    /** The same rows by columns, as an Apache Parquet file. */
    public static final String COLUMNS = "runs.parquet";

    private static final String IDENTITY = "study.json";
    private static final String LOG = "runs.log";
    private static final String MADE = "runs.json";
    private static final String DRAFT = "runs.csv.part";
    private static final String COLUMNS_DRAFT = "runs.parquet.part";
    private static final String FAILURES = "failures.csv";
    private static final String VERSION = "version";
    private static final String SHA = "sha256";
    private static final String SHA_OF_COLUMNS = "sha256OfColumns";

    private final Path folder;

    private StudyFolder(Path folder) {
        this.folder = folder;
    }

    /** A folder, which may be there or not. */
    public static StudyFolder at(Path folder) {
        return new StudyFolder(Objects.requireNonNull(folder, "folder"));
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** Whether a study was begun in it. */
    public boolean isBegun() {
        return Files.exists(folder.resolve(IDENTITY));
    }

    /** Whether a study is done in it. */
    public boolean isDone() {
        return Files.exists(folder.resolve(TABLE));
    }

    /**
     * The rows of the study that is done here.
     *
     * @throws IOException if none is, or they cannot be read, or are not those that it has written
     */
    public StudyTable table() throws IOException {
        requireAsWritten(TABLE, SHA);
        return StudyTable.read(folder.resolve(TABLE));
    }

    /**
     * Hands out the rows of the study that is done here, one after the other, in the order of their draws: in memory
     * that does not grow with them.
     *
     * @throws IOException if none is, or they cannot be read, or are not those that it has written, or the sink fails
     */
    public void scan(RowSink sink) throws IOException {
        requireAsWritten(TABLE, SHA);
        StudyTable.scan(folder.resolve(TABLE), sink);
    }

    /** The names of the values of its rows. @throws IOException if no study is done here, or it cannot be read */
    public List<String> columns() throws IOException {
        return StudyTable.columns(folder.resolve(TABLE));
    }

    /**
     * What the study is, by what it is about: the case and its digest, the model, the draws, the seed, the figures.
     *
     * @throws IOException if no study was begun here, or it cannot be read
     */
    public Map<String, String> identity() throws IOException {
        return texts(IDENTITY);
    }

    private Map<String, String> texts(String name) throws IOException {
        Path file = folder.resolve(name);
        List<Fault> faults = new ArrayList<>();
        JsonElement found = JsonElement.parse(file.toString(), Files.readString(file), "a study", faults);
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : found.fields()) {
            texts.put(key, found.text(key, ""));
        }
        return texts;
    }

    /** A table that was cut off, or changed by hand, still looks like one. */
    private void requireAsWritten(String name, String sha) throws IOException {
        Path file = folder.resolve(name);
        String found = Digest.of(file);
        String written = texts(MADE).getOrDefault(sha, "none");
        if (!found.equals(written)) {
            throw new IOException(file + " is not what the study has written there: its SHA-256 is " + found + ", and "
                    + MADE + " says " + written + "; restore it, or run the study again in another folder");
        }
    }

    /**
     * Runs a study and keeps its rows here. Where it was begun before, it is taken up after the last whole row; where
     * it is done, nothing is left to do.
     *
     * @return how many rows had been kept before
     * @throws IOException if the folder cannot be read or written
     * @throws IllegalArgumentException if the folder holds another study, or rows that are damaged
     * @throws StudyStoppedException if it ends before its last draw; it can be taken up again
     */
    public long run(Study study, int threads, StudyProgress progress) throws IOException {
        try (StudyWorkers workers = new ThreadWorkers(study, threads)) {
            return run(study, workers, progress);
        }
    }

    /** The same by other workers, which are left open; rows are the same bytes. */
    public long run(Study study, StudyWorkers workers, StudyProgress progress) throws IOException {
        Files.createDirectories(folder);
        claim(study.identity());
        if (isDone()) {
            requireAsWritten(TABLE, SHA);
            requireAsWritten(COLUMNS, SHA_OF_COLUMNS);
            // Where a run was killed just after its last step, its log is still there.
            Files.deleteIfExists(folder.resolve(LOG));
            return study.count();
        }
        long before;
        try (RunLog log = RunLog.open(folder.resolve(LOG), header(study))) {
            before = log.rows();
            try (FailureList failures = FailureList.open(folder.resolve(FAILURES), before)) {
                RowSink both = row -> {
                    failures.take(row);
                    log.take(row);
                };
                study.run(workers, before, both, progress);
            }
        }
        finish(study, workers);
        return before;
    }

    private static String header(Study study) {
        List<String> columns = new ArrayList<>(List.of("draw", "status"));
        columns.addAll(study.columns());
        return String.join(",", columns);
    }

    /** Says what study the folder is of, or makes sure that it is of this one. */
    private void claim(Map<String, String> study) throws IOException {
        Map<String, String> identity = new LinkedHashMap<>(study);
        identity.put(VERSION, version());
        Path file = folder.resolve(IDENTITY);
        if (!Files.exists(file)) {
            for (String rows : List.of(LOG, TABLE)) {
                if (Files.exists(folder.resolve(rows))) {
                    throw new IllegalArgumentException("the folder " + folder + " has rows in " + rows + ", but no "
                            + IDENTITY + " that says of which study; restore it, or name another folder");
                }
            }
            write(IDENTITY, identity);
            return;
        }
        List<Fault> faults = new ArrayList<>();
        JsonElement found = JsonElement.parse(file.toString(), Files.readString(file), "a study", faults);
        if (isDone()) {
            // No row is added any more, so that none can be another library's.
            identity.remove(VERSION);
        }
        List<String> differences = identity.entrySet().stream()
                .filter(entry -> !found.text(entry.getKey(), "").equals(entry.getValue()))
                .map(entry -> "\n  " + entry.getKey() + " there: " + found.text(entry.getKey(), "none") + "\n  "
                        + entry.getKey() + " here:  " + entry.getValue())
                .toList();
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException("the folder " + folder + " is of another study; name another folder, or "
                    + "ask for the same study:" + String.join("", differences));
        }
    }

    private void write(String name, Map<String, String> fields) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        }
        Path draft = folder.resolve(name + ".part");
        Files.writeString(draft, text + "\n");
        force(draft);
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Turns the log into the tables, in one step that either happens or does not: the move of {@link #TABLE}. */
    private void finish(Study study, StudyWorkers workers) throws IOException {
        Path draft = folder.resolve(DRAFT);
        Path columns = folder.resolve(COLUMNS_DRAFT);
        try (Writer out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8);
                BufferedReader in = Files.newBufferedReader(folder.resolve(LOG), StandardCharsets.UTF_8);
                ParquetFile parquet = ParquetFile.create(columns, study.columns(), study.identity())) {
            out.write(RunLog.content(in.readLine()));
            out.write('\n');
            for (long draw = 0; draw < study.count(); draw++) {
                String line = RunLog.content(in.readLine());
                out.write(line);
                out.write('\n');
                Row row = Row.ofCsv(line, "");
                parquet.add(row.draw(), row.status(), row.values());
            }
        }
        // What is not on the disk yet must not take the place of the log, which is.
        force(draft);
        force(columns);
        Map<String, String> made = new LinkedHashMap<>();
        made.put("rows", Long.toString(study.count()));
        made.put(SHA, Digest.of(draft));
        made.put(SHA_OF_COLUMNS, Digest.of(columns));
        made.put("java", System.getProperty("java.version"));
        made.put(VERSION, version());
        made.put("solvedBy", workers.toString());
        write(MADE, made);
        Files.move(columns, folder.resolve(COLUMNS), StandardCopyOption.ATOMIC_MOVE);
        Files.move(draft, folder.resolve(TABLE), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(folder.resolve(LOG));
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static String version() {
        String version = StudyFolder.class.getPackage().getImplementationVersion();
        return version == null ? "development build" : version;
    }

    @Override
    public String toString() {
        return "study in " + folder;
    }
}
