package org.flexopf.opf.device;

import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.opf.state.OperatingPoint;

/**
 * All devices of one kind in one block: who injects at a bus, within which limits, at what cost, and what is handed on
 * to the next block. Balances add up what all devices inject and know none of them; formulations need no change for a
 * further kind. Made by a {@link DeviceType}, whose description says what a further kind has without more, and what it
 * has not.
 *
 * <p>Injections are positive where power flows into the network. Everything is in per unit.
 */
public interface Device {

    /** Adds the variables of active power and their limits; the voltages exist already. */
    void addActivePower();

    /** Adds the variables of reactive power and their limits; not called by models of active power alone. */
    void addReactivePower();

    /** Adds to an expression what the devices inject at a bus (by index), active. */
    void injectActive(int bus, LinearExpression injection);

    /** Adds to an expression what the devices inject at a bus (by index), reactive. */
    void injectReactive(int bus, LinearExpression injection);

    /** Adds what the devices cost, currency per hour times a weight, to the objective. */
    void addCost(double weight);

    /**
     * Adds rows that tie the devices to themselves in the block before, such as stored energy: what the earlier block
     * leaves behind is what this one finds. Devices without memory add none.
     *
     * @param earlier the same devices in the block before
     * @param rows where rows and variables between the two blocks go
     */
    default void follow(Device earlier, LinkRows rows) {}

    /**
     * Says what the devices do in a solution. Formulations read generators and DC lines themselves; further kinds of
     * device add themselves here, by {@link OperatingPoint.Builder#devices}. What they do not say is unknown (NaN), and
     * so is the cost of a state with it.
     */
    default void addTo(OperatingPoint.Builder point, ModelSolution solution) {}
}
