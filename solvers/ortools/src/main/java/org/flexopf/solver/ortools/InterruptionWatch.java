package org.flexopf.solver.ortools;

import java.util.function.Supplier;

/**
 * Looks at the interrupt flag of a thread while that is inside a native library, which cannot, and tells the library.
 */
final class InterruptionWatch {

    private static final long PAUSE_MILLIS = 20;

    private final Thread watched = Thread.currentThread();
    private final Runnable stop;
    private boolean over;

    private InterruptionWatch(Runnable stop) {
        this.stop = stop;
    }

    /**
     * What the library answers.
     *
     * @param stop asks the library to stop; called from another thread, perhaps more than once, but not after the
     *     return
     */
    static <T> T during(Supplier<T> call, Runnable stop) {
        InterruptionWatch watch = new InterruptionWatch(stop);
        Thread thread = new Thread(watch::watch, "flexopf-ortools-watch");
        thread.setDaemon(true);
        thread.start();
        try {
            return call.get();
        } finally {
            watch.end();
        }
    }

    private synchronized void watch() {
        try {
            while (!over) {
                if (watched.isInterrupted()) {
                    stop.run();
                }
                wait(PAUSE_MILLIS);
            }
        } catch (InterruptedException fault) {
            throw new IllegalStateException("somebody interrupted the watch of a native library", fault);
        }
    }

    private synchronized void end() {
        over = true;
        notifyAll();
    }
}
