package org.flexopf.report.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.flexopf.network.Bus;
import org.flexopf.network.MergedNode;
import org.flexopf.network.Note;
import org.flexopf.opf.state.NodeState;
import org.flexopf.powerflow.PowerFlowResult;

/**
 * What a power flow has to tell.
 *
 * @param result the power flow
 * @param buses every bus with what it injects; NaN where the power flow has found no state
 * @param state every element; its figures are those of the last trial if the power flow has not converged
 */
public record PowerFlowDocument(PowerFlowResult result, List<Injection> buses, StateResult state)
        implements ResultDocument {

    /**
     * A bus with what it injects into branches and shunts.
     *
     * @param id its number
     * @param name its name; may be empty
     * @param vm voltage magnitude, p.u.
     * @param va voltage angle, degrees
     * @param p net active injection, MW
     * @param q net reactive injection, Mvar
     */
    public record Injection(int id, String name, double vm, double va, double p, double q) {}

    /** The list is copied. */
    public PowerFlowDocument {
        Objects.requireNonNull(result, "result");
        buses = List.copyOf(buses);
        Objects.requireNonNull(state, "state");
    }

    /** The document of a power flow. */
    public static PowerFlowDocument of(PowerFlowResult result) {
        List<Injection> buses = new ArrayList<>();
        for (int i = 0; i < result.network().buses().size(); i++) {
            Bus bus = result.network().buses().get(i);
            MergedNode node = result.network().mergedNodes().stream()
                    .filter(merged -> merged.bus() == bus.id())
                    .findFirst()
                    .orElse(null);
            if (!result.converged()) {
                (node == null ? List.of(bus) : node.members())
                        .forEach(member -> buses.add(new Injection(
                                member.id(), member.name(), Double.NaN, Double.NaN, Double.NaN, Double.NaN)));
            } else if (node == null) {
                buses.add(injection(result, i, bus, result.pInjection(i), result.qInjection(i)));
            } else {
                NodeState state = NodeState.of(result.network(), node, result.point());
                for (int k = 0; k < node.members().size(); k++) {
                    buses.add(injection(result, i, node.members().get(k), state.p(k), state.q(k)));
                }
            }
        }
        return new PowerFlowDocument(
                result, buses, StateResult.of(result.network(), result.point(), StateResult.Prices.NONE));
    }

    private static Injection injection(PowerFlowResult result, int index, Bus bus, double p, double q) {
        return new Injection(bus.id(), bus.name(), result.vm(index), result.va(index), p, q);
    }

    @Override
    public String caseName() {
        return result.network().name();
    }

    /** How the power flow was solved, in words. */
    public String method() {
        return switch (result.method()) {
            case SWEEP -> "backward-forward sweep";
            case NEWTON -> "Newton's method";
            case AUTO -> throw new IllegalStateException("a result names the method that found it");
        };
    }

    @Override
    public List<Finding> findings() {
        if (!result.converged()) {
            return List.of(new Finding("reason", result.reason()));
        }
        return List.of(
                new Finding(
                        "lowest voltage",
                        String.format(Locale.ROOT, "%.4f p.u. at bus %d", result.minVm(), result.minVmBus())),
                new Finding("largest mismatch", String.format(Locale.ROOT, "%.1e MW", result.maxMismatchMw())));
    }

    @Override
    public List<Note> notes() {
        return Stream.concat(
                        result.network().answerNotes().stream(),
                        result.notes().stream().filter(Note::changesAnswer))
                .toList();
    }
}
