package org.flexopf.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.testkit.RandomFeeders;
import org.junit.jupiter.api.Test;

class TreeLayoutTest {

    /**
     * A stroke of the line that leads to a child: from the parent's row to the child's in the parent's column, or along
     * the child's row.
     */
    private record Stroke(int parent, int child, double x1, double y1, double x2, double y2) {

        boolean crosses(Stroke other) {
            return Math.min(x1, x2) <= Math.max(other.x1, other.x2)
                    && Math.min(other.x1, other.x2) <= Math.max(x1, x2)
                    && Math.min(y1, y2) <= Math.max(other.y1, other.y2)
                    && Math.min(other.y1, other.y2) <= Math.max(y1, y2);
        }

        /** Lines that meet at a bus of both touch there. */
        boolean isRelated(Stroke other) {
            return parent == other.parent || child == other.parent || parent == other.child || child == other.child;
        }
    }

    @Test
    void theThirtyThreeBusFeederHasItsTrunkInOneRow() {
        Network feeder = CaseFiles.read("ieee33");
        TreeLayout layout = TreeLayout.of(feeder);

        for (int i = 0; i < 18; i++) {
            assertThat(layout.column(i)).isEqualTo(i);
            assertThat(layout.row(i)).isEqualTo(layout.row(0));
        }
        assertThat(layout.columns()).isEqualTo(18);
        assertThat(layout.rows()).isEqualTo(4);
    }

    @Test
    void everyBusHasAPlaceOfItsOwnOneColumnBeyondItsParent() {
        for (long seed = 1; seed <= 20; seed++) {
            Network feeder =
                    RandomFeeders.of(RandomFeeders.Character.PLAIN, 120, seed).network();
            Topology topology = feeder.topology();
            TreeLayout layout = TreeLayout.of(feeder);
            Set<List<Integer>> taken = new HashSet<>();
            for (int i = 0; i < 120; i++) {
                assertThat(taken.add(List.of(layout.column(i), layout.row(i)))).isTrue();
                assertThat(layout.row(i)).isBetween(0, layout.rows() - 1);
                assertThat(layout.column(i)).isBetween(0, layout.columns() - 1);
                if (topology.parentBus(i) >= 0) {
                    assertThat(layout.column(i)).isEqualTo(layout.column(topology.parentBus(i)) + 1);
                }
            }
        }
    }

    @Test
    void noTwoLinesOfATreeCross() {
        for (long seed = 1; seed <= 20; seed++) {
            Network feeder =
                    RandomFeeders.of(RandomFeeders.Character.EQUIPPED, 90, seed).network();
            List<Stroke> strokes = strokes(feeder, TreeLayout.of(feeder));
            for (Stroke one : strokes) {
                for (Stroke other : strokes) {
                    assertThat(one.isRelated(other) || !one.crosses(other))
                            .as("seed %d: %s and %s", seed, one, other)
                            .isTrue();
                }
            }
        }
    }

    private static List<Stroke> strokes(Network feeder, TreeLayout layout) {
        List<Stroke> strokes = new ArrayList<>();
        Topology topology = feeder.topology();
        for (int child = 0; child < feeder.buses().size(); child++) {
            int parent = topology.parentBus(child);
            if (parent >= 0) {
                strokes.add(new Stroke(
                        parent,
                        child,
                        layout.column(parent),
                        layout.row(parent),
                        layout.column(parent),
                        layout.row(child)));
                strokes.add(new Stroke(
                        parent,
                        child,
                        layout.column(parent),
                        layout.row(child),
                        layout.column(child),
                        layout.row(child)));
            }
        }
        return strokes;
    }

    @Test
    void aLongFeederAndAStarAreLaidOut() {
        int n = 5000;
        var chain = Network.builder("chain", 10.0).bus(Bus.reference(1, 1.0));
        var star = Network.builder("star", 10.0).bus(Bus.reference(1, 1.0));
        for (int i = 2; i <= n; i++) {
            chain.bus(Bus.of(i)).branch(Branch.line(i, i - 1, i, 0.01, 0.01));
            star.bus(Bus.of(i)).branch(Branch.line(i, 1, i, 0.01, 0.01));
        }
        TreeLayout chained = TreeLayout.of(chain.generator(Generator.of(1, 1, 0, 1, 0, 1, CostCurve.free()))
                .build());
        TreeLayout starred = TreeLayout.of(
                star.generator(Generator.of(1, 1, 0, 1, 0, 1, CostCurve.free())).build());

        assertThat(chained.rows()).isEqualTo(1);
        assertThat(chained.columns()).isEqualTo(n);
        assertThat(starred.columns()).isEqualTo(2);
        assertThat(starred.rows()).isEqualTo(n - 1);
    }

    @Test
    void islandsAndIsolatedBusesLieBelowOneAnother() {
        Network network = Network.builder("islands", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.reference(3, 1.0))
                .bus(Bus.of(4))
                .bus(Bus.of(5).withType(BusType.ISOLATED))
                .branch(Branch.line(1, 1, 2, 0.01, 0.01))
                .branch(Branch.line(2, 3, 4, 0.01, 0.01))
                .generator(Generator.of(1, 1, 0, 1, 0, 1, CostCurve.free()))
                .generator(Generator.of(2, 3, 0, 1, 0, 1, CostCurve.free()))
                .build();
        TreeLayout layout = TreeLayout.of(network);

        assertThat(new int[] {layout.row(0), layout.row(1), layout.row(2), layout.row(3), layout.row(4)})
                .containsExactly(0, 0, 1, 1, 2);
        assertThat(layout.rows()).isEqualTo(3);
    }
}
