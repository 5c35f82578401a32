package org.flexopf.solver.interiorpoint.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrewTest {

    private static final int REGIONS = 13;

    /** Tasks follow each other without a pause, and every region is done once and before the next task begins. */
    @Test
    void everyTaskIsDoneOncePerRegionBeforeTheNextOne() {
        for (int threads : new int[] {1, 2, 4}) {
            Crew crew = new Crew(REGIONS);
            AtomicIntegerArray counts = new AtomicIntegerArray(REGIONS);
            int[] seen = new int[REGIONS];
            crew.hire(threads, 1000);
            assertThat(crew.helpers()).isEqualTo(threads - 1);
            for (int round = 1; round <= 20_000; round++) {
                crew.run(region -> {
                    counts.incrementAndGet(region);
                    seen[region]++;
                });
                for (int region = 0; region < REGIONS; region++) {
                    assertThat(counts.get(region)).isEqualTo(round);
                    assertThat(seen[region]).isEqualTo(round);
                }
            }
            crew.dismiss();
        }
    }

    /** Two threads begin at two ends and meet where both have done half of the work, whatever the regions cost. */
    @Test
    void threadsShareTheWorkEvenly() {
        double[] work = {540, 12570, 8914, 8011, 8499, 10782, 12393, 9492, 9604, 7577, 10156, 8044, 6993, 504};
        double all = Arrays.stream(work).sum();
        int[][] sequences = new Crew(work).sequences(2);
        assertThat(sequences[0])
                .containsExactlyInAnyOrder(IntStream.range(0, work.length).toArray());
        double done = 0.0;
        double nearest = all;
        for (int k = 0; k < work.length; k++) {
            assertThat(sequences[1][work.length - 1 - k]).isEqualTo(sequences[0][k]);
            done += work[sequences[0][k]];
            nearest = Math.min(nearest, Math.abs(done - 0.5 * all));
        }
        assertThat(nearest).isLessThan(0.005 * all);
    }

    /** Solves that run at once share the processors, and the first one gives back what the others need. */
    @Test
    void solvesDoNotTakeMoreThreadsThanThereAreProcessors() {
        Crew first = new Crew(REGIONS);
        Crew second = new Crew(REGIONS);
        Crew third = new Crew(REGIONS);
        Crew small = new Crew(1);
        first.hire(2, 3);
        second.hire(4, 3);
        assertThat(first.helpers()).isEqualTo(1);
        assertThat(second.helpers()).isZero();
        first.makeRoom();
        assertThat(first.helpers()).isEqualTo(1);
        small.hire(2, 3);
        first.makeRoom();
        assertThat(first.helpers()).isZero();
        small.dismiss();
        second.dismiss();
        third.hire(8, 3);
        assertThat(third.helpers()).isEqualTo(1);
        third.dismiss();
        first.dismiss();
        first.hire(3, 3);
        assertThat(first.helpers()).isEqualTo(2);
        first.dismiss();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What fails in a helper fails in the thread that solves; the next solve is as good as ever. */
    @Test
    void whatFailsInAHelperIsNotLost() {
        Crew crew = new Crew(REGIONS);
        Thread caller = Thread.currentThread();
        crew.hire(2, 1000);
        CountDownLatch helped = new CountDownLatch(1);
        assertThatThrownBy(() -> crew.run(region -> {
                    if (Thread.currentThread() != caller) {
                        helped.countDown();
                        throw new ArithmeticException("on purpose");
                    }
                    // The machine may let the helper wait, but not for ever.
                    await(helped);
                }))
                .hasRootCauseMessage("on purpose");
        crew.dismiss();
        crew.hire(2, 1000);
        int[] done = new int[REGIONS];
        crew.run(region -> done[region]++);
        assertThat(done).containsOnly(1);
        crew.dismiss();
    }
}
