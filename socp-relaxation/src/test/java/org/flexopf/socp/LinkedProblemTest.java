package org.flexopf.socp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.flexopf.casefile.Cases;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Unit;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfRun;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.ProgramChange;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.Link;
import org.flexopf.opf.problem.LinkedModel;
import org.flexopf.opf.problem.LinkedProblem;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.solver.SolverOptions;
import org.junit.jupiter.api.Test;

/** Several optimal power flows as one program: what holds of each alone holds of each among others. */
class LinkedProblemTest {

    private static final Opf OPF =
            Opf.of(new BranchFlowSocp()).withOptions(SolverOptions.defaults().withTolerance(1e-9));
    private static final ConstraintFamily RAMP =
            new ConstraintFamily("test-ramp", "ramp limit", Generator.KIND, Unit.MW);
    private static final ConstraintFamily INTERFACE =
            new ConstraintFamily("test-interface", "interface", Bus.KIND, Unit.MW);

    private static final Network FEEDER = Cases.load("ieee33-dg");

    /** Periods of a quarter of an hour, two hours and one, with other demand, availability and prices in each. */
    private static LinkedProblem day() {
        Horizon horizon = Horizon.ofHours(0.25, 2.0, 1.0);
        double[] prices = new double[FEEDER.generators().size()];
        Arrays.fill(prices, Double.NaN);
        prices[0] = 75.0;
        double[] available = FEEDER.generators().stream()
                .mapToDouble(generator -> 0.6 * generator.pMax())
                .toArray();
        available[0] = FEEDER.generators().get(0).pMax();
        List<Profile> profiles = List.of(
                Profile.of(FEEDER),
                Profile.of(FEEDER).withDemandTimes(0.7),
                Profile.of(FEEDER).withPrices(prices).withAvailability(available));
        return OpfProblem.of(FEEDER).over(horizon, profiles).writtenBy(new BranchFlowSocp());
    }

    /** Without links every block has the optimum and the prices that it has alone, and costs count by their hours. */
    @Test
    void blocksWithoutLinksAreTheProblemsAlone() {
        LinkedProblem day = day();
        OpfRun run = OPF.solve(day).run().orElseThrow();
        double cost = 0.0;
        for (int t = 0; t < 3; t++) {
            Block block = day.blocks().get(t);
            OpfSolution alone = OPF.solve(block.applied()).orElseThrow();
            OpfSolution among = run.solution(block.label());
            assertThat(among.objective()).isCloseTo(alone.objective(), within(1e-5 * alone.objective()));
            assertThat(among.duals(OpfConstraints.ACTIVE_BALANCE))
                    .containsExactly(alone.duals(OpfConstraints.ACTIVE_BALANCE), within(1e-3));
            assertThat(among.duals(OpfConstraints.REACTIVE_BALANCE))
                    .containsExactly(alone.duals(OpfConstraints.REACTIVE_BALANCE), within(1e-3));
            assertThat(among.point().vm()).containsExactly(alone.point().vm(), within(1e-5));
            assertThat(among.network()).isEqualTo(block.applied().network());
            // A block has no bound of its own, so that its point is confirmed and not called a global optimum.
            assertThat(ExactnessReport.of(among).verdict()).contains("confirmed by an AC power flow");
            cost += block.hours() * alone.objective();
        }
        assertThat(run.objective()).isCloseTo(cost, within(1e-5 * cost));
        assertThat(run.lowerBound().orElseThrow()).isCloseTo(cost, within(1e-5 * cost));
        assertThat(run.solutions()).hasSize(3);
        assertThat(run.kkt().worst()).isLessThan(1e-8);
    }

    /** A price is currency per MWh: a MW more throughout a period costs its hours times the price. */
    @Test
    void pricesArePerMwhWhateverTheLengthOfThePeriod() {
        LinkedProblem day = day();
        OpfRun run = OPF.solve(day).run().orElseThrow();
        int bus = FEEDER.busIndex(18);
        double delta = 0.01;
        for (int t = 0; t < 3; t++) {
            String label = day.blocks().get(t).label();
            ProgramChange more = ProgramChange.none()
                    .in(label)
                    .rhs(OpfConstraints.ACTIVE_BALANCE, FEEDER.buses().get(bus).ref(), delta);
            ProgramChange less = ProgramChange.none()
                    .in(label)
                    .rhs(OpfConstraints.ACTIVE_BALANCE, FEEDER.buses().get(bus).ref(), -delta);
            double slope = (run.prepared().solve(more, run).run().orElseThrow().objective()
                            - run.prepared()
                                    .solve(less, run)
                                    .run()
                                    .orElseThrow()
                                    .objective())
                    / (2.0 * delta);
            double price = run.solution(t).duals(OpfConstraints.ACTIVE_BALANCE)[bus];
            assertThat(slope).isCloseTo(day.blocks().get(t).hours() * price, within(1e-3 * Math.abs(slope)));
        }
    }

    private static Network twoBuses(double base, double cheap, double dear, double load) {
        return Network.builder("two buses of " + base, base)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.8, 1.2))
                .branch(Branch.line(1, 1, 2, 1e-5 * base, 1e-5 * base))
                .generator(Generator.of(1, 1, 0.0, 100.0, -50.0, 50.0, CostCurve.linear(cheap)))
                .generator(Generator.of(2, 2, 0.0, 100.0, -50.0, 50.0, CostCurve.linear(dear)))
                .load(Load.of(1, 2, load, 0.0))
                .build();
    }

    /** What generator 1 gives may rise by so many MW from one block to the next. */
    private record Ramp(String earlier, String later, double mw) implements Link {

        @Override
        public String label() {
            return "ramp to " + later;
        }

        @Override
        public void addTo(LinkedModel model) {
            LinearExpression rise = LinearExpression.of(model.model(later)
                            .program()
                            .existing(OpfVariables.GENERATOR_P)
                            .of(0))
                    .minus(model.model(earlier)
                            .program()
                            .existing(OpfVariables.GENERATOR_P)
                            .of(0));
            model.program().atMost(RAMP, 0, rise, model.model(0).perUnit().power(mw));
        }
    }

    /**
     * Load 10, then 40 MW for 30 minutes each; the cheap generator may rise by 20. A MW more of rise saves half an hour
     * of the difference in price, 0.5 (35 - 20) per MW; a MW more of load at first is served at 20 and lets it serve
     * one more MW later: 20 - 15 per MWh.
     */
    @Test
    void aLinkBindsAndHasADual() {
        Network small = twoBuses(10.0, 20.0, 35.0, 10.0);
        Block first =
                Block.of("first", OpfProblem.of(small), new BranchFlowSocp()).lasting(0.5);
        Block second = Block.of("second", OpfProblem.of(small), new BranchFlowSocp())
                .withProfile(Profile.of(small).withDemandTimes(4.0))
                .lasting(0.5);
        LinkedProblem problem = LinkedProblem.of(List.of(first, second)).with(new Ramp("first", "second", 20.0));
        OpfRun run = OPF.solve(problem).run().orElseThrow();
        assertThat(run.solution("first").point().pg(0)).isCloseTo(10.0, within(0.05));
        assertThat(run.solution("second").point().pg(0)).isCloseTo(30.0, within(0.05));
        assertThat(run.linkDuals("ramp to second", RAMP)[0]).isCloseTo(7.5, within(0.05));
        assertThat(run.solution("first").duals(OpfConstraints.ACTIVE_BALANCE)[1])
                .isCloseTo(5.0, within(0.1));
        assertThat(run.solution("second").duals(OpfConstraints.ACTIVE_BALANCE)[1])
                .isCloseTo(35.0, within(0.1));
        assertThat(run.objective()).isCloseTo(0.5 * (10 * 20 + 30 * 20 + 10 * 35), within(0.5));
        assertThatThrownBy(() -> run.linkDuals("ramp to third", RAMP)).hasMessageContaining("there is no link");
        assertThatThrownBy(() -> run.solution("third")).hasMessageContaining("there are [first, second]");
    }

    /** What the second network draws from the first, on another base. */
    private record Interface(int from, int into) implements Link {

        @Override
        public String label() {
            return "interface";
        }

        @Override
        public void addTo(LinkedModel model) {
            LinearExpression export = LinearExpression.of(model.model(from)
                    .program()
                    .existing(OpfVariables.GENERATOR_P)
                    .of(2));
            LinearExpression taken = LinearExpression.of(model.model(into)
                    .program()
                    .existing(OpfVariables.GENERATOR_P)
                    .of(0));
            model.program().equal(INTERFACE, 0, export.plus(model.onFirstBase(into, taken)), 0.0);
        }
    }

    /** Two networks with bases of 100 and 10 MVA, joined where the one gives what the other takes. */
    @Test
    void networksOfDifferentBasesMeet() {
        Network upper = twoBuses(100.0, 20.0, 50.0, 30.0).toBuilder()
                .generator(Generator.of(3, 2, -100.0, 0.0, 0.0, 0.0, CostCurve.linear(0.0)))
                .build();
        Network lower = twoBuses(10.0, 0.0, 80.0, 12.0);
        LinkedProblem problem = LinkedProblem.of(List.of(
                        Block.of("upper", OpfProblem.of(upper), new BranchFlowSocp()),
                        Block.of("lower", OpfProblem.of(lower), new BranchFlowSocp())))
                .with(new Interface(0, 1));
        OpfRun run = OPF.solve(problem).run().orElseThrow();
        assertThat(run.solution("lower").point().pg(0)).isCloseTo(12.0, within(0.05));
        assertThat(run.solution("upper").point().pg(2))
                .isCloseTo(-run.solution("lower").point().pg(0), within(1e-5));
        assertThat(run.solution("upper").point().pg(0)).isCloseTo(42.0, within(0.2));
        double price = run.solution("upper").duals(OpfConstraints.ACTIVE_BALANCE)[1];
        assertThat(run.solution("lower").duals(OpfConstraints.ACTIVE_BALANCE)[0])
                .isCloseTo(price, within(1e-3));
        assertThat(Math.abs(run.linkDuals("interface", INTERFACE)[0])).isCloseTo(price, within(1e-3));
    }

    /** One block of one hour is the problem itself, to the last bit. */
    @Test
    void onePlainBlockIsTheProblemToTheLastBit() {
        OpfSolution plain = OPF.solve(FEEDER).orElseThrow();
        OpfSolution block = OPF.solve(OpfProblem.of(FEEDER)
                        .over(Horizon.of(1, Duration.ofHours(1)), List.of(Profile.of(FEEDER)))
                        .writtenBy(new BranchFlowSocp()))
                .orElseThrow();
        assertThat(block.result().x()).containsExactly(plain.result().x());
        assertThat(block.result().z()).containsExactly(plain.result().z());
    }

    @Test
    void badLinksAndBlocksAreRefused() {
        Block block = Block.of("a", OpfProblem.of(FEEDER), new BranchFlowSocp());
        assertThatThrownBy(() -> LinkedProblem.of(List.of(block, block))).hasMessageContaining("used twice: [a]");
        assertThatThrownBy(() -> block.lasting(0.0)).hasMessageContaining("block 'a' has hours of 0.0");
        assertThatThrownBy(() -> block.withProfile(Profile.of(twoBuses(1.0, 1.0, 2.0, 3.0))))
                .hasMessageContaining("give a profile of the same network");
        assertThatThrownBy(() -> Profile.of(FEEDER).withDemand(new double[2], new double[2]))
                .hasMessageContaining("the profile of active demand has 2 numbers");
        double[] demand = new double[FEEDER.loads().size()];
        demand[3] = Double.NaN;
        assertThatThrownBy(() -> Profile.of(FEEDER).withDemand(demand, new double[demand.length]))
                .hasMessageContaining(
                        "the profile of active demand has NaN for " + FEEDER.loads().get(3).label());
        assertThatThrownBy(() -> Horizon.of(0, Duration.ofHours(1))).hasMessageContaining("at least one period");
    }
}
