package org.flexopf.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.flexopf.casefile.CaseFileException;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.casefile.CaseOptions;
import org.flexopf.casefile.Cases;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.NoSuitableSolverException;
import org.junit.jupiter.api.Test;

/** A study in words is the study. */
class StudyJobTest {

    private static final String SWEEP =
            "{\"kind\": \"sweep\", \"parameter\": \"pv\", \"what\": \"load\", \"values\": [1, 100, 0.9, 200, 1]}";

    private static StudyJob whole() {
        return StudyJob.of(Cases.load("ieee33-dg"), "lindistflow")
                .withDraws("sweep \"5\"", SWEEP)
                .withModel("socp")
                .withObjective("voltage")
                .withSolver("interior-point")
                .withCount(4)
                .withSeed(Long.MIN_VALUE + 1)
                .keeping(List.of("losses", "price.18"))
                .withFailures(FailurePolicy.STOP)
                .retryingWith(List.of("interior-point"))
                .withTimeLimit(Duration.ofMillis(90_125));
    }

    @Test
    void nothingIsLostOnTheWay() {
        StudyJob job = whole();
        StudyJob arrived = StudyJob.parse("job", job.toJson());
        assertThat(arrived).isEqualTo(job);
        assertThat(arrived.study().identity()).isEqualTo(job.study().identity());
        StudyJob plain = StudyJob.of(Cases.load("ieee33-dg"), "socp");
        assertThat(StudyJob.parse("job", plain.toJson())).isEqualTo(plain);
        assertThat(plain.study().identity())
                .isEqualTo(Study.of(OpfProblem.of(plain.network()), Opf.of(new BranchFlowSocp()), MonteCarlo.loads())
                        .identity());
        assertThat(job.study().identity())
                .doesNotContainEntry("seed", "1")
                .isNotEqualTo(plain.study().identity());
    }

    /** Every bundled case has the same bits in every number, and the same nodes. */
    @Test
    void everyCaseArrivesAsItIs() {
        CaseOptions merging = new CaseOptions(false, false, true);
        for (String name : Cases.names()) {
            Network network = CaseFiles.read(name, merging);
            Network arrived =
                    StudyJob.parse("job", StudyJob.of(network, "dc").toJson()).network();
            assertThat(Digest.of(arrived)).as(name).isEqualTo(Digest.of(network));
        }
    }

    @Test
    void piecesAreTheRowsOfTheWhole() {
        Study study = StudyJob.of(Cases.load("ieee33-dg"), "socp")
                .withCount(12)
                .keeping(List.of("cost", "price.18"))
                .study();
        List<Row> rows = study.rows(2);
        List<Row> pieces = new ArrayList<>();
        for (int first : new int[] {0, 5, 6}) {
            study.rows(first, first == 0 ? 5 : first == 5 ? 6 : 12).forEachRemaining(pieces::add);
        }
        assertThat(pieces).isEqualTo(rows);
        assertThatIllegalArgumentException().isThrownBy(() -> study.rows(5, 13)).withMessageContaining("0 to 11");
    }

    @Test
    void aPieceEndsWithTheRowThatEndsTheStudy() {
        Study study = whole().study();
        Iterator<Row> rows = study.rows(0, 4);
        assertThat(rows.next().isOptimal()).isTrue();
        Row last = rows.next();
        assertThat(last.status()).isEqualTo("PRIMAL_INFEASIBLE");
        assertThat(study.whyStop(last))
                .hasValueSatisfying(why -> assertThat(why).startsWith("draw 1 has no optimum"));
        assertThat(rows.hasNext()).isFalse();
        List<Row> all = new ArrayList<>();
        whole().withFailures(FailurePolicy.RECORD).study().rows(0, 4).forEachRemaining(all::add);
        assertThat(all).extracting(Row::isOptimal).containsExactly(true, false, true, false);
    }

    @Test
    void faultsAreToldAllAtOnce() {
        String text = whole().toJson();
        assertThatExceptionOfType(InvalidNetworkException.class)
                .isThrownBy(() -> StudyJob.parse(
                        "job.json",
                        text.replace("\"stop\"", "\"sometimes\"")
                                .replace("\"count\" : 4", "\"count\" : 0.5")
                                .replace("\"seed\" : \"-9223372036854775807\"", "\"seed\" : \"many\"")
                                .replace("\"keep\"", "\"columns\"")))
                .withMessageContaining("one of record, stop")
                .withMessageContaining("it is no number of draws")
                .withMessageContaining("it is no whole number")
                .withMessageContaining("columns");
        assertThatExceptionOfType(InvalidNetworkException.class)
                .isThrownBy(() -> StudyJob.parse("job.json", text.replace("\"version\" : 1", "\"version\" : 2")))
                .withMessageContaining("this library reads flexopf-study of version 1");
        assertThatExceptionOfType(CaseFileException.class).isThrownBy(() -> StudyJob.parse("job.json", "draws"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> whole().withModel("crystal-ball").study())
                .withMessageContaining("no formulation named 'crystal-ball' is installed");
        assertThatExceptionOfType(NoSuitableSolverException.class)
                .isThrownBy(() -> whole().withSolver("oracle").study())
                .withMessageContaining("no solver named 'oracle'");
    }

    @Test
    void columnsCanBeToldApart() {
        String other = SWEEP.replace("\"pv\"", "\"Cost\"");
        assertThatExceptionOfType(InvalidNetworkException.class)
                .isThrownBy(() -> whole().withDraws("draws", other)
                        .keeping(List.of("cost"))
                        .study())
                .withMessageContaining("cost: there is another column of this name");
        assertThatExceptionOfType(InvalidNetworkException.class)
                .isThrownBy(() -> whole().withDraws("draws", SWEEP.replace("\"pv\"", "\"a,b\""))
                        .study())
                .withMessageContaining("'a,b': a table cannot have a column of this name");
        assertThatExceptionOfType(InvalidNetworkException.class)
                .isThrownBy(() -> whole().withDraws("draws", SWEEP.replace("\"pv\"", "\"status\""))
                        .study())
                .withMessageContaining("status: there is another column of this name");
        Map<String, String> identity = whole().study().identity();
        assertThat(identity).containsEntry("parameters", "[pv]");
    }
}
