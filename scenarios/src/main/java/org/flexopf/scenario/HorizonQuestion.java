package org.flexopf.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.flexopf.network.Fault;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.opf.HorizonResult;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.HorizonProblem;
import org.flexopf.solver.SolverChoice;

/**
 * A plan over a horizon, with demand, availability and prices drawn. Figures are {@code cost}, {@code objective} and
 * {@code bound} of the whole plan, {@code iterations}, {@code weight}; {@code losses} and {@code demand} in MWh;
 * {@code voltageMin}, {@code voltageMax} and {@code loadingMax} of all periods; and any {@linkplain Figures#NAMES
 * figure} of one period with its number behind it, such as {@code price.18@7} or {@code p.2@24}, periods counted from
 * 1.
 *
 * <pre>
 *   Study.asking(HorizonQuestion.of(day, Opf.of(new BranchFlowSocp())), network, MonteCarlo.loads())
 *           .keeping(List.of("cost", "price.18@7"));
 * </pre>
 */
public final class HorizonQuestion implements Question {

    private static final List<String> WHOLE = List.of(
            "cost",
            "objective",
            "bound",
            "weight",
            "iterations",
            "losses",
            "demand",
            "voltageMin",
            "voltageMax",
            "loadingMax");

    private final HorizonProblem problem;
    private final Opf opf;
    private final List<SolverChoice> retries;
    private final boolean eachPeriod;
    private final List<PlanFigure> figures;

    /** A plan that was drawn. */
    private record DrawnPlan(HorizonSolution plan, List<SolvedDraw> periods, double weight) {}

    /** A number that is read off a plan. */
    private record PlanFigure(Column column, ToDoubleFunction<DrawnPlan> value) {}

    private HorizonQuestion(
            HorizonProblem problem, Opf opf, List<SolverChoice> retries, boolean eachPeriod, List<PlanFigure> figures) {
        this.problem = problem;
        this.opf = opf;
        this.retries = retries;
        this.eachPeriod = eachPeriod;
        this.figures = figures;
    }

    /** The cost of a plan; all periods of a draw are drawn by the same numbers of chance. */
    public static HorizonQuestion of(HorizonProblem problem, Opf opf) {
        Objects.requireNonNull(opf, "opf");
        List<PlanFigure> cost =
                named(List.of("cost"), problem, problem.problem().network(), new ArrayList<>());
        return new HorizonQuestion(problem, opf, List.of(), false, cost);
    }

    /** The same with numbers of chance of its own for each period, independent of those of all others. */
    public HorizonQuestion drawnEachPeriod() {
        return new HorizonQuestion(problem, opf, retries, true, figures);
    }

    @Override
    public List<Column> columns() {
        return figures.stream().map(PlanFigure::column).toList();
    }

    @Override
    public Question keeping(List<String> names, Network base, List<Fault> faults) {
        return new HorizonQuestion(problem, opf, retries, eachPeriod, named(names, problem, base, faults));
    }

    @Override
    public Question within(Duration perDraw) {
        return new HorizonQuestion(
                problem, Solving.within(opf, perDraw), Solving.within(retries, perDraw), eachPeriod, figures);
    }

    @Override
    public Question retryingWith(List<SolverChoice> solvers) {
        return new HorizonQuestion(problem, opf, List.copyOf(solvers), eachPeriod, figures);
    }

    @Override
    public Optional<String> whyNot() {
        return Solving.whyNot(opf, retries, problem.writtenBy(opf.formulation()));
    }

    @Override
    public Map<String, String> identity() {
        Map<String, String> identity = new LinkedHashMap<>();
        StringBuilder profiles = new StringBuilder();
        for (Profile profile : problem.profiles()) {
            profiles.append(Digest.of(profile.applied()));
        }
        identity.put("horizon", problem.horizon().toString());
        identity.put("profiles", Digest.of(profiles.toString()));
        identity.put("drawn", eachPeriod ? "each period" : "once");
        identity.put("objective", problem.problem().objective().toString());
        identity.put("softLimits", problem.problem().softLimits().toString());
        identity.putAll(Solving.identity(opf, retries));
        return identity;
    }

    @Override
    public Function<Drawing, Answer> prepared() {
        Solving solving = new Solving(opf, retries);
        return drawing -> answer(drawing, solving);
    }

    private Answer answer(Drawing drawing, Solving solving) {
        List<Draw> draws = new ArrayList<>();
        for (int t = 0; t < problem.profiles().size(); t++) {
            Profile profile = problem.profiles().get(t);
            draws.add(eachPeriod ? drawing.over(profile, t) : drawing.over(profile));
        }
        HorizonProblem drawn = drawn(draws);
        OpfResult result = solving.solve(drawn.writtenBy(opf.formulation()), Optional.empty());
        HorizonResult outcome = new HorizonResult(drawn, result);
        if (outcome.solution().isEmpty()) {
            return Answer.none(result.status(), result.message());
        }
        HorizonSolution plan = outcome.orElseThrow();
        List<SolvedDraw> periods = IntStream.range(0, draws.size())
                .mapToObj(t -> new SolvedDraw(draws.get(t), plan.at(t)))
                .toList();
        double weight = 1.0;
        for (Draw draw : eachPeriod ? draws : draws.subList(0, 1)) {
            weight *= draw.weight();
        }
        DrawnPlan solved = new DrawnPlan(plan, periods, weight);
        return Answer.of(figures.stream()
                .mapToDouble(figure -> figure.value().applyAsDouble(solved))
                .toArray());
    }

    private HorizonProblem drawn(List<Draw> draws) {
        HorizonProblem all = new HorizonProblem(
                problem.problem(),
                problem.horizon(),
                draws.stream().map(Draw::profile).toList());
        return draws.get(0).out().isEmpty() ? all : all.without(draws.get(0).out());
    }

    private static List<PlanFigure> named(
            List<String> names, HorizonProblem problem, Network base, List<Fault> faults) {
        List<PlanFigure> figures = new ArrayList<>();
        for (String name : names) {
            if (figures.stream().anyMatch(figure -> figure.column().name().equals(name))) {
                faults.add(new Fault("column", name, "it is asked for twice", "ask for it once"));
                continue;
            }
            int at = name.indexOf('@');
            if (at >= 0) {
                ofPeriod(name, name.substring(0, at), name.substring(at + 1), problem, base, faults, figures);
            } else if (WHOLE.contains(name)) {
                figures.add(ofWhole(name, problem, base));
            } else {
                faults.add(new Fault(
                        "column",
                        name,
                        "there is no such figure of a plan",
                        "choose among " + WHOLE + ", or name a period behind it: " + name + "@1"));
            }
        }
        return figures;
    }

    private static void ofPeriod(
            String name,
            String figure,
            String period,
            HorizonProblem problem,
            Network base,
            List<Fault> faults,
            List<PlanFigure> figures) {
        int periods = problem.horizon().periods().size();
        if (!period.matches("[1-9][0-9]{0,6}") || Integer.parseInt(period) > periods) {
            faults.add(new Fault("column", name, "there is no period '" + period + "'", "give 1 to " + periods));
            return;
        }
        int t = Integer.parseInt(period) - 1;
        Figures.named(List.of(figure), base, problem.problem().objective(), faults)
                .forEach(found -> figures.add(new PlanFigure(
                        new Column(name, found.unit()),
                        plan -> found.value().applyAsDouble(plan.periods().get(t)))));
    }

    private static Figure figure(String name, HorizonProblem problem, Network base) {
        return Figures.named(List.of(name), base, problem.problem().objective(), new ArrayList<>())
                .get(0);
    }

    private static PlanFigure ofWhole(String name, HorizonProblem problem, Network base) {
        Objective objective = problem.problem().objective();
        String minimised = objective.equals(Objective.cost())
                ? "currency"
                : objective.unit().symbol() + " h";
        return switch (name) {
            case "cost" ->
                new PlanFigure(
                        new Column(name, "currency"),
                        problem.problem().objective().equals(Objective.cost())
                                ? plan -> plan.plan().objective()
                                : plan -> energy(figure(name, problem, base), plan, problem));
            case "objective" ->
                new PlanFigure(new Column(name, minimised), plan -> plan.plan().objective());
            case "bound" ->
                new PlanFigure(new Column(name, minimised), plan -> {
                    OptionalDouble bound = plan.plan().lowerBound();
                    return bound.orElse(Double.NaN);
                });
            case "weight" -> new PlanFigure(Column.of(name), DrawnPlan::weight);
            case "iterations" ->
                new PlanFigure(
                        Column.of(name), plan -> plan.plan().run().solver().iterations());
            default -> {
                Figure figure = figure(name, problem, base);
                boolean least = name.equals("voltageMin");
                boolean energy = name.equals("losses") || name.equals("demand");
                yield new PlanFigure(
                        new Column(name, energy ? "MWh" : figure.unit()),
                        plan -> energy ? energy(figure, plan, problem) : extreme(figure, plan, least));
            }
        };
    }

    private static double energy(Figure figure, DrawnPlan plan, HorizonProblem problem) {
        double sum = 0.0;
        for (int t = 0; t < plan.periods().size(); t++) {
            sum += problem.horizon().periods().get(t).hours()
                    * figure.value().applyAsDouble(plan.periods().get(t));
        }
        return sum;
    }

    private static double extreme(Figure figure, DrawnPlan plan, boolean least) {
        double[] values = plan.periods().stream().mapToDouble(figure.value()).toArray();
        double extreme = values[0];
        for (double value : values) {
            extreme = least ? Math.min(extreme, value) : Math.max(extreme, value);
        }
        return extreme;
    }

    @Override
    public String toString() {
        return "plan over " + problem.horizon().periods().size() + " periods of "
                + problem.problem().network().name();
    }
}
