package org.flexopf.coordination.scheme;

import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Feeder;
import org.flexopf.network.Range;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfRun;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.ProgramChange;
import org.flexopf.opf.family.OpfVariables;

/** Answers by the optimal power flow of the feeder, which is built once and solved with other numbers in each round. */
final class ModelAgent implements FeederAgent {

    private final Bench bench;
    private final Feeder feeder;
    private final FeederProgram program;
    private final PreparedOpf prepared;
    /** What was found in the round before: the next answer is near it. */
    private OpfRun last;

    ModelAgent(Bench bench, Feeder feeder) {
        this.bench = bench;
        this.feeder = feeder;
        this.program = program(FlowTerms.at(0.0));
        this.prepared = bench.prepare(program.block(), program.oneWay(bench));
    }

    private FeederProgram program(FlowTerms terms) {
        return new FeederProgram(
                feeder,
                bench.options.model(),
                Activations.none(),
                StandingOffer.left(feeder.area(), Activations.none()),
                terms);
    }

    @Override
    public String feeder() {
        return feeder.name();
    }

    @Override
    public Range range() {
        FlowRange range = FlowRange.of(bench, feeder, Activations.none());
        return new Range(range.least(), range.largest());
    }

    @Override
    public Answer answer(Question question) {
        ProgramChange change = ProgramChange.none().cost(OpfVariables.GENERATOR_P, program.flow(), question.price());
        if (question.penalty() > 0.0) {
            change = change.proximal(OpfVariables.GENERATOR_P, program.flow(), question.flow(), question.penalty());
        }
        OpfResult result = prepared.solve(change, last);
        last = result.run().orElse(null);
        if (result.run().isEmpty()) {
            // Why a feeder has no state at all, a program without price and penalty tells as well, and says more.
            bench.solve(program, "a state within its limits");
        }
        String what = "network " + feeder.name() + ": its answer in round " + question.round();
        return answer(program.read(bench.solved(result, what, program).solution()));
    }

    @Override
    public Answer at(double flow) {
        String what = "a flow of " + flow + " MW";
        return answer(Bench.meeting(flow, terms -> bench.solve(program(terms), what)));
    }

    private static Answer answer(FeederPoint point) {
        return new Answer(point.flow(), point.cost(), -point.rootPrice());
    }

    @Override
    public String toString() {
        return "the agent of " + feeder.name();
    }
}
