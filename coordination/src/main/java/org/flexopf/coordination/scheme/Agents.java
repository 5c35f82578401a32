package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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

    private final Bench bench;
    private final List<FeederAgent> agents = new ArrayList<>();

    Agents(Bench bench) {
        this.bench = bench;
        for (Feeder feeder : bench.system.feeders()) {
            agents.add(bench.options.parties().agents().apply(new ModelAgent(bench, feeder)));
        }
    }

    /** What may flow into each feeder, MW. */
    List<Range> ranges() {
        return all("the range of its flow", k -> agents.get(k).range());
    }

    /** The answers of all feeders to a question each. @throws SchemeFailure if one of them is none */
    List<FeederAgent.Answer> ask(List<FeederAgent.Question> questions) {
        int round = questions.isEmpty() ? 0 : questions.get(0).round();
        for (int k = 0; k < agents.size(); k++) {
            told(k, "interface flow and price");
        }
        return checked(all("its answer in round " + round, k -> agents.get(k).answer(questions.get(k))), round);
    }

    /** What a flow costs in each feeder. @throws SchemeFailure if an answer is none */
    List<FeederAgent.Answer> at(double[] flows, int round) {
        for (int k = 0; k < agents.size(); k++) {
            told(k, "interface flow");
        }
        return checked(all("its answer in round " + round, k -> agents.get(k).at(flows[k])), round);
    }

    private void told(int k, String question) {
        Feeder feeder = bench.system.feeders().get(k);
        bench.minutes.send(Bench.TSO, Bench.dso(feeder), question);
        bench.minutes.send(Bench.dso(feeder), Bench.TSO, "answer");
    }

    private List<FeederAgent.Answer> checked(List<FeederAgent.Answer> answers, int round) {
        for (int k = 0; k < answers.size(); k++) {
            FeederAgent.Answer answer = answers.get(k);
            if (answer == null
                    || !Double.isFinite(answer.flow())
                    || !Double.isFinite(answer.cost())
                    || !Double.isFinite(answer.slope())) {
                throw new SchemeFailure(
                        OutcomeStatus.NO_ANSWER,
                        "network " + agents.get(k).feeder() + ": its operator answers in round " + round + " with "
                                + answer + ", which is no flow and cost; nothing is activated: ask it again, or clear "
                                + "without it");
            }
        }
        return answers;
    }

    private <T> List<T> all(String what, Function<Integer, T> ask) {
        List<CompletableFuture<T>> waiting = new ArrayList<>();
        for (int k = 0; k < agents.size(); k++) {
            int place = k;
            waiting.add(CompletableFuture.supplyAsync(
                    () -> ask.apply(place), bench.options.parties().executor()));
        }
        List<T> answers = new ArrayList<>();
        for (int k = 0; k < waiting.size(); k++) {
            answers.add(answer(waiting.get(k), agents.get(k).feeder(), what));
        }
        return answers;
    }

    private <T> T answer(CompletableFuture<T> waiting, String feeder, String what) {
        long millis = bench.options.parties().patience().toMillis();
        try {
            return waiting.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            waiting.cancel(true);
            throw new SchemeFailure(
                    OutcomeStatus.NO_ANSWER,
                    "network " + feeder + ": its operator did not give " + what + " within " + millis
                            + " ms; nothing is activated, and a later answer is not looked at: wait longer, or clear "
                            + "without it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemeFailure(
                    OutcomeStatus.FAILED, "interrupted while waiting for " + what + " of network " + feeder);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SchemeFailure failure) {
                throw failure;
            }
            throw new SchemeFailure(
                    OutcomeStatus.NO_ANSWER,
                    "network " + feeder + ": its operator failed to give " + what + ": " + e.getCause());
        }
    }

    @Override
    public String toString() {
        return agents.toString();
    }
}
