package org.flexopf.market;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flexopf.network.BusType;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Offer;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.pricing.payment.Participant;

/**
 * Who offers what on which network. Offers are generators of the network; generators that nobody owns, such as the
 * supply at the root of a feeder, are the operator's own options.
 *
 * @param problem the network with all offers in it; what is minimised is the cost of generation
 * @param participants the owners of offers
 */
public record Market(OpfProblem problem, List<Participant> participants) {

    /**
     * @throws IllegalArgumentException if the objective is not the cost of generation, two participants have the same
     *     name, or a generator is unknown or owned twice
     */
    public Market {
        Objects.requireNonNull(problem, "problem");
        participants = List.copyOf(participants);
        if (!problem.objective().equals(Objective.cost())) {
            throw new IllegalArgumentException(
                    "the market is asked to minimise '" + problem.objective().name()
                            + "', but payments follow from the cost of generation; use Objective.cost()");
        }
        Map<Integer, String> owners = new HashMap<>();
        Map<String, Participant> byId = new HashMap<>();
        for (Participant participant : participants) {
            if (byId.put(participant.id(), participant) != null) {
                throw new IllegalArgumentException("two participants are called '" + participant.id()
                        + "'; give one participant all of its generators, or two names");
            }
            for (int generator : participant.generators()) {
                if (problem.network().generators().stream().noneMatch(known -> known.id() == generator)) {
                    throw new IllegalArgumentException(
                            "participant '" + participant.id() + "' owns generator " + generator + ", which "
                                    + problem.network().name() + " does not have; name generators by their numbers");
                }
                String other = owners.put(generator, participant.id());
                if (other != null) {
                    throw new IllegalArgumentException("generator " + generator + " belongs to '" + other + "' and to '"
                            + participant.id() + "'; give it one owner");
                }
            }
        }
    }

    /**
     * A market on a network whose own generators are the operator's, with offers added as further generators.
     * Participants stand in the order of their first offers.
     *
     * @throws org.flexopf.network.InvalidNetworkException if an offer names an unknown bus or has limits that make no
     *     sense; all faults are told at once
     */
    public static Market of(Network network, List<Offer> offers) {
        int next = network.generators().stream().mapToInt(Generator::id).max().orElse(0) + 1;
        NetworkBuilder builder = network.toBuilder();
        Map<String, List<Integer>> owned = new LinkedHashMap<>();
        for (Offer offer : offers) {
            builder.generator(offer.generator(next));
            owned.computeIfAbsent(offer.participant(), key -> new ArrayList<>()).add(next);
            next++;
        }
        return new Market(
                OpfProblem.of(builder.build()),
                owned.entrySet().stream()
                        .map(entry -> new Participant(entry.getKey(), entry.getValue()))
                        .toList());
    }

    /**
     * A market in which every generator in service outside the reference buses is a participant, called by its name or
     * else as {@code generator 7}.
     */
    public static Market ofGenerators(Network network) {
        List<Participant> participants = new ArrayList<>();
        Map<String, Integer> uses = new HashMap<>();
        network.generators().forEach(generator -> uses.merge(generator.name(), 1, Integer::sum));
        for (Generator generator : network.generators()) {
            if (network.isActive(generator) && network.bus(generator.bus()).type() != BusType.REFERENCE) {
                boolean named = !generator.name().isBlank() && uses.get(generator.name()) == 1;
                participants.add(new Participant(
                        named ? generator.name() : "generator " + generator.id(), List.of(generator.id())));
            }
        }
        return new Market(OpfProblem.of(network), participants);
    }

    /** The network with all offers. */
    public Network network() {
        return problem.network();
    }

    /** The same market on a changed problem, such as one with soft limits. */
    public Market withProblem(OpfProblem other) {
        return new Market(other, participants);
    }

    /** The participant of a name. @throws IllegalArgumentException if there is none */
    public Participant participant(String id) {
        return participants.stream()
                .filter(participant -> participant.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no participant '" + id + "'; there are "
                        + participants.stream().map(Participant::id).toList()));
    }

    /**
     * The market as a participant misreports it. @throws IllegalArgumentException if the participant is not of this
     * market
     */
    public Market reporting(Participant participant, Misreport report) {
        requireMember(participant);
        return withProblem(problem.withNetwork(network().toBuilder()
                .mapGenerators(generator ->
                        participant.generators().contains(generator.id()) ? report.applyTo(generator) : generator)
                .build()));
    }

    /** @throws IllegalArgumentException if the participant is not of this market */
    void requireMember(Participant participant) {
        if (!participants.contains(Objects.requireNonNull(participant, "participant"))) {
            throw new IllegalArgumentException("'" + participant.id() + "' with generators " + participant.generators()
                    + " does not take part in this market");
        }
    }
}
