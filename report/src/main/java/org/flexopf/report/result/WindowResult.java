package org.flexopf.report.result;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.RollingWindow;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;

/**
 * A window of a rolling horizon, with what it says of periods that are not firm yet: advice that later windows change.
 *
 * @param first the number of its first period, from 1
 * @param firm the number of its last firm period
 * @param last the number of its last period
 * @param status the name of a {@link org.flexopf.solver.SolveStatus}
 * @param advisory what it says of its periods after the firm ones
 */
public record WindowResult(int first, int firm, int last, String status, List<Advice> advisory) {

    /**
     * What a window says of a period that it does not decide.
     *
     * @param period the number of the period, from 1
     * @param prices of each bus
     * @param powers of each generator in service
     */
    public record Advice(int period, List<Price> prices, List<ActivePower> powers) {

        /** The lists are copied. */
        public Advice {
            prices = List.copyOf(prices);
            powers = List.copyOf(powers);
        }
    }

    /**
     * An advisory price.
     *
     * @param bus number of the bus
     * @param active currency per MWh; NaN without multipliers
     */
    public record Price(int bus, double active) {}

    /**
     * An advisory power.
     *
     * @param generator number of the generator
     * @param name its name
     * @param p MW
     */
    public record ActivePower(int generator, String name, double p) {}

    /** The parts are required; the list is copied. */
    public WindowResult {
        Objects.requireNonNull(status, "status");
        advisory = List.copyOf(advisory);
    }

    /** The result of a window that has a plan. */
    static WindowResult of(RollingWindow window) {
        HorizonSolution plan = window.plan().orElseThrow();
        return new WindowResult(
                window.first() + 1,
                window.first() + window.firm(),
                window.first() + window.periods(),
                window.result().status().name(),
                IntStream.range(window.firm(), window.periods())
                        .mapToObj(k -> advice(window.first() + k + 1, plan.at(k)))
                        .toList());
    }

    private static Advice advice(int period, OpfSolution solution) {
        Network network = solution.network();
        boolean hasPrices = solution.result().hasDuals();
        NodalPrices prices = hasPrices ? NodalPrices.of(solution) : null;
        double[] p = solution.values(OpfVariables.GENERATOR_P);
        return new Advice(
                period,
                network.buses().stream()
                        .map(bus -> new Price(bus.id(), hasPrices ? prices.price(Power.ACTIVE, bus) : Double.NaN))
                        .toList(),
                network.generators().stream()
                        .filter(network::isActive)
                        .map((Generator generator) ->
                                new ActivePower(generator.id(), generator.name(), p[network.index(generator)]))
                        .toList());
    }
}
