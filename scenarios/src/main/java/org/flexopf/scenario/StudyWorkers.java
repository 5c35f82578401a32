package org.flexopf.scenario;

import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Who solves the draws of a study: threads of this process, or other machines. Work is handed out in pieces, in the
 * order of draws; their rows are asked for in the same order.
 */
public interface StudyWorkers extends AutoCloseable {

    /** How many draws a piece has. */
    int draws();

    /** How many pieces may be under way, or wait to be kept. */
    int pieces();

    /**
     * Begins to solve draws. If a draw without an optimum ends the study, rows behind it are not needed.
     *
     * @param first the number of the first one
     * @param end the number behind the last one
     */
    Piece solve(long first, long end);

    /** Ends whatever is under way: nobody asks for it any more. */
    @Override
    void close();

    /** Draws that are being solved. */
    @FunctionalInterface
    interface Piece {

        /**
         * Waits for the rows, in the order of their draws.
         *
         * @throws ExecutionException if they cannot be had; the cause says why
         * @throws InterruptedException if the thread that waits is interrupted
         */
        List<Row> rows() throws ExecutionException, InterruptedException;
    }
}
