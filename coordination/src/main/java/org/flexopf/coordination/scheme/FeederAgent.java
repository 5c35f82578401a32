package org.flexopf.coordination.scheme;

import java.util.Objects;
import java.util.function.Function;
import org.flexopf.network.Range;

/**
 * Who answers for a feeder in rounds: all that is known of the feeder outside is what it answers. It belongs to one
 * thread at a time.
 */
public interface FeederAgent {

    /**
     * What the operator of the transmission network asks.
     *
     * @param round the number of the round, from 1
     * @param price what a MWh that flows into the feeder is charged, currency per MWh
     * @param flow the flow that it would like, MW; of no meaning without a penalty
     * @param penalty what a difference from that flow costs, currency per MWh and MW; 0 for none
     */
    record Question(int round, double price, double flow, double penalty) {}

    /**
     * What the feeder answers.
     *
     * @param flow what is to flow into the feeder, MW
     * @param cost what its activations cost at that flow, currency per hour
     * @param slope by how much they cost more for a MW more of flow, currency per MWh: below zero where it saves
     */
    record Answer(double flow, double cost, double slope) {}

    /** The name of the feeder. */
    String feeder();

    /** What may flow into the feeder at all, MW. @throws SchemeFailure if it cannot say */
    Range range();

    /**
     * What flows into the feeder at least cost: its activations, what the flow is charged, and the penalty.
     *
     * @throws SchemeFailure if it cannot say
     */
    Answer answer(Question question);

    /** What a flow, MW, costs in the feeder. @throws SchemeFailure if it cannot say */
    Answer at(double flow);

    /**
     * An agent that answers questions as it likes, in the name of another's feeder.
     *
     * @param other who would have answered
     * @param answer what is answered instead
     */
    static FeederAgent instead(FeederAgent other, Function<Question, Answer> answer) {
        Objects.requireNonNull(answer, "answer");
        return new FeederAgent() {
            @Override
            public String feeder() {
                return other.feeder();
            }

            @Override
            public Range range() {
                return other.range();
            }

            @Override
            public Answer answer(Question question) {
                return answer.apply(question);
            }

            @Override
            public Answer at(double flow) {
                return other.at(flow);
            }

            @Override
            public String toString() {
                return "another agent for " + other.feeder();
            }
        };
    }
}
