package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flexopf.coordination.DayOutcome;
import org.flexopf.coordination.Dispatch;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.InterfaceFlow;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.coordination.Payment;
import org.flexopf.coordination.Settlement;
import org.flexopf.coordination.TsoDsoDay;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.coordination.Verification;

/**
 * A way in which operators of transmission and distribution share flexibility: a function of a system, whose outcome is
 * of one kind. Whatever a scheme decides is verified by AC power flow and closed in the same way. Stateless.
 *
 * <pre>
 *   Outcome outcome = Schemes.named("common").run(system, SchemeOptions.of(FeederModel.SOCP));
 * </pre>
 */
public abstract class CoordinationScheme {

    private final String name;
    private final String description;

    CoordinationScheme(String name, String description) {
        this.name = name;
        this.description = description;
    }

    /** The name that it is found by. */
    public final String name() {
        return name;
    }

    /** What it is, in a few words on one line. */
    public final String description() {
        return description;
    }

    /** What is to be carried out. @throws SchemeFailure if there is nothing */
    abstract Proposal propose(Bench bench);

    /** The system as the scheme sees it: as it is, by default. */
    TsoDsoSystem seen(TsoDsoSystem system) {
        return system;
    }

    /** Payments beside those for the activations of resources; none by default. */
    List<Payment> furtherPayments(Bench bench, Proposal proposal) {
        return List.of();
    }

    /** Runs it. Whatever goes wrong becomes the status and the message of the outcome. */
    public final Outcome run(TsoDsoSystem system, SchemeOptions options) {
        return run(system, options, Map.of());
    }

    /**
     * Runs it on every period of a day. Periods are markets of their own; parties that agree in rounds begin at the
     * interface prices of the period before.
     */
    public final DayOutcome run(TsoDsoDay day, SchemeOptions options) {
        List<Outcome> outcomes = new ArrayList<>();
        Map<String, Double> prices = Map.of();
        for (TsoDsoSystem period : day.periods()) {
            Outcome outcome = run(period, options, prices);
            outcomes.add(outcome);
            Map<String, Double> found = interfacePrices(outcome);
            prices = found.isEmpty() ? prices : found;
        }
        return new DayOutcome(name, day.hours(), outcomes);
    }

    private static Map<String, Double> interfacePrices(Outcome outcome) {
        Map<String, Double> prices = new LinkedHashMap<>();
        outcome.dispatch()
                .map(Dispatch::interfaces)
                .orElse(List.of())
                .forEach(flow -> prices.put(flow.feeder(), flow.price()));
        prices.values().removeIf(price -> Double.isNaN(price));
        return prices;
    }

    private Outcome run(TsoDsoSystem system, SchemeOptions options, Map<String, Double> prices) {
        Bench bench = new Bench(seen(system), system.resources().toList(), options, prices);
        try {
            return outcome(bench, propose(bench));
        } catch (SchemeFailure e) {
            return new Outcome(
                    name,
                    e.status(),
                    e.getMessage(),
                    Optional.empty(),
                    Optional.empty(),
                    Settlement.NONE,
                    bench.minutes.messages(),
                    bench.minutes.rounds(),
                    bench.minutes.figures(),
                    bench.minutes.steps());
        }
    }

    private Outcome outcome(Bench bench, Proposal proposal) {
        List<InterfaceFlow> interfaces = new ArrayList<>();
        for (int k = 0; k < proposal.flows().length; k++) {
            Feeder feeder = bench.system.feeders().get(k);
            interfaces.add(new InterfaceFlow(
                    feeder.name(),
                    proposal.flows()[k],
                    proposal.prices().getOrDefault(feeder.interfaceBus(), Double.NaN)));
        }
        Dispatch dispatch = new Dispatch(
                bench.cost(proposal.need().activations())
                        + bench.cost(proposal.balancing().activations()),
                proposal.need(),
                proposal.balancing(),
                interfaces,
                proposal.prices(),
                proposal.reactive(),
                proposal.phantomLosses());
        bench.minutes.step(
                "In all %s; cost %.6f; into the feeders flow %s",
                bench.minutes.told(dispatch.activations()), dispatch.cost(), bench.minutes.told(proposal.flows()));
        bench.minutes.tellDoubleActivations(proposal);
        Verification verification = Verifier.verify(bench, dispatch.activations(), proposal.reactive());
        bench.minutes.step("%s", Verifier.told(verification));
        return new Outcome(
                name,
                OutcomeStatus.OPTIMAL,
                verification.isGridSafe()
                        ? "every limit is kept, and nothing is left over"
                        : Verifier.told(verification),
                Optional.of(dispatch),
                Optional.of(verification),
                Settler.settle(bench.system, bench.options.money(), dispatch, furtherPayments(bench, proposal)),
                bench.minutes.messages(),
                bench.minutes.rounds(),
                bench.minutes.figures(),
                bench.minutes.steps());
    }

    @Override
    public final String toString() {
        return name + ": " + description;
    }
}
