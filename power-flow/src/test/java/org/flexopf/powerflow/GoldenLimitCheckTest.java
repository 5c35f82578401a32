package org.flexopf.powerflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.limit.BrokenLimit;
import org.flexopf.opf.limit.LimitCheck;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.state.HvdcFlow;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.testkit.golden.AcOptimum;
import org.flexopf.testkit.golden.GoldenCase;
import org.flexopf.testkit.golden.GoldenCases;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The judge of states, held against AC optima that independent programs have found. */
class GoldenLimitCheckTest {

    static List<GoldenCase> feasible() {
        return GoldenCases.all().stream()
                .filter(golden -> !golden.isInfeasible())
                .toList();
    }

    /** The state of the AC optimum, from its file and from nothing of ours. */
    private static OperatingPoint optimum(GoldenCase golden) {
        AcOptimum ac = golden.ac().orElseThrow();
        return OperatingPoint.of(golden.network())
                .vm(ac.vm())
                .va(ac.va())
                .pg(ac.pg())
                .qg(ac.qg())
                .pFrom(ac.pFrom())
                .qFrom(ac.qFrom())
                .pTo(ac.pTo())
                .qTo(ac.qTo())
                .hvdc(ac.hvdcLines().stream()
                        .map(line -> new HvdcFlow(line.p(), line.delivered(), line.qFrom(), line.qTo()))
                        .toList())
                .build();
    }

    @ParameterizedTest
    @MethodSource("feasible")
    void anIndependentOptimumMeetsEveryLimit(GoldenCase golden) {
        LimitCheck check = LimitCheck.of(golden.network(), optimum(golden));
        assertThat(check.isMet())
                .as("%s, unknown: %s", check.broken(), check.unknown())
                .isTrue();
    }

    /** One number of the optimum is moved beyond one of its limits: that limit is named, with that amount. */
    @Property(tries = 300, seed = "20261130")
    void exactlyTheLimitThatADisturbedOptimumBreaksIsNamed(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<GoldenCase> cases = feasible();
        GoldenCase golden = cases.get(random.nextInt(cases.size()));
        Network network = golden.network();
        OperatingPoint point = optimum(golden);
        boolean above = random.nextBoolean();
        boolean voltage = random.nextBoolean();
        double amount = random.nextDouble(1e-3, 0.5);
        NetworkLimit kind;
        OperatingPoint disturbed;
        int index;
        if (voltage) {
            // Voltages beyond the limits of a bus change the currents of its branches, so currents are not limited.
            network = network.toBuilder()
                    .mapBranches(branch -> branch.withCurrentLimit(Double.POSITIVE_INFINITY))
                    .build();
            index = random.nextInt(network.buses().size());
            kind = above ? NetworkLimit.VOLTAGE_MAX : NetworkLimit.VOLTAGE_MIN;
            double[] vm = point.vm();
            vm[index] = kind.bound(network, index) + (above ? amount : -amount);
            disturbed = point.toBuilder().vm(vm).build();
        } else {
            kind = above ? NetworkLimit.GENERATOR_P_MAX : NetworkLimit.GENERATOR_P_MIN;
            List<Integer> limited = limited(network, kind);
            Share.atLeast(30.0, "generators that are limited", !limited.isEmpty());
            if (limited.isEmpty()) {
                return;
            }
            index = limited.get(random.nextInt(limited.size()));
            double[] pg = point.pg();
            pg[index] = kind.bound(network, index) + (above ? amount : -amount);
            disturbed = point.toBuilder().pg(pg).build();
        }
        boolean takesPart = network.isActive(network.elements(kind.element()).get(index));
        Share.atLeast(80.0, "in service", takesPart);
        LimitCheck check = LimitCheck.of(network, disturbed);
        assertThat(check.isMet()).isEqualTo(!takesPart);
        if (takesPart) {
            assertThat(check.broken()).extracting(BrokenLimit::limit).containsExactly(kind.of(network, index));
            assertThat(check.broken().get(0).excess()).isCloseTo(amount, within(1e-9));
        }
    }

    private static List<Integer> limited(Network network, NetworkLimit kind) {
        return IntStream.range(0, network.generators().size())
                .filter(g -> Double.isFinite(kind.bound(network, g)))
                .boxed()
                .toList();
    }

    /**
     * A line of reactance 0.2 without losses carries 0.5 p.u. between voltages of 1 p.u.: sin of the angle is 0.1, the
     * angle 5.739 degrees. In radians it would keep the limit of 5 degrees.
     */
    @Test
    void aBrokenAngleLimitIsReported() {
        Network network = line(-5.0, 5.0);
        RecoveredPoint point =
                RecoveredPoint.of(network, PowerFlow.solve(network).point());
        double degrees = Math.toDegrees(Math.asin(0.1));

        assertThat(point.isConverged()).isTrue();
        assertThat(point.isFeasible()).isFalse();
        assertThat(point.maxAngleViolation()).isCloseTo(degrees - 5.0, within(1e-6));
        assertThat(point.limits().broken()).singleElement().satisfies(broken -> {
            assertThat(broken.limit()).isEqualTo(NetworkLimit.ANGLE_MAX.of(network, 0));
            assertThat(broken.value()).isCloseTo(degrees, within(1e-6));
        });
        assertThat(point.verdict())
                .isEqualTo("an AC power flow breaks a limit: branch 1 (1-2): angle difference 5.73917 degrees "
                        + "above its largest 5 degrees by 0.73917 degrees");
        assertThat(RecoveredPoint.of(line(-5.0, 6.0), point.point()).isFeasible())
                .isTrue();
    }

    private static Network line(double least, double largest) {
        return Network.builder("angle", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withType(BusType.PV))
                .branch(Branch.line(1, 1, 2, 0.0, 0.2).withAngleLimits(least, largest))
                .generator(Generator.of(1, 1, 0.0, 100.0, -50.0, 50.0, CostCurve.linear(10.0)))
                .generator(Generator.of(2, 2, 0.0, 100.0, -50.0, 50.0, CostCurve.linear(10.0)))
                .load(Load.of(1, 2, 50.0, 0.0))
                .build();
    }
}
