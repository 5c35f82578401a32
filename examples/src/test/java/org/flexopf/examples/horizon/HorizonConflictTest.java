package org.flexopf.examples.horizon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Profile;
import org.flexopf.network.Range;
import org.flexopf.network.Storage;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.HorizonResult;
import org.flexopf.opf.Opf;
import org.flexopf.opf.limit.Limit;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.solver.SolveStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a horizon is infeasible: by device, limit and period, each case small enough to see by eye. */
class HorizonConflictTest {

    private static NetworkBuilder oneBus() {
        return Network.builder("one bus", 10.0).bus(Bus.reference(1, 1.0)).load(Load.of(1, 1, 1.0, 0.0));
    }

    private static Generator unit(double pMax) {
        return Generator.of(1, 1, 0.0, pMax, -50.0, 50.0, CostCurve.linear(10.0));
    }

    private static Conflict conflict(Network network, double[] hours, double... demand) {
        List<Profile> profiles = Arrays.stream(demand)
                .mapToObj(mw -> Profile.of(network).withDemand(new double[] {mw}, new double[] {0.0}))
                .toList();
        HorizonResult result = Opf.of(new DcOpf()).solve(OpfProblem.of(network).over(Horizon.ofHours(hours), profiles));
        assertThat(result.status()).isEqualTo(SolveStatus.PRIMAL_INFEASIBLE);
        return result.result().conflict().orElseThrow();
    }

    private static List<String> members(Conflict conflict) {
        assertThat(conflict.irreducible()).isTrue();
        return conflict.members().stream().map(Limit::toString).toList();
    }

    /** 1 MW over 4 hours at an efficiency of 0.9 is 3.6 MWh, and 5 MWh are asked for. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStoreThatCannotBeFilledInTime(boolean fixed) {
        Network network = oneBus().generator(unit(50.0))
                .device(Storage.of(2, 1, Storage.Converter.of(1.0, 1.0, 0.9, 0.9), new Range(0.0, 8.0), 0.0)
                        .withName("b")
                        .withEnd(fixed ? Storage.End.fixed(5.0) : Storage.End.atLeast(5.0)))
                .build();

        assertThat(members(conflict(network, new double[] {2.0, 1.0, 1.0}, 3.0, 3.0, 3.0)))
                .containsExactlyInAnyOrder(
                        "largest charge of storage 2 'b' at bus 1 in period 1 (1 MW)",
                        "largest charge of storage 2 'b' at bus 1 in period 2 (1 MW)",
                        "largest charge of storage 2 'b' at bus 1 in period 3 (1 MW)",
                        "final energy of storage 2 'b' at bus 1 in period 3 (5 MWh)");
    }

    /** 10 MW and then 30 MW, with 5 MW per hour between the middles of two hours. */
    @Test
    void aRampThatCannotFollow() {
        Network network = oneBus().generator(unit(50.0).withRamps(5.0, 5.0)).build();

        List<String> members = members(conflict(network, new double[] {1.0, 1.0, 1.0}, 10.0, 30.0, 30.0));
        assertThat(members).hasSize(2);
        assertThat(members).anyMatch(text -> text.endsWith("of generator 1 at bus 1 from period 1 to period 2 (5 MW)"));
        assertThat(members).anyMatch(text -> text.startsWith("demand of load 1 at bus 1 in period 2 (30 MW"));
    }

    /** The line carries 10 MW, and 15 are asked for behind it in one period. */
    @Test
    void aLineThatIsTooSmallInOnePeriod() {
        Network network = Network.builder("line", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(7, 1, 2, 0.01, 0.1).withRating(10.0))
                .generator(unit(50.0))
                .load(Load.of(3, 2, 1.0, 0.0))
                .build();

        List<String> members = members(conflict(network, new double[] {1.0, 0.5, 1.0}, 5.0, 15.0, 9.0));
        assertThat(members).hasSize(2);
        assertThat(members).anyMatch(text -> text.contains("branch 7") && text.contains("in period 2 (10 "));
        assertThat(members).anyMatch(text -> text.startsWith("demand of load 3 at bus 2 in period 2 (15 MW"));
    }

    /** A program with one period names none. */
    @Test
    void aSinglePeriodIsExplainedAsEver() {
        Network network = oneBus().generator(unit(0.5)).build();
        Conflict conflict = Opf.of(new DcOpf()).solve(network).conflict().orElseThrow();

        assertThat(conflict.members()).hasSize(2);
        assertThat(conflict.explanation()).doesNotContain("period");
    }
}
