package org.flexopf.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.flexopf.casefile.Cases;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.network.CostCurve;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.socp.BranchFlowSocp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Draws out of a CSV file, against the same networks written by hand, and what is wrong with files. */
class TimeSeriesTest {

    private static final Network FEEDER = Cases.load("ieee33-dg");

    @TempDir
    private Path folder;

    private TimeSeries series(String text) throws IOException {
        Path file = folder.resolve("series.csv");
        Files.writeString(file, text);
        return TimeSeries.read(file);
    }

    @Test
    void rowsAreWhatTheySay() throws IOException {
        int load = FEEDER.loads().get(3).id();
        double p = FEEDER.loads().get(3).p();
        double q = FEEDER.loads().get(3).q();
        int unit = FEEDER.generators().get(1).id();
        TimeSeries series = series("\ufefftime,load." + load + ",load.factor,availability." + unit + ",price." + unit
                + "\r\n2030-01-01T00:00, 0.3 ,1,0.25,17.5\r\n2030-01-01T00:15,0.1,1.05,0.5,-3e1\n");
        assertThat(series.rows()).isEqualTo(2);
        assertThat(series.faults(FEEDER)).isEmpty();
        Network first = new Drawing(series, FEEDER, 0, 1).network();
        assertThat(first.load(load).p()).isEqualTo(0.3);
        assertThat(first.load(load).q()).isEqualTo(0.3 * q / p, within(1e-15));
        assertThat(first.generator(unit).pMax()).isEqualTo(0.25);
        assertThat(first.generator(unit).cost()).isEqualTo(CostCurve.linear(17.5));
        assertThat(first.loads().get(5)).isEqualTo(FEEDER.loads().get(5));
        Network second = new Drawing(series, FEEDER, 1, 1).network();
        assertThat(second.load(load).p()).isEqualTo(0.105, within(1e-15));
        assertThat(second.loads().get(5).p())
                .isEqualTo(1.05 * FEEDER.loads().get(5).p(), within(1e-15));
        assertThat(second.generator(unit).cost()).isEqualTo(CostCurve.linear(-30.0));

        List<Row> rows = Study.of(OpfProblem.of(FEEDER), Opf.of(new BranchFlowSocp()), series)
                .rows(2);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).values()[0]).isEqualTo(2.0);
        assertThat(rows.get(1).values()[1])
                .isEqualTo(
                        Opf.of(new BranchFlowSocp()).solve(second).orElseThrow().objective(), within(1e-6));
    }

    /** Columns apply from left to right, demand before reactive demand; a draw may change reactive demand alone. */
    @Test
    void reactiveDemandHasColumnsAndDrawsOfItsOwn() throws IOException {
        int load = FEEDER.loads().get(3).id();
        double p = FEEDER.loads().get(3).p();
        double q = FEEDER.loads().get(3).q();
        TimeSeries series = series(
                "reactive." + load + ".factor,load." + load + ".factor,reactive." + load + "\n" + "2,0.5,0.01\n");
        Network set = new Drawing(series, FEEDER, 0, 1).network();
        assertThat(set.load(load).p()).isEqualTo(0.5 * p, within(1e-15));
        assertThat(set.load(load).q()).isEqualTo(0.01);

        Sweep sweep = new Sweep("q", Quantity.REACTIVE, List.of(load), List.of(3.0));
        Network times = new Drawing(sweep, FEEDER, 0, 1).network();
        assertThat(times.load(load).p()).isEqualTo(p);
        assertThat(times.load(load).q()).isEqualTo(3.0 * q, within(1e-15));
        assertThat(times.loads().get(5)).isEqualTo(FEEDER.loads().get(5));
    }

    /** A thread that is interrupted while it reads closes the file; others, and later studies, read on. */
    @Test
    void anInterruptionLeavesTheFileReadable() throws IOException {
        TimeSeries series = series("load.factor\n0.5\n");
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new Drawing(series, FEEDER, 0, 1).network());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(new Drawing(series, FEEDER, 0, 1).network().loads().get(3).p())
                .isEqualTo(0.5 * FEEDER.loads().get(3).p(), within(1e-15));
    }

    @Test
    void everyFaultIsNamedByLineColumnAndValue() {
        assertThatExceptionOfType(InvalidNetworkException.class)
                .isThrownBy(() -> series("load.2,load.3,wind.4\n1,2,3\n1,zero,3\n1,2\n1,NaN,1,5\n\n1,1e999,2\n"))
                .withMessageContaining("column 'wind.4'")
                .withMessageContaining("there is no quantity 'wind'")
                .withMessageContaining("line 4: it has 2 values for 3 columns")
                .withMessageContaining("line 6: it is empty");
        assertThatExceptionOfType(InvalidNetworkException.class)
                .isThrownBy(() -> series("load.2,load.3\n1,2\n1,zero\n1,1e999\n"))
                .withMessageContaining("line 3, column load.3: 'zero' is no finite number")
                .withMessageContaining("line 4, column load.3: '1e999' is no finite number");
        assertThatExceptionOfType(InvalidNetworkException.class)
                .isThrownBy(() -> series("time,load.2,load.2,load,price.x\n"))
                .withMessageContaining("it is there twice")
                .withMessageContaining("it does not say of which element")
                .withMessageContaining("'x' is no number of an element");
        assertThatExceptionOfType(InvalidNetworkException.class)
                .isThrownBy(() -> series("load.2\n" + "x\n".repeat(50)))
                .withMessageContaining("30 more");
        assertThatExceptionOfType(InvalidNetworkException.class)
                .isThrownBy(() -> series("load.2\n"))
                .withMessageContaining("no rows of numbers");
        assertThatExceptionOfType(InvalidNetworkException.class)
                .isThrownBy(() ->
                        Study.of(OpfProblem.of(FEEDER), Opf.of(new BranchFlowSocp()), series("load.2,price.77\n1,2\n")))
                .withMessageContaining("price.77");
    }

    /** Tables as spreadsheets and R write them: names and texts in quotes, with commas in them. */
    @Test
    void quotesAreThoseOfTables() throws IOException {
        TimeSeries series =
                series("\"time\", \"load.factor\"\r\n\"1 May, 00:00\",0.5\r\n\"the \"\"second\"\"\",\"0.75\"\r\n");
        assertThat(series.rows()).isEqualTo(2);
        double p = FEEDER.loads().get(3).p();
        assertThat(new Drawing(series, FEEDER, 0, 1).network().loads().get(3).p())
                .isEqualTo(0.5 * p, within(1e-15));
        assertThat(new Drawing(series, FEEDER, 1, 1).network().loads().get(3).p())
                .isEqualTo(0.75 * p, within(1e-15));
        for (String torn :
                List.of("time,load.factor\n\"a,1\n", "time,load.factor\n\"a\" b,1\n", "\"time,load.factor\na,1\n")) {
            assertThatExceptionOfType(InvalidNetworkException.class)
                    .isThrownBy(() -> series(torn))
                    .withMessageContaining("a quote is not closed, or stands in the middle of a value");
        }
    }

    /** What Java takes for a number and no table does; and the tables of countries where commas are points. */
    @Test
    void numbersAreThoseOfTables() throws IOException {
        assertThat(series("load.factor\n1\n+1.\n.5\n5e-1\n1E+0\n").rows()).isEqualTo(5);
        for (String none : List.of("1d", "1f", "0x1p3", "1\0", "1_0", "1 0", "Infinity", "+-1", "e5", ".")) {
            assertThatExceptionOfType(InvalidNetworkException.class)
                    .as(none)
                    .isThrownBy(() -> series("load.factor\n" + none + "\n"))
                    .withMessageContaining("is no finite number");
        }
        assertThatExceptionOfType(InvalidNetworkException.class)
                .isThrownBy(() -> series("time;load.factor\n1;0,5\n2;0,6\n"))
                .withMessageContaining("its columns are separated by semicolons; write commas between them")
                .satisfies(refusal -> assertThat(refusal.faults()).hasSize(1));
    }

    /** A year of quarter-hours, drawn all over the file by two threads. */
    @Test
    void aYearOfQuarterHours() throws IOException {
        Path file = folder.resolve("year.csv");
        StringBuilder text = new StringBuilder(
                "load.factor,price." + Cases.load("pjm5").generators().get(0).id() + "\n");
        for (int k = 0; k < 35_040; k++) {
            text.append(String.format(
                    Locale.ROOT, "%.6f,%d\n", 0.7 + 0.3 * Math.sin(2.0 * Math.PI * k / 96.0), 10 + k % 7));
        }
        Files.writeString(file, text);
        TimeSeries year = TimeSeries.read(file);
        assertThat(year.rows()).isEqualTo(35_040);
        Network grid = Cases.load("pjm5");
        double demand = grid.loads().stream().mapToDouble(load -> load.p()).sum();
        Draw last = new Drawing(year, grid, 35_039, 1).draw();
        assertThat(last.parameters()).containsEntry("row", 35_040.0);
        double factor = Math.round((0.7 + 0.3 * Math.sin(2.0 * Math.PI * 35_039 / 96.0)) * 1e6) / 1e6;
        assertThat(last.profile().applied().loads().stream()
                        .mapToDouble(load -> load.p())
                        .sum())
                .isEqualTo(factor * demand, within(1e-9 * demand));
        Study study = Study.of(OpfProblem.of(grid), Opf.of(new DcOpf()), year)
                .withCount(300)
                .keeping(List.of("demand", "cost"));
        assertThat(study.rows(2)).isEqualTo(study.rows(1));
    }

    @Test
    void aFileThatChangesWhileAStudyRunsEndsIt() throws IOException {
        TimeSeries series = series("load.factor\n1\n1.1\n1.2\n");
        Files.writeString(folder.resolve("series.csv"), "load.factor\n1\n1.1\n");
        Study study = Study.of(OpfProblem.of(FEEDER), Opf.of(new BranchFlowSocp()), series);
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> study.rows(1))
                .withMessageContaining("row 3 of")
                .withMessageContaining("leave the file alone while a study runs");
    }
}
