package org.flexopf.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flexopf.casefile.Cases;
import org.flexopf.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up ends a study with what to do, and costs nothing of what was done. */
class FullDiskTest {

    private static final Network FEEDER = Cases.load("ieee33");

    @TempDir
    private Path folder;

    private static Study study() {
        return Study.asking(
                        Question.of(
                                "number",
                                List.of(Question.Column.of("x")),
                                drawing -> Answer.of((double) drawing.number())),
                        FEEDER,
                        MonteCarlo.loads())
                .withCount(50);
    }

    @Test
    void aRowThatCannotBeKeptEndsTheStudyThere() throws IOException {
        Path file = folder.resolve("runs.log");
        try (RunLog log = RunLog.open(file, "draw,status,x")) {
            RowSink full = row -> {
                if (row.draw() == 20) {
                    throw new IOException("No space left on device");
                }
                log.take(row);
            };
            assertThatExceptionOfType(StudyStoppedException.class)
                    .isThrownBy(() -> study().run(2, 0, full, StudyProgress.NONE))
                    .withMessage("row 20 could not be kept: No space left on device; make room, and take the study up "
                            + "again")
                    .satisfies(stopped -> assertThat(stopped.done()).isEqualTo(20))
                    .matches(StudyStoppedException::isRowLost);
        }
        try (RunLog log = RunLog.open(file, "draw,status,x")) {
            assertThat(log.rows()).isEqualTo(20);
            study().run(2, log.rows(), log, StudyProgress.NONE);
            assertThat(log.rows()).isEqualTo(50);
        }
        assertThat(Files.readAllLines(file).get(50)).endsWith(" 49,OPTIMAL,49.0");
    }

    /** Where the table cannot be written, the log is still there, and the next call writes the table out of it. */
    @Test
    void aTableThatCannotBeWrittenIsWrittenLater() throws IOException {
        StudyFolder study = StudyFolder.at(folder.resolve("study"));
        // A folder stands where the draft of the table would go.
        Path inTheWay = Files.createDirectories(folder.resolve("study/runs.csv.part/full"));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> study.run(study(), 2, StudyProgress.NONE));
        assertThat(study.isDone()).isFalse();
        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
        assertThat(study.run(study(), 2, StudyProgress.NONE)).isEqualTo(50);
        assertThat(study.table().values("x")).hasSize(50);
    }
}
