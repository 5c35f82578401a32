package org.flexopf.opf.device;

import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Variables;
import org.flexopf.network.Shunt;
import org.flexopf.opf.control.RelaxedControls;
import org.flexopf.opf.family.OpfVariables;

/**
 * Switchable shunts whose susceptance is free: their reactive supply is a variable that {@link RelaxedControls} adds
 * together with its range. All other shunts draw what voltages make them draw, and belong to the outflow of their bus.
 */
final class ShuntType implements DeviceType {

    @Override
    public ElementKind kind() {
        return Shunt.KIND;
    }

    @Override
    public Device in(BlockScope scope) {
        return new FreeShunts(scope);
    }

    private static final class FreeShunts implements Device {

        private final BlockScope scope;
        private AtBuses atBuses;

        FreeShunts(BlockScope scope) {
            this.scope = scope;
        }

        @Override
        public void addActivePower() {
            // A shunt's conductance is never free.
        }

        @Override
        public void addReactivePower() {
            // The supply of free shunts is made where settings are freed.
        }

        @Override
        public void injectActive(int bus, LinearExpression injection) {
            // A shunt's conductance is never free.
        }

        @Override
        public void injectReactive(int bus, LinearExpression injection) {
            if (scope.program().has(OpfVariables.SHUNT_Q)) {
                Variables supply = scope.program().existing(OpfVariables.SHUNT_Q);
                if (atBuses == null) {
                    atBuses = AtBuses.of(scope.network(), Shunt.KIND, supply::has);
                }
                for (int k = atBuses.first(bus); k < atBuses.end(bus); k++) {
                    injection.plus(supply.of(atBuses.element(k)));
                }
            }
        }

        @Override
        public void addCost(double weight) {
            // Switching costs nothing here.
        }
    }
}
