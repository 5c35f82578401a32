package org.flexopf.scenario;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfNotSolvedException;

/** Makes the rows of draws, whichever is asked for next. Belongs to one thread. */
final class DrawSolver {

    private final Network base;
    private final DrawSource source;
    private final List<String> parameters;
    private final long seed;
    private final int figures;
    private final Function<Drawing, Answer> question;

    DrawSolver(Network base, DrawSource source, long seed, Question question) {
        this.base = base;
        this.source = source;
        this.seed = seed;
        parameters = source.parameters();
        figures = question.columns().size();
        this.question = question.prepared();
    }

    Row row(long number) {
        double[] values = new double[parameters.size() + figures];
        Arrays.fill(values, Double.NaN);
        Answer answer;
        try {
            Drawing drawing = new Drawing(source, base, number, seed);
            for (int k = 0; k < parameters.size(); k++) {
                values[k] = drawing.draw().parameters().get(parameters.get(k));
            }
            answer = question.apply(drawing);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new Row(number, Row.INVALID, "draw " + number + " makes no case: " + e.getMessage(), values);
        } catch (UncheckedIOException lost) {
            // No failure of a draw: what draws are read from is gone.
            throw lost;
        } catch (OpfNotSolvedException unsolved) {
            return new Row(number, unsolved.status().name(), unsolved.getMessage(), values);
        } catch (RuntimeException e) {
            return new Row(number, Row.FAILED, "draw " + number + " failed: " + e, values);
        }
        double[] found = answer.figures();
        System.arraycopy(found, 0, values, parameters.size(), found.length);
        return new Row(number, answer.status(), answer.message(), values);
    }
}
