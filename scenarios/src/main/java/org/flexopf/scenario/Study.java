package org.flexopf.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.solver.SolverChoice;

/**
 * One case with many draws, and what is kept of each.
 *
 * <pre>
 *   Study study = Study.of(OpfProblem.of(network), Opf.of(new BranchFlowSocp()), MonteCarlo.loads())
 *           .withCount(1_000).withSeed(7).keeping(List.of("cost", "voltageMin"));
 *   List&lt;Row&gt; rows = study.rows(2);
 * </pre>
 */
public final class Study {

    /** More threads than any machine has a use for: draws that wait would fill its memory. */
    public static final int MOST_THREADS = 10_000;

    private final Network base;
    private final DrawSource source;
    private final Question question;
    private final long count;
    private final long seed;
    private final FailurePolicy failurePolicy;

    private Study(
            Network base, DrawSource source, Question question, long count, long seed, FailurePolicy failurePolicy) {
        this.base = base;
        this.source = source;
        this.question = question;
        this.count = count;
        this.seed = seed;
        this.failurePolicy = failurePolicy;
    }

    /**
     * A study of all draws that a source has, 1,000 if it has as many as are wanted, with the seed 1, that keeps the
     * cost.
     *
     * @throws InvalidNetworkException if the source does not fit the case, with every fault found
     * @throws IllegalArgumentException if the formulation cannot take the case, or express its objective, or a solver
     *     that is asked for cannot take its program
     */
    public static Study of(OpfProblem base, Opf opf, DrawSource source) {
        Objects.requireNonNull(opf, "opf");
        List<Figure> cost = Figures.named(List.of("cost"), base.network(), base.objective(), new ArrayList<>());
        return asking(new OpfQuestion(base, opf, List.of(), cost), base.network(), source);
    }

    /**
     * A study of all draws that a source has, 1,000 if it has as many as are wanted, with the seed 1, that asks any
     * question.
     *
     * @throws InvalidNetworkException if the source does not fit the case, or columns cannot be told apart, with every
     *     fault found
     * @throws IllegalArgumentException if the question {@linkplain Question#whyNot cannot be asked} of the case
     */
    public static Study asking(Question question, Network base, DrawSource source) {
        Objects.requireNonNull(question, "question");
        List<Fault> faults = source.faults(base);
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(base.name(), faults);
        }
        return new Study(base, source, question, source.size(base).orElse(1_000), 1, FailurePolicy.RECORD)
                .withQuestion(able(question));
    }

    /** A question that can be asked of the case. */
    private static Question able(Question question) {
        question.whyNot().ifPresent(reason -> {
            throw new IllegalArgumentException(reason + "; name another solver, or another model");
        });
        return question;
    }

    /** Columns are told apart whatever reads them: data bases take cost and Cost for one. */
    private void requireColumns(Question other) {
        List<Fault> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>(List.of("draw", "status"));
        List<String> names = new ArrayList<>(source.parameters());
        other.columns().forEach(column -> names.add(column.name()));
        for (String name : names) {
            if (name.isBlank() || name.chars().anyMatch(c -> c < ' ' || c == ',' || c == '"' || c == '`')) {
                faults.add(new Fault(
                        "column",
                        "'" + name + "'",
                        "a table cannot have a column of this name",
                        "name it without commas, quotes and line breaks"));
            } else if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                faults.add(new Fault("column", name, "there is another column of this name", "name one differently"));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(base.name(), faults);
        }
    }

    /**
     * With so many draws.
     *
     * @throws IllegalArgumentException if there is not one, or the source has fewer
     */
    public Study withCount(long draws) {
        OptionalLong size = source.size(base);
        if (draws < 1 || (size.isPresent() && draws > size.getAsLong())) {
            throw new IllegalArgumentException("there are to be " + draws + " draws; give "
                    + (size.isPresent() ? "1 to " + size.getAsLong() + ", which is what the source has" : "1 or more"));
        }
        return new Study(base, source, question, draws, seed, failurePolicy);
    }

    /** With other numbers of chance. */
    public Study withSeed(long other) {
        return new Study(base, source, question, count, other, failurePolicy);
    }

    /** That asks something else of the same draws. */
    public Study withQuestion(Question other) {
        Objects.requireNonNull(other, "other");
        requireColumns(other);
        return new Study(base, source, other, count, seed, failurePolicy);
    }

    /**
     * That keeps other figures of an optimal power flow.
     *
     * @throws IllegalArgumentException if something else is asked
     */
    public Study keepingFigures(List<Figure> others) {
        if (question instanceof OpfQuestion optimum) {
            return withQuestion(optimum.keepingFigures(others));
        }
        throw new IllegalArgumentException("the study asks no optimal power flow whose figures could be read off; "
                + "give figures to the question: " + question);
    }

    /**
     * That keeps figures by their names.
     *
     * @throws InvalidNetworkException if there is no figure of a name, with every fault found
     */
    public Study keeping(List<String> names) {
        List<Fault> faults = new ArrayList<>();
        Question named = question.keeping(names, base, faults);
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(base.name(), faults);
        }
        return withQuestion(named);
    }

    /** With another answer to draws without an optimum. */
    public Study withFailures(FailurePolicy policy) {
        return new Study(base, source, question, count, seed, Objects.requireNonNull(policy, "policy"));
    }

    /**
     * With solvers that are asked, one after the other, for what the first one has not solved.
     *
     * @throws IllegalArgumentException if the question has no solver, or one of these cannot take the case
     */
    public Study retryingWith(List<SolverChoice> solvers) {
        return withQuestion(able(question.retryingWith(solvers)));
    }

    /**
     * With a limit of time per draw, for all solvers that are asked for it together. Draws that need more are failures,
     * and which do is not the same on every run; rows of all others are.
     */
    public Study withTimeLimit(Duration perDraw) {
        return withQuestion(question.within(perDraw));
    }

    /** The case as it is. */
    public Network network() {
        return base;
    }

    /** How many draws there are. */
    public long count() {
        return count;
    }

    /** What is kept of each draw. */
    public List<Question.Column> figures() {
        return question.columns();
    }

    /** The names of the values of a row: parameters, then figures. */
    public List<String> columns() {
        List<String> columns = new ArrayList<>(source.parameters());
        question.columns().forEach(column -> columns.add(column.name()));
        return columns;
    }

    /** What makes two studies have the same rows, in words, by what it is about. */
    public Map<String, String> identity() {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("case", base.name());
        identity.put("caseDigest", Digest.of(base));
        identity.putAll(question.identity());
        identity.put("draws", source.toString());
        identity.put("seed", Long.toString(seed));
        identity.put("count", Long.toString(count));
        identity.put("parameters", source.parameters().toString());
        identity.put("figures", question.columns().toString());
        identity.put("failures", failurePolicy.toString());
        return identity;
    }

    /** All rows, in the memory of this process. */
    public List<Row> rows(int threads) {
        List<Row> rows = new ArrayList<>();
        run(threads, 0, rows::add, StudyProgress.NONE);
        return rows;
    }

    /**
     * Runs the study, or what is left of it. Rows come in the order of their draws and are the same bits whatever the
     * number of threads and wherever it begins.
     *
     * @param threads how many draws are solved at a time, 1 to {@value #MOST_THREADS}
     * @param first the draw to begin with; earlier ones are done
     * @throws StudyStoppedException if it ends before its last draw: a row could not be kept, a draw without an optimum
     *     stops it, whoever is told of progress ends it, or the thread is interrupted
     */
    public void run(int threads, long first, RowSink sink, StudyProgress progress) {
        try (StudyWorkers workers = new ThreadWorkers(this, threads)) {
            run(workers, first, sink, progress);
        }
    }

    /** The same by other workers, which are left open. */
    void run(StudyWorkers workers, long first, RowSink sink, StudyProgress progress) {
        new StudyRun(this, workers, first, sink, progress).run();
    }

    /**
     * Some of the rows: draws are solved one after the other, each as it is asked for, with one prepared problem. A row
     * that {@linkplain #whyStop stops} the study is the last one. Belongs to one thread.
     *
     * @param from the number of the first draw
     * @param end the number behind the last one
     */
    public Iterator<Row> rows(long from, long end) {
        if (from < 0 || end > count) {
            throw new IllegalArgumentException(
                    "draws " + from + " to " + (end - 1) + " are asked for; there are those from 0 to " + (count - 1));
        }
        DrawSolver solver = solver();
        return new Iterator<>() {
            private long next = from;

            @Override
            public boolean hasNext() {
                return next < end;
            }

            @Override
            public Row next() {
                if (next >= end) {
                    throw new NoSuchElementException("there is no draw behind " + (end - 1));
                }
                Row row = solver.row(next);
                next = whyStop(row).isPresent() ? end : next + 1;
                return row;
            }
        };
    }

    /** What a thread needs to solve draws. */
    DrawSolver solver() {
        return new DrawSolver(base, source, seed, question);
    }

    /** Why the study ends with a row, in words; empty if it goes on. */
    public Optional<String> whyStop(Row row) {
        return failurePolicy == FailurePolicy.STOP && !row.isOptimal()
                ? Optional.of("draw " + row.draw() + " has no optimum: " + row.message())
                : Optional.empty();
    }

    @Override
    public String toString() {
        return count + (count == 1 ? " draw of " : " draws of ") + base.name() + " from seed " + seed + ": " + source;
    }
}
