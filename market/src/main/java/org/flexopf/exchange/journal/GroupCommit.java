package org.flexopf.exchange.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.Outcome;

/**
 * Takes commands from many threads and carries them out one after another on a thread of its own. What has come in
 * while the disk was busy is written together and forced once. Commands get their numbers in the order in which they
 * are submitted. If the journal cannot be written, all that waits fails with the {@link JournalException}, and so does
 * whatever comes later.
 */
public final class GroupCommit implements AutoCloseable {

    private record Waiting(Command command, CompletableFuture<Outcome> outcome) {}

    private final JournaledMarket market;
    private final BlockingQueue<Waiting> queue;
    private final int largestGroup;
    private final Thread worker;
    private final Object gate = new Object();
    private boolean closed;

    private GroupCommit(JournaledMarket market, int largestGroup) {
        this.market = Objects.requireNonNull(market, "market");
        this.largestGroup = largestGroup;
        queue = new ArrayBlockingQueue<>(largestGroup);
        worker = new Thread(this::work, "market journal");
        worker.setDaemon(true);
    }

    /**
     * Begins to take commands.
     *
     * @param market is used by nobody else from here on, and closed with this
     * @param largestGroup at most so many commands are written together; as many may wait
     */
    public static GroupCommit of(JournaledMarket market, int largestGroup) {
        GroupCommit group = new GroupCommit(market, largestGroup);
        group.worker.start();
        return group;
    }

    /**
     * Submits a command; waits for room if too many wait already.
     *
     * @return completes with the outcome once the journal holds the command as its policy says
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalStateException if this is closed
     */
    public CompletableFuture<Outcome> submit(Command command) throws InterruptedException {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        synchronized (gate) {
            if (closed) {
                throw new IllegalStateException("the market is closed and takes no more commands");
            }
            queue.put(new Waiting(command, outcome));
        }
        return outcome;
    }

    private void work() {
        List<Waiting> group = new ArrayList<>();
        try {
            while (true) {
                group.clear();
                group.add(queue.take());
                queue.drainTo(group, largestGroup - 1);
                boolean last = group.remove(END);
                carryOut(group);
                if (last) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the worker. */
    private static final Waiting END = new Waiting(Command.cancel(0L, "", ""), new CompletableFuture<>());

    private void carryOut(List<Waiting> group) {
        try {
            List<Outcome> outcomes =
                    market.apply(group.stream().map(Waiting::command).toList());
            for (int k = 0; k < group.size(); k++) {
                group.get(k).outcome().complete(outcomes.get(k));
            }
        } catch (RuntimeException e) {
            group.forEach(waiting -> waiting.outcome().completeExceptionally(e));
        }
    }

    /** Carries out what waits, takes nothing more, and closes the market. */
    @Override
    public void close() {
        synchronized (gate) {
            if (closed) {
                return;
            }
            closed = true;
            boolean interrupted = false;
            while (true) {
                try {
                    queue.put(END);
                    worker.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        market.close();
    }

    @Override
    public String toString() {
        return "group commit of up to " + largestGroup + " commands";
    }
}
