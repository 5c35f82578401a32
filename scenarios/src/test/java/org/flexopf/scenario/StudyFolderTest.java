package org.flexopf.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flexopf.casefile.Cases;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that somebody else has had his hands on. */
class StudyFolderTest {

    private static final Network FEEDER = Cases.load("ieee33");

    @TempDir
    private Path folder;

    private StudyFolder done;

    private static Study study() {
        Question demand = Question.of(
                "demand",
                List.of(new Question.Column("demand", "MW")),
                drawing -> Answer.of(
                        drawing.network().loads().stream().mapToDouble(Load::p).sum()));
        return Study.asking(demand, FEEDER, MonteCarlo.loads()).withSeed(7).withCount(30);
    }

    @BeforeEach
    void runs() throws IOException {
        done = StudyFolder.at(folder.resolve("done"));
        done.run(study(), 1, StudyProgress.NONE);
    }

    private void requireRefusal(String file, String sayingOfTable) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> done.run(study(), 1, StudyProgress.NONE))
                .withMessageContaining(file + " is not what the study has written there: its SHA-256 is ")
                .withMessageContaining("run the study again in another folder");
        if (!sayingOfTable.isEmpty()) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> done.table())
                    .withMessageContaining(sayingOfTable);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> done.scan(row -> {}))
                    .withMessageContaining(sayingOfTable);
        }
    }

    @Test
    void aTableThatWasCutOffAtTheEndOfALineIsNoTable() throws IOException {
        assertThat(done.table().values("demand")).hasSize(30);
        Path table = done.path().resolve(StudyFolder.TABLE);
        List<String> lines = Files.readAllLines(table);
        Files.writeString(table, String.join("\n", lines.subList(0, 20)) + "\n");
        requireRefusal(StudyFolder.TABLE, StudyFolder.TABLE);
    }

    @Test
    void aTableWithAnotherHeaderOrAnotherNumberIsNotThatOfTheStudy() throws IOException {
        Path table = done.path().resolve(StudyFolder.TABLE);
        String whole = Files.readString(table);
        Files.writeString(table, whole.replaceFirst("demand", "remand"));
        requireRefusal(StudyFolder.TABLE, StudyFolder.TABLE);
        Files.writeString(table, whole.replaceFirst("OPTIMAL,3", "OPTIMAL,2"));
        requireRefusal(StudyFolder.TABLE, StudyFolder.TABLE);
        Files.writeString(table, whole);
        assertThat(done.run(study(), 1, StudyProgress.NONE)).isEqualTo(30);
    }

    @Test
    void columnsThatAreNoParquetFileAreTold() throws IOException {
        Files.writeString(done.path().resolve(StudyFolder.COLUMNS), "PAR2");
        requireRefusal(StudyFolder.COLUMNS, "");
        // The table is what it was.
        assertThat(done.table().values("demand")).hasSize(30);
    }

    /** Rows of which nobody says what study they are of could be those of another one. */
    @Test
    void rowsWithoutAStudyAreNotTakenUp() throws IOException {
        Files.delete(done.path().resolve("study.json"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> done.run(study(), 1, StudyProgress.NONE))
                .withMessageContaining("has rows in runs.csv, but no study.json");
        StudyFolder left = StudyFolder.at(folder.resolve("left"));
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> left.run(study(), 1, (rows, total, failures) -> rows < 9));
        Files.delete(left.path().resolve("study.json"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> left.run(study(), 1, StudyProgress.NONE))
                .withMessageContaining("has rows in runs.log, but no study.json");
    }

    /** Rows of two versions of the library would not be those of either; what is done by one of them is done. */
    @Test
    void aStudyIsGoneOnWithByTheLibraryThatBeganIt() throws IOException {
        StudyFolder left = StudyFolder.at(folder.resolve("left"));
        assertThatExceptionOfType(StudyStoppedException.class)
                .isThrownBy(() -> left.run(study(), 1, (rows, total, failures) -> rows < 9));
        for (StudyFolder other : List.of(left, done)) {
            Path file = other.path().resolve("study.json");
            String written = Files.readString(file);
            assertThat(written).contains("\"version\" : \"development build\"");
            Files.writeString(file, written.replace("development build", "0.0.7"));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> left.run(study(), 1, StudyProgress.NONE))
                .withMessageContaining("version there: 0.0.7")
                .withMessageContaining("version here:  development build");
        assertThat(done.run(study(), 1, StudyProgress.NONE)).isEqualTo(30);
    }

    @Test
    void twoRunsDoNotWriteToOneFolder() throws IOException {
        StudyFolder shared = StudyFolder.at(folder.resolve("shared"));
        shared.run(study(), 1, (rows, total, failures) -> {
            if (rows == 5) {
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(
                                () -> StudyFolder.at(folder.resolve("shared")).run(study(), 1, StudyProgress.NONE))
                        .withMessageContaining("another run is writing to");
            }
            return true;
        });
        assertThat(Files.readAllBytes(shared.path().resolve(StudyFolder.TABLE)))
                .isEqualTo(Files.readAllBytes(done.path().resolve(StudyFolder.TABLE)));
    }

    /** A run that was killed just after its last step has left its log; nobody needs it any more. */
    @Test
    void aLogThatNobodyNeedsGoes() throws IOException {
        Path log = Files.writeString(folder.resolve("done/runs.log"), "left over");
        assertThat(done.run(study(), 1, StudyProgress.NONE)).isEqualTo(30);
        assertThat(log).doesNotExist();
    }
}
