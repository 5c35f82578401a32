package org.flexopf.coordination.physics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.FeederLimits;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.physics.AutomaticControls.Protection;
import org.flexopf.coordination.physics.AutomaticControls.TapChanger;
import org.flexopf.coordination.physics.AutomaticControls.VoltageDroop;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.powerflow.BusSchedule;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowOptions;
import org.flexopf.powerflow.PowerFlowResult;

/**
 * A feeder over a period, by AC power flow at the mean power of every time step. What devices give, and where the tap
 * stands, is remembered from the period before; what protection had switched off then is back.
 */
final class FeederPhysics {

    private static final double MINUTES = 60.0;

    /** Rounds of Q(V) and power flow until they agree. */
    private static final int ROUNDS = 60;

    /** Reactive powers that agree, Mvar. */
    private static final double AGREED = 1e-7;

    private final Feeder feeder;
    private final Network network;
    private final FeederLimits limits;
    private final PowerFlow powerFlow;
    private final PhysicalRules rules;
    private final List<Resource> resources;
    private final int[] busOf;
    private final double[] activeDemand;
    private final double[] reactiveDemand;
    private final FeederMemory memory;
    /** What each resource gives, MW. */
    private final double[] power;

    private final double[] set;
    private final double[] chosen;
    private final boolean[] isResourceOff;
    private final boolean[] isLoadOff;
    private final boolean[] isDark;
    private final double[] lineTime;
    private final double[] busTime;
    private final double[] imbalance;
    private double[] reactive;

    /**
     * A period.
     *
     * @param imbalance what really happens, MW by bus index
     * @param orders what is ordered
     * @param reactiveOrders reactive injections that were chosen, Mvar
     * @param memory of the period before; takes what the next one has to know
     */
    FeederPhysics(
            Feeder feeder,
            PhysicalRules rules,
            double[] imbalance,
            Activations orders,
            Map<String, Double> reactiveOrders,
            FeederMemory memory) {
        this.feeder = feeder;
        this.network = feeder.area().network();
        this.limits = FeederLimits.of(feeder);
        this.powerFlow = PowerFlow.prepare(network);
        this.rules = rules;
        this.imbalance = imbalance;
        this.memory = memory;
        this.resources = feeder.area().resources();
        this.busOf = resources.stream()
                .mapToInt(resource -> network.busIndex(resource.bus()))
                .toArray();
        this.activeDemand = network.activeDemand();
        this.reactiveDemand = network.reactiveDemand();
        this.power = new double[busOf.length];
        this.set = new double[busOf.length];
        this.chosen = new double[busOf.length];
        for (int r = 0; r < set.length; r++) {
            Resource resource = resources.get(r);
            set[r] = resource.p() + orders.of(resource.id()).net();
            power[r] = memory.power(resource);
            chosen[r] = reactiveOrders.getOrDefault(resource.id(), resource.q());
        }
        this.reactive = chosen.clone();
        this.isResourceOff = new boolean[busOf.length];
        this.isLoadOff = new boolean[activeDemand.length];
        this.isDark = new boolean[activeDemand.length];
        this.lineTime = new double[network.branches().size()];
        this.busTime = new double[activeDemand.length];
    }

    /** The next time step. */
    FeederStep step() {
        double hours = rules.stepHours();
        double[] mean = new double[set.length];
        for (int r = 0; r < set.length; r++) {
            double tau = rules.tau(resources.get(r).id());
            mean[r] = FirstOrder.mean(power[r], set[r], hours, tau);
            power[r] = FirstOrder.after(power[r], set[r], hours, tau);
            memory.give(resources.get(r), power[r]);
        }
        double[] p = active(mean);
        PowerFlowResult result = flow(p);
        if (!result.converged()) {
            return collapsed(mean);
        }
        double dark = dark(mean);
        int broken = limits.broken(result, bus -> !isDark[bus]).size();
        List<String> events = new ArrayList<>();
        rules.controls().protection().ifPresent(relay -> protect(relay, result, mean, events));
        int moves =
                rules.controls().tap().map(changer -> regulate(changer, result)).orElse(0);
        double own = p[limits.root()];
        return new FeederStep(result.pInjection(limits.root()) - own, broken, dark, moves, events);
    }

    /** Net injections by bus index, MW, of what is on. */
    private double[] active(double[] mean) {
        double[] p = new double[activeDemand.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = isDark[i] || isLoadOff[i] ? 0.0 : imbalance[i] - activeDemand[i];
        }
        for (int r = 0; r < mean.length; r++) {
            p[busOf[r]] += isOff(r) ? 0.0 : mean[r];
        }
        return p;
    }

    private boolean isOff(int resource) {
        return isResourceOff[resource] || isDark[busOf[resource]];
    }

    /** The power flow, with reactive powers that agree with voltages. */
    private PowerFlowResult flow(double[] active) {
        PowerFlowResult result = flow(active, reactive);
        if (rules.controls().droop().isEmpty()) {
            return result;
        }
        VoltageDroop droop = rules.controls().droop().get();
        double share = 1.0;
        double before = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS && result.converged(); round++) {
            double apart = 0.0;
            double[] next = reactive.clone();
            for (int r = 0; r < next.length; r++) {
                Resource resource = resources.get(r);
                if (resource.hasFreeReactivePower()) {
                    double wanted = droop.reactive(
                            result.vm(busOf[r]),
                            chosen[r],
                            resource.reactive().range().min(),
                            resource.reactive().range().max());
                    apart = Math.max(apart, Math.abs(wanted - reactive[r]));
                    next[r] += share * (wanted - reactive[r]);
                }
            }
            if (apart <= AGREED) {
                break;
            }
            // A steep curve overshoots; smaller steps then find the same point.
            share = apart > 0.7 * before ? 0.5 * share : share;
            before = apart;
            reactive = next;
            result = flow(active, reactive);
        }
        return result;
    }

    private PowerFlowResult flow(double[] active, double[] unitReactive) {
        int n = active.length;
        double[] p = new double[n];
        double[] q = new double[n];
        double[] vm = new double[n];
        for (int i = 0; i < n; i++) {
            q[i] = isDark[i] || isLoadOff[i] ? 0.0 : -reactiveDemand[i];
        }
        for (int r = 0; r < unitReactive.length; r++) {
            q[busOf[r]] += isOff(r) ? 0.0 : unitReactive[r];
        }
        double step = rules.controls().tap().map(TapChanger::step).orElse(0.0);
        for (int i = 0; i < n; i++) {
            p[i] = network.perUnit().power(active[i]);
            q[i] = network.perUnit().power(q[i]);
            vm[i] = network.buses().get(i).vMin() + (i == limits.root() ? memory.tap() * step : 0.0);
        }
        return powerFlow.solve(BusSchedule.ofInjections(network, p, q, vm, new double[n]), PowerFlowOptions.defaults());
    }

    /** What is off, MW without signs. */
    private double dark(double[] mean) {
        double dark = 0.0;
        for (int i = 0; i < activeDemand.length; i++) {
            dark += isDark[i] || isLoadOff[i] ? Math.abs(imbalance[i] - activeDemand[i]) : 0.0;
        }
        for (int r = 0; r < mean.length; r++) {
            dark += isOff(r) ? Math.abs(mean[r]) : 0.0;
        }
        return dark;
    }

    /** No power flow carries this: the breaker at the root opens, and all is dark until the period ends. */
    private FeederStep collapsed(double[] mean) {
        for (int i = 0; i < isDark.length; i++) {
            isDark[i] = true;
        }
        return new FeederStep(
                0.0, 0, dark(mean), 0, List.of(feeder.name() + ": no power flow carries this, all of it goes dark"));
    }

    private void protect(Protection relay, PowerFlowResult result, double[] mean, List<String> events) {
        double minutes = rules.stepHours() * MINUTES;
        for (int b = 0; b < lineTime.length; b++) {
            Branch branch = network.branches().get(b);
            boolean isTooMuch = result.point().apparentPower(b) > relay.loading() * branch.rating();
            lineTime[b] = isTooMuch ? lineTime[b] + minutes : 0.0;
            if (isTooMuch && lineTime[b] >= relay.delay()) {
                events.add(String.format(
                        Locale.ROOT,
                        "%s: line %d-%d opens at %.4f MVA",
                        feeder.name(),
                        branch.fromBus(),
                        branch.toBus(),
                        result.point().apparentPower(b)));
                darken(b);
            }
        }
        for (int i = 0; i < busTime.length; i++) {
            Bus bus = network.buses().get(i);
            boolean isLow = result.vm(i) < bus.vMin() - relay.voltageMargin();
            boolean isHigh = result.vm(i) > bus.vMax() + relay.voltageMargin();
            busTime[i] = i != limits.root() && !isDark[i] && (isLow || isHigh) ? busTime[i] + minutes : 0.0;
            if (busTime[i] > 0.0 && busTime[i] >= relay.delay() && switchOff(i, isLow, mean)) {
                events.add(String.format(
                        Locale.ROOT,
                        "%s: what %s at bus %d goes off at %.4f p.u.",
                        feeder.name(),
                        isLow ? "draws" : "injects",
                        bus.id(),
                        result.vm(i)));
            }
        }
    }

    /** All behind a branch. */
    private void darken(int branch) {
        Topology topology = network.topology();
        for (int bus : topology.fromRootsOutwards()) {
            if (topology.parentBranch(bus) >= 0
                    && (topology.parentBranch(bus) == branch || isDark[topology.parentBus(bus)])) {
                isDark[bus] = true;
            }
        }
    }

    /** What draws at low voltage, or injects at high voltage; false if there is nothing that does. */
    private boolean switchOff(int bus, boolean isLow, double[] mean) {
        boolean isAny = false;
        for (int r = 0; r < mean.length; r++) {
            if (busOf[r] == bus && !isResourceOff[r] && (isLow ? mean[r] < 0.0 : mean[r] > 0.0)) {
                isResourceOff[r] = true;
                isAny = true;
            }
        }
        double own = imbalance[bus] - activeDemand[bus];
        if (!isLoadOff[bus] && (isLow ? own < 0.0 : own > 0.0)) {
            isLoadOff[bus] = true;
            isAny = true;
        }
        return isAny;
    }

    /** One step of the tap if a voltage is out by more than another would be after it; how many steps it goes. */
    private int regulate(TapChanger changer, PowerFlowResult result) {
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < activeDemand.length; i++) {
            if (i != limits.root() && !isDark[i]) {
                Bus bus = network.buses().get(i);
                low = Math.max(low, bus.vMin() - result.vm(i));
                high = Math.max(high, result.vm(i) - bus.vMax());
            }
        }
        int direction = 0;
        if (low > 0.0 && low > high + changer.step()) {
            direction = 1;
        } else if (high > 0.0 && high > low + changer.step()) {
            direction = -1;
        }
        int moved = Math.abs(memory.tap() + direction) <= changer.most() ? direction : 0;
        memory.move(moved);
        return Math.abs(moved);
    }

    @Override
    public String toString() {
        return feeder.name() + " in physics";
    }
}
