package org.flexopf.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.flexopf.casefile.CaseFileException;
import org.flexopf.network.InvalidNetworkException;
import org.junit.jupiter.api.Test;

class SystemFileTest {

    private static String hand2() throws IOException {
        try (InputStream stream = Systems.class.getResourceAsStream("cases/hand2.json")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\\s+", " ");
        }
    }

    @Test
    void aSystemIsReadAsItIsWritten() throws IOException {
        TsoDsoSystem system = SystemFile.parse("hand2", hand2());
        assertThat(system.dayAheadPrice()).isEqualTo(40.0);
        assertThat(system.transmission().imbalance()).containsExactly(-5.5, 0.0);
        assertThat(system.transmission().scheduledInjection()).isEqualTo(4.0);
        Feeder feeder = system.feeder("H");
        assertThat(feeder.interfaceBus()).isEqualTo(2);
        assertThat(feeder.scheduledFlow()).isEqualTo(4.0);
        assertThat(feeder.scheduledLoss()).isCloseTo(0.0, within(1e-12));
        assertThat(feeder.area().network().branch(1).rating()).isEqualTo(4.5);
        assertThat(feeder.area().network().bus(1).vMax()).isEqualTo(1.0);
        Resource pays = feeder.area().resources().get(2);
        assertThat(pays.down()).isEqualTo(new Offer(2.0, -30.0));
        assertThat(pays.hasFreeReactivePower()).isFalse();
        assertThat(system.resources().map(Resource::id)).containsExactly("t1", "h1", "h2", "h3");
    }

    @Test
    void allFaultsOfAFileAreToldAtOnce() throws IOException {
        String faulty = hand2().replace("\"dayAheadPrice\": 40.0", "\"dayAheadPrice\": \"cheap\"")
                .replace("\"cDn\": -20.0", "\"cDown\": -20.0")
                .replace("\"r\": 0.001, \"x\": 0.001, \"rate\": 4.5", "\"r\": 0.001, \"rate\": 4.5")
                .replace("\"H\": 4.0", "\"G\": 4.0");
        assertThatThrownBy(() -> SystemFile.parse("faulty", faulty))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("6 faults")
                .hasMessageContaining("dayAheadPrice, line 1")
                .hasMessageContaining("the text \"cheap\"")
                .hasMessageContaining("transmission.bids[0].cDn")
                .hasMessageContaining("transmission.bids[0].cDown")
                .hasMessageContaining("distribution[0].branches[0].x")
                .hasMessageContaining("schedule.interface.H");
    }

    @Test
    void allFaultsOfASystemAreToldAtOnce() throws IOException {
        String faulty = hand2().replace("\"interface\": 2", "\"interface\": 7")
                .replace("\"id\": \"h2\", \"bus\": 4", "\"id\": \"h1\", \"bus\": 9")
                .replace("\"up\": 5.0", "\"up\": -5.0");
        assertThatThrownBy(() -> SystemFile.parse("faulty", faulty))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining(
                        "feeder H: interface at bus 7: there is no such transmission bus; give one of [1, 2]")
                .hasMessageContaining("resource h1 of network H: id h1: this id occurs more than once")
                .hasMessageContaining("resource h1 of network H: bus 9: network H has no such bus")
                .hasMessageContaining("quantity up -5.0 MW: it counts from zero");
    }

    @Test
    void faultsOfANetworkNameTheNetwork() throws IOException {
        String faulty = hand2().replace("\"from\": 2, \"to\": 3", "\"from\": 2, \"to\": 33");
        assertThatThrownBy(() -> SystemFile.parse("faulty", faulty))
                .hasMessageContaining("network H, branch 2 (2-33)")
                .hasMessageContaining("there is no such bus");
    }

    @Test
    void aScheduleThatIsNotBalancedIsAFault() throws IOException {
        String faulty = hand2().replace("\"p0\": 4.0", "\"p0\": 4.5");
        assertThatThrownBy(() -> SystemFile.parse("faulty", faulty))
                .hasMessageContaining("transmission injects 4.5 MW and feeders take 4.0 MW: it is not balanced");
    }

    @Test
    void whatIsNoSystemIsToldPlainly() {
        assertThatThrownBy(() -> SystemFile.parse("x.json", "{"))
                .isInstanceOf(CaseFileException.class)
                .hasMessageContaining("x.json");
        assertThatThrownBy(() -> SystemFile.parse("x.json", "[]")).hasMessageContaining("a system is an object");
        assertThatThrownBy(() -> SystemFile.read(Path.of("no-such-file.json")))
                .isInstanceOf(CaseFileException.class)
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> Systems.load("three"))
                .isInstanceOf(CaseFileException.class)
                .hasMessageContaining("two-feeders");
        assertThatThrownBy(() -> SystemFile.parse("x.json", "{}"))
                .hasMessageContaining("transmission, line 1 column 1: no value: this field is required");
    }

    @Test
    void bundledSystemsAreSystems() {
        for (String name : Systems.names()) {
            assertThat(Systems.load(name).feeders()).isNotEmpty();
            assertThat(Systems.load(name).name()).isEqualTo(name);
        }
        TsoDsoSystem system = Systems.load("two-feeders");
        assertThat(system.buyers()).extracting(CommercialBuyer::direction).containsExactly(Direction.UP);
        assertThat(system.held()).extracting(HeldFlexibility::owner).isEqualTo(List.of("DSO town"));
        assertThatThrownBy(() -> system.feeder("city")).hasMessageContaining("[town, village]");
    }
}
