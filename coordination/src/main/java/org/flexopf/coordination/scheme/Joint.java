package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Purchase;
import org.flexopf.opf.OpfRun;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.LinkedProblem;

/**
 * The transmission network and all feeders as one program, tied at the interfaces.
 *
 * @param transmission the solved transmission network
 * @param feeders the solved feeders, in their order
 */
record Joint(TransmissionPoint transmission, List<FeederPoint> feeders) {

    /**
     * Solves it.
     *
     * @param committed what is activated already
     * @throws SchemeFailure if it has no solution, or the relaxation of a feeder is not exact
     */
    static Joint solve(Bench bench, Activations committed) {
        List<FlowTerms> terms = new ArrayList<>();
        List<FeederProgram> programs = new ArrayList<>();
        for (Feeder feeder : bench.system.feeders()) {
            List<StandingOffer> offers = StandingOffer.left(feeder.area(), committed);
            programs.add(new FeederProgram(feeder, bench.options.model(), committed, offers, FlowTerms.at(0.0)));
            terms.add(FlowTerms.at(0.0));
        }
        TransmissionProgram transmission = new TransmissionProgram(bench.system, bench.transmissionOffers(), terms);
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
        return new Joint(transmission.read(run.solution(0)), points);
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
