package org.flexopf.dcopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.state.HvdcFlow;
import org.flexopf.opf.state.OperatingPoint;
import org.junit.jupiter.api.Test;

/** Two equal lines that carry 50 MW each: without one the other carries 100. A spur of 10 MW hangs on their end. */
class OutageScreeningTest {

    private static NetworkBuilder twoLines(double rating) {
        return Network.builder("two lines", 100.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.0, 0.1).withRating(rating))
                .branch(Branch.line(2, 1, 2, 0.0, 0.1))
                .branch(Branch.line(3, 2, 3, 0.0, 0.1).withRating(10.5))
                .load(Load.of(1, 2, 90.0, 0.0))
                .load(Load.of(2, 3, 10.0, 0.0));
    }

    private static int[] suspects(Network network, double threshold) {
        double degrees = Math.toDegrees(0.05);
        OperatingPoint point = OperatingPoint.of(network)
                .vm(new double[] {1.0, 1.0, 1.0})
                .va(new double[] {0.0, -degrees, -1.2 * degrees})
                .pFrom(new double[] {50.0, 50.0, 10.0})
                .pTo(new double[] {-50.0, -50.0, -10.0})
                .qFrom(new double[3])
                .qTo(new double[3])
                .pg(new double[0])
                .qg(new double[0])
                .hvdc(List.<HvdcFlow>of())
                .build();
        return OutageScreening.of(network).withThreshold(threshold).suspects(point);
    }

    /** Branch 1 has a rating, which the outage of branch 2 brings near; the spur is at its own before and after. */
    @Test
    void ratingsThatAnOutageBringsNear() {
        assertThat(suspects(twoLines(130.0).build(), 0.8)).as("100 of 130 MVA").isEmpty();
        assertThat(suspects(twoLines(120.0).build(), 0.8)).as("100 of 120 MVA").containsExactly(2);
        assertThat(suspects(twoLines(130.0).build(), 0.7)).containsExactly(2);
    }

    @Test
    void currentsAnglesAndInterfacesCountAsWell() {
        double unlimited = Double.POSITIVE_INFINITY;
        Network current = twoLines(unlimited)
                .mapBranches(line -> line.id() == 2 ? line.withCurrentLimit(110.0) : line)
                .build();
        assertThat(suspects(current, 0.8)).containsExactly(1);
        // 0.1 rad after either outage.
        Network angle = twoLines(unlimited)
                .mapBranches(line -> line.id() == 1 ? line.withAngleLimits(-90.0, Math.toDegrees(0.12)) : line)
                .build();
        assertThat(suspects(angle, 0.8)).containsExactly(2);
        assertThat(suspects(angle, 0.9)).isEmpty();
        Network turned = twoLines(unlimited)
                .flowInterface(FlowInterface.of(1, -120.0, unlimited, -2))
                .build();
        assertThat(suspects(turned, 0.8)).containsExactly(1);
        Network both = twoLines(unlimited)
                .flowInterface(FlowInterface.of(1, -unlimited, 105.0, 1, 2))
                .build();
        assertThat(suspects(both, 0.8)).as("their sum does not change").isEmpty();
    }

    @Test
    void thresholdsAreShares() {
        OutageScreening screening = OutageScreening.of(twoLines(100.0).build());
        assertThatThrownBy(() -> screening.withThreshold(-0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the threshold is -0.1");
        assertThatThrownBy(() -> screening.withThreshold(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
