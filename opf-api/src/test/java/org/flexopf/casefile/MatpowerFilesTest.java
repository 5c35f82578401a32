package org.flexopf.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.flexopf.casefile.FeederText.FEEDER;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no case, or not in UTF-8. */
class MatpowerFilesTest {

    @TempDir
    private Path folder;

    private CaseFileException refusedFile(Path file) {
        CaseFileException refusal = catchThrowableOfType(CaseFileException.class, () -> MatpowerCase.read(file));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    @Test
    void anEmptyFile() throws IOException {
        assertThat(refusedFile(Files.writeString(folder.resolve("empty.m"), " \n"))
                        .reason())
                .contains("empty");
    }

    @Test
    void aDirectory() {
        assertThat(refusedFile(folder).reason()).contains("directory");
    }

    @Test
    void noFile() {
        assertThat(refusedFile(folder.resolve("none.m")).reason()).contains("no such file");
    }

    @Test
    void aBinaryFile() throws IOException {
        assertThat(refusedFile(Files.write(folder.resolve("case.mat"), new byte[] {'M', 'A', 'T', 0, 1, (byte) 0xff}))
                        .reason())
                .contains("binary");
    }

    @Test
    void aFileThatIsNoCase() throws IOException {
        assertThat(refusedFile(Files.writeString(folder.resolve("letter.txt"), "Dear Sir,\nplease find enclosed\n"))
                        .line())
                .isEqualTo(1);
    }

    @Test
    void namesInLatin1AndAByteOrderMark() throws IOException {
        Path latin =
                Files.write(folder.resolve("latin.m"), ("% Zürich\n" + FEEDER).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(MatpowerCase.read(latin).network().buses()).hasSize(3);
        Path marked = Files.write(folder.resolve("marked.m"), ("\uFEFF" + FEEDER).getBytes(StandardCharsets.UTF_8));
        assertThat(MatpowerCase.read(marked).network().name()).isEqualTo("marked");
    }
}
