package org.flexopf.opf.device;

import java.util.List;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
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
        private final Profile profile;
        private final double[] activeDemand;
        private final double[] reactiveDemand;
        private final AtBuses curtailable;

        Loads(BlockScope scope) {
            Network network = scope.network();
            PerUnit perUnit = scope.perUnit();
            List<Load> loads = network.loads();
            this.scope = scope;
            this.profile = scope.profile();
            this.activeDemand = new double[network.buses().size()];
            this.reactiveDemand = new double[activeDemand.length];
            for (int d = 0; d < loads.size(); d++) {
                if (network.isActive(loads.get(d))) {
                    int bus = network.busIndex(loads.get(d).bus());
                    activeDemand[bus] += profile.activeDemand(d);
                    reactiveDemand[bus] += profile.reactiveDemand(d);
                }
            }
            for (int bus = 0; bus < activeDemand.length; bus++) {
                activeDemand[bus] = perUnit.power(activeDemand[bus]);
                reactiveDemand[bus] = perUnit.power(reactiveDemand[bus]);
            }
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
            injection.plus(-activeDemand[bus]);
            for (int k = curtailable.first(bus); k < curtailable.end(bus); k++) {
                int d = curtailable.element(k);
                injection.plus(
                        Math.signum(profile.activeDemand(d)), scope.slacks().of(SoftLimit.DEMAND, d));
            }
        }

        @Override
        public void injectReactive(int bus, LinearExpression injection) {
            injection.plus(-reactiveDemand[bus]);
            for (int k = curtailable.first(bus); k < curtailable.end(bus); k++) {
                int d = curtailable.element(k);
                injection.plus(
                        profile.reactiveDemand(d) / Math.abs(profile.activeDemand(d)),
                        scope.slacks().of(SoftLimit.DEMAND, d));
            }
        }

        @Override
        public void addCost(double weight) {
            // What curtailment costs is the price of its slack.
        }
    }
}
