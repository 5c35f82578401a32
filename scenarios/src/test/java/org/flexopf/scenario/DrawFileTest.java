package org.flexopf.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.flexopf.casefile.Cases;
import org.flexopf.network.CostCurve;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;
import org.junit.jupiter.api.Test;

/** Files that say what is drawn: each is another source, and whatever is wrong with one is told at once. */
class DrawFileTest {

    private static final Network FEEDER = Cases.load("ieee33-dg");
    private static final String NORMAL = "\"factor\": {\"distribution\": \"normal\", \"mean\": 1, \"deviation\": 0.1}";

    private static DrawSource read(String text) {
        return DrawFile.parse("draws.json", text, FEEDER);
    }

    private static String refusal(String text) {
        return catchThrowableOfType(InvalidNetworkException.class, () -> read(text))
                .getMessage();
    }

    /** Faults of one part hide none of another, and what follows from a fault is none. */
    @Test
    void faultsAreToldAllAtOnce() {
        String message = refusal("""
                [{"kind": "monte-carlo", "draws": 0, "vary": [
                    {"what": "load", "correlation": -0.2, %s},
                    {"what": "price", "correlation": 7, %s},
                    {"what": "load", "factor": {"distribution": "gamma", "shape": 2}},
                    {"what": "load", "factor": {"distribution": "normal", "mean": 1, "deviation": -1}}]},
                 {"kind": "sweep", "parameter": "pv", "what": "load", "values": []},
                 {"kind": "time-series", "file": "no-such-file.csv"},
                 {"kind": "weather", "place": "here"}]
                """.formatted(NORMAL, NORMAL));
        assertThat(message)
                .contains("draws.json has 8 faults")
                .contains("[0], line 1 column 2: as given: there are to be 0 draws")
                .contains("the correlation is -0.2; give one from 0 to 1")
                .contains("the correlation is 7.0; give one from 0 to 1")
                .contains("the text \"gamma\": one of normal, log-normal, uniform is wanted here")
                .contains("the deviation is -1.0; give a number above 0")
                .contains("the values of pv are []; give one finite number or more")
                .contains("time series: no-such-file.csv: there is no file no-such-file.csv; name a CSV file")
                .contains("the text \"weather\": one of monte-carlo, outages, sweep, time-series is wanted here");
        assertThat(refusal("{\"kind\": \"monte-carlo\"}"))
                .contains("\n  line 1 column 1: no vary: nothing would vary; name what varies");
        assertThat(refusal("{\"kind\": \"outages\", \"branches\": [2, 99, 2], \"generators\": [77]}"))
                .contains(
                        "branch 99: there is no branch 99", "branch 2: it is named twice", "there is no generator 77");
    }

    /** A factor that is never drawn has no weight that could make up for it. */
    @Test
    void whatIsSampledReachesAsFarAsWhatThereIs() {
        Distribution truth = new Distribution.Normal(1.0, 0.1, 3.0);
        Uncertainty load = Uncertainty.of(Quantity.LOAD, truth);
        assertThat(load.sampledFrom(new Distribution.Uniform(0.5, 1.5)).sampled())
                .isPresent();
        for (Distribution tooShort : List.of(
                new Distribution.Uniform(0.8, 1.5),
                new Distribution.Uniform(0.5, 1.2),
                new Distribution.Normal(1.2, 0.1, 3.0))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> load.sampledFrom(tooShort))
                    .withMessageContaining("factors from 0.7 to 1.3 are to be sampled from ")
                    .withMessageContaining("no weight makes up for it");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Uncertainty.of(Quantity.LOAD, Distribution.Normal.of(1.0, 0.1))
                        .sampledFrom(new Distribution.LogNormal(1.0, 0.5)));
    }

    /** Statistics of sampled draws need their weights. */
    @Test
    void weightsOfSampledDrawsAreKept() {
        String sampled = "{\"kind\": \"monte-carlo\", \"vary\": [{\"what\": \"load\", \"elements\": [2], "
                + "\"sampled\": {\"distribution\": \"normal\", \"mean\": 1.3, \"deviation\": 0.1}, " + NORMAL + "}]}";
        StudyJob job =
                StudyJob.of(FEEDER, "dc").withDraws("draws.json", sampled).withCount(4);
        assertThatExceptionOfType(InvalidNetworkException.class)
                .isThrownBy(job::study)
                .withMessageContaining("the weights of draws are not kept; keep the figure weight as well");
        List<Row> rows = job.keeping(List.of("cost", "weight")).study().rows(1);
        assertThat(rows).extracting(row -> row.values()[1]).doesNotContain(1.0, Double.NaN);
        DrawSource product = read("[" + sampled + ", {\"kind\": \"outages\"}]");
        assertThat(product.isWeighted()).isTrue();
        assertThat(MonteCarlo.loads().isWeighted()).isFalse();
    }

    /** Branches and units have numbers of their own, and so parameters of their own. */
    @Test
    void unitsGoOutToo() {
        DrawSource outages = read("{\"kind\": \"outages\", \"generators\": [2], \"branches\": [33]}");
        assertThat(outages.parameters()).containsExactly("outage", "outage.generator");
        Drawing branch = new Drawing(outages, FEEDER, 1, 1);
        assertThat(branch.draw().parameters()).containsEntry("outage", 33.0).containsEntry("outage.generator", 0.0);
        Drawing unit = new Drawing(outages, FEEDER, 2, 1);
        assertThat(unit.draw().parameters()).containsEntry("outage", 0.0).containsEntry("outage.generator", 2.0);
        assertThat(unit.network().generator(2).inService()).isFalse();
        StudyJob byName = StudyJob.of(Cases.load("pjm5"), "dc").withDraws(DrawFile.OUTAGES, DrawFile.OUTAGES);
        assertThat(byName.study().count()).isEqualTo(7);
        assertThat(byName.drawsFolder())
                .as("what names no file is the same from wherever it is called")
                .isEmpty();
        assertThat(StudyJob.parse("job", byName.toJson()).study().rows(1))
                .isEqualTo(byName.withDraws("draws.json", "{\"kind\": \"outages\"}")
                        .study()
                        .rows(1));
    }

    /** A draw that makes no case says which draw, which element and which value. */
    @Test
    void aDrawThatMakesNoCaseNamesWhatIsWrong() {
        String[] sweeps = {"price", "availability"};
        String[] causes = {
            "draw 1 makes no case: generator 1: cost times -2.0: quadratic coefficient",
            "draw 1 makes no case: generator 1: availability times -2.0 is less than nothing; give numbers from 0"
        };
        Network quadratic = Cases.load("ieee33-dg");
        for (int k = 0; k < sweeps.length; k++) {
            String draws = "{\"kind\": \"sweep\", \"parameter\": \"x\", \"what\": \"" + sweeps[k]
                    + "\", \"elements\": [1], \"values\": [1, -2]}";
            Row row = StudyJob.of(k == 0 ? concave(quadratic) : quadratic, "dc")
                    .withDraws("draws", draws)
                    .study()
                    .rows(1)
                    .get(1);
            assertThat(row.status()).isEqualTo(Row.INVALID);
            assertThat(row.message()).startsWith(causes[k]);
        }
    }

    /** The feeder with a cost that bends, so that a factor below zero makes it none. */
    private static Network concave(Network network) {
        return network.toBuilder()
                .mapGenerators(unit -> unit.withCost(CostCurve.quadratic(6.0, 20.0, 0.0)))
                .build();
    }

    @Test
    void distributionsSayWhereTheyEnd() {
        Distribution cut = new Distribution.Normal(1.0, 0.1, 3.0);
        assertThat(cut.least()).isEqualTo(cut.quantile(1e-15), within(1e-9));
        assertThat(cut.largest()).isEqualTo(cut.quantile(1.0 - 1e-15), within(1e-9));
        assertThat(Distribution.Normal.of(1.0, 0.1).least()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(new Distribution.LogNormal(1.0, 0.1).least()).isZero();
        assertThat(new Distribution.LogNormal(1.0, 0.1).largest()).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
