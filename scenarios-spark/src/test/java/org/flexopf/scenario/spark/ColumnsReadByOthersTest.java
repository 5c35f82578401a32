package org.flexopf.scenario.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flexopf.casefile.Cases;
import org.flexopf.scenario.StudyFolder;
import org.flexopf.scenario.StudyJob;
import org.flexopf.scenario.StudyProgress;
import org.flexopf.scenario.internal.ParquetFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code runs.parquet} is read by programs that are not ours, which agree with {@code runs.csv} to the last bit. */
class ColumnsReadByOthersTest {

    private static final String DRAWS = "{\"kind\": \"sweep\", \"parameter\": \"demand\", \"what\": \"load\","
            + " \"values\": [1, 0.9, 100, 0.8, -1, 0.7, 0.123456789]}";

    @TempDir
    private Path folder;

    @Test
    void sparkAndDuckDbReadWhatTheCsvSays() throws IOException, SQLException {
        StudyJob job = StudyJob.of(Cases.load("ieee33-dg"), "socp")
                .withDraws("draws", DRAWS)
                .keeping(List.of("cost", "price.18", "losses"));
        StudyFolder here = StudyFolder.at(folder.resolve("study"));
        here.run(job.study(), 2, StudyProgress.NONE);
        List<String> csv = Files.readAllLines(here.path().resolve(StudyFolder.TABLE));
        assertThat(csv).hasSize(8).anyMatch(line -> line.endsWith(",,,"));
        Path file = here.path().resolve(StudyFolder.COLUMNS);
        assertThat(SparkStudyTest.lines(LocalSpark.session().read().parquet(file.toString()), job))
                .isEqualTo(csv);
        assertThat(duckDb("select * from '" + file + "' order by draw")).isEqualTo(csv);
        assertThat(duckDb("select decode(value) as value from parquet_kv_metadata('" + file
                        + "') where decode(key) = 'caseDigest'"))
                .containsExactly("value", job.study().identity().get("caseDigest"));
    }

    /** Numbers of every kind, statuses of many kinds, columns that are empty, several groups of rows. */
    @Test
    void manyRowsOfEveryKindArriveAsTheyAre() throws IOException, SQLException {
        Path file = folder.resolve("many.parquet");
        int columns = 64;
        int rows = 150_000;
        List<String> names = new ArrayList<>();
        for (int k = 0; k < columns; k++) {
            names.add("größe." + k);
        }
        double[][] values = new double[columns][rows];
        String[] statuses = new String[rows];
        Random random = new Random(17);
        try (ParquetFile parquet = ParquetFile.create(file, names, Map.of("seed", "17"))) {
            double[] row = new double[columns];
            for (int draw = 0; draw < rows; draw++) {
                statuses[draw] = draw < 3 ? "OPTIMAL" : "ÄHNLICH_" + random.nextInt(draw < 70_000 ? 2 : 300);
                for (int k = 0; k < columns; k++) {
                    row[k] = number(random, k);
                    values[k][draw] = row[k];
                }
                parquet.add(Long.MAX_VALUE - draw, statuses[draw], row);
            }
        }
        long groups = Long.parseLong(duckDb("select max(row_group_id) as g from parquet_metadata('" + file + "')")
                .get(1));
        assertThat(groups).as("groups of rows but one").isPositive();
        long seen = 0;
        for (Row row : sparkRows(file)) {
            int draw = (int) (Long.MAX_VALUE - row.getLong(0));
            assertThat(row.getString(1)).isEqualTo(statuses[draw]);
            for (int k = 0; k < columns; k++) {
                long bits = row.isNullAt(k + 2)
                        ? Double.doubleToRawLongBits(Double.NaN)
                        : Double.doubleToRawLongBits(row.getDouble(k + 2));
                if (bits != Double.doubleToRawLongBits(values[k][draw])) {
                    assertThat(row.get(k + 2)).as("draw %d, column %d", draw, k).isEqualTo(values[k][draw]);
                }
                seen++;
            }
        }
        assertThat(seen).isEqualTo((long) rows * columns);
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement ask = duck.createStatement();
                ResultSet found = ask.executeQuery("select * from '" + file + "'")) {
            int count = 0;
            while (found.next()) {
                int draw = (int) (Long.MAX_VALUE - found.getLong(1));
                assertThat(found.getString(2)).isEqualTo(statuses[draw]);
                for (int k = 0; k < columns; k++) {
                    double value = found.getDouble(k + 3);
                    long bits = Double.doubleToRawLongBits(found.wasNull() ? Double.NaN : value);
                    if (bits != Double.doubleToRawLongBits(values[k][draw])) {
                        assertThat(value).as("draw %d, column %d", draw, k).isEqualTo(values[k][draw]);
                    }
                }
                count++;
            }
            assertThat(count).isEqualTo(rows);
        }
    }

    /** Studies of the same figures are one table to whoever names several files; columns that are read alone are read. */
    @Test
    void severalFilesAreOneTable() throws IOException, SQLException {
        for (int k = 0; k < 3; k++) {
            try (ParquetFile parquet =
                    ParquetFile.create(folder.resolve("part" + k + ".parquet"), List.of("cost", "price.1"), Map.of())) {
                for (int draw = 0; draw < 700 * (k + 1); draw++) {
                    double cost = draw % 3 == k ? Double.NaN : draw + 0.25;
                    parquet.add(draw, cost > 0.0 ? "OPTIMAL" : "INVALID_" + k, new double[] {cost, -cost});
                }
            }
        }
        double sum = 0.0;
        long there = 0;
        for (int k = 0; k < 3; k++) {
            for (int draw = 0; draw < 700 * (k + 1); draw++) {
                sum += draw % 3 == k ? 0.0 : draw + 0.25;
                there += draw % 3 == k ? 0 : 1;
            }
        }
        assertThat(duckDb("select count(*) as n, count(cost) as c, sum(cost) as s, count(distinct status) as t from '"
                        + folder.resolve("part*.parquet") + "'"))
                .containsExactly("n,c,s,t", "4200," + there + "," + sum + ",4");
        Dataset<Row> all = LocalSpark.session().read().parquet(folder.resolve("part*.parquet").toString());
        assertThat(all.filter("cost is null").count()).isEqualTo(4200 - there);
        assertThat(all.select("`price.1`").filter("`price.1` < -2000").count())
                .isEqualTo(all.filter("cost > 2000").count())
                .isPositive();
    }

    /** A study with no values but its statuses, and one with no rows at all, are files too. */
    @Test
    void nothingIsAFileToo() throws IOException, SQLException {
        Path none = folder.resolve("none.parquet");
        ParquetFile.create(none, List.of("cost"), Map.of()).close();
        assertThat(duckDb("select * from '" + none + "'")).containsExactly("draw,status,cost");
        assertThat(sparkRows(none)).isEmpty();
        Path bare = folder.resolve("bare.parquet");
        try (ParquetFile parquet = ParquetFile.create(bare, List.of(), Map.of())) {
            parquet.add(5, "OPTIMAL", new double[0]);
        }
        assertThat(duckDb("select * from '" + bare + "'")).containsExactly("draw,status", "5,OPTIMAL");
        assertThat(sparkRows(bare)).hasSize(1);
    }

    private static double number(Random random, int column) {
        if (column == 0) {
            return Double.NaN;
        }
        return switch (random.nextInt(column < 4 ? 2 : 12)) {
            case 0 -> Double.NaN;
            case 1 -> random.nextGaussian();
            case 2 -> -0.0;
            case 3 -> Double.MIN_VALUE;
            case 4 -> Double.MAX_VALUE;
            case 5 -> Double.NEGATIVE_INFINITY;
            case 6 -> random.nextInt(10);
            default -> random.nextDouble();
        };
    }

    private static List<Row> sparkRows(Path file) {
        Dataset<Row> table = LocalSpark.session().read().parquet(file.toString());
        return table.collectAsList();
    }

    /** What DuckDB answers, as the lines of a CSV file. */
    private static List<String> duckDb(String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement ask = duck.createStatement();
                ResultSet found = ask.executeQuery(query)) {
            int columns = found.getMetaData().getColumnCount();
            List<String> names = new ArrayList<>();
            for (int k = 1; k <= columns; k++) {
                names.add(found.getMetaData().getColumnName(k));
            }
            lines.add(String.join(",", names));
            while (found.next()) {
                List<String> cells = new ArrayList<>();
                for (int k = 1; k <= columns; k++) {
                    Object cell = found.getObject(k);
                    cells.add(cell == null ? "" : cell.toString());
                }
                lines.add(String.join(",", cells));
            }
        }
        return lines;
    }
}
