package org.flexopf.coordination.draw;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Dispatch;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.coordination.SystemFile;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.coordination.Verification;
import org.flexopf.coordination.scheme.CoordinationScheme;
import org.flexopf.coordination.scheme.SchemeOptions;
import org.flexopf.scenario.Answer;
import org.flexopf.scenario.Draw;
import org.flexopf.scenario.Drawing;
import org.flexopf.scenario.Question;

/**
 * A scheme of coordination on every draw: the loads of the system are what was scheduled, those that are drawn are what
 * happens, and what they inject more or less adds to the imbalances. Each network, the transmission network first, is
 * drawn with numbers of chance of its own, so that schemes asked of the same seed meet the same surprises. An element
 * that a source names is the one of that number in every network.
 *
 * <pre>
 *   TsoDsoSystem system = Systems.load("two-feeders");
 *   Question question = SchemeQuestion.of(system, Schemes.named("common"), SchemeOptions.of(FeederModel.SOCP));
 *   Study.asking(question, system.transmission().network(), MonteCarlo.loads())
 *           .keeping(List.of("closedCost", "safe", "flow.A"));
 * </pre>
 *
 * <p>Figures are {@code cost} (by the scheme's own model, currency/h), {@code closedCost} (after AC power flow and the
 * closing; empty where there is none), {@code safe} (1 if every limit is kept and nothing is left over, else 0),
 * {@code violations} (how many limits are broken before the closing), {@code leftOver} (what is left over before the
 * closing, MW, above zero if there is too much), {@code activated} (up and down together, MW), {@code rounds},
 * {@code messages}, and of each feeder {@code flow.FEEDER} (what the scheme lets flow into it, MW) and
 * {@code price.FEEDER} (at its interface, currency/MWh; empty where the scheme has none). A draw in which the scheme
 * decides nothing has the {@linkplain OutcomeStatus status} of its outcome.
 */
public final class SchemeQuestion {

    private SchemeQuestion() {}

    /** The question, with all its figures. */
    public static Question of(TsoDsoSystem system, CoordinationScheme scheme, SchemeOptions options) {
        return Question.of(
                "coordination",
                settings(system, scheme, options),
                columns(system),
                drawing -> answer(scheme.run(drawn(system, drawing), options)));
    }

    /** Who answers, and on which threads, is no setting: what is found does not depend on it. */
    private static Map<String, String> settings(TsoDsoSystem system, CoordinationScheme scheme, SchemeOptions options) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("system", system.name());
        settings.put("systemDigest", digest(SystemFile.write(system)));
        settings.put("scheme", scheme.name());
        settings.put("feeders", options.model().toString());
        settings.put("money", options.money().toString());
        settings.put("roundsEnd", options.rounds().toString());
        settings.put("samples", Integer.toString(options.samples()));
        settings.put("voltageMargin", Double.toString(options.voltageMargin()));
        settings.put("counterActivation", Boolean.toString(options.counterActivation()));
        settings.put("solver", options.solverChoice().toString());
        return settings;
    }

    private static String digest(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    private static List<Question.Column> columns(TsoDsoSystem system) {
        String money = system.currency() + "/h";
        List<Question.Column> columns = new ArrayList<>(List.of(
                new Question.Column("cost", money),
                new Question.Column("closedCost", money),
                Question.Column.of("safe"),
                Question.Column.of("violations"),
                new Question.Column("leftOver", "MW"),
                new Question.Column("activated", "MW"),
                Question.Column.of("rounds"),
                Question.Column.of("messages")));
        for (Feeder feeder : system.feeders()) {
            columns.add(new Question.Column("flow." + feeder.name(), "MW"));
            columns.add(new Question.Column("price." + feeder.name(), system.currency() + "/MWh"));
        }
        return columns;
    }

    /** The system as it is drawn: schedules stay, imbalances are what else happens. */
    static TsoDsoSystem drawn(TsoDsoSystem system, Drawing drawing) {
        List<Area> areas = system.areas();
        List<Draw> draws = drawing.over(areas.stream().map(Area::network).toList());
        List<Feeder> feeders = new ArrayList<>();
        for (int k = 0; k < system.feeders().size(); k++) {
            feeders.add(system.feeders().get(k).withArea(happening(areas.get(k + 1), draws.get(k + 1))));
        }
        return system.withAreas(happening(areas.get(0), draws.get(0)), feeders);
    }

    private static Area happening(Area area, Draw draw) {
        double[] scheduled = area.network().activeDemand();
        double[] drawn = draw.profile().applied().activeDemand();
        double[] imbalance = area.imbalance();
        for (int i = 0; i < imbalance.length; i++) {
            imbalance[i] += scheduled[i] - drawn[i];
        }
        Area happening = area.withImbalance(imbalance);
        return draw.out().isEmpty()
                ? happening
                : happening.withNetwork(area.network().without(draw.out()));
    }

    private static Answer answer(Outcome outcome) {
        if (outcome.status() != OutcomeStatus.OPTIMAL) {
            return new Answer(outcome.status().name(), outcome.message(), new double[0]);
        }
        Dispatch dispatch = outcome.dispatched();
        Verification verified = outcome.verified();
        List<Double> figures = new ArrayList<>(List.of(
                dispatch.cost(),
                verified.closedCost(),
                outcome.isGridSafe() ? 1.0 : 0.0,
                (double) verified.violations().size(),
                verified.residualImbalance(),
                dispatch.activations().volume(),
                (double) outcome.rounds(),
                (double) outcome.messageCount()));
        dispatch.interfaces().forEach(flow -> {
            figures.add(flow.flow());
            figures.add(flow.price());
        });
        return Answer.of(figures.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
