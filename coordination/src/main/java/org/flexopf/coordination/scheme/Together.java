package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.flexopf.coordination.OutcomeStatus;

/** Work that is done at the same time on an executor; whoever began it takes the results in its own order. */
final class Together {

    private Together() {}

    /** Begins all of it, in its order; what the executor does not take has failed. */
    static <T> List<Future<T>> begin(Executor executor, List<? extends Callable<T>> work) {
        List<Future<T>> begun = new ArrayList<>();
        for (Callable<T> piece : work) {
            FutureTask<T> task = new FutureTask<>(piece);
            try {
                executor.execute(task);
                begun.add(task);
            } catch (RejectedExecutionException e) {
                begun.add(CompletableFuture.failedFuture(new SchemeFailure(
                        OutcomeStatus.FAILED,
                        "the executor of the parties takes no work (" + e.getMessage()
                                + "): give one that is not shut down, and has room for a task of each feeder")));
            }
        }
        return begun;
    }

    /**
     * What a piece of work gave, however long it takes.
     *
     * @param what the work is, for a message
     * @throws SchemeFailure if it fails with one, or this thread is interrupted
     */
    static <T> T result(Future<T> begun, String what) {
        try {
            return begun.get();
        } catch (InterruptedException e) {
            begun.cancel(true);
            Thread.currentThread().interrupt();
            throw new SchemeFailure(OutcomeStatus.FAILED, "interrupted while waiting for " + what);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(what + " failed: " + e.getCause(), e.getCause());
        }
    }

    /** Ends what is not done yet: nobody waits for it. */
    static void end(List<? extends Future<?>> begun) {
        begun.forEach(piece -> piece.cancel(true));
    }
}
