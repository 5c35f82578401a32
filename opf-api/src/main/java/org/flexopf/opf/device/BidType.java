package org.flexopf.opf.device;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.Bid;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Profile;
import org.flexopf.opf.state.DevicePower;
import org.flexopf.opf.state.OperatingPoint;

/**
 * Bids. With a the ratio that is accepted of a {@link Bid.Block}, the same in all of its blocks of time, and u whether
 * it is accepted at all,
 *
 * <pre>
 *   injection a q_t,   cost h_t price a q_t,   r u &lt;= a &lt;= u,   0 &lt;= a &lt;= 1
 *   child: a &lt;= a_parent, or u &lt;= u_parent;   loop: equal a;   exclusive: sum of u &lt;= 1, or sum of a &lt;= 1
 * </pre>
 *
 * <p>There is an u only where the least ratio r is above zero or a link asks for it, and where all or nothing is
 * accepted it is a itself. A {@link Bid.Schedule} has a power x in every block of time, y whether it runs and v whether
 * it starts:
 *
 * <pre>
 *   lo y_t &lt;= x_t &lt;= hi y_t,   y_t - y_(t-1) &lt;= v_t,   |x_t - x_(t-1)| &lt;= R D
 *   sum of v over the last d blocks &lt;= y_t,   v_t = 0 where d blocks are not left
 *   sum of v &lt;= N,   sum of h x at most, exactly or at least E,   cost h_t price x_t, and once K v_t
 * </pre>
 *
 * <p>The sums over all blocks are states that run along, so that no row grows with the horizon.
 *
 * <p>Bids are about a horizon: the n-th block whose devices follow each other is their n-th period. What their network
 * has in the last block ties them together; where a parent is out of service, its children are not accepted.
 */
public final class BidType implements DeviceType {

    /** The ratio that is accepted of a bid, in every block in which it has a quantity. */
    public static final VariableFamily RATIO =
            new VariableFamily("bid-ratio", "accepted ratio", Bid.KIND, Unit.PER_UNIT);

    /** Whether a bid is accepted at all, 0 or 1. */
    public static final VariableFamily ACCEPTED =
            new VariableFamily("bid-accepted", "whether it is accepted", Bid.KIND, Unit.PER_UNIT);

    /** The power of a schedule, not negative. */
    public static final VariableFamily POWER = new VariableFamily("bid-power", "power", Bid.KIND, Unit.MW);

    /** Whether a schedule runs, 0 or 1. */
    public static final VariableFamily RUNS =
            new VariableFamily("bid-runs", "whether it runs", Bid.KIND, Unit.PER_UNIT);

    /** Whether a schedule starts, 0 or 1. */
    public static final VariableFamily STARTS =
            new VariableFamily("bid-starts", "whether it starts", Bid.KIND, Unit.PER_UNIT);

    /** How often a schedule has started by the end of the block. */
    public static final VariableFamily STARTS_SO_FAR =
            new VariableFamily("bid-starts-so-far", "starts so far", Bid.KIND, Unit.PER_UNIT);

    /** The energy of a schedule by the end of the block. */
    public static final VariableFamily ENERGY_SO_FAR =
            new VariableFamily("bid-energy-so-far", "energy so far", Bid.KIND, Unit.MWH);

    /** The least energy of a schedule over the horizon. */
    public static final ConstraintFamily ENERGY_MIN =
            new ConstraintFamily("bid-energy-min", "least energy", Bid.KIND, Unit.MWH);

    /** The largest energy of a schedule over the horizon. */
    public static final ConstraintFamily ENERGY_MAX =
            new ConstraintFamily("bid-energy-max", "largest energy", Bid.KIND, Unit.MWH);

    /** By how much the power of a schedule may rise. */
    public static final ConstraintFamily RAMP_UP =
            new ConstraintFamily("bid-ramp-up", "rising power", Bid.KIND, Unit.MW);

    /** By how much the power of a schedule may fall. */
    public static final ConstraintFamily RAMP_DOWN =
            new ConstraintFamily("bid-ramp-down", "falling power", Bid.KIND, Unit.MW);

    /** For the {@link java.util.ServiceLoader}. */
    public BidType() {}

    @Override
    public ElementKind kind() {
        return Bid.KIND;
    }

    @Override
    public List<String> whyNotRolling(Network network, List<Profile> profiles, int[] ends, int periods) {
        return network.elements(Bid.KIND).stream()
                .map(Bid.class::cast)
                .filter(bid -> bid.offer() instanceof Bid.Schedule schedule
                        && schedule.rules().minDuration() > periods)
                .map(bid -> bid.label() + " runs for at least "
                        + ((Bid.Schedule) bid.offer()).rules().minDuration()
                        + " periods once it has started, and a window has " + periods
                        + "; give windows of at least as many periods")
                .toList();
    }

    @Override
    public Device in(BlockScope scope) {
        return new Bids(scope);
    }

    private static final class Bids implements Device {

        private final BlockScope scope;
        private final ProgramBuilder program;
        private final PerUnit perUnit;
        private final List<Bid> bids;
        private final AtBuses atBuses;
        private final BidRatios ratios;
        private final BidSchedules schedules;

        Bids(BlockScope scope) {
            this.scope = scope;
            this.program = scope.program();
            this.perUnit = scope.perUnit();
            this.bids = scope.network().elements(Bid.KIND).stream()
                    .map(Bid.class::cast)
                    .toList();
            this.atBuses = AtBuses.of(scope.network(), Bid.KIND, this::isActive);
            this.ratios = new BidRatios(scope, bids);
            this.schedules = new BidSchedules(scope, bids);
        }

        private boolean isActive(int k) {
            return scope.network().isActive(bids.get(k));
        }

        @Override
        public void addActivePower() {
            requirePeriods();
            ratios.add();
            schedules.add();
            if (scope.begins() && scope.ends()) {
                ratios.close(program);
                schedules.close(program);
            }
        }

        /** A bid about more periods than there are would promise what nobody asks for. */
        private void requirePeriods() {
            for (Bid bid : bids) {
                int periods = bid.offer().periods();
                if (scope.place() >= periods
                        || (scope.ends() && scope.place() + 1 + scope.later().size() < periods)) {
                    throw new IllegalArgumentException(bid.label() + " is about " + periods + " periods, and there are "
                            + (scope.ends() ? "" : "at least ") + (scope.place() + 1)
                            + "; give it one number for each period");
                }
            }
        }

        @Override
        public void addReactivePower() {
            // Reactive power follows active power.
        }

        @Override
        public void injectActive(int bus, LinearExpression injection) {
            for (int place = atBuses.first(bus); place < atBuses.end(bus); place++) {
                inject(atBuses.element(place), 1.0, injection);
            }
        }

        @Override
        public void injectReactive(int bus, LinearExpression injection) {
            for (int place = atBuses.first(bus); place < atBuses.end(bus); place++) {
                int k = atBuses.element(place);
                inject(k, bids.get(k).reactiveRatio(), injection);
            }
        }

        private void inject(int k, double factor, LinearExpression injection) {
            if (ratios.offers(k)) {
                injection.plus(factor * perUnit.power(ratios.quantity(k)), ratios.ratio(k));
            } else if (schedules.has(k)) {
                injection.plus(factor * schedules.sign(k), schedules.power(k));
            }
        }

        @Override
        public void addCost(double weight) {
            for (int k = 0; k < bids.size(); k++) {
                double price = bids.get(k).offer().price();
                if (ratios.offers(k)) {
                    program.cost(weight * price * ratios.quantity(k), ratios.ratio(k));
                } else if (schedules.has(k)) {
                    program.cost(weight * perUnit.pricePerUnit(schedules.sign(k) * price), schedules.power(k));
                    // A start is paid once, and costs of a block count in every hour of it.
                    program.cost(weight * schedules.startCost(k) / scope.hours(), schedules.starts(k));
                }
            }
        }

        @Override
        public void follow(Device earlier, LinkRows rows) {
            Bids before = (Bids) earlier;
            ratios.follow(before.ratios, rows);
            schedules.follow(before.schedules, rows);
            if (scope.ends()) {
                ratios.close(rows.program());
                schedules.close(rows.program());
            }
        }

        @Override
        public void addTo(OperatingPoint.Builder point, ModelSolution solution) {
            double[] ratio = solution.values(RATIO, bids.size());
            double[] power = solution.values(POWER, bids.size());
            List<DevicePower> powers = new ArrayList<>();
            for (int k = 0; k < bids.size(); k++) {
                double p = 0.0;
                if (ratios.offers(k)) {
                    p = ratios.quantity(k) * ratio[k];
                } else if (schedules.has(k)) {
                    p = schedules.sign(k) * perUnit.physicalPower(power[k]);
                }
                powers.add(DevicePower.of(
                        p, bids.get(k).reactiveRatio() * p, bids.get(k).offer().price() * p));
            }
            point.devices(Bid.KIND, powers);
        }
    }

    @Override
    public String toString() {
        return kind().label();
    }
}
