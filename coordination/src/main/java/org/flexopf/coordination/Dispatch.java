package org.flexopf.coordination;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * What a scheme has decided, by its own model of the networks.
 *
 * @param cost what it costs, currency per hour: prices times activations for both purposes
 * @param need what operators of feeders buy for themselves
 * @param balancing what is bought for the balance of the system
 * @param interfaces flow and price at each feeder's interface
 * @param prices the price at each transmission bus, by its number, currency per MWh
 * @param reactive reactive injection of the resources that the scheme has chosen it for, Mvar
 * @param phantomLosses what each feeder's relaxation loses beyond its currents, MW; zero where it is exact
 */
public record Dispatch(
        double cost,
        Purchase need,
        Purchase balancing,
        List<InterfaceFlow> interfaces,
        Map<Integer, Double> prices,
        Map<String, Double> reactive,
        Map<String, Double> phantomLosses) {

    /** All parts are required. */
    public Dispatch {
        Objects.requireNonNull(need, "need");
        Objects.requireNonNull(balancing, "balancing");
        interfaces = List.copyOf(interfaces);
        prices = Collections.unmodifiableMap(new LinkedHashMap<>(prices));
        reactive = Collections.unmodifiableMap(new LinkedHashMap<>(reactive));
        phantomLosses = Collections.unmodifiableMap(new LinkedHashMap<>(phantomLosses));
    }

    /** What is activated in all. */
    public Activations activations() {
        return need.activations().plus(balancing.activations());
    }

    /** Flow and price at the interface of a feeder. @throws NoSuchElementException if there is none */
    public InterfaceFlow at(String feeder) {
        return interfaces.stream()
                .filter(flow -> flow.feeder().equals(feeder))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no feeder '" + feeder + "'"));
    }
}
