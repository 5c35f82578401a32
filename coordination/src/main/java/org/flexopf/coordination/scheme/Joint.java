package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flexopf.coordination.Activation;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Purchase;
import org.flexopf.opf.OpfRun;
import org.flexopf.opf.limit.Slack;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.LinkedProblem;

/**
 * The transmission network and all feeders as one program, tied at the interfaces.
 *
 * @param transmission the solved transmission network
 * @param feeders the solved feeders, in their order
 * @param unmet what is left of needs that have a value, in words, with what that costs
 * @param objective all that is paid and all that unmet needs are worth, currency per hour
 */
record Joint(TransmissionPoint transmission, List<FeederPoint> feeders, List<Unmet> unmet, double objective) {

    /** By less a limit is not exceeded but met, in the unit of the limit. */
    private static final double TOLD = 1e-5;

    /** What a part of the imbalance that nobody covers is called among activations. */
    static final String UNMET_BALANCE = "unmet balance";

    /**
     * A need that is not met.
     *
     * @param need in words, such as {@code network H: loading limit of branch 3 (2-4): 0.5 MVA}
     * @param cost what it would have been worth, currency per hour
     */
    record Unmet(String need, double cost) {}

    /**
     * Solves it.
     *
     * @param committed what is activated already
     * @throws SchemeFailure if it has no solution, or the relaxation of a feeder is not exact
     */
    static Joint solve(Bench bench, Activations committed) {
        return solve(bench, committed, SchemeOptions.Needs.HARD);
    }

    /**
     * Solves it with needs of a value.
     *
     * @throws SchemeFailure if it has no solution, or the relaxation of a feeder is not exact
     */
    static Joint solve(Bench bench, Activations committed, SchemeOptions.Needs needs) {
        List<FlowTerms> terms = new ArrayList<>();
        List<FeederProgram> programs = new ArrayList<>();
        for (Feeder feeder : bench.system.feeders()) {
            List<StandingOffer> offers = StandingOffer.left(feeder.area(), committed);
            programs.add(new FeederProgram(
                    feeder, bench.options.model(), committed, offers, FlowTerms.at(0.0), needs.limits()));
            terms.add(FlowTerms.at(0.0));
        }
        TransmissionProgram transmission = new TransmissionProgram(bench.system, offers(bench, needs), terms);
        List<Block> blocks = new ArrayList<>(List.of(transmission.block()));
        programs.forEach(program -> blocks.add(program.block()));
        LinkedProblem problem = LinkedProblem.of(blocks);
        for (int k = 0; k < programs.size(); k++) {
            problem = problem.with(
                    new InterfaceLink(blocks.get(0).label(), programs.get(k).name(), k));
        }
        List<OneWay> rules = new ArrayList<>(List.of(transmission.oneWay(bench)));
        programs.forEach(program -> rules.add(program.oneWay(bench)));
        for (OneWay rule : rules) {
            problem = rule.isEmpty() ? problem : problem.with(rule);
        }
        OpfRun run = bench.solve(problem, "the common market of " + bench.system.name(), words(programs));
        List<FeederPoint> points = new ArrayList<>();
        for (int k = 0; k < programs.size(); k++) {
            points.add(bench.exact(programs.get(k).read(run.solution(k + 1)), "the common market"));
        }
        TransmissionPoint cleared = transmission.read(run.solution(0));
        List<Unmet> unmet = new ArrayList<>();
        Activation missing = cleared.activations().of(UNMET_BALANCE);
        double uncovered = missing.up() + missing.down();
        if (uncovered > StandingOffer.LEAST) {
            unmet.add(new Unmet(
                    String.format(Locale.ROOT, "the balance: %.4f MW of the imbalance", uncovered),
                    needs.balance() * uncovered));
        }
        for (int k = 0; k < programs.size(); k++) {
            for (Slack slack : run.solution(k + 1).slacks()) {
                if (slack.amount() > TOLD) {
                    unmet.add(new Unmet(
                            String.format(
                                    Locale.ROOT,
                                    "network %s: %s of %s by %.4f %s",
                                    programs.get(k).name(),
                                    slack.limit().label(),
                                    slack.label(),
                                    slack.amount(),
                                    slack.limit().unit().symbol()),
                            slack.cost()));
                }
            }
        }
        return new Joint(bought(bench, cleared), points, unmet, run.objective());
    }

    /** What is bought of offers: what is left of the need is none. */
    private static TransmissionPoint bought(Bench bench, TransmissionPoint cleared) {
        if (cleared.activations().of(UNMET_BALANCE).equals(Activation.NONE)) {
            return cleared;
        }
        Area area = bench.system.transmission();
        Activations activations = cleared.activations().of(area.resources());
        return new TransmissionPoint(
                activations,
                activations.cost(area.resources()),
                cleared.flows(),
                cleared.objective(),
                cleared.prices(),
                cleared.resourcePrices());
    }

    /**
     * All offers of the transmission network; where its balance has a value, one more at that price for what is out of
     * balance in all.
     */
    private static List<StandingOffer> offers(Bench bench, SchemeOptions.Needs needs) {
        List<StandingOffer> offers = new ArrayList<>(bench.transmissionOffers());
        double surplus = bench.system.areas().stream()
                .mapToDouble(area -> Arrays.stream(area.imbalance()).sum())
                .sum();
        if (needs.balance() < Double.POSITIVE_INFINITY && surplus != 0.0) {
            offers.add(new StandingOffer(
                    UNMET_BALANCE,
                    FeederProgram.root(bench.system.transmission().network()).id(),
                    surplus < 0.0 ? Direction.UP : Direction.DOWN,
                    Math.abs(surplus),
                    needs.balance(),
                    false));
        }
        return offers;
    }

    /** The feeders' offers and loads, which the program of all calls after their blocks. */
    private static ProgramWords words(List<FeederProgram> programs) {
        return () -> {
            Map<String, String> words = new LinkedHashMap<>();
            for (FeederProgram program : programs) {
                String in = " in " + program.name();
                program.words().forEach((label, word) -> words.put(label + in, word + in));
            }
            return words;
        };
    }

    /** All that was bought. */
    Purchase purchase() {
        return transmission.purchase().and(Bench.purchased(feeders));
    }

    /** What flows into each feeder, MW. */
    double[] flows() {
        return transmission.flows();
    }
}
