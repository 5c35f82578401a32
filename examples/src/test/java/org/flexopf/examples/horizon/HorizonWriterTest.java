package org.flexopf.examples.horizon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flexopf.casefile.CaseOptions;
import org.flexopf.casefile.HorizonCase;
import org.flexopf.casefile.HorizonCase.Profiles;
import org.flexopf.casefile.JsonCase;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.network.Bid;
import org.flexopf.network.BidLink;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.ChargingFleet;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Fault;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Generator;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Profile;
import org.flexopf.network.Range;
import org.flexopf.network.Storage;
import org.flexopf.opf.Opf;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.program.cbf.CbfWriter;
import org.flexopf.testkit.ReferenceCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read as it was. */
class HorizonWriterTest {

    @TempDir
    private Path folder;

    /** All horizons that there are: the bundled ones, those of the tests, and the reference cases where they are. */
    private static Stream<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        files.add(resource("/org/flexopf/examples/feeder-day.json"));
        files.add(resource("/org/flexopf/examples/horizon/flexible.json"));
        Path horizons = resource("/org/flexopf/examples/horizon/flexible.json").getParent();
        for (Path parent :
                ReferenceCases.areAvailable() ? List.of(horizons, ReferenceCases.path("time")) : List.of(horizons)) {
            try (Stream<Path> folders = Files.list(parent)) {
                folders.map(one -> one.resolve("case.json"))
                        .filter(Files::exists)
                        // An aggregator of vehicles has a format of its own.
                        .filter(file -> !file.toString().contains("g_ev_aggregator"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files.stream();
    }

    private static Path resource(String name) {
        try {
            return Path.of(HorizonWriterTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** The whole program, to the last digit of every number. */
    private static String program(HorizonCase given) {
        DcOpf dc = new DcOpf();
        StringBuilder text = new StringBuilder();
        CbfWriter.write(
                Opf.of(dc)
                        .prepare(OpfProblem.of(given.network())
                                .over(Horizon.ofHours(given.hours()), given.profiles())
                                .writtenBy(dc))
                        .model()
                        .program(),
                text);
        return text.toString();
    }

    private static void assertSame(HorizonCase back, HorizonCase given) {
        assertThat(back.hours()).isEqualTo(given.hours());
        assertThat(back.models()).isEqualTo(given.models());
        assertThat(back.valueOfLostLoad()).isEqualTo(given.valueOfLostLoad());
        for (int t = 0; t < given.hours().size(); t++) {
            assertThat(back.profiles().get(t).applied())
                    .isEqualTo(given.profiles().get(t).applied());
        }
        assertThat(program(back)).isEqualTo(program(given));
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatIsWrittenIsReadAsItWas(Path file) {
        HorizonCase given = HorizonCase.read(file);
        for (Profiles where : Profiles.values()) {
            Path written = folder.resolve("case-" + where + ".json");
            given.write(written, where);
            HorizonCase back = HorizonCase.read(written);
            assertThat(back.network()).isEqualTo(given.network());
            assertSame(back, given);
        }
    }

    private static HorizonCase horizon(Network network, Profile... profiles) {
        List<Double> hours = IntStream.range(0, profiles.length)
                .mapToObj(t -> 1.0 + 0.25 * t)
                .toList();
        return new HorizonCase(network, hours, List.of(profiles), List.of("dc"), OptionalDouble.empty());
    }

    private HorizonCase again(HorizonCase given, CaseOptions options) {
        given.write(folder.resolve("again.json"), Profiles.IN_TABLE);
        return HorizonCase.read(folder.resolve("again.json"), options);
    }

    /** A switch joins buses 1 and 2, a line with an interface leads to bus 3, and a DC line back. */
    private static NetworkBuilder grid() {
        return Network.builder("made in Java", 50.0)
                .bus(Bus.reference(1, 1.02))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.0, 0.0))
                .branch(Branch.line(2, 2, 3, 0.01, 0.1).withRating(40.0))
                .flowInterface(new FlowInterface(7, "border", Map.of(2, -1.0), new Range(-30.0, 25.0)))
                .generator(Generator.of(1, 1, 0.0, 50.0, -20.0, 20.0, CostCurve.linear(30.0)))
                .load(Load.of(1, 3, 10.0, 2.0));
    }

    /** Interfaces of the network and merged buses live through writing, as do bids with every link. */
    @Test
    void networksAndBidsAreWrittenWhole() {
        NetworkBuilder builder = grid();
        Bid.Block block = new Bid.Block(List.of(1.0, -0.0, 2.5), 41.0, 0.5);
        Bid.Schedule schedule = new Bid.Schedule(
                true,
                List.of(0.1, 0.1, 0.1),
                List.of(1.0, 2.0, 1.0),
                55.5,
                new Bid.Rules(2.0, 2, 1, 3.25, Optional.of(new Bid.Energy(Bid.EnergyRule.AT_LEAST, 0.5))));
        builder.device(Bid.of(1, 3, block).withName("a").withReactiveRatio(0.1))
                .device(Bid.of(2, 3, block)
                        .withName("b")
                        .linked(new BidLink.Exclusive("a group", BidLink.ExclusiveRule.ONE_OF))
                        .linked(new BidLink.Child(1, BidLink.ParentRule.ACCEPTED)))
                .device(Bid.of(3, 2, block)
                        .withName("c")
                        .linked(new BidLink.Loop(1))
                        .linked(new BidLink.Exclusive("a group", BidLink.ExclusiveRule.ONE_OF)))
                .device(Bid.of(4, 1, schedule).withName("d"))
                .device(new ChargingFleet(1, "depot", 3, List.of(1.0, 1.5), false, true));
        builder.mergeZeroImpedance();
        Network network = builder.build();
        List<Profile> profiles = IntStream.range(0, 3)
                .mapToObj(t -> Profile.of(network)
                        .withDemandTimes(1.0 + 0.1 * t)
                        .withDevices(
                                ChargingFleet.KIND,
                                List.of(((ChargingFleet) network.connected(ChargingFleet.KIND)
                                                .get(0))
                                        .withConnected(t > 0))))
                .toList();
        HorizonCase given = horizon(network, profiles.toArray(Profile[]::new));
        HorizonCase back = again(given, CaseOptions.defaults().mergingZeroImpedance());
        assertSame(back, given);
        assertThat(back.network().flowInterfaces()).hasSize(1);
        assertThat(back.network().mergedNodes()).hasSize(1);
        assertThat(again(given, CaseOptions.defaults().mergingZeroImpedance().leavingOutInterfaces())
                        .network()
                        .flowInterfaces())
                .isEmpty();
        // Case files have bids as well, by themselves.
        Network bids = Network.builder("bids", 50.0)
                .bus(Bus.reference(3, 1.0))
                .bus(Bus.of(1))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.01, 0.1))
                .branch(Branch.line(2, 2, 3, 0.01, 0.1))
                .device(network.connected(Bid.KIND).get(0))
                .device(network.connected(Bid.KIND).get(1))
                .device(network.connected(Bid.KIND).get(2))
                .device(network.connected(Bid.KIND).get(3))
                .build();
        assertThat(JsonCase.parse("bids", JsonCase.of(bids).toJson()).network()).isEqualTo(bids);
    }

    /** What the format has no field for is refused before anything is written, all of it at once. */
    @Test
    void whatCannotBeWrittenIsRefused() {
        Network network = Network.builder("made in Java", 100.0)
                .bus(Bus.reference(1, 1.0))
                .generator(Generator.of(1, 1, 0.0, 50.0, -20.0, 20.0, CostCurve.linear(30.0))
                        .withVoltageSetPoint(1.03))
                .generator(Generator.of(2, 1, 0.0, 50.0, -20.0, 20.0, CostCurve.linear(30.0))
                        .withCapability(CapabilityCurve.semicircle(60.0)))
                .load(new Load(1, "town", 1, 10.0, 2.0, true))
                .build();
        assertThatThrownBy(() -> again(horizon(network, Profile.of(network)), CaseOptions.defaults()))
                .isInstanceOfSatisfying(
                        InvalidNetworkException.class,
                        e -> assertThat(e.faults())
                                .extracting(Fault::element)
                                .containsExactly("generator 1 at bus 1", "generator 2 at bus 1", "load 1 at bus 1"))
                .hasMessageContaining("no field");
        assertThat(folder.resolve("again.json")).doesNotExist();
        // Pieces of a cost, and a storage that comes back.
        Network costs = Network.builder("made in Java", 100.0)
                .bus(Bus.reference(1, 1.0))
                .generator(Generator.of(
                        1,
                        1,
                        0.0,
                        50.0,
                        -20.0,
                        20.0,
                        new CostCurve.PiecewiseLinear(List.of(
                                new CostCurve.Point(0.0, 0.0),
                                new CostCurve.Point(20.0, 200.0),
                                new CostCurve.Point(50.0, 1000.0)))))
                .device(Storage.of(1, 1, Storage.Converter.of(1.0, 1.0, 1.0, 1.0), new Range(0.0, 2.0), 1.0))
                .build();
        Profile here = Profile.of(costs).withStays(List.of(new Storage.Stay(true, 1.0, 1.0)));
        Profile away = Profile.of(costs).withStays(List.of(Storage.Stay.AWAY));
        assertThatThrownBy(() -> again(horizon(costs, here, away, here), CaseOptions.defaults()))
                .isInstanceOfSatisfying(
                        InvalidNetworkException.class,
                        e -> assertThat(e.faults())
                                .extracting(Fault::element)
                                .contains("generator 1 at bus 1 in period 1", "storage 1 at bus 1 in period 1"));
    }
}
