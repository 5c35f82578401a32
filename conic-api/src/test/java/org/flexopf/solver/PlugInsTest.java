package org.flexopf.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins that only the context class loader sees are found, each class once. */
class PlugInsTest {

    /** A type of service that the class path has no plug-in of. */
    public interface Service {}

    /** Its plug-in. */
    public static final class PlugIn implements Service {}

    /** A class loader that sees one file more. */
    private static final class Context extends ClassLoader {

        private final String name;
        private final Path file;

        Context(String name, Path file) {
            super(PlugInsTest.class.getClassLoader());
            this.name = name;
            this.file = file;
        }

        @Override
        protected Enumeration<URL> findResources(String wanted) throws IOException {
            return wanted.equals(name)
                    ? Collections.enumeration(Collections.singleton(file.toUri().toURL()))
                    : Collections.emptyEnumeration();
        }
    }

    @Test
    void theContextClassLoaderIsAskedToo(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("services"), PlugIn.class.getName() + "\n");
        PlugIns<Service> plugIns = PlugIns.of(Service.class, loader -> ServiceLoader.load(Service.class, loader));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        assertThat(plugIns.installed()).isEmpty();
        try {
            thread.setContextClassLoader(new Context("META-INF/services/" + Service.class.getName(), file));
            assertThat(plugIns.installed()).singleElement().isInstanceOf(PlugIn.class);
            thread.setContextClassLoader(null);
            assertThat(plugIns.installed()).isEmpty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A plug-in that both class loaders see is one plug-in. */
    @Test
    void aClassThatBothSeeIsOnePlugIn(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("services"), PlugIn.class.getName() + "\n");
        ClassLoader twice = new Context("META-INF/services/" + Service.class.getName(), file);
        PlugIns<Service> plugIns = PlugIns.of(Service.class, loader -> ServiceLoader.load(Service.class, twice));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(twice);
            assertThat(plugIns.installed()).singleElement().isInstanceOf(PlugIn.class);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
