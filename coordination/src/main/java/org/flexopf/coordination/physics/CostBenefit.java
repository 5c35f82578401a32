package org.flexopf.coordination.physics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Dispatch;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.coordination.scheme.CoordinationScheme;
import org.flexopf.coordination.scheme.SchemeOptions;

/**
 * The loop of market, dispatch and physics. In each period a scheme clears the system as its operators see it; devices
 * go to their set-points as fast as they can; feeders are what AC power flow and their automatic controls make of it;
 * automatic reserve takes what is left over. What that costs is compared under all schemes, with the same errors.
 *
 * <pre>
 *   total = mFRR (orders at their prices) + aFRR (what is left over at its price) + unwanted measures + technology
 * </pre>
 *
 * Immutable; the same case gives the same.
 */
public final class CostBenefit {

    /** What it costs without any market. */
    public static final String NO_MARKET = "none";

    private final CostBenefitCase given;
    private final SchemeOptions options;

    private CostBenefit(CostBenefitCase given, SchemeOptions options) {
        this.given = Objects.requireNonNull(given, "given");
        this.options = Objects.requireNonNull(options, "options");
    }

    /** A comparison, with options for the schemes. */
    public static CostBenefit of(CostBenefitCase given, SchemeOptions options) {
        return new CostBenefit(given, options);
    }

    /**
     * All scenarios without a market and under some schemes. A scheme that decides nothing in a period orders nothing.
     *
     * @throws org.flexopf.opf.OpfNotSolvedException if the DC power flow of the transmission network fails
     */
    public List<ScenarioLedger> compare(List<CoordinationScheme> schemes) {
        List<ScenarioLedger> ledgers = new ArrayList<>();
        for (PhysicalScenario scenario : given.scenarios()) {
            List<SchemeLedger> lines = new ArrayList<>();
            lines.add(run(scenario, Optional.empty()));
            schemes.forEach(scheme -> lines.add(run(scenario, Optional.of(scheme))));
            ledgers.add(new ScenarioLedger(scenario, lines));
        }
        return ledgers;
    }

    private SchemeLedger run(PhysicalScenario scenario, Optional<CoordinationScheme> scheme) {
        PhysicalRules rules = given.rules();
        FeederMemory memory = new FeederMemory();
        List<FeederMemory> memories = given.system(0).feeders().stream()
                .map(feeder -> new FeederMemory())
                .toList();
        List<PeriodLedger> periods = new ArrayList<>();
        for (int t = 0; t < scenario.factors().size(); t++) {
            TsoDsoSystem system = given.system(t);
            double factor = scenario.factors().get(t);
            Errors errors = new Errors(system, scenario, given.seed(), t);
            Optional<Outcome> outcome = scheme.map(one -> one.run(seen(system, factor, errors), options));
            Optional<Dispatch> dispatch = outcome.flatMap(Outcome::dispatch);
            Activations orders = dispatch.map(Dispatch::activations).orElse(Activations.none());
            Map<String, Double> reactive = dispatch.map(Dispatch::reactive).orElse(Map.of());
            TransmissionPhysics transmission = new TransmissionPhysics(
                    system,
                    rules,
                    options.solverChoice(),
                    imbalance(system.transmission(), factor, errors.real(0)),
                    orders,
                    memory);
            List<FeederPhysics> feeders = new ArrayList<>();
            for (int k = 0; k < memories.size(); k++) {
                Feeder feeder = system.feeders().get(k);
                double[] real = imbalance(feeder.area(), factor, errors.real(k + 1));
                feeders.add(new FeederPhysics(feeder, rules, real, orders, reactive, memories.get(k)));
            }
            Counter counter = new Counter(rules);
            for (int step = 0; step < rules.steps(); step++) {
                counter.count(step, transmission, feeders);
            }
            periods.add(counter.ledger(t + 1, scheme, outcome, orders, dispatch));
        }
        return new SchemeLedger(scheme.map(CoordinationScheme::name).orElse(NO_MARKET), periods);
    }

    /** The system as operators see it when the market is cleared. */
    private static TsoDsoSystem seen(TsoDsoSystem system, double factor, Errors errors) {
        List<Feeder> feeders = new ArrayList<>();
        for (int k = 0; k < system.feeders().size(); k++) {
            Feeder feeder = system.feeders().get(k);
            feeders.add(
                    feeder.withArea(feeder.area().withImbalance(imbalance(feeder.area(), factor, errors.seen(k + 1)))));
        }
        Area area = system.transmission();
        return system.withAreas(area.withImbalance(imbalance(area, factor, errors.seen(0))), feeders);
    }

    private static double[] imbalance(Area area, double factor, double[] error) {
        double[] imbalance = area.imbalance();
        for (int i = 0; i < imbalance.length; i++) {
            imbalance[i] = factor * imbalance[i] + error[i];
        }
        return imbalance;
    }

    /** Adds up the time steps of a period. */
    private static final class Counter {

        private final PhysicalRules rules;
        private final List<String> events = new ArrayList<>();
        private double missing;
        private double surplus;
        private double afrrCost;
        private double unwanted;
        private double violationHours;
        private int tapMoves;

        Counter(PhysicalRules rules) {
            this.rules = rules;
        }

        void count(int step, TransmissionPhysics transmission, List<FeederPhysics> feeders) {
            double hours = rules.stepHours();
            double[] flows = new double[feeders.size()];
            int broken = 0;
            for (int k = 0; k < flows.length; k++) {
                FeederStep feeder = feeders.get(k).step();
                flows[k] = feeder.flow();
                broken += feeder.violations();
                unwanted += hours * feeder.dark();
                tapMoves += feeder.tapMoves();
                String minute = "minute " + Math.round(60.0 * hours * (step + 1)) + ": ";
                feeder.events().forEach(event -> events.add(minute + event));
            }
            TransmissionPhysics.Step balance = transmission.step(flows);
            violationHours += hours * (broken + balance.violations());
            double most = rules.prices().afrrCapacity();
            double taken = Math.max(-most, Math.min(most, balance.leftOver()));
            missing += hours * Math.max(0.0, -taken);
            surplus += hours * Math.max(0.0, taken);
            afrrCost += hours * rules.prices().afrrCost(taken);
            unwanted += hours * Math.abs(balance.leftOver() - taken);
        }

        PeriodLedger ledger(
                int period,
                Optional<CoordinationScheme> scheme,
                Optional<Outcome> outcome,
                Activations orders,
                Optional<Dispatch> dispatch) {
            int messages = outcome.map(Outcome::messageCount).orElse(0);
            double installation = scheme.map(
                            one -> rules.prices().installation().getOrDefault(one.name(), 0.0))
                    .orElse(0.0);
            return new PeriodLedger(
                    period,
                    outcome.map(one -> one.status().label()).orElse(NO_MARKET),
                    rules.hours() * orders.volume(),
                    rules.hours() * dispatch.map(Dispatch::cost).orElse(0.0),
                    missing,
                    surplus,
                    afrrCost,
                    unwanted,
                    unwanted * rules.prices().unwanted(),
                    violationHours,
                    tapMoves,
                    outcome.map(Outcome::rounds).orElse(0),
                    messages,
                    messages * rules.prices().message() + rules.hours() * installation,
                    events);
        }
    }

    @Override
    public String toString() {
        return given.toString();
    }
}
