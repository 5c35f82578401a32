package org.flexopf.opf.device;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Parameter;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Profile;
import org.flexopf.opf.limit.SoftLimit;

/**
 * Loads: constant power, less what is curtailed where demand is soft. Reactive power is curtailed in proportion to
 * active power.
 */
final class LoadType implements DeviceType {

    @Override
    public ElementKind kind() {
        return Load.KIND;
    }

    @Override
    public Device in(BlockScope scope) {
        return new Loads(scope);
    }

    private static final class Loads implements Device {

        private final BlockScope scope;
        private final PerUnit perUnit;
        private final AtBuses atBuses;
        private final Parameter[] activeDemand;
        private final Parameter[] reactiveDemand;
        private final AtBuses curtailable;

        Loads(BlockScope scope) {
            Network network = scope.network();
            List<Load> loads = network.loads();
            this.scope = scope;
            this.perUnit = scope.perUnit();
            this.atBuses = AtBuses.of(network, Load.KIND, d -> network.isActive(loads.get(d)));
            this.activeDemand = new Parameter[network.buses().size()];
            this.reactiveDemand = new Parameter[activeDemand.length];
            this.curtailable = AtBuses.of(
                    network,
                    Load.KIND,
                    d -> scope.slacks().isSoft(SoftLimit.DEMAND, d) && network.isActive(loads.get(d)));
        }

        @Override
        public void addActivePower() {
            // Demand is given; what is curtailed becomes a variable where a balance asks for it.
        }

        @Override
        public void addReactivePower() {
            // Reactive demand is given, or follows what is curtailed of active demand.
        }

        @Override
        public void injectActive(int bus, LinearExpression injection) {
            if (atBuses.isAny(bus)) {
                if (activeDemand[bus] == null) {
                    activeDemand[bus] = scope.data().number(profile -> demand(bus, profile::activeDemand));
                }
                injection.plus(-1.0, activeDemand[bus]);
            }
            for (int k = curtailable.first(bus); k < curtailable.end(bus); k++) {
                int d = curtailable.element(k);
                double sign = scope.data().fact(profile -> Math.signum(profile.activeDemand(d)));
                injection.plus(sign, scope.slacks().of(SoftLimit.DEMAND, d));
            }
        }

        /** What the loads of a bus draw, p.u., by what each draws, MW or Mvar. */
        private double demand(int bus, IntToDoubleFunction ofLoad) {
            double sum = 0.0;
            for (int k = atBuses.first(bus); k < atBuses.end(bus); k++) {
                sum += ofLoad.applyAsDouble(atBuses.element(k));
            }
            return perUnit.power(sum);
        }

        /** What is curtailed of reactive demand, Mvar per MW of active demand. */
        private static double ratio(Profile profile, int d) {
            return profile.reactiveDemand(d) / Math.abs(profile.activeDemand(d));
        }

        @Override
        public void injectReactive(int bus, LinearExpression injection) {
            if (atBuses.isAny(bus)) {
                if (reactiveDemand[bus] == null) {
                    reactiveDemand[bus] = scope.data().number(profile -> demand(bus, profile::reactiveDemand));
                }
                injection.plus(-1.0, reactiveDemand[bus]);
            }
            for (int k = curtailable.first(bus); k < curtailable.end(bus); k++) {
                int d = curtailable.element(k);
                LinearExpression curtailed = scope.slacks().of(SoftLimit.DEMAND, d);
                if (scope.data().fact(profile -> ratio(profile, d) != 0.0)) {
                    injection.plus(scope.data().number(profile -> ratio(profile, d)), curtailed);
                }
            }
        }

        @Override
        public void addCost(double weight) {
            // What curtailment costs is the price of its slack.
        }
    }
}
