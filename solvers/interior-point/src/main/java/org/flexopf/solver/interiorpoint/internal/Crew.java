package org.flexopf.solver.interiorpoint.internal;

import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Threads that work on the regions of one program together: the thread that solves it, and helpers. A task is done once
 * for every region, by whoever claims it first; each thread begins with regions of its own, which are as much work as
 * those of the others and in whose memory it finds what it left in its caches, and goes on with those that are left. A
 * helper that the machine does not let run costs nothing but its share of the work.
 *
 * <p>Helpers are threads that no other solve uses: all solves of a Java machine together take no more threads than
 * there are processors, as long as nobody runs more solves than that at once. A solve gives its helpers back when
 * others begin.
 */
final class Crew {

    /** What is done for each region, nothing of which two regions share. */
    interface Task {
        void on(int region);
    }

    /**
     * How often a helper looks for work before it goes to sleep, and the leader for the end of work before it waits.
     */
    private static final int GLANCES = 4_000;
    /** How long the leader then waits before it looks again: a helper was sent away in the middle of its work. */
    private static final long PAUSE_NANOS = 20_000L;
    /** The threads of all solves that run now. */
    private static final AtomicInteger AT_WORK = new AtomicInteger();

    private final int regions;
    /** What a region costs, in any unit; and the regions from the largest to the smallest. */
    private final double[] work;

    private final int[] bySize;
    /** The regions in the sequence in which each thread claims them. */
    private int[][] sequence = new int[1][];
    /** For each region the number of the last task that was claimed. */
    private final AtomicIntegerArray claimed;

    private final AtomicInteger done = new AtomicInteger();
    private Task task;
    private volatile int number;
    private volatile Throwable failure;
    private Helper[] helpers = new Helper[0];
    private int processors;

    /** A crew for regions that cost the same. */
    Crew(int regions) {
        this(DoubleStream.generate(() -> 1.0).limit(regions).toArray());
    }

    /** A crew for regions of which is known what each costs, in any unit. */
    Crew(double[] work) {
        this.work = work;
        regions = work.length;
        claimed = new AtomicIntegerArray(regions);
        bySize = IntStream.range(0, regions)
                .boxed()
                .sorted(Comparator.comparingDouble(region -> -work[region]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Hires helpers.
     *
     * @param threads the most threads to work with, the caller included
     * @param ofProcessors the number of processors that all solves share
     */
    void hire(int threads, int ofProcessors) {
        processors = ofProcessors;
        int present = AT_WORK.incrementAndGet();
        int wanted = regions > 1 ? Math.min(threads, regions) - 1 : 0;
        int count = Math.max(0, Math.min(wanted, processors - present));
        AT_WORK.addAndGet(count);
        // A task that has failed may have left regions that nobody has claimed.
        for (int r = 0; r < regions; r++) {
            claimed.set(r, number);
        }
        failure = null;
        sequence = sequences(count + 1);
        helpers = new Helper[count];
        for (int k = 0; k < count; k++) {
            helpers[k] = new Helper(k + 1, number);
            helpers[k].start();
        }
    }

    /**
     * The sequence in which each thread claims regions. From the largest on, each belongs to whoever has least to do. A
     * thread claims what is its own from the largest on, and then what the others would come to last.
     */
    int[][] sequences(int threads) {
        double[] load = new double[threads];
        int[] owner = new int[regions];
        for (int region : bySize) {
            int least = 0;
            for (int t = 1; t < threads; t++) {
                least = load[t] < load[least] ? t : least;
            }
            owner[region] = least;
            load[least] += work[region];
        }
        int[][] sequences = new int[threads][regions];
        for (int t = 0; t < threads; t++) {
            int own = 0;
            int others = regions;
            for (int region : bySize) {
                sequences[t][owner[region] == t ? own++ : --others] = region;
            }
        }
        return sequences;
    }

    /** Dismisses the helpers; the caller has solved its program. */
    void dismiss() {
        dismissHelpers();
        AT_WORK.decrementAndGet();
    }

    private void dismissHelpers() {
        for (Helper helper : helpers) {
            helper.isDismissed = true;
            LockSupport.unpark(helper);
        }
        AT_WORK.addAndGet(-helpers.length);
        helpers = new Helper[0];
    }

    /** The number of helpers at present. */
    int helpers() {
        return helpers.length;
    }

    /** Gives the helpers back if there are more threads at work than processors. */
    void makeRoom() {
        if (helpers.length > 0 && AT_WORK.get() > processors) {
            dismissHelpers();
        }
    }

    /** Does a task for every region; returns when all is done. */
    void run(Task what) {
        if (helpers.length == 0) {
            for (int r = 0; r < regions; r++) {
                what.on(r);
            }
            return;
        }
        done.set(0);
        task = what;
        int present = number + 1;
        number = present;
        for (Helper helper : helpers) {
            if (helper.isAsleep) {
                LockSupport.unpark(helper);
            }
        }
        work(what, present, 0);
        for (int glances = 0; done.get() < regions; glances++) {
            if (glances < GLANCES) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
        }
        if (failure != null) {
            throw new IllegalStateException("a helper has failed", failure);
        }
    }

    /** Claims one region after the other, and does the task there. */
    private void work(Task what, int present, int thread) {
        for (int region : sequence[thread]) {
            if (claimed.compareAndSet(region, present - 1, present)) {
                what.on(region);
                done.incrementAndGet();
            }
        }
    }

    /** A thread beside the one that solves. */
    private final class Helper extends Thread {

        private final int place;
        private int seen;
        private volatile boolean isAsleep;
        private volatile boolean isDismissed;

        Helper(int place, int seen) {
            super("interior-point-helper-" + place);
            setDaemon(true);
            this.place = place;
            this.seen = seen;
        }

        @Override
        public void run() {
            while (awaitTask()) {
                try {
                    work(task, seen, place);
                } catch (RuntimeException | Error e) {
                    failure = e;
                    done.addAndGet(regions);
                }
            }
        }

        /** Waits for the next task. Returns false if there will be none. */
        private boolean awaitTask() {
            for (int glances = 0; ; glances++) {
                if (isDismissed) {
                    return false;
                }
                if (number != seen) {
                    seen = number;
                    return true;
                }
                if (glances < GLANCES) {
                    Thread.onSpinWait();
                } else {
                    isAsleep = true;
                    if (number == seen && !isDismissed) {
                        LockSupport.park(this);
                    }
                    isAsleep = false;
                }
            }
        }
    }
}
