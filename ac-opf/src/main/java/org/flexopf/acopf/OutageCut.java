package org.flexopf.acopf;

import java.util.List;
import java.util.Optional;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.limit.NetworkLimit;

/**
 * What the state before an outage has to keep so that a limit holds after it, per unit and radians:
 *
 * <pre>
 *   first a + second b + factor P_k &lt;= bound
 * </pre>
 *
 * <p>P_k is the flow on the branch that is out, at its from end; a and b are what the limit is {@link About about}.
 * {@link OutageEffect} makes cuts.
 *
 * @param key which limit after which outage
 * @param first what a counts
 * @param second what b counts
 * @param factor what the flow on the branch that is out counts
 * @param bound what may be no more
 * @param used the left side without P_k at the state that the cut was made from
 * @param change what the outage has changed of it, but for what goes with P_k
 */
record OutageCut(Key key, double first, double second, double factor, double bound, double used, double change) {

    /** What two cuts that replace each other have in common. */
    record Key(int outage, NetworkLimit limit, int element) {}

    /** What of a state before an outage tells about a limit after it. */
    enum About {
        /** a is the active flow at the limited end of a branch. */
        FLOW,
        /** a is the sum of flows of an interface. */
        INTERFACE,
        /** a and b are the angles at the from end and at the to end of a branch. */
        ANGLE,
        /** a is the voltage magnitude of a bus. */
        VOLTAGE,
        /**
         * a and b are the active and the reactive power of a generator, or of all that share what their bus supplies:
         * an outage changes what the bus supplies, and a generator's range is left where all of them are.
         */
        SUPPLY,
        /** No outage changes it. */
        NOTHING;

        static About of(NetworkLimit limit) {
            return switch (limit) {
                case RATING_FROM, RATING_TO, CURRENT_FROM, CURRENT_TO -> FLOW;
                case INTERFACE_MIN, INTERFACE_MAX -> INTERFACE;
                case ANGLE_MIN, ANGLE_MAX -> ANGLE;
                case VOLTAGE_MIN, VOLTAGE_MAX -> VOLTAGE;
                case GENERATOR_P_MIN,
                        GENERATOR_P_MAX,
                        GENERATOR_Q_MIN,
                        GENERATOR_Q_MAX,
                        GENERATOR_Q_LINE_MIN,
                        GENERATOR_Q_LINE_MAX,
                        GENERATOR_CAPABILITY -> SUPPLY;
                // DC lines do after an outage what they did before it, and settings are held.
                case HVDC_P_MIN,
                        HVDC_P_MAX,
                        HVDC_Q_FROM_MIN,
                        HVDC_Q_FROM_MAX,
                        HVDC_Q_TO_MIN,
                        HVDC_Q_TO_MAX,
                        RATING,
                        CURRENT,
                        DEMAND,
                        TAP_RATIO_MIN,
                        TAP_RATIO_MAX,
                        PHASE_SHIFT_MIN,
                        PHASE_SHIFT_MAX,
                        SHUNT_Q_MIN,
                        SHUNT_Q_MAX -> NOTHING;
            };
        }

        /** Whether what an outage changes goes with the flow on the branch that is out. */
        boolean goesWithFlow() {
            return this == FLOW || this == INTERFACE || this == ANGLE;
        }
    }

    About about() {
        return About.of(key.limit);
    }

    /** The key of a limit after an outage; limits that generators leave together have one. */
    static Key key(Network network, int outage, NetworkLimit limit, int element) {
        Key own = new Key(outage, limit, element);
        List<Generator> together = About.of(limit) == About.SUPPLY ? generators(network, own) : List.of();
        if (together.size() < 2) {
            return own;
        }
        NetworkLimit common = limit;
        if (limit == NetworkLimit.GENERATOR_Q_LINE_MAX) {
            common = NetworkLimit.GENERATOR_Q_MAX;
        } else if (limit == NetworkLimit.GENERATOR_Q_LINE_MIN) {
            common = NetworkLimit.GENERATOR_Q_MIN;
        }
        return new Key(outage, common, network.index(together.get(0)));
    }

    /** The generators that a limit of supply is about, in the network's order. */
    static List<Generator> generators(Network network, Key key) {
        Generator own = network.generators().get(key.element);
        if (key.limit == NetworkLimit.GENERATOR_CAPABILITY
                || own.reactiveLines().isTied()) {
            return List.of(own);
        }
        return network.generators().stream()
                .filter(one -> one.bus() == own.bus()
                        && network.isActive(one)
                        && !one.reactiveLines().isTied())
                .toList();
    }

    boolean isAtFrom() {
        return isAtFrom(key.limit);
    }

    static boolean isAtFrom(NetworkLimit limit) {
        return limit == NetworkLimit.RATING_FROM || limit == NetworkLimit.CURRENT_FROM;
    }

    /** To which part of prices it belongs; none if it is about what generators decide. */
    Optional<PriceComponent> component() {
        return switch (about()) {
            case FLOW, INTERFACE, ANGLE -> Optional.of(PriceComponent.CONGESTION);
            case VOLTAGE -> Optional.of(PriceComponent.VOLTAGE);
            case SUPPLY, NOTHING -> Optional.empty();
        };
    }

    /**
     * The cut for an outage after which there is no state: the branch (by index) carries less before it.
     *
     * @param sign of the flow at its from end
     * @param most what it may carry, p.u.
     */
    static OutageCut ofBranch(int outage, int branch, double sign, double most) {
        Key key = new Key(outage, NetworkLimit.RATING_FROM, branch);
        return new OutageCut(key, sign, 0.0, 0.0, most, most, 0.0);
    }
}
