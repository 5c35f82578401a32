package org.flexopf.dcopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.testkit.MeshedNetworks;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;

/**
 * PTDF, LODF and delivery factors against their definitions: balances, finite differences, and the network with the
 * branch really out.
 */
class ShiftFactorsTest {

    private static final SusceptanceConvention CONVENTION = SusceptanceConvention.RECIPROCAL_X;

    /**
     * Flows at random injections meet the flow law round every cycle (by construction) and the balance of every bus but
     * the root, losses included.
     */
    @Property(tries = 100, seed = "1")
    void flowsBalanceAtEveryBus(
            @ForAll @LongRange(min = 0, max = 100_000) long seed, @ForAll @IntRange(min = 2, max = 60) int buses) {
        Network network = MeshedNetworks.of(seed, buses, 10.0);
        double[] base = randomFlows(network, seed);
        ShiftFactors factors = ShiftFactors.of(network, CONVENTION, base);
        double[] injection = randomInjection(network, seed);
        double[] flows = factors.flows(injection);
        double[] drawn = new double[buses];
        Topology topology = network.topology();
        for (int b = 0; b < flows.length; b++) {
            double r = network.branches().get(b).r() / network.baseMva();
            double loss = r * base[b] * (2.0 * flows[b] - base[b]);
            drawn[topology.from(b)] += flows[b] + 0.5 * loss;
            drawn[topology.to(b)] -= flows[b] - 0.5 * loss;
        }
        for (int i = 0; i < buses; i++) {
            if (topology.parentBus(i) >= 0) {
                assertThat(drawn[i]).isCloseTo(injection[i], within(1e-6));
            }
        }
    }

    /**
     * A row of PTDFs is the derivative of a flow by the injections; a delivery factor is what arrives at the root of
     * one MW more.
     */
    @Property(tries = 50, seed = "1")
    void rowsAndDeliveryFactorsAreDerivatives(
            @ForAll @LongRange(min = 0, max = 100_000) long seed, @ForAll @IntRange(min = 2, max = 30) int buses) {
        Network network = MeshedNetworks.of(seed, buses, 10.0);
        double[] base = randomFlows(network, seed);
        ShiftFactors factors = ShiftFactors.of(network, CONVENTION, base);
        Random random = new Random(seed);
        int bus = random.nextInt(buses);
        int branch = random.nextInt(network.branches().size());
        double[] before = factors.flows(new double[buses]);
        double[] injection = new double[buses];
        injection[bus] = 1.0;
        double[] after = factors.flows(injection);
        assertThat(factors.row(branch)[bus]).isCloseTo(bus == 0 ? 0.0 : after[branch] - before[branch], within(1e-9));
        double arrives = bus == 0 ? 1.0 : -(drawnAtRoot(network, base, after) - drawnAtRoot(network, base, before));
        assertThat(factors.deliveryFactors()[bus]).isCloseTo(arrives, within(1e-9));
    }

    /** Flows after an outage are those of the network with the branch really out. */
    @Property(tries = 100, seed = "1")
    void outageFactorsGiveTheFlowsOfTheNetworkWithoutTheBranch(
            @ForAll @LongRange(min = 0, max = 100_000) long seed, @ForAll @IntRange(min = 3, max = 60) int buses) {
        Network network = MeshedNetworks.of(seed, buses, 10.0);
        OutageFactors outages = OutageFactors.of(network, CONVENTION);
        double[] injection = randomInjection(network, seed);
        double[] flows = ShiftFactors.of(network, CONVENTION).flows(injection);
        for (int k = 0; k < flows.length; k++) {
            int outage = k;
            int id = network.branches().get(k).id();
            Share.atLeast(3.0, "islands", outages.isIslanding(k));
            Share.atLeast(50.0, "does not island", !outages.isIslanding(k));
            if (outages.isIslanding(k)) {
                assertThatThrownBy(() -> outages.of(outage)).hasMessageContaining("splits an island");
                assertThatThrownBy(() -> without(network, id))
                        .as("the network without a bridge has no reference in one part")
                        .isNotNull();
            } else {
                double[] expected =
                        ShiftFactors.of(without(network, id), CONVENTION).flows(injection);
                assertThat(outages.flowsAfter(k, flows)).containsExactly(expected, within(1e-6));
            }
        }
    }

    @Test
    void aParallelBranchIsNoBridge() {
        Network network = Network.builder("parallel", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.0, 0.1))
                .branch(Branch.line(2, 1, 2, 0.0, 0.3))
                .branch(Branch.line(3, 2, 3, 0.0, 0.1))
                .build();
        OutageFactors outages = OutageFactors.of(network, CONVENTION);
        assertThat(outages.isIslanding(0)).isFalse();
        assertThat(outages.isIslanding(2)).isTrue();
        assertThat(outages.of(0)).containsExactly(new double[] {-1.0, 1.0, 0.0}, within(1e-12));
    }

    @Test
    void aBranchWithoutReactanceIsNamed() {
        Network network = Network.builder("resistor", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(7, 1, 2, 0.1, 0.0))
                .build();
        assertThatThrownBy(() -> ShiftFactors.of(network, CONVENTION))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("branch 7")
                .hasMessageContaining("no reactance");
    }

    private static Network without(Network network, int branch) {
        return network.toBuilder()
                .mapBranches(b -> b.id() == branch ? b.withInService(false) : b)
                .build();
    }

    private static double drawnAtRoot(Network network, double[] base, double[] flows) {
        double drawn = 0.0;
        for (int b = 0; b < flows.length; b++) {
            double loss = network.branches().get(b).r() / network.baseMva() * base[b] * (2.0 * flows[b] - base[b]);
            if (network.topology().from(b) == 0) {
                drawn += flows[b] + 0.5 * loss;
            } else if (network.topology().to(b) == 0) {
                drawn += 0.5 * loss - flows[b];
            }
        }
        return drawn;
    }

    private static double[] randomFlows(Network network, long seed) {
        Random random = new Random(seed + 1);
        double[] flows = new double[network.branches().size()];
        Arrays.setAll(flows, b -> 200.0 * random.nextDouble() - 100.0);
        return flows;
    }

    private static double[] randomInjection(Network network, long seed) {
        Random random = new Random(seed + 2);
        double[] injection = new double[network.buses().size()];
        Arrays.setAll(injection, i -> 200.0 * random.nextDouble() - 100.0);
        return injection;
    }
}
