package org.flexopf.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.flexopf.model.Unit;
import org.flexopf.network.Bus;
import org.flexopf.network.Fault;
import org.flexopf.network.Network;
import org.flexopf.opf.RunKpis;
import org.flexopf.opf.objective.Objective;

/** Figures by their names. Names with a number are of one element, such as {@code price.18}. */
public final class Figures {

    /** All names, in words. */
    public static final String NAMES = "cost, objective, bound, weight, losses, demand, voltageMin, voltageMax, "
            + "loadingMax, iterations, exact, acCost, acFeasible, gap, slackCost, welfare, curtailment, and with the "
            + "number of an element price.BUS, reactivePrice.BUS, voltage.BUS, p.GENERATOR, q.GENERATOR, "
            + "loading.BRANCH, flow.BRANCH";

    /** What a draw counts for: whoever works out statistics of draws that were sampled needs it. */
    static final String WEIGHT = "weight";

    private Figures() {}

    /**
     * Figures of an optimal power flow at least cost, by their names.
     *
     * @param base whose elements they are of
     * @param faults takes the names that there are not
     */
    public static List<Figure> named(List<String> names, Network base, List<Fault> faults) {
        return named(names, base, Objective.cost(), faults);
    }

    /**
     * The same of one that minimises something else: its bound, the price of its slacks and its prices are in the unit
     * of that, and {@code cost} is what its dispatch costs.
     */
    public static List<Figure> named(List<String> names, Network base, Objective objective, List<Fault> faults) {
        List<Figure> figures = new ArrayList<>();
        for (String name : names) {
            if (figures.stream().anyMatch(figure -> figure.name().equals(name))) {
                faults.add(new Fault("column", name, "it is asked for twice", "ask for it once"));
                continue;
            }
            Figure found = figure(name, base, objective, faults);
            if (found != null) {
                figures.add(found);
            }
        }
        return figures;
    }

    private static Figure figure(String name, Network base, Objective objective, List<Fault> faults) {
        int dot = name.indexOf('.');
        return dot < 0 ? ofWhole(name, objective, faults) : ofElement(name, dot, base, objective, faults);
    }

    private static boolean isCost(Objective objective) {
        return objective.equals(Objective.cost());
    }

    private static Figure ofWhole(String name, Objective objective, List<Fault> faults) {
        String minimised = objective.unit().symbol();
        return switch (name) {
            case "cost" ->
                new Figure(
                        name,
                        Unit.CURRENCY_PER_HOUR.symbol(),
                        solved -> isCost(objective)
                                ? solved.solution().objective()
                                : Objective.cost()
                                        .at(solved.network(), solved.solution().point()));
            case "objective" ->
                new Figure(name, minimised, solved -> solved.solution().objective());
            case "bound" ->
                new Figure(
                        name,
                        minimised,
                        solved -> solved.solution().lowerBound().orElse(Double.NaN));
            case WEIGHT -> new Figure(name, "", solved -> solved.draw().weight());
            case "losses" ->
                new Figure(name, "MW", solved -> solved.solution().point().activeLosses());
            case "demand" ->
                new Figure(
                        name,
                        "MW",
                        solved -> IntStream.range(0, solved.network().loads().size())
                                .mapToDouble(load ->
                                        solved.network().loads().get(load).p())
                                .sum());
            case "voltageMin" ->
                new Figure(
                        name,
                        "p.u.",
                        solved -> IntStream.range(0, solved.network().buses().size())
                                .mapToDouble(bus -> solved.solution().point().vm(bus))
                                .min()
                                .orElse(Double.NaN));
            case "voltageMax" ->
                new Figure(
                        name,
                        "p.u.",
                        solved -> IntStream.range(0, solved.network().buses().size())
                                .mapToDouble(bus -> solved.solution().point().vm(bus))
                                .max()
                                .orElse(Double.NaN));
            case "loadingMax" ->
                new Figure(
                        name,
                        "",
                        solved -> IntStream.range(0, solved.network().branches().size())
                                .mapToDouble(branch -> solved.solution().point().loading(solved.network(), branch))
                                .max()
                                .orElse(0.0));
            case "iterations" ->
                new Figure(name, "", solved -> solved.solution().solver().iterations());
            case "slackCost" ->
                new Figure(name, minimised, solved -> solved.solution().slackCost());
            case "welfare" ->
                new Figure(
                        name,
                        "currency/h",
                        solved -> RunKpis.of(solved.solution()).socialWelfare());
            case "curtailment" ->
                new Figure(name, "MW", solved -> RunKpis.of(solved.solution()).curtailment());
            case "acFeasible" -> new Figure(name, "", solved -> solved.acPoint().isFeasible() ? 1.0 : 0.0);
            case "acCost" -> new Figure(name, minimised, SolvedDraw::acObjective);
            case "gap" ->
                new Figure(name, "", solved -> {
                    double bound = solved.solution().lowerBound().orElse(Double.NaN);
                    return (solved.acObjective() - bound) / Math.max(1.0, Math.abs(solved.acObjective()));
                });
            case "exact" -> new Figure(name, "", solved -> solved.isGlobalAcOptimum() ? 1.0 : 0.0);
            default -> {
                faults.add(new Fault("column", name, "there is no such figure", "choose among " + NAMES));
                yield null;
            }
        };
    }

    private static Figure ofElement(String name, int dot, Network base, Objective objective, List<Fault> faults) {
        String minimised = objective.unit().symbol();
        String kind = name.substring(0, dot);
        String number = name.substring(dot + 1);
        return switch (kind) {
            case "price" ->
                of(
                        name,
                        number,
                        isCost(objective) ? "currency/MWh" : minimised + "/MW",
                        base::busIndex,
                        faults,
                        bus -> solved -> solved.prices().active(busOf(solved, bus)));
            case "reactivePrice" ->
                of(
                        name,
                        number,
                        isCost(objective) ? "currency/Mvarh" : minimised + "/Mvar",
                        base::busIndex,
                        faults,
                        bus -> solved -> solved.prices().reactive(busOf(solved, bus)));
            case "voltage" ->
                of(
                        name,
                        number,
                        "p.u.",
                        base::busIndex,
                        faults,
                        bus -> solved -> solved.solution().point().vm(bus));
            case "p" ->
                of(
                        name,
                        number,
                        "MW",
                        base::generatorIndex,
                        faults,
                        unit -> solved -> solved.solution().point().pg(unit));
            case "q" ->
                of(
                        name,
                        number,
                        "Mvar",
                        base::generatorIndex,
                        faults,
                        unit -> solved -> solved.solution().point().qg(unit));
            case "loading" ->
                of(
                        name,
                        number,
                        "",
                        base::branchIndex,
                        faults,
                        branch -> solved -> solved.solution().point().loading(solved.network(), branch));
            case "flow" ->
                of(
                        name,
                        number,
                        "MW",
                        base::branchIndex,
                        faults,
                        branch -> solved -> solved.solution().point().pFrom(branch));
            default -> {
                faults.add(new Fault("column", name, "there is no such figure", "choose among " + NAMES));
                yield null;
            }
        };
    }

    private static Bus busOf(SolvedDraw solved, int bus) {
        return solved.network().buses().get(bus);
    }

    private static Figure of(
            String name,
            String number,
            String unit,
            ToIntFunction<Integer> index,
            List<Fault> faults,
            IntFunction<ToDoubleFunction<SolvedDraw>> value) {
        try {
            return new Figure(name, unit, value.apply(index.applyAsInt(Integer.valueOf(number))));
        } catch (NumberFormatException e) {
            faults.add(new Fault(
                    "column",
                    name,
                    "'" + number + "' is no number of an element",
                    "write it like " + name.substring(0, name.indexOf('.')) + ".7"));
        } catch (NoSuchElementException e) {
            faults.add(new Fault("column", name, e.getMessage(), "name an element of the case"));
        }
        return null;
    }
}
