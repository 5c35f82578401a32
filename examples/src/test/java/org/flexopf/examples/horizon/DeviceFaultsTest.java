package org.flexopf.examples.horizon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flexopf.casefile.HorizonCase;
import org.flexopf.network.InvalidNetworkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices of a horizon that make no sense: all faults at once, each with device, period, value, cause and fix. */
class DeviceFaultsTest {

    @TempDir
    private Path folder;

    private String faults(String h, String devices) throws IOException {
        Path file = folder.resolve("wrong.json");
        Files.writeString(file, "{\"h\": " + h + ", \"devices\": [" + devices + "]}");
        InvalidNetworkException refused =
                catchThrowableOfType(InvalidNetworkException.class, () -> HorizonCase.read(file));
        assertThat(refused).isNotNull();
        return refused.getMessage();
    }

    @Test
    void allFaultsOfAllDevicesAreTold() throws IOException {
        String told = faults("[0.5, 2, 0.25]", """
                {"name": "cut", "kind": "curtailable", "bus": 1, "baseline_mw": [1, 2], "max_curtail_mw": 1},
                {"name": "less", "kind": "curtailable", "bus": 1, "baseline_mw": 1, "max_curtail_mw": [1, -1, 1],
                 "max_activated_periods": 1.5},
                {"name": "shift", "kind": "shiftable", "bus": 1, "baseline_mw": 1, "up_max_mw": 1, "down_max_mw": 1,
                 "windows": [{"first": 1, "last": 2}, {"first": 2, "last": 3}, {"first": 3, "last": 9}]},
                {"name": "pay", "kind": "payback", "bus": 1, "baseline_mw": 1, "up_max_mw": 1,
                 "down_max_mw": [1, 1, 0.5], "within_periods": 0},
                {"name": "house", "kind": "thermostatic", "bus": 1, "r_k_per_mw": 0, "c_mwh_per_k": 1,
                 "p_max_mw": 1, "ambient_c": 5, "initial_c": 20, "min_c": [18, 25, 18], "max_c": 22},
                {"name": "wash", "kind": "atomic", "bus": 1, "profile_mw": [1, 1], "start_periods": [2, 3, 4],
                 "must_run": true},
                {"name": "works", "kind": "chp", "bus": 1, "heat_demand_mw": 1, "vertices": [
                  {"p_mw": 0, "heat_mw": 0, "cost_per_h": 0}, {"p_mw": 4, "heat_mw": 0, "cost_per_h": 40},
                  {"p_mw": 2, "heat_mw": 0, "cost_per_h": 30}, {"p_mw": 1, "heat_mw": 3, "cost_per_h": 35}],
                 "heat_storage": {"charge_max_mw": 1, "discharge_max_mw": 1, "energy_max_mwh": 2,
                                  "energy_initial_mwh": 3}},
                {"name": "odd", "kind": "toaster", "bus": 1},
                {"name": "ev", "kind": "ev", "bus": 1, "first": 1, "last": 1, "charge_max_mw": 0.01,
                 "discharge_max_mw": 0, "energy_max_mwh": 0.06, "energy_arrival_mwh": 0.01,
                 "energy_departure_mwh": 0.05},
                {"name": "typo", "kind": "atomic", "bus": 1, "profil_mw": [1], "start_periods": [1]}
                """);

        assertThat(told)
                .contains(
                        "devices[0].baseline_mw, line 1",
                        ": 2 numbers: there are 3 periods; give one number for each period, or one for all",
                        "'less': 1.5 activated periods at most: it counts periods",
                        "'less' in period 2: largest curtailment -1.0 MW: it counts from zero",
                        "windows[1], line 5",
                        "a window from period 2 to 3: window 1 has period 2 too, and energy is kept in each alone; "
                                + "let one window end before the next one begins",
                        "a window from period 3 to 9: there are periods 1 to 3",
                        "'pay': a reduction of 0.5 MW in period 3: nothing is reduced in the last period",
                        "'pay': payback within 0 periods: what is reduced returns in later periods; give at least 1",
                        "'house': thermal resistance 0.0 K per MW: it lies above zero",
                        "'house' in period 2: temperature 25.0 to 22.0 degrees Celsius: there is nothing between",
                        "'wash', start_periods: period 4: there are periods 1 to 3",
                        "'wash': a start in period 3: the profile of 2 periods does not fit in before the end of "
                                + "period 3",
                        "'works': vertex 3 of 2.0 MW power and 0.0 MW heat at a cost of 30.0 per hour: the costs are "
                                + "not convex: a mixture of other vertices is there at 20.0 per hour",
                        "'works': initial energy of the heat store 3.0 MWh: it lies outside of 0 to 2.0 MWh",
                        "\"toaster\": devices of this kind are not read; take it out; known are atomic, "
                                + "charging-fleet, chp, "
                                + "curtailable, payback, shiftable, thermostatic, ev",
                        "'ev': 0.05 MWh at departure after period 1: with 0.01 MWh at arrival in period 1 it can have",
                        "devices[9].profile_mw",
                        "devices[9].profil_mw",
                        "wrong.json has 17 faults");
    }

    @Test
    void nothingReturnsInAHorizonOfOnePeriod() throws IOException {
        assertThat(faults(
                        "[0.5]",
                        "{\"kind\": \"payback\", \"bus\": 1, \"baseline_mw\": 1, \"up_max_mw\": 1, "
                                + "\"down_max_mw\": 1, \"within_periods\": 2}"))
                .contains(
                        "payback in a horizon of one period: what is reduced in period 1 returns in later periods, and "
                                + "there are none; give more periods, or a curtailable load");
    }
}
