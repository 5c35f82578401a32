package org.flexopf.coordination.physics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;

/**
 * A system, how orders are carried out in it, and what may happen: what schemes are compared on.
 *
 * @param name what it is called
 * @param systems the system of every period, with its own schedule, imbalances and offers; or a single one, which holds
 *     in all of them
 * @param rules how orders are carried out
 * @param scenarios what may happen
 * @param seed where errors are drawn from; the same for all schemes
 */
public record CostBenefitCase(
        String name, List<TsoDsoSystem> systems, PhysicalRules rules, List<PhysicalScenario> scenarios, long seed) {

    /**
     * All parts are required.
     *
     * @throws InvalidNetworkException if they do not go together, with every fault found
     */
    public CostBenefitCase {
        Objects.requireNonNull(name, "name");
        systems = List.copyOf(systems);
        Objects.requireNonNull(rules, "rules");
        scenarios = List.copyOf(scenarios);
        List<Fault> faults = new Faults().of(systems, rules, scenarios);
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(name, faults);
        }
    }

    /** The same with errors from another seed. */
    public CostBenefitCase withSeed(long other) {
        return new CostBenefitCase(name, systems, rules, scenarios, other);
    }

    /** The same under other rules. */
    public CostBenefitCase withRules(PhysicalRules other) {
        return new CostBenefitCase(name, systems, other, scenarios, seed);
    }

    /** The system of a period, counted from 0. */
    public TsoDsoSystem system(int period) {
        return systems.get(systems.size() == 1 ? 0 : period);
    }

    @Override
    public String toString() {
        return name + ": " + scenarios.size() + " scenarios of " + system(0);
    }

    /** What no comparison can be made of. */
    private static final class Faults {

        /** One in a second of an hour. */
        private static final int MOST_STEPS = 3600;

        private final List<Fault> faults = new ArrayList<>();

        List<Fault> of(List<TsoDsoSystem> systems, PhysicalRules rules, List<PhysicalScenario> scenarios) {
            if (systems.isEmpty()) {
                fault("the case", "no system", "there is nothing to compare schemes on", "give one, or one per period");
                return faults;
            }
            systems(systems, scenarios);
            above("the rules", "length of a period", rules.hours(), "hours");
            if (rules.steps() < 1 || rules.steps() > MOST_STEPS) {
                fault(
                        "the rules",
                        rules.steps() + " steps",
                        "a period has one to " + MOST_STEPS + " of them",
                        "give such a number");
            }
            notNegative("the rules", "time constant", rules.timeConstant(), "s");
            Set<String> resources = systems.stream()
                    .flatMap(TsoDsoSystem::resources)
                    .map(Resource::id)
                    .collect(Collectors.toSet());
            rules.timeConstants().forEach((id, tau) -> {
                notNegative("resource " + id, "time constant", tau, "s");
                if (!resources.contains(id)) {
                    fault(
                            "time constant of " + id,
                            "resource " + id,
                            "the system has no such resource",
                            "give the id of one that it has");
                }
            });
            prices(rules.prices());
            controls(rules.controls());
            scenarios(scenarios);
            return faults;
        }

        private void systems(List<TsoDsoSystem> systems, List<PhysicalScenario> scenarios) {
            for (int t = 1; t < systems.size(); t++) {
                if (!sizes(systems.get(t)).equals(sizes(systems.get(0)))) {
                    fault(
                            "the system of period " + (t + 1),
                            String.join(", ", sizes(systems.get(t))),
                            "the first period has " + String.join(", ", sizes(systems.get(0))),
                            "give the same networks in all periods");
                }
            }
            for (PhysicalScenario scenario : scenarios) {
                if (systems.size() > 1 && scenario.factors().size() != systems.size()) {
                    fault(
                            "scenario " + scenario.name(),
                            scenario.factors().size() + " periods",
                            "there are systems of " + systems.size() + " periods",
                            "give one factor for each of them");
                }
            }
        }

        private static List<String> sizes(TsoDsoSystem system) {
            return system.areas().stream()
                    .map(area -> area.name() + " with " + area.network().buses().size() + " buses")
                    .toList();
        }

        private void prices(PhysicalPrices prices) {
            finite("automatic reserve", "price up", prices.afrrUp(), "per MWh");
            finite("automatic reserve", "price down", prices.afrrDown(), "per MWh");
            if (!(prices.afrrCapacity() >= 0.0)) {
                fault(
                        "automatic reserve",
                        "capacity " + prices.afrrCapacity() + " MW",
                        "it counts from zero",
                        "give " + "zero or more, or leave it out for no limit");
            }
            notNegative("unwanted measures", "price", prices.unwanted(), "per MWh");
            notNegative("messages", "price", prices.message(), "each");
            prices.installation()
                    .forEach((scheme, cost) -> notNegative("technology of " + scheme, "cost", cost, "per hour"));
        }

        private void controls(AutomaticControls controls) {
            controls.tap().ifPresent(tap -> {
                above("the tap changer", "step", tap.step(), "p.u.");
                if (tap.most() < 1) {
                    fault(
                            "the tap changer",
                            tap.most() + " steps",
                            "it goes nowhere",
                            "give 1 or more, or leave it out");
                }
            });
            controls.droop().ifPresent(droop -> {
                above("Q(V)", "reference", droop.reference(), "p.u.");
                notNegative("Q(V)", "deadband", droop.deadband(), "p.u.");
                if (!(droop.width() > droop.deadband() && droop.width() < Double.POSITIVE_INFINITY)) {
                    fault(
                            "Q(V)",
                            "width " + droop.width() + " p.u.",
                            "it is not above the deadband of " + droop.deadband() + " p.u.",
                            "give a finite number above it");
                }
            });
            controls.protection().ifPresent(protection -> {
                above("protection", "loading", protection.loading(), "of the rating");
                notNegative("protection", "voltage margin", protection.voltageMargin(), "p.u.");
                notNegative("protection", "delay", protection.delay(), "minutes");
            });
        }

        private void scenarios(List<PhysicalScenario> scenarios) {
            if (scenarios.isEmpty()) {
                fault("the scenarios", "none", "nothing happens", "give one scenario or more");
            }
            Set<String> names = new HashSet<>();
            for (PhysicalScenario scenario : scenarios) {
                String element = "scenario " + scenario.name();
                if (!names.add(scenario.name())) {
                    fault(element, "its name", "there is one of this name already", "give each a name of its own");
                }
                if (scenario.factors().isEmpty()) {
                    fault(element, "no periods", "nothing happens", "give one factor for each period");
                }
                for (int t = 0; t < scenario.factors().size(); t++) {
                    finite(
                            element + ", period " + (t + 1),
                            "imbalance",
                            scenario.factors().get(t),
                            "of the system's");
                }
                notNegative(element, "forecast error", scenario.forecastError(), "of what is scheduled");
                notNegative(element, "estimation noise", scenario.estimationNoise(), "of what is scheduled");
            }
        }

        private void finite(String element, String what, double value, String unit) {
            if (!Double.isFinite(value)) {
                fault(element, what + " " + value + " " + unit, "the number is not finite", "give a finite number");
            }
        }

        private void notNegative(String element, String what, double value, String unit) {
            if (!(value >= 0.0 && value < Double.POSITIVE_INFINITY)) {
                fault(
                        element,
                        what + " " + value + " " + unit,
                        "it counts from zero",
                        "give zero or a finite number above");
            }
        }

        private void above(String element, String what, double value, String unit) {
            if (!(value > 0.0 && value < Double.POSITIVE_INFINITY)) {
                fault(
                        element,
                        what + " " + value + " " + unit,
                        "it is not above zero",
                        "give a finite number above zero");
            }
        }

        private void fault(String element, String value, String cause, String fix) {
            faults.add(new Fault(element, value, cause, fix));
        }
    }
}
