package org.flexopf.scenario;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.flexopf.casefile.CaseFileException;
import org.flexopf.casefile.JsonCase;
import org.flexopf.casefile.JsonElement;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.objective.Objectives;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.Formulations;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.Solvers;

/**
 * What a study is, in words alone: the case, what is drawn, formulation and solvers by name. It is the same on every
 * machine that has the same modules, and travels as one text.
 *
 * @param network the base case
 * @param draws where draws come from: one of {@link DrawFile#NAMES}, or the text of a {@link DrawFile}
 * @param drawsName what messages call that text
 * @param drawsFolder where the files are that it names; every machine that solves draws reads them there
 * @param model the name of an installed formulation
 * @param objective what is minimised, one of {@link Objectives#names}
 * @param solver the name of an installed solver; empty for the first one that suits
 * @param count how many draws; empty for all that the source has, or 1,000
 * @param seed what chance begins with
 * @param keep the names of {@link Figures}
 * @param failures what becomes of the study when a draw has no optimum
 * @param retries names of solvers that are asked for what the first one has not solved
 * @param timeLimit the longest time for a draw; empty for the solver's own
 */
public record StudyJob(
        Network network,
        String draws,
        String drawsName,
        String drawsFolder,
        String model,
        String objective,
        Optional<String> solver,
        OptionalLong count,
        long seed,
        List<String> keep,
        FailurePolicy failures,
        List<String> retries,
        Optional<Duration> timeLimit) {

    private static final String FORMAT = "flexopf-study";
    private static final int VERSION = 1;
    private static final double NANOS = 1e9;
    /** Whole numbers that every reader of JSON takes for what they are. */
    private static final double LARGEST_COUNT = 1L << 53;

    /** All parts are required. */
    public StudyJob {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(draws, "draws");
        Objects.requireNonNull(drawsName, "drawsName");
        Objects.requireNonNull(drawsFolder, "drawsFolder");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(solver, "solver");
        Objects.requireNonNull(count, "count");
        keep = List.copyOf(keep);
        Objects.requireNonNull(failures, "failures");
        retries = List.copyOf(retries);
        Objects.requireNonNull(timeLimit, "timeLimit");
    }

    /** Draws of the loads of a case by an installed formulation, from seed 1; the cost is kept. */
    public static StudyJob of(Network network, String model) {
        return new StudyJob(
                network,
                DrawFile.LOADS,
                DrawFile.LOADS,
                "",
                model,
                Objectives.COST,
                Optional.empty(),
                OptionalLong.empty(),
                1,
                List.of("cost"),
                FailurePolicy.RECORD,
                List.of(),
                Optional.empty());
    }

    /** With draws from the text of a {@link DrawFile}, which messages call by a name and which names no other file. */
    public StudyJob withDraws(String name, String text) {
        return with(draft -> {
            draft.draws = text;
            draft.drawsName = name;
            draft.drawsFolder = "";
        });
    }

    /** With draws from a time series, a draw a row, which every machine that solves draws reads there. */
    public StudyJob withTimeSeries(Path file) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("kind", "time-series");
            json.writeStringField("file", file.toAbsolutePath().toString());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text in memory cannot be written", impossible);
        }
        return withDraws(file.toString(), text.toString());
    }

    /** With draws from the text of a {@link DrawFile} that names others, which are in a folder. */
    public StudyJob withDraws(String name, String text, Path folder) {
        return with(draft -> {
            draft.draws = text;
            draft.drawsName = name;
            draft.drawsFolder = folder.toAbsolutePath().toString();
        });
    }

    /** By another formulation. */
    public StudyJob withModel(String name) {
        return with(draft -> draft.model = name);
    }

    /** That minimises something else, by its name in {@link Objectives}. */
    public StudyJob withObjective(String name) {
        return with(draft -> draft.objective = name);
    }

    /** By a given solver. */
    public StudyJob withSolver(String name) {
        return with(draft -> draft.solver = Optional.of(name));
    }

    /** With so many draws. */
    public StudyJob withCount(long draws) {
        return with(draft -> draft.count = OptionalLong.of(draws));
    }

    /** With other numbers of chance. */
    public StudyJob withSeed(long other) {
        return with(draft -> draft.seed = other);
    }

    /** That keeps other figures. */
    public StudyJob keeping(List<String> names) {
        return with(draft -> draft.keep = names);
    }

    /** With another answer to draws without an optimum. */
    public StudyJob withFailures(FailurePolicy policy) {
        return with(draft -> draft.failures = policy);
    }

    /** With solvers that are asked, one after the other, for what the first one has not solved. */
    public StudyJob retryingWith(List<String> names) {
        return with(draft -> draft.retries = names);
    }

    /** With a limit of time per draw. */
    public StudyJob withTimeLimit(Duration perDraw) {
        return with(draft -> draft.timeLimit = Optional.of(perDraw));
    }

    /**
     * The study.
     *
     * @throws CaseFileException if the draws are no JSON
     * @throws InvalidNetworkException if draws or figures do not fit the case, with every fault, or draws have weights
     *     that are not kept
     * @throws IllegalArgumentException if a formulation is not installed, or cannot take the case or the objective, a
     *     solver cannot take its program, or there are not so many draws
     * @throws org.flexopf.solver.NoSuitableSolverException if a solver is not installed
     */
    public Study study() {
        Opf opf = Opf.of(Formulations.named(model).create(FormulationOptions.defaults()))
                .withSolver(
                        solver.map(name -> SolverChoice.of(Solvers.named(name))).orElseGet(SolverChoice::installed));
        DrawSource source = DrawFile.named(draws, network)
                .orElseGet(() -> DrawFile.parse(drawsName, draws, network, Path.of(drawsFolder)));
        if (source.isWeighted() && !keep.contains(Figures.WEIGHT)) {
            throw new InvalidNetworkException(
                    drawsName,
                    List.of(new Fault(
                            "sampled",
                            "a distribution of its own",
                            "means would be those of what is sampled: the weights of draws are not kept",
                            "keep the figure " + Figures.WEIGHT + " as well")));
        }
        Study study = Study.of(OpfProblem.of(network).withObjective(Objectives.named(objective)), opf, source)
                .withSeed(seed)
                .keeping(keep)
                .withFailures(failures)
                .retryingWith(retries.stream()
                        .map(name -> SolverChoice.of(Solvers.named(name)))
                        .toList());
        if (count.isPresent()) {
            study = study.withCount(count.getAsLong());
        }
        return timeLimit.isPresent() ? study.withTimeLimit(timeLimit.get()) : study;
    }

    /** The job as one JSON text, the case and the draws inside. */
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeNumberField("version", VERSION);
            json.writeStringField("model", model);
            if (!objective.equals(Objectives.COST)) {
                json.writeStringField("objective", objective);
            }
            if (solver.isPresent()) {
                json.writeStringField("solver", solver.get());
            }
            if (count.isPresent()) {
                json.writeNumberField("count", count.getAsLong());
            }
            // As a text: not every reader of JSON keeps all the digits of a whole number.
            json.writeStringField("seed", Long.toString(seed));
            list(json, "keep", keep);
            json.writeStringField("failures", failures.name().toLowerCase(Locale.ROOT));
            list(json, "retries", retries);
            if (timeLimit.isPresent()) {
                json.writeNumberField("timeLimit", timeLimit.get().toNanos() / NANOS);
            }
            json.writeStringField("drawsName", drawsName);
            json.writeStringField("drawsFolder", drawsFolder);
            json.writeStringField("draws", draws);
            json.writeStringField("case", JsonCase.of(network).toJson());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text in memory cannot be written", impossible);
        }
        return text + "\n";
    }

    private static void list(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /**
     * Reads what {@link #toJson} has written.
     *
     * @param file what messages call the text
     * @throws CaseFileException if it is no JSON
     * @throws InvalidNetworkException if it is no job, or its case is not valid, with every fault
     */
    public static StudyJob parse(String file, String text) {
        List<Fault> faults = new ArrayList<>();
        JsonElement json = JsonElement.parse(file, text, "a study", faults);
        String format = json.text("format");
        int version = json.integer("version");
        if (faults.isEmpty() && !(format.equals(FORMAT) && version == VERSION)) {
            json.refuse(
                    format.equals(FORMAT) ? "version" : "format",
                    "this library reads " + FORMAT + " of version " + VERSION,
                    "write the job with 'opf scenarios CASE --job FILE' of this version");
        }
        String model = json.text("model");
        String objective = json.text("objective", Objectives.COST);
        Optional<String> solver = json.has("solver") ? Optional.of(json.text("solver")) : Optional.empty();
        OptionalLong count = json.has("count") ? OptionalLong.of(count(json)) : OptionalLong.empty();
        long seed = seed(json);
        List<String> keep = json.texts("keep");
        FailurePolicy failures = json.choice("failures", FailurePolicy.class, null);
        List<String> retries = json.texts("retries");
        Optional<Duration> limit = json.has("timeLimit")
                ? Optional.of(Duration.ofNanos(Math.round(json.number("timeLimit") * NANOS)))
                : Optional.empty();
        String drawsName = json.text("drawsName");
        String drawsFolder = json.text("drawsFolder");
        String draws = json.text("draws");
        String network = json.text("case");
        json.refuseUnknownFields();
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(file, faults);
        }
        return new StudyJob(
                JsonCase.parse(file, network).network(),
                draws,
                drawsName,
                drawsFolder,
                model,
                objective,
                solver,
                count,
                seed,
                keep,
                failures,
                retries,
                limit);
    }

    private static long count(JsonElement json) {
        double count = json.number("count");
        if (count != Math.rint(count) || count < 1 || count > LARGEST_COUNT) {
            json.refuse("count", "it is no number of draws", "give a whole number from 1");
        }
        return (long) count;
    }

    private static long seed(JsonElement json) {
        String seed = json.text("seed");
        try {
            return Long.parseLong(seed);
        } catch (NumberFormatException e) {
            json.refuse("seed", "it is no whole number", "write it in quotes, such as \"7\"");
            return 0;
        }
    }

    @Override
    public String toString() {
        return "draws of " + network.name() + " from seed " + seed + " by " + model;
    }

    /** This job with parts that are changed in a draft of it. */
    private StudyJob with(Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        return new StudyJob(
                network,
                draft.draws,
                draft.drawsName,
                draft.drawsFolder,
                draft.model,
                draft.objective,
                draft.solver,
                draft.count,
                draft.seed,
                draft.keep,
                draft.failures,
                draft.retries,
                draft.timeLimit);
    }

    /** The parts of this job as they can be changed, before they are a job again. */
    private final class Draft {
        private String draws = StudyJob.this.draws;
        private String drawsName = StudyJob.this.drawsName;
        private String drawsFolder = StudyJob.this.drawsFolder;
        private String model = StudyJob.this.model;
        private String objective = StudyJob.this.objective;
        private Optional<String> solver = StudyJob.this.solver;
        private OptionalLong count = StudyJob.this.count;
        private long seed = StudyJob.this.seed;
        private List<String> keep = StudyJob.this.keep;
        private FailurePolicy failures = StudyJob.this.failures;
        private List<String> retries = StudyJob.this.retries;
        private Optional<Duration> timeLimit = StudyJob.this.timeLimit;
    }
}
