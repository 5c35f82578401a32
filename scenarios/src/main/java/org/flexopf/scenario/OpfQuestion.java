package org.flexopf.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.flexopf.network.Fault;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.LinkedProblem;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.solver.SolverChoice;

/** The optimal power flow of every draw, and figures that are read off it. */
record OpfQuestion(OpfProblem base, Opf opf, List<SolverChoice> retries, List<Figure> figures) implements Question {

    OpfQuestion {
        retries = List.copyOf(retries);
        figures = List.copyOf(figures);
    }

    @Override
    public List<Column> columns() {
        return figures.stream()
                .map(figure -> new Column(figure.name(), figure.unit()))
                .toList();
    }

    @Override
    public Question keeping(List<String> names, Network network, List<Fault> faults) {
        return keepingFigures(Figures.named(names, network, base.objective(), faults));
    }

    @Override
    public Optional<String> whyNot() {
        return Solving.whyNot(opf, retries, LinkedProblem.of(List.of(Block.of("", base, opf.formulation()))));
    }

    OpfQuestion keepingFigures(List<Figure> others) {
        return new OpfQuestion(base, opf, retries, others);
    }

    @Override
    public Question within(Duration perDraw) {
        return new OpfQuestion(base, Solving.within(opf, perDraw), Solving.within(retries, perDraw), figures);
    }

    @Override
    public Question retryingWith(List<SolverChoice> solvers) {
        return new OpfQuestion(base, opf, solvers, figures);
    }

    @Override
    public Map<String, String> identity() {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("objective", base.objective().toString());
        identity.put("softLimits", base.softLimits().toString());
        identity.putAll(Solving.identity(opf, retries));
        return identity;
    }

    @Override
    public Function<Drawing, Answer> prepared() {
        return new OpfAnswers(this);
    }
}
