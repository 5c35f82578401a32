package org.flexopf.scenario.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flexopf.casefile.Cases;
import org.flexopf.scenario.StudyFolder;
import org.flexopf.scenario.StudyJob;
import org.flexopf.scenario.StudyProgress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults are told before a cluster is asked for anything; {@link ClusterIT} submits studies that are in order. */
class RunStudyTest {

    @TempDir
    private Path folder;

    private StudyJob job;

    private record Call(int code, String out, String err) {}

    @BeforeEach
    void aJob() throws IOException {
        job = StudyJob.of(Cases.load("ieee33-dg"), "socp").withCount(3);
        Files.writeString(folder.resolve("job.json"), job.toJson());
    }

    @Test
    void rowsGoToOnePlace() {
        assertThat(call(path("job.json")).err()).contains("rows go to --out FOLDER or to --table URI");
        assertThat(call(path("job.json"), "--out", path("here"), "--table", path("there")))
                .satisfies(call -> assertThat(call.code()).isEqualTo(2))
                .satisfies(call -> assertThat(call.err()).contains("name one of them, and not both"));
        assertThat(call(path("job.json"), "--table", path("there"), "--resume").err())
                .contains("--resume goes with --out");
    }

    @Test
    void everyFaultIsToldInWords() throws IOException {
        Call none = call(path("none.json"), "--out", path("here"));
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("RunStudy: cannot read the job", "none.json", "opf scenarios CASE --job FILE");
        assertThat(call("--out", path("here")).code()).isEqualTo(2);
        assertThat(call(path("job.json"), "--out", path("here"), "--draws-per-task", "0")
                        .err())
                .contains("--draws-per-task 0 is no work");
        Files.writeString(folder.resolve("bad.json"), job.withModel("oracle").toJson());
        assertThat(call(path("bad.json"), "--out", path("here")).err()).contains("no formulation named 'oracle'");
        Files.writeString(folder.resolve("bad.json"), job.toJson().replace("\"model\"", "\"modle\""));
        Call field = call(path("bad.json"), "--out", path("here"));
        assertThat(field.code()).isEqualTo(2);
        assertThat(field.err()).contains("model", "this field is required", "modle", "there is no such field");
        StudyFolder.at(folder.resolve("begun")).run(job.study(), 1, StudyProgress.NONE);
        assertThat(call(path("job.json"), "--out", path("begun")).err()).contains("holds a study; add --resume");
        assertThat(Files.exists(folder.resolve("here"))).isFalse();
    }

    @Test
    void itSaysWhatItTakes() {
        Call help = call("--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("--out=FOLDER", "--table=URI", "--draws-per-task=N", "--resume");
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static Call call(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = RunStudy.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Call(code, out.toString(), err.toString());
    }
}
