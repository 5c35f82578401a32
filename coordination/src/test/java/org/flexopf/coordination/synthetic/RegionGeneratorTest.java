package org.flexopf.coordination.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.SystemFile;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.network.Bus;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;
import org.flexopf.powerflow.BusSchedule;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowOptions;
import org.flexopf.powerflow.PowerFlowResult;
import org.junit.jupiter.api.Test;

/** What is drawn of a region is what its statistics ask for, and works at its schedule. */
class RegionGeneratorTest {

    private static SyntheticRegion county(long seed) {
        return RegionGenerator.of(Regions.load("county")).withSeed(seed).generate();
    }

    /** The schedule of a feeder by AC power flow, written down here anew: no imbalance, nothing activated. */
    private static PowerFlowResult schedule(Area area) {
        Network network = area.network();
        double[] p = network.activeDemand();
        double[] q = network.reactiveDemand();
        double[] vm = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = -p[i];
            q[i] = -q[i];
            vm[i] = network.buses().get(i).vMin();
        }
        for (Resource resource : area.resources()) {
            p[network.busIndex(resource.bus())] += resource.p();
            q[network.busIndex(resource.bus())] += resource.q();
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= network.baseMva();
            q[i] /= network.baseMva();
        }
        return PowerFlow.prepare(network)
                .solve(BusSchedule.ofInjections(network, p, q, vm, new double[p.length]), PowerFlowOptions.defaults());
    }

    /** A voltage of feeder F002 is low though its lossiest line has all circuits it may have: another line gets one. */
    @Test
    void aFullLineDoesNotEndThePlan() {
        assertThat(county(461_713L).system(18).feeders()).isNotEmpty();
    }

    /** Radial, with a power flow at the schedule, within voltages and ratings, and balanced with the transmission. */
    @Property(tries = 12, seed = "1707")
    void feedersKeepTheirLimitsAtTheSchedule(@ForAll long seed, @ForAll @IntRange(max = 23) int hour) {
        TsoDsoSystem system = county(seed).system(hour);
        double flows = 0.0;
        for (Feeder feeder : system.feeders()) {
            Network network = feeder.area().network();
            assertThat(network.topology().isRadial()).isTrue();
            assertThat(network.topology().islandCount()).isEqualTo(1);
            PowerFlowResult result = schedule(feeder.area());
            assertThat(result.converged()).isTrue();
            assertThat(feeder.scheduledFlow()).isCloseTo(result.pInjection(0), within(1e-6));
            flows += feeder.scheduledFlow();
            for (int i = 1; i < network.buses().size(); i++) {
                Bus bus = network.buses().get(i);
                assertThat(result.vm(i)).as(bus.label()).isBetween(bus.vMin(), bus.vMax());
            }
            for (int b = 0; b < network.branches().size(); b++) {
                assertThat(result.point().apparentPower(b))
                        .isLessThanOrEqualTo(network.branches().get(b).rating());
            }
        }
        assertThat(system.transmission().network().topology().islandCount()).isEqualTo(1);
        assertThat(system.transmission().scheduledInjection()).isCloseTo(flows, within(1e-5));
    }

    /**
     * Statistics are met within sampling error: over many seeds squared deviations are those of standard normal
     * numbers, one on average. Draws that hang together would give more, and draws that are evened out less.
     */
    @Test
    void statisticsAreMetWithinSamplingError() {
        List<Double> squared = new ArrayList<>();
        double largest = 0.0;
        for (long seed = 1; seed <= 40; seed++) {
            for (Census.Row row : county(seed).census().rows()) {
                // A handful of wind turbines is too few for a normal distribution.
                if (row.samplingError() > 0.0 && !row.of().equals("wind")) {
                    squared.add(row.deviations() * row.deviations());
                    largest = Math.max(largest, row.deviations());
                }
            }
        }
        double mean =
                squared.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        assertThat(squared).hasSizeGreaterThan(700);
        assertThat(mean).isBetween(0.85, 1.15);
        assertThat(largest).isLessThan(5.5);
    }

    /**
     * The nation is as large as it is asked to be; its devices are some hundred thousand and more, in far fewer offers.
     */
    @Test
    void theNationIsAsLargeAsAskedFor() {
        SyntheticRegion nation = RegionGenerator.of(Regions.load("nation")).generate();
        TsoDsoSystem system = nation.system(18);
        assertThat(system.transmission().network().buses()).hasSize(3600);
        assertThat(system.transmission().network().branches()).hasSize(5040);
        assertThat(system.feeders())
                .hasSize(50)
                .allSatisfy(
                        feeder -> assertThat(feeder.area().network().buses()).hasSize(100));
        assertThat(nation.census().devices()).isGreaterThan(1_000_000L);
        assertThat(system.resources().count()).isBetween(10_000L, 30_000L);
        for (Census.Row row : nation.census().rows()) {
            if (row.samplingError() > 0.0) {
                assertThat(row.deviations()).as(row.toString()).isLessThan(4.5);
            }
        }
    }

    /** Digests of what was written when the generator was finished: the same on every machine, JDK, locale and zone. */
    @Test
    void theSameSeedGivesTheSameBytes() throws Exception {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            String text = SystemFile.write(county(3).system(19));
            assertThat(SystemFile.write(county(3).system(19))).isEqualTo(text);
            assertThat(SystemFile.write(county(4).system(19))).isNotEqualTo(text);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            assertThat(HexFormat.of().formatHex(digest)).startsWith("021631d1668313c8");
        } finally {
            Locale.setDefault(before);
        }
    }

    /** What is written is read as the same system. */
    @Test
    void whatIsWrittenIsRead() {
        TsoDsoSystem system = county(5).system(12);
        assertThat(SystemFile.parse("county", SystemFile.write(system))).isEqualTo(system);
    }

    /** Another number of feeders leaves those that were there as they are. */
    @Test
    void aFeederDoesNotDependOnHowManyThereAre() {
        RegionStatistics statistics = Regions.load("county");
        RegionStatistics more = statistics.withFeeders(statistics.feeders().withCounts(5, 12));
        Feeder first =
                RegionGenerator.of(statistics).generate().system(8).feeders().get(1);
        Feeder same = RegionGenerator.of(more).generate().system(8).feeders().get(1);
        assertThat(same.area().network()).isEqualTo(first.area().network());
        assertThat(same.area().resources()).isEqualTo(first.area().resources());
    }

    /** Devices that are placed far stand farther from the root than those placed anywhere, and these than near ones. */
    @Test
    void placementMovesDevices() {
        double near = distance(Placement.NEAR);
        double anywhere = distance(Placement.ANYWHERE);
        double far = distance(Placement.FAR);
        assertThat(near).isLessThan(0.9 * anywhere);
        assertThat(far).isGreaterThan(1.1 * anywhere);
    }

    private static double distance(Placement placement) {
        RegionStatistics statistics = Regions.load("county");
        DeviceKind moved = statistics.devices().get(0).withPlacement(placement);
        return RegionGenerator.of(statistics.withDevices(List.of(moved))).generate().census().rows().stream()
                .filter(row -> row.figure().equals("km from the root"))
                .findFirst()
                .orElseThrow()
                .drawn();
    }

    /** Feeders that cannot be planned are told, with what could be done. */
    @Test
    void feedersThatCannotBePlannedAreTold() {
        RegionStatistics statistics = Regions.load("county");
        DeviceKind many = statistics.devices().get(0).withPerCustomer(60.0);
        RegionGenerator generator = RegionGenerator.of(statistics.withDevices(List.of(many)));
        assertThatThrownBy(generator::generate)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("feeder F001 cannot be planned")
                .hasMessageContaining("give fewer customers or devices at a bus");
    }

    /** All faults of a file are told at once, with what is wrong with each. */
    @Test
    void allFaultsAreToldAtOnce() throws IOException {
        String text = text().replace("\"share\": 0.2,", "\"share\": 0.3,")
                .replace("\"powerFactor\": 0.97", "\"powerFactor\": 1.97")
                .replace("\"v0\": 1.02", "\"v0\": 1.2");
        assertThatThrownBy(() -> RegionFile.parse("odd", text))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("conductors: shares")
                .hasMessageContaining("customers household: power factor 1.97")
                .hasMessageContaining("voltage 1.2 in 0.96 to 1.05 p.u.");
        String unknown = text().replace("\"conductors\"", "\"wires\"");
        assertThatThrownBy(() -> RegionFile.parse("odd", unknown))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("wires");
    }

    private static String text() throws IOException {
        try (InputStream stream = Regions.class.getResourceAsStream("county.json")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
