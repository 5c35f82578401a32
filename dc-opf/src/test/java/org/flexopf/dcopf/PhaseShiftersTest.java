package org.flexopf.dcopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.StepControl;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.limit.LimitCheck;
import org.flexopf.solver.SolverOptions;
import org.flexopf.testkit.MeshedNetworks;
import org.junit.jupiter.api.Test;

/** Phase shifters as decisions of the DC optimal power flow, in both of its forms. */
class PhaseShiftersTest {

    /** A triangle with a shifter on the rated line from the cheap unit to the load; degrees. */
    private static Network triangle(double lower, double upper, double present) {
        return Network.builder("triangle", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.0, 0.1))
                .branch(Branch.line(2, 1, 3, 0.0, 0.1).withRating(80.0).withTap(1.0, present))
                .branch(Branch.line(3, 2, 3, 0.0, 0.1))
                .generator(Generator.of(1, 1, 0.0, 500.0, 0.0, 0.0, CostCurve.linear(10.0)))
                .generator(Generator.of(2, 2, 0.0, 500.0, 0.0, 0.0, CostCurve.linear(30.0)))
                .load(Load.of(1, 3, 150.0, 0.0))
                .control(StepControl.phaseShift(2, lower, upper, 0))
                .build();
    }

    private static OpfSolution solve(DcFormulation form, Network network) {
        return Opf.of(form)
                .withOptions(SolverOptions.defaults().withTolerance(1e-10))
                .solve(network)
                .orElseThrow();
    }

    private static List<DcFormulation> forms() {
        return List.of(new DcOpf(), new PtdfDcOpf());
    }

    /**
     * A shift of phi sends b phi / 3 round the triangle: (2 g1 + g2)/3 - 100 phi/0.3 = 80 with g1 + g2 = 150. A radian
     * more moves 1000 MW from 30 to 10 per MWh. The present setting does not matter.
     */
    @Test
    void aShifterAtTheEndOfItsRange() {
        double phi = Math.toRadians(2.0);
        for (DcFormulation form : forms()) {
            for (double present : new double[] {0.0, -1.0, 2.0}) {
                OpfSolution solution = solve(form, triangle(-2.0, 2.0, present));
                double first = 90.0 + 1000.0 * phi;
                assertThat(solution.point().pg()).containsExactly(new double[] {first, 150.0 - first}, within(1e-4));
                assertThat(solution.settings().values())
                        .singleElement()
                        .satisfies(shift -> assertThat(shift).isCloseTo(2.0, within(1e-6)));
                assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE))
                        .containsExactly(new double[] {10.0, 30.0, 50.0}, within(1e-4));
                assertThat(solution.duals(OpfConstraints.PHASE_SHIFT_MAX)[1]).isCloseTo(20_000.0, within(0.1));
                assertThat(solution.duals(OpfConstraints.PHASE_SHIFT_MIN)[1]).isCloseTo(0.0, within(0.1));
                assertThat(solution.point().pFrom(1)).isCloseTo(80.0, within(1e-4));
                assertThat(LimitCheck.of(solution.operatedNetwork(), solution.point())
                                .broken())
                        .isEmpty();
                for (PriceComponents parts : DcPrices.components(solution, PriceReference.roots())) {
                    assertThat(parts.other()).isCloseTo(0.0, within(1e-4));
                }
            }
        }
    }

    /** Within a wide range the shifter makes the rating cost nothing: 150 MW at 10, all prices equal. */
    @Test
    void aShifterWithinItsRange() {
        for (DcFormulation form : forms()) {
            OpfSolution solution = solve(form, triangle(-30.0, 30.0, 0.0));
            assertThat(solution.objective()).isCloseTo(1500.0, within(1e-4));
            assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE))
                    .containsExactly(new double[] {10.0, 10.0, 10.0}, within(1e-4));
            assertThat(solution.point().pFrom(1)).isLessThan(80.0 + 1e-4);
        }
    }

    @Test
    void heldShiftersStayWhereTheyAre() {
        for (OpfSolution held : List.of(
                solve(new DcOpf().withShiftsHeld(), triangle(-2.0, 2.0, 1.0)),
                solve(new PtdfDcOpf().withShiftsHeld(), triangle(-2.0, 2.0, 1.0)))) {
            assertThat(held.settings()).isEmpty();
            assertThat(held.point().pg(0)).isCloseTo(90.0 + 1000.0 * Math.toRadians(1.0), within(1e-4));
        }
        // A convention without shifts has nothing to decide.
        assertThat(solve(new DcOpf().withSusceptance(SusceptanceConvention.SERIES_ADMITTANCE), triangle(-2.0, 2.0, 1.0))
                        .settings())
                .isEmpty();
    }

    private static Network withShifters(long seed, int buses) {
        Network plain = MeshedNetworks.of(seed, buses, 0.6);
        Random random = new Random(seed + 5);
        NetworkBuilder builder = plain.toBuilder().removeControls();
        for (Branch branch : plain.branches()) {
            if (random.nextInt(3) == 0) {
                double spread = 1.0 + 4.0 * random.nextDouble();
                builder.control(
                        StepControl.phaseShift(branch.id(), branch.shift() - spread, branch.shift() + spread, 0));
            }
        }
        return builder.build();
    }

    /** Networks whose ratings let their present settings through at all: most of them. */
    private static List<Network> feasible(int count) {
        List<Network> networks = new ArrayList<>();
        for (int seed = 0; networks.size() < count; seed++) {
            assertThat(seed).as("tries for %s networks", count).isLessThan(2 * count);
            Network network = withShifters(seed, 3 + seed % 25);
            if (Opf.of(new DcOpf().withShiftsHeld()).solve(network).solution().isPresent()) {
                networks.add(network);
            }
        }
        return networks;
    }

    /** Angles and shift factors, all rows or only those needed, with and without losses: one optimum. */
    @Test
    void theFormsAgree() {
        int better = 0;
        for (Network network : feasible(30)) {
            OpfSolution angles = solve(new DcOpf(), network);
            OpfSolution lazy = LazyPtdfOpf.of(new PtdfDcOpf()).solve(network).orElseThrow();
            for (OpfSolution factors : List.of(solve(new PtdfDcOpf(), network), lazy)) {
                assertThat(factors.objective()).isCloseTo(angles.objective(), within(1e-6 * angles.objective()));
                assertThat(factors.duals(OpfConstraints.ACTIVE_BALANCE))
                        .containsExactly(angles.duals(OpfConstraints.ACTIVE_BALANCE), within(1e-3));
                assertThat(LimitCheck.of(factors.operatedNetwork(), factors.point())
                                .broken())
                        .isEmpty();
            }
            double held = solve(new DcOpf().withShiftsHeld(), network).objective();
            assertThat(angles.objective()).isLessThanOrEqualTo(held * (1.0 + 1e-7));
            better += angles.objective() < held * (1.0 - 1e-4) ? 1 : 0;
            BranchLosses losses = BranchLosses.linearisedAt(angles.point().pFrom());
            OpfSolution lossy = solve(new DcOpf().withLosses(losses), network);
            assertThat(solve(new PtdfDcOpf().withLosses(losses), network).objective())
                    .isCloseTo(lossy.objective(), within(1e-6 * lossy.objective()));
        }
        assertThat(better).as("networks that a shifter makes cheaper").isGreaterThan(10);
    }

    /** The cost is convex in demand, and a price supports it, with the shifters free on either side. */
    @Test
    void pricesAreSlopesOfTheCost() {
        double step = 0.05;
        for (Network network : feasible(15)) {
            int bus = network.buses().size() - 1;
            OpfSolution base = solve(new DcOpf(), network);
            double price = base.duals(OpfConstraints.ACTIVE_BALANCE)[bus];
            double more = solve(new DcOpf(), withDemand(network, bus, step)).objective();
            double less = solve(new DcOpf(), withDemand(network, bus, -step)).objective();
            double rounding = 1e-3 + 1e-8 * base.objective() / step;
            assertThat((more - base.objective()) / step).isGreaterThanOrEqualTo(price - rounding);
            assertThat((base.objective() - less) / step).isLessThanOrEqualTo(price + rounding);
        }
    }

    private static Network withDemand(Network network, int bus, double more) {
        return network.toBuilder()
                .load(Load.of(9998, network.buses().get(bus).id(), more, 0.0))
                .build();
    }
}
