package org.flexopf.opf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.Bid;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.Element;
import org.flexopf.network.Storage;
import org.flexopf.opf.device.BidType;
import org.flexopf.opf.device.StorageType;
import org.flexopf.opf.problem.Horizon;

/** What is done over the periods of a horizon: a view of every period, and what storages and bids do over time. */
public abstract sealed class PlanOverTime permits HorizonSolution, RollingPlan {

    /** Charge and discharge up to this share of the larger of their largest values are rounding. */
    private static final double AT_REST = 1e-4;

    private final Horizon horizon;
    private final IntFunction<OpfSolution> periods;

    /**
     * A plan.
     *
     * @param periods the solution of every period, by place
     */
    PlanOverTime(Horizon horizon, IntFunction<OpfSolution> periods) {
        this.horizon = horizon;
        this.periods = periods;
    }

    /** The periods. */
    public final Horizon horizon() {
        return horizon;
    }

    /**
     * One period, as if it had been solved alone: its dispatch, and its prices per MWh.
     *
     * @param period its place, from 0
     */
    public final OpfSolution at(int period) {
        return periods.apply(period);
    }

    /** The solutions of all periods, in the order of time. */
    public final List<OpfSolution> periods() {
        return IntStream.range(0, horizon.periods().size()).mapToObj(periods).toList();
    }

    /** A figure of every period. */
    public final double[] overTime(ToDoubleFunction<OpfSolution> figure) {
        return periods().stream().mapToDouble(figure).toArray();
    }

    /**
     * A quantity of one element in every period, such as a temperature, in the unit of its family; NaN where there is
     * none.
     */
    public final double[] overTime(VariableFamily family, Element element) {
        int k = at(0).network().index(element.ref());
        return overTime(period -> period.has(family) ? period.values(family)[k] : Double.NaN);
    }

    /** What a device of a further kind supplies in every period, negative where it consumes, MW. */
    public final double[] supply(ConnectedElement device) {
        int k = at(0).network().index(device.ref());
        return overTime(period -> period.point().devices(device.kind()).get(k).p());
    }

    private int index(Storage storage) {
        return at(0).network().index(storage.ref());
    }

    /** What a storage takes from the network in every period, at its terminals, MW. */
    public final double[] charge(Storage storage) {
        int k = index(storage);
        return overTime(period -> orZero(period.values(StorageType.CHARGE)[k]));
    }

    /** What a storage gives to the network in every period, at its terminals, MW. */
    public final double[] discharge(Storage storage) {
        int k = index(storage);
        return overTime(period -> orZero(period.values(StorageType.DISCHARGE)[k]));
    }

    /**
     * The ratio that is accepted of a bid of given quantities, from 0 to 1.
     *
     * @throws IllegalArgumentException if the bid chooses its power, so that there is no ratio
     */
    public final double acceptance(Bid bid) {
        if (!(bid.offer() instanceof Bid.Block)) {
            throw new IllegalArgumentException(
                    bid.label() + " chooses its power in every period; ask for its power instead of a ratio");
        }
        int k = at(0).network().index(bid.ref());
        double ratio = 0.0;
        for (OpfSolution period : periods()) {
            ratio = Math.max(ratio, orZero(period.values(BidType.RATIO)[k]));
        }
        return ratio;
    }

    /** What a bid injects in every period, MW; negative where it draws. */
    public final double[] power(Bid bid) {
        int k = at(0).network().index(bid.ref());
        return overTime(period -> period.point().devices(Bid.KIND).get(k).p());
    }

    /** What is not there does nothing. */
    private static double orZero(double value) {
        return Double.isNaN(value) ? 0.0 : value;
    }

    /** What is in a storage at the end of every period, MWh; NaN where it is not there. */
    public final double[] energy(Storage storage) {
        int k = index(storage);
        return overTime(period -> period.values(StorageType.ENERGY)[k]);
    }

    /**
     * What a MWh more in a storage at the end of every period would save, currency per MWh. Where a storage is at a
     * limit of its energy, what a MWh more saves is less than what a MWh less costs, and this lies between.
     */
    public final double[] energyValue(Storage storage) {
        int k = index(storage);
        return overTime(period -> -period.duals(StorageType.ENERGY_LAW)[k]);
    }

    /**
     * The periods (by place) in which a storage charges and discharges at once, to throw energy away; no storage can.
     * It happens only where the price is at most {@code -kappa (1 + eta) / (1 - eta)}, with kappa the throughput cost
     * and eta the efficiency of a cycle. Without losses and costs, taking and giving at once means nothing and is not
     * told.
     */
    public final List<Integer> wastes(Storage storage) {
        Storage.Converter converter = storage.converter();
        double efficiency = converter.chargeEfficiency() * converter.dischargeEfficiency();
        List<Integer> periods = new ArrayList<>();
        double rest = AT_REST * Math.max(converter.chargeMax(), converter.dischargeMax());
        double[] charge = charge(storage);
        double[] discharge = discharge(storage);
        for (int t = 0; t < charge.length; t++) {
            if (charge[t] > rest && discharge[t] > rest && efficiency < 1.0) {
                periods.add(t);
            }
        }
        return List.copyOf(periods);
    }

    @Override
    public String toString() {
        return "a plan over " + horizon.periods().size() + " periods";
    }
}
