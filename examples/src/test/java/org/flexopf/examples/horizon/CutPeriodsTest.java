package org.flexopf.examples.horizon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.flexopf.casefile.HorizonCase;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.network.Storage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Horizons whose periods are cut in equal parts. */
class CutPeriodsTest {

    /**
     * What integers, ramps and decay each do to a horizon whose periods are cut in equal parts, by figures of
     * independent programs; without any of them nothing changes.
     */
    @ParameterizedTest
    @CsvSource({
        "b_negative_binary, 1, 0, -1035.33",
        "b_negative_binary, 8, 0, -1046.59",
        "b_negative_relaxed, 1, 0, -1061.07",
        "b_negative_relaxed, 8, 0, -1061.07",
        "most_ramp1, 1, 0, 41099.91",
        "most_ramp1, 2, 0, 41162.41",
        "b_toy, 1, 0.05, 5748.71",
        "b_toy, 2, 0.05, 5747.74",
        "b_toy, 8, 0.05, 5752.63",
        "b_toy, 8, 0, 5707.78"
    })
    void cuttingPeriodsMattersWithIntegersRampsAndDecay(String name, int parts, double decay, double cost)
            throws IOException {
        TimeCase read = TimeCase.read(name);
        Network network = read.given().network().toBuilder()
                .mapDevices(
                        Storage.KIND, storage -> decay > 0.0 ? ((Storage) storage).withSelfDischarge(decay) : storage)
                .build();
        List<Double> hours = new ArrayList<>();
        List<Profile> profiles = new ArrayList<>();
        for (int t = 0; t < read.given().hours().size(); t++) {
            for (int part = 0; part < parts; part++) {
                hours.add(read.given().hours().get(t) / parts);
                profiles.add(read.given().profiles().get(t).over(network));
            }
        }
        TimeCase cut = new TimeCase(
                new HorizonCase(
                        network,
                        hours,
                        profiles,
                        read.given().models(),
                        read.given().valueOfLostLoad()),
                read.answers());
        assertThat(TimeCase.opf("dc").solve(cut.problem()).orElseThrow().objective())
                .isCloseTo(cost, within(0.006));
    }
}
