package org.flexopf.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.flexopf.casefile.Cases;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.network.Branch;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.socp.BranchFlowSocp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows are those of draws solved one by one, whatever the threads and wherever a study is taken up. */
class StudyTest {

    private static final Network FEEDER = Cases.load("ieee33-dg");
    private static final Opf SOCP = Opf.of(new BranchFlowSocp());

    @TempDir
    private Path folder;

    private static Study study(long count) {
        return Study.of(OpfProblem.of(FEEDER), SOCP, MonteCarlo.loads())
                .withCount(count)
                .withSeed(7)
                .keeping(List.of("cost", "losses", "voltageMin", "price.18", "demand", "p.2"));
    }

    @Test
    void aRowIsWhatTheCaseOfItsDrawGives() {
        Row row = study(10).rows(1).get(9);
        Network drawn = MonteCarlo.loads()
                .draw(Draw.of(FEEDER), 9, Chance.of(7, 9), 0)
                .profile()
                .applied();
        OpfSolution base = SOCP.solve(FEEDER).orElseThrow();
        OpfSolution alone = SOCP.solveFrom(base, OpfProblem.of(drawn)).orElseThrow();
        assertThat(alone.objective())
                .isEqualTo(SOCP.solve(drawn).orElseThrow().objective(), within(1e-6 * alone.objective()));
        assertThat(row.draw()).isEqualTo(9);
        assertThat(row.values()[0]).isEqualTo(alone.objective(), within(1e-9 * alone.objective()));
        assertThat(row.values()[1]).isEqualTo(alone.point().activeLosses(), within(1e-9));
        assertThat(row.values()[3])
                .isEqualTo(NodalPrices.of(alone).active(drawn.buses().get(drawn.busIndex(18))), within(1e-7));
        assertThat(row.values()[4])
                .isEqualTo(drawn.loads().stream().mapToDouble(Load::p).sum(), within(1e-12));
        assertThat(row.values()[4])
                .isNotEqualTo(FEEDER.loads().stream().mapToDouble(Load::p).sum());
    }

    @Test
    void rowsAreTheSameBitsWhateverTheThreads() {
        List<Row> rows = study(60).rows(1);
        assertThat(study(60).rows(2)).isEqualTo(rows);
        assertThat(study(60).rows(8)).isEqualTo(rows);
        assertThat(study(60).withSeed(8).rows(2)).isNotEqualTo(rows);
    }

    /** Every combination of a time series, outages, prices and correlated loads, by programs of all kinds. */
    @Test
    void productsAreTheSameBitsWhateverTheThreadsAndWhereverTheyAreLeft() throws IOException {
        Files.writeString(
                folder.resolve("hours.csv"),
                "time,load.factor,availability.1.factor\n0,0.6,0.9\n1,0.8,0\n2,1.1,0.5\n3,0.3,0.1\n");
        String draws = """
                [{"kind": "time-series", "file": "hours.csv"},
                 {"kind": "outages", "branches": [2, 5], "generators": [3]},
                 {"kind": "sweep", "parameter": "level", "what": "price", "values": [0.8, 1.3]},
                 {"kind": "monte-carlo", "vary": [
                    {"what": "load", "correlation": 0.4,
                     "factor": {"distribution": "log-normal", "mean": 1, "deviation": 0.2}},
                    {"what": "reactive", "factor": {"distribution": "uniform", "least": 0.9, "largest": 1.1}}]}]
                """;
        for (String model : List.of("dc", "dc-ptdf", "socp")) {
            StudyJob job = StudyJob.of(Cases.load("pjm5"), model)
                    .withDraws("draws.json", draws, folder)
                    .keeping(List.of("cost", "bound", "demand", "p.1"))
                    .withSeed(11);
            StudyFolder whole = StudyFolder.at(folder.resolve(model + "1"));
            whole.run(job.study(), 1, StudyProgress.NONE);
            assertThat(whole.table().statuses()).containsKey(Row.OPTIMAL);
            for (int threads : new int[] {2, 8}) {
                StudyFolder left = StudyFolder.at(folder.resolve(model + threads));
                for (long end : new long[] {5, 11, 27}) {
                    assertThatExceptionOfType(StudyStoppedException.class)
                            .isThrownBy(() -> left.run(job.study(), threads, (done, total, failures) -> done < end));
                }
                left.run(job.study(), threads, StudyProgress.NONE);
                for (String file : List.of("runs.csv", "runs.parquet", "failures.csv")) {
                    if (Files.exists(whole.path().resolve(file))) {
                        assertThat(left.path().resolve(file))
                                .as("%s of %s", file, model)
                                .hasSameBinaryContentAs(whole.path().resolve(file));
                    } else {
                        assertThat(left.path().resolve(file)).doesNotExist();
                    }
                }
            }
        }
    }

    /** What is minimised has its own unit; what the dispatch costs is in currency whatever is minimised. */
    @Test
    void anyObjectiveIsAsked() {
        StudyJob job = StudyJob.of(FEEDER, "socp")
                .withObjective("losses")
                .withCount(3)
                .keeping(List.of("objective", "losses", "cost", "bound", "price.18"));
        Study study = StudyJob.parse("job", job.toJson()).study();
        assertThat(study.figures())
                .extracting(Question.Column::toString)
                .containsExactly(
                        "objective (MW)", "losses (MW)", "cost (currency/h)", "bound (MW)", "price.18 (MW/MW)");
        List<Row> cheapest = StudyJob.of(FEEDER, "socp")
                .withCount(3)
                .keeping(List.of("cost", "losses"))
                .study()
                .rows(1);
        List<Row> rows = study.rows(2);
        for (int k = 0; k < rows.size(); k++) {
            double[] values = rows.get(k).values();
            Network drawn = new Drawing(MonteCarlo.loads(), FEEDER, k, 1).network();
            OpfSolution alone = SOCP.solve(OpfProblem.of(drawn).withObjective(Objective.losses()))
                    .orElseThrow();
            assertThat(values[0]).isEqualTo(alone.objective(), within(1e-6));
            assertThat(values[0]).isEqualTo(values[1], within(1e-7));
            assertThat(values[3]).isEqualTo(values[0], within(1e-6));
            double cost = 0.0;
            for (int g = 0; g < drawn.generators().size(); g++) {
                cost += drawn.generators().get(g).cost().at(alone.point().pg(g));
            }
            assertThat(values[2]).isEqualTo(cost, within(1e-3 * cost));
            assertThat(values[2]).isGreaterThan(cheapest.get(k).values()[0]);
            assertThat(values[1]).isLessThan(cheapest.get(k).values()[1]);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> job.withModel("dc").study())
                .withMessageContaining("cannot minimise 'losses'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> job.withObjective("beauty").study())
                .withMessage("there is no objective 'beauty'; choose one of cost, losses, voltage, congestion, "
                        + "feasibility");
    }

    /** A formulation that cannot take the case is told before the first draw, not by each of them. */
    @Test
    void aFormulationThatCannotTakeTheCaseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudyJob.of(Cases.load("pjm5"), "lindistflow").study())
                .withMessageContaining("the formulation 'lindistflow' cannot take pjm5: it is meshed");
    }

    @Test
    void aFolderThatWasLeftIsTakenUpWhereItWas() throws IOException {
        StudyFolder whole = StudyFolder.at(folder.resolve("whole"));
        assertThat(whole.run(study(60), 2, StudyProgress.NONE)).isZero();
        byte[] rows = Files.readAllBytes(whole.path().resolve(StudyFolder.TABLE));
        assertThat(new String(rows, StandardCharsets.UTF_8).lines())
                .hasSize(61)
                .startsWith("draw,status,cost,losses,voltageMin,price.18,demand,p.2");
        for (int left : new int[] {0, 1, 17, 59}) {
            StudyFolder other = StudyFolder.at(folder.resolve("left" + left));
            if (left > 0) {
                assertThatExceptionOfType(StudyStoppedException.class)
                        .isThrownBy(() -> other.run(study(60), 2, (done, total, failures) -> done < left))
                        .satisfies(stopped -> assertThat(stopped.done()).isEqualTo(left));
            }
            assertThat(other.run(study(60), 1, StudyProgress.NONE)).isEqualTo(left);
            assertThat(Files.readAllBytes(other.path().resolve(StudyFolder.TABLE)))
                    .isEqualTo(rows);
        }
        assertThat(whole.run(study(60), 2, StudyProgress.NONE))
                .as("done before")
                .isEqualTo(60);
    }

    @Test
    void anotherStudyIsNotTakenUp() throws IOException {
        StudyFolder begun = StudyFolder.at(folder.resolve("begun"));
        begun.run(study(3), 1, StudyProgress.NONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> begun.run(study(3).withSeed(8), 1, StudyProgress.NONE))
                .withMessageContaining("seed there: 7")
                .withMessageContaining("seed here:  8")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("caseDigest"));
        Network other = Cases.load("ieee33");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> begun.run(
                        Study.of(OpfProblem.of(other), SOCP, MonteCarlo.loads()).withCount(3), 1, StudyProgress.NONE))
                .withMessageContaining("caseDigest");
    }

    @Test
    void aRowThatCannotBeKeptEndsTheStudy() {
        AtomicLong kept = new AtomicLong();
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> study(100)
                        .run(
                                2,
                                0,
                                row -> {
                                    if (row.draw() == 5) {
                                        throw new IOException("no space left");
                                    }
                                    kept.incrementAndGet();
                                },
                                StudyProgress.NONE))
                .withMessageContaining("row 5 could not be kept: no space left")
                .satisfies(stopped -> assertThat(stopped.done()).isEqualTo(5));
        assertThat(kept).hasValue(5);
    }

    @Test
    void whoeverIsInterruptedStops() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> study(10).rows(1));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void outagesAreThoseOfTheNetworkWithoutTheBranch() {
        Network grid = Cases.load("pjm5");
        Opf dc = Opf.of(new DcOpf());
        Study outages = Study.of(OpfProblem.of(grid), dc, Outages.ofBranches(grid));
        assertThat(outages.columns()).containsExactly("outage", "cost");
        List<Row> rows = outages.rows(2);
        assertThat(rows).hasSize(grid.branches().size() + 1);
        assertThat(rows.get(0).values())
                .containsExactly(new double[] {0.0, dc.solve(grid).orElseThrow().objective()}, within(1e-6));
        for (Branch branch : grid.branches()) {
            Row row = rows.stream()
                    .filter(candidate -> candidate.values()[0] == branch.id())
                    .findFirst()
                    .orElseThrow();
            double alone = dc.solve(grid.without(List.of(branch.ref())))
                    .solution()
                    .map(OpfSolution::objective)
                    .orElse(Double.NaN);
            assertThat(row.values()[1]).isEqualTo(alone, within(1e-4));
        }
        assertThat(rows).extracting(row -> row.values()[1]).doesNotHaveDuplicates();
    }

    @Test
    void settingsThatAreComparedSeeTheSameDraws() {
        Sweep prices = new Sweep("level", Quantity.PRICE, List.of(), List.of(1.0, 2.0));
        Study study = Study.of(
                        OpfProblem.of(FEEDER),
                        SOCP,
                        new Product(List.of(prices, MonteCarlo.loads().times(4))))
                .keeping(List.of("demand", "cost"));
        List<Row> rows = study.rows(2);
        assertThat(rows).hasSize(8);
        for (int k = 0; k < 4; k++) {
            double[] here = rows.get(k).values();
            double[] there = rows.get(k + 4).values();
            assertThat(here[0]).isEqualTo(1.0);
            assertThat(there[0]).isEqualTo(2.0);
            assertThat(there[1]).isEqualTo(here[1]);
            assertThat(there[2]).isEqualTo(2.0 * here[2], within(1e-6 * here[2]));
        }
    }

    @Test
    void aDrawThatMakesNoCaseIsARow() {
        Uncertainty upsideDown = Uncertainty.of(Quantity.PRICE, new Distribution.Uniform(-2.0, 1.0));
        Study study = Study.of(OpfProblem.of(Cases.load("ieee33")), SOCP, MonteCarlo.of(upsideDown))
                .withCount(20);
        List<Row> rows = study.rows(2);
        assertThat(rows).hasSize(20);
        assertThat(study.withFailures(FailurePolicy.RECORD).rows(1)).isEqualTo(rows);
        Study stopping = Study.of(
                        OpfProblem.of(FEEDER),
                        SOCP,
                        new Sweep("load", Quantity.LOAD, List.of(), List.of(1.0, 100.0, 1.0)))
                .withFailures(FailurePolicy.STOP);
        List<Row> kept = new ArrayList<>();
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> stopping.run(2, 0, kept::add, StudyProgress.NONE))
                .withMessageStartingWith("draw 1 has no optimum: ieee33-dg is infeasible")
                .matches(stopped -> !stopped.isRowLost());
        assertThat(kept).hasSize(1);
    }

    @Test
    void correlatedFactorsMoveTogether() {
        assertThat(spread(0.0)).isEqualTo(0.1 * rootOfSquares(), within(0.1 * rootOfSquares() * 0.08));
        assertThat(spread(1.0)).isEqualTo(0.1, within(0.008));
        double half = Math.sqrt(0.5 * 0.01 + 0.5 * 0.01 * rootOfSquares() * rootOfSquares());
        assertThat(spread(0.5)).isEqualTo(half, within(0.08 * half));
    }

    /**
     * Loads that rise with the weather and units that fall: scores of one uncertainty have its own correlation, those
     * of two the root of the product of theirs, with a minus where one rises and the other falls.
     */
    @Test
    void uncertaintiesHaveAScoreInCommon() {
        Distribution normal = Distribution.Normal.of(1.0, 0.1);
        String file = """
                {"kind": "monte-carlo", "vary": [
                  {"what": "load", "elements": [2, 3], "correlation": 0.36, "common": "weather", "factor": NORMAL},
                  {"what": "price", "elements": [3], "correlation": 0.5, "factor": NORMAL},
                  {"what": "availability", "elements": [2], "correlation": 0.81, "common": "-weather",
                   "factor": NORMAL},
                  {"what": "reactive", "elements": [5], "correlation": 0.64, "common": "weather", "factor": NORMAL}]}
                """.replace("NORMAL", "{\"distribution\": \"normal\", \"mean\": 1, \"deviation\": 0.1}");
        DrawSource source = DrawFile.parse("draws", file, FEEDER);
        assertThat(source)
                .isEqualTo(new MonteCarlo(
                        List.of(
                                Uncertainty.of(Quantity.LOAD, normal)
                                        .at(List.of(2, 3))
                                        .correlated(0.36)
                                        .movingWith("weather"),
                                Uncertainty.of(Quantity.PRICE, normal)
                                        .at(List.of(3))
                                        .correlated(0.5),
                                Uncertainty.of(Quantity.AVAILABILITY, normal)
                                        .at(List.of(2))
                                        .correlated(0.81)
                                        .movingAgainst("weather"),
                                Uncertainty.of(Quantity.REACTIVE, normal)
                                        .at(List.of(5))
                                        .correlated(0.64)
                                        .movingWith("weather")),
                        OptionalLong.empty(),
                        false));
        int draws = 20_000;
        double[][] scores = new double[5][draws];
        for (int k = 0; k < draws; k++) {
            Network drawn = new Drawing(source, FEEDER, k, 5).network();
            scores[0][k] = drawn.load(2).p() / FEEDER.load(2).p();
            scores[1][k] = drawn.load(3).p() / FEEDER.load(3).p();
            scores[2][k] = drawn.generator(2).pMax() / FEEDER.generator(2).pMax();
            scores[3][k] = drawn.load(5).q() / FEEDER.load(5).q();
            scores[4][k] = drawn.generator(3).cost().at(0.2)
                    / FEEDER.generator(3).cost().at(0.2);
        }
        double[][] wanted = {
            {1.0, 0.36, -0.54, 0.48, 0.0}, {0.36, 1.0, -0.54, 0.48, 0.0}, {-0.54, -0.54, 1.0, -0.72, 0.0}
        };
        for (int i = 0; i < wanted.length; i++) {
            for (int j = 0; j < 5; j++) {
                double sum = 0.0;
                for (int k = 0; k < draws; k++) {
                    sum += (scores[i][k] - 1.0) * (scores[j][k] - 1.0);
                }
                assertThat(sum / draws / 0.01).as("%d and %d", i, j).isEqualTo(wanted[i][j], within(0.03));
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Uncertainty.of(Quantity.LOAD, normal).movingWith("weather"))
                .withMessage("factors that move with weather have no correlation; give one above 0");
    }

    /** The standard deviation of the demand of draws, relative to the demand. */
    private static double spread(double correlation) {
        MonteCarlo loads = MonteCarlo.of(
                Uncertainty.of(Quantity.LOAD, Distribution.Normal.of(1.0, 0.1)).correlated(correlation));
        double[] demand = new double[1_500];
        for (int k = 0; k < demand.length; k++) {
            demand[k] = loads.draw(Draw.of(FEEDER), k, Chance.of(3, k), 0).profile().applied().loads().stream()
                    .mapToDouble(Load::p)
                    .sum();
        }
        return Summary.of(demand).deviation() / total();
    }

    private static double total() {
        return FEEDER.loads().stream().mapToDouble(Load::p).sum();
    }

    private static double rootOfSquares() {
        return Math.sqrt(FEEDER.loads().stream()
                        .mapToDouble(load -> load.p() * load.p())
                        .sum())
                / total();
    }

    /** The chance of 1.3 of a factor is 0.00135; drawn round 1.3 it is met half of the time. */
    @Test
    void weightsMakeUpForWhereDrawsAreTaken() {
        Distribution truth = Distribution.Normal.of(1.0, 0.1);
        MonteCarlo rare = MonteCarlo.of(Uncertainty.of(Quantity.LOAD, truth)
                .at(List.of(FEEDER.loads().get(0).id()))
                .sampledFrom(Distribution.Normal.of(1.3, 0.1)));
        int draws = 20_000;
        double sum = 0.0;
        double weights = 0.0;
        for (int k = 0; k < draws; k++) {
            Draw draw = rare.draw(Draw.of(FEEDER), k, Chance.of(3, k), 0);
            double factor =
                    draw.profile().activeDemand(0) / FEEDER.loads().get(0).p();
            sum += factor > 1.3 ? draw.weight() : 0.0;
            weights += draw.weight();
        }
        assertThat(sum / draws).isEqualTo(0.0013498980316301, within(5e-5));
        assertThat(weights / draws).isEqualTo(1.0, within(0.35));
    }

    @Test
    void whatDoesNotFitIsToldAllAtOnce() {
        assertThatExceptionOfType(InvalidNetworkException.class)
                .isThrownBy(() -> Study.of(
                        OpfProblem.of(FEEDER),
                        SOCP,
                        MonteCarlo.of(Uncertainty.of(Quantity.LOAD, Distribution.Normal.of(1.0, 0.1))
                                .at(List.of(2, 2, 99)))))
                .withMessageContaining("load: 2: it is named twice")
                .withMessageContaining("load: 99: there is no load 99");
        assertThatExceptionOfType(InvalidNetworkException.class)
                .isThrownBy(() -> study(1).keeping(List.of("cost", "cost", "profit", "price.x", "voltage.99")))
                .satisfies(refusal -> assertThat(refusal.faults()).hasSize(4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Study.of(OpfProblem.of(FEEDER), SOCP, Outages.ofBranches(FEEDER))
                        .withCount(1_000));
        assertThatIllegalArgumentException().isThrownBy(() -> new MonteCarlo(List.of(), OptionalLong.empty(), true));
    }
}
