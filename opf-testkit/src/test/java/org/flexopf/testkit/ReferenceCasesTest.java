package org.flexopf.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.opentest4j.TestAbortedException;

/** Missing reference cases skip a test with a message, or fail it where they are required. */
class ReferenceCasesTest {

    private String folder;
    private String required;

    @BeforeEach
    void remember() {
        folder = System.getProperty(ReferenceCases.FOLDER);
        required = System.getProperty(ReferenceCases.REQUIRED);
    }

    @AfterEach
    void restore() {
        set(ReferenceCases.FOLDER, folder);
        set(ReferenceCases.REQUIRED, required);
    }

    private static void set(String property, String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    @WithReferenceCases
    static class NeedsThem {
        @Test
        void usesThem() {
            assertThat(ReferenceCases.folder()).isDirectory();
        }
    }

    @Test
    void aFileThatIsThereIsFound(@TempDir Path cases) throws IOException {
        Files.writeString(cases.resolve("two.m"), "");
        set(ReferenceCases.FOLDER, cases.toString());
        assertThat(ReferenceCases.areAvailable()).isTrue();
        assertThat(ReferenceCases.path("two.m")).isEqualTo(cases.resolve("two.m"));
        assertThat(run().getTestsSucceededCount()).isEqualTo(1);
    }

    @Test
    void missingCasesSkipWithAMessage(@TempDir Path cases) {
        set(ReferenceCases.REQUIRED, null);
        for (String where : new String[] {null, "", cases.resolve("nowhere").toString()}) {
            set(ReferenceCases.FOLDER, where);
            assertThatThrownBy(() -> ReferenceCases.path("two.m"))
                    .isInstanceOf(TestAbortedException.class)
                    .hasMessageContaining("two.m")
                    .hasMessageContaining("flexopf.cases");
            TestExecutionSummary summary = run();
            assertThat(summary.getContainersSkippedCount()).isEqualTo(1);
            assertThat(summary.getTotalFailureCount()).isZero();
        }
    }

    @Test
    void missingCasesFailWhereTheyAreRequired(@TempDir Path cases) {
        set(ReferenceCases.REQUIRED, "true");
        set(ReferenceCases.FOLDER, cases.resolve("nowhere").toString());
        assertThatThrownBy(() -> ReferenceCases.path("two.m"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("must be");
        TestExecutionSummary summary = run();
        assertThat(summary.getTotalFailureCount()).isEqualTo(1);
        assertThat(summary.getTestsSucceededCount()).isZero();
    }

    private static TestExecutionSummary run() {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(NeedsThem.class))
                                .build(),
                        listener);
        return listener.getSummary();
    }
}
