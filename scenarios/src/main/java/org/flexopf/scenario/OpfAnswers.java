package org.flexopf.scenario;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.LinkedProblem;

/**
 * Solves draws, one after the other, each from the solution of the case itself, a neighbour of all of them: the draw
 * before would be none the nearer, and rows would depend on it (docs/scenario-speed.md). What was solved before leaves
 * nothing but symbolic work. Belongs to one thread.
 */
final class OpfAnswers implements Function<Drawing, Answer> {

    private final OpfQuestion question;
    private final Solving solving;
    /** The solution of the case itself; null until it is asked for, empty if it has none. */
    private Optional<OpfSolution> near;

    OpfAnswers(OpfQuestion question) {
        this.question = question;
        solving = new Solving(question.opf(), question.retries());
    }

    @Override
    public Answer apply(Drawing drawing) {
        if (near == null) {
            near = solving.solveUnhurried(LinkedProblem.of(List.of(block(Draw.of(drawing.base())))))
                    .solution();
        }
        OpfResult result = solving.solve(LinkedProblem.of(List.of(block(drawing.draw()))), near);
        if (result.solution().isEmpty()) {
            return Answer.none(result.status(), result.message());
        }
        SolvedDraw solved = new SolvedDraw(drawing.draw(), result.solution().get());
        // A loop, for a row of the smallest cases takes a quarter of a millisecond.
        double[] figures = new double[question.figures().size()];
        for (int k = 0; k < figures.length; k++) {
            figures[k] = question.figures().get(k).value().applyAsDouble(solved);
        }
        return Answer.of(figures);
    }

    private Block block(Draw draw) {
        Block block = Block.of("", question.base(), question.opf().formulation());
        if (draw.out().isEmpty()) {
            return block.withProfile(draw.profile());
        }
        Network rest = question.base().network().without(draw.out());
        return Block.of("", question.base().withNetwork(rest), question.opf().formulation())
                .withProfile(draw.profile().over(rest));
    }
}
