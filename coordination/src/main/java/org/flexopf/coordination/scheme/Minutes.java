package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flexopf.coordination.Activation;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.Message;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.TsoDsoSystem;

/**
 * The minutes of a scheme: its steps in sentences, who told whom what, how many rounds it took, and further figures.
 */
final class Minutes {

    /** Less than this is not told, MW. */
    private static final double TOLD = 5e-5;

    /** So many activations and flows are told one by one; a person follows no more. */
    private static final int MOST_TOLD = 12;

    private final TsoDsoSystem system;
    private final List<String> steps = new ArrayList<>();
    private final Map<List<String>, Integer> messages = new LinkedHashMap<>();
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private int rounds = 1;

    Minutes(TsoDsoSystem system) {
        this.system = system;
    }

    void step(String format, Object... values) {
        steps.add(String.format(Locale.ROOT, format, values));
    }

    void send(String sender, String receiver, String kind) {
        messages.merge(List.of(sender, receiver, kind), 1, Integer::sum);
    }

    void figure(String name, double value) {
        figures.put(name, value);
    }

    void rounds(int count) {
        rounds = count;
    }

    List<String> steps() {
        return steps;
    }

    List<Message> messages() {
        return messages.entrySet().stream()
                .map(entry -> new Message(
                        entry.getKey().get(0),
                        entry.getKey().get(1),
                        entry.getKey().get(2),
                        entry.getValue()))
                .toList();
    }

    Map<String, Double> figures() {
        return figures;
    }

    int rounds() {
        return rounds;
    }

    /** Activations in words, such as {@code h1 up 3.0000 MW at 50}. */
    String told(Activations activations) {
        List<String> parts = new ArrayList<>();
        system.resources().forEach(resource -> {
            Activation activation = activations.of(resource.id());
            for (Direction direction : Direction.values()) {
                if (activation.in(direction) > TOLD) {
                    parts.add(String.format(
                            Locale.ROOT,
                            "%s %s %.4f MW at %s",
                            resource.id(),
                            direction.name().toLowerCase(Locale.ROOT),
                            activation.in(direction),
                            number(resource.offer(direction).price())));
                }
            }
        });
        if (parts.size() > MOST_TOLD) {
            Activation sum = activations.byResource().values().stream().reduce(Activation.NONE, Activation::plus);
            return String.format(
                    Locale.ROOT, "%s, in all %.4f MW up and %.4f MW down", listed(parts, "more"), sum.up(), sum.down());
        }
        return listed(parts, "more");
    }

    /** A list in words, with the number of what is left out of a long one. */
    static String listed(List<String> parts, String more) {
        if (parts.size() > MOST_TOLD) {
            return String.join(", ", parts.subList(0, MOST_TOLD)) + " and " + (parts.size() - MOST_TOLD) + " " + more;
        }
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }

    /** Says which resources are activated both ways, by the same buyer or by two who do not know of each other. */
    void tellDoubleActivations(Proposal proposal) {
        Activations all =
                proposal.need().activations().plus(proposal.balancing().activations());
        List<String> both = system.resources()
                .map(Resource::id)
                .filter(id -> all.of(id).up() > TOLD && all.of(id).down() > TOLD)
                .toList();
        if (!both.isEmpty()) {
            step("Activated up and down at once: %s", String.join(", ", both));
        }
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.4f", value);
    }

    /** Flows into the feeders in words. */
    String told(double[] flows) {
        List<String> parts = new ArrayList<>();
        for (int k = 0; k < Math.min(MOST_TOLD, flows.length); k++) {
            parts.add(String.format(
                    Locale.ROOT, "%s %.4f MW", system.feeders().get(k).name(), flows[k]));
        }
        if (flows.length > MOST_TOLD) {
            parts.add(String.format(
                    Locale.ROOT,
                    "%d more; %.4f MW in all",
                    flows.length - MOST_TOLD,
                    Arrays.stream(flows).sum()));
        }
        return String.join(", ", parts);
    }

    @Override
    public String toString() {
        return String.join("\n", steps);
    }
}
