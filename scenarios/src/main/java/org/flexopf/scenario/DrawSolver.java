package org.flexopf.scenario;

import java.util.Arrays;
import java.util.List;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.LinkedProblem;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.solver.SolverChoice;

/**
 * Solves draws, one after the other, each from the formulation's own start: what was solved before leaves nothing but
 * symbolic work. Belongs to one thread.
 */
final class DrawSolver {

    private final OpfProblem base;
    private final Opf opf;
    private final List<SolverChoice> retries;
    private final DrawSource source;
    private final long seed;
    private final List<Figure> figures;
    private PreparedOpf prepared;

    DrawSolver(
            OpfProblem base, Opf opf, List<SolverChoice> retries, DrawSource source, long seed, List<Figure> figures) {
        this.base = base;
        this.opf = opf;
        this.retries = retries;
        this.source = source;
        this.seed = seed;
        this.figures = figures;
    }

    Row row(long number) {
        int parameters = source.parameters().size();
        double[] values = new double[parameters + figures.size()];
        Arrays.fill(values, Double.NaN);
        Draw draw;
        LinkedProblem problem;
        try {
            draw = source.draw(Draw.of(base.network()), number, Chance.of(seed, number), 0);
            problem = LinkedProblem.of(List.of(block(draw)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new Row(number, Row.INVALID, "draw " + number + " makes no case: " + e.getMessage(), values);
        }
        for (int k = 0; k < parameters; k++) {
            values[k] = draw.parameters().get(source.parameters().get(k));
        }
        OpfResult result = solved(problem);
        if (result.solution().isEmpty()) {
            return new Row(number, result.status().name(), result.message(), values);
        }
        SolvedDraw solved = new SolvedDraw(draw, result.solution().get());
        for (int k = 0; k < figures.size(); k++) {
            values[parameters + k] = figures.get(k).value().applyAsDouble(solved);
        }
        return new Row(number, result.status().name(), "", values);
    }

    private Block block(Draw draw) {
        Block block = Block.of("", base, opf.formulation());
        if (draw.out().isEmpty()) {
            return block.withProfile(draw.profile());
        }
        Network rest = base.network().without(draw.out());
        return Block.of("", base.withNetwork(rest), opf.formulation())
                .withProfile(draw.profile().over(rest));
    }

    private OpfResult solved(LinkedProblem problem) {
        prepared = prepared == null ? opf.prepare(problem) : prepared.rebuilt(problem);
        OpfResult result = prepared.solve();
        for (SolverChoice other : retries) {
            if (result.solution().isPresent() || result.status().isInfeasible()) {
                break;
            }
            result = opf.withSolver(other).solve(problem);
        }
        return result;
    }
}
