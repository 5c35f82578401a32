package org.flexopf.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flexopf.acopf.AcOpf;
import org.flexopf.acopf.AcSolution;
import org.flexopf.acopf.OutageState;
import org.flexopf.acopf.SecuredAcOpf;
import org.flexopf.acopf.SecuredAcSolution;
import org.flexopf.dcopf.OutageScreening;
import org.flexopf.network.Branch;
import org.flexopf.network.BusType;
import org.flexopf.network.Network;
import org.flexopf.opf.limit.LimitCheck;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.testkit.MeshedNetworks;
import org.flexopf.testkit.PglibBaseline;
import org.flexopf.testkit.WithReferenceCases;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secured AC dispatches, by an AC power flow without each branch in turn, whatever was screened or checked before. */
class SecuredAcBruteForceTest {

    private static SecuredAcSolution secured(Network network) {
        return SecuredAcOpf.of(OpfProblem.of(network))
                .withScreen((operated, point) -> OutageScreening.of(operated).suspects(point))
                .solve();
    }

    /** Which outages break a limit, by number, and how many limits; -1 where there is no state. */
    private static Map<Integer, Integer> insecure(AcSolution solution) {
        Network network = solution.network();
        Map<Integer, Integer> insecure = new TreeMap<>();
        BusType[] type = new BusType[network.buses().size()];
        Arrays.fill(type, BusType.PQ);
        network.generators().stream()
                .filter(one -> network.isActive(one) && one.qMin() < one.qMax())
                .forEach(one -> type[network.busIndex(one.bus())] = BusType.PV);
        Set<Integer> cut = new HashSet<>();
        network.topology().bridges().stream().forEach(cut::add);
        for (Branch out : network.branches()) {
            if (!network.topology().isActive(network.index(out)) || cut.contains(network.index(out))) {
                continue;
            }
            Network without = network.toBuilder()
                    .mapBranches(branch -> branch.id() == out.id() ? branch.withInService(false) : branch)
                    .mapBuses(bus -> bus.isReference() ? bus : bus.withType(type[network.index(bus)]))
                    .mapGenerators(one -> one.withSchedule(
                                    solution.point().pg(network.index(one)),
                                    solution.point().qg(network.index(one)))
                            .withVoltageSetPoint(solution.point().vm(network.busIndex(one.bus()))))
                    .build();
            PowerFlowResult flow = PowerFlow.solve(without);
            int broken = flow.converged()
                    ? LimitCheck.of(without, flow.point()).broken().size()
                    : -1;
            if (broken != 0) {
                insecure.put(out.id(), broken);
            }
        }
        return insecure;
    }

    private static Map<Integer, Integer> told(SecuredAcSolution secured) {
        Map<Integer, Integer> told = new TreeMap<>();
        for (OutageState state : secured.states()) {
            if (!state.isSecure()) {
                told.put(
                        state.branch(),
                        state.point().isEmpty() ? -1 : state.broken().size());
            }
        }
        return told;
    }

    /** What no dispatch can survive is told, outage by outage; whatever else there is, is survived. */
    @WithReferenceCases
    @ParameterizedTest
    @ValueSource(strings = {"pglib_opf_case5_pjm", "pglib_opf_case14_ieee", "pglib_opf_case30_as"})
    void publishedNetworksAreSecuredAsFarAsIsTold(String name) {
        Network network = PglibBaseline.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .network();
        AcSolution plain = AcOpf.of(OpfProblem.of(network)).solve();
        SecuredAcSolution secured = secured(network);
        assertThat(secured.solution().isOptimal()).isTrue();
        assertThat(secured.screenedOut()).isEmpty();
        assertThat(secured.solution().cost()).isGreaterThan(plain.cost());
        Map<Integer, Integer> before = insecure(plain);
        Map<Integer, Integer> after = insecure(secured.solution());
        assertThat(after).isEqualTo(told(secured));
        assertThat(after.size()).isLessThan(before.size());
    }

    /**
     * Random networks with ratings that leave room: looking first where the DC model points does not change the cost.
     */
    @Property(tries = 15, seed = "20261130")
    void screenedRoundsEndWhereFullOnesDo(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed, @ForAll @IntRange(min = 4, max = 9) int buses) {
        Network network = MeshedNetworks.of(seed, buses, 2.5);
        SecuredAcSolution screened = secured(network);
        SecuredAcSolution full = SecuredAcOpf.of(OpfProblem.of(network)).solve();
        Share.atLeast(60.0, "secured", screened.isSecure());
        assertThat(screened.isSecure()).isEqualTo(full.isSecure());
        assertThat(insecure(screened.solution())).isEqualTo(told(screened));
        if (screened.isSecure()) {
            AcSolution plain = AcOpf.of(OpfProblem.of(network)).solve();
            Share.atLeast(30.0, "security costs something", screened.solution().cost() > plain.cost() * 1.001);
            assertThat(screened.solution().cost()).isGreaterThanOrEqualTo(plain.cost() * (1.0 - 1e-7));
            assertThat(screened.solution().cost())
                    .isCloseTo(
                            full.solution().cost(),
                            within(1e-3 * full.solution().cost()));
        }
    }
}
