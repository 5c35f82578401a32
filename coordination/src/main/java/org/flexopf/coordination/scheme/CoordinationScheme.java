package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Supplier;
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

    /**
     * What is to be carried out in each of several markets that do not know of each other, or a {@link SchemeFailure}
     * where there is nothing; each is asked for once, on any thread.
     */
    List<Supplier<Proposal>> proposals(List<Bench> benches) {
        return benches.stream()
                .<Supplier<Proposal>>map(bench -> () -> propose(bench))
                .toList();
    }

    /** Whether it has work done on the executor itself while it proposes, so that no task of that may wait for it. */
    boolean sharesWork() {
        return false;
    }

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
        Bench bench = bench(system, options);
        return outcome(bench, () -> propose(bench));
    }

    /**
     * Runs it on every period of a day. Periods are markets of their own, which the executor of the options shares
     * among its threads; dual decomposition and cutting planes take them in turn, and share the work of a round.
     */
    public final DayOutcome run(TsoDsoDay day, SchemeOptions options) {
        List<Outcome> outcomes = sharesWork()
                ? day.periods().stream().map(period -> run(period, options)).toList()
                : together(day, options);
        return new DayOutcome(name, day.hours(), outcomes);
    }

    private List<Outcome> together(TsoDsoDay day, SchemeOptions options) {
        List<Bench> benches =
                day.periods().stream().map(period -> bench(period, options)).toList();
        List<Supplier<Proposal>> proposals = proposals(benches);
        List<Callable<Outcome>> work = new ArrayList<>();
        for (int t = 0; t < benches.size(); t++) {
            Bench bench = benches.get(t);
            Supplier<Proposal> proposal = proposals.get(t);
            work.add(() -> outcome(bench, proposal));
        }
        List<Future<Outcome>> begun = Together.begin(options.parties().executor(), work);
        List<Outcome> outcomes = new ArrayList<>();
        for (int t = 0; t < begun.size(); t++) {
            try {
                outcomes.add(Together.result(begun.get(t), "period " + (t + 1)));
            } catch (SchemeFailure e) {
                outcomes.add(failed(benches.get(t), e));
            }
        }
        return outcomes;
    }

    private Bench bench(TsoDsoSystem system, SchemeOptions options) {
        return new Bench(seen(system), system.resources().toList(), options);
    }

    private Outcome outcome(Bench bench, Supplier<Proposal> proposal) {
        try {
            return outcome(bench, proposal.get());
        } catch (SchemeFailure e) {
            return failed(bench, e);
        }
    }

    private Outcome failed(Bench bench, SchemeFailure reason) {
        return new Outcome(
                name,
                reason.status(),
                reason.getMessage(),
                Optional.empty(),
                Optional.empty(),
                Settlement.NONE,
                bench.minutes.messages(),
                bench.minutes.rounds(),
                bench.minutes.figures(),
                bench.minutes.steps());
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
                        + bench.cost(proposal.balancing().activations())
                        + bench.reactiveCost(proposal.reactive()),
                proposal.need(),
                proposal.balancing(),
                interfaces,
                proposal.prices(),
                proposal.reactive(),
                proposal.phantomLosses());
        bench.minutes.step(
                "In all %s; cost %.6f; into the feeders flow %s",
                bench.minutes.told(dispatch.activations()), dispatch.cost(), bench.minutes.told(proposal.flows()));
        bench.tellReactive(proposal.reactive());
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
