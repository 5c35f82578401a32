package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.network.Range;

/**
 * The agents of all feeders. They work at the same time on the executor; answers are taken in the order of the feeders,
 * so that what comes of them does not depend on threads.
 */
final class Agents {

    /** No flow, cost or slope is larger, MW and currency: programs could not tell it from others. */
    private static final double LARGEST = 1e9;

    private final Bench bench;
    private final List<FeederAgent> agents = new ArrayList<>();

    /** @throws SchemeFailure if there is a feeder for which nobody answers */
    Agents(Bench bench) {
        this.bench = bench;
        for (Feeder feeder : bench.system.feeders()) {
            FeederAgent own = new ModelAgent(bench.inParts(), feeder);
            FeederAgent agent = bench.options.parties().agents().apply(own);
            if (agent == null || !feeder.name().equals(agent.feeder())) {
                throw new SchemeFailure(
                        OutcomeStatus.NO_ANSWER,
                        "network " + feeder.name() + ": "
                                + (agent == null
                                        ? "no agent answers for it"
                                        : "an agent of " + agent.feeder() + " was given for it")
                                + "; let the options give the agent of each feeder, or the one they are given");
            }
            agents.add(agent);
        }
    }

    /** What may flow into each feeder, MW. @throws SchemeFailure if an answer is no range */
    List<Range> ranges() {
        List<Range> ranges = taken(asked(k -> agents.get(k).range()), "the range of its flow", new HashSet<>());
        for (int k = 0; k < ranges.size(); k++) {
            Range range = ranges.get(k);
            boolean isRange =
                    range != null && isNumber(range.min()) && isNumber(range.max()) && range.min() <= range.max();
            if (!isRange) {
                throw noAnswer(k, "tells the range of its flow as " + told(range) + ", which is none");
            }
        }
        return ranges;
    }

    private static String told(Range range) {
        return range == null ? "null" : range.min() + " to " + range.max() + " MW";
    }

    /** Answers that are on their way. */
    interface Awaited {

        /**
         * Waits for them.
         *
         * @param silent feeders that are not waited for, since they were in vain; those that give nothing now are added
         * @throws SchemeFailure if one of them is none; the others are given up then
         */
        List<FeederAgent.Answer> take(Set<String> silent);
    }

    /** Asks all feeders a question each. */
    Awaited ask(List<FeederAgent.Question> questions) {
        int round = questions.isEmpty() ? 0 : questions.get(0).round();
        for (int k = 0; k < agents.size(); k++) {
            send(k, "interface flow and price");
        }
        List<Future<FeederAgent.Answer>> asked = asked(k -> agents.get(k).answer(questions.get(k)));
        return silent -> checked(taken(asked, "its answer in round " + round, silent), round);
    }

    /** What a flow costs in each feeder. @throws SchemeFailure if an answer is none */
    List<FeederAgent.Answer> at(double[] flows, int round) {
        for (int k = 0; k < agents.size(); k++) {
            send(k, "interface flow");
        }
        return checked(
                taken(asked(k -> agents.get(k).at(flows[k])), "its answer in round " + round, new HashSet<>()), round);
    }

    private void send(int k, String question) {
        Feeder feeder = bench.system.feeders().get(k);
        bench.minutes.send(Bench.TSO, Bench.dso(feeder), question);
        bench.minutes.send(Bench.dso(feeder), Bench.TSO, "answer");
    }

    private List<FeederAgent.Answer> checked(List<FeederAgent.Answer> answers, int round) {
        for (int k = 0; k < answers.size(); k++) {
            FeederAgent.Answer answer = answers.get(k);
            if (answer == null || !isNumber(answer.flow()) || !isNumber(answer.cost()) || !isNumber(answer.slope())) {
                throw noAnswer(k, "answers in round " + round + " with " + answer + ", which is no flow and cost");
            }
        }
        return answers;
    }

    private static boolean isNumber(double value) {
        return Math.abs(value) <= LARGEST;
    }

    private <T> List<Future<T>> asked(Function<Integer, T> ask) {
        List<Callable<T>> work = new ArrayList<>();
        for (int k = 0; k < agents.size(); k++) {
            int place = k;
            work.add(() -> ask.apply(place));
        }
        return Together.begin(bench.options.parties().executor(), work);
    }

    private <T> List<T> taken(List<Future<T>> asked, String what, Set<String> silent) {
        List<T> answers = new ArrayList<>();
        try {
            for (int k = 0; k < asked.size(); k++) {
                answers.add(taken(asked.get(k), k, what, silent));
            }
        } finally {
            Together.end(asked);
        }
        return answers;
    }

    private <T> T taken(Future<T> asked, int k, String what, Set<String> silent) {
        long millis = bench.options.parties().patience().toMillis();
        boolean isSilent = silent.contains(agents.get(k).feeder());
        try {
            return asked.get(isSilent ? 0 : millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            silent.add(agents.get(k).feeder());
            throw new SchemeFailure(
                    OutcomeStatus.NO_ANSWER,
                    network(k) + "did not give " + what + " within " + millis
                            + " ms; nothing is activated, and a later answer is not looked at: wait longer, or clear "
                            + "without it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemeFailure(
                    OutcomeStatus.FAILED,
                    "interrupted while waiting for " + what + " of network "
                            + agents.get(k).feeder());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SchemeFailure failure) {
                throw named(failure, k);
            }
            throw noAnswer(k, "failed to give " + what + ": " + e.getCause());
        }
    }

    /** A failure whose message names the network, whoever wrote it. */
    private SchemeFailure named(SchemeFailure failure, int k) {
        String feeder = agents.get(k).feeder();
        String message = Objects.toString(failure.getMessage(), "no reason is given");
        return message.contains("network " + feeder)
                ? failure
                : new SchemeFailure(failure.status(), "network " + feeder + ": " + message);
    }

    private SchemeFailure noAnswer(int k, String does) {
        return new SchemeFailure(
                OutcomeStatus.NO_ANSWER,
                network(k) + does + "; nothing is activated: ask it again, or clear without it");
    }

    private String network(int k) {
        return "network " + agents.get(k).feeder() + ": its operator ";
    }

    @Override
    public String toString() {
        return agents.toString();
    }
}
