package org.flexopf.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.flexopf.market.Market;
import org.flexopf.market.OpfClearing;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Network;
import org.flexopf.network.Offer;
import org.flexopf.opf.Opf;
import org.flexopf.pricing.payment.Payment;
import org.flexopf.pricing.payment.Vcg;
import org.flexopf.socp.BranchFlowSocp;

/**
 * All VCG payments of 100 participants on a feeder of 1,000 buses against one cold solve of its optimal power flow:
 * prints the table of docs/vcg.md.
 */
public final class VcgScale {

    private static final int BUSES = 1000;
    private static final int PARTICIPANTS = 100;
    private static final int WARM_UPS = 40;
    private static final int RUNS = 15;
    /** All payments are some hundred solves by themselves, so that one round warms up. */
    private static final int ROUNDS = 5;

    private VcgScale() {}

    /** Runs one and two threads. */
    public static void main(String[] arguments) {
        Opf opf = Opf.of(new BranchFlowSocp());
        Market market = market();
        double cold = medianMs(WARM_UPS, RUNS, () -> OpfClearing.of(opf, market));
        OpfClearing once = OpfClearing.of(opf, market);
        long dispatched = market.participants().stream()
                .filter(participant -> once.award(participant).isDispatched())
                .count();
        long pivotal = new Vcg()
                .settle(once).payments().stream().filter(Payment::pivotal).count();
        System.out.printf(
                Locale.ROOT,
                "%d participants, %d dispatched, %d pivotal; one cold solve %.1f ms, %d iterations%n",
                PARTICIPANTS,
                dispatched,
                pivotal,
                cold,
                once.solution().solver().iterations());
        System.out.println("| threads | all VCG payments ms | in cold solves |");
        System.out.println("|---|---|---|");
        ExecutorService executor = Executors.newFixedThreadPool(1);
        try {
            for (int threads = 1; threads <= 2; threads++) {
                int allowed = threads;
                double all = medianMs(ROUNDS, ROUNDS, () -> new Vcg().settle(once.withExecutor(executor, allowed)));
                System.out.printf(Locale.ROOT, "| %d | %.0f | %.1f |%n", threads, all, all / cold);
            }
        } finally {
            executor.shutdown();
        }
    }

    private static Market market() {
        SplittableRandom random = new SplittableRandom(7);
        Network feeder = Feeders.standard(BUSES, 1).network(1.0).toBuilder()
                .removeGenerators(generator -> generator.id() != 1)
                .build();
        List<Offer> offers = new ArrayList<>();
        for (int k = 0; k < PARTICIPANTS; k++) {
            double size = random.nextDouble(0.025, 0.15);
            offers.add(Offer.active(
                            "p" + k,
                            2 + random.nextInt(BUSES - 1),
                            0.0,
                            size,
                            CostCurve.linear(random.nextDouble(20.0, 80.0)))
                    .withReactive(-0.5 * size, 0.5 * size, CostCurve.free()));
        }
        return Market.of(feeder, offers);
    }

    private static double medianMs(int warmUps, int runs, Supplier<Object> action) {
        double[] times = new double[runs];
        for (int k = -warmUps; k < runs; k++) {
            long begin = System.nanoTime();
            Object result = action.get();
            double time = (System.nanoTime() - begin) * 1e-6;
            if (k >= 0) {
                times[k] = result == null ? Double.NaN : time;
            }
        }
        Arrays.sort(times);
        return times[runs / 2];
    }
}
