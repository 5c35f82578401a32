package org.flexopf.solver.ortools;

import com.google.ortools.Loader;
import java.util.Optional;

/** The native library of OR-Tools, loaded once, when it is first asked for. */
final class NativeLibrary {

    private NativeLibrary() {}

    /** Why it cannot be used, with what to do about it; empty if it can. */
    static Optional<String> whyMissing() {
        return Holder.WHY_MISSING;
    }

    private static final class Holder {

        static final Optional<String> WHY_MISSING = load();

        private static Optional<String> load() {
            try {
                Loader.loadNativeLibraries();
                return Optional.empty();
            } catch (RuntimeException | LinkageError fault) {
                return Optional.of(explained(fault));
            }
        }
    }

    /** What a failure to load means to whoever asked for the solver. */
    static String explained(Throwable fault) {
        return "the native library of OR-Tools could not be loaded on " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + " (" + fault
                + "); put com.google.ortools:ortools-linux-x86-64, -linux-aarch64, -darwin-x86-64, -darwin-aarch64 or"
                + " -win32-x86-64 on the class path, whichever is the platform's, or choose another solver";
    }
}
