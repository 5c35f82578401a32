package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.flexopf.coordination.Direction;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.problem.Link;
import org.flexopf.opf.problem.LinkedModel;

/**
 * Offers of a block of which either those upward or those downward are called: {@code sum up <= U z, sum down <= D (1 -
 * z)}, z binary.
 *
 * <p>A resource whose directions exclude each other needs that only where both together pay or cost nothing: else
 * calling less of both is the same injection for less money, and no optimum calls both.
 *
 * @param block the label of the block
 * @param groups who excludes whom
 */
record OneWay(String block, List<Group> groups) implements Link {

    private static final String MERIT_ORDER = "the merit order of ";

    private static final VariableFamily UPWARD =
            new VariableFamily("goes-up", "whether offers go up", ElementKind.OWN, Unit.ONE);
    private static final ConstraintFamily UP =
            new ConstraintFamily("one-way-up", "one direction only, upward", ElementKind.OWN, Unit.MW);
    private static final ConstraintFamily DOWN =
            new ConstraintFamily("one-way-down", "one direction only, downward", ElementKind.OWN, Unit.MW);

    /**
     * Offers that exclude each other by their directions.
     *
     * @param name what messages call them
     * @param offers the offers
     * @param places the places of their generators in the block
     */
    record Group(String name, List<StandingOffer> offers, List<Integer> places) {

        /** Whether it is of all that an operator clears, and not of one resource. */
        boolean isMeritOrder() {
            return name.startsWith(MERIT_ORDER);
        }
    }

    OneWay {
        groups = List.copyOf(groups);
    }

    /**
     * Who excludes whom among some offers.
     *
     * @param first the place of the first offer's generator in the block
     * @param counterActivation whether offers of different resources may be called against each other
     * @param counted which offers are of the merit order; others stand for themselves
     */
    static OneWay of(
            String block,
            List<StandingOffer> offers,
            int first,
            boolean counterActivation,
            Predicate<StandingOffer> counted) {
        Map<String, Group> groups = new LinkedHashMap<>();
        for (int k = 0; k < offers.size(); k++) {
            StandingOffer offer = offers.get(k);
            String name = null;
            if (!counterActivation && counted.test(offer)) {
                name = MERIT_ORDER + block;
            } else if (offer.exclusive()) {
                name = offer.resource();
            }
            if (name != null) {
                Group group = groups.computeIfAbsent(name, key -> new Group(key, new ArrayList<>(), new ArrayList<>()));
                group.offers().add(offer);
                group.places().add(first + k);
            }
        }
        groups.values().removeIf(group -> !isBinding(group));
        return new OneWay(block, List.copyOf(groups.values()));
    }

    private static boolean isBinding(Group group) {
        boolean hasUp = group.offers().stream().anyMatch(offer -> offer.direction() == Direction.UP);
        boolean hasDown = group.offers().stream().anyMatch(offer -> offer.direction() == Direction.DOWN);
        boolean isOneResource =
                group.offers().stream().map(StandingOffer::resource).distinct().count() == 1;
        double both = group.offers().stream().mapToDouble(StandingOffer::price).sum();
        return hasUp && hasDown && !(isOneResource && both > 0.0);
    }

    /** What excludes what, in words such as {@code h1 of network H}. */
    List<String> names() {
        return groups.stream()
                .map(group -> group.isMeritOrder() ? group.name() : group.name() + " of network " + block)
                .toList();
    }

    /** Whether it asks for nothing. */
    boolean isEmpty() {
        return groups.isEmpty();
    }

    @Override
    public String label() {
        return "one direction in " + block;
    }

    @Override
    public void addTo(LinkedModel model) {
        ProgramBuilder program = model.program();
        Variables upward = program.variables(UPWARD, groups.size());
        for (int k = 0; k < groups.size(); k++) {
            Variable goesUp = upward.of(k);
            program.integer(goesUp);
            program.between(null, null, k, LinearExpression.of(goesUp), 0.0, 1.0);
            double most = quantity(model, groups.get(k), Direction.UP);
            program.atMost(UP, k, sum(model, groups.get(k), Direction.UP).plus(-most, goesUp), 0.0);
            double least = quantity(model, groups.get(k), Direction.DOWN);
            program.atMost(DOWN, k, sum(model, groups.get(k), Direction.DOWN).plus(least, goesUp), least);
        }
    }

    private static double quantity(LinkedModel model, Group group, Direction direction) {
        double mw = group.offers().stream()
                .filter(offer -> offer.direction() == direction)
                .mapToDouble(StandingOffer::quantity)
                .sum();
        return model.model(0).perUnit().power(mw);
    }

    /** What is activated in a direction. */
    private LinearExpression sum(LinkedModel model, Group group, Direction direction) {
        LinearExpression sum = LinearExpression.zero();
        for (int k = 0; k < group.offers().size(); k++) {
            if (group.offers().get(k).direction() == direction) {
                sum.plus(
                        direction.sign(),
                        model.model(block)
                                .program()
                                .existing(OpfVariables.GENERATOR_P)
                                .of(group.places().get(k)));
            }
        }
        return model.onFirstBase(model.indexOf(block), sum);
    }
}
