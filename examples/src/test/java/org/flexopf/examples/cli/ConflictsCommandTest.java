package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code opf conflicts}, against answers of an independent program. */
class ConflictsCommandTest {

    private static final Agreement CLOSE = new Agreement(1e-6, 1e-6);

    /** Amounts above zero are listed, and no others: the objects have exactly the fields of the expected ones. */
    @Test
    void allTimeUnitsOfAllVariantsAreAsExpected() throws IOException {
        Run run = run("conflicts", Agreement.file("conflicts.json").toString(), "--json", "-");
        JsonNode expected = Agreement.json("expected-conflicts.json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        CLOSE.check("conflicts", run.json(), expected);
        int units = 0;
        for (int k = 0; k < expected.size(); k++) {
            for (int t = 0; t < expected.get(k).path("units").size(); t++) {
                units++;
                JsonNode unit = run.json().get(k).get("units").get(t);
                JsonNode other = expected.get(k).get("units").get(t);
                String where = "unit " + (t + 1) + " of " + other;
                CLOSE.checkSameFields(where, unit.get("dsoAllocation"), other.get("dsoAllocation"));
                CLOSE.checkSameFields(where, unit.get("dsoShortfall"), other.get("dsoShortfall"));
                for (String policy : new String[] {"DSO_FIRST", "TSO_FIRST", "VALUE"}) {
                    for (String field : new String[] {"activations", "overloadMW"}) {
                        CLOSE.checkSameFields(
                                where,
                                unit.get("resolution").get(policy).get(field),
                                other.get("resolution").get(policy).get(field));
                    }
                }
            }
        }
        assertThat(units).isEqualTo(20);
    }

    @Test
    void conflictsAreToldInSentencesWithFigures() {
        Run run = run("conflicts", Agreement.file("conflicts.json").toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("time unit 4: c")
                .contains("the DSO of area 2 takes 1 MW up (e2 1 MW) against 1 MW of overload, and the TSO, who asks "
                        + "for 1.5 MW down, needs 2.5 MW down after that and finds 0.1 MW: without the DSO's step it "
                        + "would find 1.7 MW")
                .contains("the TSO needs 2 MW down and the assets have 2.2 MW, but only 0.8 MW overload no transformer")
                .contains("the TSO asks for 6 MW down, and the assets have 1.7 MW in that direction")
                .contains("1 of 1 MW beyond the TSO's wish are made up for at 12.00, paid by the DSO of area 2: 12.00")
                .contains("1.2 MW serve both: paid once, DSO and TSO pay 21.00 each; paid twice, 42.00 each");
    }

    @Test
    void todayOnlyTheTsoComesIntoTheWay() throws IOException {
        Run run = run("conflicts", Agreement.file("conflicts.json").toString(), "--set-up", "today", "--json", "-");
        assertThat(run.exitCode()).isZero();
        for (JsonNode day : run.json()) {
            for (JsonNode unit : day.get("units")) {
                assertThat(unit.get("conflicts").toString()).isIn("[]", "[\"b\"]", "[\"shortage\"]");
                assertThat(unit.get("dsoAllocation")).isEmpty();
            }
        }
        // Area 2 has 1 MW of overload at unit 3, of which today's DSO cannot be rid.
        assertThat(run.json()
                        .get(0)
                        .get("units")
                        .get(2)
                        .get("dsoShortfall")
                        .get("2")
                        .asDouble())
                .isEqualTo(1.0);
        assertThat(run.json().get(0).get("units").get(4).get("conflicts").toString())
                .isEqualTo("[\"b\"]");
    }

    @Test
    void theBalanceResponsiblePartyCanBeChargedInstead() {
        Run run = run("conflicts", Agreement.file("conflicts.json").toString(), "--imbalance-paid-by", "brp");
        assertThat(run.out()).contains("are made up for at 12.00, paid by the balance responsible party");
    }

    @Test
    void allFaultsOfAFileAreTold(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("day.json"), """
                {"name": "bad", "valueDso": 300, "valueTso": -1, "tsoRequest": [0, 1],
                 "areas": [{"id": 1, "transformerMW": 6, "demand": [4]}],
                 "assets": [{"id": "e", "area": 7, "up": [0, -2], "down": [0, 0], "priceUp": 1, "priceDown": 2}]}
                """);
        Run run = run("conflicts", file.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("has 4 faults")
                .contains("value of the request -1.0 currency per MW")
                .contains("area 1: 1 figures of demand: the TSO's request has 2 time units")
                .contains("asset 'e': area 7: there is no such area; give one of [1]")
                .contains("asset 'e', time unit 2: up -2.0 MW");
        Files.writeString(file, "{\"tsoRequest\": 3, \"colour\": 1}");
        assertThat(run("conflicts", file.toString()).err())
                .contains("valueDso")
                .contains("tsoRequest, line 1 column")
                .contains("colour");
        Files.writeString(file, "[3]");
        assertThat(run("conflicts", file.toString()).err()).contains("a day of flexibility is an object");
    }
}
