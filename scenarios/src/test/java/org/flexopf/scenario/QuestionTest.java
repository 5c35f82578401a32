package org.flexopf.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flexopf.casefile.Cases;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.HorizonProblem;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.socp.BranchFlowSocp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions that are no single optimal power flow. */
class QuestionTest {

    private static final Network FEEDER = Cases.load("ieee33-dg");
    private static final Opf SOCP = Opf.of(new BranchFlowSocp());

    @TempDir
    private Path folder;

    private static Study demand(Question question) {
        return Study.asking(question, FEEDER, MonteCarlo.loads()).withSeed(7).withCount(40);
    }

    private static Question demandOf(String name) {
        return Question.of(
                name,
                List.of(new Question.Column("demand", "MW"), Question.Column.of("luck")),
                drawing -> Answer.of(
                        drawing.network().loads().stream()
                                .mapToDouble(load -> load.p())
                                .sum(),
                        drawing.chance(0)));
    }

    @Test
    void aFunctionSeesTheDrawsThatAnOpfSees() {
        List<Row> asked = demand(demandOf("demand")).rows(2);
        List<Row> solved = Study.of(OpfProblem.of(FEEDER), SOCP, MonteCarlo.loads())
                .withSeed(7)
                .withCount(40)
                .keeping(List.of("demand"))
                .rows(1);
        for (int k = 0; k < 40; k++) {
            assertThat(asked.get(k).values()[0]).isEqualTo(solved.get(k).values()[0], within(1e-12));
        }
        assertThat(asked).extracting(row -> row.values()[1]).doesNotHaveDuplicates();
        assertThat(demand(demandOf("demand"))
                        .keeping(List.of("luck"))
                        .rows(1)
                        .get(3)
                        .values())
                .containsExactly(asked.get(3).values()[1]);
        assertThatExceptionOfType(InvalidNetworkException.class)
                .isThrownBy(() -> demand(demandOf("demand")).keeping(List.of("profit")))
                .withMessageContaining("choose among [demand (MW), luck]");
        assertThat(demand(demandOf("one")).identity())
                .isNotEqualTo(demand(demandOf("another")).identity());
    }

    @Test
    void whatThrowsIsARowThatSaysSo() throws IOException {
        Question question = Question.of("moody", List.of(Question.Column.of("x")), drawing -> {
            if (drawing.number() % 10 == 3) {
                throw new IllegalStateException("I do not like the number " + drawing.number());
            }
            return Answer.of((double) drawing.number());
        });
        StudyFolder kept = StudyFolder.at(folder.resolve("moody"));
        kept.run(demand(question), 2, StudyProgress.NONE);
        assertThat(kept.table().statuses()).isEqualTo(Map.of("OPTIMAL", 36L, "FAILED", 4L));
        assertThat(Files.readAllLines(folder.resolve("moody/failures.csv")))
                .hasSize(5)
                .contains("13,FAILED,\"draw 13 failed: java.lang.IllegalStateException: I do not like the number 13\"");
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(
                        () -> demand(question).withFailures(FailurePolicy.STOP).rows(2))
                .withMessageContaining("I do not like the number 3");
    }

    /** Wherever the study was left, failures are those of its rows. */
    @Test
    void failuresAreThoseOfTheRowsThatWereKept() throws IOException {
        Question question = Question.of(
                "odd",
                List.of(Question.Column.of("x")),
                drawing -> drawing.number() % 2 == 0
                        ? Answer.of(1.0)
                        : new Answer("REFUSED", "it is \"odd\"", new double[0]));
        StudyFolder whole = StudyFolder.at(folder.resolve("whole"));
        whole.run(demand(question), 1, StudyProgress.NONE);
        StudyFolder parts = StudyFolder.at(folder.resolve("parts"));
        for (long end : new long[] {1, 2, 7, 8, 30}) {
            assertThatExceptionOfType(StudyStoppedException.class)
                    .isThrownBy(() -> parts.run(demand(question), 2, (done, total, failures) -> done < end));
            // As if the machine had stopped between the failure and its row.
            Files.writeString(
                    folder.resolve("parts/failures.csv"),
                    end + ",REFUSED,\"not kept\"\n" + (end + 1) + ",REFU",
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
        }
        parts.run(demand(question), 2, StudyProgress.NONE);
        for (String file : List.of("runs.csv", "failures.csv")) {
            assertThat(Files.readString(folder.resolve("parts").resolve(file)))
                    .isEqualTo(Files.readString(folder.resolve("whole").resolve(file)));
        }
        assertThat(Files.readString(folder.resolve("whole/failures.csv"))).contains("1,REFUSED,\"it is \"\"odd\"\"\"");
    }

    @Test
    void whatTakesTooLongIsInterrupted() {
        Question question = Question.of("slow", List.of(Question.Column.of("x")), drawing -> {
            if (drawing.number() == 1) {
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return Answer.of((double) drawing.number());
        });
        List<Row> rows = demand(question)
                .withTimeLimit(Duration.ofMillis(300))
                .withCount(4)
                .rows(1);
        assertThat(rows).extracting(Row::status).containsExactly("OPTIMAL", "TIME_LIMIT", "OPTIMAL", "OPTIMAL");
        assertThat(rows.get(1).message()).contains("more than 0.3 s");
        assertThat(Thread.interrupted()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> demand(question).retryingWith(List.of()))
                .withMessageContaining("no solver can be asked");
    }

    /** A plan of least losses: they are in MWh, what is minimised in its own unit, and the cost in currency. */
    @Test
    void aPlanOfAnotherObjectiveHasACostToo() {
        HorizonProblem day = new HorizonProblem(
                OpfProblem.of(FEEDER).withObjective(Objective.losses()),
                Horizon.ofHours(1.0, 2.0),
                List.of(Profile.of(FEEDER), Profile.of(FEEDER).withDemandTimes(0.8)));
        Study study = Study.asking(HorizonQuestion.of(day, SOCP), FEEDER, MonteCarlo.loads())
                .withCount(2)
                .keeping(List.of("objective", "losses", "cost", "cost@1", "cost@2", "bound"));
        assertThat(study.figures())
                .extracting(Question.Column::toString)
                .containsExactly(
                        "objective (MW h)",
                        "losses (MWh)",
                        "cost (currency)",
                        "cost@1 (currency/h)",
                        "cost@2 (currency/h)",
                        "bound (MW h)");
        for (Row row : study.rows(1)) {
            double[] values = row.values();
            assertThat(values[0]).isGreaterThan(0.05).isEqualTo(values[1], within(1e-6));
            assertThat(values[2]).isGreaterThan(100.0).isEqualTo(values[3] + 2.0 * values[4], within(1e-9));
        }
    }

    /** Two periods of a day, each drawn by itself, are two optimal power flows where nothing is stored. */
    @Test
    void aHorizonIsDrawnPeriodByPeriod() {
        OpfProblem problem = OpfProblem.of(FEEDER);
        HorizonProblem day = new HorizonProblem(
                problem,
                Horizon.ofHours(1.0, 2.0),
                List.of(Profile.of(FEEDER), Profile.of(FEEDER).withDemandTimes(0.8)));
        List<String> figures = List.of("cost", "demand", "voltageMin", "price.18@2", "losses");
        Study each = Study.asking(HorizonQuestion.of(day, SOCP).drawnEachPeriod(), FEEDER, MonteCarlo.loads())
                .withSeed(7)
                .withCount(3)
                .keeping(figures);
        Study once = Study.asking(HorizonQuestion.of(day, SOCP), FEEDER, MonteCarlo.loads())
                .withSeed(7)
                .withCount(3)
                .keeping(figures);
        assertThat(each.columns()).isEqualTo(figures);
        for (Study study : List.of(each, once)) {
            for (Row row : study.rows(2)) {
                Drawing drawing = new Drawing(MonteCarlo.loads(), FEEDER, row.draw(), 7);
                List<OpfSolution> alone = new ArrayList<>();
                for (int t = 0; t < 2; t++) {
                    Profile profile = day.profiles().get(t);
                    Draw draw = study == each ? drawing.over(profile, t) : drawing.over(profile);
                    alone.add(SOCP.solve(draw.profile().applied()).orElseThrow());
                }
                double[] values = row.values();
                assertThat(values[0])
                        .isEqualTo(alone.get(0).objective() + 2.0 * alone.get(1).objective(), within(1e-4));
                assertThat(values[1])
                        .isEqualTo(
                                IntStream.range(0, 2)
                                        .mapToDouble(t -> (t + 1)
                                                * alone.get(t).network().loads().stream()
                                                        .mapToDouble(load -> load.p())
                                                        .sum())
                                        .sum(),
                                within(1e-9));
                assertThat(values[2])
                        .isEqualTo(
                                alone.stream()
                                        .flatMap(solution -> IntStream.range(0, 33)
                                                .mapToObj(
                                                        bus -> solution.point().vm(bus)))
                                        .mapToDouble(Double::doubleValue)
                                        .min()
                                        .orElseThrow(),
                                within(1e-4));
                assertThat(values[3])
                        .isEqualTo(
                                org.flexopf.pricing.nodal.NodalPrices.of(alone.get(1))
                                        .active(FEEDER.bus(18)),
                                within(1e-3));
            }
        }
    }
}
