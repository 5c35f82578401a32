package org.flexopf.exchange.check;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flexopf.network.Network;
import org.flexopf.opf.state.OperatingPoint;

/**
 * Flows of active power by shift factors, in integers: the same answer on every machine, and flows that are kept up to
 * date equal those worked out afresh. An element is a rated branch and a direction.
 *
 * <p>With h = round(1e9 x PTDF) and injections in whole watts, a flow is sum h inj in 1e-9 W, and the factors are those
 * of {@code theory}: the reference takes up what others leave over. The base flow is that of the schedule: generation
 * less demand at all buses but the root. Conditional requests count by their worst admissible set of calls.
 */
public final class ShiftFactorCheck implements NetworkCheck {

    /** Sums of flows stay below 2^62. */
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(62);

    private static final double WATTS = 1e6;

    final Network network;
    final FactorRows rows;
    /** Flow per row at the schedule, and limit per row, 1e-9 W. */
    final long[] baseFlows;

    final long[] limits;

    private ShiftFactorCheck(Network network) {
        this.network = network;
        rows = FactorRows.of(network);
        long[] injections = injections(network);
        baseFlows = new long[rows.count()];
        limits = new long[rows.count()];
        BigInteger[] flows = new BigInteger[rows.count()];
        BigInteger[] largest = new BigInteger[rows.count()];
        for (int row = 0; row < rows.count(); row++) {
            double rating = network.branches().get(rows.branches[row]).rating();
            flows[row] = BigInteger.ZERO;
            largest[row] = new BigDecimal(rating * WATTS)
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .toBigIntegerExact()
                    .multiply(BigInteger.valueOf(FactorRows.ONE));
        }
        BigInteger[] limit = largest.clone();
        for (int bus = 0; bus < injections.length; bus++) {
            BigInteger injection = BigInteger.valueOf(injections[bus]);
            rows.factors(bus, (row, factor) -> {
                BigInteger term = injection.multiply(BigInteger.valueOf(factor));
                flows[row] = flows[row].add(term);
                largest[row] = largest[row].add(term.abs());
            });
        }
        List<String> faults = new ArrayList<>();
        for (int row = 0; row < rows.count(); row++) {
            if (largest[row].compareTo(LARGEST) > 0) {
                faults.add(network.branches().get(rows.branches[row]).label() + ": limit and injections of "
                        + largest[row]
                                        .divide(BigInteger.valueOf(FactorRows.ONE))
                                        .doubleValue()
                                / WATTS
                        + " MW in all cannot be added up exactly; the shift-factor check takes up to "
                        + LARGEST.divide(BigInteger.valueOf(FactorRows.ONE)).longValueExact() / WATTS
                        + " MW per branch");
            } else {
                limits[row] = limit[row].longValueExact();
                baseFlows[row] = flows[row].longValueExact();
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
    }

    /**
     * The check of a network at the schedule that it holds.
     *
     * @throws IllegalArgumentException if its flows could pass 2^62 x 1e-9 W, or a mesh has a branch without reactance
     */
    public static ShiftFactorCheck of(Network network) {
        return new ShiftFactorCheck(Objects.requireNonNull(network, "network"));
    }

    /** Scheduled injections per bus index in whole watts. */
    private static long[] injections(Network network) {
        double[] p = network.activeDemand();
        for (int i = 0; i < p.length; i++) {
            p[i] = -p[i];
        }
        OperatingPoint.scheduled(network).addSupply(network, p, new double[p.length]);
        long[] watts = new long[p.length];
        for (int i = 0; i < p.length; i++) {
            watts[i] = Math.round(p[i] * WATTS);
        }
        return watts;
    }

    @Override
    public String name() {
        return "dc";
    }

    @Override
    public boolean takesConditionalRequests() {
        return true;
    }

    @Override
    public NetworkState open(long lot) {
        return new ShiftFactorState(this, lot, baseFlows);
    }

    @Override
    public NetworkState restore(long lot, SavedState saved) {
        saved.requireSizes(name(), rows.count(), 0);
        ShiftFactorState state = new ShiftFactorState(this, lot, saved.counts());
        state.calls.restore(saved.calls());
        return state;
    }

    @Override
    public String toString() {
        return "shift-factor check of " + network.name();
    }
}
