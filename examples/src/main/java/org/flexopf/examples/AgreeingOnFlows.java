package org.flexopf.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.Systems;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.coordination.scheme.FeederAgent;
import org.flexopf.coordination.scheme.FeederModel;
import org.flexopf.coordination.scheme.SchemeOptions;
import org.flexopf.coordination.scheme.Schemes;
import org.flexopf.network.Range;

/**
 * How operators that tell each other next to nothing find the common market.
 *
 * <p>In each round the operator of the transmission network names a price and the flow that it would like; the operator
 * of a feeder answers with the flow that suits it. Whoever listens to the wire, as this program does, hears these
 * numbers and nothing else: no bid, no line, no limit. In the end both pay what one market that knows everything would
 * have cost.
 */
public final class AgreeingOnFlows {

    private AgreeingOnFlows() {}

    /** Prints what is said on the wire of one feeder, and what comes of it. */
    public static void main(String[] arguments) {
        print(System.out);
    }

    static void print(PrintStream out) {
        TsoDsoSystem system = Systems.load("two-feeders");
        Map<Integer, String> wire = new TreeMap<>();
        UnaryOperator<FeederAgent> listening =
                agent -> agent.feeder().equals("village") ? new Wire(agent, wire) : agent;
        SchemeOptions options = SchemeOptions.of(FeederModel.SOCP);
        SchemeOptions tapped = options.withParties(
                new SchemeOptions.Parties(options.parties().executor(), Duration.ofMinutes(1), listening));
        Outcome agreed = Schemes.named("decentralised").run(system, tapped);
        Outcome common = Schemes.named("common").run(system, options);

        out.println("round   price per MWh   would like MW   takes MW");
        wire.forEach((round, line) -> {
            if (round <= 3 || round % 8 == 0 || round == agreed.rounds()) {
                out.println(line);
            }
        });
        out.println();
        out.printf(
                Locale.ROOT,
                "agreed after %d rounds: %.3f per hour; the market that knows everything: %.3f%n",
                agreed.rounds(),
                agreed.verified().closedCost(),
                common.verified().closedCost());
    }

    /** Writes down what passes between an agent and whoever asks it. */
    private record Wire(FeederAgent agent, Map<Integer, String> lines) implements FeederAgent {

        @Override
        public String feeder() {
            return agent.feeder();
        }

        @Override
        public Range range() {
            return agent.range();
        }

        @Override
        public Answer answer(Question question) {
            Answer answer = agent.answer(question);
            lines.put(
                    question.round(),
                    String.format(
                            Locale.ROOT,
                            "%5d   %13.3f   %13.3f   %8.3f",
                            question.round(),
                            question.price(),
                            question.flow(),
                            answer.flow()));
            return answer;
        }

        @Override
        public Answer at(double flow) {
            return agent.at(flow);
        }
    }
}
